"""From an inbox entry to a play at the tracker."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from scroblarr_desktop.store import accounts, household, log
from scroblarr_desktop.store.records import AccountState, DeliveryState
from tests.sync.world import World, a_world


async def test_a_fresh_finish_is_one_live_play(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    [watch] = await world.delivered()
    [play] = world.trakt.users["anna"].plays
    assert abs(play.watched_at - watch.watched_at) < timedelta(seconds=10)
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1
    assert world.trakt.calls_to("POST /sync/history") == []
    assert watch.deliveries[0].state is DeliveryState.DELIVERED


async def test_a_late_finish_keeps_its_own_time(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    finished_at = world.now() - timedelta(hours=5)
    world.finishes(viewer, finished_at)
    [watch] = await world.delivered()
    [play] = world.trakt.users["anna"].plays
    assert abs(play.watched_at - finished_at) <= timedelta(seconds=1)
    lines = [call.line for call in world.trakt.calls if "history" in call.line]
    assert [line.split()[0] for line in lines] == ["GET", "POST", "GET"], "ask, write, read back"
    attempt = log.attempts(watch.id)[watch.deliveries[0].id][0]
    assert attempt.play_id == str(play.id)
    assert "Bearer" not in str(attempt.exchanges)


async def test_only_the_first_try_is_live(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", status=429, headers={"Retry-After": "0"})
    world.finishes(viewer)
    await world.tried()
    await world.stay_awake(timedelta(seconds=8), step=timedelta(seconds=1))
    await world.delivered()
    assert world.trakt.calls_to("POST /scrobble/stop") == []
    assert len(world.trakt.calls_to("POST /sync/history")) == 1


async def test_what_waited_too_long_for_its_turn_is_not_stamped_now(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", status=401)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("POST /oauth/token")
    world.pass_time(timedelta(minutes=1))
    [watch] = await world.delivered()
    [play] = world.trakt.users["anna"].plays
    assert abs(play.watched_at - watch.watched_at) <= timedelta(seconds=1)
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1


async def test_a_play_that_another_program_wrote_is_not_doubled(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    finished_at = world.now() - timedelta(hours=5)
    movie = world.catalogue.movies[0]
    world.trakt.record_play(world.trakt.users["anna"], movie, finished_at + timedelta(seconds=40))
    world.finishes(viewer, finished_at)
    [watch] = await world.delivered()
    assert watch.deliveries[0].state is DeliveryState.ALREADY_THERE
    assert len(world.trakt.users["anna"].plays) == 1


async def test_a_viewer_of_two_members_is_a_watch_of_each(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    world.link(anna)
    world.link(ben)
    household.give_viewer(ben.id, world.plex, str(viewer), None)
    world.finishes(viewer)
    watches = await world.delivered(2)
    assert {watch.member.name for watch in watches if watch.member} == {"Anna", "Ben"}
    assert [len(world.trakt.users[name].plays) for name in ("anna", "ben")] == [1, 1]


async def test_an_outage_of_unknown_fate_is_asked_about_first(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", status=503, mode="after")
    world.finishes(viewer)
    await world.until(
        lambda: bool(world.watches()) and world.watches()[0].deliveries[0].message != ""
    )
    [before] = world.watches()
    assert before.deliveries[0].state is DeliveryState.WAITING
    world.pass_time(timedelta(minutes=1))
    [watch] = await world.delivered()
    assert watch.deliveries[0].state is DeliveryState.ALREADY_THERE
    assert len(world.trakt.users["anna"].plays) == 1


async def test_a_lost_try_that_did_not_land_is_sent_with_its_own_time(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", drop="before")
    world.finishes(viewer)
    await world.until(
        lambda: bool(world.watches()) and world.watches()[0].deliveries[0].message != ""
    )
    world.pass_time(timedelta(minutes=2))
    [watch] = await world.delivered()
    [play] = world.trakt.users["anna"].plays
    assert watch.deliveries[0].state is DeliveryState.DELIVERED
    assert abs(play.watched_at - watch.watched_at) <= timedelta(seconds=1)


async def test_a_refused_token_is_refreshed_once_and_the_watch_delivered(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.expire_access(world.trakt.users["anna"])
    world.finishes(viewer)
    await world.delivered()
    assert len(world.trakt.calls_to("POST /oauth/token")) == 1
    assert len(world.trakt.users["anna"].plays) == 1


async def test_an_ended_sign_in_waits_and_flows_after_relinking(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.revoke_user(world.trakt.users["anna"])
    world.finishes(viewer)
    await world.until(lambda: accounts.get(account.id).state is AccountState.NEEDS_RELINK)
    assert world.states() == [DeliveryState.WAITING]
    again = world.link(anna)
    assert again.id == account.id
    await world.delivered()
    assert len(world.trakt.users["anna"].plays) == 1


async def test_a_deleted_app_pauses_every_account_on_it(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, _ = world.member("Ben")
    one, other = world.link(anna), world.link(ben)
    world.trakt.delete_app("household-app")
    world.finishes(viewer)
    await world.until(lambda: accounts.get(other.id).state is AccountState.PAUSED)
    assert accounts.get(one.id).state is AccountState.PAUSED
    assert accounts.get(one.id).message != ""
    assert world.states() == [DeliveryState.WAITING]


async def test_what_the_tracker_does_not_know_is_unmatched_and_found_later(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    await world.until(lambda: world.states() == [DeliveryState.UNMATCHED])
    world.film()
    world.pass_time(timedelta(days=1, hours=1))
    [watch] = await world.delivered()
    [play] = world.trakt.users["anna"].plays
    assert abs(play.watched_at - watch.watched_at) <= timedelta(seconds=1)


async def test_one_members_outage_does_not_hold_up_another(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, other = world.member("Ben")
    world.link(anna)
    world.link(ben)
    world.trakt.faults.add("*", status=503, times=None, user="anna")
    world.finishes(viewer)
    world.finishes(other)
    await world.delivered()
    assert len(world.trakt.users["ben"].plays) == 1
    assert world.trakt.users["anna"].plays == []


async def test_writes_of_one_account_keep_the_pace_the_first_after_a_start_too(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path / "data", real_pace=True) as world:
        world.show()
        anna, viewer = world.member("Anna")
        world.link(anna)
        started = time.monotonic()
        for number in range(1, 4):
            world.finishes_episode(viewer, number)
        await world.delivered(2)
        await world.restart()
        await world.delivered(3)
        assert time.monotonic() - started >= 3 * 1.1
        assert world.trakt.rate_violations == []
        assert len(world.trakt.users["anna"].plays) == 3
