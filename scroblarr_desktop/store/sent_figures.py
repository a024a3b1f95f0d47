"""What became of deliveries, counted, and the last try that came to nothing."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from scroblarr_desktop.store.figures import Failure
from scroblarr_desktop.store.local_days import time_of
from scroblarr_desktop.store.log import heading

_EVERY = """
    SELECT accounts.destination, deliveries.state, count(*)
    FROM deliveries JOIN accounts ON accounts.id = deliveries.account_id
    WHERE accounts.member_id = :member OR :member IS NULL GROUP BY 1, 2"""
_UNCOUNTED = """
    SELECT accounts.destination, deliveries.state, -count(*)
    FROM (SELECT id FROM watches WHERE deleted_at IS NOT NULL OR undone_at IS NOT NULL) AS gone
    CROSS JOIN deliveries ON deliveries.watch_id = gone.id
    JOIN accounts ON accounts.id = deliveries.account_id
    WHERE accounts.member_id = :member OR :member IS NULL GROUP BY 1, 2"""

# Backwards, until one is found.
_LAST_FAILURE = """
    SELECT attempts.started_at, attempts.message, watches.id, members.name,
        watches.kind, watches.title, watches.year, watches.show, watches.season, watches.number
    FROM attempts
    CROSS JOIN deliveries ON deliveries.id = attempts.delivery_id
    CROSS JOIN accounts ON accounts.id = deliveries.account_id
    CROSS JOIN watches ON watches.id = deliveries.watch_id
    CROSS JOIN members ON members.id = watches.member_id
    WHERE attempts.outcome IN ('failed', 'unknown', 'unmatched', 'rejected', 'cut off')
        AND accounts.destination = :destination
        AND (watches.member_id = :member OR :member IS NULL)
    ORDER BY attempts.id DESC LIMIT 1"""


class _Titled(NamedTuple):
    """What the log's heading is made of."""

    kind: str
    title: str
    year: int | None
    show: str | None
    season: int | None
    number: int | None


def all_outcomes(connection: sqlite3.Connection, member: int | None) -> list[Any]:
    """Return destinations and states, each with how many deliveries, over all time.

    One may stand there twice, the second time below zero: all of them stand in an index, and the
    few whose watches do not count are taken off again.
    """
    given = {"member": member}
    return [row for query in (_EVERY, _UNCOUNTED) for row in connection.execute(query, given)]


def last_failure(
    connection: sqlite3.Connection, destination: str, member: int | None
) -> Failure | None:
    """Return the last try there that came to nothing, however long ago."""
    given = {"destination": destination, "member": member}
    row = connection.execute(_LAST_FAILURE, given).fetchone()
    if row is None:
        return None
    at, message, watch_id, who, *titled = row
    what = heading(_Titled(*titled))  # type: ignore[arg-type]  # it has all that is read of a watch
    return Failure(time_of(at), message, watch_id, what, who)
