"""The fake Simkl's users: who they are, when their library changed, and what changed in it.

Simkl's references of GET /users/settings, GET /sync/activities and GET /sync/all-items.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show
from scroblarr_desktop.demo.simkl.door import Door, signed_in
from scroblarr_desktop.demo.simkl.json import refusal, stamp, stub
from scroblarr_desktop.demo.simkl.naming import title_for
from scroblarr_desktop.demo.simkl.world import Cour, Part, SimklUser, SimklWorld, Watched

BUCKETS: dict[str, Part] = {"tv_shows": "shows", "anime": "anime", "movies": "movies"}
FULL = ("full", "full_anime_seasons")


class Library:
    """The endpoints."""

    def __init__(self, world: SimklWorld, door: Door) -> None:
        self.world = world
        self.door = door
        self.whole_reads = 0
        """Reads of a whole library, for which Simkl takes apps' ids away."""

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/users/settings", self.settings),
            web.post("/users/settings", self.settings),
            web.get("/sync/activities", self.activities),
            web.get("/sync/all-items/{part}", self.all_items),
        ]

    async def settings(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        return web.json_response(
            {
                "user": {"name": user.username, "joined_at": "2021-04-02T10:00:00Z"},
                "account": {"id": user.number, "timezone": "Europe/Berlin", "type": user.plan},
                "connections": {"facebook": False},
            }
        )

    async def activities(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        times = {bucket: user.changed.get(part) for bucket, part in BUCKETS.items()}
        latest = max((at for at in times.values() if at is not None), default=None)
        answer: dict[str, Any] = {"all": stamp(latest), "settings": {"all": None}}
        for bucket, at in times.items():
            answer[bucket] = {"all": stamp(at), "completed": stamp(at), "playback": None}
        return web.json_response(answer)

    async def all_items(self, request: web.Request) -> web.Response:
        user, part = signed_in(request, self.door), request.match_info["part"]
        if part not in BUCKETS.values():
            raise refusal(404, "url_failed")
        since = self._since(request)
        found = [one for one in user.plays if self.world.part_of(one.thing) == part]
        entries: dict[int, list[Watched]] = {}
        for one in found:
            entries.setdefault(self._id(one), []).append(one)
        changed = [
            held
            for held in entries.values()
            if since is None or max(one.recorded_at for one in held) > since
        ]
        if not changed:
            return web.json_response({})
        return web.json_response({part: [self._entry(user, held, request) for held in changed]})

    def _since(self, request: web.Request) -> datetime | None:
        given = request.query.get("date_from")
        if not given:
            self.whole_reads += 1
            return None
        try:
            at = datetime.fromisoformat(given)
        except ValueError:
            raise refusal(400, "wrong_parameter", "date_from is no time") from None
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def _id(self, one: Watched) -> int:
        title = title_for(self.world, one.thing)
        return title.id if isinstance(title, Cour) else self.world.id_of(title)

    def _entry(self, user: SimklUser, held: list[Watched], request: web.Request) -> dict[str, Any]:
        title = title_for(self.world, held[0].thing)
        is_film = isinstance(title, Movie)
        is_over = is_film or all(one in user.watched for one in self._aired(title))
        entry = {
            "added_to_watchlist_at": stamp(min(one.recorded_at for one in held)),
            "last_watched_at": stamp(max(one.watched_at for one in held)),
            "status": "completed" if is_over else "watching",
            "user_rating": None,
            "watched_episodes_count": 0 if is_film else len(held),
            # An anime film stands under "show" like the other anime.
            "movie" if self.world.part_of(held[0].thing) == "movies" else "show": stub(
                self.world, title
            ),
        }
        if is_film or request.query.get("extended") not in FULL:
            return entry
        if is_over and request.query.get("include_all_episodes", "no") == "no":
            return entry  # what is completed is told without its episodes
        return entry | {"seasons": self._seasons(held, request)}

    def _aired(self, title: Movie | Show | Cour) -> list[Episode]:
        if isinstance(title, Cour):
            return title.show.season(title.season)
        return [] if isinstance(title, Movie) else [one for one in title.episodes if one.season]

    def _seasons(self, held: list[Watched], request: web.Request) -> list[dict[str, Any]]:
        seasons: dict[int, list[dict[str, Any]]] = {}
        for one in held:
            episode = one.thing
            assert isinstance(episode, Episode)
            row: dict[str, Any] = {"number": episode.number}
            if request.query.get("episode_watched_at") == "yes":
                row["watched_at"] = stamp(one.watched_at)
            number = episode.season
            if self.world.part_of(episode) == "anime":
                number = min(1, number)
                if request.query.get("extended") == "full_anime_seasons":
                    row["tvdb"] = {"season": episode.season, "episode": episode.number}
            seasons.setdefault(number, []).append(row)
        return [{"number": number, "episodes": rows} for number, rows in sorted(seasons.items())]
