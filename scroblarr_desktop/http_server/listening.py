"""Opening the port, and what may stand in the way."""

from __future__ import annotations

import errno
import logging
import socket

from aiohttp import web

from scroblarr_desktop.endpoints import REDIRECT_PORTS

log = logging.getLogger(__name__)

_WINDOWS_IN_USE, _WINDOWS_RESERVED, _WINDOWS_NO_ADDRESS = 10048, 10013, 10049
_TAKEN = (errno.EADDRINUSE, errno.EACCES, _WINDOWS_IN_USE, _WINDOWS_RESERVED)
_NO_ADDRESS = (errno.EADDRNOTAVAIL, _WINDOWS_NO_ADDRESS)

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


class PortTaken(CannotListen):
    title = "The port is taken"


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
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise _explained(error, host, port) from error


async def _open_beside(runner: web.AppRunner, port: int, *, anywhere: bool) -> None:
    try:
        await _open(runner, "::1", port)
    except PortTaken:
        # Another program there would silently swallow what is sent to "localhost".
        if not anywhere:
            raise
    except CannotListen:
        log.info("listening without IPv6, which this computer does not have")


def next_free_port(host: str, port: int) -> int | None:
    """Return the next port above that one which is free there, None where none is near."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port + 1, min(port + 1 + NEAR_PORTS, LAST_PORT + 1)):
        if candidate in REDIRECT_PORTS:
            continue
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    return None


def _explained(error: OSError, host: str, port: int) -> CannotListen:
    if error.errno in _TAKEN:
        free = next_free_port(host, port)
        proposal = f" Port {free} is free." if free else ""
        return PortTaken(
            f"Another program uses port {port}, or the system keeps it for itself.",
            "End the other program. Or choose another port in Settings, or start with another one "
            f"(--port), and tell your media servers the new address.{proposal}",
            free,
        )
    if error.errno in _NO_ADDRESS or isinstance(error, socket.gaierror):
        return NoSuchAddress(
            f"This computer does not have the address {host} (any more).",
            "Start with another address (--bind).",
        )
    return CannotListen(
        f"The system refused it: {error.strerror or error}.",
        "Restart the computer; if that does not help, start with another port (--port).",
    )
