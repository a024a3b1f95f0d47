"""The fake Trakt's /scrobble endpoints.

Trakt contract: POST /scrobble/start, /scrobble/pause, /scrobble/stop. A stop from 80 % makes a play
that is stamped with the present time; below, it saves the progress. What was scrobbled within the
repeat window is answered with 409 and the times of that play.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Thing
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.door import Door, signed_in
from scroblarr_desktop.demo.trakt.json import json_object, stamp, subject_json
from scroblarr_desktop.demo.trakt.lookup import episode_named, invalid, movie_named, show_named
from scroblarr_desktop.demo.trakt.world import (
    FakeUser,
    SavedProgress,
    Subject,
    TraktWorld,
    Watching,
)

WATCHED_FROM_PERCENT = 80.0
LEAST_PERCENT = 1.0


class Scrobble:
    """The three endpoints."""

    def __init__(self, world: TraktWorld, door: Door) -> None:
        self.world = world
        self.door = door

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/scrobble/start", self.start),
            web.post("/scrobble/pause", self.pause),
            web.post("/scrobble/stop", self.stop),
        ]

    async def start(self, request: web.Request) -> web.Response:
        user, subject, progress = await self._read(request)
        now = self.world.now()
        user.forget_progress(subject)
        remaining = subject.run_time * (1 - progress / 100)
        user.watching = Watching(subject, progress, now, now + remaining)
        return answer(0, "start", progress, subject)

    async def pause(self, request: web.Request) -> web.Response:
        user, subject, progress = await self._read(request)
        if progress < LEAST_PERCENT:
            raise invalid("progress", "should be at least 1.0% to pause")
        if progress >= WATCHED_FROM_PERCENT:
            raise invalid("progress", "should be less than 80% to pause")
        return self._save(user, subject, progress)

    async def stop(self, request: web.Request) -> web.Response:
        user, subject, progress = await self._read(request)
        if progress < LEAST_PERCENT:
            raise invalid("progress", "should be at least 1.0% to stop")
        if progress < WATCHED_FROM_PERCENT:
            return self._save(user, subject, progress)
        user.watching = None
        self._refuse_repeat(user, subject)
        user.forget_progress(subject)
        play = self.world.record_play(user, subject.thing, action="scrobble")
        return answer(play.id, "scrobble", progress, subject)

    def _save(self, user: FakeUser, subject: Subject, progress: float) -> web.Response:
        user.watching = None
        user.forget_progress(subject)
        saved = SavedProgress(self.world.next_id(), subject, progress, self.world.now())
        user.playback.append(saved)
        return answer(saved.id, "pause", progress, subject)

    def _refuse_repeat(self, user: FakeUser, subject: Subject) -> None:
        window = self.world.repeat_window
        for play in reversed(user.plays_of(subject.thing)):
            if play.action == "scrobble" and self.world.now() - play.watched_at < window:
                until = play.watched_at + window
                times = {"watched_at": stamp(play.watched_at), "expires_at": stamp(until)}
                raise Denial(409, times)

    # -- reading the body

    async def _read(self, request: web.Request) -> tuple[FakeUser, Subject, float]:
        user = signed_in(request, self.door)
        body = await json_object(request)
        progress = body.get("progress")
        if isinstance(progress, bool) or not isinstance(progress, int | float):
            raise invalid("progress", "is not a number")
        if not 0 <= progress <= 100:
            raise invalid("progress", "must be between 0 and 100")
        thing = self._named(body)
        if thing is None:
            raise Denial(404)
        return user, self.world.subject(thing), float(progress)

    def _named(self, body: dict[str, Any]) -> Thing | None:
        movie, show, episode = (part(body, name) for name in ("movie", "show", "episode"))
        if (movie is None) == (episode is None):
            raise Denial(400, {"error": "exactly one of movie and episode must be sent"})
        if movie is not None:
            return movie_named(self.world.catalogue, movie)
        if episode is None:
            return None
        if episode.get("ids"):
            return episode_named(self.world.catalogue, episode)
        return self._by_number(show, episode)

    def _by_number(self, show: dict[str, Any] | None, episode: dict[str, Any]) -> Thing | None:
        found = show_named(self.world.catalogue, show) if show is not None else None
        if found is None:
            return None
        season, number = whole(episode, "season"), whole(episode, "number")
        absolute = whole(episode, "number_abs")
        if season is not None and number is not None:
            return found.find(season, number)
        if absolute is None:
            raise invalid("episode", "needs season and number, or number_abs")
        return next((e for e in found.episodes if e.number_abs == absolute), None)


def part(body: dict[str, Any], name: str) -> dict[str, Any] | None:
    """Return one object of the body. Refuses with 400 what is neither an object nor left out."""
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise Denial(400, {"error": f"{name} is not an object"})
    return value


def whole(described: dict[str, Any], name: str) -> int | None:
    value = described.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise invalid(name, "is not of type int")
    return value


def answer(id_: int, action: str, progress: float, subject: Subject) -> web.Response:
    sharing = {"twitter": False, "mastodon": False, "tumblr": False}
    body = {"id": id_, "action": action, "progress": progress, "sharing": sharing}
    return web.json_response(body | subject_json(subject), status=201)
