"""How often somebody may ask before they have to wait."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST_KEYS = 500
"""Askers beyond these push out whoever was not heard of for the longest time."""


class Rate:
    """`most` times at once, and as many again in each `per_s` seconds. In memory only."""

    def __init__(
        self, most: int, per_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._refill_s = per_s / most
        self._clock = clock
        self._free_at: dict[object, float] = {}

    def wait_s(self, key: object) -> float:
        """Return how long this one has to wait now; 0 where they need not."""
        full_at = self._free_at.get(key, 0.0)
        return max(0.0, full_at - self._clock() - (self._most - 1) * self._refill_s)

    def take(self, key: object) -> float:
        """Count one more and return 0, or return how long to wait where there were too many."""
        wait_s = self.wait_s(key)
        if wait_s <= 0:
            # Taken out and put in again, so that the dict stays in the order of the last call.
            before = self._free_at.pop(key, 0.0)
            self._free_at[key] = max(before, self._clock()) + self._refill_s
            if len(self._free_at) > MOST_KEYS:
                del self._free_at[next(iter(self._free_at))]
        return wait_s
