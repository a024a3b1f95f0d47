"""It was somebody else, nobody, or another title: put right, whatever happens on the way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.store import (
    accounts,
    corrections,
    deliveries,
    holds,
    household,
    log,
    never,
    trail,
    watched,
)
from scroblarr_desktop.store.records import DeliveryState, LoggedWatch, Member, Reach, Removal
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import Kind
from tests.sync.world import World, episode

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def times(world: World, name: str) -> list[datetime]:
    return [play.watched_at for play in world.user(name).plays]


async def annas(world: World, ago: timedelta = 3 * HOUR) -> tuple[Member, Member, datetime]:
    """Anna and Ben are linked; the film that Anna's viewer finished stands in her history."""
    world.film()
    (anna, viewer), (ben, _) = world.member("Anna"), world.member("Ben")
    world.link(anna)
    world.link(ben)
    at = (world.now() - ago).replace(microsecond=0)
    world.finishes(viewer, at)
    await world.delivered()
    return anna, ben, at


def whose(world: World) -> list[str]:
    return [one.member.name for one in world.watches() if one.member is not None]


async def settled(world: World, *names: str) -> None:
    def is_so() -> bool:
        states = world.states()
        return whose(world) == list(names) and all(s is DeliveryState.DELIVERED for s in states)

    await world.until(is_so)


async def test_it_leaves_the_one_and_comes_to_the_other_with_its_time(world: World) -> None:
    anna, ben, at = await annas(world)
    [watch] = world.watches()
    corrected = world.sync.correcting.give([watch.id], [ben.id])
    assert (len(corrected.made), corrected.taken, corrected.removals) == (1, 1, 1)
    await settled(world, "Ben")
    assert (times(world, "anna"), times(world, "ben")) == ([], [at])
    assert world.trakt.dangerous_writes == 0
    assert log.watch(watch.id) is None
    assert household.member(anna.id).name == "Anna"


async def test_it_is_put_right_after_an_outage_in_between(world: World) -> None:
    _, ben, at = await annas(world)
    [watch] = world.watches()
    world.trakt.outage(True)
    world.sync.correcting.give([watch.id], [ben.id])
    await world.until(lambda: len(world.attempts()) >= 3)
    assert times(world, "anna") == [at]
    [left, right] = world.watches()
    assert left.undone
    assert left.deliveries[0].removal is Removal.CANCEL
    assert right.deliveries[0].state is DeliveryState.WAITING
    await world.restart()
    world.trakt.outage(False)
    world.pass_time(2 * HOUR)
    await settled(world, "Ben")
    assert (times(world, "anna"), times(world, "ben")) == ([], [at])


async def test_several_may_have_watched_it(world: World) -> None:
    anna, ben, at = await annas(world)
    [watch] = world.watches()
    world.sync.correcting.give([watch.id], [anna.id, ben.id])
    await settled(world, "Anna", "Ben")
    assert (times(world, "anna"), times(world, "ben")) == ([at], [at])
    assert len(world.trakt.calls_to("POST /sync/history/remove")) == 0


async def test_who_has_it_already_gets_it_once(world: World) -> None:
    _, ben, at = await annas(world)
    [(viewer, *_)] = [household.viewers_of(ben.id)]
    world.finishes(int(viewer.account_id), at + MINUTE)
    await world.delivered(2)
    first = world.watches()[0]
    assert world.sync.correcting.give([first.id], [ben.id]).made == ()
    await settled(world, "Ben")
    assert times(world, "ben") == [at + MINUTE]


async def test_the_same_event_again_does_not_bring_it_back(world: World) -> None:
    anna, ben, at = await annas(world)
    [watch] = world.watches()
    world.sync.correcting.give([watch.id], [ben.id])
    await settled(world, "Ben")
    [viewer] = household.viewers_of(anna.id)
    await world.read(world.finishes(int(viewer.account_id), at))
    assert whose(world) == ["Ben"]
    later = at + 2 * HOUR + 30 * MINUTE
    await world.read(world.finishes(int(viewer.account_id), later))
    assert whose(world) == ["Ben", "Anna"]


async def test_and_back_again(world: World) -> None:
    anna, ben, at = await annas(world)
    [watch] = world.watches()
    [new] = world.sync.correcting.give([watch.id], [ben.id]).made
    await settled(world, "Ben")
    world.sync.correcting.give([new], [anna.id])
    await settled(world, "Anna")
    assert (times(world, "anna"), times(world, "ben")) == ([at], [])


async def test_and_back_again_a_rewatch_is_a_rewatch(world: World) -> None:
    world.film()
    (anna, viewer), (ben, _) = world.member("Anna"), world.member("Ben")
    world.link(anna)
    world.link(ben)
    world.finishes(viewer, world.now() - 3 * HOUR, viewCount=2)
    [watch] = await world.delivered()
    [bens] = world.sync.correcting.give([watch.id], [ben.id]).made
    await settled(world, "Ben")
    assert not world.watches()[0].rewatched
    [back] = world.sync.correcting.give([bens], [anna.id]).made
    await settled(world, "Anna")
    assert world.watches()[0].rewatched
    assert deliveries.get(world.delivery().id).rewatched
    assert trail.before_moves(back, ben.id) == bens
    assert trail.before_moves(back, anna.id) == watch.id


async def test_and_back_again_the_first_watch_is_no_rewatch(world: World) -> None:
    world.film()
    (anna, viewer), (ben, _) = world.member("Anna"), world.member("Ben")
    at = world.now() - 9 * HOUR
    for hours in (0, 3):
        await world.read(world.finishes(viewer, at + hours * HOUR))
    [first, _] = world.watches()
    [bens] = world.sync.correcting.give([first.id], [ben.id]).made
    world.sync.correcting.give([bens], [anna.id])
    assert [one.rewatched for one in world.watches()] == [False, True]


async def test_and_back_again_while_nothing_can_be_reached(world: World) -> None:
    anna, ben, at = await annas(world)
    [watch] = world.watches()
    world.trakt.outage(True)
    [new] = world.sync.correcting.give([watch.id], [ben.id]).made
    world.sync.correcting.give([new], [anna.id])
    await world.until(lambda: len(world.attempts()) >= 2)
    world.trakt.outage(False)
    world.pass_time(2 * HOUR)
    await settled(world, "Anna")
    assert (times(world, "anna"), times(world, "ben")) == ([at], [])


async def test_a_moment_ago_it_goes_with_its_own_time_all_the_same(world: World) -> None:
    _, ben, at = await annas(world, ago=timedelta(seconds=2))
    [watch] = world.watches()
    world.sync.correcting.give([watch.id], [ben.id])
    await settled(world, "Ben")
    assert times(world, "ben") == [at]


async def test_undone_it_is_nowhere_and_stays_so(world: World) -> None:
    anna, _, at = await annas(world)
    [watch] = world.watches()
    world.sync.correcting.undo([watch.id])
    await world.until(lambda: world.watches() == [])
    assert times(world, "anna") == []
    [viewer] = household.viewers_of(anna.id)
    await world.read(world.finishes(int(viewer.account_id), at))
    assert world.watches() == []
    with pytest.raises(Missing):
        world.sync.correcting.undo([watch.id])


async def test_where_nothing_can_be_removed_the_row_says_so(world: World) -> None:
    world.film()
    (anna, viewer), (ben, _) = world.member("Anna"), world.member("Ben")
    await world.link_tvtime(anna)
    world.finishes(viewer, world.now() - HOUR, Guid=[{"id": "imdb://tt9000001"}])
    await world.delivered()
    [watch] = world.watches()
    world.sync.correcting.give([watch.id], [ben.id])
    left, right = world.watches()
    assert left.undone
    [delivery] = left.deliveries
    assert delivery.removal is Removal.LEFT
    assert delivery.message.startswith("TV Time keeps it: remove it there by hand.")
    assert delivery.message.endswith("You said that Ben watched it.")
    assert right.deliveries == ()
    with pytest.raises(Conflict):
        world.sync.correcting.give([left.id], [anna.id])


async def test_a_pause_holds_it_back_at_the_right_one(world: World) -> None:
    _, ben, _ = await annas(world)
    [watch] = world.watches()
    holds.start_pause(ben.id, None)
    world.sync.correcting.give([watch.id], [ben.id])
    await world.until(lambda: times(world, "anna") == [] and whose(world) == ["Ben"])
    assert times(world, "ben") == []
    holds.resume(ben.id, "send")
    world.sync.wake()
    await settled(world, "Ben")


async def test_a_watch_deleted_before_can_be_given_back(world: World) -> None:
    anna, ben, _ = await annas(world)
    [watch] = world.watches()
    [made] = world.sync.correcting.give([watch.id], [ben.id]).made
    await settled(world, "Ben")
    watched.delete(made)
    await world.pause()
    assert world.watches() == []
    with pytest.raises(Missing):
        world.sync.correcting.give([made], [anna.id])


async def test_nobody_is_nobody(world: World) -> None:
    await annas(world)
    [watch] = world.watches()
    for members in ([], [99]):
        with pytest.raises(Missing):
            world.sync.correcting.give([watch.id], members)
    assert whose(world) == ["Anna"]


# -- another title


async def found(world: World, watch: LoggedWatch, text: str) -> Match:
    hits = await world.sync.correcting.search(watch.deliveries[0].id, text)
    [match] = [hit.match for hit in hits if hit.title == text]
    assert match is not None
    return match


async def test_another_title_takes_the_place_of_the_first(world: World) -> None:
    _, _, at = await annas(world)
    right = world.catalogue.add_movie("The Lantern Years", 2023, imdb="tt9000777")
    [watch] = world.watches()
    world.sync.correcting.correct(
        watch.deliveries[0].id, await found(world, watch, "The Lantern Years")
    )
    await world.until(lambda: [p.thing for p in world.user("anna").plays] == [right])
    await settled(world, "Anna")
    assert times(world, "anna") == [at]
    assert world.trakt.dangerous_writes == 0


async def test_it_is_remembered_for_that_item(world: World) -> None:
    anna, _, at = await annas(world)
    right = world.catalogue.add_movie("The Lantern Years", 2023, imdb="tt9000777")
    [watch] = world.watches()
    match = await found(world, watch, "The Lantern Years")
    world.sync.correcting.correct(watch.deliveries[0].id, match)
    await world.until(lambda: [p.thing for p in world.user("anna").plays] == [right])
    [viewer] = household.viewers_of(anna.id)
    await world.read(world.finishes(int(viewer.account_id), at + 2 * HOUR + 50 * MINUTE))
    await world.delivered(2)
    assert [p.thing for p in world.user("anna").plays] == [right, right]
    with pytest.raises(Conflict):
        world.sync.correcting.correct(watch.deliveries[0].id, match)


async def test_what_was_not_matched_goes_out_as_chosen(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.link(anna)
    show = world.show(8)
    for number in (5, 6):
        changes = episode(number) | {"grandparentTitle": "Harbor St.", "Guid": []}
        world.plex_sends("media.scrobble", viewer, world.now() - 3 * HOUR, **changes)
    await world.until(lambda: world.states() == [DeliveryState.UNMATCHED] * 2)
    first = world.watches()[0].deliveries[0]
    [hit, *_] = await world.sync.correcting.search(first.id, "Harbour Street")
    episodes = await world.sync.correcting.episodes(first.id, hit)
    assert [(one.season, one.number) for one in episodes] == [(2, n) for n in range(1, 9)]
    world.sync.correcting.correct(first.id, episodes[4].match)
    await world.until(lambda: DeliveryState.DELIVERED in world.states())
    assert [p.thing for p in world.user("anna").plays] == [show.season(2)[4]]
    assert sorted(world.states()) == [DeliveryState.DELIVERED, DeliveryState.UNMATCHED]


async def test_what_was_chosen_and_is_gone_there_waits_for_the_person(world: World) -> None:
    _, _, _ = await annas(world)
    [watch] = world.watches()
    gone = Match(Kind.MOVIE, "424242", "Nothing", {"movie": {"ids": {"trakt": 424242}}})
    world.sync.correcting.correct(watch.deliveries[0].id, gone)
    await world.until(lambda: world.states() == [DeliveryState.UNMATCHED])
    assert times(world, "anna") == []


async def test_where_nothing_can_be_removed_the_old_title_is_named(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    await world.link_tvtime(anna)
    right = world.catalogue.add_movie("The Lantern Years", 2023, imdb="tt9000777")
    world.finishes(viewer, world.now() - HOUR, Guid=[{"id": "imdb://tt9000001"}])
    await world.delivered()
    [watch] = world.watches()
    match = await found(world, watch, "The Lantern Years")
    assert match.id == right.tvtime_uuid
    world.sync.correcting.correct(watch.deliveries[0].id, match)
    await world.until(lambda: log.attempts(watch.id)[watch.deliveries[0].id][-1].outcome != "")
    await world.until(lambda: len(world.attempts()) == 2 and world.states()[0] == "delivered")
    [watch] = world.watches()
    assert watch.note.startswith("TV Time keeps it: remove it there by hand.")


async def test_a_film_is_no_episode_and_an_unlinked_account_cannot_be_asked(world: World) -> None:
    await annas(world)
    [watch] = world.watches()
    delivery_id = watch.deliveries[0].id
    with pytest.raises(Conflict):
        world.sync.correcting.correct(delivery_id, Match(Kind.EPISODE, "1", "", {}))
    accounts.unlink(watch.deliveries[0].account_id)
    with pytest.raises(Conflict):
        await world.sync.correcting.search(delivery_id, "x")


# -- never


async def test_a_show_that_is_never_sent_is_recorded_only(world: World) -> None:
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes_episode(viewer, 5, world.now() - 3 * HOUR)
    await world.delivered()
    [watch] = world.watches()
    rule = never.add(watch.id, Reach.SHOW)
    assert (rule.name, never.of_member(anna.id)) == ("Harbour Street", [rule])
    await world.read(world.finishes_episode(viewer, 6))
    assert world.states() == [DeliveryState.DELIVERED, DeliveryState.CANCELLED]
    message = world.watches()[1].deliveries[0].message
    assert message == "You chose never to send Harbour Street."
    never.remove(rule.id)
    await world.read(world.finishes_episode(viewer, 7))
    await world.delivered(2)
    with pytest.raises(Missing):
        never.remove(rule.id)


async def test_a_title_that_is_never_sent_is_taken_out_of_what_waits(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.trakt.outage(True)
    world.finishes(viewer, world.now() - 3 * HOUR)
    await world.tried()
    [watch] = world.watches()
    never.add(watch.id, Reach.TITLE)
    assert never.add(watch.id, Reach.TITLE) == never.of_member(anna.id)[0]
    assert world.states() == [DeliveryState.CANCELLED]
    assert never.watches_of(anna.id) == [watch.id]
    with pytest.raises(Conflict):
        never.add(watch.id, Reach.SHOW)


async def test_undoing_through_the_store_alone_leaves_nothing_pending(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.film()
    await world.read(world.finishes(viewer))
    [watch] = world.watches()
    assert corrections.undo([watch.id], world.now()).removals == 0
    assert world.watches() == []
    assert corrections.items_of([watch.id])[watch.id].title == "The Lantern Year"
    assert anna.name == "Anna"
