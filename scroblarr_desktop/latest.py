"""Answers that several ask for at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.schedule import Clock

T = TypeVar("T")

KEPT_FOR = timedelta(seconds=1)
"""Some answers change as time passes, and nobody is told of that."""


class Latest(Generic[T]):
    """Works an answer out when it is asked for, and again only after a change or a second."""

    def __init__(self, work_out: Callable[[], T], changes: Changes, clock: Clock) -> None:
        self._work_out = work_out
        self._clock = clock
        self._changed = 0
        """Counts changes: one that comes while the answer is worked out makes it old at once."""
        self._found: tuple[int, datetime, T] | None = None
        changes.listen(self._note)

    def _note(self, _changed: Changed) -> None:
        self._changed += 1

    def get(self) -> T:
        """Return the answer. Raises what working it out raises, and then keeps nothing."""
        changed, now = self._changed, self._clock()
        if self._found is not None:
            of, found_at, found = self._found
            if of == changed and abs(now - found_at) < KEPT_FOR:
                return found
        found = self._work_out()
        self._found = (changed, now, found)
        return found
