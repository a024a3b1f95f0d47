"""Which play at a destination is which delivery's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Play
from scroblarr_desktop.store.records import Claim, DueDelivery
from scroblarr_desktop.sync.rules import same_watch_window

BEFORE = timedelta(seconds=60)
AFTER = timedelta(seconds=60)
"""Ask from a minute before the watch to a minute after the last attempt."""

EXACT = timedelta(seconds=1)
"""How far a play written with its own time may lie from that time: destinations round."""

STAMPED = timedelta(seconds=30)
"""How far a play stamped by the destination may lie from the moment of our call."""


CLOCKS_APART = timedelta(hours=1)
"""How far a destination's clock may be from this computer's, which stamps no live play."""


def span_to_ask(due: DueDelivery) -> tuple[datetime, datetime]:
    """Return from when to when a play there may be this watch's."""
    before, after = BEFORE, same_watch_window(due.item, due.item)
    if due.fate_unknown and due.unproven:
        before, after = CLOCKS_APART, max(after, CLOCKS_APART)
    until = due.watched_at + after
    if due.last_try_at is not None:
        until = max(until, due.last_try_at + AFTER)
    return due.watched_at - before, until


def unclaimed(plays: Sequence[Play], claims: Sequence[Claim]) -> list[Play]:
    """Return the plays that no other delivery of ours owns: by id, or else by time."""
    by_id = {claim.play_id for claim in claims if claim.play_id}
    left = [play for play in plays if play.id not in by_id]
    for claim in claims:
        if claim.play_id is None and claim.claimed_at is not None:
            owned = _nearest(left, claim.claimed_at, _within(claim))
            left = [play for play in left if play is not owned]
    return left


def is_claimed(at: datetime, claims: Sequence[Claim]) -> bool:
    """Return whether another delivery of ours owns, or may own, a play of that time."""
    return any(
        claim.claimed_at is not None and abs(claim.claimed_at - at) <= _within(claim)
        for claim in claims
    )


def near(a: datetime, b: datetime) -> bool:
    """Return whether two times mean one play that was written with its own time."""
    return abs(a - b) <= EXACT


def only_one(plays: Sequence[Play], claims: Sequence[Claim]) -> Play | None:
    """Return the play that nobody else claims, None where there is none or more than one."""
    left = unclaimed(plays, claims)
    return left[0] if len(left) == 1 else None


def own_play(plays: Sequence[Play], claims: Sequence[Claim], watched_at: datetime) -> Play | None:
    """Return the play that is this watch, nearest in time first."""
    left = unclaimed(plays, claims)
    return min(left, key=lambda play: abs(play.watched_at - watched_at), default=None)


def _within(claim: Claim) -> timedelta:
    return EXACT if claim.exact else STAMPED


def _nearest(plays: Sequence[Play], at: datetime, within: timedelta) -> Play | None:
    near = [play for play in plays if abs(play.watched_at - at) <= within]
    return min(near, key=lambda play: abs(play.watched_at - at), default=None)
