"""What the fake Jellyfin says of films and episodes, and of who has seen them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.jellyfin.library import library_id_of, show_id_of
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.jellyfin.playing import Report
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakeViewer
from tests.demo.conftest import Clock
from tests.demo.jellyfin.client import Client

SEEN = {
    "isPlayed": "true",
    "recursive": "true",
    "includeItemTypes": "Movie,Episode",
    "sortBy": "DatePlayed",
    "sortOrder": "Descending",
    "fields": "ProviderIds",
}


@pytest_asyncio.fixture
async def jellyfin(clock: Clock) -> AsyncIterator[FakeJellyfinServer]:
    async with FakeJellyfinServer("Cellar", clock=clock) as jellyfin:
        yield jellyfin


@pytest.fixture
def clara(jellyfin: FakeJellyfinServer) -> JellyfinUser:
    return jellyfin.api.add_user("clara")


@pytest.fixture
def viewer(jellyfin: FakeJellyfinServer, clara: JellyfinUser) -> FakeViewer:
    return jellyfin.viewer(clara)


@pytest_asyncio.fixture
async def client(jellyfin: FakeJellyfinServer) -> AsyncIterator[Client]:
    """A client with an API key."""
    async with aiohttp.ClientSession() as session:
        client = Client(session, jellyfin.api)
        client.token = jellyfin.api.add_key().token
        yield client


async def items(client: Client, **query: Any) -> Any:
    return (await client.get(f"/Items?{urlencode(query)}")).body


async def test_what_somebody_has_seen_newest_first(
    jellyfin: FakeJellyfinServer,
    client: Client,
    clara: JellyfinUser,
    viewer: FakeViewer,
    clock: Clock,
    film: Movie,
    series: Show,
) -> None:
    dora = jellyfin.api.add_user("dora")
    for item in (film.item(), series.item(1, 1), series.item(1, 2)):
        await jellyfin.play(viewer, item)
        clock.forward(minutes=40)
        await jellyfin.finish(viewer, item)
    await jellyfin.play(viewer, series.item(1, 3))
    found = await items(client, userId=clara.user_id, **SEEN)
    assert [item["Name"] for item in found["Items"]] == [
        "Chapter 1.2",
        "Chapter 1.1",
        "The Lantern Year",
    ]
    assert (found["TotalRecordCount"], found["StartIndex"]) == (3, 0)
    newest = found["Items"][0]
    assert newest["ProviderIds"]["Tvdb"] == str(series.episode(1, 2).tvdb)
    assert newest["UserData"]["LastPlayedDate"] == "2026-03-01T21:20:00.0000000Z"
    assert newest["UserData"]["PlayCount"] == 1
    part = await items(client, userId=clara.user_id, startIndex=1, limit=1, **SEEN)
    assert [item["Name"] for item in part["Items"]] == ["Chapter 1.1"]
    assert (part["TotalRecordCount"], part["StartIndex"]) == (3, 1)
    assert (await items(client, userId=dora.user_id, **SEEN))["Items"] == []
    films = await items(client, recursive="true", includeItemTypes="Movie")
    assert "ProviderIds" not in films["Items"][0]
    assert "UserData" not in films["Items"][0]


async def test_a_play_counts_when_it_starts(
    jellyfin: FakeJellyfinServer,
    client: Client,
    clara: JellyfinUser,
    viewer: FakeViewer,
    clock: Clock,
    film: Movie,
) -> None:
    item_id = jellyfin.api.library.add(film.item())

    async def data() -> tuple[int, bool, str | None, int]:
        found = (await client.get(f"/Items/{item_id}?userId={clara.user_id}")).body["UserData"]
        at = found.get("LastPlayedDate", "")[11:16]
        return found["PlayCount"], found["Played"], at, found["PlaybackPositionTicks"]

    seen = [await data()]
    await jellyfin.play(viewer, film.item())
    seen.append(await data())
    clock.forward(hours=1)
    await jellyfin.stop_playing(viewer, film.item(), 1800)
    seen.append(await data())
    await jellyfin.mark_played(viewer, film.item())
    seen.append(await data())
    await jellyfin.play(viewer, film.item())
    seen.append(await data())
    await jellyfin.finish(viewer, film.item())
    seen.append(await data())
    assert seen == [
        (0, False, "", 0),
        (1, False, "20:00", 0),
        (1, False, "20:00", 18_000_000_000),
        (1, True, "20:00", 0),
        (2, False, "21:00", 0),
        (2, True, "21:00", 0),
    ]


async def test_noted_viewings_show_too(
    jellyfin: FakeJellyfinServer,
    client: Client,
    clara: JellyfinUser,
    viewer: FakeViewer,
    clock: Clock,
    film: Movie,
) -> None:
    assert jellyfin.note_seen(viewer, film.item(), clock() - timedelta(days=365)) == 1
    [item] = (await items(client, userId=clara.user_id, **SEEN))["Items"]
    assert item["UserData"]["LastPlayedDate"] == "2025-03-01T20:00:00.0000000Z"
    assert item["UserData"]["Played"] is True


async def test_what_was_watched_while_nobody_listened(
    jellyfin: FakeJellyfinServer,
    client: Client,
    clara: JellyfinUser,
    viewer: FakeViewer,
    clock: Clock,
    film: Movie,
    series: Show,
) -> None:
    jellyfin.heard = False
    await jellyfin.finish(viewer, series.item(1, 1))
    ended_at = clock() - timedelta(hours=8)
    jellyfin.note_watched(viewer, film.item(), ended_at)
    newest, older = (await items(client, userId=clara.user_id, **SEEN))["Items"]
    assert (newest["Name"], older["Name"]) == ("Chapter 1.1", "The Lantern Year")
    began_at = ended_at - timedelta(minutes=film.run_time_min)
    assert older["UserData"]["LastPlayedDate"] == f"{began_at:%Y-%m-%dT%H:%M:%S}.0000000Z"
    assert (older["UserData"]["PlayCount"], older["UserData"]["Played"]) == (1, True)
    log = (await client.get("/System/ActivityLog/Entries")).body["Items"]
    assert [(entry["Type"], entry["Date"][:16]) for entry in log] == [
        ("VideoPlaybackStopped", "2026-03-01T20:00"),
        ("VideoPlaybackStopped", "2026-03-01T12:00"),
        ("VideoPlayback", f"{began_at:%Y-%m-%dT%H:%M}"),
    ]


async def test_the_log_comes_by_the_hundred(jellyfin: FakeJellyfinServer, client: Client) -> None:
    for number in range(120):
        jellyfin.api.system.note("SessionStarted", f"Somebody is online for the {number}th time")
    path = "/System/ActivityLog/Entries"
    unasked = (await client.get(path)).body
    rest = (await client.get(f"{path}?startIndex=100")).body
    asked = (await client.get(f"{path}?limit=110")).body
    assert [len(each["Items"]) for each in (unasked, rest, asked)] == [100, 20, 110]
    assert unasked["TotalRecordCount"] == 120


async def test_items_libraries_and_what_is_above(
    jellyfin: FakeJellyfinServer, client: Client, film: Movie, series: Show
) -> None:
    library = jellyfin.api.library
    film_id = library.add(film.item(), "Films for children")
    episode_id = library.add(series.item(1, 1))
    episode = (await client.get(f"/Items/{episode_id}")).body
    assert episode["SeriesId"] == show_id_of(series.item(1, 1))
    assert (episode["ParentIndexNumber"], episode["IndexNumber"]) == (1, 1)
    assert (await client.get(f"/Items/{episode['SeriesId']}")).body["ProviderIds"] == {
        "Imdb": series.imdb,
        "Tmdb": str(series.tmdb),
        "Tvdb": str(series.tvdb),
    }
    above = {
        item_id: [each["Name"] for each in (await client.get(f"/Items/{item_id}/Ancestors")).body]
        for item_id in (film_id, episode_id)
    }
    assert above == {
        film_id: ["Films for children", "Media Folders"],
        episode_id: ["Season 1", "Harbour Street", "Series", "Media Folders"],
    }
    folders = (await client.get("/Library/VirtualFolders")).body
    assert [(each["Name"], each["CollectionType"]) for each in folders] == [
        ("Films", "movies"),
        ("Series", "tvshows"),
        ("Films for children", "movies"),
    ]
    for parent in (library_id_of("Series"), episode["SeriesId"], episode["SeasonId"]):
        [found] = (await items(client, parentId=parent))["Items"]
        assert found["Id"] == episode_id
    [show] = (await items(client, ids=episode["SeriesId"], fields="ProviderIds"))["Items"]
    assert (show["Name"], show["ProviderIds"]["Tvdb"]) == ("Harbour Street", str(series.tvdb))
    assert "ProviderIds" not in (await items(client, ids=episode["SeriesId"]))["Items"][0]
    ids = (await items(client, ids=f"{film_id},{'0' * 32}"))["Items"]
    assert [each["Id"] for each in ids] == [film_id]
    assert [each["Type"] for each in (await items(client))["Items"]] == ["CollectionFolder"] * 3


async def test_whose_notes_may_be_read(
    jellyfin: FakeJellyfinServer, client: Client, clara: JellyfinUser, film: Movie
) -> None:
    dora = jellyfin.api.add_user("dora")
    item_id = jellyfin.api.library.add(film.item())
    nobody = await client.get(f"/Items?userId={'0' * 32}")
    client.token = jellyfin.api.token_of(clara)
    others = await client.get(f"/Items?userId={dora.user_id}")
    own = await client.get(f"/Items/{item_id}")
    unknown = await client.get(f"/Items/{'0' * 32}")
    no_id = await client.get("/Items?userId=clara")
    answers = (nobody, others, own, unknown, no_id)
    assert [answer.status for answer in answers] == [404, 403, 200, 404, 400]
    assert own.body["UserData"]["Played"] is False


async def test_the_log_of_what_happened(
    jellyfin: FakeJellyfinServer,
    client: Client,
    viewer: FakeViewer,
    clara: JellyfinUser,
    clock: Clock,
    film: Movie,
) -> None:
    jellyfin.api.system.note("SessionStarted", "Somebody is online")
    await jellyfin.play(viewer, film.item())
    clock.forward(hours=2)
    await jellyfin.finish(viewer, film.item())
    path = "/System/ActivityLog/Entries"
    newest, *older = (await client.get(path)).body["Items"]
    assert [entry["Type"] for entry in older] == ["VideoPlayback", "SessionStarted"]
    assert newest == {
        "Id": 3,
        "Name": "clara has finished playing The Lantern Year on Tablet",
        "Type": "VideoPlaybackStopped",
        "ItemId": jellyfin.api.library.add(film.item()),
        "Date": "2026-03-01T22:00:00.0000000Z",
        "UserId": clara.user_id,
        "Severity": "Information",
    }
    for query, types in (
        ("minDate=2026-03-01T21:00:00Z", ["VideoPlaybackStopped"]),
        ("minDate=2026-03-01T21:00:00", ["VideoPlaybackStopped"]),
        ("minDate=2026-03-01T23:00:00%2B01:00", ["VideoPlaybackStopped"]),
        ("hasUserId=false", ["SessionStarted"]),
        ("startIndex=1&limit=1", ["VideoPlayback"]),
    ):
        found = (await client.get(f"{path}?{query}")).body
        assert [entry["Type"] for entry in found["Items"]] == types
    assert (await client.get(f"{path}?minDate=yesterday")).status == 400


@pytest.mark.parametrize(
    ("position_s", "run_time_s", "completed"),
    [
        (None, 6000, True),
        (0, 6000, False),
        (5400, 6000, False),
        (5401, 6000, True),
        (100, None, True),
        (20, 200, True),
        (9, 200, False),
    ],
)
def test_when_a_stop_counts_as_seen(
    film: Movie, position_s: float | None, run_time_s: float | None, completed: bool
) -> None:
    item = replace(film.item(), run_time_s=run_time_s)
    assert Report("stop", position_s).completes(item) is completed


async def test_players_that_report_something_else(
    jellyfin: FakeJellyfinServer, client: Client, clara: JellyfinUser, film: Movie
) -> None:
    item_id = jellyfin.api.library.add(film.item())
    by_key = await client.post("/Sessions/Playing", {"ItemId": item_id})
    client.token = jellyfin.api.token_of(clara)
    unknown = await client.post("/Sessions/Playing", {"ItemId": "0" * 32})
    stopped = await client.post("/Sessions/Playing/Stopped", {"ItemId": item_id})
    assert [each.status for each in (by_key, unknown, stopped)] == [400, 404, 204]
    assert jellyfin.api.library.data(clara.user_id, item_id).played is True


async def test_who_is_playing_what(
    jellyfin: FakeJellyfinServer,
    client: Client,
    viewer: FakeViewer,
    clara: JellyfinUser,
    series: Show,
) -> None:
    dora = jellyfin.api.add_user("dora")
    jellyfin.api.token_of(dora)
    await jellyfin.play(viewer, series.item(1, 1))
    await jellyfin.pause(viewer, series.item(1, 1), 600)
    playing, resting = (await client.get("/Sessions")).body
    assert (playing["UserName"], playing["DeviceName"]) == ("clara", "Tablet")
    assert playing["NowPlayingItem"]["SeriesName"] == "Harbour Street"
    assert (playing["PlayState"]["PositionTicks"], playing["PlayState"]["IsPaused"]) == (
        6_000_000_000,
        True,
    )
    assert (resting["UserId"], "NowPlayingItem" in resting) == (dora.user_id, False)
    client.token = jellyfin.api.token_of(dora)
    assert [each["UserName"] for each in (await client.get("/Sessions")).body] == ["dora"]
    client.token = jellyfin.api.token_of(clara)
    await jellyfin.finish(viewer, series.item(1, 1))
    [own] = (await client.get("/Sessions")).body
    assert "NowPlayingItem" not in own
