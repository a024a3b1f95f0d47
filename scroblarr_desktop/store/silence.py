"""Media servers that went quiet, as far as their events alone can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from peewee import SQL

from scroblarr_desktop.store.models import InboxRow
from scroblarr_desktop.store.records import EntrySource

LOOK_BACK = timedelta(days=60)
FEWEST_DAYS = 5
"""Fewer days with events show no habit."""

SHORTEST = timedelta(days=3)
TIMES = 4
"""So many times the usual pause is no chance any more."""

_DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Silence:
    """No event for so many days, where they usually came every so many."""

    days: int
    usual_days: int


def silence(server_id: int, now: datetime) -> Silence | None:
    """Return how long nothing came of the server, None where that is nothing unusual."""
    day = SQL(f"received_at / {_DAY_US}")
    query = InboxRow.select(day).where(
        InboxRow.server == server_id,
        InboxRow.source == EntrySource.WEBHOOK,
        InboxRow.received_at > now - LOOK_BACK,
        InboxRow.received_at <= now,
    )
    found = sorted({int(number) for (number,) in query.distinct().tuples()})
    if len(found) < FEWEST_DAYS:
        return None
    from statistics import median  # brings fractions and decimals along, for one number a day

    usual = median(b - a for a, b in pairwise(found))
    days = int(now.timestamp() // 86_400) - found[-1]
    is_long = timedelta(days=days) >= max(SHORTEST, TIMES * timedelta(days=usual))
    return Silence(days, round(usual)) if is_long else None
