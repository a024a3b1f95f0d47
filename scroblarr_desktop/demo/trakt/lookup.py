"""How the fake Trakt finds what a body or an address names.

Trakt contract: `ids` carry trakt, tmdb and tvdb as integers, imdb and slug as strings; movies have
no tvdb id. Ids of the wrong type are refused with 422, so that a slip in a client is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from scroblarr_desktop.demo.catalogue import Catalogue, Episode, Movie, Show
from scroblarr_desktop.demo.fake_service import Denial

ID_TYPES: dict[str, type] = {"trakt": int, "slug": str, "imdb": str, "tmdb": int, "tvdb": int}

Found = TypeVar("Found", Movie, Show, Episode)


def invalid(field: str, why: str) -> Denial:
    return Denial(422, {"errors": {field: [why]}})


def ids_in(described: Mapping[str, Any]) -> dict[str, str | int]:
    """Return the ids that are not null. Refuses with 422 what no contract knows."""
    ids = described.get("ids") or {}
    if not isinstance(ids, dict):
        raise invalid("ids", "is not an object")
    for source, value in ids.items():
        wanted = ID_TYPES.get(source)
        wrong = isinstance(value, bool) or (wanted and not isinstance(value, wanted))
        if value is not None and wrong:
            raise invalid(f"ids.{source}", f"is not of type {wanted.__name__ if wanted else '?'}")
    return {source: value for source, value in ids.items() if source in ID_TYPES and value}


def first_with(things: Iterable[Found], ids: Mapping[str, str | int]) -> Found | None:
    """Return the thing that the first known id names: trakt before slug, imdb, tmdb, tvdb."""
    things = list(things)
    for source in ID_TYPES:
        if source not in ids:
            continue
        for thing in things:
            if known(thing, source) == ids[source]:
                return thing
    return None


def known(thing: Movie | Show | Episode, source: str) -> str | int | None:
    """Return an id as Trakt knows it: a movie's tvdb id is not known there."""
    if isinstance(thing, Movie) and source == "tvdb":
        return None
    value: str | int | None = getattr(thing, source, None)
    return value


def movie_named(catalogue: Catalogue, described: Mapping[str, Any]) -> Movie | None:
    ids = ids_in(described)
    return first_with(catalogue.movies, ids) if ids else by_title(catalogue.movies, described)


def show_named(catalogue: Catalogue, described: Mapping[str, Any]) -> Show | None:
    ids = ids_in(described)
    return first_with(catalogue.shows, ids) if ids else by_title(catalogue.shows, described)


def episode_named(catalogue: Catalogue, described: Mapping[str, Any]) -> Episode | None:
    """Return the episode that its own ids name."""
    return first_with((episode for _, episode in catalogue.episodes()), ids_in(described))


def by_title(things: Iterable[Found], described: Mapping[str, Any]) -> Found | None:
    """Return the only thing of that title, and of that year where one is given."""
    title, year = described.get("title"), described.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise invalid("year", "is not of type int")
    if not isinstance(title, str):
        return None
    same = [thing for thing in things if getattr(thing, "title", "").lower() == title.lower()]
    fitting = [thing for thing in same if year in (None, getattr(thing, "year", None))]
    return fitting[0] if len(fitting) == 1 else None


def at_address(things: Iterable[Found], key: str) -> Found:
    """Return what `/shows/{key}` or `/movies/{key}` means: trakt id, slug, or imdb id. Else 404."""
    for thing in things:
        if key in (str(thing.trakt), getattr(thing, "slug", None), thing.imdb):
            return thing
    raise Denial(404)
