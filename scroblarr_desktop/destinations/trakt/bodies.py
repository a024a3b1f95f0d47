"""What the writes send. Only movies and single episodes by Trakt's own ids can be built here.

That is by design: Trakt takes a show without seasons for all of its episodes, and a season
without episodes for the whole season.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.destinations import Match, _Released
from scroblarr_desktop.watches import Kind


def scrobble(match: Match, percent: float) -> dict[str, Any]:
    """Return the body for `/scrobble/start` and `/scrobble/stop`. `percent` is 0 to 100."""
    # Rounded down: 79.999 must not become the 80 that counts as watched.
    progress = math.floor(percent * 100) / 100
    return {match.kind.value: match.target[match.kind.value], "progress": progress}


def history(match: Match, watched_at: datetime | _Released) -> dict[str, Any]:
    """Return the body for `/sync/history` with one play."""
    when = "released" if isinstance(watched_at, _Released) else stamp(watched_at)
    thing = {**match.target[match.kind.value], "watched_at": when}
    return {plural(match.kind): [thing]}


def removal(play_id: int) -> dict[str, Any]:
    """Return the body for `/sync/history/remove` that names one play and no item."""
    return {"ids": [play_id]}


def plural(kind: Kind) -> str:
    return "movies" if kind is Kind.MOVIE else "episodes"


def stamp(at: datetime) -> str:
    """Return the moment as Trakt's contract wants it: UTC, milliseconds, Z."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
