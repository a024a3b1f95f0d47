"""What became of a play that a Jellyfin knows only by its start: a pure decision over values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from scroblarr_desktop.media_servers.jellyfin_played import Played, Plays
from scroblarr_desktop.media_servers.jellyfin_rows import Verdict
from scroblarr_desktop.store.records import PlayedItem

LONGEST_PLAY = timedelta(hours=12)
LOG_KEPT_FOR = timedelta(days=25)
"""Jellyfin keeps its activity log for thirty days unless told otherwise."""

AT_ONCE = timedelta(seconds=60)
"""The log notes a start so soon after or before the item does."""

SITTINGS = timedelta(days=7)
"""So far apart the parts of one viewing may lie."""

ROUNDING = timedelta(seconds=5)
MARGIN = timedelta(minutes=10)
"""So much longer than its run time a play may take before its end is only reckoned."""

BY_LOG = "activity log"
BY_RUN_TIME = "start and run time"
BY_MARK = "marked by hand"


@dataclass(frozen=True)
class Evidence:
    """What the activity log says of one user and one item, by the server's clock."""

    starts: Sequence[datetime]
    stops: Sequence[datetime]


def evidence_of(plays: Plays | None, user_id: str, one: Played) -> Evidence | None:
    """Return what the log says of that user and item, None where nobody may read it.

    Of several who watch together the log names the first (PlaybackStopLogger.cs): for whom it
    names no start, that of somebody else at the same moment counts.
    """
    if plays is None:
        return None
    own = _of(plays, (user_id, one.item_id))
    if _has_start(own, one.began_at):
        return own
    together = [_of(plays, key) for key in plays.starts if key[1] == one.item_id]
    return next((each for each in together if _has_start(each, one.began_at)), own)


def _of(plays: Plays, key: tuple[str, str]) -> Evidence:
    return Evidence(plays.starts.get(key, ()), plays.stops.get(key, ()))


def _has_start(evidence: Evidence, began_at: datetime) -> bool:
    return any(abs(at - began_at) <= AT_ONCE for at in evidence.starts)


def judge(
    now: Played, before: PlayedItem | None, evidence: Evidence | None, told_at: datetime
) -> Verdict | None:
    """Return what is to be taken from it; None for nothing, or nothing yet.

    `before` is how it stood at the latest look, `evidence` is None where nobody may read the log.
    """
    # Whoever is in the middle of it has not finished it, whatever stands there from before.
    if not now.played or now.position_s > 0:
        return None
    if told_at - now.began_at > LOG_KEPT_FOR:
        evidence = None
    if evidence is None:
        return _reckoned(now, before, told_at)
    ended_at = _end(now.began_at, evidence.stops)
    if _was_marked(now, before, evidence, ended_at):
        unplayed_since_start = before is not None and before.began_at == now.began_at
        return Verdict(told_at if unplayed_since_start else now.began_at, BY_MARK, by_hand=True)
    if ended_at is None:
        return _reckoned(now, before, told_at)
    seen, short = seen_before(now, before), _is_short(now, before, evidence, ended_at)
    if short and not seen and before is None:
        # Tried for a few minutes and marked as seen, or skipped to its end: no viewing either way.
        return Verdict(ended_at, BY_MARK, by_hand=True)
    return Verdict(ended_at, BY_LOG, seen_before=seen, doubtful=seen and short)


def _end(began_at: datetime, stops: Sequence[datetime]) -> datetime | None:
    ends = [at for at in stops if -ROUNDING <= at - began_at <= LONGEST_PLAY]
    return max(ends, default=None)


def _was_marked(
    now: Played, before: PlayedItem | None, evidence: Evidence, ended_at: datetime | None
) -> bool:
    """Return whether the mark was set without any play that could have set it."""
    if before is not None and before.began_at == now.began_at and not before.played:
        # It ended before the latest look, which found it unfinished.
        return ended_at is not None and ended_at < before.noted_at - ROUNDING
    return ended_at is None and not _has_start(evidence, now.began_at)


def _reckoned(now: Played, before: PlayedItem | None, told_at: datetime) -> Verdict | None:
    """Return an end by the run time, once it must be over."""
    run_time = timedelta(seconds=now.run_time_s or 0)
    if told_at < now.began_at + run_time + MARGIN:
        return None
    seen = seen_before(now, before)
    at = now.began_at + run_time
    if before is not None and before.began_at == now.began_at and not before.played:
        at = max(at, before.noted_at)
    return Verdict(at, BY_RUN_TIME, began_at=now.began_at, seen_before=seen, doubtful=seen)


def seen_before(now: Played, before: PlayedItem | None) -> bool:
    """Return whether it was seen to the end before this play, or may have been."""
    if before is None:
        return now.play_count > 1
    return before.seen_before or (before.played and before.began_at < now.began_at)


def _is_short(
    now: Played, before: PlayedItem | None, evidence: Evidence, ended_at: datetime
) -> bool:
    """Return whether all sittings since it was last seen make less than half of it."""
    if now.run_time_s is None:
        return False
    after = now.began_at - SITTINGS
    if before is not None and before.played:
        after = before.began_at
    watched = ended_at - now.began_at
    earlier = sorted(at for at in evidence.starts if after < at < now.began_at - AT_ONCE)
    for began, following in pairwise([*earlier, now.began_at]):
        stops = [at for at in evidence.stops if began <= at <= following]
        watched += max(stops, default=began) - began
    return watched < timedelta(seconds=now.run_time_s / 2)
