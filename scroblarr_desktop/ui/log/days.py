"""Where a new day begins in a list of watches by time: at most one place for each day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta

from scroblarr_desktop.store.listing import stamp

FirstOfDays = dict[int, datetime]
"""By its row, from the top, the moment of each watch that stands first of its day."""


def first_of_days(watched_us: list[int], descending: bool) -> FirstOfDays:
    """Jump from day to day: there are far fewer of them than watches."""
    sign = -1 if descending else 1
    found: FirstOfDays = {}
    row = 0
    while row < len(watched_us):
        at = _EPOCH + timedelta(microseconds=watched_us[row])
        found[row] = at
        day = _day(at)
        begins = datetime(day.year, day.month, day.day).astimezone()
        after = day + timedelta(days=1)
        ends = datetime(after.year, after.month, after.day).astimezone()
        last_us = stamp(begins) if descending else stamp(ends) - 1
        past = bisect_right(watched_us, sign * last_us, lo=row, key=lambda us: sign * us)
        row = max(past, row + 1)
    return found


def joined(above: FirstOfDays, rows_above: int, below: FirstOfDays) -> FirstOfDays:
    """Return the days of two lists of which one stands below the other."""
    whole = above | {row + rows_above: at for row, at in below.items()}
    if above and below and _day(next(reversed(above.values()))) == _day(below[0]):
        del whole[rows_above]  # the day goes on
    return whole


def _day(at: datetime) -> date:
    return at.astimezone().date()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
