"""Webhooks onto the disk: those that come together are kept together, and wait for it once."""

from __future__ import annotations

import asyncio
import time

from scroblarr_desktop.store import Locked, inbox
from scroblarr_desktop.store.inbox import Arrival

LOCKED_WAIT_S = 5.0
LOCKED_PAUSE_S = 0.05


class Saving:
    """Keeps what arrives, in the order in which it was given."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Arrival, asyncio.Future[None]]] = []

    async def save(self, arrival: Arrival, *, alone: bool) -> None:
        """Return once it is safely on disk. Raises StoreTrouble.

        `alone`: no other webhook is under way, so that none could be kept with it. No media server
        sends a webhook again, so a locked database is waited for.
        """
        until = time.monotonic() + LOCKED_WAIT_S
        while True:
            try:
                if alone:
                    inbox.save_all([arrival])
                else:
                    await self._with_others(arrival)
                return
            except Locked:
                if time.monotonic() >= until:
                    raise
            await asyncio.sleep(LOCKED_PAUSE_S)

    def _with_others(self, arrival: Arrival) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._save_waiting)  # once all that can be read now was read
        done = loop.create_future()
        self._waiting.append((arrival, done))
        return done

    def _save_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        trouble: Exception | None = None
        try:
            inbox.save_all(arrival for arrival, _ in waiting)
        except Exception as error:  # noqa: BLE001 - whoever waits is told of it
            trouble = error
        for _, done in waiting:
            if done.cancelled():
                continue
            if trouble is None:
                done.set_result(None)
            else:
                done.set_exception(trouble)
