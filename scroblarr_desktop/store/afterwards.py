"""What was read from media servers afterwards, because nobody could be told when it was watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from peewee import chunked

from scroblarr_desktop.store import settings
from scroblarr_desktop.store.models import DeliveryRow, ListeningRow, WatchRow
from scroblarr_desktop.store.records import SUCCEEDED, DeliveryState

LATE = timedelta(minutes=5)
"""Later than by the reading every few minutes that some servers always need."""

SHOWN_FOR = timedelta(days=1)
"""Older news is none."""

AT_ONCE = 500

_SETTING = "read_afterwards_seen"


class Fate(StrEnum):
    """What became of a watch at all its trackers together: the least of it."""

    STUCK = "stuck"
    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"


@dataclass(frozen=True)
class Afterwards:
    """How many watches were read afterwards of late, by what became of them."""

    fates: dict[Fate, int]
    while_off: bool
    """Nobody could tell this computer of any of them: it was off, asleep or cut off."""
    newest: datetime
    """When the latest of them was read."""

    @property
    def count(self) -> int:
        return sum(self.fates.values())


def of_late(now: datetime) -> Afterwards | None:
    """Return what was read in the last day and not put aside; None where nothing was."""
    since = now - SHOWN_FOR
    seen = settings.get(_SETTING)
    if seen is not None:
        since = max(since, datetime.fromisoformat(seen))
    found = _read_since(since)
    if not found:
        return None
    fates = _fates([watch_id for watch_id, _, _ in found])
    counted = {fate: fates.count(fate) for fate in Fate if fate in fates}
    newest = max(received_at for _, _, received_at in found)
    return Afterwards(counted, _was_off([at for _, at, _ in found]), newest)


def put_aside(shown: Afterwards) -> None:
    """Say no more of these, only of what is read later."""
    settings.put(_SETTING, shown.newest.isoformat())


def _read_since(since: datetime) -> list[tuple[int, datetime, datetime]]:
    """Return id, watched time and arrival of the watches that came late."""
    query = WatchRow.select(WatchRow.id, WatchRow.watched_at, WatchRow.received_at).where(
        WatchRow.caught_up,
        WatchRow.received_at > since,
        WatchRow.deleted_at.is_null(),
        WatchRow.undone_at.is_null(),
    )
    return [one for one in query.tuples() if one[2] - one[1] > LATE]


def _fates(watch_ids: Collection[int]) -> list[Fate]:
    states: dict[int, set[DeliveryState]] = defaultdict(set)
    query = DeliveryRow.select(DeliveryRow.watch, DeliveryRow.state)
    # SQLite takes only so many values in one question, and a long absence brings many.
    for some in chunked(watch_ids, AT_ONCE):
        for watch_id, state in query.where(DeliveryRow.watch.in_(some)).tuples():
            states[watch_id].add(DeliveryState(state))
    return [_fate(states[watch_id]) for watch_id in watch_ids]


def _fate(states: set[DeliveryState]) -> Fate:
    if states & {DeliveryState.UNMATCHED, DeliveryState.REJECTED}:
        return Fate.STUCK
    if states & {DeliveryState.WAITING, DeliveryState.SENDING}:
        return Fate.WAITING
    return Fate.SENT if states & set(SUCCEEDED) else Fate.KEPT


def _was_off(moments: Iterable[datetime]) -> bool:
    spans = list(ListeningRow.select(ListeningRow.since, ListeningRow.until).tuples())
    return not any(since <= at <= until for at in moments for since, until in spans)
