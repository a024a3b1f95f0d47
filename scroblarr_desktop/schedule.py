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
"""DESIGN: the last step repeats without end while the account exists."""

JITTER = 0.1
"""Each wait is lengthened by up to this share, so that a household does not call in step."""


def utc_now() -> datetime:
    return datetime.now(UTC)


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

    async def turn(self) -> None:
        """Return when the next write may go out; whoever asked first goes first."""
        async with self._turn:
            wait_s = self._free_at - time.monotonic()
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            self._free_at = time.monotonic() + self._gap_s
