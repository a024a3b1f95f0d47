"""A Trakt client that others wrote, used against the real service, works with the fake."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt

TOUR = Path(__file__).with_name("pytrakt_tour.py")


async def run_tour(fake: FakeTrakt, film: Movie, series: Show) -> Any:
    """Run pytrakt in a process of its own: it blocks, and keeps its state in its modules."""
    words = [fake.api_url, fake.auth_url, series.tvdb, series.episode(1, 1).tvdb, film.imdb]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-Werror",
        str(TOUR),
        *(str(word) for word in words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return json.loads(out.splitlines()[-1])


async def test_pytrakt_signs_in_watches_and_looks_back(
    catalogue: Catalogue, film: Movie, series: Show
) -> None:
    async with FakeTrakt(catalogue) as fake:
        fake.add_app("client", "secret")
        anna = fake.add_user("anna")
        fake.write_gap_s = fake.device_interval_s = 0
        polls = iter([None, anna])
        fake.auto_confirm = lambda code: next(polls)
        seen = await run_tour(fake, film, series)
    assert seen.pop("lives_s") == pytest.approx(604_800, abs=60)
    history = seen.pop("history")
    assert [(entry["type"], entry["action"]) for entry in history] == [
        ("movie", "scrobble"),
        ("episode", "watch"),
    ]
    assert seen.pop("again").endswith("Z")
    assert seen == {
        "user": "anna",
        "movie": [
            "The Lantern Year",
            2019,
            {
                "imdb": film.imdb,
                "slug": film.slug,
                "tmdb": film.tmdb,
                "trakt": film.trakt,
            },
        ],
        "same": True,
        "watching": "The Lantern Year",
        "saved": [40.0, "movie"],
        "done": ["scrobble", 95.0],
        "runtime": 104,
        "episode": ["Harbour Street", 1, 1, "Chapter 1.1"],
        "added": {"movies": 0, "episodes": 1},
        "not_found": [],
        "by_number": "Chapter 1.2",
        "unknown": 404,
        "removed": {"movies": 0, "episodes": 1},
        "by_id": [{"movies": 0, "episodes": 1}, [4711]],
        "show": "2016-03-04 20:00:00",
        "refreshed": "anna",
        "is_new": True,
        "reused": "invalid_grant",
    }
    assert fake.rate_violations == []
    assert fake.dangerous_writes == 0
