"""Pauses stop sending, never receiving."""

from __future__ import annotations

from datetime import timedelta

from scroblarr_desktop.store import holds
from scroblarr_desktop.store.records import DeliveryState, HoldKind
from tests.sync.world import World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def test_during_a_pause_watches_are_kept_and_afterwards_one_question_asks(
    world: World,
) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    holds.start_pause(None, None)
    await world.read(world.finishes(viewer), world.finishes_episode(viewer))
    assert holds.questions() == []
    assert world.trakt.calls == []
    watched = [watch.watched_at for watch in world.watches()]
    holds.resume(None, None)
    world.pass_time(HOUR)
    [question] = holds.questions()
    assert (question.kind, question.count) == (HoldKind.PAUSE, 2)
    await world.stay_awake(2 * MINUTE)
    assert world.user("anna").plays == [], "until answered they wait"
    holds.answer(question.id, holds.SEND)
    await world.delivered(2)
    plays = sorted(play.watched_at for play in world.user("anna").plays)
    assert all(abs(a - b) <= timedelta(seconds=1) for a, b in zip(plays, watched, strict=True))


async def test_they_may_be_kept_here_only(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    holds.start_pause(None, None)
    await world.read(world.finishes(viewer))
    holds.resume(None, holds.KEEP)
    assert world.states() == [DeliveryState.CANCELLED]
    assert world.delivery().message == "You chose to keep it here only."
    assert holds.questions() == []


async def test_a_pause_ends_by_itself_and_what_follows_is_sent(world: World) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    holds.start_pause(None, world.now() + HOUR)
    await world.read(world.finishes(viewer))
    await world.stay_awake(50 * MINUTE)
    assert holds.pauses() != []
    await world.stay_awake(11 * MINUTE)
    await world.until(lambda: holds.pauses() == [])
    world.finishes_episode(viewer)
    await world.delivered(1)
    assert [question.count for question in holds.questions()] == [1]


async def test_a_pause_without_watches_asks_nothing(world: World) -> None:
    world.member("Anna")
    holds.start_pause(None, world.now() + MINUTE)
    world.pass_time(2 * MINUTE)
    await world.until(lambda: holds.pauses() == [])
    assert holds.questions() == []


async def test_a_members_pause_is_nobody_elses(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    ben, other = world.member("Ben")
    world.link(anna)
    world.link(ben)
    holds.start_pause(anna.id, None)
    world.finishes(viewer)
    world.finishes(other)
    await world.delivered()
    assert (len(world.user("anna").plays), len(world.user("ben").plays)) == (0, 1)
    holds.resume(anna.id, holds.SEND)
    await world.delivered(2)


async def test_what_waited_before_a_pause_goes_out_after_it_without_a_question(
    world: World,
) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("*", drop="before")
    world.finishes(viewer)
    await world.tried()
    holds.start_pause(None, None)
    calls = len(world.trakt.calls)
    await world.stay_awake(5 * MINUTE)
    assert len(world.trakt.calls) == calls
    holds.resume(None, None)
    await world.delivered()
    assert holds.questions() == []


async def test_a_pause_stops_an_attempt_that_has_not_written_yet(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.faults.add("GET /search/*", delay_s=0.2)
    world.finishes(viewer)
    await world.trakt.called("GET /search/*")
    holds.start_pause(None, None)
    await world.until(lambda: [one.outcome for one in world.attempts()] == ["withdrawn"])
    assert world.user("anna").plays == []
    assert world.states() == [DeliveryState.WAITING]
    holds.resume(None, None)
    await world.delivered()
