"""Reading the play history of a Plex server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop import media_servers
from scroblarr_desktop.demo.plex.api_library import rating_key
from scroblarr_desktop.media_servers import plex_rows
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import catch_up, household, servers
from scroblarr_desktop.store.records import HistoryRow
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Reading,
    ServerKind,
    ServerRef,
    ViewerRef,
    Watch,
)
from tests.linking.plex_world import World, plex_world

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FILM = Item(Kind.MOVIE, "The Lantern Year", 2019, {"imdb": "tt9000001"}, run_time_s=6600)
EPISODE = Item(
    Kind.EPISODE,
    "Part 4",
    ids={"tvdb": "880004"},
    show="Harbour Street",
    show_ids={"tvdb": "7700", "imdb": "tt9000700"},
    show_year=2016,
    season=1,
    number=4,
    run_time_s=2700,
)
HISTORY, METADATA = "GET /status/sessions/history/all", "GET /library/metadata"


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with plex_world(tmp_path / "data") as world:
        yield world


async def connected(world: World) -> int:
    """Return our id of the server, which was looked at once."""
    await world.connect()
    (server,) = servers.all_servers()
    await read(world, server.id)
    world.attic.api.calls.clear()
    return server.id


async def read(world: World, server_id: int) -> list[HistoryRow]:
    """Return the new rows of one look, which are kept."""
    cursor = catch_up.of(server_id).cursor
    since = None if cursor is None else cursor - catch_up.OVERLAP
    found: list[HistoryRow] = []
    async for page in world.link.history(server_id, since):
        found += [row for row in page.rows if row.body is not None]
        catch_up.keep(server_id, page, datetime.now(UTC))
    return found


def reading_of(row: HistoryRow) -> Reading:
    assert row.body is not None
    return media_servers.read_history(ServerKind.PLEX, row.body, datetime.now(UTC))


def watch_of(row: HistoryRow) -> Watch:
    outcome = reading_of(row).outcome
    assert isinstance(outcome, Watch)
    return outcome


def asked(world: World, what: str) -> int:
    return sum(f"{call.method} {call.path}".startswith(what) for call in world.attic.api.calls)


async def test_a_row_becomes_a_watch_with_its_own_time_and_all_ids(world: World) -> None:
    server_id, ended_at = await connected(world), datetime.now(UTC) - HOUR
    world.attic.note_watched(world.attic.viewer(world.anna), EPISODE, ended_at)
    (row,) = await read(world, server_id)
    reading, watch = reading_of(row), watch_of(row)
    assert reading.viewer is not None
    assert (reading.viewer.account_id, reading.viewer.name) == ("1", "anna")
    assert reading.server is not None
    assert reading.server.uuid == world.attic.server_id
    assert watch.watched_at == ended_at.replace(microsecond=0)
    (item,) = watch.items
    assert (item.title, item.show, item.season, item.number) == ("Part 4", "Harbour Street", 1, 4)
    assert item.ids["tvdb"] == "880004"
    assert {"tvdb": "7700", "imdb": "tt9000700"}.items() <= item.show_ids.items()
    assert (item.run_time_s, watch.library) == (2700, "2")


async def test_the_owner_is_one_person_under_both_ids(world: World) -> None:
    server_id = await connected(world)
    member = household.add_member("Anna")
    given = household.give_viewer(member.id, server_id, str(world.anna.id), "anna")
    under_one = household.see_viewer(server_id, ViewerRef("1"), datetime.now(UTC))
    assert household.with_twin(under_one.id) == [under_one.id, given.id]


async def test_friends_are_told_by_their_own_ids(world: World) -> None:
    server_id = await connected(world)
    ben = world.tv.add_account("ben")
    world.tv.share(world.attic, ben)
    world.attic.note_watched(world.attic.viewer(ben), FILM, datetime.now(UTC) - HOUR)
    (row,) = await read(world, server_id)
    viewer = reading_of(row).viewer
    assert viewer is not None
    assert (viewer.account_id, viewer.name) == (str(ben.id), "ben")


async def test_what_left_the_library_is_told_as_far_as_the_row_does(world: World) -> None:
    server_id = await connected(world)
    for item in (FILM, EPISODE):
        world.attic.note_watched(world.attic.viewer(world.anna), item, datetime.now(UTC) - HOUR)
        world.attic.state.library.remove(item)
    film, episode = map(watch_of, await read(world, server_id))
    assert (film.items[0].title, dict(film.items[0].ids)) == ("The Lantern Year", {})
    assert (episode.items[0].show, episode.items[0].number) == ("Harbour Street", 4)
    assert episode.items[0].show_ids["tvdb"] == "7700"


async def test_music_is_no_watch(world: World) -> None:
    server_id = await connected(world)
    await world.attic.play_track(world.attic.viewer(world.anna), "A band", "A song")
    assert await read(world, server_id) == []


async def test_nothing_is_taken_that_was_there_before(world: World) -> None:
    now = datetime.now(UTC)
    for age in (5 * DAY, 20 * HOUR, HOUR):
        world.attic.note_watched(world.attic.viewer(world.anna), FILM, now - age)
    server_id = await connected(world)
    assert await read(world, server_id) == []
    world.attic.note_watched(world.attic.viewer(world.anna), FILM, now)
    assert len(await read(world, server_id)) == 1


async def test_what_is_noted_late_is_found_within_a_day(world: World) -> None:
    server_id, now = await connected(world), datetime.now(UTC)
    viewer = world.attic.viewer(world.anna)
    world.attic.note_watched(viewer, FILM, now - HOUR)
    assert len(await read(world, server_id)) == 1
    world.attic.note_watched(viewer, EPISODE, now - 9 * HOUR)
    (late,) = await read(world, server_id)
    assert watch_of(late).items[0].title == "Part 4"


async def test_a_server_that_was_away_for_weeks_is_read_from_where_it_was_left(
    world: World,
) -> None:
    viewer, now = world.attic.viewer(world.anna), datetime.now(UTC)
    world.attic.note_watched(viewer, FILM, now - 40 * DAY)
    server_id = await connected(world)
    for day in range(1, 31):
        for part in range(5):
            world.attic.note_watched(viewer, EPISODE, now - day * DAY + part * HOUR)
    found = await read(world, server_id)
    assert len(found) == 150
    assert [row.at for row in found] == sorted(row.at for row in found)
    assert (asked(world, HISTORY), asked(world, METADATA)) == (2, 3)


async def test_of_two_hundred_thousand_rows_only_the_new_ones_are_read(world: World) -> None:
    viewer, now = world.attic.viewer(world.anna), datetime.now(UTC)
    world.attic.note_long_past([viewer], [FILM, EPISODE], rows=200_000, until=now - 3 * HOUR)
    server_id = await connected(world)
    world.attic.note_watched(viewer, FILM, now - HOUR)
    assert len(await read(world, server_id)) == 1
    # A day and an hour of them, seventy-odd, fit into one page.
    assert (asked(world, HISTORY), asked(world, METADATA)) == (1, 1)


async def test_a_show_is_asked_for_once(world: World) -> None:
    server_id, viewer = await connected(world), world.attic.viewer(world.anna)
    world.attic.note_watched(viewer, EPISODE, datetime.now(UTC) - 2 * HOUR)
    await read(world, server_id)
    world.attic.api.calls.clear()
    world.attic.note_watched(viewer, EPISODE, datetime.now(UTC))
    assert len(await read(world, server_id)) == 1
    assert asked(world, METADATA) == 1


async def test_a_trailer_is_kept_with_the_reason_why_it_does_not_count(world: World) -> None:
    body = plex_rows.body_of(
        {"type": "movie", "title": "Soon", "viewedAt": 1_700_000_000, "accountID": 1},
        ServerRef("attic"),
        "anna",
        {"type": "movie", "title": "Soon", "subtype": "trailer"},
        None,
        0.0,
    )
    outcome = media_servers.read_history(ServerKind.PLEX, body, datetime.now(UTC)).outcome
    assert isinstance(outcome, Ignored)
    assert outcome.code == "extra"


async def test_an_outage_says_so_and_the_next_look_goes_on(world: World) -> None:
    server_id = await connected(world)
    world.attic.note_watched(world.attic.viewer(world.anna), FILM, datetime.now(UTC) - HOUR)
    world.attic.api.faults.add(f"{METADATA}/{rating_key(FILM)}", status=500)
    with pytest.raises(RemoteError):
        await read(world, server_id)
    assert len(await read(world, server_id)) == 1
