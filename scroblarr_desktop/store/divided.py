"""A long log by time in two parts: the newer as a list, the older as a digest that tells a change.

Whoever follows a long log reads the older part once: ids become Python's values under the lock
that the windows' thread needs too, and a digest is made by SQLite without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import SQL, Tuple, fn

from scroblarr_desktop.store import listing, log
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.listing import Listing
from scroblarr_desktop.store.models import WatchRow
from scroblarr_desktop.store.records import LogFilter, LogOrder

_MOMENTS, _NUMBERS = 1_048_573, 1_048_571
"""Primes whose product leaves room for millions of watches in SQLite's 64 bits."""


@dataclass(frozen=True)
class Mark:
    """A place in the log: this watch, and all that were watched before it, are older."""

    watched_us: int
    watch_id: int


@dataclass(frozen=True)
class Digest:
    """The same for the same watches at the same times, and hardly ever for others."""

    watches: int
    total: int

    def and_those(self, listed: Listing) -> Digest:
        """Return the digest with these in it, too."""
        return Digest(
            self.watches + len(listed.ids),
            self.total + _total(zip(listed.ids, listed.watched_us, strict=True)),
        )


def read(wanted: LogFilter, order: LogOrder, newer: int) -> tuple[Listing, Mark, Digest] | None:
    """Return all in that order, the mark below so many of the newest, and the digest of the rest.

    None where there are no more than those. Raises StoreTrouble.
    """
    with listing.connected(), current().db.atomic():
        found = listing.read(wanted, order)
        if len(found.ids) <= newer:
            return None
        row = newer if order.descending else len(found.ids) - newer - 1
        mark = Mark(found.watched_us[row], found.ids[row])
        return found, mark, _digest(wanted, mark)


def read_newer(wanted: LogFilter, order: LogOrder, mark: Mark) -> tuple[Listing, Digest]:
    """Return what is newer than the mark, and the digest of the rest. Raises StoreTrouble."""
    with listing.connected(), current().db.atomic():
        return listing.read(wanted, order, where=_values(mark) < _PLACE), _digest(wanted, mark)


_SHARE = SQL(f"(watched_at % {_MOMENTS} + 1) * (id % {_NUMBERS} + 1)")
_PLACE = Tuple(WatchRow.watched_at, WatchRow.id)


def _values(mark: Mark) -> Any:
    return Tuple(mark.watched_us, mark.watch_id)


def _digest(wanted: LogFilter, mark: Mark) -> Digest:
    sums = WatchRow.select(fn.COUNT(), fn.COALESCE(fn.SUM(_SHARE), 0))
    query = log.filtered(sums, wanted).where(_values(mark) >= _PLACE)
    return Digest(*current().db.execute(query).fetchone())


def _total(listed: Iterable[tuple[int, int]]) -> int:
    return sum((us % _MOMENTS + 1) * (number % _NUMBERS + 1) for number, us in listed)
