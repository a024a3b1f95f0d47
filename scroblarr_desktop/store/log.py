"""The log as people browse it: watches with their deliveries and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from peewee import fn

from scroblarr_desktop.store import shows
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.models import (
    AccountRow,
    AttemptRow,
    DeliveryRow,
    InboxRow,
    MemberRow,
    ServerRow,
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
    LoggedDelivery,
    LoggedWatch,
    Named,
    Removal,
    Trouble,
    WaitingFor,
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
    query = filtered(_with_names(), wanted)
    if before is not None:
        at = before.watched_at
        # The first condition alone lets the index start at the right place.
        query = query.where(
            WatchRow.watched_at <= at,
            (WatchRow.watched_at < at) | (WatchRow.id < before.watch_id),
        )
    rows = list(query.order_by(WatchRow.watched_at.desc(), WatchRow.id.desc()).limit(limit))
    return _records(rows)


def ids(wanted: LogFilter) -> list[int]:
    """Return the ids of all watches wanted, newest first."""
    query = filtered(WatchRow.select(WatchRow.id), wanted)
    ordered = query.order_by(WatchRow.watched_at.desc(), WatchRow.id.desc())
    # Past peewee's rows: there may be hundreds of thousands.
    return [watch_id for (watch_id,) in current().db.execute(ordered)]


def by_ids(wanted: Sequence[int]) -> dict[int, LoggedWatch]:
    query = filtered(_with_names(), LogFilter())
    rows = list(query.where(WatchRow.id.in_(list(wanted))))
    return {watch.id: watch for watch in _records(rows)}


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


def _with_names() -> Any:
    query = WatchRow.select(WatchRow, MemberRow, ServerRow)
    return query.join(MemberRow).switch(WatchRow).join(ServerRow)


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


def _records(rows: Sequence[WatchRow]) -> list[LoggedWatch]:
    if not rows:
        return []
    query = (
        DeliveryRow.select(DeliveryRow, AccountRow)
        .join(AccountRow)
        .where(DeliveryRow.watch.in_([row.id for row in rows]))
        .order_by(DeliveryRow.id)
    )
    deliveries: dict[int, list[LoggedDelivery]] = {}
    again: set[int] = set()
    for row in query:
        deliveries.setdefault(row.watch_id, []).append(_delivery(row))
        again |= {row.watch_id} if row.rewatched else set()
    shared = shows.of_one_name({row.show for row in rows if row.show})
    return [
        _record(
            row,
            tuple(deliveries.get(row.id, ())),
            rewatched=row.id in again,
            shares_name=row.show in shared,
        )
        for row in rows
    ]


def _record(
    row: WatchRow, deliveries: tuple[LoggedDelivery, ...], *, rewatched: bool, shares_name: bool
) -> LoggedWatch:
    return LoggedWatch(
        id=row.id,
        kind=Kind(row.kind),
        title=row.title,
        show=row.show,
        season=row.season,
        number=row.number,
        year=row.year,
        ids=row.item.get("ids", {}),
        show_ids=row.item.get("show_ids", {}),
        member=Named(row.member_id, row.member.name),
        server=Named(row.server_id, row.server.name),
        watched_at=row.watched_at,
        received_at=row.received_at,
        by_hand=row.by_hand,
        rewatched=row.rewatched or rewatched,
        deliveries=deliveries,
        undone=row.undone_at is not None,
        note=row.note,
        caught_up=row.caught_up,
        show_year=row.item.get("show_year"),
        shares_name=shares_name,
    )


def _delivery(row: DeliveryRow) -> LoggedDelivery:
    return LoggedDelivery(
        id=row.id,
        destination=row.account.destination,
        account_id=row.account_id,
        state=DeliveryState(row.state),
        waiting_for=_waiting_for(row),
        attempts=row.attempts,
        next_try_at=_next_try_at(row),
        delivered_at=row.delivered_at,
        message=row.message or _outage(row),
        removal=Removal(row.removal) if row.removal else None,
    )


def _outage(row: DeliveryRow) -> str:
    """Return why a delivery that was never tried has to wait for its account."""
    return row.account.outage if row.state == DeliveryState.WAITING else ""


def _next_try_at(row: DeliveryRow) -> datetime | None:
    """An outage of the account comes before the delivery's own time."""
    if row.next_try_at is None or row.account.probe_at is None:
        return row.next_try_at
    return max(row.next_try_at, row.account.probe_at)


def _waiting_for(row: DeliveryRow) -> WaitingFor | None:
    if row.state != DeliveryState.WAITING:
        return None
    if row.hold_id is not None or row.asks_person:
        return WaitingFor.ANSWER
    if row.account.state != AccountState.LINKED or row.account.probe_at is not None:
        return WaitingFor.ACCOUNT
    return WaitingFor.TIME


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
