"""A media server's clock beside ours: what its history says is meant by its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

AHEAD = "clockAheadSeconds"
"""Where a kept row says so."""

SMALLEST_S = 120.0
"""Less is no wrong clock: an answer takes its time, and tells whole seconds."""

_LARGEST_S = 30 * 365 * 86_400


def ahead_s(told_at: datetime | None, asked_at: datetime, answered_at: datetime) -> float:
    """Return how far the server's clock is ahead of ours, in seconds; 0 where both agree.

    Neither is known better where this computer slept between question and answer.
    """
    took_s = (answered_at - asked_at).total_seconds()
    if told_at is None or not 0 <= took_s < SMALLEST_S:
        return 0.0
    apart_s = (told_at - answered_at).total_seconds()
    return apart_s if abs(apart_s) >= SMALLEST_S + took_s else 0.0


def by_our_clock(at: datetime, row: Mapping[str, Any]) -> datetime:
    """Return a time that a kept row tells, as our clock showed it."""
    apart_s = row.get(AHEAD)
    if isinstance(apart_s, bool) or not isinstance(apart_s, int | float):
        return at
    # Written so that it is false for what is no number at all.
    if not abs(apart_s) <= _LARGEST_S:
        return at
    try:
        return at - timedelta(seconds=apart_s)
    except OverflowError:
        return at
