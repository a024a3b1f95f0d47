"""What the hosts behind the fake TV Time's sidecar answer.

TV Time private API, as its clients used it: sign-in and refresh, marking episodes by TVDB episode
id and films by uuid, search, profile. An episode's `is_rewatch=0` on a watched one does nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from aiohttp import web

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.catalogue import Episode, Movie, Show
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.tvtime.world import Session, TvTimeUser, TvTimeWorld
from scroblarr_desktop.watches import plain_title

AUTH = "auth.tvtime.com"
API = "api2.tozelabs.com"
SEARCH = "search.tvtime.com"
TRACKING = "msapi.tvtime.com"

KO = {"code": 404, "result": "KO", "message": None}
"""How the older of its hosts says that something is not known."""


class Asked(NamedTuple):
    """One call that came through: `parts` are what the path names."""

    request: web.Request
    query: dict[str, str]
    parts: tuple[str, ...]


Answer = Callable[[Asked], Awaitable[web.Response]]


class Endpoints:
    """The answers, by method, host and path."""

    def __init__(self, world: TvTimeWorld) -> None:
        self.world = world

    def table(self) -> list[tuple[str, str, str, Answer]]:
        return [
            ("POST", AUTH, r"/v1/login", self.login),
            ("POST", AUTH, r"/v1/refresh", self.refresh),
            ("POST", API, r"/v2/watched_episodes/episode/(\d+)", self.mark_episode),
            ("DELETE", API, r"/v2/watched_episodes/episode/(\d+)", self.unmark_episode),
            ("POST", API, r"/v2/watched_episodes/show/(\d+)/until/episode/(\d+)", self.mark_until),
            ("GET", API, r"/v2/user/(\d+)/parameters", self.profile),
            ("GET", SEARCH, r"/v1/search/series,movie", self.search),
            ("POST", TRACKING, r"/prod/v1/tracking/([0-9a-f-]{36})/(watch|rewatch)", self.movie),
        ]

    # -- sign-in

    async def login(self, asked: Asked) -> web.Response:
        body = await self._credentials(asked)
        user = self.world.users.get(str(body.get("username")))
        if user is None or user.password != body.get("password"):
            raise Denial(401, failed("Invalid username or password"))
        return signed_in(self.world.sign_in(user))

    async def refresh(self, asked: Asked) -> web.Response:
        body = await self._credentials(asked)
        session = self.world.session_to_refresh(str(body.get("refresh_token")))
        if session is None:
            raise Denial(401, failed("Invalid refresh token"))
        return signed_in(self.world.sign_in(session.user))

    async def _credentials(self, asked: Asked) -> dict[str, Any]:
        if self.world.start_token_required and bearer(asked.request) != self.world.start_token:
            raise Denial(403, failed("Forbidden"))
        body = parsed(await asked.request.text())
        if asked.request.content_type != "application/json" or not isinstance(body, dict):
            raise Denial(400, failed("No JSON object"))
        return body

    def _user(self, asked: Asked) -> TvTimeUser:
        session = self.world.session_of(bearer(asked.request))
        if session is None or not self.world.alive(session):
            raise Denial(401, failed("Unauthorized"))
        return session.user

    # -- episodes

    async def mark_episode(self, asked: Asked) -> web.Response:
        user = self._user(asked)
        rewatch = asked.query.get("is_rewatch", "0")
        if rewatch not in ("0", "1"):
            raise Denial(400, failed("is_rewatch is 0 or 1"))
        show, episode = self._episode(asked.parts[0])
        self.world.mark_episode(user, episode, rewatch=rewatch == "1")
        return marked(show)

    async def unmark_episode(self, asked: Asked) -> web.Response:
        user = self._user(asked)
        show, episode = self._episode(asked.parts[0])
        self.world.unmark(user, episode)
        return marked(show)

    async def mark_until(self, asked: Asked) -> web.Response:
        user = self._user(asked)
        show, last = self._episode(asked.parts[1])
        if str(show.tvdb) != asked.parts[0]:
            raise Denial(404, KO)
        self.world.wholesale_marks += 1
        for episode in show.episodes:
            if episode.season and (episode.season, episode.number) <= (last.season, last.number):
                self.world.mark_episode(user, episode, rewatch=False)
        return marked(show)

    def _episode(self, tvdb: str) -> tuple[Show, Episode]:
        """Return the episode of that TVDB episode id: no other id leads to one. Else 404."""
        for show, episode in self.world.catalogue.episodes():
            if str(episode.tvdb) == tvdb:
                return show, episode
        raise Denial(404, KO)

    # -- films

    async def search(self, asked: Asked) -> web.Response:
        self._user(asked)
        offset, limit = asked.query.get("offset", "0"), asked.query.get("limit", "12")
        if not (offset.isdecimal() and limit.isdecimal()):
            raise Denial(400, failed("offset and limit are numbers"))
        found = [hit(thing) for thing in self._fitting(asked.query.get("q", ""))]
        shown = found[int(offset) : int(offset) + int(limit)]
        return web.json_response({"status": "success", "data": shown})

    def _fitting(self, text: str) -> list[Movie | Show]:
        """Return what has that id, else what shares a word with a title: the best first."""
        things: list[Movie | Show] = [*self.world.catalogue.movies, *self.world.catalogue.shows]
        by_id = [thing for thing in things if text in (str(thing.tvdb), thing.imdb)]
        words = set(plain_title(text).split())
        shared = [(len(words & set(plain_title(t.title).split())), t) for t in things]
        by_title = [thing for count, thing in sorted(shared, key=lambda s: -s[0]) if count]
        return by_id or by_title

    async def movie(self, asked: Asked) -> web.Response:
        user = self._user(asked)
        uuid, how = asked.parts
        for movie in self.world.catalogue.movies:
            if movie.tvtime_uuid == uuid:
                self.world.mark_movie(user, movie, rewatch=how == "rewatch")
                return web.json_response({"status": "success"})
        raise Denial(404, failed("Not found"))

    # -- profile

    async def profile(self, asked: Asked) -> web.Response:
        user = self._user(asked)
        if str(user.id) != asked.parts[0]:
            raise Denial(403, failed("Forbidden"))
        picture = "https://example.invalid/avatar.png"
        return web.json_response(
            {
                "id": user.id,
                "login": user.login,
                "mail": user.mail,
                "all_images": {"square": picture},
                "image": picture,
            }
        )


def bearer(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def failed(message: str) -> dict[str, str]:
    return {"status": "error", "message": message}


def marked(show: Show) -> web.Response:
    return web.json_response({"result": "OK", "show": {"id": show.tvdb}})


def signed_in(session: Session) -> web.Response:
    tokens = {
        "jwt_token": session.jwt,
        "jwt_refresh_token": session.refresh_token,
        "id": session.user.id,
    }
    return web.json_response({"data": tokens})


def hit(thing: Movie | Show) -> dict[str, Any]:
    """Return one find of the search. Shows have a uuid too, but only a film's can be marked."""
    return {
        "id": thing.tvdb,
        "uuid": thing.tvtime_uuid,
        "imdb_id": thing.imdb,
        "type": "movie" if isinstance(thing, Movie) else "series",
        "name": thing.title,
    }
