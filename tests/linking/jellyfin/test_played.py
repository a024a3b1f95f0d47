"""Reading from a Jellyfin what its users finished."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from scroblarr_desktop import media_servers
from scroblarr_desktop.demo.media_server import FakeViewer
from scroblarr_desktop.remote.errors import Outage
from scroblarr_desktop.store import catch_up
from scroblarr_desktop.store.records import HistoryRow, Server
from scroblarr_desktop.watches import Item, Kind, ServerKind, Watch
from tests.linking.jellyfin_world import World, jellyfin_world

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EPISODE = Item(
    Kind.EPISODE,
    "Part 4",
    ids={"tvdb": "880004"},
    show="Harbour Street",
    show_ids={"tvdb": "7700"},
    show_year=2016,
    season=1,
    number=4,
    run_time_s=2700,
)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with jellyfin_world(tmp_path / "data") as world:
        yield world


async def read(world: World, server: Server) -> list[HistoryRow]:
    """Return the new rows of one look, which are kept."""
    cursor = catch_up.of(server.id).cursor
    since = None if cursor is None else cursor - catch_up.OVERLAP
    found: list[HistoryRow] = []
    async for page in world.link.history(server.id, since):
        found += [row for row in page.rows if row.body is not None]
        catch_up.keep(server.id, page, world.now())
    return found


def watch_of(row: HistoryRow) -> tuple[str, Watch]:
    assert row.body is not None
    reading = media_servers.read_history(ServerKind.JELLYFIN, row.body, datetime.now(UTC))
    assert isinstance(reading.outcome, Watch)
    assert reading.viewer is not None
    return reading.viewer.account_id, reading.outcome


def viewer(world: World, user: Any) -> FakeViewer:
    return world.jellyfin.viewer(user)


async def test_a_finish_is_told_with_the_time_of_the_log(world: World) -> None:
    server, ended_at = await world.connect(), datetime.now(UTC) - HOUR
    await read(world, server)
    world.jellyfin.note_watched(viewer(world, world.ben), EPISODE, ended_at)
    (row,) = await read(world, server)
    account_id, watch = watch_of(row)
    assert account_id == world.ben.user_id
    assert abs(watch.watched_at - ended_at) < timedelta(seconds=1)
    (item,) = watch.items
    assert (item.title, item.show, item.season, item.number) == ("Part 4", "Harbour Street", 1, 4)
    assert (dict(item.ids), dict(item.show_ids)) == ({"tvdb": "880004"}, {"tvdb": "7700"})
    assert (item.show_year, watch.began_at, watch.by_hand) == (2016, None, False)
    assert await read(world, server) == []


async def test_what_was_finished_before_is_known_and_not_taken(world: World) -> None:
    server = await world.connect()
    world.jellyfin.note_watched(viewer(world, world.anna), EPISODE, datetime.now(UTC) - HOUR)
    assert await read(world, server) == []
    assert await read(world, server) == []


async def test_what_runs_at_the_first_look_counts_once_it_is_finished(world: World) -> None:
    server = await world.connect()
    await world.jellyfin.play(viewer(world, world.anna), EPISODE)
    assert await read(world, server) == []
    await world.jellyfin.finish(viewer(world, world.anna), EPISODE)
    (row,) = await read(world, server)
    assert watch_of(row)[0] == world.anna.user_id


async def test_an_unfinished_play_is_none(world: World) -> None:
    server = await world.connect()
    await read(world, server)
    await world.jellyfin.play(viewer(world, world.anna), EPISODE)
    await world.jellyfin.stop_playing(viewer(world, world.anna), EPISODE, 900)
    assert await read(world, server) == []


async def test_a_mark_by_hand_is_told_as_one(world: World) -> None:
    server = await world.connect()
    await read(world, server)
    await world.jellyfin.mark_played(viewer(world, world.ben), EPISODE)
    (row,) = await read(world, server)
    assert watch_of(row)[1].by_hand


async def test_a_short_replay_is_doubtful(world: World) -> None:
    server, now = await world.connect(), datetime.now(UTC)
    world.jellyfin.note_watched(viewer(world, world.ben), EPISODE, now - 5 * HOUR)
    await read(world, server)
    library = world.jellyfin.api.library
    library.start(world.ben.user_id, EPISODE, now - HOUR)
    library.stop(world.ben.user_id, EPISODE, 0, completed=True)
    for kind, at in (("VideoPlayback", now - HOUR), ("VideoPlaybackStopped", now - 57 * MINUTE)):
        world.jellyfin.api.note_player(world.ben.user_id, "ben", EPISODE, kind, at)
    (row,) = await read(world, server)
    watch = watch_of(row)[1]
    assert (watch.doubtful, watch.play_count) == (True, 2)


async def test_who_is_no_administrator_any_more_is_read_alone_without_the_log(
    world: World,
) -> None:
    server, now = await world.connect(), datetime.now(UTC)
    await read(world, server)
    world.anna.administrator = False
    for user in (world.anna, world.ben):
        world.jellyfin.note_watched(viewer(world, user), EPISODE, now - HOUR)
    (row,) = await read(world, server)
    account_id, watch = watch_of(row)
    assert account_id == world.anna.user_id
    assert watch.began_at is not None


async def test_a_row_shows_how_it_is_known(world: World) -> None:
    server = await world.connect()
    await read(world, server)
    world.jellyfin.note_watched(viewer(world, world.anna), EPISODE, datetime.now(UTC) - HOUR)
    (row,) = await read(world, server)
    content = json.loads(row.body or b"")
    assert content["FinishKnownBy"] == "activity log"
    assert content["UserName"] == "anna"
    assert content["Item"]["UserData"]["PlayCount"] == 1


async def test_a_clock_that_is_wrong_there_is_allowed_for(world: World) -> None:
    server = await world.connect()
    await read(world, server)
    ended_at = datetime.now(UTC) - 3 * HOUR
    world.jellyfin.note_watched(viewer(world, world.anna), EPISODE, ended_at)
    # Ours is two hours ahead of it.
    world.later = 2 * HOUR
    (row,) = await read(world, server)
    assert row.body is not None
    reading = media_servers.read_history(ServerKind.JELLYFIN, row.body, world.now())
    assert isinstance(reading.outcome, Watch)
    assert abs(reading.outcome.watched_at - ended_at - 2 * HOUR) < 5 * timedelta(seconds=1)


async def test_an_outage_says_so(world: World) -> None:
    server = await world.connect()
    world.jellyfin.api.outage(True)
    with pytest.raises(Outage):
        await read(world, server)
