"""Another program of the person writes the same plays, before, after and meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.attacks.clocks import HOUR, MINUTE, SECOND
from tests.attacks.world import World


async def test_what_stands_there_already_is_not_sent(world: World) -> None:
    """A second early or half a run time late, by hand or live."""
    anna = await world.member("Anna")
    for number, off in enumerate((-50 * SECOND, -SECOND, 0 * SECOND, 40 * SECOND, 20 * MINUTE)):
        at = world.clocks.true() - 3 * HOUR
        episode = world.library.episodes[number]
        world.tracker.write_elsewhere("anna", episode, at + off, live=number % 2 == 0)
        await world.finishes(anna, episode, 3 * HOUR)
    assert await world.verdict() == []
    if world.tracker.takes_time:
        assert all(one.foreign for one in world.tracker.held("anna"))
        assert {one["deliveries"][0]["state"] for one in await world.app.watches()} == {
            "already_there"
        }


async def test_a_viewing_of_another_day_stays_and_counts_for_itself(world: World) -> None:
    anna = await world.member("Anna")
    film = world.library.films[0]
    for days in (1, 30, 400):
        at = world.clocks.true() - timedelta(days=days)
        world.tracker.write_elsewhere("anna", film, at, live=False)
    await world.finishes(anna, film, 3 * HOUR)
    assert await world.verdict() == []
    held, plays = world.tracker.held("anna"), (1, 1) if world.tracker.keeps_one else (4, 3)
    assert (len(held), sum(one.foreign for one in held)) == plays


@pytest.mark.parametrize("moment", ["before the question", "after the write", "unanswered"])
async def test_it_writes_at_the_same_time(world: World, moment: str) -> None:
    """What it writes after our question is its own doing; nothing of it is ever removed."""
    anna = await world.member("Anna")
    tracker, episode = world.tracker, world.library.episodes[0]
    at = world.clocks.true() - 2 * HOUR
    if moment == "unanswered":
        tracker.fake.faults.add(tracker.write, drop="before")
    if moment == "before the question":
        tracker.fake.faults.add("GET *", delay_s=0.3)
        await world.finishes(anna, episode, 2 * HOUR)
        tracker.write_elsewhere("anna", episode, at, live=False)
    else:
        await world.finishes(anna, episode, 2 * HOUR)
        await world.calm()
        tracker.write_elsewhere("anna", episode, at, live=False)
    await world.rest()
    held = tracker.held("anna")
    if tracker.keeps_one:
        assert len(held) == 1
    else:
        assert sum(one.foreign for one in held) == 1
    if moment == "after the write" and not tracker.keeps_one:
        assert len(held) == 2
    else:
        assert await world.verdict() == []


async def test_it_scrobbles_everything_live_as_well(world: World) -> None:
    """A plugin of the media server does the same job."""
    anna = await world.member("Anna")
    if not world.tracker.stamps_live:
        return
    for number, film in enumerate(world.library.films[:6]):
        world.tracker.write_elsewhere("anna", film, world.clocks.true(), live=True)
        if number % 2:
            world.tracker.fake.faults.add(world.tracker.write, drop="before")
        await world.finishes(anna, film)
        await world.rest()
        await world.pass_time(3 * HOUR)
    assert await world.verdict() == []
    assert len(world.tracker.held("anna")) == 6


async def test_what_it_removed_is_not_written_again(world: World) -> None:
    """A play that the person took away there stays away."""
    anna = await world.member("Anna")
    await world.finishes(anna, world.library.films[0], HOUR)
    await world.rest()
    world.tracker.forget("anna")
    await world.cut_power()
    await world.pass_time(9 * HOUR, asleep=True)
    await world.rest()
    assert world.tracker.held("anna") == []
