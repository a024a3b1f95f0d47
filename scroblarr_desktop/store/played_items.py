"""What Jellyfins said of their users' items at the latest look, to see what changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import PlayedItemRow
from scroblarr_desktop.store.records import PlayedItem

AT_ONCE = 500


def of(server_id: int, account_id: str, item_ids: Collection[str]) -> dict[str, PlayedItem]:
    """Return what was noted of these items for that user, by item id."""
    query = PlayedItemRow.select().where(
        PlayedItemRow.server == server_id,
        PlayedItemRow.account_id == account_id,
        PlayedItemRow.item_id.in_(list(item_ids)[:AT_ONCE]),
    )
    return {row.item_id: _record(row) for row in query}


def note(server_id: int, found: Iterable[PlayedItem]) -> None:
    """Keep what was seen now in place of what was seen before."""
    with writing(Changed.NOTHING):
        for one in found:
            PlayedItemRow.replace(
                server=server_id,
                account_id=one.account_id,
                item_id=one.item_id,
                played=one.played,
                began_at=one.began_at,
                seen_before=one.seen_before,
                noted_at=one.noted_at,
            ).execute()


def forget_before(server_id: int, began_at: datetime) -> None:
    """Forget what was begun before: it is not looked at again."""
    old = (PlayedItemRow.server == server_id) & (PlayedItemRow.began_at < began_at)
    with writing(Changed.NOTHING):
        PlayedItemRow.delete().where(old).execute()


def _record(row: PlayedItemRow) -> PlayedItem:
    return PlayedItem(
        account_id=row.account_id,
        item_id=row.item_id,
        played=row.played,
        began_at=row.began_at,
        seen_before=row.seen_before,
        noted_at=row.noted_at,
    )
