"""Looks again and again whether the port answers, and has it opened anew where it does not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble

log = logging.getLogger(__name__)

TICK_S = 10.0
"""So soon after the computer woke up it is known."""

LOOK_EVERY = timedelta(seconds=60)
WOKE_AFTER = timedelta(seconds=90)
"""Two ticks so far apart mean that the computer slept, or that its clock was set."""


class Port(Protocol):
    async def mend(self) -> None: ...


class Watchdog:
    """Looks after one port. `on_wake` is called when the computer has woken up.

    The clock has to be that of the wall: the loop's own stands still while the computer sleeps.
    """

    def __init__(
        self, port: Port, clock: Clock = utc_now, on_wake: Callable[[], None] = lambda: None
    ) -> None:
        self._port = port
        self._clock = clock
        self._on_wake = on_wake
        self._ticked_at = self._looked_at = clock()

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            await self.tick()

    async def tick(self) -> None:
        """Look if it is time to."""
        now = self._clock()
        woke = abs(now - self._ticked_at) > WOKE_AFTER
        self._ticked_at = now
        if woke:
            log.info("this computer slept, or its clock was set")
            self._on_wake()
        if woke or abs(now - self._looked_at) >= LOOK_EVERY:
            self._looked_at = now
            await self._look()

    async def _look(self) -> None:
        try:
            await self._port.mend()
        except StoreTrouble as trouble:
            log.warning("the look at the port waits: %s", trouble.title)
        except Exception:
            log.exception("the look at the port stumbled")
