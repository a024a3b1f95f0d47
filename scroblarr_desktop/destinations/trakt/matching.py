"""Which of Trakt's items is ours: asked by id first, by exact title last, never by a first hit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from scroblarr_desktop.destinations import Access, Match
from scroblarr_desktop.destinations.errors import Doubtful, NotFoundThere
from scroblarr_desktop.destinations.trakt.api import Api
from scroblarr_desktop.destinations.trakt.items import (
    Episode,
    Titled,
    match_of_episode,
    match_of_movie,
    place_of,
    read_episode,
    read_titled,
)
from scroblarr_desktop.destinations.trakt.names import YEAR_BEHIND, Names, names_of
from scroblarr_desktop.watches import Ids, Item, Kind

EPISODE_SOURCES: Final = ("tvdb", "tmdb", "imdb")
MOVIE_SOURCES: Final = ("imdb", "tmdb")
"""Trakt's movies have no tvdb ids."""

SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:/\\]')
"""What Trakt's search takes as operators (its documentation of the text query)."""

MOST_HITS = "50"


class Matching:
    """Finds items. Remembers under which names shows go, nothing of any account."""

    def __init__(self, api: Api, language: str | None = None) -> None:
        self._api = api
        self._names = Names(api, language)

    async def find(self, access: Access, item: Item) -> Match:
        """Return Trakt's own item. Raises NotFoundThere or Doubtful."""
        if item.kind is Kind.MOVIE:
            return match_of_movie(await self._movie(access, item))
        return match_of_episode(await self._episode(access, item))

    # -- movies

    async def _movie(self, access: Access, item: Item) -> Titled:
        for source, value in _searchable(item.ids, MOVIE_SOURCES):
            for movie in await self._by_id(access, "movie", source, value):
                return movie
        named = await self._titled(access, "movie", item.title, item.year)
        if not named:
            raise NotFoundThere(f"Trakt does not know {_dated(item.title, item.year)}.")
        if len(named) > 1:
            raise Doubtful(f"{_dated(item.title, item.year)} may be {_listed(named)} at Trakt.")
        if item.year is None:
            raise Doubtful(
                f"Trakt knows {_listed(named)}, but your media server does not say the year of"
                f" {item.title}."
            )
        return named[0]

    # -- episodes

    async def _episode(self, access: Access, item: Item) -> Episode:
        found = await self._by_own_ids(access, item)
        if found is None and _numbers(item) is not None:
            found = await self._by_show(access, item)
        if found is None:
            raise NotFoundThere(f"Trakt does not know {_place(item)}.")
        return found

    async def _by_own_ids(self, access: Access, item: Item) -> Episode | None:
        for source, value in _searchable(item.ids, EPISODE_SOURCES):
            found = await self._episodes_by_id(access, source, value)
            if found and not item.show and not item.show_ids:
                raise Doubtful(
                    f"By its {source} id this is {found[0].place} at Trakt, but your media server"
                    " does not say which show it belongs to."
                )
            own = [e for e in found if await self._names.agree(access, item, e.show)]
            for episode in own:
                if _numbers(item) in (None, (episode.season, episode.number)):
                    return episode
            if own:
                raise Doubtful(
                    f"By its {source} id this is {own[0].place} at Trakt, but your media server"
                    f" says {_place(item)}."
                )
        return None

    async def _by_show(self, access: Access, item: Item) -> Episode | None:
        known: dict[int, Titled] = {}
        for source, value in _searchable(item.show_ids, EPISODE_SOURCES):
            for show in await self._by_id(access, "show", source, value):
                if show.trakt in known:
                    continue
                known[show.trakt] = show
                episode = await self._numbered(access, item, show)
                if episode is not None:
                    return episode
        if any(names_of(item.show or "", show.year) & show.names for show in known.values()):
            # The right show, and the episode is not there yet. A namesake may well have one.
            return None
        return await self._by_show_title(access, item)

    async def _by_show_title(self, access: Access, item: Item) -> Episode | None:
        shows = await self._titled(access, "show", item.show or "", item.show_year)
        looked_up = [await self._numbered(access, item, show) for show in shows]
        found = [episode for episode in looked_up if episode is not None]
        fitting = [episode for episode in found if _year_fits(item, episode)]
        if len(shows) == 1 and fitting:
            return fitting[0]
        same_year = [e for e in found if e.first_aired and e.first_aired.year == item.year]
        if len(same_year) == 1:
            return same_year[0]
        if fitting:
            raise Doubtful(f"{_place(item)} may be {_listed(e.show for e in fitting)} at Trakt.")
        if found:
            raise NotFoundThere(
                f"Trakt knows {_listed(e.show for e in found)}, but not {_place(item)} of"
                f" {item.year}."
            )
        return None

    async def _numbered(self, access: Access, item: Item, show: Titled) -> Episode | None:
        path = f"/shows/{show.trakt}/seasons/{item.season}/episodes/{item.number}"
        return read_episode(await self._api.look_up(access, path, {"extended": "full"}), show)

    # -- asking

    async def _by_id(self, access: Access, kind: str, source: str, value: str) -> list[Titled]:
        hits = await self._hits(access, kind, source, value)
        titled = [read_titled(hit.get(kind)) for hit in hits]
        return [thing for thing in titled if thing and thing.ids.get(source, value) == value]

    async def _episodes_by_id(self, access: Access, source: str, value: str) -> list[Episode]:
        found = []
        for hit in await self._hits(access, "episode", source, value):
            show = read_titled(hit.get("show"))
            episode = show and read_episode(hit.get("episode"), show)
            if episode:
                found.append(episode)
        return found

    async def _hits(
        self, access: Access, kind: str, source: str, value: str
    ) -> list[dict[str, Any]]:
        path = f"/search/{source}/{quote(value, safe='')}"
        params = {"type": kind, "extended": "full"}
        return _objects(await self._api.look_up(access, path, params))

    async def _titled(
        self, access: Access, kind: str, title: str, year: int | None
    ) -> list[Titled]:
        """Return what goes by exactly this title (or original title), in that year if known."""
        for query in _queries(title):
            found = await self._search(access, kind, query, year)
            exact = [thing for thing in found if names_of(title, thing.year) & thing.names]
            if exact:
                return exact
        return []

    async def _search(
        self, access: Access, kind: str, query: str, year: int | None
    ) -> list[Titled]:
        params = {"query": query, "extended": "full", "limit": MOST_HITS}
        if year is not None:
            params["years"] = str(year)
        hits = _objects(await self._api.look_up(access, f"/search/{kind}", params))
        things = {thing.trakt: thing for hit in hits if (thing := read_titled(hit.get(kind)))}
        return [thing for thing in things.values() if year in (None, thing.year)]


def _objects(found: Any) -> list[dict[str, Any]]:
    return [hit for hit in found if isinstance(hit, dict)] if isinstance(found, list) else []


def _queries(title: str) -> list[str]:
    """Return what to search for: the title literally, without a year behind it, as bare words."""
    undated = YEAR_BEHIND.sub("", title)
    literal = [SPECIAL.sub(r"\\\g<0>", each).strip() for each in (title, undated)]
    bare = " ".join(SPECIAL.sub(" ", undated).split())
    return [query for query in dict.fromkeys((*literal, bare)) if query]


def _searchable(ids: Ids, sources: Iterable[str]) -> list[tuple[str, str]]:
    """Return the ids that can be asked for, in the order of the sources."""
    shapes = {"imdb": r"tt\d+", "tvdb": r"[1-9]\d*", "tmdb": r"[1-9]\d*"}
    asked = [(source, ids.get(source, "")) for source in sources]
    return [(source, value) for source, value in asked if re.fullmatch(shapes[source], value)]


def _numbers(item: Item) -> tuple[int, int] | None:
    if item.season is None or item.number is None:
        return None
    return item.season, item.number


def _year_fits(item: Item, episode: Episode) -> bool:
    """Return whether an episode found by title alone may be ours.

    Without the show's year, the year of the episode is all that tells a remake from its original.
    One year's difference is a matter of countries and time zones.
    """
    if item.show_year is not None or item.year is None or episode.first_aired is None:
        return True
    return abs(episode.first_aired.year - item.year) <= 1


def _place(item: Item) -> str:
    return place_of(item.show, item.season, item.number)


def _dated(title: str, year: int | None) -> str:
    return f"{title} ({year})" if year else title


def _listed(things: Iterable[Titled]) -> str:
    return ", ".join(_dated(thing.title, thing.year) for thing in things)
