"""Plays that were to be removed and are still there: they count for the watch if it comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.store.models import AccountRow, DeliveryRow, WatchRow
from scroblarr_desktop.store.records import DeliveryState, Removal
from scroblarr_desktop.store.watched import from_json
from scroblarr_desktop.watches import same_item


def find(watch: WatchRow, account: AccountRow) -> Any:
    """Return the delivery by which this very watch stands there since it was taken back in vain."""
    query = (
        DeliveryRow.select(DeliveryRow, WatchRow)
        .join(WatchRow)
        .switch(DeliveryRow)
        .join(AccountRow)
        .where(
            DeliveryRow.removal == Removal.LEFT,
            DeliveryRow.own_play,
            WatchRow.entry == watch.entry_id,
            WatchRow.undone_at.is_null(False),
            AccountRow.destination == account.destination,
            AccountRow.user_id == account.user_id,
        )
    )
    item = from_json(watch.item)
    return next((row for row in query if same_item(from_json(row.watch.item), item)), None)


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
