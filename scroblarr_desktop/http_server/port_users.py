"""Which program uses a port, as far as this computer tells."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from scroblarr_desktop.http_server.health import Who, who_answers

log = logging.getLogger(__name__)

LOOK_S = 1.0


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
            name = await asyncio.to_thread(_program_at, host, port)
    except TimeoutError:
        log.debug("who uses port %d cannot be seen in time", port)
        name = ""
    return PortUser(f"The program {name}", f"End {name}.") if name else None


def _program_at(host: str, port: int) -> str:
    # Rarely wanted, and a megabyte of memory: that is loaded in case of need.
    from scroblarr_desktop.http_server.listening_programs import program_at

    return program_at(host, port)
