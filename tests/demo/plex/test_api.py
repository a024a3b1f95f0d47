"""A simulated Plex server's own API answers as strictly as a real one's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import aiohttp
import pytest

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.catalogue import Movie, Show
from scroblarr_desktop.demo.media_servers import FakePlexServer, FakeViewer
from scroblarr_desktop.demo.plex.api_library import item_body, rating_key
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from tests.demo.conftest import Answer, Clock

ALL = "/status/sessions/history/all"


class Visitor:
    """Sends one request with one token."""

    def __init__(self, session: aiohttp.ClientSession, plex: FakePlexServer, token: str) -> None:
        self.session = session
        self.plex = plex
        self.token = token

    async def send(self, method: str, path: str, **headers: str) -> Answer:
        sent = {"Accept": "application/json", "X-Plex-Token": self.token} | headers
        url = self.plex.url + path
        async with self.session.request(method, url, headers=sent) as response:
            return Answer(response.status, parsed(await response.text()), response.headers)

    async def get(self, path: str, **headers: str) -> dict[str, Any]:
        answer = await self.send("GET", path, **headers)
        assert answer.status == 200
        body: dict[str, Any] = answer.body["MediaContainer"]
        return body

    async def history(self, query: str = "", **headers: str) -> list[tuple[int, str]]:
        rows = (await self.get(ALL + query, **headers))["Metadata"]
        return [(row["accountID"], row["title"]) for row in rows]


@pytest.fixture
async def tv(clock: Clock) -> AsyncIterator[FakePlexTv]:
    async with FakePlexTv(clock) as tv:
        yield tv


@pytest.fixture
def anna(tv: FakePlexTv) -> FakePlexAccount:
    return tv.add_account("anna")


@pytest.fixture
def ben(tv: FakePlexTv, anna: FakePlexAccount) -> FakePlexAccount:
    ben = tv.add_account("ben")
    tv.join_home(anna, ben)
    return ben


@pytest.fixture
async def plex(
    clock: Clock, tv: FakePlexTv, anna: FakePlexAccount
) -> AsyncIterator[FakePlexServer]:
    async with FakePlexServer("Attic", clock=clock) as plex:
        tv.give_server(anna, plex)
        yield plex


@pytest.fixture
async def owner(plex: FakePlexServer, anna: FakePlexAccount) -> AsyncIterator[Visitor]:
    async with aiohttp.ClientSession() as session:
        yield Visitor(session, plex, anna.sign_in("an-app"))


@pytest.fixture
async def watched(
    plex: FakePlexServer,
    clock: Clock,
    anna: FakePlexAccount,
    ben: FakePlexAccount,
    film: Movie,
    series: Show,
) -> list[int]:
    """Anna and Ben saw something by turns, an hour apart. Returns when."""
    times = []
    for who, item in ((anna, film.item()), (ben, series.item(1, 1)), (anna, series.item(1, 2))):
        await plex.finish(plex.viewer(who), item)
        times.append(int(clock().timestamp()))
        clock.forward(hours=1)
    return times


# -- who may do what


async def test_a_server_says_who_it_is_to_anybody(owner: Visitor, plex: FakePlexServer) -> None:
    owner.token = "made-up"
    told = await owner.get("/identity")
    assert (told["machineIdentifier"], told["claimed"]) == (plex.server_id, True)
    for path in ("/", "/accounts", "/library/sections", ALL):
        assert (await owner.send("GET", path)).status == 401


async def test_a_token_in_the_address_does_not_count(owner: Visitor) -> None:
    token, owner.token = owner.token, ""
    assert (await owner.send("GET", f"/?X-Plex-Token={token}")).status == 401


async def test_the_owner_comes_in_by_account_by_server_and_by_the_servers_own_token(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount
) -> None:
    for token in (owner.token, plex.state.token_of(anna), plex.state.admin_token):
        owner.token = token
        told = await owner.get("/")
        assert (told["friendlyName"], told["myPlexUsername"]) == ("Attic", anna.email)
        assert [account["id"] for account in (await owner.get("/accounts"))["Account"]] == [0, 1]
    assert [call.user for call in plex.api.calls] == ["anna"] * 6


async def test_an_ended_sign_in_opens_nothing(owner: Visitor, anna: FakePlexAccount) -> None:
    anna.tokens.clear()
    assert (await owner.send("GET", "/")).status == 401


async def test_others_need_their_token_for_this_server_and_see_less(
    owner: Visitor, plex: FakePlexServer, tv: FakePlexTv, ben: FakePlexAccount
) -> None:
    owner.token = ben.sign_in("an-app")
    assert (await owner.send("GET", "/")).status == 401
    owner.token = plex.state.token_of(ben)
    assert (await owner.get("/"))["machineIdentifier"] == plex.server_id
    for path in ("/accounts", "/devices", "/:/prefs", "/status/sessions"):
        assert (await owner.send("GET", path)).status == 403
    tv.leave_home(ben)
    assert (await owner.send("GET", "/")).status == 401


async def test_a_server_of_nobody_has_its_own_token(clock: Clock, film: Movie) -> None:
    viewer = FakeViewer("40718253", "anna", avatar="3f9ac01b77de4521", owner=True)
    async with FakePlexServer("Shed", clock=clock) as plex, aiohttp.ClientSession() as session:
        visitor = Visitor(session, plex, plex.state.admin_token)
        await plex.finish(viewer, film.item())
        assert (await visitor.get("/"))["myPlex"] is False
        accounts = (await visitor.get("/accounts"))["Account"]
        assert [(a["id"], a["name"]) for a in accounts] == [(0, ""), (1, "anna")]
        assert await visitor.history() == [(1, "The Lantern Year")]
        assert [call.user for call in plex.api.calls] == ["owner"] * 3


# -- the library


async def test_xml_comes_to_whoever_does_not_ask_for_json(
    owner: Visitor, watched: list[int], film: Movie
) -> None:
    path = f"/library/metadata/{rating_key(film.item())}?includeGuids=1"
    answer = await owner.send("GET", path, Accept="*/*")
    root = ElementTree.fromstring(answer.body)
    (video,) = root
    assert (root.tag, root.get("librarySectionID")) == ("MediaContainer", "1")
    assert (video.tag, video.get("type"), video.get("viewCount")) == ("Video", "movie", "1")
    assert [guid.get("id") for guid in video.findall("Guid")] == [
        f"imdb://{film.imdb}",
        f"tmdb://{film.tmdb}",
        f"tvdb://{film.tvdb}",
    ]


async def test_an_episode_leads_to_its_show_with_the_shows_ids(
    owner: Visitor, plex: FakePlexServer, series: Show
) -> None:
    item = series.item(1, 1)
    plex.state.library.add(item)
    body = await owner.get(f"/library/metadata/{rating_key(item)}?includeGuids=1")
    (episode,) = body["Metadata"]
    assert body["librarySectionID"] == 2
    assert episode["Guid"][0]["id"] == f"imdb://{item.ids['imdb']}"
    show_path = f"{episode['grandparentKey']}?includeGuids=1"
    (show,) = (await owner.get(show_path))["Metadata"]
    assert (show["type"], show["title"]) == ("show", "Harbour Street")
    assert {guid["id"] for guid in show["Guid"]} == {
        f"imdb://{series.imdb}",
        f"tmdb://{series.tmdb}",
        f"tvdb://{series.tvdb}",
    }
    (season,) = (await owner.get(episode["parentKey"]))["Metadata"]
    assert (season["type"], season["index"], season["title"]) == ("season", 1, "Season 1")


async def test_what_is_not_there_is_not_found(
    owner: Visitor, plex: FakePlexServer, film: Movie
) -> None:
    path = f"/library/metadata/{rating_key(film.item())}"
    assert (await owner.send("GET", path)).status == 404
    plex.state.library.add(film.item())
    assert (await owner.send("GET", path)).status == 200
    plex.state.library.remove(film.item())
    assert (await owner.send("GET", path)).status == 404


async def test_each_caller_is_told_how_often_they_saw_it(
    owner: Visitor, plex: FakePlexServer, ben: FakePlexAccount, watched: list[int], film: Movie
) -> None:
    path = f"/library/metadata/{rating_key(film.item())}"
    (own,) = (await owner.get(path))["Metadata"]
    assert (own["viewCount"], own["lastViewedAt"]) == (1, watched[0])
    owner.token = plex.state.token_of(ben)
    (other,) = (await owner.get(path))["Metadata"]
    assert "viewCount" not in other


# -- what is played


async def test_a_session_lives_from_play_to_stop(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, ben: FakePlexAccount, film: Movie
) -> None:
    one, other = plex.viewer(anna), plex.viewer(ben)
    await plex.play(one, film.item())
    await plex.play(other, film.item())
    await plex.pause(other, film.item(), position_s=60)
    sessions = (await owner.get("/status/sessions"))["Metadata"]
    assert [(s["User"]["id"], s["Player"]["state"], s["viewOffset"]) for s in sessions] == [
        ("1", "playing", 0),
        (str(ben.id), "paused", 60_000),
    ]
    assert [s["sessionKey"] for s in sessions] == ["1", "2"]
    await plex.finish(one, film.item())
    await plex.resume(other, film.item(), position_s=60)
    (session,) = (await owner.get("/status/sessions"))["Metadata"]
    assert session["Player"]["state"] == "playing"
    await plex.stop_playing(other, film.item(), position_s=120)
    assert (await owner.get("/status/sessions"))["Metadata"] == []


async def test_only_what_was_finished_is_history(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, film: Movie
) -> None:
    viewer = plex.viewer(anna)
    await plex.play(viewer, film.item())
    await plex.stop_playing(viewer, film.item(), position_s=900)
    await plex.play_trailer(viewer, "Salt and Tin: the trailer")
    assert await owner.history() == []
    await plex.play_track(viewer, "The Quay Lamps", "Low Water")
    await plex.finish(viewer, film.item())
    assert await owner.history() == [(1, "Low Water"), (1, "The Lantern Year")]


async def test_a_row_holds_keys_but_no_ids(
    owner: Visitor, watched: list[int], series: Show, ben: FakePlexAccount
) -> None:
    item = series.item(1, 1)
    row = (await owner.get(ALL))["Metadata"][1]
    assert row == {
        "historyKey": "/status/sessions/history/2",
        "key": f"/library/metadata/{rating_key(item)}",
        "ratingKey": rating_key(item),
        "librarySectionID": "2",
        "title": "Chapter 1.1",
        "grandparentTitle": "Harbour Street",
        "grandparentKey": item_body(item, [])["grandparentKey"],
        "parentKey": item_body(item, [])["parentKey"],
        "type": "episode",
        "index": 1,
        "parentIndex": 1,
        "originallyAvailableAt": f"{item.year}-05-03",
        "viewedAt": watched[1],
        "accountID": ben.id,
        "deviceID": 1,
    }


async def test_a_row_outlives_its_item_without_a_key(
    owner: Visitor, plex: FakePlexServer, watched: list[int], film: Movie
) -> None:
    plex.state.library.remove(film.item())
    row = (await owner.get(ALL))["Metadata"][0]
    assert row["title"] == "The Lantern Year"
    assert row.keys().isdisjoint({"key", "ratingKey"})


async def test_rows_can_be_chosen_and_sorted(
    owner: Visitor, watched: list[int], ben: FakePlexAccount, film: Movie
) -> None:
    first, second, third = (1, "The Lantern Year"), (ben.id, "Chapter 1.1"), (1, "Chapter 1.2")
    middle = watched[1]
    assert await owner.history("?sort=viewedAt:desc") == [third, second, first]
    assert await owner.history("?accountID=1&sort=viewedAt") == [first, third]
    assert await owner.history(f"?accountID={ben.id}") == [second]
    assert await owner.history(f"?viewedAt>={middle}") == [second, third]
    assert await owner.history(f"?viewedAt%3E={middle}") == [second, third]
    assert await owner.history(f"?viewedAt>{middle}") == [third]
    assert await owner.history(f"?viewedAt<={middle}") == [first, second]
    assert await owner.history(f"?viewedAt<{middle}") == [first]
    assert await owner.history("?librarySectionID=1") == [first]
    assert await owner.history(f"?metadataItemID={rating_key(film.item())}") == [first]


@pytest.mark.parametrize("query", ["?account=1", "?sort=title", "?sort=viewedAt:up", "?viewedAt=5"])
async def test_a_query_it_does_not_know_is_refused(owner: Visitor, query: str) -> None:
    assert (await owner.send("GET", ALL + query)).status == 400


async def test_rows_come_in_pages(owner: Visitor, watched: list[int]) -> None:
    paging = {"X-Plex-Container-Start": "1", "X-Plex-Container-Size": "1"}
    body = await owner.get(f"{ALL}?sort=viewedAt:desc", **paging)
    assert (body["size"], body["totalSize"], body["offset"]) == (1, 3, 1)
    assert [row["viewedAt"] for row in body["Metadata"]] == [watched[1]]
    in_query = "&X-Plex-Container-Start=2&X-Plex-Container-Size=5"
    body = await owner.get(f"{ALL}?sort=viewedAt:desc{in_query}")
    assert [row["viewedAt"] for row in body["Metadata"]] == [watched[0]]


async def test_others_see_their_own_history_alone(
    owner: Visitor, plex: FakePlexServer, ben: FakePlexAccount, watched: list[int]
) -> None:
    owner.token = plex.state.token_of(ben)
    assert await owner.history() == [(ben.id, "Chapter 1.1")]
    assert await owner.history("?accountID=1") == []


async def test_what_was_seen_before_is_history_too(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, clock: Clock, film: Movie
) -> None:
    at = clock()
    clock.forward(days=3)
    plex.note_seen(plex.viewer(anna), film.item(), at)
    (row,) = (await owner.get(ALL))["Metadata"]
    assert row["viewedAt"] == int(at.timestamp())


# -- settings and failures


async def test_the_webhook_setting_can_be_read_and_changed(
    owner: Visitor, plex: FakePlexServer
) -> None:
    (setting,) = (await owner.get("/:/prefs"))["Setting"]
    assert (setting["id"], setting["value"]) == ("webHooksEnabled", True)
    assert (await owner.send("PUT", "/:/prefs?webHooksEnabled=0")).status == 200
    assert plex.state.webhooks_on is False
    assert (await owner.send("PUT", "/:/prefs?other=0")).status == 400


async def test_its_api_can_fail_while_it_goes_on_posting(
    owner: Visitor, plex: FakePlexServer
) -> None:
    plex.api.faults.add("GET /accounts", status=503)
    assert (await owner.send("GET", "/accounts")).status == 503
    await plex.api.stop()
    with pytest.raises(aiohttp.ClientConnectorError):
        await owner.send("GET", "/accounts")
    await plex.api.start()
    assert (await owner.send("GET", "/accounts")).status == 200


# -- much, and unheard


async def test_years_of_history_cost_no_more_than_the_page(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, clock: Clock, film: Movie
) -> None:
    viewer = plex.viewer(anna)
    plex.note_long_past([viewer], [film.item()], rows=20_000, until=clock())
    since = int(clock().timestamp()) - 3600
    page = "&X-Plex-Container-Start=0&X-Plex-Container-Size=2"
    body = await owner.get(f"{ALL}?viewedAt>={since}&sort=viewedAt{page}")
    assert (body["size"], body["totalSize"]) == (2, 4)
    assert [row["viewedAt"] - since for row in body["Metadata"]] == [0, 1200]
    newest = await owner.get(f"{ALL}?sort=viewedAt:desc{page}")
    assert [row["viewedAt"] - since for row in newest["Metadata"]] == [3600, 2400]
    assert newest["totalSize"] == 20_000


async def test_rows_stand_in_the_order_of_their_times(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, clock: Clock, series: Show
) -> None:
    viewer = plex.viewer(anna)
    await plex.finish(viewer, series.item(1, 2))
    plex.note_watched(viewer, series.item(1, 1), clock() - timedelta(hours=1))
    assert await owner.history() == [(1, "Chapter 1.1"), (1, "Chapter 1.2")]


async def test_several_keys_at_once(
    owner: Visitor, plex: FakePlexServer, film: Movie, series: Show
) -> None:
    plex.state.library.add(film.item(), series.item(1, 1))
    film_key, key = rating_key(film.item()), rating_key(series.item(1, 1))
    show_key = item_body(series.item(1, 1), [])["grandparentRatingKey"]
    found = await owner.get(f"/library/metadata/{film_key},1,{key},{show_key}?includeGuids=1")
    assert [each["type"] for each in found["Metadata"]] == ["movie", "episode", "show"]
    assert all(each["Guid"] for each in found["Metadata"])
    assert (await owner.send("GET", "/library/metadata/1,2")).status == 404


async def test_who_sleeps_hears_nothing_and_the_history_knows_it(
    owner: Visitor, plex: FakePlexServer, anna: FakePlexAccount, film: Movie
) -> None:
    anna.plex_pass = True
    anna.webhooks = ["http://127.0.0.1:9/webhooks/plex/made-up"]
    plex.heard = False
    await plex.finish(plex.viewer(anna), film.item())
    assert list(plex.answers) == [None, None]
    assert await owner.history() == [(1, "The Lantern Year")]


async def test_an_answer_tells_what_time_it_is_there(owner: Visitor, clock: Clock) -> None:
    clock.forward(days=400)
    answer = await owner.send("GET", "/identity")
    assert answer.headers["Date"] == "Mon, 05 Apr 2027 20:00:00 GMT"
