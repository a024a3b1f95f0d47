"""Tries of which nobody knows what became: asked about before anything is repeated."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.trakt.world import Play
from scroblarr_desktop.store import holds
from scroblarr_desktop.store.records import DeliveryState
from tests.sync.world import World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR = timedelta(hours=1)

LOST = [
    {"drop": "after"},
    {"status": 500, "mode": "after"},
    {"status": 504, "mode": "after"},
    {"status": 522, "mode": "after"},
    {"status": 200, "body": "not JSON", "mode": "after"},
]
NEVER_ARRIVED = [{"drop": "before"}, {"status": 502}, {"status": 200, "body": "not JSON"}]


def plays(world: World, name: str = "anna") -> list[Play]:
    return world.user(name).plays


def near(at: datetime, other: datetime) -> bool:
    return abs(at - other) <= SECOND


async def finished_late(world: World, ago: timedelta = 3 * HOUR) -> datetime:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - ago
    world.finishes(viewer, at)
    return at


@pytest.mark.parametrize("fault", LOST)
async def test_what_landed_although_the_answer_was_lost_is_not_repeated(
    world: World, fault: dict[str, Any]
) -> None:
    world.trakt.faults.add("POST /sync/history", **fault)
    at = await finished_late(world)
    assert (await world.tried()).state is DeliveryState.WAITING
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    [play] = plays(world)
    assert near(play.watched_at, at)


@pytest.mark.parametrize("fault", NEVER_ARRIVED)
async def test_what_did_not_land_is_sent_again_after_asking(
    world: World, fault: dict[str, Any]
) -> None:
    world.trakt.faults.add("POST /sync/history", **fault)
    at = await finished_late(world)
    await world.tried()
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    [play] = plays(world)
    assert near(play.watched_at, at)


@pytest.mark.parametrize("fault", LOST)
async def test_a_live_call_that_landed_is_found_by_the_moment_of_the_call(
    world: World, fault: dict[str, Any]
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", **fault)
    world.finishes(viewer)
    await world.tried()
    world.pass_time(20 * MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(plays(world)) == 1


@pytest.mark.parametrize("pressed", [False, True])
async def test_it_is_not_asked_about_sooner_than_ten_seconds_after(
    world: World, pressed: bool
) -> None:
    world.trakt.faults.add("POST /sync/history", status=500, headers={"Retry-After": "1"})
    await finished_late(world)
    delivery = await world.tried()
    calls = len(world.trakt.calls)
    if pressed:
        world.sync.retry(delivery.id)
    await world.stay_awake(9 * SECOND, step=SECOND)
    assert len(world.trakt.calls) == calls
    world.pass_time(40 * SECOND)
    await world.delivered()


async def test_while_the_question_cannot_be_answered_it_waits(world: World) -> None:
    world.trakt.faults.add("POST /sync/history", drop="after")
    await finished_late(world)
    await world.tried()
    silent = world.trakt.faults.add("GET /sync/history*", status=502, times=None)
    for tries in (2, 3, 4):
        world.pass_time(HOUR)
        await world.tried(tries)
    assert len(world.trakt.calls_to("POST /sync/history")) == 1
    assert [one.outcome for one in world.attempts()] == ["unknown"] * 4, "it stays open"
    world.trakt.faults.remove(silent)
    world.pass_time(HOUR)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(plays(world)) == 1


async def test_a_refusal_leaves_nothing_open(world: World) -> None:
    """401 and 429 say for certain that nothing was done."""
    world.trakt.faults.add("POST /sync/history", status=429, headers={"Retry-After": "20"})
    await finished_late(world)
    await world.tried()
    assert [one.outcome for one in world.attempts()] == ["failed"]
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(plays(world)) == 1


async def test_a_refresh_that_fails_in_the_middle_of_a_write_leaves_nothing_open(
    world: World,
) -> None:
    world.trakt.faults.add("POST /sync/history", status=401)
    world.trakt.faults.add("POST /oauth/token", status=502)
    await finished_late(world)
    delivery = await world.tried()
    assert delivery.state is DeliveryState.WAITING
    assert [one.outcome for one in world.attempts()] == ["failed"]
    world.pass_time(MINUTE)
    await world.delivered()
    assert len(plays(world)) == 1


async def test_a_pause_in_the_middle_of_a_write_that_was_refused_leaves_it_waiting(
    world: World,
) -> None:
    world.trakt.faults.add("POST /sync/history", status=401)
    world.trakt.faults.add("POST /oauth/token", delay_s=0.2)
    await finished_late(world)
    await world.trakt.called("POST /oauth/token")
    assert world.states() == [DeliveryState.SENDING]
    holds.start_pause(None, None)
    delivery = await world.tried()
    assert delivery.state is DeliveryState.WAITING
    assert plays(world) == []
    holds.resume(None, None)
    await world.delivered()
    assert len(plays(world)) == 1


async def test_two_watches_of_one_item_of_unknown_fate_find_each_its_own_play(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /sync/history", drop="after", times=2)
    first, second = world.now() - 9 * HOUR, world.now() - 5 * HOUR
    world.finishes(viewer, first)
    world.finishes(viewer, second)
    for _ in range(4):
        await world.stay_awake(2 * MINUTE, step=20 * SECOND)
    watches = await world.delivered(2)
    assert world.states() == [DeliveryState.ALREADY_THERE] * 2
    assert len(plays(world)) == 2
    for watch, at in zip(watches, (first, second), strict=True):
        tries = [one for one in world.attempts() if one.play_id]
        ids = {play.id: play.watched_at for play in plays(world)}
        assert any(near(ids[int(one.play_id or 0)], at) for one in tries), watch.id


@pytest.mark.parametrize("landed", [0, 1])
async def test_of_two_of_unknown_fate_the_one_that_got_lost_is_sent_again(
    world: World, landed: int
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    for number in (0, 1):
        world.trakt.faults.add("POST /sync/history", drop="after" if number == landed else "before")
    times = [world.now() - 9 * HOUR, world.now() - 5 * HOUR]
    for at in times:
        world.finishes(viewer, at)
    for _ in range(4):
        await world.stay_awake(2 * MINUTE, step=20 * SECOND)
    await world.delivered(2)
    written = sorted(play.watched_at for play in plays(world))
    assert len(written) == 2
    assert all(near(a, b) for a, b in zip(written, times, strict=True))


async def test_a_play_of_another_watch_of_ours_is_not_taken_for_this_one(world: World) -> None:
    """The span asked about reaches past the last try, over the next viewing of the same film."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /sync/history", drop="before")
    first = world.now() - 2 * HOUR
    world.finishes(viewer, first)
    await world.tried()
    world.finishes(viewer, world.now())
    world.pass_time(MINUTE)
    await world.delivered(2)
    assert len(plays(world)) == 2
    assert near(min(play.watched_at for play in plays(world)), first)


async def test_what_another_program_wrote_a_minute_before_counts_as_this_watch(
    world: World,
) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 3 * HOUR
    world.trakt.record_play(world.user("anna"), film, at - 50 * SECOND)
    world.finishes(viewer, at)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(plays(world)) == 1


@pytest.mark.parametrize("off", [-2 * MINUTE, 56 * MINUTE])
async def test_an_earlier_or_later_viewing_there_is_another_one(
    world: World, off: timedelta
) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    at = world.now() - 5 * HOUR
    world.trakt.record_play(world.user("anna"), film, at + off)
    world.finishes(viewer, at)
    await world.delivered()
    assert world.states() == [DeliveryState.DELIVERED]
    assert len(plays(world)) == 2


# -- 409


async def test_a_duplicate_that_another_program_scrobbled_is_there_already(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    other = world.trakt.record_play(world.user("anna"), film, world.now() - MINUTE, "scrobble")
    world.finishes(viewer)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert [one.play_id for one in world.attempts()] == [str(other.id)]
    assert plays(world) == [other]


async def test_a_duplicate_that_another_watch_of_ours_owns_goes_into_the_history(
    world: World,
) -> None:
    """Two libraries describe one film so differently that only Trakt sees that it is one."""
    world.film()
    anna, viewer = world.member("Anna")
    world.jellyfin_viewer(anna)
    world.link(anna)
    world.finishes(viewer, title="Das Laternenjahr", Guid=[{"id": "imdb://tt9000001"}])
    await world.delivered()
    world.pass_time(57 * MINUTE)
    world.jellyfin_stops(kind="movie", Provider_imdb="", Provider_tmdb="")
    watches = await world.delivered(2)
    statuses = [call.status for call in world.trakt.calls_to("POST /scrobble/stop")]
    assert statuses == [201, 409]
    first, second = sorted(play.watched_at for play in plays(world))
    assert near(first, watches[0].watched_at)
    assert near(second, watches[1].watched_at)


async def test_a_duplicate_without_times_is_there_already_unless_we_sent_one_lately(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", status=409, body="duplicate")
    world.finishes(viewer)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert world.trakt.calls_to("POST /sync/history") == []


async def test_a_duplicate_whose_owner_cannot_be_asked_for_waits(world: World) -> None:
    film = world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.record_play(world.user("anna"), film, world.now() - 20 * SECOND, "scrobble")
    world.trakt.faults.add("GET /sync/history*", status=503)
    world.finishes(viewer)
    await world.tried()
    assert world.states() == [DeliveryState.WAITING]
    world.pass_time(MINUTE)
    await world.delivered()
    assert world.states() == [DeliveryState.ALREADY_THERE]
    assert len(plays(world)) == 1
