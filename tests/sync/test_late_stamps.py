"""A live call that a sleeping computer sends late: "now" is the wrong time there by then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.trakt.world import Play
from scroblarr_desktop.destinations import Access, Match, Written
from scroblarr_desktop.store import removals
from scroblarr_desktop.store.records import DeliveryState, Removal
from tests.sync.world import World

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LIVE, DATED = "POST /scrobble/stop", "POST /sync/history"
REMOVE = "POST /sync/history/remove"


def plays(world: World) -> list[Play]:
    return world.user("anna").plays


async def sleeps_during_the_call(world: World, span: timedelta = 8 * HOUR) -> datetime:
    """Return when Anna finished the film; the call leaves this computer so much later."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add(LIVE, delay_s=0.05)
    at = world.now()
    world.finishes(viewer, at)
    await world.trakt.called(LIVE)
    world.pass_time(span)
    return at


async def finishes_at_the_last_moment(world: World, pass_s: float) -> datetime:
    """Return when Anna finished the film; so much time passes after Trakt wrote it down."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    client: Any = world.destinations["trakt"]
    write = client.write_live

    async def slowly(access: Access, match: Match) -> Written:
        written: Written = await write(access, match)
        world.offset += timedelta(seconds=pass_s)
        return written

    client.write_live = slowly
    at = world.now()
    world.finishes(viewer, at)
    await world.tried()
    return at


async def put_right(world: World, at: datetime) -> None:
    """Wait until the only play bears the watched time, and the log says that all is well."""
    await world.until(lambda: world.states() == ["delivered"] and len(world.attempts()) == 3)
    [play] = plays(world)
    assert abs(play.watched_at - at) <= SECOND
    assert (world.delivery().state, world.delivery().removal) == (DeliveryState.DELIVERED, None)


async def test_its_own_time_replaces_the_time_of_waking_up(world: World) -> None:
    other = world.trakt.record_play(world.user("anna"), world.film(), world.now() + 7 * HOUR)
    at = await sleeps_during_the_call(world)
    await world.until(lambda: world.states() == ["delivered"] and len(world.attempts()) == 3)
    assert [one.outcome for one in world.attempts()] == ["delivered", "removed", "delivered"]
    assert "the computer slept" in world.attempts()[1].message
    [kept, mine] = plays(world)
    assert kept is other
    assert abs(mine.watched_at - at) <= SECOND
    assert len(world.trakt.calls_to(REMOVE)) == 1


async def test_a_slow_answer_about_a_good_time_changes_nothing(world: World) -> None:
    await finishes_at_the_last_moment(world, 15)
    await world.pause()
    assert world.states() == ["delivered"]
    assert world.trakt.calls_to(REMOVE) == []
    assert world.trakt.calls_to(DATED) == []


async def test_a_clock_that_was_set_back_changes_nothing(world: World) -> None:
    await finishes_at_the_last_moment(world, -3600)
    await world.pause()
    assert world.trakt.calls_to("GET /sync/*") == []
    assert world.trakt.calls_to(REMOVE) == []


@pytest.mark.parametrize("fault", [{"status": 503}, {"drop": "before"}, {"status": 401}])
async def test_where_it_cannot_be_asked_its_own_time_is_written_to_be_safe(
    world: World, fault: dict[str, Any]
) -> None:
    world.trakt.faults.add("GET /sync/*", **fault)
    at = await sleeps_during_the_call(world)
    await put_right(world, at)


@pytest.mark.parametrize("fault", [{"status": 502}, {"drop": "after"}, {"status": 429}])
async def test_taking_back_is_tried_until_it_works(world: World, fault: dict[str, Any]) -> None:
    world.trakt.faults.add(REMOVE, **fault)
    at = await sleeps_during_the_call(world)
    await world.tried(2)
    world.pass_time(HOUR)
    await world.until(lambda: world.states() == ["delivered"] and len(world.attempts()) == 4)
    [play] = plays(world)
    assert abs(play.watched_at - at) <= SECOND


async def test_the_end_of_the_app_in_between_changes_nothing(world: World) -> None:
    world.trakt.faults.add(REMOVE, drop="after", delay_s=0.02)
    at = await sleeps_during_the_call(world)
    await world.trakt.called(REMOVE)
    await world.kill()
    world.pass_time(HOUR)
    await world.until(lambda: world.states() == ["delivered"] and world.delivery().removal is None)
    [play] = plays(world)
    assert abs(play.watched_at - at) <= SECOND


async def test_what_is_not_taken_back_is_not_sent_twice(world: World) -> None:
    world.trakt.faults.add(REMOVE, status=422)
    await sleeps_during_the_call(world)
    await world.until(lambda: len(world.attempts()) == 2 and world.delivery().removal is None)
    world.pass_time(HOUR)
    await world.pause()
    assert len(plays(world)) == 1
    assert world.trakt.calls_to(DATED) == []
    assert world.delivery().state is DeliveryState.DELIVERED
    assert "wrong time" in world.delivery().message


@pytest.mark.parametrize("then", [Removal.RESEND, Removal.RETIME])
async def test_an_undone_watch_is_not_sent_anew(world: World, then: Removal) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer, world.now() - 3 * HOUR)
    [watch] = await world.delivered()
    world.trakt.outage(True)
    removals.ask(world.delivery().id, "It is to be another one.", world.now(), then)
    await world.tried(2)
    world.sync.correcting.undo([watch.id])
    world.trakt.outage(False)
    world.pass_time(HOUR)
    await world.until(lambda: world.watches() == [])
    await world.pause()
    assert plays(world) == []
    assert len(world.trakt.calls_to(DATED)) == 1
