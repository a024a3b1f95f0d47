"""Members who count a watch from a percentage on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.store import household, inbox, watched
from scroblarr_desktop.store.records import InboxEntry, InboxState
from tests.bodies import ABSENT
from tests.sync.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RUN_TIME_MS = 6_600_000


def stops(
    world: World, viewer: int, percent: float, at: datetime | None = None, **more: Any
) -> int:
    """Let somebody stop the film on Plex at that percentage."""
    offset = {"viewOffset": int(RUN_TIME_MS * percent / 100), **more}
    return world.plex_sends("media.stop", viewer, at, kind="movie", **offset)


async def entry(world: World, entry_id: int) -> InboxEntry:
    await world.read(entry_id)
    found = inbox.get(entry_id)
    assert found is not None
    return found


async def test_an_unfinished_stop_counts_and_is_delivered_with_its_own_time(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna", watched_at_percent=80)
    world.link(anna)
    stopped_at = world.now() - 3 * HOUR
    stops(world, viewer, 82, stopped_at)
    [watch] = await world.delivered()
    assert watch.watched_at == stopped_at
    assert len(world.user("anna").plays) == 1


async def test_a_stop_below_it_does_not_count_and_says_so(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=90)
    found = await entry(world, stops(world, viewer, 82))
    assert (found.state, found.reason_code) == (InboxState.IGNORED, "percent_too_low")
    assert "82 %" in found.reason


@pytest.mark.parametrize("unknown", [{"viewOffset": ABSENT}, {"duration": ABSENT}])
async def test_an_unknown_position_does_not_count_and_says_so(
    world: World, unknown: dict[str, Any]
) -> None:
    _, viewer = world.member("Anna", watched_at_percent=70)
    found = await entry(world, stops(world, viewer, 95, **unknown))
    assert (found.state, found.reason_code) == (InboxState.IGNORED, "percent_unknown")


async def test_without_a_choice_no_stop_counts(world: World) -> None:
    _, viewer = world.member("Anna")
    found = await entry(world, stops(world, viewer, 99))
    assert (found.state, found.reason_code) == (InboxState.IGNORED, "progress")
    assert world.watches() == []


async def test_the_servers_own_finish_days_later_is_the_same_watch(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna", watched_at_percent=80)
    world.link(anna)
    stops(world, viewer, 85)
    await world.delivered()
    world.pass_time(6 * DAY)
    found = await entry(world, world.finishes(viewer))
    assert (found.state, found.reason_code) == (InboxState.IGNORED, "same_watch")
    assert len(world.user("anna").plays) == 1


async def test_that_finish_told_twice_is_still_the_same_watch(world: World) -> None:
    """A Plex webhook hangs on an account: two accounts, two events."""
    _, viewer = world.member("Anna", watched_at_percent=80)
    await world.read(stops(world, viewer, 85))
    world.pass_time(DAY)
    await world.read(world.finishes(viewer))
    found = await entry(world, world.finishes(viewer))
    assert found.reason_code == "same_watch"
    assert len(world.watches()) == 1


async def test_the_next_finish_after_that_is_a_rewatch(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=80)
    await world.read(stops(world, viewer, 85))
    world.pass_time(DAY)
    await world.read(world.finishes(viewer))
    world.pass_time(DAY)
    await world.read(world.finishes(viewer))
    assert len(world.watches()) == 2


async def test_stopping_again_further_on_is_the_same_watch(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=70)
    await world.read(stops(world, viewer, 75))
    world.pass_time(2 * DAY)
    assert (await entry(world, stops(world, viewer, 90))).reason_code == "same_watch"
    world.pass_time(2 * DAY)
    assert (await entry(world, stops(world, viewer, 80))).state is InboxState.PLANNED
    assert len(world.watches()) == 2


async def test_the_stop_that_follows_a_finish_is_no_second_watch(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=80)
    await world.read(world.finishes(viewer))
    world.pass_time(10 * MINUTE)
    assert (await entry(world, stops(world, viewer, 98))).reason_code == "same_watch"


async def test_who_deletes_what_was_counted_too_early_still_gets_the_finish(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=80)
    await world.read(stops(world, viewer, 85))
    watched.delete(world.watches()[0].id)
    world.pass_time(DAY)
    await world.read(world.finishes(viewer))
    assert len(world.watches()) == 1


async def test_jellyfin_tells_how_far_somebody_came_too(world: World) -> None:
    anna, _ = world.member("Anna", watched_at_percent=80)
    world.jellyfin_viewer(anna)
    position = int(66_000_000_000 * 0.83)
    entry_id = world.jellyfin_stops(
        kind="movie", PlayedToCompletion=False, PlaybackPositionTicks=position
    )
    found = await entry(world, entry_id)
    assert found.state is InboxState.PLANNED


async def test_of_two_members_of_one_viewer_each_counts_their_own_way(world: World) -> None:
    _, viewer = world.member("Anna", watched_at_percent=70)
    ben, _ = world.member("Ben")
    household.give_viewer(ben.id, world.plex, str(viewer), None)
    await world.read(stops(world, viewer, 80))
    assert [watch.member.name for watch in world.watches() if watch.member] == ["Anna"]
