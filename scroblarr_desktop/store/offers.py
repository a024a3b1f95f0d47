"""What was watched before an account was linked: offered once, never sent by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peewee import chunked, fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import log, never
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.deliveries import wants_rewatch
from scroblarr_desktop.store.models import AccountRow, DeliveryRow, WatchRow
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import Kind

_CHANGED = Changed.LOG | Changed.QUESTIONS | Changed.HOUSEHOLD


@dataclass(frozen=True)
class Offer:
    """So many watches of an account's member never had a delivery to that user there."""

    count: int
    since: datetime | None


@dataclass(frozen=True)
class Earlier:
    """One watch that could be sent."""

    watch_id: int
    what: str
    watched_at: datetime


LISTED = 500
"""So many watches are listed at most; `Offer.count` counts all."""

_AT_ONCE = 50
"""Rows per statement: SQLite takes a limited number of values."""


def open_for(account_id: int) -> None:
    """Ask about what the member watched before this account was linked, if there is anything."""
    with writing(_CHANGED):
        row = _linked_row(account_id)
        newest = WatchRow.select(fn.MAX(WatchRow.id)).where(WatchRow.member == row.member_id)
        row.offer_to = newest.scalar()
        row.offer_from = max(row.offer_from, _answered_before(row))
        row.save()
        if row.offer_to is not None and not _preview(row, None).count:
            _close(row)


def asked() -> set[int]:
    """Return the accounts about which it is asked, whatever is left to send by now."""
    query = AccountRow.select(AccountRow.id).where(AccountRow.offer_to.is_null(False))
    return {account_id for (account_id,) in query.tuples()}


def waiting(account_id: int) -> Offer | None:
    """Return the offer that waits for an answer."""
    row = _linked_row(account_id)
    offer = None if row.offer_to is None else _preview(row, None)
    return offer if offer is not None and offer.count else None


def preview(account_id: int, since: datetime | None = None) -> Offer:
    """Return what `send` would send. Raises Missing, Conflict."""
    return _preview(_linked_row(account_id), since)


def earlier(account_id: int, since: datetime | None = None, limit: int = LISTED) -> list[Earlier]:
    """Return what `send` would send, the newest first. Raises Missing, Conflict."""
    wanted = [
        *(WatchRow.id, WatchRow.watched_at, WatchRow.kind, WatchRow.title),
        *(WatchRow.year, WatchRow.show, WatchRow.season, WatchRow.number),
    ]
    query = _missing(_linked_row(account_id), since, *wanted)
    newest = query.order_by(WatchRow.watched_at.desc(), WatchRow.id.desc()).limit(limit)
    return [Earlier(row.id, log.heading(row), row.watched_at) for row in newest]


def send(account_id: int, since: datetime | None = None) -> int:
    """Return how many deliveries were made of what is not there yet. Raises Missing, Conflict.

    Rewatches that the account takes none of are left out, as always.
    """
    now = datetime.now(UTC)
    with writing(_CHANGED):
        row = _linked_row(account_id)
        found = _missing(row, since, WatchRow.id, WatchRow.rewatched)
        made = [
            {
                "watch": watch_id,
                "account": row.id,
                "rewatched": rewatched,
                "state": DeliveryState.WAITING,
                "next_try_at": now,
            }
            for watch_id, rewatched in found.order_by(WatchRow.watched_at).tuples()
        ]
        # Years of watches may come together here, and the window waits.
        for some in chunked(made, _AT_ONCE):
            DeliveryRow.insert_many(some).execute()
        _close(row)
    return len(made)


def keep(account_id: int) -> None:
    """Leave what was watched before in the log only, and ask no more. Raises Missing, Conflict."""
    with writing(_CHANGED):
        _close(_linked_row(account_id))


def _close(row: Any) -> None:
    row.offer_from = max(row.offer_from, row.offer_to or 0)
    row.offer_to = None
    row.save()


def _preview(row: Any, since: datetime | None) -> Offer:
    query = _missing(row, since, fn.COUNT(WatchRow.id), fn.MIN(WatchRow.watched_at))
    count, oldest = query.tuples().get()
    return Offer(count, oldest)


def _missing(row: Any, since: datetime | None, *columns: Any) -> Any:
    same_user = AccountRow.select(AccountRow.id).where(
        AccountRow.destination == row.destination, AccountRow.user_id == row.user_id
    )
    there = DeliveryRow.select(DeliveryRow.watch).where(DeliveryRow.account.in_(same_user))
    query = WatchRow.select(*columns).where(
        WatchRow.member == row.member_id,
        WatchRow.deleted_at.is_null(),
        WatchRow.undone_at.is_null(),
        WatchRow.id > row.offer_from,
        WatchRow.id.not_in(there),
        WatchRow.id.not_in(never.watches_of(row.member_id)),
    )
    for kind in Kind:
        if not wants_rewatch(row, kind):
            query = query.where(~((WatchRow.kind == kind) & WatchRow.rewatched))
    if row.offer_to is not None:
        query = query.where(WatchRow.id <= row.offer_to)
    return query if since is None else query.where(WatchRow.watched_at >= since)


def _answered_before(row: Any) -> int:
    """Return how far the same question was answered when this user was linked before."""
    earlier = AccountRow.select(fn.MAX(AccountRow.offer_from)).where(
        AccountRow.member == row.member_id,
        AccountRow.destination == row.destination,
        AccountRow.user_id == row.user_id,
    )
    return earlier.scalar() or 0


def _linked_row(account_id: int) -> Any:
    row = AccountRow.get_or_none(AccountRow.id == account_id)
    if row is None:
        raise Missing("account")
    if row.user_id is None or row.state == AccountState.UNLINKED:
        raise Conflict("This account is not linked.")
    return row
