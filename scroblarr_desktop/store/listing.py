"""The whole log as a list of ids, filtered and sorted: what a table scrolls through.

A long one takes a while, so `read` may run in any thread: it opens a connection of its own where
the thread has none, and closes it again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from peewee import SQL, Case, fn

from scroblarr_desktop.store import log
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.models import (
    AccountRow,
    DeliveryRow,
    MemberRow,
    ServerRow,
    WatchRow,
)
from scroblarr_desktop.store.records import DeliveryState, LogColumn, LogFilter, LogOrder

LONG = 4000
"""A shorter log is listed in a few milliseconds."""

NEWEST_FIRST = LogOrder()

_RANKS = (
    DeliveryState.REJECTED,
    DeliveryState.UNMATCHED,
    DeliveryState.WAITING,
    DeliveryState.SENDING,
    DeliveryState.CANCELLED,
    DeliveryState.ALREADY_THERE,
    DeliveryState.DELIVERED,
)
"""What wants to be seen comes first."""

_NOWHERE = len(_RANKS)


@dataclass(frozen=True)
class Listing:
    """Ids and, at the same places, when these were watched, in microseconds since 1970 (UTC)."""

    ids: list[int]
    watched_us: list[int]


def is_long() -> bool:
    """Return whether listing the log takes longer than anybody should wait for."""
    some = WatchRow.select(WatchRow.id).where(WatchRow.deleted_at.is_null()).limit(LONG)
    return bool(some.count() >= LONG)


def read(
    wanted: LogFilter,
    order: LogOrder = NEWEST_FIRST,
    *,
    limit: int | None = None,
    where: Any = True,
) -> Listing:
    """Return all that are wanted, or the first of them, or those where this holds as well.

    Raises StoreTrouble.
    """
    with connected():
        query = log.filtered(WatchRow.select(WatchRow.id, WatchRow.watched_at), wanted)
        query = query if where is True else query.where(where)
        # Past peewee's rows: there may be hundreds of thousands.
        rows = current().db.execute(_ordered(query, order).limit(limit)).fetchall()
    return Listing([row[0] for row in rows], [row[1] for row in rows])


def stamp(at: datetime) -> int:
    """Return the time as `Listing` counts it."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@contextmanager
def connected() -> Iterator[None]:
    """Have a connection in this thread, whichever it is, and leave none behind."""
    if threading.current_thread() is threading.main_thread():
        yield  # where the store was opened
        return
    with current().db.connection_context():
        yield


def _ordered(query: Any, order: LogOrder) -> Any:
    newest = (WatchRow.watched_at.desc(), WatchRow.id.desc())
    if order.by == LogColumn.WATCHED_AT:
        oldest = (WatchRow.watched_at, WatchRow.id)
        return query.order_by(*(newest if order.descending else oldest))
    if order.by == LogColumn.MEMBER:
        query, keys = query.join(MemberRow), [SQL("t2.name COLLATE NOCASE")]
    elif order.by == LogColumn.SERVER:
        query, keys = query.join(ServerRow), [SQL("t2.name COLLATE NOCASE")]
    elif order.by == LogColumn.TITLE:
        keys = [_first_word(), WatchRow.season, WatchRow.number]
    else:
        keys = [_state_at(order.by)]
    if order.descending:
        keys = [key.desc() for key in keys]
    return query.order_by(*keys, *newest)


def _first_word() -> Any:
    return fn.LOWER(fn.COALESCE(WatchRow.show, WatchRow.title))


def _state_at(destination: str) -> Any:
    """The rank of the latest delivery there; what has none comes last."""
    there = AccountRow.select(AccountRow.id).where(AccountRow.destination == destination)
    ranks = [(state, rank) for rank, state in enumerate(_RANKS)]
    latest = (
        DeliveryRow.select(Case(DeliveryRow.state, ranks))
        .where(DeliveryRow.watch == WatchRow.id, DeliveryRow.account.in_(there))
        .order_by(DeliveryRow.id.desc())
        .limit(1)
    )
    return fn.COALESCE(latest, _NOWHERE)
