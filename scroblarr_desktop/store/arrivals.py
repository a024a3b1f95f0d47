"""Which watches have just arrived at a destination, told by the attempts that took them there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scroblarr_desktop.store.log import heading
from scroblarr_desktop.store.models import (
    AccountRow,
    AttemptRow,
    DeliveryRow,
    MemberRow,
    WatchRow,
)
from scroblarr_desktop.store.records import DeliveryState

MOST = 200
"""So many at once: nobody reads more of them."""


@dataclass(frozen=True)
class Arrival:
    attempt_id: int
    watch_id: int
    what: str
    who: str
    destination: str


def newest_attempt() -> int:
    """Return the id of the newest attempt, 0 before the first."""
    row = AttemptRow.select(AttemptRow.id).order_by(AttemptRow.id.desc()).first()
    return 0 if row is None else int(row.id)


def since(attempt_id: int) -> tuple[int, list[Arrival]]:
    """Return what arrived by attempts after that one, and up to which all have ended.

    Ask again from there; what came by a later one is told again then.
    """
    query = (
        AttemptRow.select(AttemptRow, DeliveryRow, WatchRow, MemberRow, AccountRow)
        .join(DeliveryRow)
        .join(WatchRow)
        .join(MemberRow)
        .switch(DeliveryRow)
        .join(AccountRow)
        .where(AttemptRow.id > attempt_id)
        .order_by(AttemptRow.id)
        .limit(MOST)
    )
    rows = list(query)
    unfinished = next((row.id for row in rows if row.finished_at is None), None)
    newest = rows[-1].id if rows else attempt_id
    found = [_arrival(row) for row in rows if row.outcome == DeliveryState.DELIVERED]
    return (newest if unfinished is None else unfinished - 1), found


def _arrival(row: Any) -> Arrival:
    watch = row.delivery.watch
    return Arrival(
        row.id, watch.id, heading(watch), watch.member.name, row.delivery.account.destination
    )
