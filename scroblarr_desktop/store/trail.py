"""What people did with a watch: whose it was before, whose it became, which title they chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import choices
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import AccountRow, AttemptRow, DeliveryRow, MoveRow, WatchRow
from scroblarr_desktop.store.records import PENDING_REMOVALS, Removal
from scroblarr_desktop.store.watched import from_json

REMOVED = "removed"
"""The outcome of an attempt that took a play back."""

MOST = 50
"""Nobody reads more steps; and whatever went wrong, looking for them ends."""


@dataclass(frozen=True)
class TakenBack:
    """What stood at a tracker for the one who had it before."""

    destination: str
    removal: Removal | None
    """None: it is gone. LEFT: it is still there; else it is being removed."""


@dataclass(frozen=True)
class Moved:
    at: datetime
    giver: str
    takers: tuple[str, ...]
    """Nobody: it was undone."""
    keeps: bool
    """It is still the giver's as well."""
    taken_back: tuple[TakenBack, ...]


@dataclass(frozen=True)
class Rematched:
    at: datetime
    destination: str
    title: str
    taken_back: bool
    """What had stood there as another title is gone."""


Step = Moved | Rematched


def note_move(from_watch_id: int, to_watch_ids: Sequence[int], at: datetime) -> None:
    """Note that it was those people's; none: nobody's."""
    with writing(Changed.NOTHING):
        for to_watch_id in to_watch_ids or (None,):
            MoveRow.create(from_watch=from_watch_id, to_watch=to_watch_id, moved_at=at)


def of(watch_id: int) -> tuple[Step, ...]:
    """Return what was done, the oldest first. Versions before did not note whose it had been."""
    steps: list[Step] = [*_moves(watch_id), *_choices(watch_id)]
    return tuple(sorted(steps, key=lambda step: step.at))


def before_moves(watch_id: int, member_id: int) -> int | None:
    """Return the watch as which it was that member's before it was moved, None where never."""
    ahead, seen = [watch_id], {watch_id}
    while ahead and len(seen) < MOST:
        rows = MoveRow.select().where(MoveRow.to_watch == ahead.pop()).order_by(MoveRow.id.desc())
        for row in rows:
            if row.from_watch.member_id == member_id:
                return int(row.from_watch_id)
            if row.from_watch_id not in seen:
                seen.add(row.from_watch_id)
                ahead.append(row.from_watch_id)
    return None


def _moves(watch_id: int) -> list[Moved]:
    """Follow the watch back to where it came from, and look where it went."""
    found: dict[tuple[int, datetime], Moved] = {}
    ahead, seen = [watch_id], {watch_id}
    while ahead and len(found) < MOST:
        one = ahead.pop()
        concerned = MoveRow.to_watch == one
        if one == watch_id:
            concerned |= MoveRow.from_watch == one
        for row in MoveRow.select().where(concerned):
            key = (row.from_watch_id, row.moved_at)
            if key not in found:
                found[key] = _moved(*key)
            if row.from_watch_id not in seen:
                seen.add(row.from_watch_id)
                ahead.append(row.from_watch_id)
    return list(found.values())


def _moved(from_watch_id: int, at: datetime) -> Moved:
    giver = WatchRow.get_by_id(from_watch_id)
    query = (
        MoveRow.select(MoveRow, WatchRow)
        .join(WatchRow, JOIN.LEFT_OUTER, on=MoveRow.to_watch)
        .where(MoveRow.from_watch == from_watch_id, MoveRow.moved_at == at)
        .order_by(MoveRow.id)
    )
    takers = tuple(row.to_watch.member.name for row in query if row.to_watch_id is not None)
    keeps = giver.undone_at is None
    taken_back = () if keeps else _taken_back(from_watch_id)
    return Moved(at, giver.member.name, takers, keeps, taken_back)


def _taken_back(watch_id: int) -> tuple[TakenBack, ...]:
    query = DeliveryRow.select(DeliveryRow, AccountRow).join(AccountRow)
    rows = list(query.where(DeliveryRow.watch == watch_id).order_by(DeliveryRow.id))
    gone = _removed_from(watch_id)
    return tuple(
        TakenBack(row.account.destination, None if row.removal is None else Removal(row.removal))
        for row in rows
        if row.removal == Removal.LEFT or row.removal in PENDING_REMOVALS or row.id in gone
    )


def _removed_from(watch_id: int) -> set[int]:
    """Return the deliveries of which something was taken back."""
    query = AttemptRow.select(AttemptRow.delivery).join(DeliveryRow)
    query = query.where(DeliveryRow.watch == watch_id, AttemptRow.outcome == REMOVED)
    return {delivery_id for (delivery_id,) in query.tuples()}


def _choices(watch_id: int) -> list[Rematched]:
    row = WatchRow.get_or_none(WatchRow.id == watch_id)
    if row is None:
        return []
    item, gone = from_json(row.item), _removed_from(watch_id)
    found = []
    for delivery in (
        DeliveryRow.select(DeliveryRow, AccountRow)
        .join(AccountRow)
        .where(DeliveryRow.watch == watch_id, DeliveryRow.removal.is_null())
    ):
        destination = delivery.account.destination
        chosen = choices.chosen(destination, item)
        if chosen is not None and _concerns(delivery, chosen.at):
            taken_back = delivery.id in gone
            found.append(Rematched(chosen.at, destination, chosen.title, taken_back))
    return found


def _concerns(delivery: Any, chosen_at: datetime) -> bool:
    """What went out before the choice stands there as what it was."""
    return delivery.delivered_at is None or bool(delivery.delivered_at >= chosen_at)
