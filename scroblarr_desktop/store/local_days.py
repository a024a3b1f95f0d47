"""Times of the database as days and hours of a time zone, whose clocks go forward and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

_LOOK_EVERY = timedelta(days=7)
"""Clocks are changed so seldom that between two looks it happens once at most."""


class Stretch(NamedTuple):
    """A time during which local clocks are so far ahead of UTC, all in microseconds."""

    begins: int
    ends: int
    shift: int


def stamp(at: datetime) -> int:
    """Return the time as the database keeps it."""
    return (at - EPOCH) // MICROSECOND


def time_of(stamped: int) -> datetime:
    return EPOCH + stamped * MICROSECOND


def unshifted(begins: datetime, ends: datetime) -> Stretch:
    """Return a time whose days and hours are of no interest."""
    return Stretch(stamp(begins), stamp(ends), 0)


def stretches(begins: datetime, ends: datetime, zone: tzinfo | None) -> list[Stretch]:
    """Return that time in parts with the same clocks; `zone` None means this computer's."""
    found: list[Stretch] = []
    while begins < ends:
        shift, part_ends = _shift(begins, zone), min(begins + _LOOK_EVERY, ends)
        if _shift(part_ends, zone) != shift:
            part_ends = min(_change(begins, part_ends, zone), ends)
        if found and found[-1].shift == shift:
            found[-1] = found[-1]._replace(ends=stamp(part_ends))
        else:
            found.append(Stretch(stamp(begins), stamp(part_ends), shift))
        begins = part_ends
    return found


def at_clock(local: datetime, zone: tzinfo | None) -> datetime:
    """Return when the clocks of that zone show this date and time."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def _change(before: datetime, after: datetime, zone: tzinfo | None) -> datetime:
    """Return the first second between the two at which the clocks are not those of `before`."""
    shift = _shift(before, zone)
    low, high = int(before.timestamp()), int(after.timestamp()) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if _shift(datetime.fromtimestamp(middle, UTC), zone) == shift:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def _shift(at: datetime, zone: tzinfo | None) -> int:
    return (at.astimezone(zone).utcoffset() or timedelta(0)) // MICROSECOND
