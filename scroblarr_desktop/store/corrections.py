"""What a person says afterwards: it was somebody else's watch, nobody's, or another title.

Whatever may stand at a destination is taken back by `removals`; the right watch goes out with the
time at which it was watched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import (
    deliveries,
    holds,
    household,
    inbox,
    removals,
    trail,
    watched,
)
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import AccountRow, DeliveryRow, WatchKeyRow, WatchRow
from scroblarr_desktop.store.records import (
    DeliveryState,
    EarlierWatch,
    InboxEntry,
    Member,
    Removal,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.watched import from_json
from scroblarr_desktop.watches import Item, same_item, same_watch_window

_CHANGED = Changed.LOG | Changed.QUESTIONS | Changed.STATE

UNDONE = "You undid this watch."
CORRECTED = "You chose another title for it."


@dataclass(frozen=True)
class Corrected:
    """What came of it."""

    made: tuple[int, ...]
    """The new watches, of those whose they are."""
    taken: int
    """So many watches were taken from their members."""
    removals: int
    """So many of their deliveries may have arrived and are taken back where that is possible."""


def give(watch_ids: Sequence[int], member_ids: Sequence[int], now: datetime) -> Corrected:
    """Let these watches be those members', and nobody else's.

    A member who has the watch already keeps it as it is. Raises Missing, Conflict.
    """
    with writing(_CHANGED):
        members = [household.member(one) for one in dict.fromkeys(member_ids)]
        if not members:
            raise Missing("member")
        rows = [_standing(watch_id) for watch_id in dict.fromkeys(watch_ids)]
        names = " and ".join(member.name for member in members)
        # Out of the way first: two rows may change places.
        taken = [row for row in rows if row.member_id not in {one.id for one in members}]
        undone = _withdraw(taken, f"You said that {names} watched it.", now)
        made = [one for row in rows for one in _give_all(row, members, now)]
    return Corrected(tuple(made), len(taken), undone)


def undo(watch_ids: Sequence[int], now: datetime) -> Corrected:
    """Take these watches out of the log and back from every destination. Raises Missing, Conflict.

    The same event does not bring them back.
    """
    with writing(_CHANGED):
        rows = [_standing(watch_id) for watch_id in dict.fromkeys(watch_ids)]
        undone = _withdraw(rows, UNDONE, now)
        for row in rows:
            trail.note_move(row.id, (), now)
    return Corrected((), len(rows), undone)


def send_as_chosen(delivery_id: int, match_id: str, now: datetime) -> int:
    """Send the delivery anew, as what a person chose, once nothing else of it is there.

    Others of the same item that wait for a match go out, too. Returns its account. Raises Missing,
    Conflict.
    """
    with writing(_CHANGED):
        row = DeliveryRow.get_or_none(DeliveryRow.id == delivery_id)
        if row is None or row.watch.deleted_at is not None:
            raise Missing("delivery")
        if row.removal is not None or row.watch.undone_at is not None:
            raise Conflict("It was taken back and is not sent again.")
        is_there = row.state in (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
        if is_there and row.match_id == match_id:
            raise Conflict("This is the title as which it stands there.")
        if row.state == DeliveryState.CANCELLED:
            deliveries.retry(delivery_id, now)
        else:
            removals.ask(delivery_id, CORRECTED, now, Removal.RESEND)
        _retry_unmatched(row, now)
        return int(row.account_id)


def told_by(watch_id: int) -> InboxEntry | None:
    """Return the entry that the watch was made of; None where its body is not kept any more."""
    watch = WatchRow.get_or_none(WatchRow.id == watch_id)
    entry = None if watch is None else inbox.get(watch.entry_id)
    return entry if entry is not None and entry.body else None


def items_of(watch_ids: Sequence[int]) -> dict[int, Item]:
    """Return what was watched, by the watches' ids."""
    query = WatchRow.select(WatchRow.id, WatchRow.item).where(WatchRow.id.in_(list(watch_ids)))
    return {watch_id: from_json(item) for watch_id, item in query.tuples()}


def _standing(watch_id: int) -> Any:
    row = WatchRow.get_or_none(WatchRow.id == watch_id, WatchRow.deleted_at.is_null())
    if row is None:
        raise Missing("watch")
    if row.undone_at is not None:
        raise Conflict("This watch was taken back already.")
    return row


def _withdraw(rows: Sequence[Any], reason: str, now: datetime) -> int:
    watch_ids = [row.id for row in rows]
    # Out of the way of a new watch of the same entry by the same member.
    changes = {"undone_at": now, "withdrawn": True, "ordinal": WatchRow.id * -1}
    WatchRow.update(changes).where(WatchRow.id.in_(watch_ids)).execute()
    removals.of_watches(watch_ids, reason, now)
    removals.settle_undone(watch_ids, now)
    return removals.count(watch_ids)


def _give_all(row: Any, members: Sequence[Member], now: datetime) -> list[int]:
    """Return the new watches of those who did not have it."""
    made: list[int] = []
    theirs: list[int] = []
    for member in members:
        if member.id == row.member_id:
            continue
        item = from_json(row.item)
        earlier = [one for one in watched.earlier(member.id, item) if not one.deleted]
        present = [one.id for one in earlier if _is_same(row, item, one)]
        if not present:
            made.append(_give(row, item, member, earlier, now))
        theirs.append(present[0] if present else made[-1])
    if theirs:
        trail.note_move(row.id, theirs, now)
    return made


def _give(
    row: Any, item: Item, member: Member, earlier: Sequence[EarlierWatch], now: datetime
) -> int:
    """Return the id of the member's new watch; one that was theirs before comes back as it was."""
    entry = inbox.get(row.entry_id)
    if entry is None:
        raise Missing("watch")
    gone = (WatchRow.entry == row.entry_id) & (WatchRow.ordinal == row.ordinal)
    gone &= (WatchRow.member == member.id) & WatchRow.deleted_at.is_null(False)
    WatchRow.update(ordinal=WatchRow.id * -1).where(gone).execute()
    former = trail.before_moves(row.id, member.id)
    if former is not None:  # what came after it has not made it a rewatch
        earlier = [one for one in earlier if one.watched_at < row.watched_at]
    was_again = former is not None and bool(WatchRow.get_by_id(former).rewatched)
    watch_id = watched.add(
        entry,
        row.ordinal,
        member.id,
        row.viewer_id,
        row.server_id,
        item,
        row.watched_at,
        by_hand=row.by_hand,
        rewatched=was_again or bool(earlier),
        stop_position_s=row.stop_position_s,
        note=row.note,
        began_at=row.began_at,
    )
    before = [one.id for one in earlier]
    pause = holds.pause_for(member.id)
    deliveries.plan(
        watch_id,
        earlier=before,
        # Where nothing earlier stands in the log, it was the media server that said so.
        rewatched=was_again and not before,
        due_at=now,
        hold_id=pause,
        again_at=_sent_again(former),
    )
    # With its own time, however short ago that is: it is not being finished just now.
    DeliveryRow.update(wants_history=True).where(DeliveryRow.watch == watch_id).execute()
    return watch_id


def _sent_again(watch_id: int | None) -> set[int]:
    """Return the accounts for which that watch was a rewatch."""
    query = DeliveryRow.select(DeliveryRow.account).where(
        DeliveryRow.watch == watch_id, DeliveryRow.rewatched
    )
    return {account_id for (account_id,) in query.tuples()}


def _is_same(row: Any, item: Item, one: EarlierWatch) -> bool:
    return abs(one.watched_at - row.watched_at) < same_watch_window(item, one.item)


def _retry_unmatched(row: Any, now: datetime) -> None:
    item = from_json(row.watch.item)
    query = (
        DeliveryRow.select(DeliveryRow.id, WatchRow.item)
        .join(AccountRow)
        .switch(DeliveryRow)
        .join(WatchRow)
        .join(WatchKeyRow)
        .where(
            AccountRow.destination == row.account.destination,
            DeliveryRow.state == DeliveryState.UNMATCHED,
            DeliveryRow.id != row.id,
            DeliveryRow.removal.is_null(),
            WatchKeyRow.key.in_(list(item.identity_keys())),
            WatchRow.deleted_at.is_null(),
        )
        .distinct()
    )
    for delivery_id, described in query.tuples():
        if same_item(from_json(described), item):
            deliveries.retry(delivery_id, now)
