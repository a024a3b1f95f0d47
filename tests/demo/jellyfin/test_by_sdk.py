"""A Jellyfin client generated from the server's own description works with the fake."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiohttp import web

from scroblarr_desktop.demo.catalogue import Show
from scroblarr_desktop.demo.jellyfin.packages import STABLE
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer

TOUR = Path(__file__).with_name("sdk_tour.py")


async def run_tour(*words: str) -> Any:
    """Run the client in a process of its own: it blocks."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(TOUR),
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return json.loads(out.splitlines()[-1])


@dataclass
class Receiver:
    """Takes webhooks."""

    server: LoopbackServer
    posts: list[tuple[Any, Any]]

    @property
    def url(self) -> str:
        return f"{self.server.url}/webhook"


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async def take(request: web.Request) -> web.Response:
        there.posts.append((request.headers.copy(), await request.json()))
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/webhook", take)])
    there = Receiver(LoopbackServer(app), [])
    await there.server.start()
    yield there
    await there.server.stop()


async def test_jellyfin_sdk_sets_everything_up(series: Show, receiver: Receiver) -> None:
    item = series.item(1, 2)
    async with FakeJellyfinServer("Cellar", base_path="/jellyfin") as jellyfin:
        jellyfin.api.away_s = 0.05
        anna = jellyfin.api.add_user("anna", "secret", administrator=True)
        clara = jellyfin.api.add_user("clara", hidden=True, picture=b"\x89PNG and so on")
        jellyfin.api.plugins.link_to_trakt(clara)
        await jellyfin.play(jellyfin.viewer(clara), item)
        await jellyfin.finish(jellyfin.viewer(clara), item)
        item_id = jellyfin.api.library.add(item)
        seen = await run_tour(jellyfin.url, receiver.url, item_id)
        for user in (anna, clara):
            await jellyfin.play(jellyfin.viewer(user), item)
            await jellyfin.finish(jellyfin.viewer(user), item)
    check_configuration(seen.pop("configure"), receiver.url, clara.user_id)
    assert seen.pop("look") == {
        "played": [["Chapter 1.2", 1]],
        "episode": ["Harbour Street", 1, 2],
        "series": [
            "Series",
            {"Imdb": series.imdb, "Tmdb": str(series.tmdb), "Tvdb": str(series.tvdb)},
        ],
        "above": ["Season", "Series", "CollectionFolder", "UserRootFolder"],
        "log": [["VideoPlaybackStopped", True]],
        "who and when": [True, True, False],
        "libraries": [["Films", "movies"], ["Series", "tvshows"]],
        "users": [["anna", False], ["clara", True]],
        "public": ["anna"],
        "sessions": ["Anna's desk", "Anna's desk", "Anna's sofa"],
        "picture": b"\x89PNG".hex(),
    }
    assert seen.pop("install") == {
        "packages": ["Simkl", "Trakt", "Webhook"],
        "versions": ["21.0.0.0", "18.0.0.0"],
        "unknown": 404,
        "pending": "Restart",
        "asks for a restart": True,
        "too early": 404,
        "then": ["Active", "21.0.0.0"],
        "asks again": False,
    }
    assert seen.pop("quick connect") == {
        "device": ["Tour", "Anna's sofa", "sofa", "1.0"],
        "allowed": [True, True],
        "user": "anna",
        "again": 500,
        "unknown": 404,
    }
    assert seen == {
        "no password": 401,
        "not for clara": [403] * 5,
        "not for strangers": 401,
        "keys": {"app": "Scroblarr", "users": 2, "me": 400, "revoked": 401},
        "trakt": {"scrobbles": True, "status": ["Active", "Restart"]},
        "repositories": [{"Name": "Jellyfin Stable", "Url": STABLE, "Enabled": True}],
    }
    [(headers, event)] = receiver.posts
    assert headers["X-Secret"] == "between us"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert (event["NotificationType"], event["UserId"]) == ("PlaybackStop", clara.user_id)
    assert (event["ItemId"], event["PlayedToCompletion"]) == (item_id, True)


def check_configuration(seen: Any, url: str, user_id: str) -> None:
    """The entry that the client added came back with the plugin's own defaults."""
    stored = seen.pop("stored")
    assert seen == {"status": 204}
    assert (stored.pop("WebhookName"), stored.pop("WebhookUri")) == ("Tour", url)
    assert stored.pop("Headers") == [
        {"Key": "Content-Type", "Value": "application/json"},
        {"Key": "X-Secret", "Value": "between us"},
    ]
    assert stored.pop("UserFilter") == [user_id]
    assert stored.pop("NotificationTypes") == ["PlaybackStop"]
    assert stored.pop("Fields") == []
    on = {name for name, value in stored.items() if value is True}
    assert on == {"EnableEpisodes", "SendAllProperties", "EnableWebhook"}
    assert set(stored.values()) == {True, False}
