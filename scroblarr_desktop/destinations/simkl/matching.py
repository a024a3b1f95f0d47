"""Which of Simkl's titles is ours: asked by id first, by exact title last, never by a first hit.

Simkl knows shows by their ids and episodes by their numbers; an episode's own ids lead nowhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, Final, TypeVar

from scroblarr_desktop.destinations import Access, Match
from scroblarr_desktop.destinations.errors import Doubtful, NotFoundThere
from scroblarr_desktop.destinations.simkl.api import Api, Place
from scroblarr_desktop.destinations.simkl.items import (
    OF_ANIME,
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
    dated,
    place_of,
    read_episodes,
    read_hits,
    read_title,
)
from scroblarr_desktop.watches import Ids, Item, Kind, plain_title

K = TypeVar("K")
V = TypeVar("V")

ELSEWHERE: Final = ("tvdb", "tmdb", "imdb")
FILMS_ELSEWHERE: Final = ("imdb", "tmdb", "tvdb")
MOST_HITS: Final = "50"
MOST_REMEMBERED = 500
NEXT_DAY = 1
"""One year's difference is a matter of countries and time zones."""


class Matching:
    """Finds items. Remembers what Simkl says of its titles, nothing of any account."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._titles: dict[Place, Title] = {}
        self._places: dict[tuple[str, str, str], Place] = {}

    async def find(self, access: Access, item: Item) -> Match:
        """Return Simkl's own item. Raises NotFoundThere or Doubtful."""
        if item.kind is Kind.MOVIE:
            return await self._film(access, item)
        return await self._episode(access, item)

    # -- films

    async def _film(self, access: Access, item: Item) -> Match:
        film = await self._film_by_id(access, item.ids) or await self._film_by_title(access, item)
        target = Film({OWN: film.place.id}, is_anime=film.place.catalog == "anime")
        return _match(Kind.MOVIE, target, film.dated, film, film.released)

    async def _film_by_id(self, access: Access, ids: Ids) -> Title | None:
        for kind, sources in (("movie", FILMS_ELSEWHERE), ("anime", ("imdb", *OF_ANIME))):
            for source, value in searchable(ids, sources).items():
                place = await self._place(access, kind, source, value)
                if place is not None and place.catalog != "tv":
                    return await self._title(access, place)
        return None

    async def _film_by_title(self, access: Access, item: Item) -> Title:
        wanted = dated(item.title, item.year)
        named = await self._named(access, item.title, item.year, ("movie", "anime"))
        if not named:
            raise NotFoundThere(f"Simkl does not know {wanted}.")
        if len(named) > 1:
            raise Doubtful(f"{wanted} may be {_listed(named)} at Simkl.")
        if item.year is None:
            raise Doubtful(
                f"Simkl knows {_listed(named)}, but your media server does not say the year of"
                f" {item.title}."
            )
        return await self._title(access, named[0].place)

    # -- episodes

    async def _episode(self, access: Access, item: Item) -> Match:
        if item.number is None:
            raise NotFoundThere(
                f"Simkl needs the number of the episode, and your media server does not tell it"
                f" for {item.show or item.title}."
            )
        shows: list[Title] = []
        async for show in self._shows_by_id(access, item):
            found = await self._in_show(access, item, show)
            if found is not None:
                return found
            shows.append(show)
        if any(plain_title(item.show or "") in show.names for show in shows):
            # The right show, and the episode is not there yet. A namesake may well have one.
            raise NotFoundThere(f"Simkl does not know {_place(item)} yet.")
        return await self._by_show_title(access, item)

    async def _shows_by_id(self, access: Access, item: Item) -> AsyncIterator[Title]:
        """Yield what each id of the show leads to, for as long as it is asked for more."""
        found: set[Place] = set()
        for kind, sources in (("anime", OF_ANIME), ("show", ELSEWHERE)):
            for source, value in searchable(item.show_ids, sources).items():
                place = await self._place(access, kind, source, value)
                if place is not None and place.catalog != "movies" and place not in found:
                    found.add(place)
                    yield await self._title(access, place)

    async def _by_show_title(self, access: Access, item: Item) -> Match:
        named = await self._named(access, item.show or "", item.show_year, ("tv", "anime"))
        found = {show: await self._in_show(access, item, show) for show in named}
        fitting = {show: match for show, match in found.items() if match is not None}
        if len(fitting) > 1 or (fitting and len(named) > 1 and item.show_year is None):
            raise Doubtful(f"{_place(item)} may be {_listed(fitting)} at Simkl.")
        for match in fitting.values():
            return match
        raise NotFoundThere(f"Simkl does not know {_place(item)}.")

    async def _in_show(self, access: Access, item: Item, show: Title) -> Match | None:
        """Return the episode in that show, None where the show does not have it."""
        assert item.number is not None
        if show.place.catalog == "anime":
            return await self._in_anime(access, item, show)
        if item.season is None:
            return None
        target = Episode({OWN: show.place.id}, item.season, item.number)
        if item.season == 0:  # the list tells no numbers of specials; the answer will show
            return _match(Kind.EPISODE, target, _place(item, show), show)
        episode = await self._listed_in(access, item, show)
        if episode is None or not _year_fits(item, episode):
            return None
        title = f"{_place(item, show)} {episode.title}".strip()
        return _match(Kind.EPISODE, target, title, show, episode.aired)

    async def _in_anime(self, access: Access, item: Item, show: Title) -> Match | None:
        """Return the episode by TheTVDB's numbers where its id is known, else counted through.

        One show elsewhere is several entries at Simkl, so its own id for one of them says too
        little; and a number within a later season says nothing about where it is counted through.
        """
        assert item.number is not None
        own = searchable(item.show_ids, OF_ANIME)
        counted_through = item.season in (None, 1)
        if own and counted_through:
            target: Target = AnimeEpisode(own, item.number)
        elif item.season is None:
            return None
        else:
            ids = await self._ids_elsewhere(access, item, show)
            if not ids and not counted_through:
                return None
            numbered = Episode(ids, item.season, item.number) if ids else None
            target = numbered or AnimeEpisode({OWN: show.place.id}, item.number)
        return _match(Kind.EPISODE, target, _place(item, show), show)

    async def _ids_elsewhere(self, access: Access, item: Item, show: Title) -> Ids:
        told = searchable(item.show_ids, ELSEWHERE)
        if told:
            return told
        return searchable((await self._title(access, show.place)).ids or {}, ELSEWHERE)

    async def _listed_in(self, access: Access, item: Item, show: Title) -> ListedEpisode | None:
        path = f"/tv/episodes/{show.place.id}"
        episodes = read_episodes(await self._api.get(access, path, {"extended": "full"}))
        wanted = (item.season, item.number)
        return next((one for one in episodes if (one.season, one.number) == wanted), None)

    # -- asking

    async def _place(self, access: Access, kind: str, source: str, value: str) -> Place | None:
        asked = (kind, source, value)
        known = self._places.get(asked)
        if known is None:
            known = await self._api.redirect(access, {"type": kind, source: value})
            if known is not None:
                _remember(self._places, asked, known)
        return known

    async def _title(self, access: Access, place: Place) -> Title:
        known = self._titles.get(place)
        if known is None:
            path = f"/{place.catalog}/{place.id}"
            found = read_title(await self._api.get(access, path, {"extended": "full"}), place)
            if found is None:
                raise NotFoundThere("Simkl has an address for this title, and nothing there.")
            _remember(self._titles, place, found)
            known = found
        return known

    async def _named(
        self, access: Access, title: str, year: int | None, kinds: Iterable[str]
    ) -> list[Title]:
        """Return what goes by exactly this title in any language, in that year if known."""
        wanted, found = plain_title(title), []
        if not title:
            return []
        for kind in kinds:
            params = {"q": title, "extended": "full", "limit": MOST_HITS}
            hits = await self._api.get(access, f"/search/{kind}", params)
            catalog = "movies" if kind == "movie" else kind
            found += [
                hit
                for hit in read_hits(hits, catalog)
                if wanted in hit.names and year in (None, hit.year)
            ]
        return found


def _remember(kept: dict[K, V], key: K, value: V) -> None:
    """Keep it in place of what was kept first, where there is too much."""
    while len(kept) >= MOST_REMEMBERED:
        del kept[next(iter(kept))]
    kept[key] = value


def _match(
    kind: Kind, target: Target, title: str, there: Title, released: str | None = None
) -> Match:
    told: Mapping[str, Any] = {
        "url": there.page,
        "run_time_s": there.run_time_s,
        "released": released,
    }
    known = {name: value for name, value in told.items() if value is not None}
    return Match(kind, key_of(target), title, known)


def _year_fits(item: Item, episode: ListedEpisode) -> bool:
    """Return whether an episode may be ours where the year of its show is not known."""
    if item.show_ids or item.show_year is not None or item.year is None or episode.year is None:
        return True
    return abs(episode.year - item.year) <= NEXT_DAY


def _place(item: Item, show: Title | None = None) -> str:
    return place_of(show.title if show else item.show, item.season, item.number)


def _listed(titles: Iterable[Title]) -> str:
    return ", ".join(title.dated for title in titles)
