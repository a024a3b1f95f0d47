"""What can be named to Simkl: one film or one episode.

There is no type for a show or a season. That is by design: Simkl takes a show without seasons for
all of its episodes, and a season without episodes for the whole season.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scroblarr_desktop.watches import Ids

OWN: Final = "simkl"
SHAPES: Mapping[str, str] = {
    OWN: r"[1-9]\d{0,17}",
    "imdb": r"tt\d{1,17}",
    "tmdb": r"[1-9]\d{0,17}",
    "tvdb": r"[1-9]\d{0,17}",
    "mal": r"[1-9]\d{0,17}",
    "anidb": r"[1-9]\d{0,17}",
    "anilist": r"[1-9]\d{0,17}",
    "kitsu": r"[1-9]\d{0,17}",
}
"""The sources whose ids Simkl takes, and what an id of each looks like."""

OF_ANIME: Final = ("mal", "anidb", "anilist", "kitsu")
"""Their entries are Simkl's own: one for each run of episodes, which count through from 1."""

HIGHEST = 99_999


@dataclass(frozen=True)
class Film:
    """One film. Simkl keeps anime films among its anime."""

    ids: Ids
    is_anime: bool = False

    def __post_init__(self) -> None:
        _check_ids(self.ids)


@dataclass(frozen=True)
class Episode:
    """One episode by season and number, season 0 and number 0 among them.

    Where the show is an anime, its ids are those of TheTVDB and its like, and so are the numbers:
    Simkl finds the right one of its own entries by them (its guide to anime).
    """

    show: Ids
    season: int
    number: int

    def __post_init__(self) -> None:
        _check_ids(self.show)
        _check_number(self.season)
        _check_number(self.number)

    @property
    def is_anime(self) -> bool:
        return OWN not in self.show


@dataclass(frozen=True)
class AnimeEpisode:
    """One episode of an anime by an id of its own kind, which needs no season."""

    anime: Ids
    number: int

    def __post_init__(self) -> None:
        _check_ids(self.anime)
        _check_number(self.number)


Target = Film | Episode | AnimeEpisode


def searchable(ids: Ids, sources: tuple[str, ...]) -> dict[str, str]:
    """Return the ids of these sources that look as such ids do, in the order of the sources."""
    asked = {source: ids.get(source, "") for source in sources}
    return {source: value for source, value in asked.items() if _is_id(source, value)}


def key_of(target: Target) -> str:
    """Return the target as one word, from which `target_named` makes it again."""
    if isinstance(target, Film):
        return f"{'anime-film' if target.is_anime else 'film'}:{_ids_key(target.ids)}"
    if isinstance(target, Episode):
        return f"episode:{_ids_key(target.show)}:{target.season}:{target.number}"
    return f"anime:{_ids_key(target.anime)}:{target.number}"


def target_named(key: str) -> Target:
    """Return the target behind a key. Raises ValueError for what is none."""
    kind, _, rest = key.partition(":")
    ids, *numbers = rest.split(":")
    values = [int(number) for number in numbers]
    if kind in ("film", "anime-film") and not values:
        return Film(_ids_of(ids), is_anime=kind == "anime-film")
    if kind == "episode" and len(values) == 2:
        return Episode(_ids_of(ids), *values)
    if kind == "anime" and len(values) == 1:
        return AnimeEpisode(_ids_of(ids), *values)
    raise ValueError(f"{key} names nothing at Simkl.")


def _ids_key(ids: Ids) -> str:
    return ",".join(f"{source}={value}" for source, value in sorted(ids.items()))


def _ids_of(key: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in key.split(","))
    return {source: value for source, _, value in pairs}


def _check_ids(ids: Ids) -> None:
    if not ids or not all(_is_id(source, value) for source, value in ids.items()):
        raise ValueError("Simkl can only be told of something by an id that it knows.")


def _check_number(number: int) -> None:
    if type(number) is not int or not 0 <= number <= HIGHEST:
        raise ValueError("A season and an episode have a number.")


def _is_id(source: str, value: str) -> bool:
    shape = SHAPES.get(source)
    return shape is not None and re.fullmatch(shape, value, re.ASCII) is not None
