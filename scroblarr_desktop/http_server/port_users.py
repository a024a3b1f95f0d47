"""Which program uses a port, as far as this computer tells."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psutil

from scroblarr_desktop.http_server.health import Who, who_answers

log = logging.getLogger(__name__)

LOOK_S = 1.0
_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound to
_PLAIN_NAME = re.compile(r"[\w .+-]{1,40}")
"""A program chooses its name itself, and this one is shown to people."""


@dataclass(frozen=True)
class PortUser:
    words: str
    """As a sentence begins."""
    remedy: str


ANOTHER_COPY = PortUser(
    "Another copy of Scroblarr, which keeps its data in another folder,", "Quit that copy."
)
ANOTHER_PROGRAM = PortUser("Another program", "End the other program.")


async def user_of(host: str, port: int) -> PortUser | None:
    """Return who uses that port, None where nobody can tell.

    Without an administrator's rights most systems tell only of this person's own programs.
    """
    base = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    if await who_answers(base, limit_s=LOOK_S) is Who.ANOTHER_COPY:
        return ANOTHER_COPY
    try:
        async with asyncio.timeout(LOOK_S):
            name = await asyncio.to_thread(program_at, host, port)
    except (TimeoutError, OSError, psutil.Error) as error:
        log.debug("who uses port %d cannot be seen: %s", port, type(error).__name__)
        name = ""
    return PortUser(f"The program {name}", f"End {name}.") if name else None


def program_at(host: str, port: int) -> str:
    """Return the name of the program that listens there, "" where that cannot be seen."""
    for address, pid in _listening_at(port):
        if pid != os.getpid() and (address == host or {address, host} & {*_ANYWHERE}):
            name = psutil.Process(pid).name()
            return name if _PLAIN_NAME.fullmatch(name) else ""
    return ""


def _listening_at(port: int) -> Iterator[tuple[str, int]]:
    """Yield address and process id of each listener at that port that this person may see."""
    try:
        found: list[tuple[Any, int | None]] = [
            (one, one.pid) for one in psutil.net_connections("tcp")
        ]
    except psutil.AccessDenied:  # macOS shows all of them to an administrator only
        found = list(_of_own_programs())
    for one, pid in found:
        if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port and pid:
            yield one.laddr.ip, pid


def _of_own_programs() -> Iterator[tuple[Any, int]]:
    for process in psutil.process_iter():
        try:
            found = process.net_connections("tcp")
        except psutil.Error:
            continue
        for one in found:
            yield one, process.pid
