"""Plays that were to be removed and are still there: they count for the watch if it comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.store.models import AccountRow, DeliveryRow, WatchRow
from scroblarr_desktop.store.prepared import Prepared, by_id
from scroblarr_desktop.store.records import DeliveryState, Removal
from scroblarr_desktop.store.watched import from_json
from scroblarr_desktop.watches import same_item


def find(watch: WatchRow, account: AccountRow) -> Any:
    """Return the delivery by which this very watch stands there since it was taken back in vain."""
    item = from_json(watch.item)
    for row in _LEFT.rows(watch.entry_id, account.destination, account.user_id):
        if same_item(from_json(by_id(WatchRow, row.watch_id).item), item):
            return row
    return None


_LEFT = Prepared(
    lambda entry_id, destination, user_id: (
        DeliveryRow.select()
        .join(WatchRow)
        .switch(DeliveryRow)
        .join(AccountRow)
        .where(
            DeliveryRow.removal == Removal.LEFT,
            DeliveryRow.own_play,
            WatchRow.entry == entry_id,
            WatchRow.undone_at.is_null(False),
            AccountRow.destination == destination,
            AccountRow.user_id == user_id,
        )
    )
)


def take_over(row: Any, left: Any) -> None:
    """Let the new delivery own what the old one left there."""
    row.state, row.message = DeliveryState.ALREADY_THERE, "It is still there from before."
    row.delivered_at, row.own_play = left.delivered_at, True
    for name in ("match_id", "play_id", "claimed_at", "claim_exact"):
        setattr(row, name, getattr(left, name))
    left.removal = None
    left.own_play = False
    left.save()
    gone = DeliveryRow.select().where(
        DeliveryRow.watch == left.watch_id, DeliveryRow.removal.is_null(False)
    )
    if not gone.exists():
        changes = {"deleted_at": datetime.now(UTC)}
        WatchRow.update(changes).where(WatchRow.id == left.watch_id).execute()
