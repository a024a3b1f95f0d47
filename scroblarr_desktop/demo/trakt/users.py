"""The fake Trakt's users: settings, profile, what is being watched, last activities.

Trakt contract: GET /users/settings, GET /users/{id}, GET /users/{id}/watching,
GET /sync/last_activities.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.door import Door, signed_in
from scroblarr_desktop.demo.trakt.json import stamp, subject_json
from scroblarr_desktop.demo.trakt.world import FakeUser, TraktWorld

# Trakt contract: GET /sync/last_activities; the parts and what each tells the time of.
ACTIVITIES = {
    "movies": "watched collected rated watchlisted favorited commented paused hidden",
    "episodes": "watched collected rated watchlisted commented paused",
    "shows": "rated watchlisted favorited commented hidden dropped",
    "seasons": "rated watchlisted commented hidden",
    "comments": "liked reacted blocked",
    "lists": "liked reacted updated commented",
    "watchlist": "updated",
    "favorites": "updated",
    "collaborations": "updated",
    "account": "settings followed following pending requested",
    "saved_filters": "updated",
    "notes": "updated",
}


class Users:
    """The endpoints."""

    def __init__(self, world: TraktWorld, door: Door) -> None:
        self.world = world
        self.door = door

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/users/settings", self.settings),
            web.get("/users/{id}", self.profile),
            web.get("/users/{id}/watching", self.watching),
            web.get("/sync/last_activities", self.last_activities),
        ]

    async def settings(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        account = {
            "timezone": user.timezone,
            "date_format": "dmy",
            "time_24hr": True,
            "cover_image": None,
        }
        permissions = {"commenting": True, "liking": True, "following": True}
        items = {"item_count": 100}
        limits = {"list": {"count": 2} | items, "watchlist": items, "favorites": items}
        return web.json_response(
            {
                "user": user_json(user),
                "account": account,
                "limits": limits,
                "permissions": permissions,
            }
        )

    async def profile(self, request: web.Request) -> web.Response:
        return web.json_response(user_json(self._named(request)))

    async def watching(self, request: web.Request) -> web.Response:
        now_seen = self._named(request).watching
        if now_seen is None or now_seen.expires_at <= self.world.now():
            return web.Response(status=204)
        return web.json_response(
            {
                "started_at": stamp(now_seen.started_at),
                "expires_at": stamp(now_seen.expires_at),
                "action": "scrobble",
                "type": now_seen.subject.type,
                **subject_json(now_seen.subject),
            }
        )

    async def last_activities(self, request: web.Request) -> web.Response:
        user = signed_in(request, self.door)
        answer: dict[str, Any] = {
            part: {f"{what}_at": stamp(user.joined_at) for what in names.split()}
            for part, names in ACTIVITIES.items()
        }
        for part, kind in (("movies", "movie"), ("episodes", "episode")):
            watched = (play.watched_at for play in user.plays if play.subject.type == kind)
            paused = (saved.paused_at for saved in user.playback if saved.subject.type == kind)
            answer[part]["watched_at"] = stamp(latest(user, watched))
            answer[part]["paused_at"] = stamp(latest(user, paused))
        answer["all"] = max(at for part in ACTIVITIES for at in answer[part].values())
        return web.json_response(answer)

    def _named(self, request: web.Request) -> FakeUser:
        name = request.match_info["id"]
        user = signed_in(request, self.door) if name == "me" else self.world.user_named(name)
        if user is None:
            raise Denial(404)
        return user


def latest(user: FakeUser, times: Iterable[datetime]) -> datetime:
    return max([user.joined_at, *times])


def user_json(user: FakeUser) -> dict[str, Any]:
    return {
        "username": user.username,
        "private": False,
        "deleted": False,
        "name": user.username.title(),
        "vip": user.vip,
        "vip_ep": False,
        "vip_og": False,
        "vip_years": 1 if user.vip else 0,
        "director": False,
        "ids": {"slug": user.slug, "uuid": user.uuid},
        "joined_at": stamp(user.joined_at),
        "location": None,
        "about": None,
        "gender": None,
        "age": None,
        "images": {"avatar": {"full": "https://example.invalid/avatar.png"}},
    }
