"""When which server is to be read next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import catch_up
from scroblarr_desktop.store.records import CatchUp, CatchUpMode

USUALLY = timedelta(hours=1)
WITHOUT_WEBHOOKS = timedelta(minutes=3)

FIRST_AGAIN = timedelta(minutes=1)
"""After a reading that failed; twice as long after each further one, up to an hour."""


class Turns:
    """Remembers when each server was read, since the program began."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began_at: dict[int, datetime] = {}
        self._again_at: dict[int, datetime] = {}
        self._failures: dict[int, int] = {}

    def is_due(self, server_id: int) -> bool:
        now, began_at = self._clock(), self._began_at.get(server_id)
        again_at = self._again_at.get(server_id)
        # A time ahead comes from a clock that was set back since.
        if began_at is None or began_at > now:
            return True
        if again_at is not None:
            return now >= again_at or again_at - now > 2 * USUALLY
        return now - began_at >= every(catch_up.of(server_id))

    def all_due(self) -> None:
        """Read all anew, also those that wait after a failure: much may have changed."""
        self._began_at.clear()
        self._again_at.clear()

    def keep_only(self, server_ids: Collection[int]) -> None:
        for server_id in set(self._began_at) - set(server_ids):
            self._began_at.pop(server_id)
            self.worked(server_id)

    def began(self, server_id: int) -> None:
        self._began_at[server_id] = self._clock()

    def worked(self, server_id: int) -> None:
        self._again_at.pop(server_id, None)
        self._failures.pop(server_id, None)

    def failed(self, server_id: int, retry_after_s: float | None) -> None:
        failures = self._failures.get(server_id, 0)
        self._failures[server_id] = failures + 1
        wait = min(FIRST_AGAIN * 2 ** min(failures, 10), USUALLY)
        asked = timedelta(seconds=min(retry_after_s or 0.0, USUALLY.total_seconds()))
        self._again_at[server_id] = self._clock() + max(wait, asked)


def every(one: CatchUp) -> timedelta:
    """Return how often a server is read."""
    is_silent = one.webhooks_missed_at is not None
    return WITHOUT_WEBHOOKS if one.mode is CatchUpMode.READING or is_silent else USUALLY
