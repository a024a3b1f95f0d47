"""Opening the port, and what may stand in the way."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket

from aiohttp import web

from scroblarr_desktop.endpoints import REDIRECT_PORTS
from scroblarr_desktop.http_server.port_users import ANOTHER_PROGRAM, PortUser, user_of

log = logging.getLogger(__name__)

_WINDOWS_IN_USE, _WINDOWS_RESERVED, _WINDOWS_NO_ADDRESS = 10048, 10013, 10049
_IN_USE = (errno.EADDRINUSE, _WINDOWS_IN_USE)
_RESERVED = (errno.EACCES, _WINDOWS_RESERVED)
"""Windows also says this where another program wants the port for itself alone."""
_NO_ADDRESS = (errno.EADDRNOTAVAIL, _WINDOWS_NO_ADDRESS)

OPEN_S = 5.0
"""Looking up a name that somebody gave as the address has no limit of its own."""

NEAR_PORTS = 20
LAST_PORT = 65535


class CannotListen(Exception):
    """No webhook can come in. Says what happened, what it means and what to do."""

    title = "Scroblarr cannot listen"

    def __init__(self, sentence: str, next_step: str, free_port: int | None = None) -> None:
        self.sentence = sentence
        self.next_step = next_step
        self.free_port = free_port
        """A port that could be used instead, where a taken one is in the way."""
        super().__init__(f"{self.title}: {sentence}")

    @property
    def in_short(self) -> str:
        """What it takes one line to say: where a port is proposed, that is the next step."""
        rest = self.next_step if self.free_port is None else self.sentence
        return f"{self.title}. {rest}"


class PortTaken(CannotListen):
    title = "The port is taken"

    def __init__(self, host: str, port: int, user: PortUser = ANOTHER_PROGRAM) -> None:
        self.host, self.port = host, port
        sentence = f"{user.words} uses port {port}."
        super().__init__(sentence, *_elsewhere(host, port, f"{user.remedy} Or choose"))


class PortReserved(CannotListen):
    title = "The port is reserved"

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        sentence = f"The system keeps port {port} for itself."
        super().__init__(sentence, *_elsewhere(host, port, "Choose"))


class Unheard(CannotListen):
    title = "Nobody gets through to Scroblarr"

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is open, but not even this computer reaches it.",
            "Look whether a firewall or a security program holds it back, and let Scroblarr "
            "through.",
        )


class NoSuchAddress(CannotListen):
    title = "The address is not this computer's"


async def listen(runner: web.AppRunner, bind: str, port: int) -> None:
    """Open the port at that address. Raises CannotListen.

    127.0.0.1 brings ::1 along where this computer has it, because "localhost" may mean either.
    Port 0 takes a free one.
    """
    host = "127.0.0.1" if bind.lower() == "localhost" else bind
    await _open(runner, host, port)
    if host == "127.0.0.1":
        await _open_beside(runner, int(runner.addresses[0][1]), anywhere=port == 0)


async def _open(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        async with asyncio.timeout(OPEN_S):
            await web.TCPSite(runner, host, port).start()
    except OSError as error:  # looking up a name may take too long, which is one as well
        raise _explained(error, host, port) from error


async def _open_beside(runner: web.AppRunner, port: int, *, anywhere: bool) -> None:
    try:
        await _open(runner, "::1", port)
    except (PortTaken, PortReserved):
        # Another program there would silently swallow what is sent to "localhost".
        if not anywhere:
            raise
    except CannotListen:
        log.info("listening without IPv6, which this computer does not have")


def next_free_port(host: str, port: int) -> int | None:
    """Return the next port above that one which is free there, None where none is near."""
    for candidate in range(port + 1, min(port + 1 + NEAR_PORTS, LAST_PORT + 1)):
        if candidate not in REDIRECT_PORTS and _is_free(host, candidate):
            return candidate
    return None


def _is_free(host: str, port: int) -> bool:
    if not _can_be_bound(host, port):
        return False
    # It comes along, so it has to be free as well.
    return host != "127.0.0.1" or not _has_ipv6() or _can_be_bound("::1", port)


def _has_ipv6() -> bool:
    return _can_be_bound("::1", 0)


def _can_be_bound(host: str, port: int) -> bool:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((host, port))
    except OSError:
        return False
    return True


def _elsewhere(host: str, port: int, choose: str) -> tuple[str, int | None]:
    free = next_free_port(host, port)
    proposal = f" Port {free} is free." if free else ""
    next_step = (
        f"{choose} another port in Settings, or start with another one (--port), and tell your "
        f"media servers the new address.{proposal}"
    )
    return next_step, free


async def named(trouble: CannotListen) -> CannotListen:
    """Return the trouble with the name of the program that is in the way, where it can be seen.

    Takes up to a few seconds.
    """
    if isinstance(trouble, (PortTaken, PortReserved)):
        user = await user_of(trouble.host, trouble.port)
        if user is not None:
            return PortTaken(trouble.host, trouble.port, user)
    return trouble


def _explained(error: OSError, host: str, port: int) -> CannotListen:
    if error.errno in _IN_USE:
        return PortTaken(host, port)
    if error.errno in _RESERVED:
        return PortReserved(host, port)
    if error.errno in _NO_ADDRESS or isinstance(error, (socket.gaierror, TimeoutError)):
        return NoSuchAddress(
            f"This computer does not have the address {host} (any more).",
            "Start with another address (--bind).",
        )
    return CannotListen(
        f"The system refused it: {error.strerror or error}.",
        "Restart the computer; if that does not help, start with another port (--port).",
    )
