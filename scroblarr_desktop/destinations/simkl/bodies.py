"""What is sent to Simkl. Every body names one film or one episode: see `items`.

Sources: Simkl's reference of /sync/history, /sync/history/remove, /sync/watched and /scrobble,
and its guide to anime.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, Final

from scroblarr_desktop.destinations.simkl.items import OWN, AnimeEpisode, Episode, Film, Target
from scroblarr_desktop.watches import Ids

UNKNOWN_TIME: Final = "1970-01-01T00:00:01Z"
"""What Simkl keeps, and shows as "a long time ago", where nobody remembers when."""


def history(target: Target, watched_at: str) -> dict[str, Any]:
    """Return the body for `/sync/history` that marks this as watched then."""
    return _marked(target, {"watched_at": watched_at})


def removal(target: Episode | AnimeEpisode) -> dict[str, Any]:
    """Return the body for `/sync/history/remove`.

    Not for films: without episodes that call takes a title out of the lists altogether.
    """
    return _marked(target, {})


def scrobble(target: Target, percent: float) -> dict[str, Any]:
    """Return the body for `/scrobble/start`, `/scrobble/pause` and `/scrobble/stop`."""
    # Rounded down: 79.999 must not become the 80 that counts as watched.
    progress = math.floor(percent * 100) / 100
    if isinstance(target, Film):
        return {"movie": {"ids": ids_sent(target.ids)}, "progress": progress}
    if isinstance(target, Episode):
        episode = {"season": target.season, "number": target.number}
        return {"show": {"ids": ids_sent(target.show)}, "episode": episode, "progress": progress}
    episode = {"number": target.number}
    return {"anime": {"ids": ids_sent(target.anime)}, "episode": episode, "progress": progress}


def question(target: Target) -> list[dict[str, Any]]:
    """Return the body for `/sync/watched` that asks whether this is watched."""
    if isinstance(target, Film):
        return [{"ids": ids_sent(target.ids)}]
    if isinstance(target, Episode):
        place = {"season": target.season, "episode": target.number}
        return [{"ids": ids_sent(target.show), **place}]
    return [{"ids": ids_sent(target.anime), "season": 1, "episode": target.number}]


def ids_sent(ids: Ids) -> dict[str, Any]:
    """Return the ids as Simkl's examples have them: its own as a number, the others as text."""
    return {source: int(value) if source == OWN else value for source, value in ids.items()}


def stamp(at: datetime) -> str:
    """Return the moment as Simkl writes it: UTC in whole seconds, with a Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _marked(target: Target, when: dict[str, str]) -> dict[str, Any]:
    if isinstance(target, Film):
        return {"movies": [{"ids": ids_sent(target.ids), **when}]}
    if isinstance(target, AnimeEpisode):
        episodes = [{"number": target.number, **when}]
        return {"anime": [{"ids": ids_sent(target.anime), "episodes": episodes}]}
    season = {"number": target.season, "episodes": [{"number": target.number, **when}]}
    # With any other show the switch does nothing (Simkl's guide to anime).
    show = {"ids": ids_sent(target.show), "use_tvdb_anime_seasons": True, "seasons": [season]}
    return {"shows": [show]}
