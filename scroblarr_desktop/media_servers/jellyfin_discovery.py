"""Asking the networks around for Jellyfins.

Every Jellyfin answers a UDP datagram that contains "who is JellyfinServer?" on port 7359 with a
JSON object (jellyfin, AutoDiscoveryHost.cs).
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id

QUESTION = b"Who is JellyfinServer?"
EVERYBODY = "255.255.255.255"

_LONGEST_ANSWER = 4096
_LOOK_EVERY_S = 0.2
_MOST_ANSWERS = 50


@dataclass(frozen=True)
class Announced:
    """A Jellyfin that answered. Nobody vouches for what it says."""

    url: str
    """Where it says that it is; inside a container or behind a proxy others may not get there."""
    host: str
    """From where the answer came."""
    server_id: str
    name: str


async def ask_around(where: tuple[str, int], within_s: float) -> AsyncIterator[Announced]:
    """Yield each Jellyfin that answers, as soon as it does and once only, until the time is over.

    `where` is an address and a port; 255.255.255.255 asks through each adapter of this computer.
    Adapters through which nothing can be sent are passed over.
    """
    loop, arrived = asyncio.get_running_loop(), asyncio.Queue[Announced | None]()
    over = threading.Event()

    def tell(found: Announced | None) -> None:
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(arrived.put_nowait, found)

    def work() -> None:
        try:
            for found in _answers(where, time.monotonic() + within_s, over):
                tell(found)
        finally:
            tell(None)

    # Not asyncio's datagrams: on Windows the loop of Qt has none.
    threading.Thread(target=work, name="discovery", daemon=True).start()
    try:
        while (found := await arrived.get()) is not None:
            yield found
    finally:
        over.set()


def _answers(where: tuple[str, int], deadline: float, over: threading.Event) -> Iterable[Announced]:
    told: set[tuple[str, str]] = set()
    with ExitStack() as closing:
        lines = [closing.enter_context(line) for line in _lines(where)]
        while lines and not over.is_set() and time.monotonic() < deadline:
            for line in lines:
                found = _heard(line, _LOOK_EVERY_S / len(lines))
                if found and (found.server_id, found.url) not in told and len(told) < _MOST_ANSWERS:
                    told.add((found.server_id, found.url))
                    yield found


def _lines(where: tuple[str, int]) -> list[socket.socket]:
    """Return the sockets through which the question went out."""
    host, port = where
    ways = [("", [host]), *(_adapters() if host == EVERYBODY else [])]
    return [line for own, targets in ways if (line := _asked(own, targets, port)) is not None]


def _asked(own: str, targets: list[str], port: int) -> socket.socket | None:
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sent = 0
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        line.bind((own, 0))
        for target in targets:
            with suppress(OSError):
                line.sendto(QUESTION, (target, port))
                sent += 1
    if sent:
        return line
    line.close()
    return None


def _adapters() -> list[tuple[str, list[str]]]:
    """Return own addresses, each with the addresses that reach everybody on its network.

    The one of that network as well, because 255.255.255.255 takes the way of the default route
    on some systems, whatever address it is sent from.
    """
    import psutil  # a megabyte of memory, for a minute of the set-up

    return [
        (one.address, [EVERYBODY, *([one.broadcast] if one.broadcast else [])])
        for addresses in psutil.net_if_addrs().values()
        for one in addresses
        if one.family == socket.AF_INET and not one.address.startswith("127.")
    ]


def _heard(line: socket.socket, within_s: float) -> Announced | None:
    line.settimeout(within_s)
    try:
        content, (host, *_) = line.recvfrom(_LONGEST_ANSWER)
        return read_answer(content, host)
    except (OSError, ValueError, RecursionError):
        return None


def read_answer(content: bytes, host: str) -> Announced:
    """Return what an answer says. Raises ValueError for one that is no Jellyfin's."""
    found = section(json.loads(content))
    server_id, url = jellyfin_id(found.get("Id")), text(found.get("Address"))
    if not server_id or not url.startswith(("http://", "https://")):
        raise ValueError("this is not how a Jellyfin answers")
    return Announced(url.rstrip("/"), host, server_id, text(found.get("Name")))
