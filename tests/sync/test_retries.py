"""What fails is tried again, at the right times, without end and without haste."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop import attention
from scroblarr_desktop.schedule import RETRY_AFTER
from scroblarr_desktop.store import accounts, deliveries
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.sync.world import World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_the_waits_grow_and_never_end(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    outage = world.trakt.faults.add("*", drop="before", times=None)
    world.finishes(viewer, world.now() - HOUR)
    for tries, wait in enumerate([*RETRY_AFTER, DAY, DAY], start=1):
        await world.tried(tries)
        await world.until(lambda tries=tries: accounts.get(account.id).failures == tries)  # type: ignore[misc]
        probe_at = accounts.get(account.id).probe_at
        assert probe_at is not None
        assert wait * 0.95 <= probe_at - world.now() <= wait * 1.1
        world.pass_time(wait * 1.2)
    world.trakt.faults.remove(outage)
    world.pass_time(2 * DAY)
    await world.delivered()
    assert accounts.get(account.id).failures == 0


async def test_nothing_is_tried_before_its_time(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer, world.now() - HOUR)
    delivery = await world.tried()
    calls = len(world.trakt.calls)
    await world.stay_awake(25 * SECOND)
    assert len(world.trakt.calls) == calls
    assert delivery.next_try_at is not None
    await world.stay_awake(15 * SECOND)
    await world.delivered()


async def test_what_the_service_asks_for_is_obeyed(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", status=429, headers={"Retry-After": "600"})
    world.finishes(viewer)
    delivery = await world.tried()
    assert delivery.waiting_for == "account"
    calls = len(world.trakt.calls)
    await world.stay_awake(9 * MINUTE)
    assert len(world.trakt.calls) == calls
    await world.stay_awake(3 * MINUTE)
    await world.delivered()


@pytest.mark.parametrize("how", ["retry", "retry all", "after sleep"])
async def test_neither_a_person_nor_sleep_hurries_past_it(world: World, how: str) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", status=503, headers={"Retry-After": "7200"})
    world.finishes(viewer)
    delivery = await world.tried()
    calls = len(world.trakt.calls)
    if how == "retry":
        world.sync.retry(delivery.id)
    elif how == "retry all":
        world.sync.retry_all()
    else:
        world.pass_time(HOUR)
    await world.stay_awake(2 * MINUTE)
    assert len(world.trakt.calls) == calls
    world.pass_time(2 * HOUR)
    await world.delivered()


async def test_a_person_may_end_the_wait(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer, world.now() - HOUR)
    delivery = await world.tried()
    await world.until(lambda: accounts.get(account.id).probe_at is not None)
    world.sync.retry(delivery.id)
    await world.delivered()


async def test_after_sleep_everything_that_waited_out_an_outage_is_tried_at_once(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("*", drop="before", times=3)
    world.finishes(viewer, world.now() - HOUR)
    for tries in (1, 2, 3):
        await world.tried(tries)
        await world.until(lambda tries=tries: accounts.get(account.id).failures == tries)  # type: ignore[misc]
        world.pass_time(2 * MINUTE)
    await world.delivered()


async def test_a_clock_that_was_set_back_holds_nothing_up(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.offset = 9 * HOUR
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer, world.now() - HOUR)
    await world.tried()
    await world.until(lambda: accounts.get(account.id).probe_at is not None)
    world.pass_time(-9 * HOUR)
    await world.delivered()


async def test_one_probes_and_its_success_makes_all_due(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    await world.trakt.stop()
    for number in range(1, 6):
        world.finishes_episode(viewer, number, world.now() - number * HOUR)
    await world.until(lambda: accounts.get(account.id).failures == 1)
    assert len(world.attempts()) == 1
    await world.stay_awake(35 * SECOND)
    await world.until(lambda: accounts.get(account.id).failures == 2)
    assert len(world.attempts()) == 2
    assert (world.sync.offline, world.sync.held_up) == (True, ["Trakt"])
    await world.trakt.start()
    world.pass_time(3 * MINUTE)
    await world.delivered(5)
    assert accounts.get(account.id).failures == 0
    assert (world.sync.offline, world.sync.held_up) == (False, [])


async def test_one_that_always_fails_holds_up_nothing_but_itself(world: World) -> None:
    """A service may stumble over a single title."""
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/imdb/tt9000001", status=500, times=None)
    world.finishes(viewer, world.now() - 9 * HOUR)
    for number in (1, 2, 3):
        world.finishes_episode(viewer, number, world.now() - number * HOUR)
    await world.stay_awake(4 * MINUTE, step=3 * SECOND)
    await world.delivered(3)
    [film] = [watch for watch in world.watches() if watch.kind == "movie"]
    assert film.deliveries[0].state is DeliveryState.WAITING


async def test_an_outage_with_nothing_left_to_send_is_noticed_to_be_over(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    await world.trakt.stop()
    world.finishes(viewer, world.now() - HOUR)
    delivery = await world.tried()
    await world.until(lambda: world.sync.offline)
    world.sync.cancel(delivery.id)
    await world.trakt.start()
    world.pass_time(MINUTE)
    await world.until(lambda: accounts.get(account.id).probe_at is None)
    assert not world.sync.offline


@pytest.mark.parametrize("status", [420, 422, 400, 412])
async def test_what_the_service_does_not_take_is_rejected_and_blocks_nothing(
    world: World, status: int
) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    account = world.link(anna)
    world.trakt.faults.add("POST /sync/history", status=status)
    world.finishes(viewer, world.now() - HOUR)
    delivery = await world.tried()
    assert delivery.state is DeliveryState.REJECTED
    assert delivery.message
    assert accounts.get(account.id).probe_at is None
    world.finishes_episode(viewer)
    await world.delivered()
    world.sync.retry(delivery.id)
    await world.delivered(2)


# -- what is not known there


async def test_the_unknown_is_looked_for_daily_for_a_week_then_held(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    for day in range(1, 9):
        delivery = await world.tried(day)
        assert delivery.state is DeliveryState.UNMATCHED
        assert (delivery.next_try_at is None) == (day == 8)
        world.pass_time(DAY + MINUTE)
    calls = len(world.trakt.calls)
    world.pass_time(9 * DAY)
    await world.stay_awake(MINUTE)
    assert len(world.trakt.calls) == calls
    [need] = attention.needs(world.now())
    assert dict(need.actions).keys() == {"retry", "cancel"}
    world.film()
    world.sync.retry(delivery.id)
    await world.delivered()


async def test_a_person_who_asks_again_gets_another_week(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    for day in range(1, 9):
        await world.tried(day)
        world.pass_time(DAY + MINUTE)
    world.sync.retry(world.delivery().id)
    delivery = await world.tried(9)
    assert delivery.next_try_at is not None


async def test_a_remembered_item_that_is_gone_there_is_looked_up_anew_at_once(
    world: World,
) -> None:
    """Duplicates are merged there, and ids change."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer, world.now() - 9 * HOUR)
    await world.delivered()
    looked_up = len(world.trakt.calls_to("GET /search/*"))
    gone = {"added": {"movies": 0, "episodes": 0}, "not_found": {"movies": [{"ids": {}}]}}
    world.trakt.faults.add("POST /sync/history", status=201, body=gone)
    world.finishes(viewer, world.now() - 5 * HOUR)
    await world.delivered(2)
    assert len(world.trakt.calls_to("GET /search/*")) == looked_up + 1
    assert len(world.user("anna").plays) == 2


# -- needs attention after a day


async def test_what_is_a_day_late_needs_attention(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    outage = world.trakt.faults.add("*", drop="before", times=None)
    world.finishes(viewer)
    await world.tried()
    assert attention.needs(world.now()) == []
    world.pass_time(DAY + MINUTE)
    await world.tried(2)
    [need] = attention.needs(world.now())
    assert need.key == f"delivery:{world.delivery().id}"
    assert "Trakt does not have it yet" in need.title
    world.trakt.faults.remove(outage)
    attention.act(world.sync, need.key, "retry")
    await world.delivered()
    assert attention.needs(world.now()) == []


# -- a person's hand during an attempt


async def test_a_delivery_that_is_cancelled_before_the_write_is_not_written(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("GET /search/*")
    world.sync.cancel(world.delivery().id)
    await world.until(lambda: [one.outcome for one in world.attempts()] == ["withdrawn"])
    assert world.states() == [DeliveryState.CANCELLED]
    assert world.user("anna").plays == []


async def test_once_it_is_being_sent_it_can_be_neither_cancelled_nor_retried(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("POST /scrobble/stop", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("POST /scrobble/stop")
    delivery = world.delivery()
    assert delivery.state is DeliveryState.SENDING
    with pytest.raises(Conflict):
        world.sync.cancel(delivery.id)
    with pytest.raises(Conflict):
        world.sync.retry(delivery.id)
    await world.delivered()
    with pytest.raises(Conflict):
        world.sync.retry(delivery.id)


async def test_cancelled_and_asked_for_again_during_one_attempt_it_goes_out_once(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("GET /search/*")
    delivery = world.delivery()
    world.sync.cancel(delivery.id)
    world.sync.retry(delivery.id)
    await world.delivered()
    await world.stay_awake(2 * MINUTE)
    assert len(world.user("anna").plays) == 1


async def test_what_does_not_exist_cannot_be_retried(world: World) -> None:
    with pytest.raises(Missing):
        world.sync.retry(4711)
    assert deliveries.counts()[DeliveryState.WAITING] == 0
