"""Watches: writing them, and finding earlier ones of the same item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import prepared, shows
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AttemptRow,
    DeliveryRow,
    InboxRow,
    RepeatRow,
    TimeField,
    WatchKeyRow,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    DeliveryState,
    EarlierWatch,
    EntrySource,
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
    began_at: datetime | None = None,
) -> int:
    """Return the id of the new watch. The database refuses a second one of entry, item, member.

    `note`: what people are to know of it. `began_at`: where its end is only reckoned from that.
    """
    with writing(Changed.LOG):
        row = WatchRow(
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
            began_at=began_at,
            caught_up=entry.source is EntrySource.CATCH_UP,
        )
        prepared.add(row)
        for key in item.identity_keys():
            prepared.add(WatchKeyRow(watch=row.id, member=member_id, key=key))
        shows.note(item)
    return int(row.id)


def earlier(member_id: int, item: Item, *, undone: bool = False) -> list[EarlierWatch]:
    """Return this member's watches of the same item, deleted ones among them, newest first.

    What a person said the member did not watch counts as deleted. `undone`: also what was taken
    back from the member in other ways.
    """
    keys = sorted(item.identity_keys())
    rows = list(_with_keys(len(keys)).rows(member_id, *keys)) if keys else []
    if not undone:
        rows = [row for row in rows if row.undone_at is None or row.withdrawn]
    found = [_earlier(row) for row in sorted(rows, key=_watched_at, reverse=True)]
    return [one for one in found if same_item(one.item, item)]


def _watched_at(row: Any) -> datetime:
    at: datetime = row.watched_at
    return at


@cache
def _with_keys(number: int) -> Prepared:
    """Return the query for watches of a member that have one of so many keys."""
    return Prepared(
        lambda member_id, *keys: (
            WatchRow.select()
            .join(WatchKeyRow)
            .where(WatchKeyRow.member == member_id, WatchKeyRow.key.in_(keys))
            .distinct()
        )
    )


def near(
    member_id: int,
    viewer_ids: Sequence[int],
    at: datetime,
    within: timedelta,
    *,
    caught_up_only: bool,
) -> list[EarlierWatch]:
    """Return what these viewers watched for the member around then, deleted ones among it."""
    since, until = (TimeField().db_value(one) for one in (at - within, at + within))
    rows = _around(len(viewer_ids)).rows(member_id, since, until, *viewer_ids)
    return [_earlier(row) for row in rows if row.caught_up or not caught_up_only]


@cache
def _around(viewers: int) -> Prepared:
    """Return the query for what so many viewers watched for a member in a span."""
    return Prepared(
        lambda member_id, since, until, *viewer_ids: (
            WatchRow.select()
            .where(
                WatchRow.viewer.in_(viewer_ids),
                WatchRow.member == member_id,
                WatchRow.watched_at.between(since, until),
                WatchRow.undone_at.is_null() | WatchRow.withdrawn,
            )
            .order_by(WatchRow.watched_at.desc())
        )
    )


def planned_already(entry_id: int, ordinal: int, member_id: int) -> bool:
    """Return whether this entry's item is a watch of that member's already."""
    return _PLANNED.run(entry_id, ordinal, member_id).fetchone() is not None


_PLANNED = Prepared(
    lambda entry_id, ordinal, member_id: (
        WatchRow.select(WatchRow.id)
        .where(WatchRow.entry == entry_id, WatchRow.ordinal == ordinal)
        .where(WatchRow.member == member_id)
    )
)


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
        deleted=row.deleted_at is not None or row.withdrawn,
        began_at=row.began_at,
        caught_up=row.caught_up,
    )
