"""Viewers who are nobody's yet, and servers that are not the household's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.store import holds, household, inbox, servers
from scroblarr_desktop.store.records import InboxState
from scroblarr_desktop.watches import ServerKind
from tests.sync.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STRANGER = 90909
FOREIGN = "ffee00112233445566778899aabbccddeeff0011"


async def state_of(world: World, entry_id: int) -> InboxState | None:
    """Return what became of an entry, None where only a count was kept."""
    await world.read(entry_id)
    entry = inbox.get(entry_id)
    return None if entry is None else entry.state


async def test_a_strangers_watches_are_kept_and_delivered_later_with_their_own_times(
    world: World,
) -> None:
    world.film()
    world.show()
    anna, _ = world.member("Anna")
    world.link(anna)
    monday, tuesday = world.now() - 9 * DAY, world.now() - 8 * DAY
    first = world.finishes(STRANGER, monday)
    await world.read(first, world.finishes_episode(STRANGER, at=tuesday))
    entry = inbox.get(first)
    assert entry is not None
    assert entry.state is InboxState.UNASSIGNED
    [stranger] = household.all_viewers(unassigned=True)
    assert (stranger.account_id, stranger.kept_watches) == (str(STRANGER), 2)
    household.give_viewer(anna.id, world.plex, str(STRANGER), None)
    watches = await world.delivered(2)
    assert [watch.watched_at for watch in watches] == [monday, tuesday]
    plays = [play.watched_at for play in world.user("anna").plays]
    for at, written in zip((monday, tuesday), plays, strict=True):
        assert abs(at - written) <= timedelta(seconds=1)
    assert household.all_viewers(unassigned=True) == []


async def test_their_progress_is_not_kept(world: World) -> None:
    entry_id = world.plex_sends("media.play", STRANGER)
    assert await state_of(world, entry_id) is InboxState.IGNORED
    assert world.sync.now_playing == []


async def test_released_during_a_pause_they_wait_for_its_answer(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    await world.read(world.finishes(STRANGER, world.now() - DAY))
    holds.start_pause(None, None)
    household.give_viewer(anna.id, world.plex, str(STRANGER), None)
    await world.until(lambda: len(world.watches()) == 1)
    holds.resume(None, None)
    assert [question.count for question in holds.questions()] == [1]


async def test_kept_marks_of_a_whole_series_become_a_question(world: World) -> None:
    anna, _ = world.member("Anna")
    world.link(anna)
    entries = [world.marks_episode(number) for number in range(1, 9)]
    await world.read(*entries)
    assert household.all_viewers(unassigned=True)[0].kept_watches == 8
    world.jellyfin_viewer(anna)
    await world.until(lambda: len(world.watches()) == 8)
    assert [question.count for question in holds.questions()] == [8]


# -- the two ids of a Plex owner


async def test_the_owner_is_known_under_either_id_by_the_picture(world: World) -> None:
    anna, viewer = world.member("Anna")
    await world.read(world.finishes(viewer, avatar="annaspicture"))
    later = world.now() + 9 * HOUR
    world.pass_time(9 * HOUR)
    assert await state_of(world, world.finishes(1, later, avatar="annaspicture")) is (
        InboxState.PLANNED
    )
    assert {watch.member.id for watch in world.watches() if watch.member} == {anna.id}


async def test_giving_one_id_releases_what_came_under_the_other(world: World) -> None:
    anna, _ = world.member("Anna")
    await world.read(world.finishes(1, avatar="annaspicture"))
    await world.read(world.finishes_episode(639131, avatar="annaspicture"))
    [stranger] = household.all_viewers(unassigned=True)
    assert stranger.kept_watches == 2
    household.give_viewer(anna.id, world.plex, "639131", "Anna")
    await world.until(lambda: len(world.watches()) == 2)


async def test_another_persons_equal_picture_ties_nobody(world: World) -> None:
    anna, viewer = world.member("Anna")
    await world.read(world.finishes(viewer, avatar="standardpicture"))
    await world.read(world.finishes_episode(STRANGER, avatar="standardpicture"))
    assert [watch.member.id for watch in world.watches() if watch.member] == [anna.id]
    world.pass_time(9 * HOUR)
    third = world.finishes(1, avatar="standardpicture")
    assert await state_of(world, third) is InboxState.UNASSIGNED


async def test_a_name_that_is_the_same_ties_nobody(world: World) -> None:
    world.member("Anna")
    entry_id = world.finishes(STRANGER, account_name="Anna")
    assert await state_of(world, entry_id) is InboxState.UNASSIGNED


# -- who is to be left alone


async def test_an_ignored_viewer_is_only_counted(world: World) -> None:
    await world.read(world.finishes(STRANGER))
    [stranger] = household.all_viewers(unassigned=True)
    household.ignore_viewer(stranger.id)
    assert await state_of(world, world.finishes_episode(STRANGER)) is None
    assert household.all_viewers(unassigned=True) == []


async def test_who_was_ignored_and_is_given_to_a_member_after_all_gets_what_was_kept(
    world: World,
) -> None:
    anna, _ = world.member("Anna")
    await world.read(world.finishes(STRANGER))
    [stranger] = household.all_viewers(unassigned=True)
    household.ignore_viewer(stranger.id)
    household.give_viewer(anna.id, world.plex, str(STRANGER), None)
    await world.until(lambda: len(world.watches()) == 1)
    world.pass_time(9 * HOUR)
    assert await state_of(world, world.finishes(STRANGER)) is InboxState.PLANNED


@pytest.mark.parametrize(("ignored", "given"), [(1, 639131), (639131, 1)])
async def test_an_owner_who_was_ignored_under_the_other_id_is_heard(
    world: World, ignored: int, given: int
) -> None:
    anna, _ = world.member("Anna")
    await world.read(world.finishes(ignored, avatar="annaspicture"))
    [stranger] = household.all_viewers(unassigned=True)
    household.ignore_viewer(stranger.id)
    household.give_viewer(anna.id, world.plex, str(given), None)
    await world.read(world.finishes_episode(given, avatar="annaspicture"))
    world.pass_time(9 * HOUR)
    entry_id = world.finishes(ignored, avatar="annaspicture")
    assert await state_of(world, entry_id) is InboxState.PLANNED


# -- servers


async def test_a_foreign_servers_watch_is_kept_until_the_server_is_adopted(world: World) -> None:
    anna, viewer = world.member("Anna")
    entry_id = world.finishes(viewer, server_uuid=FOREIGN, server_name="Friend")
    assert await state_of(world, entry_id) is InboxState.UNASSIGNED
    entry = inbox.get(entry_id)
    assert entry is not None
    assert "not connected" in entry.reason
    [foreign] = [one for one in servers.all_servers() if not one.adopted]
    assert (foreign.name, foreign.uuid) == ("Friend", FOREIGN)
    [stranger] = household.all_viewers(unassigned=True)
    assert not stranger.on_own_server
    household.give_viewer(anna.id, foreign.id, str(viewer), None)
    await world.until(lambda: len(world.watches()) == 1)
    assert servers.get(foreign.id).adopted


async def test_a_muted_server_is_only_counted(world: World) -> None:
    await world.read(world.finishes(STRANGER, server_uuid=FOREIGN))
    [foreign] = [one for one in servers.all_servers() if not one.adopted]
    servers.change(foreign.id, muted=True)
    entry_id = world.finishes_episode(STRANGER, server_uuid=FOREIGN)
    assert await state_of(world, entry_id) is None
    assert servers.get(foreign.id).muted_count == 1


async def test_the_same_account_on_a_foreign_server_is_another_viewer(world: World) -> None:
    world.film()
    anna, viewer = world.member("Anna")
    world.link(anna)
    await world.read(world.finishes(viewer, server_uuid=FOREIGN))
    assert world.watches() == []


async def test_a_server_that_was_deleted_and_connected_again_brings_its_watches(
    world: World,
) -> None:
    _, viewer = world.member("Anna")
    uuid = servers.get(world.plex).uuid
    servers.delete(world.plex)
    assert await state_of(world, world.finishes(viewer)) is InboxState.UNASSIGNED
    servers.add(ServerKind.PLEX, "Attic", uuid)
    await world.until(lambda: len(world.watches()) == 1)
