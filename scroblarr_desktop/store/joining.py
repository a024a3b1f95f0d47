"""The same watch in the logs of two members who are one person: one of both stands for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from scroblarr_desktop.store import household
from scroblarr_desktop.store.assignments import UNDO_FOR
from scroblarr_desktop.store.models import (
    AccountRow,
    AssignmentMemberRow,
    AssignmentRow,
    DeliveryRow,
    RepeatRow,
    WatchKeyRow,
    WatchRow,
)
from scroblarr_desktop.store.records import SUCCEEDED, DeliveryState
from scroblarr_desktop.store.watched import from_json
from scroblarr_desktop.watches import same_item, same_watch_window

LONGEST_WINDOW = timedelta(hours=12)
"""Nothing that is told as one watch lies farther apart."""


def join(gone_id: int, kept_id: int, now: datetime) -> None:
    """Leave one watch of each that both logs tell, with all that either sent."""
    undoable = _undoable(now)
    for theirs, own in _same_watches(gone_id, kept_id):
        keep, drop = own, theirs
        if (own.id in undoable, not _is_open(own)) > (theirs.id in undoable, not _is_open(theirs)):
            keep, drop = theirs, own
        if _is_open(drop):
            _keep_apart(theirs, own)
        else:
            _stand_for_both(keep, drop, now)
    _free_ordinals(gone_id, kept_id)


def _free_ordinals(gone_id: int, kept_id: int) -> None:
    """A member has one watch of an entry's item: one of two gives its place up."""
    own = WatchRow.alias()
    doubled = own.select(own.id).where(
        own.member == kept_id, own.entry == WatchRow.entry, own.ordinal == WatchRow.ordinal
    )
    WatchRow.update(ordinal=WatchRow.id * -1).where(
        WatchRow.member == gone_id, fn.EXISTS(doubled)
    ).execute()


def _same_watches(gone_id: int, kept_id: int) -> Iterator[tuple[Any, Any]]:
    """Give each watch of the one that the other's log tells as well, with that one."""
    own_keys = WatchKeyRow.alias()
    query = (
        WatchKeyRow.select(WatchKeyRow.watch, own_keys.watch)
        .join(own_keys, on=(WatchKeyRow.key == own_keys.key))
        .where(WatchKeyRow.member == gone_id, own_keys.member == kept_id)
        .distinct()
    )
    pairs = [*query.tuples(), *_of_one_entry(gone_id, kept_id)]
    rows = _standing({watch_id for pair in pairs for watch_id in pair})
    found = [(rows[a], rows[b]) for a, b in pairs if a in rows and b in rows]
    near = [(a, b) for a, b in found if abs(a.watched_at - b.watched_at) < LONGEST_WINDOW]
    taken: set[int] = set()
    for theirs, own in sorted(near, key=lambda pair: abs(pair[0].watched_at - pair[1].watched_at)):
        if not {theirs.id, own.id} & taken and _is_one_watch(theirs, own):
            taken |= {theirs.id, own.id}
            yield theirs, own


def _of_one_entry(gone_id: int, kept_id: int) -> list[tuple[int, int]]:
    own = WatchRow.alias()
    one_item = (own.entry == WatchRow.entry) & (own.ordinal == WatchRow.ordinal)
    query = WatchRow.select(WatchRow.id, own.id).join(own, on=one_item)
    return list(query.where(WatchRow.member == gone_id, own.member == kept_id).tuples())


def _standing(watch_ids: set[int]) -> dict[int, Any]:
    rows: dict[int, Any] = {}
    wanted = sorted(watch_ids)
    for start in range(0, len(wanted), 500):
        query = WatchRow.select().where(
            WatchRow.id.in_(wanted[start : start + 500]),
            WatchRow.deleted_at.is_null(),
            WatchRow.undone_at.is_null(),
        )
        rows |= {row.id: row for row in query}
    return rows


def _is_one_watch(a: Any, b: Any) -> bool:
    if (a.entry_id, a.ordinal) == (b.entry_id, b.ordinal):
        return True
    one, other = from_json(a.item), from_json(b.item)
    apart = abs(a.watched_at - b.watched_at)
    return same_item(one, other) and apart < same_watch_window(one, other)


def _undoable(now: datetime) -> set[int]:
    """Return the watches that came of an assignment that can still be undone."""
    query = AssignmentRow.select().where(
        AssignmentRow.undone_at.is_null(), AssignmentRow.made_at > now - UNDO_FOR
    )
    found: set[int] = set()
    for row in query:
        members = AssignmentMemberRow.select(AssignmentMemberRow.member).where(
            AssignmentMemberRow.assignment == row
        )
        through_it = WatchRow.select(WatchRow.id).where(
            WatchRow.viewer.in_(household.with_twin(row.viewer_id)),
            WatchRow.member.in_(members),
            WatchRow.id > row.after_watch,
        )
        found |= {watch_id for (watch_id,) in through_it.tuples()}
    return found


def _is_open(watch: Any) -> bool:
    """Return whether it is not certain what a destination has of it, by its own time."""
    query = DeliveryRow.select().where(
        DeliveryRow.watch == watch.id,
        DeliveryRow.fate_unknown | DeliveryRow.removal.is_null(False),
    )
    return bool(query.exists())


def _stand_for_both(keep: Any, drop: Any, now: datetime) -> None:
    """Let one of the two stand for both: what the other sent is what it sent."""
    for delivery in list(DeliveryRow.select().where(DeliveryRow.watch == drop.id)):
        other = _delivery_to_same_user(keep.id, delivery.account_id)
        if other is None:
            DeliveryRow.update(watch=keep.id).where(DeliveryRow.id == delivery.id).execute()
        else:
            _send_only_one(keep, delivery, other)
    WatchRow.update(deleted_at=now).where(WatchRow.id == drop.id).execute()
    told = [drop.entry_id, *_repeats_of(drop.id)]
    rows = [{"watch": keep.id, "entry": entry_id} for entry_id in told]
    RepeatRow.insert_many(rows).on_conflict_ignore().execute()
    RepeatRow.delete().where(RepeatRow.watch == drop.id).execute()


def _keep_apart(theirs: Any, own: Any) -> None:
    """Leave both, and see to it that neither goes where the other went."""
    for one, other in ((theirs, own), (own, theirs)):
        for delivery in list(DeliveryRow.select().where(DeliveryRow.watch == one.id)):
            if _delivery_to_same_user(other.id, delivery.account_id) is None:
                DeliveryRow.create(
                    watch=other.id,
                    account=delivery.account_id,
                    state=DeliveryState.CANCELLED,
                    message=_same_as(one),
                    rewatched=False,
                )


def _send_only_one(keep: Any, delivery: Any, other: Any) -> None:
    unsent = (DeliveryState.WAITING, DeliveryState.UNMATCHED, DeliveryState.REJECTED)
    surplus = other if delivery.state in SUCCEEDED else delivery
    if surplus.state in unsent and not surplus.fate_unknown:
        changes = {
            "state": DeliveryState.CANCELLED,
            "next_try_at": None,
            "hold": None,
            "message": _same_as(keep),
        }
        DeliveryRow.update(changes).where(DeliveryRow.id == surplus.id).execute()


def _same_as(watch: Any) -> str:
    return f"The same watch as {watch.id}, which went there."


def _delivery_to_same_user(watch_id: int, account_id: int) -> Any:
    account = AccountRow.get_by_id(account_id)
    same = (AccountRow.destination == account.destination) & (
        (AccountRow.id == account.id) | (AccountRow.user_id == account.user_id)
    )
    query = DeliveryRow.select().join(AccountRow).where(DeliveryRow.watch == watch_id, same)
    return query.first()


def _repeats_of(watch_id: int) -> Sequence[int]:
    query = RepeatRow.select(RepeatRow.entry).where(RepeatRow.watch == watch_id)
    return [entry_id for (entry_id,) in query.tuples()]
