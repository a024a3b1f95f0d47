"""Trackers that cannot be reached, are slow, or come back: for a moment, a day, across sleep."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.app_in_process import READ_S
from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.world import World, a_world


async def finished_many(world: World, count: int) -> None:
    for number in range(count):
        await world.finishes(world.people[0], world.library.episodes[number], number * HOUR + HOUR)


@pytest.mark.parametrize("tracker", TRACKERS, ids=lambda one: one.name)
async def test_a_tracker_that_is_slow_at_times_is_not_hurried(
    tmp_path: Path, tracker: type[Tracker]
) -> None:
    """The pace counts from when a write was worked on, not from when it was sent."""
    async with a_world(tmp_path / "data", [tracker], faster=20) as world:
        await world.member("Anna")
        for every_second in range(3):
            world.tracker.fake.faults.add(world.tracker.write, delay_s=0.15, skip=every_second)
        await finished_many(world, 6)
        await world.calm()
        assert len(world.tracker.held("anna")) == 6
        assert await world.verdict() == []


@pytest.mark.parametrize("tracker", TRACKERS, ids=lambda one: one.name)
async def test_writes_are_as_far_apart_as_in_life(tmp_path: Path, tracker: type[Tracker]) -> None:
    """Also the first after a start: nobody knows any more when the last one was."""
    async with a_world(tmp_path / "data", [tracker], faster=1) as world:
        await world.member("Anna")
        await finished_many(world, 2)
        await world.calm()
        await world.restart()
        await world.finishes(world.people[0], world.library.films[0])
        assert await world.verdict() == []


@pytest.mark.parametrize("waiting", [0, 1, 40])
async def test_a_day_long_outage_is_asked_about_a_few_times(world: World, waiting: int) -> None:
    anna = await world.member("Anna")
    world.tracker.expire("anna")  # which is found out before anything else, if anything waits
    if not waiting:
        await world.rest()
    outage = world.tracker.fake.faults.add("*", status=503, times=None)
    await finished_many(world, min(waiting, len(world.library.episodes)))
    await world.calm()
    await world.stay_awake(HOUR, step=3 * MINUTE)
    await world.stay_awake(DAY, step=30 * MINUTE)
    calls = len(world.tracker.fake.calls)
    assert calls <= 12, "30 s, 2 min, 10 min, 1 h, 6 h, then daily"
    assert (await world.account(anna))["state"] == "linked"
    world.tracker.fake.faults.remove(outage)
    assert await world.verdict() == []


async def test_the_first_success_makes_everything_due(world: World) -> None:
    await world.member("Anna")
    await world.tracker.fake.stop()
    await finished_many(world, 12)
    await world.stay_awake(5 * HOUR, step=20 * MINUTE)
    await world.tracker.fake.start()
    await world.until(lambda: holds(world, 1), step=10 * MINUTE, most=40)
    assert len(world.tracker.held("anna")) == 12, "the others follow at once"
    assert await world.verdict() == []


async def holds(world: World, count: int) -> bool:
    return len(world.tracker.held("anna")) >= count


async def test_a_name_that_is_not_found(whole_world: World) -> None:
    """The servers' own addresses still work: those of TV Time are each account's own."""
    world = whole_world
    anna = await world.member("Anna")
    world.unknown_names = True
    await world.restart()
    await finished_many(world, 2)
    await world.stay_awake(10 * MINUTE)
    for name in ("trakt", "simkl"):
        assert "not found" in (await world.account(anna, world.named(name)))["message"]
    assert len(world.named("tvtime").held("anna")) == 2
    world.unknown_names = False
    await world.restart()
    assert await world.verdict() == []


async def test_the_tracker_restarts_again_and_again(world: World) -> None:
    anna, fake = await world.member("Anna"), world.tracker.fake
    for number in range(4):
        fake.faults.add(world.tracker.write, delay_s=0.03, drop="after" if number % 2 else "before")
        written = len(fake.calls_to(world.tracker.write))
        await world.finishes(anna, world.library.films[number])
        await fake.called(world.tracker.write, times=written + 1)
        await fake.stop()
        await world.finishes(anna, world.library.episodes[number], HOUR)
        await world.pass_time(50 * SECOND)
        await fake.start()
        await world.rest()
    assert await world.verdict() == []


@pytest.mark.parametrize("restarted", [False, True], ids=["awake", "restarted"])
async def test_what_it_asks_for_is_obeyed_whatever_happens(world: World, restarted: bool) -> None:
    await world.member("Anna")
    wait = {"status": 503, "headers": {"Retry-After": "7200"}}
    world.tracker.fake.faults.add("*", **wait)
    await finished_many(world, 3)
    await world.calm()
    calls = len(world.tracker.fake.calls)
    if restarted:
        await world.restart()
    await world.pass_time(HOUR, asleep=True)
    for row in await world.app.watches():
        await world.app.call("POST", f"/deliveries/{row['deliveries'][0]['id']}/retry")
    await world.pass_time(50 * MINUTE)
    assert len(world.tracker.fake.calls) == calls
    await world.pass_time(20 * MINUTE)
    assert len(world.tracker.held("anna")) == 3
    assert await world.verdict() == []


SLEEPS: dict[str, dict[str, Any]] = {
    "an outage": {"match": "*", "status": 502},
    "a lost answer": {"match": "write", "drop": "after"},
    "a late write": {"match": "late write", "delay_s": READ_S / 4},
    "a question": {"match": "GET *", "delay_s": READ_S / 4},
}


@pytest.mark.parametrize("during", SLEEPS)
async def test_the_computer_sleeps_for_a_day(world: World, during: str) -> None:
    """In the middle of whatever it is; its lid is closed without a word."""
    anna = await world.member("Anna")
    fault = dict(SLEEPS[during])
    names = {"write": world.tracker.write, "late write": world.tracker.late_write}
    match = fault.pop("match")
    match = names.get(match, match)
    world.tracker.fake.faults.add(match, **fault)
    for number in range(2):
        await world.finishes(anna, world.library.films[number], 2 * HOUR * number or None)
        await world.finishes(anna, world.library.episodes[number], 2 * HOUR * number or None)
    if "delay_s" in fault:
        await world.tracker.fake.called(match)
        world.fall_asleep(DAY)
    else:
        await world.pass_time(DAY, asleep=True)
    await world.calm()
    await world.finishes(anna, world.library.films[2])
    assert await world.verdict() == []


async def test_a_live_watch_that_had_to_wait_is_sent_with_its_own_time(world: World) -> None:
    """Whatever kept it: an outage, a queue, sleep, a closed app."""
    anna = await world.member("Anna")
    films = world.library.films
    world.tracker.fake.faults.add("*", drop="before")
    await world.finishes(anna, films[0])
    await world.pass_time(11 * SECOND)
    await world.finishes(anna, films[1])  # behind the outage
    await world.pass_time(30 * SECOND)
    await world.finishes(anna, films[2])
    await world.cut_power()
    await world.pass_time(9 * HOUR, asleep=True)
    assert await world.verdict() == []


async def test_progress_in_an_outage_is_dropped_and_delays_nothing(world: World) -> None:
    tracker: Tracker = world.tracker
    anna = await world.member("Anna")
    path = f"/accounts/{anna.accounts[tracker.name]}"
    await world.app.call("PATCH", path, {"share_progress": True})
    tracker.fake.outage(True)
    for number in range(10):
        await world.plays(anna, world.library.episodes[number])
        await world.pass_time(timedelta(minutes=1))
    assert len(tracker.fake.calls) <= 25
    tracker.fake.outage(False)
    await world.finishes(anna, world.library.films[0])
    assert await world.verdict() == []
