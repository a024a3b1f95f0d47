"""The client of a Plex server against the fake one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex.api_library import rating_key
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.media_servers.plex_api import PlexApi, PlexLibrary
from scroblarr_desktop.media_servers.plex_tv_answers import NotTheirs, SignInEnded
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import NotThisService, Offline, Outage
from scroblarr_desktop.watches import Item, Kind

DEVICE = PlexDevice("a-client", "desk")
FILM = Item(Kind.MOVIE, "Salt and Tin", 2021, {"imdb": "tt9990001"}, run_time_s=6000)
EPISODE = Item(
    Kind.EPISODE, "Part 4", show="Harbour Street", season=1, number=4, ids={"tvdb": "1004"}
)


@pytest.fixture
def calls() -> Iterator[Calls]:
    made = Calls(connect_s=2.0, read_s=2.0, workers=4)
    yield made
    made.close()


@pytest.fixture
async def attic() -> AsyncIterator[FakePlexServer]:
    async with FakePlexServer("Attic") as server:
        server.state.library.add(FILM, EPISODE)
        yield server


@pytest.fixture
def api(attic: FakePlexServer, calls: Calls) -> PlexApi:
    return PlexApi(calls, DEVICE, attic.url, attic.state.admin_token, "Attic")


async def test_it_says_who_it_is_without_seeing_the_token(
    api: PlexApi, attic: FakePlexServer
) -> None:
    assert await api.identity() == attic.server_id
    (call,) = attic.api.calls
    assert "X-Plex-Token" not in call.headers


async def test_only_libraries_with_films_and_series_count(api: PlexApi) -> None:
    assert await api.libraries() == [PlexLibrary("1", "Films"), PlexLibrary("2", "Series")]


async def test_the_library_of_an_item(api: PlexApi, attic: FakePlexServer) -> None:
    assert await api.library_of(rating_key(FILM)) == "1"
    assert await api.library_of(rating_key(EPISODE)) == "2"
    attic.state.library.remove(FILM)
    assert await api.library_of(rating_key(FILM)) is None
    for odd in ("", "12/children", "٣"):
        assert await api.library_of(odd) is None


async def test_whether_it_reports_is_read_and_switched(api: PlexApi, attic: FakePlexServer) -> None:
    assert await api.sends_webhooks() is True
    attic.state.webhooks_on = False
    assert await api.sends_webhooks() is False
    await api.switch_webhooks_on()
    assert attic.state.webhooks_on
    attic.api.faults.add("GET /:/prefs", status=200, body={"MediaContainer": {"Setting": []}})
    assert await api.sends_webhooks() is None


async def test_its_accounts_are_listed_without_nobody(api: PlexApi, attic: FakePlexServer) -> None:
    async with FakePlexTv() as tv:
        tv.give_server(tv.add_account("anna"), attic)
        assert [(one.id, one.name) for one in await api.accounts()] == [("1", "anna")]


async def test_a_wrong_token_and_a_shared_one_are_told_apart(
    attic: FakePlexServer, calls: Calls
) -> None:
    wrong = PlexApi(calls, DEVICE, attic.url, "wrong", "Attic")
    with pytest.raises(SignInEnded, match="Attic no longer accepts the sign-in"):
        await wrong.libraries()
    async with FakePlexTv() as tv:
        anna, emil = tv.add_account("anna"), tv.add_account("emil")
        tv.give_server(anna, attic)
        tv.share(attic, emil)
        shared = PlexApi(calls, DEVICE, attic.url, attic.state.token_of(emil), "Attic")
        with pytest.raises(NotTheirs):
            await shared.accounts()


async def test_trouble_is_told_apart(api: PlexApi, attic: FakePlexServer) -> None:
    attic.api.faults.add("GET /identity", status=200, body={"MediaContainer": {}})
    with pytest.raises(NotThisService):
        await api.identity()
    attic.api.faults.add("GET /identity", status=200, body="a router's page")
    with pytest.raises(Outage, match="could not be read"):
        await api.identity()
    attic.api.outage(True)
    with pytest.raises(Outage, match="Attic is not working"):
        await api.identity()
    await attic.stop()
    with pytest.raises(Offline):
        await api.identity()
