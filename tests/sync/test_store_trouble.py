"""What happens while the database cannot be read or written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from scroblarr_desktop.store import accounts, database, holds, inbox, tokens
from scroblarr_desktop.store.records import DeliveryState, InboxState
from tests.conftest import ExpectLog
from tests.sync.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody lets go of the lock while the app's thread waits for it.
    monkeypatch.setitem(database._PRAGMAS, "busy_timeout", 1)
    monkeypatch.setattr("scroblarr_desktop.sync.trying.KEEP_AGAIN_S", 0.02)


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Let another program hold the database."""
    with closing(sqlite3.connect(world.folder.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_the_inbox_waits_says_so_and_goes_on(world: World, expect_log: ExpectLog) -> None:
    expect_log("WARNING .*inbox waits: The database is in use")
    _, viewer = world.member("Anna")
    entry_id = world.finishes(viewer)
    with locked(world):
        await world.until(lambda: world.sync.trouble is not None)
        trouble = world.sync.trouble
        assert trouble is not None
        assert trouble.title == "The database is in use"
        entry = inbox.get(entry_id)
        assert entry is not None
        assert entry.state is InboxState.UNREAD
    world.sync.wake()
    await world.read(entry_id)
    await world.until(lambda: world.sync.trouble is None)
    assert len(world.watches()) == 1


async def test_a_delivery_waits_and_goes_on(world: World, expect_log: ExpectLog) -> None:
    expect_log("WARNING .*account . waits: The database is in use")
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.1)
    world.finishes(viewer)
    await world.trakt.called("GET /search/*")
    with locked(world):
        await world.until(lambda: world.sync.trouble is not None, within_s=3)
        assert world.user("anna").plays == [], "nothing is written that cannot be noted first"
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(world.user("anna").plays) == 1


async def test_what_came_of_a_write_is_kept_as_soon_as_it_can_be(
    world: World, expect_log: ExpectLog
) -> None:
    expect_log("WARNING .*account . waits: The database is in use")
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", delay_s=0.1)
    world.finishes(viewer)
    await world.trakt.called("POST /scrobble/stop")
    with locked(world):
        await world.until(lambda: world.sync.trouble is not None)
        assert world.states() == [DeliveryState.SENDING]
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1


async def test_a_renewed_sign_in_that_cannot_be_kept_yet_is_not_lost(
    world: World, expect_log: ExpectLog
) -> None:
    """The old refresh token is used up by then."""
    expect_log("WARNING .*The database is in use")
    anna, _ = world.member("Anna")
    account = world.link(anna)
    held = tokens.get_account(account.id)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.1)
    world.pass_time(6 * DAY)
    await world.trakt.called("POST /oauth/token")
    with locked(world):
        await world.eventually(lambda: len(world.trakt.grants.grants) == 2)
        for _ in range(5):
            await world.pause()
    assert tokens.get_account(account.id) == held
    world.pass_time(MINUTE)
    await world.until(lambda: tokens.get_account(account.id) != held)
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1


async def test_a_lost_key_is_told_and_nothing_is_sent(world: World, expect_log: ExpectLog) -> None:
    expect_log("WARNING .*saved sign-ins cannot be opened")
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.halt()
    database.current().box = None
    key = world.folder.key_file.read_bytes()
    world.folder.key_file.write_bytes(bytes(32))
    await world.run()
    world.finishes(viewer, world.now() - HOUR)
    await world.until(lambda: world.sync.trouble is not None)
    assert world.trakt.calls == []
    world.folder.key_file.write_bytes(key)
    database.current().box = None
    world.pass_time(HOUR)
    await world.delivered()
    await world.until(lambda: world.sync.trouble is None)


async def test_a_pause_that_ends_while_the_database_is_held_ends_later(
    world: World, expect_log: ExpectLog
) -> None:
    expect_log("WARNING .*the clock waits: The database is in use")
    world.member("Anna")
    holds.start_pause(None, world.now() + MINUTE)
    with locked(world):
        world.pass_time(2 * MINUTE)
        await world.until(lambda: world.sync.trouble is not None)
    world.sync.wake()
    await world.until(lambda: holds.pauses() == [])
    assert accounts.all_accounts() == []
