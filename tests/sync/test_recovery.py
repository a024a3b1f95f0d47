"""What a sudden end leaves behind."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scroblarr_desktop.store import accounts, inbox, tokens
from scroblarr_desktop.store.records import DeliveryState, InboxState
from tests.sync.world import World, a_world

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WRITES = ["POST /scrobble/stop", "POST /sync/history"]


async def killed_while_sending(world: World, line: str, *, landed: bool) -> None:
    """Cut the power between a write and its answer."""
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add(line, delay_s=1, drop="before")
    ago = timedelta() if "scrobble" in line else 3 * HOUR
    at = world.now() - ago
    world.finishes(viewer, at)
    await world.trakt.called(line)
    if landed:
        world.trakt.record_play(world.user("anna"), film, world.now() - ago)
    await world.kill()


@pytest.mark.parametrize("line", WRITES)
async def test_a_write_that_landed_before_the_kill_is_not_repeated(world: World, line: str) -> None:
    await killed_while_sending(world, line, landed=True)
    assert "is checked first" in world.delivery().message
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(world.user("anna").plays) == 1


@pytest.mark.parametrize("line", WRITES)
async def test_a_write_that_did_not_land_is_sent_after_asking(world: World, line: str) -> None:
    await killed_while_sending(world, line, landed=False)
    world.pass_time(MINUTE)
    [watch] = await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    [play] = world.user("anna").plays
    assert abs(play.watched_at - watch.watched_at) <= SECOND


async def test_it_is_not_asked_about_sooner_than_ten_seconds_after_the_try(world: World) -> None:
    await killed_while_sending(world, WRITES[1], landed=True)
    calls = len(world.trakt.calls)
    await world.stay_awake(6 * SECOND, step=SECOND)
    assert len(world.trakt.calls) == calls
    await world.stay_awake(10 * SECOND, step=SECOND)
    await world.delivered()


async def test_killed_before_the_write_nothing_is_open(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=1, drop="before")
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.trakt.called("GET /search/*")
    await world.kill()
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    assert len(world.user("anna").plays) == 1


async def test_killed_between_the_webhook_and_its_reading_nothing_is_lost(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    entry_id = world.finishes(viewer, world.now() - 3 * HOUR)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert entry.state is InboxState.UNREAD
    await world.kill()
    await world.delivered()
    assert len(world.user("anna").plays) == 1


async def test_killed_again_and_again_there_is_one_play(world: World) -> None:
    await killed_while_sending(world, WRITES[1], landed=False)
    for times in (2, 3):
        world.trakt.faults.add(WRITES[1], delay_s=1, drop="before")
        world.pass_time(MINUTE)
        await world.trakt.called(WRITES[1], times=times)
        await world.kill()
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(world.user("anna").plays) == 1


async def test_an_outage_outlives_a_restart(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", status=503, headers={"Retry-After": "600"})
    world.finishes(viewer)
    await world.tried()
    await world.until(lambda: accounts.get(account.id).probe_at is not None)
    calls = len(world.trakt.calls)
    await world.restart()
    await world.stay_awake(5 * MINUTE)
    assert len(world.trakt.calls) == calls
    await world.stay_awake(10 * MINUTE)
    await world.delivered()


async def test_an_orderly_end_lets_an_attempt_come_to_its_end(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", delay_s=0.3)
    world.finishes(viewer)
    await world.trakt.called("POST /scrobble/stop")
    await world.halt()
    assert world.states() == [DeliveryState.DELIVERED]
    await world.run()


async def test_but_begins_no_further_one(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /sync/history", delay_s=0.3)
    for number in (1, 2, 3):
        world.finishes_episode(viewer, number, world.now() - number * HOUR)
    await world.trakt.called("POST /sync/history")
    await world.halt()
    assert world.states().count(DeliveryState.DELIVERED) == 1
    await world.run()
    await world.delivered(3)


async def test_an_attempt_that_hangs_is_cut_off_and_checked_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scroblarr_desktop.sync.END_WITHIN_S", 0.2)
    async with a_world(tmp_path / "data") as world:
        world.film()
        anna, viewer = world.member("Anna")
        world.link(anna)
        world.trakt.faults.add("POST /scrobble/stop", delay_s=1)
        world.finishes(viewer)
        await world.trakt.called("POST /scrobble/stop")
        await world.restart()
        assert world.states() == [DeliveryState.WAITING]
        world.pass_time(MINUTE)
        await world.delivered()
        assert len(world.user("anna").plays) == 1


async def test_a_kill_in_the_middle_of_a_refresh_costs_at_most_a_sign_in(world: World) -> None:
    """The old pair is still there. Were it used up, the person would be asked."""
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    held = tokens.get_account(account.id)
    world.trakt.expire_access(world.user("anna"))
    world.trakt.faults.add("POST /oauth/token", delay_s=1, drop="before")
    world.finishes(viewer, world.now() - HOUR)
    await world.trakt.called("POST /oauth/token")
    await world.kill()
    assert tokens.get_account(account.id) == held
    await world.delivered()
