"""The fake Trakt's catalogue: search by id and by title, shows, movies, episodes.

Trakt contract: GET /search/{id_type}/{id}; Trakt API, read with the app's key alone:
GET /search/movie|show, /shows/{id}, /shows/{id}/aliases, /shows/{id}/translations[/{language}],
/shows/{id}/seasons[/{season}[/episodes/{number}]], and the same under /movies/{id}.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.json import (
    episode_json,
    movie_json,
    page_of,
    show_json,
    wants_full,
)
from scroblarr_desktop.demo.trakt.lookup import ID_TYPES, at_address, known
from scroblarr_desktop.watches import plain_title

SEARCHABLE = ("movie", "show", "episode")


class Search:
    """The endpoints."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/search/{what}/{id}", self.by_id),
            web.get("/search/{what}", self.by_text),
            web.get("/movies/{id}", self.movie),
            web.get("/movies/{id}/aliases", self.movie_aliases),
            web.get("/movies/{id}/translations", self.movie_translations),
            web.get("/movies/{id}/translations/{language}", self.movie_translations),
            web.get("/shows/{id}", self.show),
            web.get("/shows/{id}/aliases", self.show_aliases),
            web.get("/shows/{id}/translations", self.show_translations),
            web.get("/shows/{id}/translations/{language}", self.show_translations),
            web.get("/shows/{id}/seasons", self.seasons),
            web.get("/shows/{id}/seasons/{season}", self.season),
            web.get("/shows/{id}/seasons/{season}/episodes/{number}", self.episode),
        ]

    # -- search

    async def by_id(self, request: web.Request) -> web.Response:
        source, value = request.match_info["what"], request.match_info["id"]
        if source not in ID_TYPES or source == "slug":
            raise Denial(404)
        kinds = request.query.get("type", ",".join(SEARCHABLE)).split(",")
        full = wants_full(request)
        found: list[dict[str, Any]] = []
        if "movie" in kinds:
            found += [
                {"type": "movie", "score": 1000, "movie": movie_json(movie, full=full)}
                for movie in self.catalogue.movies
                if str(known(movie, source)) == value
            ]
        if "show" in kinds:
            found += [
                {"type": "show", "score": 1000, "show": show_json(show, full=full)}
                for show in self.catalogue.shows
                if str(known(show, source)) == value
            ]
        if "episode" in kinds:
            found += [
                {
                    "type": "episode",
                    "score": 1000,
                    "episode": episode_json(episode, full=full),
                    "show": show_json(show, full=full),
                }
                for show, episode in self.catalogue.episodes()
                if str(known(episode, source)) == value
            ]
        return page_of(request, found, default_limit=10)

    async def by_text(self, request: web.Request) -> web.Response:
        kinds = request.match_info["what"].split(",")
        query = request.query.get("query", "")
        if not query or not set(kinds) <= {"movie", "show"}:
            raise Denial(400 if query else 422)
        in_years = years_filter(request.query.get("years"))
        full = wants_full(request)
        found: list[dict[str, Any]] = []
        for kind, things in (("movie", self.catalogue.movies), ("show", self.catalogue.shows)):
            for thing in things if kind in kinds else ():
                score = likeness(query, thing)
                if score and in_years(thing.year):
                    found.append({"type": kind, "score": score, kind: as_json(thing, full=full)})
        found.sort(key=lambda entry: -entry["score"])
        return page_of(request, found, default_limit=10)

    # -- one thing

    async def movie(self, request: web.Request) -> web.Response:
        return web.json_response(movie_json(self._movie(request), full=wants_full(request)))

    async def show(self, request: web.Request) -> web.Response:
        return web.json_response(show_json(self._show(request), full=wants_full(request)))

    async def movie_aliases(self, request: web.Request) -> web.Response:
        return aliases(self._movie(request))

    async def show_aliases(self, request: web.Request) -> web.Response:
        return aliases(self._show(request))

    async def movie_translations(self, request: web.Request) -> web.Response:
        return translations(request, self._movie(request))

    async def show_translations(self, request: web.Request) -> web.Response:
        return translations(request, self._show(request))

    async def seasons(self, request: web.Request) -> web.Response:
        show = self._show(request)
        with_episodes = "episodes" in request.query.get("extended", "")
        return web.json_response(
            [
                {"number": number, "ids": {"trakt": show.trakt * 100 + number}}
                | ({"episodes": season_json(show, number)} if with_episodes else {})
                for number in show.seasons()
            ]
        )

    async def season(self, request: web.Request) -> web.Response:
        show, number = self._show(request), digits(request, "season")
        if number not in show.seasons():
            raise Denial(404)
        return web.json_response(season_json(show, number))

    async def episode(self, request: web.Request) -> web.Response:
        show = self._show(request)
        found = show.find(digits(request, "season"), digits(request, "number"))
        if found is None:
            raise Denial(404)
        return web.json_response(episode_json(found, full=wants_full(request)))

    def _movie(self, request: web.Request) -> Movie:
        return at_address(self.catalogue.movies, request.match_info["id"])

    def _show(self, request: web.Request) -> Show:
        return at_address(self.catalogue.shows, request.match_info["id"])


def as_json(thing: Movie | Show, *, full: bool) -> dict[str, Any]:
    return movie_json(thing, full=full) if isinstance(thing, Movie) else show_json(thing, full=full)


def season_json(show: Show, number: int) -> list[dict[str, Any]]:
    return [episode_json(episode) for episode in show.season(number)]


def aliases(thing: Movie | Show) -> web.Response:
    return web.json_response([{"title": a.title, "country": a.country} for a in thing.aliases])


def translations(request: web.Request, thing: Movie | Show) -> web.Response:
    language = request.match_info.get("language")
    return web.json_response(
        [
            {"title": t.title, "overview": "", "language": t.language, "country": t.country}
            for t in thing.translations
            if language in (None, t.language)
        ]
    )


def digits(request: web.Request, name: str) -> int:
    value = request.match_info[name]
    if not value.isdecimal():
        raise Denial(404)
    return int(value)


def likeness(query: str, thing: Movie | Show) -> float:
    """Return how well a title fits, 0 to 1000: the real search is generous, so is this one."""
    asked = set(plain_title(query).split())
    best = 0.0
    others = [alias.title for alias in thing.aliases] + [t.title for t in thing.translations]
    for title in (thing.title, thing.original_title, *others):
        words = set(plain_title(title).split())
        best = max(best, len(asked & words) / len(asked | words))
    return round(1000 * best, 3)


def years_filter(years: str | None) -> Callable[[int], bool]:
    """Return a test for `years=2019` and `years=2018-2020`. Refuses with 400."""
    if not years:
        return lambda year: True
    first, _, last = years.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise Denial(400, {"error": "years is not a year or a range"})
    return lambda year: int(first) <= year <= int(last or first)
