"""A Jellyfin client that others wrote, used against real servers, works with the fake."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer

TOUR = Path(__file__).with_name("tour.py")


async def run_tour(jellyfin: FakeJellyfinServer, film_id: str) -> Any:
    """Run the client in a process of its own: it blocks."""
    words = [jellyfin.url, str(jellyfin.api.discovery_port), film_id]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-Werror",
        str(TOUR),
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return json.loads(out.splitlines()[-1])


async def test_jellyfin_apiclient_finds_signs_in_looks_and_plays(film: Movie, series: Show) -> None:
    async with FakeJellyfinServer("Cellar", base_path="/jellyfin") as jellyfin:
        api = jellyfin.api
        api.add_user("anna", "secret", administrator=True)
        api.add_user("clara")
        api.add_user("dora", hidden=True)
        api.plugins.install("Webhook")
        api.library.add(series.item(1, 1))
        seen = await run_tour(jellyfin, api.library.add(film.item()))
    assert seen == {
        "found": [["Cellar", True]],
        "server": "Cellar",
        "public": ["anna", "clara"],
        "users": [["anna", True], ["clara", False], ["dora", False]],
        "wrong password": {},
        "quick connect": {
            "enabled": True,
            "digits": 6,
            "states": [False, True],
            "too_early": {},
            "unknown": {},
            "me": "clara",
        },
        "libraries": ["Films", "Series"],
        "folders": ["movies", "tvshows"],
        "ancestors": ["CollectionFolder", "UserRootFolder"],
        "watch": {
            "now": [["The Lantern Year", True]],
            "begun": [False, 1, True],
            "ended": [True, 1, 0],
            "played": [
                [
                    "The Lantern Year",
                    {"Imdb": film.imdb, "Tmdb": str(film.tmdb), "Tvdb": str(film.tvdb)},
                ],
            ],
            "behind": [0, 1, 1],
        },
        "log": ["VideoPlaybackStopped", "VideoPlayback"],
        "plugins": [["Webhook", "Active"]],
        "not for clara": 403,
        "no such item": 404,
        "unticked": False,
        "signed out": "Unauthorized",
    }
