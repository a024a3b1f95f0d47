"""Watches as the log shows them, made of their rows and those of their deliveries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import SQL, NodeList

from scroblarr_desktop.store import shows
from scroblarr_desktop.store.models import (
    AccountRow,
    DeliveryRow,
    MemberRow,
    ServerRow,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    AccountState,
    DeliveryState,
    LoggedDelivery,
    LoggedWatch,
    Named,
    Removal,
    WaitingFor,
)
from scroblarr_desktop.watches import Kind


def by_ids(wanted: Sequence[int]) -> list[LoggedWatch]:
    """Return those of these that were not deleted, in no order."""
    return records(list(_THESE.rows(json.dumps(list(wanted)))))


def records(rows: Sequence[WatchRow]) -> list[LoggedWatch]:
    """Return what the log shows of these rows, in their order."""
    if not rows:
        return []
    accounts = {row.id: row for row in _ACCOUNTS.rows()}
    deliveries: dict[int, list[LoggedDelivery]] = {}
    again: set[int] = set()
    for row in _DELIVERIES.rows(json.dumps([row.id for row in rows])):
        deliveries.setdefault(row.watch_id, []).append(_delivery(row, accounts[row.account_id]))
        again |= {row.watch_id} if row.rewatched else set()
    names = dict(_MEMBERS.run()), dict(_SERVERS.run())
    shared = shows.of_one_name({row.show for row in rows if row.show})
    return [
        _record(
            row,
            names,
            tuple(deliveries.get(row.id, ())),
            rewatched=row.id in again,
            shares_name=row.show in shared,
        )
        for row in rows
    ]


def _record(
    row: WatchRow,
    names: tuple[dict[int, str], dict[int, str]],
    deliveries: tuple[LoggedDelivery, ...],
    *,
    rewatched: bool,
    shares_name: bool,
) -> LoggedWatch:
    members, servers = names
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
        member=Named(row.member_id, members[row.member_id]),
        server=Named(row.server_id, servers[row.server_id]),
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


def _delivery(row: DeliveryRow, account: AccountRow) -> LoggedDelivery:
    return LoggedDelivery(
        id=row.id,
        destination=account.destination,
        account_id=row.account_id,
        state=DeliveryState(row.state),
        waiting_for=_waiting_for(row, account),
        attempts=row.attempts,
        next_try_at=_next_try_at(row, account),
        delivered_at=row.delivered_at,
        message=row.message or _outage(row, account),
        removal=Removal(row.removal) if row.removal else None,
    )


def _outage(row: DeliveryRow, account: AccountRow) -> str:
    """Return why a delivery that was never tried has to wait for its account."""
    return account.outage if row.state == DeliveryState.WAITING else ""


def _next_try_at(row: DeliveryRow, account: AccountRow) -> datetime | None:
    """An outage of the account comes before the delivery's own time."""
    if row.next_try_at is None or account.probe_at is None:
        return row.next_try_at
    return max(row.next_try_at, account.probe_at)


def _waiting_for(row: DeliveryRow, account: AccountRow) -> WaitingFor | None:
    if row.state != DeliveryState.WAITING:
        return None
    if row.hold_id is not None or row.asks_person:
        return WaitingFor.ANSWER
    if account.state != AccountState.LINKED or account.probe_at is not None:
        return WaitingFor.ACCOUNT
    return WaitingFor.TIME


def _among(ids: Any) -> Any:
    """Return what stands for the numbers in a JSON list, to be compared with `in_`."""
    return NodeList((SQL("(SELECT value FROM json_each("), ids, SQL("))")), glue="")


# A table reads these at every scroll, and everybody's page at every change.
_THESE = Prepared(
    lambda ids: WatchRow.select().where(WatchRow.id.in_(_among(ids)), WatchRow.deleted_at.is_null())
)
_DELIVERIES = Prepared(
    lambda ids: (
        DeliveryRow.select().where(DeliveryRow.watch.in_(_among(ids))).order_by(DeliveryRow.id)
    )
)
_MEMBERS = Prepared(lambda: MemberRow.select(MemberRow.id, MemberRow.name))
_SERVERS = Prepared(lambda: ServerRow.select(ServerRow.id, ServerRow.name))
_ACCOUNTS = Prepared(AccountRow.select)
