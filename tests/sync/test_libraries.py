"""Libraries that do not count for a member."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop.destinations.errors import Offline
from scroblarr_desktop.store import accounts, assignments, connections, household, inbox
from scroblarr_desktop.store.records import InboxEntry, InboxState, Member
from scroblarr_desktop.watches import ServerKind
from tests.bodies import JELLYFIN_EPISODE, JELLYFIN_USER
from tests.conftest import ExpectLog
from tests.sync.world import World, a_world

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
FILMS, KIDS = "1", "7"
JELLYFIN_KIDS = "a1b2c3"
EPISODE_KEY = str(JELLYFIN_EPISODE["ItemId"])


class Shelves:
    """Stands in for the media servers that say in which library something is."""

    def __init__(self) -> None:
        self.library: str | None = JELLYFIN_KIDS
        self.down = False
        self.asked: list[tuple[int, str]] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def library_of(self, server_id: int, item_key: str) -> str | None:
        self.asked.append((server_id, item_key))
        await self.gate.wait()
        if self.down:
            raise Offline("Cellar does not answer.", fate_unknown=False)
        return self.library


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


@pytest_asyncio.fixture
async def world(tmp_path: Path, shelves: Shelves) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        connection = connections.keep(ServerKind.JELLYFIN, "s/u", "Robin", "token")
        connections.attach(world.jellyfin, connection.id, "http://127.0.0.1:1")
        world.library_of = shelves.library_of
        await world.restart()
        yield world


def anna(world: World, *skipped: tuple[int, str]) -> tuple[Member, int]:
    world.film()
    world.show()
    member, viewer = world.member("Anna", skipped_libraries=[list(one) for one in skipped])
    world.jellyfin_viewer(member)
    world.link(member)
    return member, viewer


def entry(entry_id: int) -> InboxEntry:
    found = inbox.get(entry_id)
    assert found is not None
    return found


async def ignored(world: World, entry_id: int) -> str:
    await world.read(entry_id)
    assert entry(entry_id).state is InboxState.IGNORED
    return entry(entry_id).reason


# -- Plex says it


async def test_what_is_in_a_library_that_does_not_count_is_only_noted(world: World) -> None:
    _, viewer = anna(world, (world.plex, KIDS))
    first = world.finishes(viewer, librarySectionID=7)
    assert await ignored(world, first) == "This library does not count for Anna."
    world.finishes(viewer, librarySectionID=1)
    await world.delivered()
    assert len(world.watches()) == 1


@pytest.mark.parametrize("key", [7, "7"])
async def test_the_key_may_be_a_number_or_a_text(
    world: World, key: int | str, shelves: Shelves
) -> None:
    _, viewer = anna(world, (world.plex, KIDS))
    await ignored(world, world.finishes(viewer, librarySectionID=key))
    assert shelves.asked == []


async def test_the_same_key_on_another_server_is_another_library(world: World) -> None:
    _, viewer = anna(world, (world.jellyfin, KIDS))
    world.finishes(viewer, librarySectionID=7)
    await world.delivered()


async def test_each_of_two_people_has_their_own_choice(world: World) -> None:
    member, viewer = anna(world, (world.plex, KIDS))
    ben, _ = world.member("Ben")
    household.give_viewer(ben.id, world.plex, str(viewer), None)
    await world.read(world.finishes(viewer, librarySectionID=7))
    assert [watch.member.name for watch in world.watches() if watch.member] == ["Ben"]
    assert member.name == "Anna"


async def test_an_unfinished_stop_there_does_not_count_either(world: World) -> None:
    _, viewer = anna(world, (world.plex, KIDS))
    [member] = household.members()
    household.change_member(member.id, {"watched_at_percent": 70})
    stop: dict[str, Any] = {"kind": "movie", "viewOffset": 6_000_000}
    await world.read(world.plex_sends("media.stop", viewer, librarySectionID=7, **stop))
    assert world.watches() == []
    await world.read(world.plex_sends("media.stop", viewer, librarySectionID=1, **stop))
    assert len(world.watches()) == 1


async def test_nobody_sees_what_is_playing_there(world: World) -> None:
    _, viewer = anna(world, (world.plex, KIDS))
    [account] = accounts.all_accounts()
    accounts.change(account.id, {"share_progress": True})
    await world.read(world.plex_sends("media.play", viewer, librarySectionID=7))
    assert world.sync.now_playing == []
    await world.read(world.plex_sends("media.play", viewer, librarySectionID=1))
    assert len(world.sync.now_playing) == 1
    await world.trakt.called("POST /scrobble/start")
    assert len(world.trakt.calls_to("POST /scrobble/start")) == 1


async def test_a_library_that_counts_for_the_next_one_is_theirs(world: World) -> None:
    """Given to somebody else afterwards, what did not count for Anna may count for Ben."""
    member = household.add_member("Anna")
    household.change_member(member.id, {"skipped_libraries": [[world.plex, KIDS]]})
    ben = household.add_member("Ben")
    await world.read(world.finishes(90909, librarySectionID=7))
    [stranger] = household.all_viewers(unassigned=True)
    assignment = assignments.assign(stranger.id, [member.id], now=world.now())
    await world.until(lambda: not inbox.unread(1))
    assert world.watches() == []
    assignments.undo(assignment.id, now=world.now())
    assignments.assign(stranger.id, [ben.id], now=world.now())
    await world.until(lambda: len(world.watches()) == 1)


# -- Jellyfin is asked


async def test_jellyfin_is_asked_and_its_answer_counts(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    assert await ignored(world, world.jellyfin_stops()) == "This library does not count for Anna."
    assert shelves.asked == [(world.jellyfin, EPISODE_KEY)]
    shelves.library = "another"
    world.pass_time(2 * HOUR)
    world.jellyfin_stops()
    await world.delivered()
    assert world.watches()[0].note == ""


async def test_an_item_in_no_library_counts(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.library = None
    world.jellyfin_stops()
    await world.delivered()


async def test_nobody_is_asked_where_every_library_counts(world: World, shelves: Shelves) -> None:
    anna(world, (world.plex, KIDS))
    world.jellyfin_stops()
    await world.delivered()
    assert shelves.asked == []


async def test_others_do_not_wait_while_it_is_asked(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    _, bens = world.member("Ben")
    shelves.gate.clear()
    waiting = world.jellyfin_stops()
    await world.eventually(lambda: len(shelves.asked) == 1)
    await world.read(world.finishes(bens))
    assert entry(waiting).state is InboxState.UNREAD
    world.sync.wake()
    await world.pause()
    assert len(shelves.asked) == 1, "it is asked once at a time"
    shelves.gate.set()
    assert "does not count" in await ignored(world, waiting)


async def test_a_silent_server_is_asked_again_and_again(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.down = True
    waiting = world.jellyfin_stops()
    await world.eventually(lambda: entry(waiting).library_tries == 1)
    world.pass_time(29 * SECOND)
    await world.pause()
    assert len(shelves.asked) == 1
    world.pass_time(SECOND)
    await world.eventually(lambda: entry(waiting).library_tries == 2)
    world.pass_time(2 * MINUTE)
    await world.eventually(lambda: entry(waiting).library_tries == 3)
    assert entry(waiting).state is InboxState.UNREAD
    shelves.down = False
    world.pass_time(10 * MINUTE)
    assert "does not count" in await ignored(world, waiting)


async def test_after_an_hour_it_counts_and_the_log_says_why(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.down = True
    at = world.now()
    waiting = world.jellyfin_stops(at)
    await world.eventually(lambda: entry(waiting).library_tries == 1)
    for tries in range(2, 8):
        assert world.now() - at < HOUR
        world.pass_time(timedelta(seconds=(30, 120, 600, 600, 600, 600)[tries - 2]))
        await world.eventually(lambda tries=tries: entry(waiting).library_tries == tries)  # type: ignore[misc]
    assert world.watches() == []
    world.pass_time(timedelta(seconds=1050))
    await world.delivered()
    [watch] = world.watches()
    assert watch.note == "Cellar did not say for an hour in which library this is, so it counts."
    assert abs(world.user("anna").plays[0].watched_at - at) <= SECOND, "with its own time"


async def test_a_restart_asks_again_and_forgets_nothing(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.gate.clear()
    waiting = world.jellyfin_stops()
    await world.eventually(lambda: len(shelves.asked) == 1)
    shelves.gate = asyncio.Event()
    shelves.gate.set()
    await world.kill()
    assert "does not count" in await ignored(world, waiting)


async def test_without_a_sign_in_it_counts_at_once_and_says_why(
    world: World, shelves: Shelves
) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    for connection in connections.all_connections():
        connections.delete(connection.id)
    world.jellyfin_stops()
    await world.delivered()
    assert world.watches()[0].note == (
        "Scroblarr is not signed in to Cellar and cannot tell the library, so it counts."
    )
    assert shelves.asked == []


async def test_a_question_that_stumbles_does_not_hold_it_up(
    world: World, shelves: Shelves, expect_log: ExpectLog
) -> None:
    expect_log("ERROR .*could not be asked for")

    async def stumble(server_id: int, item_key: str) -> str | None:
        raise ValueError(server_id, item_key)

    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    world.library_of = stumble
    await world.restart()
    world.jellyfin_stops()
    await world.delivered()
    assert world.watches()[0].note != ""


async def test_progress_from_there_is_kept_to_oneself(world: World, shelves: Shelves) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    await world.read(world.jellyfin_starts())
    assert world.sync.now_playing == []
    shelves.library = "another"
    await world.read(world.jellyfin_starts())
    assert len(world.sync.now_playing) == 1


async def test_progress_of_which_nobody_can_tell_does_not_wait(
    world: World, shelves: Shelves
) -> None:
    anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.down = True
    started = world.jellyfin_starts()
    await ignored(world, started)
    assert world.sync.now_playing == []
    assert entry(started).library_tries == 0


async def test_who_is_taken_away_meanwhile_is_kept_for_nobody(
    world: World, shelves: Shelves
) -> None:
    member, _ = anna(world, (world.jellyfin, JELLYFIN_KIDS))
    shelves.down = True
    waiting = world.jellyfin_stops()
    await world.eventually(lambda: entry(waiting).library_tries == 1)
    viewer = next(one for one in household.viewers_of(member.id) if one.account_id == JELLYFIN_USER)
    household.take_viewer(member.id, viewer.id)
    world.pass_time(MINUTE)
    await world.until(lambda: entry(waiting).state is InboxState.UNASSIGNED)
