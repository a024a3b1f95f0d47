"""What Simkl offers a person who looks for the right title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scroblarr_desktop.destinations import Access, Found, FoundEpisode, Match
from scroblarr_desktop.destinations.errors import NotFoundThere
from scroblarr_desktop.destinations.simkl.api import Api, Place
from scroblarr_desktop.destinations.simkl.items import (
    OWN,
    AnimeEpisode,
    Episode,
    Film,
    Target,
    key_of,
    searchable,
)
from scroblarr_desktop.destinations.simkl.titles import (
    ListedEpisode,
    Title,
    place_of,
    read_episodes,
    read_hits,
)
from scroblarr_desktop.watches import Kind

MOST_HITS: Final = "30"

CATALOGS: Mapping[Kind, Mapping[str, str]] = {
    Kind.MOVIE: {"movie": "movies", "anime": "anime"},
    Kind.EPISODE: {"tv": "tv", "anime": "anime"},
}
"""Where Simkl searches, and what it calls the pages of what it finds there."""


class Searching:
    """Simkl's reference: GET /search/{type}, /tv/episodes/{id}, /anime/episodes/{id}."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films, or for episodes shows and anime."""
        if not text.strip():
            return []
        found: list[Found] = []
        for asked, catalog in CATALOGS[kind].items():
            params = {"q": text.strip(), "extended": "full", "limit": MOST_HITS}
            hits = await self._api.get(access, f"/search/{asked}", params)
            found += [_found(kind, title) for title in read_hits(hits, catalog)]
        return found

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Return the show's episodes in their order; specials have no numbers at Simkl."""
        place = _place(show)
        path = f"/{place.catalog}/episodes/{place.id}"
        listed = read_episodes(await self._api.get(access, path, {"extended": "full"}))
        found = [_episode(one, show, place) for one in listed if one.number is not None]
        return sorted(found, key=lambda one: (one.season, one.number))


def _found(kind: Kind, title: Title) -> Found:
    place = title.place
    match = None
    if kind is Kind.MOVIE:
        target = Film({OWN: place.id}, is_anime=place.catalog == "anime")
        match = Match(kind, key_of(target), title.dated, {"url": title.page})
    return Found(kind, f"{place.catalog}-{place.id}", title.title, title.year, title.page, match)


def _place(show: Found) -> Place:
    catalog, _, own = show.id.partition("-")
    if catalog not in ("tv", "anime") or not searchable({OWN: own}, (OWN,)):
        raise NotFoundThere(f"Simkl does not know {show.title}.")
    return Place(catalog, own)


def _episode(listed: ListedEpisode, show: Found, place: Place) -> FoundEpisode:
    assert listed.number is not None
    season = 1 if listed.season is None else listed.season
    # The entries of an anime count through from 1, whatever season they are.
    target: Target = (
        AnimeEpisode({OWN: place.id}, listed.number)
        if place.catalog == "anime"
        else Episode({OWN: place.id}, season, listed.number)
    )
    told = {"url": show.page, "released": listed.aired}
    known = {name: value for name, value in told.items() if value is not None}
    title = f"{place_of(show.title, season, listed.number)} {listed.title}".strip()
    return FoundEpisode(
        season, listed.number, listed.title, Match(Kind.EPISODE, key_of(target), title, known)
    )
