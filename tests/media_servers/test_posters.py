"""Posters as the media servers give them: of the show, small, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.plex.api_library import rating_key
from scroblarr_desktop.demo.posters import poster
from scroblarr_desktop.media_servers.jellyfin_api import Device, Jellyfin
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.media_servers.posters import (
    LARGEST_POSTER,
    jellyfin_poster,
    plex_poster,
)
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import Outage
from scroblarr_desktop.watches import Item, Kind
from tests.serving import calls as calls

FILM = Item(Kind.MOVIE, "Salt and Tin", 2021, {"imdb": "tt9990001"}, run_time_s=6000)
PART_4, PART_5 = (
    Item(Kind.EPISODE, f"Part {number}", show="Harbour Street", season=1, number=number)
    for number in (4, 5)
)
SMALLER = "/photo/:/transcode"


@pytest_asyncio.fixture
async def attic() -> AsyncIterator[FakePlexServer]:
    async with FakePlexServer("Attic") as server:
        server.state.library.add(FILM, PART_4, PART_5)
        yield server


@pytest.fixture
def api(attic: FakePlexServer, calls: Calls) -> PlexApi:
    device = PlexDevice("a-client", "desk")
    return PlexApi(calls, device, attic.url, attic.state.admin_token, "Attic")


async def test_plex_gives_the_show_s_poster_and_makes_it_smaller(
    api: PlexApi, attic: FakePlexServer
) -> None:
    film = await plex_poster(api, rating_key(FILM))
    assert film == poster(f"plex/{rating_key(FILM)}")
    show = await plex_poster(api, rating_key(PART_4))
    assert show == await plex_poster(api, rating_key(PART_5)) != film
    asked = [call for call in attic.api.calls if call.path == SMALLER]
    assert {call.query["width"] for call in asked} == {"240"}
    assert not any("Token" in name for call in asked for name in call.query)


async def test_plex_without_smaller_ones_gives_it_as_it_is(
    api: PlexApi, attic: FakePlexServer
) -> None:
    attic.api.faults.add(f"GET {SMALLER}", status=404)
    assert await plex_poster(api, rating_key(FILM)) == poster(f"plex/{rating_key(FILM)}")


async def test_plex_has_none_of_what_is_gone_or_odd(api: PlexApi, attic: FakePlexServer) -> None:
    assert await plex_poster(api, "999999") is None
    assert await plex_poster(api, "../identity") is None
    attic.api.faults.add(f"GET {SMALLER}", status=200, body="<html>", content_type="text/html")
    assert await plex_poster(api, rating_key(FILM)) is None


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/a", "/library/../:/prefs", "/library/a?X=1", "/:/prefs"]
)
async def test_plex_is_asked_for_nothing_but_a_picture_of_its_library(
    api: PlexApi, attic: FakePlexServer, path: str
) -> None:
    body = {"MediaContainer": {"Metadata": [{"ratingKey": "7", "thumb": path}]}}
    attic.api.faults.add("GET /library/metadata/*", status=200, body=body)
    assert await plex_poster(api, "7") is None
    assert [call.path for call in attic.api.calls] == ["/library/metadata/7"]


async def test_one_that_is_too_large_is_not_read_to_its_end(
    api: PlexApi, attic: FakePlexServer
) -> None:
    large = "x" * (LARGEST_POSTER + 1)
    attic.api.faults.add(f"GET {SMALLER}", status=200, body=large, content_type="image/jpeg")
    with pytest.raises(Outage):
        await plex_poster(api, rating_key(FILM))


async def test_jellyfin_gives_the_show_s_poster(calls: Calls) -> None:
    async with FakeJellyfinServer("Cellar") as cellar:
        user = cellar.api.add_user("anna", "pw", administrator=True)
        film, part = cellar.api.library.add(FILM), cellar.api.library.add(PART_4)
        device = Device("b2e4c1d0-0000-4000-8000-00000000000a", "desk")
        jellyfin = Jellyfin(calls, device, cellar.url).as_(cellar.api.token_of(user))
        assert await jellyfin_poster(jellyfin, film, None) == poster(f"jellyfin/{film}")
        show = await jellyfin_poster(jellyfin, part, user.user_id)
        assert show not in (None, poster(f"jellyfin/{part}"), poster(f"jellyfin/{film}"))
        assert await jellyfin_poster(jellyfin, "ff" * 16, None) is None
        cellar.api.faults.add("GET /Items/*/Images/Primary", status=404)
        assert await jellyfin_poster(jellyfin, film, None) is None
