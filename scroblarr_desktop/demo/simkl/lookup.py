"""The fake Simkl's catalogue: other catalogues' ids, pages of titles, lists of episodes, search.

Simkl's references of GET /redirect, /movies/{id}, /tv/{id}, /anime/{id}, /tv/episodes/{id},
/anime/episodes/{id} and /search/{type}. What is not there is answered with 200 and an empty list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.simkl.json import episode_row, ids_of, names_of, page, refusal, title_of
from scroblarr_desktop.demo.simkl.naming import ANIME_ONLY, Naming
from scroblarr_desktop.demo.simkl.world import Cour, SimklWorld
from scroblarr_desktop.demo.works import slug_of
from scroblarr_desktop.watches import plain_title

NOWHERE = "//simkl.com"
TYPES = {"movie": ("movies", "anime"), "show": ("tv", "anime"), "tv": ("tv",), "anime": ("anime",)}
MOST_HITS = 50

Title = Movie | Show | Cour


class Lookup:
    """The endpoints."""

    def __init__(self, world: SimklWorld) -> None:
        self.world = world
        self.naming = Naming(world)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/redirect", self.redirect),
            web.get("/tv/episodes/{id}", self.episodes),
            web.get("/anime/episodes/{id}", self.episodes),
            web.get("/movies/{id}", self.title),
            web.get("/tv/{id}", self.title),
            web.get("/anime/{id}", self.title),
            web.get("/search/{type}", self.search),
        ]

    async def redirect(self, request: web.Request) -> web.Response:
        if request.query.get("to", "simkl").lower() != "simkl":
            raise refusal(400, "wrong_parameter", 'Wrong "to" parameter')
        found = self._named(request)
        place = NOWHERE if found is None else f"{NOWHERE}/{self._path(found)}"
        return web.Response(status=301, headers={"Location": place, "Cache-Control": "no-store"})

    async def title(self, request: web.Request) -> web.Response:
        catalog = request.path.split("/")[1]
        for title in self._titles():
            if self._catalog(title) == catalog and str(self._id(title)) == request.match_info["id"]:
                return web.json_response(page(self.world, title))
        return web.json_response([])

    async def episodes(self, request: web.Request) -> web.Response:
        catalog = request.path.split("/")[1]
        for title in self._titles():
            if self._catalog(title) != catalog or isinstance(title, Movie):
                continue
            if str(self._id(title)) == request.match_info["id"]:
                if isinstance(title, Cour):
                    listed = title.show.season(title.season)
                else:
                    listed = title.episodes
                is_anime = isinstance(title, Cour)
                return web.json_response([episode_row(one, is_anime=is_anime) for one in listed])
        return web.json_response([])

    async def search(self, request: web.Request) -> web.Response:
        catalog = {"movie": "movies"}.get(request.match_info["type"], request.match_info["type"])
        if catalog not in ("movies", "tv", "anime"):
            return web.json_response(None)
        asked = set(plain_title(request.query.get("q", "")).split())
        hits = [
            (likeness(asked, title), title)
            for title in self._titles()
            if self._catalog(title) == catalog
        ]
        limit = min(int(request.query.get("limit", 10)), MOST_HITS)
        found = sorted((hit for hit in hits if hit[0] > 0), key=lambda hit: -hit[0])[:limit]
        return web.json_response([self._hit(title, request) for _, title in found])

    # -- titles

    def _titles(self) -> Iterator[Title]:
        yield from self.world.catalogue.movies
        for show in self.world.catalogue.shows:
            if show in self.world.anime:
                yield from self.world.cours(show)
            else:
                yield show

    def _catalog(self, title: Title) -> str:
        if isinstance(title, Cour) or title in self.world.anime:
            return "anime"
        return "movies" if isinstance(title, Movie) else "tv"

    def _id(self, title: Title) -> int:
        return title.id if isinstance(title, Cour) else self.world.id_of(title)

    def _path(self, title: Title) -> str:
        return f"{self._catalog(title)}/{self._id(title)}/{slug_of(title_of(title))}"

    def _named(self, request: web.Request) -> Title | None:
        """Return what the query names. An id of TMDB means nothing without its type."""
        kind = request.query.get("type")
        sources = ("simkl", "imdb", "tmdb", "tvdb", *ANIME_ONLY)
        ids = {source: request.query[source] for source in sources if source in request.query}
        if "tmdb" in ids and kind is None:
            del ids["tmdb"]
        if not ids:
            return None
        found: list[Title | None] = [
            self.naming.show({"ids": ids}),
            self.naming.movie({"ids": ids}),
        ]
        for title in found:
            if title is not None and (kind is None or self._catalog(title) in TYPES.get(kind, ())):
                is_film = isinstance(title, Movie)
                if kind in (None, "anime") or is_film == (kind == "movie"):
                    return title
        return None

    def _hit(self, title: Title, request: web.Request) -> dict[str, Any]:
        whole = title.show if isinstance(title, Cour) else title
        hit: dict[str, Any] = {
            "title": title_of(title),
            "year": whole.year,
            "endpoint_type": self._catalog(title),
            "ids": {"simkl_id": self._id(title), "slug": ids_of(self.world, title)["slug"]},
        }
        if request.query.get("extended") == "full":
            hit["all_titles"] = names_of(title)
        return hit


def likeness(asked: set[str], title: Title) -> float:
    """Return how well a title fits: the real search is generous, so is this one."""
    best = 0.0
    for name in names_of(title):
        words = set(plain_title(name).split())
        if asked | words:
            best = max(best, len(asked & words) / len(asked | words))
    return best
