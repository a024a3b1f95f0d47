"""One viewing is one play, however often and from wherever it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.store import inbox, watched
from scroblarr_desktop.store.records import DeliveryState, InboxState
from tests.sync.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def ignored_as_same(world: World, entry_id: int) -> str:
    """Return the reason why that entry was recorded only."""
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    assert entry is not None
    assert (entry.state, entry.reason_code) == (InboxState.IGNORED, "same_watch")
    return entry.reason


async def test_the_same_event_twice_is_one_play(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    twin = world.finishes(viewer)
    [watch] = await world.delivered()
    assert await ignored_as_same(world, twin) == f"Same watch as {watch.id}."
    assert len(world.user("anna").plays) == 1


async def test_plex_and_jellyfin_telling_of_one_viewing_are_one_play(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.jellyfin_viewer(anna)
    world.link(anna)
    world.finishes(viewer)
    await world.delivered()
    await ignored_as_same(world, world.jellyfin_stops(world.now() + 50 * MINUTE, kind="movie"))
    assert len(world.user("anna").plays) == 1


async def test_the_order_in_which_they_are_told_does_not_matter(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.jellyfin_viewer(anna)
    await world.read(world.finishes(viewer))
    await ignored_as_same(world, world.jellyfin_stops(world.now() - 50 * MINUTE, kind="movie"))
    assert len(world.watches()) == 1


async def test_two_librarys_ids_for_one_episode_meet_by_show_and_numbers(world: World) -> None:
    anna, viewer = world.member("Anna")
    world.jellyfin_viewer(anna)
    await world.read(world.finishes_episode(viewer, 5, Guid=[], guid="local://5"))
    await ignored_as_same(world, world.jellyfin_stops(world.now()))
    assert len(world.watches()) == 1


async def test_farther_apart_than_half_the_run_time_it_is_a_rewatch(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    first = world.now() - 9 * HOUR
    world.finishes(viewer, first)
    world.finishes(viewer, first + 56 * MINUTE)
    watches = await world.delivered(2)
    assert [watch.rewatched for watch in watches] == [False, True]
    plays = world.user("anna").plays
    for play, watch in zip(plays, watches, strict=True):
        assert abs(play.watched_at - watch.watched_at) <= timedelta(seconds=1)


async def test_a_rewatch_on_the_same_day_is_not_taken_for_the_first_live_call(
    world: World,
) -> None:
    """Trakt would refuse the second live call as a duplicate."""
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    await world.delivered()
    world.pass_time(57 * MINUTE)
    world.finishes(viewer)
    await world.delivered(2)
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 1
    assert len(world.trakt.calls_to("POST /sync/history")) == 1
    first, second = (play.watched_at for play in world.user("anna").plays)
    assert second - first > 56 * MINUTE


async def test_a_day_later_the_live_call_is_right_again(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer)
    await world.delivered()
    world.pass_time(DAY + MINUTE)
    world.finishes(viewer)
    await world.delivered(2)
    assert len(world.trakt.calls_to("POST /scrobble/stop")) == 2


async def test_of_two_members_each_has_watches_of_their_own(world: World) -> None:
    _, viewer = world.member("Anna")
    _, other = world.member("Ben")
    await world.read(world.finishes(viewer), world.finishes(other))
    assert len(world.watches()) == 2


async def test_a_deleted_watch_does_not_come_back_with_its_twin(world: World) -> None:
    _, viewer = world.member("Anna")
    await world.read(world.finishes(viewer))
    watched.delete(world.watches()[0].id)
    await ignored_as_same(world, world.finishes(viewer))
    assert world.watches() == []


async def test_the_media_servers_own_count_makes_a_rewatch(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    world.finishes(viewer, viewCount=2)
    [watch] = await world.delivered()
    assert watch.rewatched
    assert len(world.user("anna").plays) == 1


@pytest.mark.parametrize("kind", ["films", "episodes"])
async def test_an_account_that_takes_no_rewatches_says_so_in_the_row(
    world: World, kind: str
) -> None:
    world.film()
    world.show()
    anna, viewer = world.member("Anna")
    world.link(anna, **{f"rewatch_{kind}": False})
    long_ago = world.now() - 9 * HOUR
    finish = world.finishes if kind == "films" else world.finishes_episode
    for at in (long_ago, long_ago + 2 * HOUR):
        finish(viewer, at=at)
    await world.delivered()
    await world.until(lambda: DeliveryState.CANCELLED in world.states())
    [first, again] = world.watches()
    assert first.deliveries[0].state is DeliveryState.DELIVERED
    assert again.deliveries[0].state is DeliveryState.CANCELLED
    assert "rewatches" in again.deliveries[0].message
    other = world.finishes_episode if kind == "films" else world.finishes
    other(viewer, at=long_ago, viewCount=3)
    await world.delivered(2)


async def test_a_rewatch_that_was_left_out_can_still_be_sent(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna, rewatch_films=False)
    await world.read(world.finishes(viewer, viewCount=2))
    world.sync.retry(world.delivery().id)
    await world.delivered()
    assert len(world.user("anna").plays) == 1
