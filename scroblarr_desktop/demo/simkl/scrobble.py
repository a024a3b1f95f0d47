"""The fake Simkl's /scrobble endpoints.

Simkl's references of POST /scrobble/start, /pause, /stop and /checkin: exactly one of a movie, a
show with an episode, and an anime with an episode. A stop from 80 % on marks it as watched; below,
it keeps the place. What was finished within the last hour is answered with 409.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Episode, Thing
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.simkl.door import Door, signed_in
from scroblarr_desktop.demo.simkl.json import json_object, refusal, stamp, stub
from scroblarr_desktop.demo.simkl.naming import Naming, ids_in, title_for, whole
from scroblarr_desktop.demo.simkl.world import SavedProgress, SimklUser, SimklWorld

WATCHED_FROM_PERCENT = 80.0


class Scrobble:
    """The endpoints."""

    def __init__(self, world: SimklWorld, door: Door) -> None:
        self.world = world
        self.door = door
        self.naming = Naming(world)
        self._ids = itertools.count(10_916_001)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/scrobble/start", self.start),
            web.post("/scrobble/pause", self.pause),
            web.post("/scrobble/stop", self.stop),
            web.post("/scrobble/checkin", self.start),
        ]

    async def start(self, request: web.Request) -> web.Response:
        user, thing, progress = await self._read(request)
        user.watching = (thing, progress)
        return self._answer("start", thing, progress)

    async def pause(self, request: web.Request) -> web.Response:
        user, thing, progress = await self._read(request)
        return self._save(user, thing, progress)

    async def stop(self, request: web.Request) -> web.Response:
        user, thing, progress = await self._read(request)
        if progress < WATCHED_FROM_PERCENT:
            return self._save(user, thing, progress)
        user.watching = None
        self._refuse_repeat(user, thing)
        user.scrobbled[thing] = self.world.now()
        self.world.record_play(user, thing)
        self._forget_place(user, thing)
        return self._answer("scrobble", thing, progress)

    def _save(self, user: SimklUser, thing: Thing, progress: float) -> web.Response:
        user.watching = None
        self._forget_place(user, thing)
        saved = SavedProgress(next(self._ids), thing, progress, self.world.now())
        user.playback.append(saved)
        return self._answer("pause", thing, progress)

    def _forget_place(self, user: SimklUser, thing: Thing) -> None:
        user.playback = [saved for saved in user.playback if saved.thing is not thing]

    def _refuse_repeat(self, user: SimklUser, thing: Thing) -> None:
        at = user.scrobbled.get(thing)
        if at is not None and self.world.now() - at < self.world.repeat_window:
            until = at + self.world.repeat_window
            times = {"watched_at": stamp(at), "expires_at": stamp(until)}
            raise Denial(409, {"error": "already_watched", "code": 409, **times})

    def _answer(self, action: str, thing: Thing, progress: float) -> web.Response:
        title = stub(self.world, title_for(self.world, thing))
        what: dict[str, Any] = {"movie": title}
        if isinstance(thing, Episode):
            numbers = {"season": thing.season, "episode": thing.number, "title": thing.title}
            what = {"show": title, "episode": numbers}
        body = {"id": next(self._ids), "action": action, "progress": progress}
        return web.json_response(body | what, status=201)

    # -- reading the body

    async def _read(self, request: web.Request) -> tuple[SimklUser, Thing, float]:
        user, body = signed_in(request, self.door), await json_object(request)
        progress = body.get("progress", 0)
        if isinstance(progress, bool) or not isinstance(progress, int | float):
            raise refusal(400, "wrong_parameter", "progress is not a number")
        if not 0 <= progress <= 100 or round(progress, 2) != progress:
            raise refusal(400, "wrong_parameter", "progress is no percentage with two decimals")
        thing = self._named(body)
        if thing is None:
            raise refusal(404, "id_err")
        return user, thing, float(progress)

    def _named(self, body: Mapping[str, Any]) -> Thing | None:
        parts = [name for name in ("movie", "show", "anime") if name in body]
        if len(parts) != 1 or (parts[0] != "movie") != ("episode" in body):
            raise refusal(400, "wrong_parameter", "not exactly one of movie, show and anime")
        described = body[parts[0]]
        if not isinstance(described, dict) or not isinstance(body.get("episode", {}), dict):
            raise refusal(400, "wrong_parameter", f"{parts[0]} is not an object")
        if parts[0] == "movie":
            return self.naming.movie(described)
        return self._episode(described, body["episode"], parts[0])

    def _episode(
        self, described: Mapping[str, Any], episode: Mapping[str, Any], part: str
    ) -> Thing | None:
        title = self.naming.show(described)
        if title is None:
            return None
        # By ids of TheTVDB and its like the numbers are taken for theirs, without a word.
        by_tvdb = part == "show" and "simkl" not in ids_in(described)
        season = whole(episode, "season") if part == "show" else 1
        return self.naming.episode(title, season, whole(episode, "number"), by_tvdb=by_tvdb)
