"""Watches of one item that go out in another order than they were watched or planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.store.models import DeliveryRow
from tests.attacks.clocks import HOUR, MINUTE
from tests.attacks.trackers import TRACKERS
from tests.attacks.world import World

TELL_PLAYS_APART = [one for one in TRACKERS if one.takes_time]


async def test_the_later_planned_goes_out_first(world: World) -> None:
    """What goes out first is the first watch there, whichever was planned as such."""
    anna = await world.member("Anna")
    world.tracker.end("anna")
    await world.pass_time(MINUTE)
    for thing in (world.library.episodes[0], world.library.films[0]):
        for hours in (40, 60, 50):
            await world.finishes(anna, thing, hours * HOUR)
    await world.finishes(anna, world.library.episodes[0])
    assert await world.verdict() == []


async def test_a_rewatch_does_not_overtake_a_first_watch_in_doubt(world: World) -> None:
    """Repeated behind it the first watch would change nothing, and one of the two be missing."""
    anna = await world.member("Anna")
    for number, drop in enumerate(("before", "after")):
        episode = world.library.episodes[number]
        world.tracker.fake.faults.add(world.tracker.write, drop=drop)
        await world.finishes(anna, episode, 50 * HOUR)
        await world.calm()
        await world.finishes(anna, episode, 60 * HOUR)
        await world.finishes(anna, world.library.films[number])
        await world.rest()
    assert await world.verdict() == []


async def test_all_watches_of_an_item_are_of_unknown_fate(world: World) -> None:
    anna = await world.member("Anna")
    world.tracker.fake.faults.add(world.tracker.write, drop="before", times=2)
    world.tracker.fake.faults.add(world.tracker.write, drop="after", times=2)
    for hours in (60, 30, 90, 0):
        await world.finishes(anna, world.library.episodes[0], hours * HOUR or None)
        await world.pass_time(timedelta(seconds=20))
    assert await world.verdict() == []


@pytest.mark.parametrize("world", TELL_PLAYS_APART, ids=lambda one: one.name, indirect=True)
async def test_an_earlier_watch_in_doubt_takes_nothing_from_one_that_just_ended(
    world: World,
) -> None:
    """Cut off one after the other within seconds: what went out with its own time has no other."""
    anna = await world.member("Anna")
    fake, write = world.tracker.fake, world.tracker.write
    for number, drop in enumerate((None, "before")):
        episode = world.library.episodes[number]
        for ago, fault in ((50 * HOUR, {"drop": drop} if drop else {}), (None, {})):
            fake.faults.add(write, delay_s=0.1, **fault)
            written = len(fake.calls_to(write))
            await world.finishes(anna, episode, ago)
            await fake.called(write, times=written + 1)
            await world.cut_power()
        put_off_the_first_in_doubt()
        await world.rest()
    assert await world.verdict() == []


def put_off_the_first_in_doubt() -> None:
    """Let it be asked about last, as after a question that failed."""
    waits = DeliveryRow.next_try_at.is_null(False)
    in_doubt = DeliveryRow.select().where(DeliveryRow.fate_unknown, waits)
    first, _live = in_doubt.order_by(DeliveryRow.id)
    first.next_try_at += HOUR
    first.save()
