"""What a person did with a watch can be read afterwards."""

from __future__ import annotations

from datetime import timedelta

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.store import log, trail
from scroblarr_desktop.store.records import DeliveryState, Removal
from scroblarr_desktop.store.trail import Moved, Rematched, TakenBack
from scroblarr_desktop.watches import Kind
from tests.sync.world import World

HOUR = timedelta(hours=1)


async def annas(world: World) -> tuple[int, int, int]:
    """Anna has the film, here and at Trakt; return the watch, Anna and Ben."""
    world.film()
    (anna, viewer), (ben, _) = world.member("Anna"), world.member("Ben")
    world.link(anna)
    world.link(ben)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.delivered()
    [watch] = world.watches()
    return watch.id, anna.id, ben.id


def moved(watch_id: int) -> list[tuple[str, tuple[str, ...], tuple[TakenBack, ...]]]:
    steps = trail.of(watch_id)
    return [(one.giver, one.takers, one.taken_back) for one in steps if isinstance(one, Moved)]


async def test_a_moved_watch_says_whose_it_was_and_what_was_taken_back(world: World) -> None:
    watch_id, anna, ben = await annas(world)
    world.trakt.outage(True)
    [bens] = world.sync.correcting.give([watch_id], [ben]).made
    pending = TakenBack("trakt", Removal.CANCEL)
    assert moved(bens) == moved(watch_id) == [("Anna", ("Ben",), (pending,))]
    world.trakt.outage(False)
    world.pass_time(2 * HOUR)
    await world.until(lambda: log.watch(watch_id) is None)
    gone = TakenBack("trakt", None)
    assert moved(bens) == [("Anna", ("Ben",), (gone,))]
    await world.delivered(1)
    [again] = world.sync.correcting.give([bens], [anna]).made
    await world.until(lambda: log.watch(bens) is None)
    assert moved(again) == [("Anna", ("Ben",), (gone,)), ("Ben", ("Anna",), (gone,))]


async def test_given_to_somebody_as_well_nothing_is_taken_back(world: World) -> None:
    watch_id, anna, ben = await annas(world)
    [bens] = world.sync.correcting.give([watch_id], [anna, ben]).made
    [step] = trail.of(bens)
    assert isinstance(step, Moved)
    assert (step.keeps, step.takers, step.taken_back) == (True, ("Ben",), ())


async def test_an_undone_watch_says_so_while_it_is_still_there(world: World) -> None:
    watch_id, _, _ = await annas(world)
    world.trakt.outage(True)
    world.sync.correcting.undo([watch_id])
    assert moved(watch_id) == [("Anna", (), (TakenBack("trakt", Removal.CANCEL),))]


async def test_a_watch_matched_anew_says_as_what(world: World) -> None:
    watch_id, _, _ = await annas(world)
    right = world.catalogue.add_movie("The Lantern Years", 2023)
    [delivery] = world.watches()[0].deliveries
    target = {"movie": {"ids": {"trakt": right.trakt}}}
    match = Match(Kind.MOVIE, str(right.trakt), right.title, target)
    world.sync.correcting.correct(delivery.id, match)
    await world.until(lambda: [one.thing for one in world.user("anna").plays] == [right])
    await world.until(lambda: world.states() == [DeliveryState.DELIVERED])
    [step] = trail.of(watch_id)
    assert isinstance(step, Rematched)
    assert (step.destination, step.title, step.taken_back) == ("trakt", right.title, True)
