"""The log as people browse it: watches with their deliveries and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from peewee import fn

from scroblarr_desktop.store import logged
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.models import (
    AccountRow,
    AttemptRow,
    DeliveryRow,
    InboxRow,
    MemberRow,
    TimeField,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    AccountState,
    Attempt,
    DeliveryState,
    LogFilter,
    LoggedWatch,
    Named,
    Trouble,
)
from scroblarr_desktop.watches import Kind, plain_letters

FEW = 5000
"""So many deliveries are found and sorted in a few milliseconds."""

MOST_NEEDED = 20_000
"""A condition of SQLite takes no more values by far; and nobody looks through so many."""

LATE_AFTER = timedelta(days=1)
"""What has waited this long since its first try needs a person."""


class Cursor(NamedTuple):
    """Where a page of the log ended."""

    watched_at: datetime
    watch_id: int


def watches(wanted: LogFilter, *, limit: int, before: Cursor | None = None) -> list[LoggedWatch]:
    """Return the newest watches of those wanted, or the ones that follow that place."""
    query = filtered(WatchRow.select(), wanted)
    if before is not None:
        at = before.watched_at
        # The first condition alone lets the index start at the right place.
        query = query.where(
            WatchRow.watched_at <= at,
            (WatchRow.watched_at < at) | (WatchRow.id < before.watch_id),
        )
    rows = list(query.order_by(WatchRow.watched_at.desc(), WatchRow.id.desc()).limit(limit))
    return logged.records(rows)


def ids(wanted: LogFilter) -> list[int]:
    """Return the ids of all watches wanted, newest first."""
    query = filtered(WatchRow.select(WatchRow.id), wanted)
    ordered = query.order_by(WatchRow.watched_at.desc(), WatchRow.id.desc())
    # Past peewee's rows: there may be hundreds of thousands.
    return [watch_id for (watch_id,) in current().db.execute(ordered)]


def by_ids(wanted: Sequence[int]) -> dict[int, LoggedWatch]:
    return {watch.id: watch for watch in logged.by_ids(wanted)}


def watch(watch_id: int) -> LoggedWatch | None:
    return by_ids([watch_id]).get(watch_id)


def attempts(watch_id: int) -> dict[int, tuple[Attempt, ...]]:
    """Return every attempt of a watch's deliveries, oldest first, by delivery id."""
    query = (
        AttemptRow.select(AttemptRow)
        .join(DeliveryRow)
        .where(DeliveryRow.watch == watch_id)
        .order_by(AttemptRow.id)
    )
    found: dict[int, tuple[Attempt, ...]] = {}
    for row in query:
        found[row.delivery_id] = (*found.get(row.delivery_id, ()), _attempt(row))
    return found


def raw_body(watch_id: int) -> str | None:
    """Return the webhook body as text, or None where it is no longer kept."""
    row = InboxRow.select().join(WatchRow).where(WatchRow.id == watch_id).first()
    return bytes(row.body).decode("utf-8", "replace") if row is not None and row.body else None


def troubles(now: datetime) -> list[Trouble]:
    """Return the deliveries that need a person: unmatched, not accepted, or a day late."""
    late_before = TimeField().db_value(now - LATE_AFTER)
    found = [delivery_id for (delivery_id,) in _TROUBLES.run(late_before, late_before, late_before)]
    if not found:
        return []
    query = (
        DeliveryRow.select(DeliveryRow, WatchRow, AccountRow, MemberRow)
        .join(WatchRow)
        .join(MemberRow)
        .switch(DeliveryRow)
        .join(AccountRow)
        .where(DeliveryRow.id.in_(sorted(found)[:MOST_NEEDED]))
        .order_by(DeliveryRow.id)
    )
    return [_trouble(row) for row in query]


def _in_trouble(untried_before: Any, tried_before: Any, asked_before: Any) -> Any:
    # What an outage kept from even a first try is late from its arrival on.
    untried = (
        DeliveryRow.first_try_at.is_null()
        & AccountRow.probe_at.is_null(False)
        & (WatchRow.received_at < untried_before)
    )
    overdue = (DeliveryRow.first_try_at < tried_before) | untried
    late = (DeliveryRow.state == DeliveryState.WAITING) & (DeliveryRow.asks_person | overdue)
    failed = DeliveryRow.state.in_((DeliveryState.UNMATCHED, DeliveryState.REJECTED))
    removing = DeliveryRow.removal.in_(PENDING_REMOVALS)
    late_removal = removing & (DeliveryRow.removal_asked_at < asked_before)
    # Few are unsettled, and indexes lead to them: of the others there may be hundreds of thousands.
    open_states = (DeliveryState.WAITING, DeliveryState.UNMATCHED, DeliveryState.REJECTED)
    open_ones = DeliveryRow.select(DeliveryRow.id).where(DeliveryRow.state.in_(open_states))
    removed = DeliveryRow.select(DeliveryRow.id).where(removing)
    return (
        DeliveryRow.select(DeliveryRow.id)
        .join(WatchRow)
        .switch(DeliveryRow)
        .join(AccountRow)
        .where(
            DeliveryRow.id.in_(open_ones | removed),
            (DeliveryRow.removal.is_null() & (failed | late)) | late_removal,
            WatchRow.deleted_at.is_null(),
            # What waits under an account that was given up needs nobody, unless it comes back.
            AccountRow.state != AccountState.UNLINKED,
        )
    )


_TROUBLES = Prepared(_in_trouble)


def heading(watch: LoggedWatch | WatchRow) -> str:
    """Return how people name it: "Harbour Street 1x04 Part 4", "The Lantern Year (2021)".

    Shows of one name are told apart by their year, or where nobody told that by the episode's.
    """
    if watch.kind == Kind.MOVIE:
        return f"{watch.title} ({watch.year})" if watch.year else watch.title
    show, place, title = watch.show, "", watch.title
    if watch.season is not None and watch.number is not None:
        place = f"{watch.season}x{watch.number:02d}"
    if isinstance(watch, LoggedWatch) and watch.shares_name:
        if watch.show_year is not None:
            show = f"{show} ({watch.show_year})"
        elif watch.year is not None:
            title = f"{title} ({watch.year})".strip()
    return " ".join(part for part in (show, place, title) if part)


def filtered(query: Any, wanted: LogFilter) -> Any:
    """Return the query for watches with its conditions: only those wanted, none that is deleted."""
    query = query.where(WatchRow.deleted_at.is_null())
    if wanted.member is not None:
        query = query.where(WatchRow.member == wanted.member)
    if wanted.server is not None:
        query = query.where(WatchRow.server == wanted.server)
    if wanted.kind is not None:
        query = query.where(WatchRow.kind == wanted.kind)
    if wanted.since is not None:
        query = query.where(WatchRow.watched_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(WatchRow.watched_at < wanted.until)
    for word in (wanted.text or "").split():
        query = query.where(fn.INSTR(WatchRow.words, plain_letters(word)) > 0)
    if wanted.state is not None or wanted.destination is not None:
        query = query.where(_has_delivery(wanted))
    if wanted.needs_person:
        needed = {trouble.watch_id for trouble in troubles(datetime.now(UTC))}
        query = query.where(WatchRow.id.in_(sorted(needed)[-MOST_NEEDED:]))
    return query


def _has_delivery(wanted: LogFilter) -> Any:
    query = DeliveryRow.select(DeliveryRow.watch)
    if wanted.state is not None:
        query = query.where(DeliveryRow.state == wanted.state)
    if wanted.destination is not None:
        there = AccountRow.select(AccountRow.id)
        query = query.where(
            DeliveryRow.account.in_(there.where(AccountRow.destination == wanted.destination))
        )
    # Few are gathered first; of many, the newest watches soon show enough of them.
    if query.limit(FEW).count() < FEW:
        return WatchRow.id.in_(query)
    return fn.EXISTS(query.where(DeliveryRow.watch == WatchRow.id))


def _attempt(row: AttemptRow) -> Attempt:
    return Attempt(
        id=row.id,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        message=row.message,
        play_id=row.play_id,
        exchanges=tuple(row.exchanges),
    )


def _trouble(row: DeliveryRow) -> Trouble:
    return Trouble(
        delivery_id=row.id,
        watch_id=row.watch_id,
        destination=row.account.destination,
        state=DeliveryState(row.state),
        member=Named(row.watch.member_id, row.watch.member.name),
        what=heading(row.watch),
        message=row.message,
        removing=row.removal is not None,
    )
