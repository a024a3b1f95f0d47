"""Watches: writing them, and finding earlier ones of the same item."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AttemptRow,
    DeliveryRow,
    InboxRow,
    RepeatRow,
    WatchKeyRow,
    WatchRow,
)
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    DeliveryState,
    EarlierWatch,
    InboxEntry,
)
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import Item, Kind, plain_letters, same_item

DELETED = "The watch was deleted from the log."


def add(
    entry: InboxEntry,
    ordinal: int,
    member_id: int,
    viewer_id: int,
    server_id: int,
    item: Item,
    watched_at: datetime,
    *,
    by_hand: bool,
    rewatched: bool,
    stop_position_s: float | None = None,
    note: str = "",
) -> int:
    """Return the id of the new watch. The database refuses a second one of entry, item, member.

    `note`: what people are to know of it.
    """
    with writing(Changed.LOG):
        row = WatchRow.create(
            entry=entry.id,
            ordinal=ordinal,
            member=member_id,
            server=server_id,
            viewer=viewer_id,
            kind=item.kind,
            title=item.title,
            show=item.show,
            season=item.season,
            number=item.number,
            year=item.year or item.show_year,
            item=as_json(item),
            words=plain_letters(f"{item.show or ''} {item.title}"),
            watched_at=watched_at,
            received_at=entry.received_at,
            by_hand=by_hand,
            rewatched=rewatched,
            stop_position_s=stop_position_s,
            finish_seen=stop_position_s is None,
            note=note,
        )
        keys = [{"watch": row.id, "member": member_id, "key": key} for key in item.identity_keys()]
        if keys:
            WatchKeyRow.insert_many(keys).execute()
    return int(row.id)


def earlier(member_id: int, item: Item, *, undone: bool = False) -> list[EarlierWatch]:
    """Return this member's watches of the same item, deleted ones among them, newest first.

    `undone`: also those that were taken back from the member.
    """
    keys = list(item.identity_keys())
    query = (
        WatchRow.select()
        .join(WatchKeyRow)
        .where(WatchKeyRow.member == member_id, WatchKeyRow.key.in_(keys))
        .distinct()
        .order_by(WatchRow.watched_at.desc())
    )
    if not undone:
        query = query.where(WatchRow.undone_at.is_null())
    found = [_earlier(row) for row in query]
    return [one for one in found if same_item(one.item, item)]


def planned_already(entry_id: int, ordinal: int, member_id: int) -> bool:
    """Return whether this entry's item is a watch of that member's already."""
    query = WatchRow.select().where(
        WatchRow.entry == entry_id, WatchRow.ordinal == ordinal, WatchRow.member == member_id
    )
    return bool(query.exists())


def note_repeat(watch_id: int, entry_id: int) -> None:
    """Note that this inbox entry told that watch again."""
    with writing(Changed.NOTHING):
        RepeatRow.insert(watch=watch_id, entry=entry_id).on_conflict_ignore().execute()


def note_finish(watch_id: int) -> None:
    """Note that the media server's own finish came after a watch counted from a stop."""
    with writing(Changed.NOTHING):
        WatchRow.update(finish_seen=True).where(WatchRow.id == watch_id).execute()


def note_stop(watch_id: int, position_s: float) -> None:
    """Note how far the viewer has come meanwhile, in seconds."""
    with writing(Changed.NOTHING):
        WatchRow.update(stop_position_s=position_s).where(WatchRow.id == watch_id).execute()


def recent_hand_marks(viewer_id: int, until: datetime, within: timedelta) -> list[int]:
    """Return the watches that this viewer marked by hand in the span that ends then."""
    query = WatchRow.select(WatchRow.id).where(
        WatchRow.viewer == viewer_id,
        WatchRow.by_hand,
        WatchRow.received_at > until - within,
        WatchRow.received_at <= until,
        WatchRow.deleted_at.is_null(),
        WatchRow.undone_at.is_null(),
    )
    return [watch_id for (watch_id,) in query.tuples()]


def delete(watch_id: int) -> None:
    """Take the watch out of the log. What stays is only what keeps it from coming back.

    Raises Missing.
    """
    with writing(Changed.LOG | Changed.QUESTIONS):
        row = WatchRow.get_or_none(WatchRow.id == watch_id, WatchRow.deleted_at.is_null())
        if row is None:
            raise Missing("watch")
        row.deleted_at = datetime.now(UTC)
        row.save()
        own = DeliveryRow.select(DeliveryRow.id).where(DeliveryRow.watch == row)
        AttemptRow.delete().where(AttemptRow.delivery.in_(own)).execute()
        _cancel_open(row)
        # What was undone is kept for whoever it belongs to.
        if row.undone_at is None and not _others_of(row):
            InboxRow.update(body=b"").where(InboxRow.id == row.entry_id).execute()


def _cancel_open(row: WatchRow) -> None:
    finished = (
        DeliveryState.DELIVERED,
        DeliveryState.ALREADY_THERE,
        DeliveryState.CANCELLED,
        DeliveryState.SENDING,
    )
    query = DeliveryRow.update(
        state=DeliveryState.CANCELLED,
        next_try_at=None,
        hold=None,
        message=DELETED,
    )
    # What may be there and is to be taken back has to be looked for first.
    goes_on = DeliveryRow.removal.in_(PENDING_REMOVALS)
    open_ones = DeliveryRow.state.not_in(finished) & (DeliveryRow.removal.is_null() | ~goes_on)
    query.where(DeliveryRow.watch == row, open_ones).execute()


def _others_of(row: WatchRow) -> bool:
    same_entry = (WatchRow.entry == row.entry_id) & (WatchRow.id != row.id)
    standing = WatchRow.deleted_at.is_null() & WatchRow.undone_at.is_null()
    return bool(WatchRow.select().where(same_entry, standing).exists())


def as_json(item: Item) -> dict[str, Any]:
    """Return the item as plain values, without what is unknown."""
    return {name: value for name, value in asdict(item).items() if value not in (None, {})}


def from_json(values: dict[str, Any]) -> Item:
    return Item(**{**values, "kind": Kind(values["kind"]), "title": values.get("title", "")})


def _earlier(row: WatchRow) -> EarlierWatch:
    return EarlierWatch(
        id=row.id,
        item=from_json(row.item),
        watched_at=row.watched_at,
        by_hand=row.by_hand,
        stop_position_s=row.stop_position_s,
        finish_seen=row.finish_seen,
        deleted=row.deleted_at is not None,
    )
