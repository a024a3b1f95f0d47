"""A detailed log for a while. It goes back to normal by itself, also after a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from scroblarr_desktop import diagnostics
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.schedule import Clock, kept_time, utc_now
from scroblarr_desktop.store import StoreTrouble, settings
from scroblarr_desktop.tasks import called_within

UNTIL = "log_detail_until"
LONGEST = timedelta(days=1)

TICK_S = 30.0
"""The clock may be set, and a computer sleeps: no single wait until the end."""

log = logging.getLogger(__name__)


def detailed_until(now: datetime) -> datetime | None:
    """Return until when more is written down, None where it is not."""
    until = kept_time(settings.get(UNTIL))
    # Later than anybody could have chosen: the clock was set back.
    return until if until is not None and now < until <= now + LONGEST else None


def write_more(until: datetime | None) -> None:
    """Write down more until then, at most for a day; None ends it now. Raises StoreTrouble."""
    settings.put(UNTIL, None if until is None else until.astimezone(UTC).isoformat())


class Detail:
    """Sees to it that the log is as detailed as was chosen. One per engine."""

    def __init__(
        self,
        changes: Changes,
        clock: Clock = utc_now,
        write_down_more: Callable[[bool], None] = diagnostics.write_down_more,
    ) -> None:
        self._changes = changes
        self._clock = clock
        self._write_down_more = write_down_more
        self._is_more = False
        self._called = asyncio.Event()

    async def watch(self) -> None:
        """Look again and again, until cancelled; then the log is as usual."""
        stop_listening = self._changes.listen(self._heed)
        try:
            while True:
                self._called.clear()
                self._apply()
                await called_within(self._called, self._wait_s())
        finally:
            stop_listening()
            if self._is_more:
                self._write_down_more(False)

    def _heed(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self._called.set()

    def _apply(self) -> None:
        try:
            is_more = detailed_until(self._clock()) is not None
            if is_more != self._is_more:
                self._change(is_more)
        except StoreTrouble as trouble:
            log.warning("how much is written down waits: %s", trouble.title)

    def _change(self, is_more: bool) -> None:
        self._is_more = is_more
        self._write_down_more(is_more)
        log.info("more is written down" if is_more else "the log is as usual again")
        if not is_more:
            write_more(None)

    def _wait_s(self) -> float:
        if not self._is_more:
            return TICK_S
        try:
            until = detailed_until(self._clock())
        except StoreTrouble:
            return TICK_S
        left_s = (until - self._clock()).total_seconds() if until is not None else 0.0
        return min(TICK_S, max(left_s, 0.01))
