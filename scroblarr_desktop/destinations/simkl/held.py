"""What an account holds, as Simkl tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from scroblarr_desktop.destinations.simkl.answers import fields_of, moment, objects_in, whole
from scroblarr_desktop.destinations.simkl.items import OWN, AnimeEpisode, Episode, Film, Target
from scroblarr_desktop.watches import Ids, share_an_id

BUCKETS: Final = {"movies": "movies", "shows": "tv_shows", "anime": "anime"}
"""What /sync/activities calls each part of the library."""


def part_of(target: Target) -> str:
    """Return in which part of the library the target is kept."""
    if isinstance(target, Film):
        return "anime" if target.is_anime else "movies"
    return "anime" if isinstance(target, AnimeEpisode) or target.is_anime else "shows"


def changed_at(activities: Any, part: str) -> datetime | None:
    """Return when that part of the library last changed, None where it never did."""
    return moment(fields_of(fields_of(activities).get(BUCKETS[part])).get("all"))


def times_in(library: Any, target: Target) -> list[datetime]:
    """Return when the target was watched, by what /sync/all-items answered."""
    found: list[datetime | None] = []
    for entry in objects_in(fields_of(library).get(part_of(target))):
        if _ids_agree(entry, target):
            found += _times(entry, target)
    return [at for at in found if at is not None]


def is_watched(answer: Any) -> bool:
    """Return whether /sync/watched says that the one item asked for is watched."""
    entries = objects_in(answer)
    return len(entries) == 1 and entries[0].get("result") is True


def _ids_agree(entry: dict[str, Any], target: Target) -> bool:
    # An anime stands under "show" there, to look like a show of other catalogues.
    thing = fields_of(entry.get("movie") or entry.get("show") or entry.get("anime"))
    ids = {source: str(value) for source, value in fields_of(thing.get("ids")).items()}
    own = ids.get(OWN) or ids.get("simkl_id")
    return share_an_id(_wanted(target), ids | ({OWN: own} if own else {}))


def _wanted(target: Target) -> Ids:
    if isinstance(target, Film):
        return target.ids
    return target.show if isinstance(target, Episode) else target.anime


def _times(entry: dict[str, Any], target: Target) -> Iterator[datetime | None]:
    if isinstance(target, Film):
        if entry.get("status") == "completed":
            yield moment(entry.get("last_watched_at"))
        return
    for season in objects_in(entry.get("seasons")):
        for episode in objects_in(season.get("episodes")):
            if _is_meant(target, season, episode):
                yield moment(episode.get("watched_at"))


def _is_meant(
    target: Episode | AnimeEpisode, season: dict[str, Any], episode: dict[str, Any]
) -> bool:
    number = whole(episode.get("number"))
    if isinstance(target, AnimeEpisode):
        return number == target.number
    numbers = (whole(season.get("number")), number)
    if target.is_anime:
        there = fields_of(episode.get("tvdb"))
        numbers = (whole(there.get("season")), whole(there.get("episode")))
    return numbers == (target.season, target.number)
