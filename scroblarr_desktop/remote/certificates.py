"""Certificates that a server made for itself: shown to the person, and trusted once.

A call with such a fingerprint (`Call.certificate`) accepts exactly that certificate, whoever
signed it and whatever name stands in it.
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from scroblarr_desktop.remote.der import Described, describe
from scroblarr_desktop.remote.errors import Offline

LONGEST_WAIT_S = 8.0


@dataclass(frozen=True)
class Certificate:
    """What a host shows. Nothing but the fingerprint is proven by it."""

    fingerprint: str
    """SHA-256 over the whole certificate, in lower case hex."""
    described: Described | None = None
    """What it says of itself, None where that cannot be read."""

    @property
    def grouped(self) -> str:
        """Return the fingerprint as people compare it: "AB:12:..."."""
        digits = self.fingerprint.upper()
        return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))

    @property
    def issued_for(self) -> str:
        """Return for whom it was made, or ""."""
        if self.described is None:
            return ""
        names = [self.described.subject, *self.described.names]
        return ", ".join(dict.fromkeys(name for name in names if name))

    @property
    def issued_by(self) -> str:
        return self.described.issuer if self.described else ""

    @property
    def is_self_made(self) -> bool:
        """Return whether it says that it was signed by itself."""
        return self.described is not None and self.described.subject == self.described.issuer

    def is_made_for(self, host: str) -> bool:
        """Return whether it names that host, or that number; not where it cannot be read."""
        if self.described is None:
            return False
        names = self.described.names or (self.described.subject,)
        return any(_names(name.lower(), host.lower()) for name in names)

    @property
    def valid_until(self) -> datetime | None:
        return self.described.valid_until if self.described else None


def _names(name: str, host: str) -> bool:
    if name.startswith("*."):
        return bool(host.partition(".")[0]) and host.partition(".")[2] == name[2:]
    try:
        return ip_address(name) == ip_address(host)
    except ValueError:
        return name == host


def certificate_of(der: bytes) -> Certificate:
    return Certificate(hashlib.sha256(der).hexdigest(), describe(der))


async def presented_at(url: str, longest_wait_s: float = LONGEST_WAIT_S) -> Certificate:
    """Return the certificate that the host of an https address shows. Nothing else is sent.

    Raises Offline where none comes within the time.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    loop = asyncio.get_running_loop()
    found: asyncio.Future[bytes] = loop.create_future()

    def work() -> None:
        # A thread of its own: a handshake may hang, and nobody shall wait for its place in a pool.
        try:
            der, error = _fetch(host, port, longest_wait_s), None
        except (OSError, ValueError) as trouble:
            der, error = b"", trouble
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(_settle, found, der, error)

    threading.Thread(target=work, name="certificate", daemon=True).start()
    try:
        async with asyncio.timeout(longest_wait_s):
            return certificate_of(await found)
    except (OSError, ValueError) as error:
        raise Offline(f"{host} did not show its certificate.", fate_unknown=False) from error


def _settle(found: asyncio.Future[bytes], der: bytes, error: Exception | None) -> None:
    if found.done():
        return
    if error is None:
        found.set_result(der)
    else:
        found.set_exception(error)


def _fetch(host: str, port: int, longest_wait_s: float) -> bytes:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.check_hostname = False
    # It is to be looked at because nobody vouches for it.
    tls.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((host, port), timeout=longest_wait_s) as plain,
        tls.wrap_socket(plain, server_hostname=host) as safe,
    ):
        der = safe.getpeercert(binary_form=True)
    if not der:
        raise ValueError("no certificate came")
    return der
