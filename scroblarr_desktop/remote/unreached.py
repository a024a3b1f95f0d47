"""Why a call reached nobody, as far as the error underneath tells."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from enum import StrEnum

from scroblarr_desktop.remote.errors import Outage

_UNTRUSTED = ("CERTIFICATE_VERIFY", "Fingerprints did not match")


class Unreached(StrEnum):
    NAME = "name"
    """Nobody knows the host's name."""
    CLOSED = "closed"
    """The computer is there, and nothing listens at the port."""
    SILENT = "silent"
    """No answer in time: switched off, another network, or a firewall."""
    CERTIFICATE = "certificate"
    """It has a certificate that is not trusted, or another one than the pinned one."""
    NOT_SAFE = "not_safe"
    """What listens there does not speak https."""
    OTHER = "other"


def unreached(trouble: Outage) -> Unreached:
    """Return why; `trouble` is what `Calls.send` raised."""
    # Loaded by the call that failed, and not before it.
    import requests
    from urllib3.exceptions import NameResolutionError
    from urllib3.exceptions import TimeoutError as LateError

    causes = list(_causes(trouble))
    if any(isinstance(one, requests.exceptions.SSLError) for one in causes):
        text = " ".join(str(one) for one in causes)
        untrusted = any(words in text for words in _UNTRUSTED)
        return Unreached.CERTIFICATE if untrusted else Unreached.NOT_SAFE
    if any(isinstance(one, (NameResolutionError, socket.gaierror)) for one in causes):
        return Unreached.NAME
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return Unreached.CLOSED
    late = (requests.Timeout, LateError, TimeoutError)
    return Unreached.SILENT if any(isinstance(one, late) for one in causes) else Unreached.OTHER


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield what lies under an error: urllib3 hides some of it in `reason` and in the arguments."""
    waiting, seen = [error.__cause__], set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
