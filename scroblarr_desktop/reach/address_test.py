"""A try of the address that a media server was given, from this computer."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum

from scroblarr_desktop.media_servers.foreign import OWN_TEST_EVENT
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import Offline, RemoteError
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.watches import ServerKind

LONGEST_DETAIL = 200
SECRET_HEADER = "X-Webhook-Secret"  # noqa: S105 - a header's name


class Verdict(StrEnum):
    WORKS = "works"
    """For a server on this computer there is nothing else in between."""
    WORKS_FROM_HERE = "works_from_here"
    """What lies between another computer and this one, a firewall above all, cannot be seen."""
    WORKS_BUT_NAME = "works_but_name"
    """Docker's name for this computer is known inside containers only."""
    NOT_LISTENING = "not_listening"
    LOOPBACK_ONLY = "loopback_only"
    """The server is elsewhere, and the home network is not allowed."""
    NO_NETWORK = "no_network"
    """The server is elsewhere, and this computer is in no network."""
    OLD_ADDRESS = "old_address"
    """The server has an address that is not this computer's any more."""
    NO_ANSWER = "no_answer"
    SOMETHING_ELSE = "something_else"
    """Another program answers there."""
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a verdict
    """Scroblarr answers there, but not to this address: another copy of it."""
    NOT_HOME = "not_home"
    """Scroblarr answers, but the address is none of a home network, so it lets nobody in."""
    NOT_TAKEN = "not_taken"
    """The address is right, but what was sent could not be kept; `detail` says why."""


WORKING = (Verdict.WORKS, Verdict.WORKS_FROM_HERE, Verdict.WORKS_BUT_NAME)


@dataclass(frozen=True)
class AddressTest:
    """What a try showed. Addresses are without the secret: "http://192.168.1.20:24180"."""

    verdict: Verdict
    address: str
    now: str
    """The address that the server should have."""
    detail: str = ""
    page: str | None = None
    """A page on the same address, to be opened with a phone; None where that shows nothing."""

    @property
    def is_ok(self) -> bool:
        return self.verdict in WORKING


async def failing(
    calls: Calls, base: str, kind: ServerKind, secret: str, *, in_header: bool
) -> tuple[Verdict, str] | None:
    """Return what is wrong with that address and a detail, None where all is well.

    It is opened as in a browser, and then gets a body that the app knows as its own test. The
    secret goes where the server has it: in the path, or in a header.
    """
    for call in _calls(base, kind, secret, in_header=in_header):
        try:
            answer = await calls.send(call)
        except Offline as error:
            return Verdict.NO_ANSWER, error.sentence
        except RemoteError as error:
            return Verdict.SOMETHING_ELSE, error.sentence
        if not answer.is_ok or not _is_ours(answer):
            return _explained(answer)
    return None


def _calls(base: str, kind: ServerKind, secret: str, *, in_header: bool) -> tuple[Call, Call]:
    path = f"/webhooks/{kind}"
    url = f"{base}{path}" if in_header else f"{base}{path}/{secret}"
    headers = {SECRET_HEADER: secret} if in_header else {}
    body = {"event": OWN_TEST_EVENT}
    look = Call(method="GET", url=url, headers=headers, private=True, shown_as=path)
    # As each kind sends it: Plex a form with its JSON in one field, Jellyfin plain JSON.
    as_form = kind is ServerKind.PLEX
    form = [("payload", json.dumps(body))] if as_form else None
    content = None if as_form else body
    return look, replace(look, method="POST", form=form, body=content)


def _is_ours(answer: Answer) -> bool:
    return answer.headers.get("server") == "Scroblarr"


def _explained(answer: Answer) -> tuple[Verdict, str]:
    if not _is_ours(answer):
        return Verdict.SOMETHING_ELSE, answer.headers.get("server", "")[:LONGEST_DETAIL]
    if answer.status == 404:
        return Verdict.WRONG_SECRET, ""
    if answer.status == 403:
        return Verdict.NOT_HOME, ""
    return Verdict.NOT_TAKEN, answer.text[:LONGEST_DETAIL]
