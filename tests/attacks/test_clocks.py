"""A computer whose clock is wrong, is set, or jumps. The trackers' clocks are right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.truth import Person
from tests.attacks.world import World

JUMPS = {
    "a day forward": DAY,
    "an hour back": -HOUR,
    "a year forward": 365 * DAY,
    "ten years back": -3653 * DAY,
}


async def in_trouble(world: World) -> Person:
    """Let three watches of Anna wait out an outage, one tried and two behind it."""
    anna = await world.member("Anna")
    world.tracker.fake.outage(True)
    await world.finishes(anna, world.library.films[0])
    await world.finishes(anna, world.library.films[1])
    await world.finishes(anna, world.library.episodes[0], 2 * HOUR)
    await world.calm()
    return anna


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("restarted", [False, True], ids=["awake", "between two runs"])
async def test_the_clock_jumps_while_deliveries_wait(
    world: World, jump: str, restarted: bool
) -> None:
    await in_trouble(world)
    await jumps(world, JUMPS[jump], restarted=restarted)
    world.tracker.fake.outage(False)
    await world.stay_awake(90 * MINUTE, step=15 * MINUTE)
    assert len(world.tracker.held("anna")) == 3, "nothing waits for a time that was wrong"
    assert await world.verdict() == []


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("restarted", [False, True], ids=["awake", "between two runs"])
async def test_a_wrong_clock_is_put_right(world: World, jump: str, restarted: bool) -> None:
    """All that was planned by the wrong clock still goes out soon."""
    world.clocks.wrong_by = JUMPS[jump]
    await world.restart()
    await in_trouble(world)
    await jumps(world, timedelta(), restarted=restarted)
    world.tracker.fake.outage(False)
    await world.stay_awake(90 * MINUTE, step=15 * MINUTE)
    assert len(world.tracker.held("anna")) == 3
    assert await world.verdict() == []


async def jumps(world: World, wrong_by: timedelta, *, restarted: bool) -> None:
    if not restarted:
        await world.set_clock(wrong_by)
        return
    await world.engine.stop()
    world.clocks.wrong_by = wrong_by
    await world.run()


@pytest.mark.parametrize("wrong_by", [10 * MINUTE, -10 * MINUTE, 50 * MINUTE, -50 * MINUTE])
@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
async def test_the_answer_to_a_live_call_is_lost_under_a_wrong_clock(
    world: World, wrong_by: timedelta, done: bool
) -> None:
    """The play there bears another time than the one that the app takes for now."""
    anna = await world.member("Anna")
    await world.set_clock(wrong_by)
    world.tracker.fake.faults.add(world.tracker.write, drop="after" if done else "before")
    await world.finishes(anna, world.library.episodes[0])
    assert await world.verdict() == []


async def test_the_clock_is_put_right_while_an_answer_is_awaited(world: World) -> None:
    anna = await world.member("Anna")
    settings = (40 * MINUTE, 0 * MINUTE), (0 * MINUTE, -40 * MINUTE), (-9 * MINUTE, 0 * MINUTE)
    for number, (before, after) in enumerate(settings):
        await world.set_clock(before)
        world.tracker.fake.faults.add(world.tracker.write, drop="after")
        await world.finishes(anna, world.library.episodes[number])
        await world.set_clock(after)
        await world.rest()
    assert await world.verdict() == []


async def test_a_sign_in_outlives_a_clock_that_was_a_year_ahead(world: World) -> None:
    anna = await world.member("Anna")
    await world.set_clock(365 * DAY)
    await world.finishes(anna, world.library.films[0])
    await world.rest()
    await world.set_clock(timedelta())
    await world.finishes(anna, world.library.films[1])
    await world.rest()
    renewals = len(world.tracker.fake.calls_to(world.tracker.renew))
    if not world.tracker.knows_password:
        assert renewals <= 2, "not again and again"
    assert await world.verdict() == []


async def test_what_a_service_asks_for_does_not_hold_for_a_year(world: World) -> None:
    anna = await world.member("Anna")
    await world.set_clock(365 * DAY)
    world.tracker.fake.faults.add("*", status=429, headers={"Retry-After": "3600"})
    await world.finishes(anna, world.library.episodes[0])
    await world.calm()
    await world.set_clock(timedelta())
    await world.stay_awake(2 * HOUR, step=15 * MINUTE)
    assert len(world.tracker.held("anna")) == 1
    assert await world.verdict() == []


async def test_a_hand_on_the_clock_does_not_pass_a_watch_off_as_live(world: World) -> None:
    """What is late by the true time is not stamped "now" because the clock went back."""
    anna = await world.member("Anna")
    world.tracker.fake.outage(True)
    await world.finishes(anna, world.library.films[0])
    await world.calm()
    await world.finishes(anna, world.library.films[1])
    await world.pass_time(HOUR)
    await world.set_clock(-HOUR)
    world.tracker.fake.outage(False)
    await world.pass_time(2 * MINUTE)
    await world.pass_time(SECOND)
    assert await world.verdict() == []


@pytest.mark.parametrize("how", ["pressed", "killed"])
async def test_a_try_of_unknown_fate_is_not_put_off_by_a_clock_that_was_a_year_ahead(
    world: World, how: str
) -> None:
    anna = await world.member("Anna")
    await world.set_clock(365 * DAY)
    fault = {"delay_s": 0.05} if how == "killed" else {}
    world.tracker.fake.faults.add(world.tracker.write, drop="after", **fault)
    await world.finishes(anna, world.library.episodes[0], HOUR)
    if how == "killed":
        await world.tracker.fake.called(world.tracker.write)
        await world.cut_power()
    await world.set_clock(timedelta())
    [row] = await world.app.watches()
    [delivery] = row["deliveries"]
    if delivery["state"] == "waiting":
        await world.app.call("POST", f"/deliveries/{delivery['id']}/retry")
    await world.pass_time(MINUTE)
    [row] = await world.app.watches()
    assert row["deliveries"][0]["state"] in ("delivered", "already_there")
    assert await world.verdict() == []


async def test_the_computer_falls_asleep_while_a_live_call_is_under_way(world: World) -> None:
    """What goes out only after it woke up is stamped hours late; its own time is put right."""
    anna = await world.member("Anna")
    world.tracker.fake.faults.add(world.tracker.write, delay_s=0.05)
    await world.finishes(anna, world.library.films[0])
    await world.tracker.fake.called(world.tracker.write)
    world.fall_asleep(2 * HOUR)
    assert await world.verdict() == []
