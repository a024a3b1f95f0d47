"""What Trakt offers a person who looks for the right title."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from scroblarr_desktop.destinations import Access, Found, FoundEpisode
from scroblarr_desktop.destinations.errors import NotFoundThere
from scroblarr_desktop.destinations.trakt.api import Api
from scroblarr_desktop.destinations.trakt.items import (
    WEB_PAGE,
    Titled,
    match_of_episode,
    match_of_movie,
    read_episode,
    read_titled,
)
from scroblarr_desktop.destinations.trakt.matching import SPECIAL
from scroblarr_desktop.watches import Kind

MOST_HITS: Final = "30"


class Searching:
    """Trakt API: GET /search/movie|show, GET /shows/{id}/seasons?extended=episodes."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def search(self, access: Access, kind: Kind, text: str) -> list[Found]:
        """Return films or shows, the best first."""
        what = "movie" if kind is Kind.MOVIE else "show"
        query = " ".join(SPECIAL.sub(" ", text).split())
        if not query:
            return []
        params = {"query": query, "extended": "full", "limit": MOST_HITS}
        hits = await self._api.look_up(access, f"/search/{what}", params)
        found = [read_titled(hit.get(what)) for hit in _objects(hits)]
        return [_found(kind, one) for one in found if one is not None]

    async def episodes(self, access: Access, show: Found) -> list[FoundEpisode]:
        """Return the show's episodes in their order. Raises NotFoundThere."""
        path = f"/shows/{quote(show.id, safe='')}"
        titled = read_titled(await self._api.look_up(access, path, _FULL))
        seasons = await self._api.look_up(access, f"{path}/seasons", {"extended": "episodes"})
        if titled is None or seasons is None:
            raise NotFoundThere(f"Trakt no longer knows {show.title}.")
        listed = [one for season in _objects(seasons) for one in _objects(season.get("episodes"))]
        found = [_episode(one, titled) for one in listed]
        return sorted(
            (one for one in found if one is not None),
            key=lambda one: (one.season == 0, one.season, one.number),
        )


_FULL = {"extended": "full"}


def _found(kind: Kind, titled: Titled) -> Found:
    is_film = kind is Kind.MOVIE
    page = f"{WEB_PAGE}/{'movies' if is_film else 'shows'}/{titled.slug or titled.trakt}"
    match = match_of_movie(titled) if is_film else None
    return Found(kind, str(titled.trakt), titled.title, titled.year, page, match)


def _episode(found: dict[str, Any], show: Titled) -> FoundEpisode | None:
    episode = read_episode(found, show)
    if episode is None or episode.season is None or episode.number is None:
        return None
    return FoundEpisode(episode.season, episode.number, episode.title, match_of_episode(episode))


def _objects(found: Any) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
