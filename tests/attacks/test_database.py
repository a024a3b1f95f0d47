"""Another program holds the database while webhooks come in and deliveries go out."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.attacks.clocks import HOUR, MINUTE
from tests.attacks.world import World
from tests.conftest import ExpectLog

LOCKED = "WARNING .*The database is in use"


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Hold the database as another program might."""
    other = sqlite3.connect(world.folder.database, isolation_level=None, timeout=5)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_a_webhook_waits_for_a_moment(world: World, expect_log: ExpectLog) -> None:
    """Its sender never sends it again."""
    anna = await world.member("Anna")
    with locked(world):
        sending = asyncio.ensure_future(world.finishes(anna, world.library.films[0]))
        await asyncio.sleep(0.3)
        assert not sending.done()
    assert (await sending).certain
    assert await world.verdict() == []


async def test_a_webhook_that_cannot_be_stored_is_refused(
    world: World, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scroblarr_desktop.http_server.saving.LOCKED_WAIT_S", 0.1)
    expect_log(LOCKED)
    anna = await world.member("Anna")
    with locked(world):
        assert not (await world.finishes(anna, world.library.films[0])).certain
        assert (await world.app.call("GET", "/status"))["state"] == "error"
    world.watched.clear()
    await world.finishes(anna, world.library.films[1])
    assert await world.verdict() == []


@pytest.mark.parametrize("during", ["a write", "a question", "a renewal"])
async def test_it_is_held_in_the_middle_of(
    world: World, during: str, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came of a call is kept as soon as it can be; nothing is repeated for that."""
    monkeypatch.setattr("scroblarr_desktop.sync.trying.KEEP_AGAIN_S", 0.02)
    monkeypatch.setattr("scroblarr_desktop.sync.sender.LONGEST_SLEEP_S", 0.05)
    monkeypatch.setattr("scroblarr_desktop.sync.TICK_S", 0.05)
    expect_log("waits|The database is in use")
    anna, tracker = await world.member("Anna"), world.tracker
    line = {"a write": tracker.write, "a question": "GET *", "a renewal": tracker.renew}[during]
    if during == "a renewal":
        tracker.expire("anna")
    tracker.fake.faults.add(line, delay_s=0.05)
    await world.finishes(anna, world.library.films[0], HOUR)
    await tracker.fake.called(line)
    with locked(world):
        await asyncio.sleep(0.7)
    await world.rest()
    written = len(tracker.writes("anna"))
    await world.finishes(anna, world.library.episodes[0], 2 * HOUR)
    await world.pass_time(MINUTE)
    assert await world.verdict() == []
    assert written == 1
    assert (await world.account(anna))["state"] == "linked"
