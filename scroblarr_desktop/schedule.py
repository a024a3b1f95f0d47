"""When to try again, and how far apart writes are."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

RETRY_AFTER = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
)
"""The last step repeats without end while the account exists."""

JITTER = 0.1
"""Each wait is lengthened by up to this share, so that a household does not call in step."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def kept_time(kept: object) -> datetime | None:
    """Return a time as settings keep it, None for anything else."""
    try:
        at = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


OBEYED_TIMES = 5
"""How often in a row a short `Retry-After` is taken at its word; then our own waits are a floor."""


def wait_after(failures: int, retry_after_s: float | None = None) -> timedelta:
    """Return how long to wait after that many failures before this one.

    What the service asked for (`Retry-After`) is always a lower bound.
    """
    step = RETRY_AFTER[min(failures, len(RETRY_AFTER) - 1)]
    if retry_after_s is not None:
        asked = timedelta(seconds=max(1.0, retry_after_s))
        step = asked if failures < OBEYED_TIMES else max(asked, step)
    return step * (1 + random.random() * JITTER)  # noqa: S311 - spreading load, not secrecy


class Pace:
    """Keeps writes of one account apart, the first write after a start included."""

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._free_at = time.monotonic() + gap_s
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def turn(self) -> None:
        """Return when the next write may go out; whoever asked first goes first."""
        self._waiting += 1
        try:
            async with self._turn:
                await self._take()
        finally:
            self._waiting -= 1

    def spent(self) -> None:
        """Note that a write's answer came. A slow one arrived later than its turn: count anew."""
        self._free_at = time.monotonic() + self._gap_s

    async def spare_turn(self, still_wanted: Callable[[], bool]) -> bool:
        """Return True for a turn that nobody in `turn` waits for.

        False, with no turn taken, where it is not wanted any more when it comes.
        """
        while True:
            async with self._turn:
                await self._free()
                if not still_wanted():
                    return False
                if not self._waiting:
                    await self._take()
                    return True

    async def _take(self) -> None:
        await self._free()
        self._free_at = time.monotonic() + self._gap_s

    async def _free(self) -> None:
        # Again after each wait: an answer that came meanwhile moves the next turn on.
        while (wait_s := self._free_at - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait_s)
