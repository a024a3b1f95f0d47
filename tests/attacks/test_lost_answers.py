"""Answers that never arrive: what was asked may have been done, or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Movie, Thing
from tests.attacks.app_in_process import READ_S
from tests.attacks.clocks import HOUR, MINUTE
from tests.attacks.world import World

LOST: dict[str, dict[str, Any]] = {
    "broken off": {"drop": "after"},
    "500": {"status": 500, "mode": "after"},
    "502": {"status": 502, "mode": "after"},
    "503 with a wait": {"status": 503, "mode": "after", "headers": {"Retry-After": "1"}},
    "504": {"status": 504, "mode": "after"},
    "520": {"status": 520, "mode": "after"},
    "not JSON": {"status": 200, "body": '{"id": 31, "act', "mode": "after"},
    "other JSON": {"status": 200, "body": [1, 2], "mode": "after"},
    "much too late": {"delay_s": READ_S * 1.5},
}
"""What becomes of the answer to a write that was carried out."""

NOT_DONE = {
    how: {"drop": "before"} if "drop" in fault else {**fault, "mode": "before"}
    for how, fault in LOST.items()
    if "delay_s" not in fault
}
"""The same, and the write was not carried out. Nobody can tell the two apart."""


async def strike(
    world: World, thing: Thing, ago: timedelta | None, match: str, fault: dict[str, Any]
) -> None:
    """Let Anna watch something while that goes wrong once."""
    if "delay_s" in fault:
        world.wait_at_most(READ_S)
    struck = world.tracker.fake.faults.add(match, **fault)
    await world.finishes(world.people[0], thing, ago)
    await world.calm()
    assert struck.times == 0, "it went wrong"
    await world.rest()


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
async def test_the_answer_to_a_write_is_lost(world: World, done: bool) -> None:
    await world.member("Anna")
    films, episodes = iter(world.library.films), iter(world.library.episodes)
    write = world.tracker.write
    for fault in (LOST if done else NOT_DONE).values():
        await strike(world, next(films), None, write, fault)
        await strike(world, next(episodes), 5 * HOUR, write, fault)
    assert await world.verdict() == []


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
async def test_the_answers_to_rewatches_are_lost(world: World, done: bool) -> None:
    await world.member("Anna")
    for how in ("broken off", "504"):
        fault = (LOST if done else NOT_DONE)[how]
        await world.pass_time(3 * HOUR)
        for thing in (world.library.films[0], world.library.episodes[0]):
            await strike(world, thing, HOUR, world.tracker.write, fault)
    assert await world.verdict() == []


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
async def test_one_answer_after_the_other_is_lost(world: World, done: bool) -> None:
    """Also those to the questions whether it arrived."""
    await world.member("Anna")
    fault = {"drop": "after" if done else "before"}
    for thing, ago in ((world.library.films[0], 2 * HOUR), (world.library.episodes[0], None)):
        world.tracker.fake.faults.add("* /[!o]*", times=5, **fault)
        await world.finishes(world.people[0], thing, ago)
        await world.rest()
    assert await world.verdict() == []


async def test_answers_to_two_viewings_of_one_film_are_lost_at_once(world: World) -> None:
    anna = await world.member("Anna")
    film = world.library.films[0]
    world.tracker.fake.faults.add(world.tracker.write, drop="after", times=2)
    for hours in (9, 5):
        await world.finishes(anna, film, hours * HOUR)
    assert await world.verdict() == []


async def test_what_arrives_while_an_answer_is_awaited_again_is_not_mixed_up(world: World) -> None:
    """The span that is asked about reaches over the next viewing."""
    anna = await world.member("Anna")
    film = world.library.films[0]
    world.tracker.fake.faults.add(world.tracker.write, drop="before")
    await world.finishes(anna, film, 2 * HOUR)
    await world.calm()
    await world.finishes(anna, film)
    await world.pass_time(20 * MINUTE)
    assert await world.verdict() == []


async def test_a_film_that_only_a_person_can_tell_about(world: World) -> None:
    """Where the tracker cannot be asked the row offers to send again; it is never lost."""
    if world.tracker.takes_time:
        return
    anna = await world.member("Anna")
    film = world.library.films[0]
    assert isinstance(film, Movie)
    world.tracker.fake.faults.add(world.tracker.write, drop="before")
    await world.finishes(anna, film)
    await world.rest()
    count, complaints = await world.judged()
    assert complaints == []
    assert count.asked_about == 1
    [row] = await world.app.watches()
    [delivery] = row["deliveries"]
    await world.app.call("POST", f"/deliveries/{delivery['id']}/retry")
    assert await world.verdict() == []
    count, _ = await world.judged()
    assert (count.plays, count.asked_about) == (1, 0)


@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
async def test_the_power_goes_in_the_middle_of_a_write(world: World, done: bool) -> None:
    """The row says afterwards what was found out, or what was done without finding out."""
    anna, tracker = await world.member("Anna"), world.tracker
    fault = {} if done else {"drop": "before"}
    for number, ago in enumerate((None, 5 * HOUR)):
        tracker.fake.faults.add(tracker.write, delay_s=0.05, **fault)
        written = len(tracker.fake.calls_to(tracker.write))
        await world.finishes(anna, world.library.episodes[number], ago)
        await tracker.fake.called(tracker.write, times=written + 1)
        await world.cut_power()
        await world.rest()
    for row in await world.app.watches():
        [delivery] = row["deliveries"]
        assert delivery["message"].startswith("It was not certain whether it had arrived before.")
        said = "had it" if done else "took it now"
        assert (said if tracker.takes_time else "changes nothing") in delivery["message"]
    assert await world.verdict() == []
