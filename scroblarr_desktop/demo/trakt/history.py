"""The fake Trakt's history and saved progress.

Trakt contract: POST /sync/history, POST /sync/history/remove, GET /sync/history[/{type}[/{id}]],
GET /sync/playback[/{type}], DELETE /sync/playback/{id}. Nothing is compared with the plays that
are there already: what is sent twice is held twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.door import Door, signed_in
from scroblarr_desktop.demo.trakt.history_body import HistoryBody
from scroblarr_desktop.demo.trakt.json import json_object, page_of, stamp, subject_json
from scroblarr_desktop.demo.trakt.world import Play, TraktWorld

DEFAULT_LIMIT = 10


class History:
    """The endpoints."""

    def __init__(self, world: TraktWorld, door: Door) -> None:
        self.world = world
        self.door = door

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/sync/history", self.add),
            web.post("/sync/history/remove", self.remove),
            web.get("/sync/history", self.plays),
            web.get("/sync/history/{type}", self.plays),
            web.get("/sync/history/{type}/{id}", self.plays),
            web.get("/sync/playback", self.playback),
            web.get("/sync/playback/{type}", self.playback),
            web.delete("/sync/playback/{id}", self.forget_playback),
        ]

    async def add(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        body = HistoryBody.read(await json_object(request), self.world)
        added = {"movies": 0, "episodes": 0}
        for entry in body.entries:
            self.world.record_play(user, entry.thing, entry.watched_at)
            added["movies" if isinstance(entry.thing, Movie) else "episodes"] += 1
        self.world.dangerous_writes += body.wholesale
        updated = {"movies": 0, "episodes": 0}
        answer = {"added": added, "updated": updated, "not_found": body.not_found}
        return web.json_response(answer, status=201)

    async def remove(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        sent = await json_object(request)
        body = HistoryBody.read(sent, self.world)
        play_ids = ids_to_remove(sent.get("ids"))
        things = {entry.thing for entry in body.entries}
        gone = [p for p in user.plays if p.thing in things or p.id in play_ids]
        user.plays = [play for play in user.plays if play not in gone]
        self.world.dangerous_writes += body.wholesale
        movies = sum(1 for play in gone if play.subject.type == "movie")
        unknown = sorted(play_ids - {play.id for play in gone})
        return web.json_response(
            {
                "deleted": {"movies": movies, "episodes": len(gone) - movies},
                "not_found": body.not_found | {"ids": unknown},
            }
        )

    async def plays(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        since, until = moment(request, "start_at"), moment(request, "end_at")
        wanted = chooser(request.match_info.get("type"), request.match_info.get("id"))
        found = [
            play
            for play in user.plays
            if wanted(play)
            and (since is None or play.watched_at >= since)
            and (until is None or play.watched_at <= until)
        ]
        found.sort(key=lambda play: (play.watched_at, play.id), reverse=True)
        return page_of(request, [play_json(p) for p in found], default_limit=DEFAULT_LIMIT)

    async def playback(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        kind = request.match_info.get("type")
        if kind not in (None, "movies", "episodes"):
            raise Denial(404)
        newest_first = sorted(user.playback, key=lambda saved: saved.paused_at, reverse=True)
        shown = [
            {
                "progress": saved.progress,
                "paused_at": stamp(saved.paused_at),
                "id": saved.id,
                "type": saved.subject.type,
                **subject_json(saved.subject),
            }
            for saved in newest_first
            if kind in (None, f"{saved.subject.type}s")
        ]
        return web.json_response(shown)

    async def forget_playback(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        left = [saved for saved in user.playback if str(saved.id) != request.match_info["id"]]
        if len(left) == len(user.playback):
            raise Denial(404)
        user.playback = left
        return web.Response(status=204)


def play_json(play: Play) -> dict[str, object]:
    return {
        "id": play.id,
        "watched_at": stamp(play.watched_at),
        "action": play.action,
        "type": play.subject.type,
        **subject_json(play.subject),
    }


def chooser(kind: str | None, id_: str | None) -> Callable[[Play], bool]:
    """Return which plays an address means. `{id}` is a trakt id of that type. Refuses with 404."""
    tests: dict[str | None, Callable[[Play], bool]] = {
        None: lambda play: True,
        "movies": lambda play: play.subject.type == "movie" and named(play.thing.trakt, id_),
        "episodes": lambda play: play.subject.type == "episode" and named(play.thing.trakt, id_),
        "shows": lambda play: play.subject.show is not None and named(play.subject.show.trakt, id_),
        "seasons": lambda play: play.subject.type == "episode" and id_ is None,
    }
    if kind not in tests or (id_ is not None and not id_.isdecimal()):
        raise Denial(404)
    return tests[kind]


def named(trakt: int, id_: str | None) -> bool:
    return id_ is None or str(trakt) == id_


def moment(request: web.Request, name: str) -> datetime | None:
    """Return a time of the query; a time without a zone is UTC. Refuses with 400."""
    value = request.query.get(name)
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Denial(400, {"error": f"{name} is not a time"}) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def ids_to_remove(value: object) -> set[int]:
    if value is None:
        return set()
    if not isinstance(value, list) or not all(type(id_) is int for id_ in value):
        raise Denial(400, {"error": "ids is not a list of numbers"})
    return set(value)
