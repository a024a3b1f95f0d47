"""The fake Simkl's history: marking as watched, taking marks away, asking for single things.

Simkl's references of POST /sync/history, /sync/history/remove and /sync/watched. One mark of each
thing is kept: to send it again changes nothing, whatever its time. A show without seasons means all
of its episodes and a season without episodes the whole season; to remove a title without episodes
takes it out of the library altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show, Thing
from scroblarr_desktop.demo.simkl.door import Door, signed_in
from scroblarr_desktop.demo.simkl.json import json_body, json_object, refusal, stamp
from scroblarr_desktop.demo.simkl.naming import Naming, title_for, whole
from scroblarr_desktop.demo.simkl.world import Cour, SimklUser, SimklWorld, Watched

UTC_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MOST_ITEMS = 100
KINDS = ("movies", "shows", "anime", "episodes")


class History:
    """The endpoints."""

    def __init__(self, world: SimklWorld, door: Door) -> None:
        self.world = world
        self.door = door
        self.naming = Naming(world)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/sync/history", self.add),
            web.post("/sync/history/remove", self.remove),
            web.post("/sync/watched", self.watched),
        ]

    async def add(self, request: web.Request) -> web.Response:
        user, body = signed_in(request, self.door), await lists_in(request)
        wants_rewatch = request.query.get("allow_rewatch") == "yes"
        self.world.rewatch_writes += wants_rewatch
        added: dict[str, Any] = {"movies": 0, "shows": 0, "episodes": 0, "statuses": []}
        not_found: dict[str, list[Any]] = {"movies": [], "shows": [], "episodes": []}
        for described in body["movies"]:
            movie = self.naming.movie(described)
            if movie is None:
                not_found["movies"].append(described)
            else:
                added["movies"] += self._mark(user, movie, described, wants_rewatch)
                added["statuses"].append(status_of(described, "movie", movie in self.world.anime))
        for described in (*body["shows"], *body["anime"]):
            title = self.naming.show(described)
            if title is None:
                not_found["shows"].append(described)
                continue
            added["shows"] += self._list(user, title)
            for thing, meant in self._episodes(described, title, remove=False):
                added["episodes"] += self._mark(user, thing, meant, wants_rewatch)
            added["statuses"].append(status_of(described, "show", isinstance(title, Cour)))
        not_found["episodes"] += body["episodes"]  # their own ids lead nowhere here
        return web.json_response({"added": added, "not_found": not_found}, status=201)

    async def remove(self, request: web.Request) -> web.Response:
        user, body = signed_in(request, self.door), await lists_in(request)
        deleted = {"movies": 0, "shows": 0, "episodes": 0}
        not_found: dict[str, list[Any]] = {"movies": [], "shows": []}
        for described in body["movies"]:
            movie = self.naming.movie(described)
            if movie is None:
                not_found["movies"].append(described)
                continue
            self.world.dangerous_writes.append(described)
            deleted["movies"] += self._unlist(user, movie)
        for described in (*body["shows"], *body["anime"]):
            title = self.naming.show(described)
            if title is None:
                not_found["shows"].append(described)
                continue
            for thing, _ in self._episodes(described, title, remove=True):
                deleted["episodes"] += self.world.forget_play(user, thing)
            if not described.get("seasons") and not described.get("episodes"):
                whole_show = title.show if isinstance(title, Cour) else title
                deleted["shows"] += self._unlist(user, whole_show)
        return web.json_response({"deleted": deleted, "not_found": not_found}, status=201)

    async def watched(self, request: web.Request) -> web.Response:
        user, asked = signed_in(request, self.door), await json_body(request)
        if not isinstance(asked, list) or not all(isinstance(one, dict) for one in asked):
            raise refusal(400, "wrong_parameter", "The body is not a list of objects")
        if len(asked) > MOST_ITEMS:
            raise refusal(400, "max_items")
        return web.json_response([self._answer(user, one) for one in asked] or None)

    # -- marking

    def _mark(
        self, user: SimklUser, thing: Thing, meant: Mapping[str, Any], wants_rewatch: bool
    ) -> int:
        at = self._time(meant.get("watched_at"))
        if self.world.record_play(user, thing, at) is not None:
            return 1
        if wants_rewatch and user.plan != "free":
            user.rewatches.append(Watched(thing, at, self.world.now()))
            return 1
        return 0

    def _list(self, user: SimklUser, title: Show | Cour) -> int:
        show = title.show if isinstance(title, Cour) else title
        is_new = show not in user.listed
        user.listed.add(show)
        return int(is_new)

    def _unlist(self, user: SimklUser, thing: Show | Movie) -> int:
        """Take a title out of the library with all that was kept of it."""
        things: list[Thing] = [thing] if isinstance(thing, Movie) else [*thing.episodes]
        for one in things:
            self.world.forget_play(user, one)
        was_there = thing in user.listed
        user.listed.discard(thing)
        return int(was_there)

    def _episodes(
        self, described: Mapping[str, Any], title: Show | Cour, *, remove: bool
    ) -> Iterator[tuple[Episode, Mapping[str, Any]]]:
        """Yield the episodes that are meant, and whatever belongs to them (its time)."""
        seasons = objects(described, "seasons")
        if not seasons and described.get("episodes"):
            seasons = [{"number": 1, "episodes": described["episodes"]}]
        if not seasons:
            self.world.dangerous_writes.append(described)
            yield from ((one, described) for one in self._all_of(title))
        by_tvdb = described.get("use_tvdb_anime_seasons") is True
        for season in seasons:
            number, episodes = whole(season, "number"), objects(season, "episodes")
            if not episodes:
                self.world.dangerous_writes.append(described)
                all_of = self._all_of(title)
                yield from ((one, season) for one in all_of if one.season == number)
            for one in episodes:
                meant = self.naming.episode(title, number, whole(one, "number"), by_tvdb=by_tvdb)
                if meant is not None:  # what a show does not have is passed over without a word
                    yield meant, one

    def _all_of(self, title: Show | Cour) -> list[Episode]:
        return title.show.season(title.season) if isinstance(title, Cour) else title.episodes

    def _time(self, given: Any) -> datetime:
        if given is None:
            return self.world.now()
        if not isinstance(given, str) or not UTC_STAMP.fullmatch(given):
            raise refusal(400, "wrong_parameter", "watched_at is not a time")
        try:
            return datetime.fromisoformat(given).astimezone(UTC).replace(microsecond=0)
        except ValueError:
            raise refusal(400, "wrong_parameter", "watched_at is no time") from None

    # -- asking for single things

    def _answer(self, user: SimklUser, asked: Mapping[str, Any]) -> dict[str, Any]:
        show, is_episode = self.naming.show(asked), "episode" in asked
        thing: Thing | None = None
        if show is None:
            thing = self.naming.movie(asked)
        elif is_episode:
            numbers = whole(asked, "season"), whole(asked, "episode")
            by_tvdb = isinstance(show, Cour) and not names_cour(asked)
            thing = self.naming.episode(show, *numbers, by_tvdb=by_tvdb)
        title = show or (thing if isinstance(thing, Movie) else None)
        if title is None:
            return {**asked, "result": "not_found"}
        last = self._last(user, title, thing, is_episode=is_episode)
        return {
            **asked,
            "simkl": self._id(title, thing),
            "result": last is not None,
            "list": "watching" if last is not None else None,
            "last_watched_at": stamp(last),
        }

    def _last(
        self,
        user: SimklUser,
        title: Movie | Show | Cour,
        thing: Thing | None,
        *,
        is_episode: bool,
    ) -> datetime | None:
        if is_episode or isinstance(title, Movie):
            held = user.watched.get(thing) if thing is not None else None
            return held.watched_at if held else None
        times = [user.watched[one].watched_at for one in self._all_of(title) if one in user.watched]
        return max(times, default=None)

    def _id(self, title: Movie | Show | Cour, thing: Thing | None) -> int:
        if thing is not None:
            title = title_for(self.world, thing)
        return title.id if isinstance(title, Cour) else self.world.id_of(title)


def names_cour(asked: Mapping[str, Any]) -> bool:
    """Return whether an anime is named by an id that only one of its titles has."""
    ids = asked.get("ids", {})
    return "simkl" in ids or "mal" in ids


def status_of(described: Mapping[str, Any], kind: str, is_anime: bool) -> dict[str, Any]:
    """Return how the answer tells of one thing that was sent."""
    kept = {"movie": "completed", "show": "watching"}[kind]
    own = {"movie": "movie", "show": "tv"}[kind]
    return {
        "request": {**described, "type": kind},
        "response": {
            "status": kept,
            "simkl_type": "anime" if is_anime else own,
            "anime_type": ("movie" if kind == "movie" else "tv") if is_anime else None,
        },
    }


async def lists_in(request: web.Request) -> dict[str, list[dict[str, Any]]]:
    body = await json_object(request)
    if not body.keys() & set(KINDS):
        raise refusal(400, "empty_field", "Nothing to do")
    return {kind: objects(body, kind) for kind in KINDS}


def objects(described: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a list of the body, empty where it is left out. Refuses with 400."""
    value = described.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise refusal(400, "wrong_parameter", f"{name} is not a list of objects")
    return value
