"""One member's trouble never delays another, and one tracker's never that of the same member."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.app_in_process import READ_S
from tests.attacks.clocks import DAY, HOUR, MINUTE
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.truth import Person
from tests.attacks.world import World, a_world

SOON_S = 10.0
"""Within this real time; what is held up by another's trouble takes minutes."""

SILENT_S = 60.0
NAMES = [one.name for one in TRACKERS]


def goes_wrong(match: str = "*", **how: Any) -> Callable[[Tracker], Any]:
    """Return what lets all such calls for Anna go wrong."""
    return lambda one: one.fake.faults.add(match, user="anna", times=None, **how)


TROUBLES: dict[str, Callable[[Tracker], Any]] = {
    "429": goes_wrong(status=429, headers={"Retry-After": "86000"}),
    "502": goes_wrong(status=502),
    "broken off": goes_wrong(drop="after"),
    "no answer": goes_wrong(delay_s=READ_S * 1.5),
    "refused": goes_wrong("POST *", status=422),
    "ended": lambda one: one.end("anna"),
    "expired": lambda one: one.expire("anna"),
}


async def delivered(world: World, person: Person, number: int, where: Tracker) -> None:
    """Let somebody watch something, and wait until that tracker has it, while no time passes."""
    film = world.library.films[number]
    await world.finishes(person, film)
    async with asyncio.timeout(SOON_S):
        while not any(one.thing is film for one in where.held(person.name)):
            await asyncio.sleep(0.001)


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_one_members_trouble_is_not_anothers(world: World, trouble: str) -> None:
    anna, ben = await world.member("Anna"), await world.member("Ben")
    if trouble == "no answer":
        world.wait_at_most(READ_S)
    TROUBLES[trouble](world.tracker)
    for number in range(5):
        await world.finishes(anna, world.library.episodes[number], number * HOUR + HOUR)
    await delivered(world, ben, 0, world.tracker)
    await world.pass_time(DAY)
    await delivered(world, ben, 1, world.tracker)
    world.tracker.fake.faults.clear()
    await world.rest()
    await world.retry_rejected()
    assert await world.verdict() == []


@pytest.mark.parametrize("tracker", TRACKERS, ids=NAMES)
async def test_a_long_queue_delays_neither_another_nor_what_is_just_finished(
    tmp_path: Path, tracker: type[Tracker]
) -> None:
    """Behind its own queue a watch would no longer be live when its turn comes."""
    async with a_world(tmp_path / "data", [tracker], faster=15) as world:
        anna, ben = await world.member("Anna"), await world.member("Ben")
        world.tracker.fake.outage(True)
        for number in range(30):
            await world.finishes(anna, world.library.episodes[number], number * HOUR + HOUR)
        await world.calm()
        world.tracker.fake.outage(False)
        world.fall_asleep(HOUR)
        await delivered(world, ben, 0, world.tracker)
        await delivered(world, anna, 1, world.tracker)
        assert len(world.tracker.held("anna")) < 31, "the queue is still going"
        assert await world.verdict() == []


@pytest.mark.parametrize("silent", range(len(TRACKERS)), ids=NAMES)
async def test_a_tracker_that_never_answers_delays_no_other(tmp_path: Path, silent: int) -> None:
    """However many accounts wait for it."""
    async with a_world(tmp_path / "data") as world:
        world.wait_at_most(SILENT_S)
        people = [await world.member(f"Member{number}") for number in range(9)]
        quiet, other = world.trackers[silent], world.trackers[silent - 1]
        quiet.fake.faults.add("*", delay_s=SILENT_S, times=None)
        for person in people:
            await world.finishes(person, world.library.films[0], 2 * HOUR)
        await quiet.fake.called("*", times=9, within_s=SILENT_S / 2)
        await delivered(world, people[0], 1, other)
        assert {call.status for call in quiet.fake.calls} == {None}, "nobody was answered yet"
        await quiet.fake.stop()


async def test_somebody_elses_account_is_never_touched(whole_world: World) -> None:
    """Two members, one viewer together, one stranger at each tracker, and much trouble."""
    world = whole_world
    anna, ben = await world.member("Anna"), await world.member("Ben")
    for tracker in world.trackers:
        tracker.granted("stranger")
        tracker.fake.faults.add("*", drop="after", times=3)
        tracker.expire("anna")
    for number in range(5):
        await world.finishes(anna, world.library.films[number], HOUR)
        await world.finishes(ben, world.library.films[number + 1], HOUR)
        await world.pass_time(MINUTE)
    assert await world.verdict() == []
