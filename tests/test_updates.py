"""A newer version is told of, once a day at most; whatever the answer is, it harms nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop import updates as module
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.releases import FakeReleases
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.store import close_store, open_store, settings
from scroblarr_desktop.updates import Looked, NewVersion, Updates

OWN = "1.2.0"


class World:
    def __init__(self, fake: FakeReleases, calls: Calls, changes: Changes) -> None:
        self.fake, self.calls, self.changes = fake, calls, changes
        self.now = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)

    def updates(self, address: str | None = "", own: str = OWN) -> Updates:
        asked = self.fake.address if address == "" else address
        return Updates(self.calls, asked, self.changes, lambda: self.now, own)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    changes = Changes()
    open_store(DataDir(tmp_path), changes)
    calls = Calls(connect_s=0.5, read_s=0.3)
    async with FakeReleases() as fake:
        yield World(fake, calls, changes)
    calls.close()
    close_store()


async def test_a_newer_version_is_told_of_until_it_is_declined_or_there(world: World) -> None:
    updates = world.updates()
    page = world.fake.publish("1.3.0")["html_url"]
    assert updates.offered() is None
    assert await updates.look() is Looked.NEWER
    assert updates.offered() == NewVersion("1.3.0", page)
    assert world.updates().offered() is not None, "a restart remembers it"
    assert world.updates(own="1.3").offered() is None, "it is installed"
    updates.decline("1.3.0")
    assert updates.offered() is None
    world.fake.publish("1.3.1")
    assert await updates.look() is Looked.NEWER
    assert updates.offered() == NewVersion("1.3.1", page.replace("1.3.0", "1.3.1"))


async def test_the_question_tells_nothing_of_anybody(world: World) -> None:
    world.fake.publish(OWN)
    assert await world.updates().look() is Looked.UP_TO_DATE
    [call] = world.fake.calls
    assert call.headers["User-Agent"].startswith("ScroblarrDesktop/")
    assert call.status == 200


@pytest.mark.parametrize(
    ("told", "newer"),
    [("1.2.0", False), ("1.2", False), ("1.1.9", False), ("1.10", True), ("1.2.0.1", True)],
)
async def test_versions_are_compared_by_number(world: World, told: str, newer: bool) -> None:
    world.fake.publish(told)
    assert await world.updates().look() is (Looked.NEWER if newer else Looked.UP_TO_DATE)


@pytest.mark.parametrize(
    "changed",
    [
        {"tag_name": None},
        {"tag_name": ["v9.9.9"]},
        {"tag_name": "nightly"},
        {"tag_name": "v9.9.9-rc1"},
        {"tag_name": "v" + "9" * 5000},
        {"tag_name": "v9.9.9\n<b>"},
        {"tag_name": "v٩.٩.٩"},
        {"prerelease": True},
        {"draft": True},
    ],
)
async def test_what_is_no_release_is_no_answer(world: World, changed: dict[str, Any]) -> None:
    world.fake.publish("9.9.9", **changed)
    updates = world.updates()
    assert await updates.look() is Looked.NO_ANSWER
    assert updates.offered() is None


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "body": '{"tag_name": "v9.'},
        {"status": 200, "body": '["v9.9.9"]'},
        {"status": 200, "body": '{"tag_name": "v9.9.9", "x": "' + "x" * 300_000 + '"}'},
        {"status": 500, "body": '{"tag_name": "v9.9.9"}'},
        {"status": 301, "headers": {"Location": "https://elsewhere.example/"}},
        {"status": 429, "headers": {"Retry-After": "3"}},
        {"drop": "before"},
        {"delay_s": 1.0},
    ],
)
async def test_a_bad_answer_harms_nobody(world: World, answer: dict[str, Any]) -> None:
    world.fake.publish("9.9.9")
    world.fake.faults.add("*", **answer)
    updates = world.updates()
    assert await updates.look() is Looked.NO_ANSWER
    assert updates.offered() is None
    assert updates.latest_look is Looked.NO_ANSWER
    assert not updates.is_due(), "it is not asked again and again"


async def test_offline_it_says_so_and_nothing_else(world: World) -> None:
    await world.fake.stop()
    assert await world.updates().look() is Looked.NO_ANSWER
    await world.fake.start()


@pytest.mark.parametrize(
    "page",
    [
        "http://127.0.0.1/x",
        "https://elsewhere.example/x",
        "https://127.0.0.1@elsewhere.example/x",
        "https://me@127.0.0.1/x",
        "file:///etc/passwd",
        "https://[::1/x",
        "https://127.0.0.1/" + "x" * 400,
        "https://127.0.0.1/x\ny",
        7,
    ],
)
async def test_it_leads_nobody_elsewhere(world: World, page: object) -> None:
    world.fake.publish("9.9.9", html_url=page)
    updates = world.updates()
    assert await updates.look() is Looked.NEWER
    assert updates.offered() == NewVersion("9.9.9", None)


async def test_it_is_asked_once_a_day_and_never_where_it_is_not_wanted(world: World) -> None:
    world.fake.publish("1.3.0")
    updates = world.updates()
    assert updates.is_due()
    await updates.look()
    world.now += timedelta(hours=23)
    assert not updates.is_due()
    assert not world.updates().is_due(), "nor after a restart"
    world.now += timedelta(hours=1)
    assert updates.is_due()
    updates.want(False)
    assert not updates.is_due()
    assert updates.offered() is None
    updates.want(True)
    assert updates.offered() is not None


async def test_it_watches_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_AFTER_S", 0.01)
    world.fake.publish("1.3.0")
    watch = asyncio.create_task(world.updates().watch())
    await world.fake.called("GET *")
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)


async def test_a_build_without_an_address_asks_nobody(world: World) -> None:
    updates = world.updates(None)
    assert not updates.is_possible
    assert not updates.is_due()
    assert await updates.look() is Looked.NO_ANSWER
    assert world.fake.calls == []
    assert Endpoints().releases is None


async def test_spoilt_settings_count_for_nothing(world: World) -> None:
    for kept in ("x", {"asked_at": 3}, {"asked_at": "x", "version": 1}, {"version": "x"}):
        settings.put("updates", kept)
        assert world.updates().offered() is None
        assert world.updates().is_due()
