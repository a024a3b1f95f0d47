"""A Plex client that others wrote, used against the real service, works with the fakes."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex.api_library import item_body, rating_key
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from tests.demo.conftest import Clock

TOUR = Path(__file__).with_name("plexapi_tour.py")
OTHER_HOOK = "http://192.168.1.9:7000/other"
OWN_HOOK = "http://192.168.1.5:8123/webhooks/plex/made-up"
SOURCES = ("imdb", "tmdb", "tvdb")


async def run_tour(*words: str) -> Any:
    """Run python-plexapi in a process of its own: it blocks, and its addresses are its classes'."""
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


async def test_plexapi_signs_in_sets_up_and_looks_back(
    clock: Clock, film: Movie, series: Show
) -> None:
    async with FakePlexTv(clock) as tv, FakePlexServer("Attic", clock=clock) as plex:
        anna = tv.add_account(
            "anna", id=40718253, uuid="3f9ac01b77de4521", title="Anna", plex_pass=True
        )
        kids, emil = tv.add_managed(anna, "Kids", home_pin="1234"), tv.add_account("emil")
        ben = tv.add_account("ben")
        tv.join_home(anna, ben)
        tv.befriend(anna, ben)
        tv.befriend(anna, emil)
        tv.give_server(anna, plex)
        tv.share(plex, emil)
        anna.players.append("Television")
        one, two = series.item(1, 1), series.item(1, 2)
        for who, item in ((anna, film.item()), (kids, one), (kids, film.item()), (anna, one)):
            clock.forward(hours=1)
            await plex.finish(plex.viewer(who), item)
        watched_at = int(clock().timestamp())
        await plex.play(plex.viewer(emil), two)
        await plex.pause(plex.viewer(emil), two, position_s=300)
        anna.webhooks = [OTHER_HOOK]
        show_key = item_body(one, [])["grandparentRatingKey"]
        seen = await run_tour(tv.url, rating_key(film.item()), rating_key(one), show_key)
    assert plex.state.webhooks_on is False
    assert [call.line for call in tv.calls if call.status in (404, 500)] == [
        "GET /api/v2/pins/2100000002"
    ]
    assert seen == {
        # signing in
        "polls": [False, True],
        "linked": "anna",
        "another program": [False, True],
        "bad token": "Unauthorized (401)",
        # the account
        "account": [40718253, "3f9ac01b77de4521", "anna", "Anna"],
        "home": [True, True, 3, False],
        "pass": [True, "lifetime", ["plexpass"]],
        "subscribed": "2021-10-01 01:02:03",
        "feature": True,
        "joined": 2012,
        "resources": [
            ["Attic", "server", True, False],
            ["Television", "client,player,pubsub-player", True, False],
        ],
        "connections": [[True, False, "http"]],
        "first seen": "2021-01-01 12:12:24",
        # people
        "users": [
            ["ben", "ben", True, "0", False],
            ["emil", "emil", False, "0", False],
            ["Kids", "", True, "1", True],
        ],
        "shares": {"ben": ["Attic"], "emil": ["Attic"], "Kids": ["Attic"]},
        "shared sections": ["Films", "Series", "Music"],
        "switched": ["Kids", True, False],
        "wrong pin": "Unauthorized (401)",
        # webhooks
        "hooks": [[OTHER_HOOK], [OTHER_HOOK, OWN_HOOK], [OTHER_HOOK], [], [OTHER_HOOK]],
        "without pass": ["BadRequest (403)", "BadRequest (403)"],
        "nonsense": "BadRequest (422)",
        # the server
        "server": ["Attic", plex.server_id, anna.email],
        "same": [True, True],
        "version": True,
        "setting": [True, False],
        "accounts": [[0, ""], [1, "anna"], [kids.id, "Kids"], [ben.id, "ben"], [emil.id, "emil"]],
        "devices": ["Television"],
        "sections": [
            [1, "movie", "Films", ["/media/films"]],
            [2, "show", "Series", ["/media/series"]],
            [3, "artist", "Music", ["/media/music"]],
        ],
        "playing": ["Chapter 1.2", ["emil"], "paused", 300_000],
        # its library
        "film": ["The Lantern Year", 2019, 1, 1],
        "film ids": [f"{source}://{film.item().ids[source]}" for source in SOURCES],
        "episode": ["Harbour Street", "s01e01", 1],
        "episode ids": [f"{source}://{one.ids[source]}" for source in SOURCES],
        "show": ["Harbour Street", "show", True],
        "show ids": [f"{source}://{one.show_ids[source]}" for source in SOURCES],
        "season": "Season 1",
        "reloaded": "The Lantern Year",
        "file": 1160,
        "lost": "NotFound (404)",
        # its history
        "rows": [
            ["Chapter 1.1", "episode", 1, 1],
            ["The Lantern Year", "movie", kids.id, 1],
            ["Chapter 1.1", "episode", kids.id, 1],
            ["The Lantern Year", "movie", 1, 1],
        ],
        "times": [watched_at - 3600 * hour for hour in range(4)],
        "newest": ["Chapter 1.1"],
        "since": [1, kids.id, kids.id],
        "of kids": [kids.id, kids.id],
        "of one": [1, kids.id],
        "of films": ["movie", "movie"],
        "of owner": ["Chapter 1.1", "The Lantern Year"],
        "of share": ["The Lantern Year", "Chapter 1.1"],
        "source": "Chapter 1.1",
        "at once": ["Chapter 1.1", "The Lantern Year"],
        "show of": ["Harbour Street"],
        # as somebody else, and at the end
        "kids": ["Attic", [kids.id, kids.id]],
        "refused": ["BadRequest (403)", "BadRequest (403)"],
        "no token": "Unauthorized (401)",
        "signed out": "Unauthorized (401)",
    }
