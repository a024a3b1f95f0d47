"""What a finish means for a member's log: a new watch, or one that is there already.

Pure decisions over values: what counts as a watch, and when two finishes are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.store.inbox import HAND_MARKS_OFF
from scroblarr_desktop.store.records import EarlierWatch, Member
from scroblarr_desktop.watches import Item, Progress, ProgressAction
from scroblarr_desktop.watches import same_watch_window as same_watch_window

FINISH_AFTER_STOP = timedelta(days=7)
"""A media server's own finish this long after a watch counted from a stop is that watch."""

LONGEST_PLAY = timedelta(hours=12)
"""A webhook this long after a start from which another finish was reckoned tells of that one."""

BULK_MARKS = 5
BULK_SPAN = timedelta(seconds=60)
"""More hand marks of one viewer than this in this span are a whole series: ask first."""

HAND_MARK_WAIT = timedelta(seconds=5)
"""A hand mark goes out after this long, so that the rest of a series can be seen coming."""


@dataclass(frozen=True)
class Finish:
    """One item finished by one viewer. `stop_position_s` where only the position says so."""

    item: Item
    watched_at: datetime
    by_hand: bool = False
    play_count: int | None = None
    stop_position_s: float | None = None
    began_at: datetime | None = None
    """Set where `watched_at` is only reckoned from this, its start."""
    caught_up: bool = False
    """The media server's history tells of it, no webhook."""
    doubtful: bool = False
    """It may have been begun again only."""


@dataclass(frozen=True)
class New:
    """It counts. `earlier` are the member's other watches of the item that stand in the log."""

    earlier: tuple[int, ...]


@dataclass(frozen=True)
class Same:
    """It is a watch that is there already. `completes`: this was the finish it waited for."""

    watch_id: int
    completes: bool = False
    stop_position_s: float | None = None


@dataclass(frozen=True)
class Not:
    """It does not count for this member."""

    code: str
    reason: str


Decision = New | Same | Not


def decide(member: Member, finish: Finish, earlier: Sequence[EarlierWatch]) -> Decision:
    """Return what the finish is, given this member's earlier watches of the same item."""
    standing = [one for one in earlier if not one.deleted]
    if finish.by_hand and not member.hand_marks:
        return Not(HAND_MARKS_OFF, f"{member.name} does not count marks made by hand.")
    if finish.by_hand and standing:
        return Same(standing[0].id)
    for one in earlier:
        same = _same(finish, one)
        if same is not None:
            return same
    return New(tuple(one.id for one in standing))


def counts_at(member: Member, progress: Progress) -> float | Not | None:
    """Return the position in seconds if an unfinished stop counts for this member.

    None where it is no such stop or the member leaves it to the media server; `Not` with the
    reason where it does not count.
    """
    if member.watched_at_percent is None or progress.action is not ProgressAction.STOP:
        return None
    wanted = f"{member.name} counts a watch from {member.watched_at_percent} %"
    if progress.percent is None or progress.position_s is None:
        return Not("percent_unknown", f"{wanted}, but the position or the run time is not known.")
    if progress.percent < member.watched_at_percent:
        return Not("percent_too_low", f"{wanted}; this stop was at {progress.percent:.0f} %.")
    return progress.position_s


def is_same(finish: Finish, one: EarlierWatch) -> bool:
    """Return whether both, of one item by one viewer, are one watch."""
    return _same(finish, one) is not None


def _same(finish: Finish, one: EarlierWatch) -> Same | None:
    apart = finish.watched_at - one.watched_at
    # Who deleted a watch that was counted too early still finishes it for the first time.
    unfinished = one.stop_position_s is not None and not one.finish_seen and not one.deleted
    if unfinished and not finish.by_hand and timedelta() <= apart <= FINISH_AFTER_STOP:
        if finish.stop_position_s is None:
            return Same(one.id, completes=True)
        if finish.stop_position_s >= (one.stop_position_s or 0):
            # Stopped again further on: the same viewing went on.
            return Same(one.id, stop_position_s=finish.stop_position_s)
    is_near = abs(apart) < same_watch_window(finish.item, one.item)
    return Same(one.id) if is_near or _has_that_start(finish, one) else None


def _has_that_start(finish: Finish, one: EarlierWatch) -> bool:
    """Return whether one is a webhook, and the other reckoned from a start not long before."""
    if finish.caught_up == one.caught_up:
        return False
    began_at = finish.began_at or one.began_at
    ended_at = one.watched_at if finish.caught_up else finish.watched_at
    return began_at is not None and timedelta() <= ended_at - began_at <= LONGEST_PLAY
