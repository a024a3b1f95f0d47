"""Counts the log for the statistics. Undone and deleted watches do not count.

Counting everything of a large log takes part of a second: it belongs into a thread, and uses a
connection of its own.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.figures import (
    Counted,
    CountedTitle,
    Figures,
    Months,
    Sent,
    Wanted,
)
from scroblarr_desktop.store.local_days import (
    EPOCH,
    MICROSECOND,
    Stretch,
    at_clock,
    stretches,
    time_of,
    unshifted,
)
from scroblarr_desktop.store.records import DeliveryState, Named
from scroblarr_desktop.store.sent_figures import all_outcomes, last_failure
from scroblarr_desktop.store.trouble import translated
from scroblarr_desktop.watches import Kind

MOST_TITLES = 10

_HOUR_US = 3_600_000_000
_DAY_US = 24 * _HOUR_US
_WEEK_US = 7 * _DAY_US
_FROM_MONDAY_US = 3 * _DAY_US
"""1970 began on a Thursday."""

_DELIVERIES = """
    JOIN deliveries ON deliveries.watch_id = watches.id
    JOIN accounts ON accounts.id = deliveries.account_id"""


# What is undone is rare, and noted once: all else that is asked of a watch stands in an index.
_NOTE_UNDONE = """
    CREATE TEMP TABLE undone AS SELECT id FROM watches WHERE undone_at IS NOT NULL"""
_NOT_UNDONE = "watches.id NOT IN (SELECT id FROM temp.undone)"


def counting(
    wanted: Wanted, present: datetime, zone: tzinfo | None = None
) -> Callable[[], Figures]:
    """Return the work that counts, to be done in a thread. It raises StoreTrouble.

    `zone`: whose days and hours; None for this computer's.
    """
    return partial(figures, current().folder, wanted, present, zone)


def figures(
    folder: DataDir, wanted: Wanted, present: datetime, zone: tzinfo | None = None
) -> Figures:
    """Return what is counted. Raises StoreTrouble."""
    with _reading(folder) as connection:
        connection.execute("BEGIN")  # all of it of one moment
        connection.execute(_NOTE_UNDONE)
        return _Count(connection, wanted, present, zone).figures()


def watched_between(since: datetime, until: datetime) -> dict[int, int]:
    """Return how many watches each member has, by the member's id.

    Quick for days and weeks: it may run in the loop.
    """
    when = unshifted(since, until)
    counts = "watches.undone_at IS NULL"
    query = _query(1, "watches.member_id, count(*)", last="GROUP BY 1", counts=counts)
    return dict(current().db.execute_sql(query, when))


def unfinished() -> int:
    """Return how many watches are still on their way to any destination."""
    query = (
        "SELECT count(DISTINCT deliveries.watch_id) FROM deliveries "
        "JOIN accounts ON accounts.id = deliveries.account_id "
        "WHERE deliveries.state IN ('waiting', 'sending') AND accounts.state <> 'unlinked'"
    )
    return int(current().db.execute_sql(query).fetchone()[0])


@dataclass
class _Count:
    """One count over one connection."""

    connection: sqlite3.Connection
    wanted: Wanted
    present: datetime
    zone: tzinfo | None

    def figures(self) -> Figures:
        self.when = self._when()
        days, what = self._days(), self._by_what()
        return Figures(
            wanted=self.wanted,
            total=sum(count for _, count in days),
            first_day=days[0][0] if days else None,
            last_day=self._last_day() if days else None,
            members=self._named("members", what["member"]),
            servers=self._named("servers", what["server"]),
            kinds={kind: what["kind"][kind] for kind in Kind},
            days=days,
            hours=self._hours(),
            shows=self._titles(Kind.EPISODE, "watches.show, NULL"),
            films=self._titles(Kind.MOVIE, "watches.title, watches.year"),
            months=self._months(),
            sent=self._sent(),
        )

    # -- what is counted

    def _days(self) -> tuple[tuple[date, int], ...]:
        day = f"(watches.watched_at + zone.shift) / {_DAY_US}"
        rows = self._rows(f"{day}, count(*)", last="GROUP BY 1 ORDER BY 1")
        return tuple((EPOCH.date() + timedelta(days=day), count) for day, count in rows)

    def _hours(self) -> tuple[tuple[int, ...], ...]:
        in_week = f"(watches.watched_at + zone.shift + {_FROM_MONDAY_US}) % {_WEEK_US}"
        rows = self._rows(f"{in_week} / {_HOUR_US}, count(*)", last="GROUP BY 1")
        counts = Counter(dict(map(tuple, rows)))
        return tuple(tuple(counts[24 * day + hour] for hour in range(24)) for day in range(7))

    def _by_what(self) -> dict[str, Counter[Any]]:
        columns = ("member", "server", "kind")
        found: dict[str, Counter[Any]] = {column: Counter() for column in columns}
        rows = self._rows(
            "watches.member_id, watches.server_id, watches.kind, count(*)", last="GROUP BY 1, 2, 3"
        )
        for *values, count in rows:
            for column, value in zip(columns, values, strict=True):
                found[column][value] += count
        return found

    def _titles(self, kind: Kind, shown: str) -> tuple[CountedTitle, ...]:
        rows = self._rows(
            f"{shown}, count(*)",
            where=f"AND watches.kind = '{kind}' AND {shown.partition(',')[0]} IS NOT NULL",
            last=f"GROUP BY 1, 2 ORDER BY 3 DESC, max(watches.watched_at) DESC LIMIT {MOST_TITLES}",
        )
        return tuple(CountedTitle(*row) for row in rows)

    def _months(self) -> Months:
        now = self.present.astimezone(self.zone).replace(tzinfo=None)
        this = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        last = (this - timedelta(days=1)).replace(day=1)
        # The last month may be the shorter one.
        by_now = min(last + (now - this), this)
        return Months(
            so_far=self._between(this, now),
            last_by_now=self._between(last, by_now),
            last=self._between(last, this),
        )

    def _sent(self) -> tuple[Sent, ...]:
        outcomes: dict[str, Counter[DeliveryState]] = {}
        for destination, state, count in self._ended():
            outcomes.setdefault(destination, Counter())[DeliveryState(state)] += count
        connection, member = self.connection, self.wanted.member
        return tuple(
            Sent(one, +outcomes[one], last_failure(connection, one, member))
            for one in sorted(outcomes)
        )

    def _ended(self) -> list[Any]:
        if self.wanted.since is None and self.wanted.until is None:
            return all_outcomes(self.connection, self.wanted.member)
        columns = "accounts.destination, deliveries.state, count(*)"
        return self._rows(columns, _DELIVERIES, last="GROUP BY 1, 2")

    def _named(self, table: str, counts: Counter[Any]) -> tuple[Counted, ...]:
        names = dict(map(tuple, self.connection.execute(f"SELECT id, name FROM {table}")))  # noqa: S608 - our own words
        found = [Counted(Named(one, names[one]), count) for one, count in counts.items()]
        return tuple(sorted(found, key=lambda one: (-one.count, one.who.name)))

    # -- when

    def _when(self) -> list[Stretch]:
        """Return the time wanted, as far as there are watches."""
        ends = [
            self.connection.execute(
                f"SELECT {which}(watched_at) FROM watches WHERE deleted_at IS NULL"  # noqa: S608 - our own words
            ).fetchone()[0]
            for which in ("min", "max")
        ]
        if None in ends:
            return []
        begins, until = time_of(ends[0]), time_of(ends[1]) + MICROSECOND
        begins = max(begins, self.wanted.since or begins)
        return stretches(begins, min(until, self.wanted.until or until), self.zone)

    def _last_day(self) -> date:
        until = self.wanted.until
        last = self.present if until is None else min(until - MICROSECOND, self.present)
        return last.astimezone(self.zone).date()

    def _between(self, since: datetime, until: datetime) -> int:
        """Count what was watched between two readings of the clock."""
        when = unshifted(at_clock(since, self.zone), at_clock(until, self.zone))
        [(count,)] = self._rows("count(*)", when=[when])
        return int(count)

    def _rows(
        self,
        columns: str,
        joined: str = "",
        where: str = "",
        last: str = "",
        *,
        when: Sequence[Stretch] | None = None,
    ) -> list[Any]:
        when = self.when if when is None else when
        if not when:
            return []
        values: list[int] = [value for stretch in when for value in stretch]
        if self.wanted.member is not None:
            where += " AND watches.member_id = ?"
            values.append(self.wanted.member)
        return self.connection.execute(
            _query(len(when), columns, joined, where, last), values
        ).fetchall()


def _query(
    stretches: int,
    columns: str,
    joined: str = "",
    where: str = "",
    last: str = "",
    counts: str = _NOT_UNDONE,
) -> str:
    """Return a query whose watches are found stretch by stretch, by their time."""
    zone = ", ".join("(?, ?, ?)" for _ in range(stretches))
    return f"""
        WITH zone (begins, ends, shift) AS (VALUES {zone})
        SELECT {columns} FROM zone CROSS JOIN watches
            ON watches.watched_at >= zone.begins AND watches.watched_at < zone.ends
        {joined}
        WHERE watches.deleted_at IS NULL AND {counts} {where} {last}"""  # noqa: S608 - our own words


@contextmanager
def _reading(folder: DataDir) -> Iterator[sqlite3.Connection]:
    uri = f"{folder.database.resolve().as_uri()}?mode=ro"
    with translated(), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection
