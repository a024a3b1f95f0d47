"""The fake TV Time behind its sidecar."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import aiohttp
import pytest
from yarl import URL

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.sidecar import unpacked
from scroblarr_desktop.demo.tvtime.world import TvTimeUser
from scroblarr_desktop.watches import Kind

if TYPE_CHECKING:
    from tests.demo.conftest import Clock

LOGIN = "https://auth.tvtime.com/v1/login"
REFRESH = "https://auth.tvtime.com/v1/refresh"
WATCHED = "https://api2.tozelabs.com/v2/watched_episodes"
SEARCH = "https://search.tvtime.com/v1/search/series,movie"
TRACKING = "https://msapi.tvtime.com/prod/v1/tracking"
AGENT = "FakeTests/1.0 (+https://example.invalid)"


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any


class Client:
    """Sends one call through the sidecar as it is told to."""

    def __init__(self, session: aiohttp.ClientSession, fake: FakeTvTime) -> None:
        self.session = session
        self.fake = fake
        self.token = ""
        self.agent = AGENT

    async def ask(
        self, method: str, target: str, body: Any = None, *, query: str = "", o: str = ""
    ) -> Answer:
        address = o or f"o={quote(target, safe='')}"
        return await self.raw(method, f"/sidecar?{address}{query}", body)

    async def raw(self, method: str, path: str, body: Any = None) -> Answer:
        headers = {"User-Agent": self.agent}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        url = URL(self.fake.url + path, encoded=True)
        async with self.session.request(method, url, headers=headers, json=body) as response:
            return Answer(response.status, parsed(await response.text()), response.headers)


@pytest.fixture
async def fake(
    catalogue: Catalogue, clock: Clock, film: Movie, series: Show
) -> AsyncIterator[FakeTvTime]:
    async with FakeTvTime(catalogue, clock) as fake:
        yield fake


@pytest.fixture
def anna(fake: FakeTvTime) -> TvTimeUser:
    return fake.add_user("anna", "tides and tea")


@pytest.fixture
async def stranger(fake: FakeTvTime) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, fake)


@pytest.fixture
def client(stranger: Client, fake: FakeTvTime, anna: TvTimeUser) -> Client:
    stranger.token = fake.sign_in(anna).jwt
    return stranger


# -- the sidecar


@pytest.mark.parametrize("alphabet", ["plain", "standard", "url-safe", "padded"])
async def test_each_form_of_address_leads_there(
    client: Client, fake: FakeTvTime, anna: TvTimeUser, series: Show, alphabet: str
) -> None:
    target = f"{WATCHED}/episode/{series.episode(1, 1).tvdb}"
    forms = {
        "plain": f"o={target}",
        "standard": f"o_b64={quote(base64.b64encode(target.encode()).decode().rstrip('='))}",
        "url-safe": f"o_b64={base64.urlsafe_b64encode(target.encode()).decode().rstrip('=')}",
        "padded": f"o_b64={quote(base64.b64encode(target.encode()).decode())}",
    }
    answer = await client.ask("POST", "", "", o=forms[alphabet], query="&is_rewatch=0")
    assert (answer.status, answer.body["result"]) == (200, "OK")
    (call,) = fake.calls
    assert (call.server, call.path) == (
        "api2.tozelabs.com",
        target.removeprefix("https://api2.tozelabs.com"),
    )
    assert (call.query, call.user) == ({"is_rewatch": "0"}, "anna")


def test_both_alphabets_of_base64_are_read() -> None:
    text = "https://a.invalid/~a~?a?>>>"
    standard, safe = base64.b64encode(text.encode()), base64.urlsafe_b64encode(text.encode())
    assert standard != safe
    assert unpacked(standard.decode()) == unpacked(safe.decode().rstrip("=")) == text
    with pytest.raises(ValueError, match="base64"):
        unpacked(standard.decode().replace("+", " "))


async def test_addresses_that_lead_nowhere(client: Client) -> None:
    for path, status in (
        ("/sidecar", 400),
        (f"/sidecar?o={LOGIN}&o_b64=aHR0", 400),
        ("/sidecar?o_b64=%21%21", 400),
        ("/sidecar?o=http%3A%2F%2Fauth.tvtime.com%2Fv1%2Flogin", 400),
        (f"/sidecar?o={quote(SEARCH + '?q=x', safe='')}", 400),
        ("/sidecar?o=https://api2.tozelabs.com/v2/nothing", 404),
        ("/sidecar?o=https://elsewhere.invalid/v1/login", 404),
    ):
        answer = await client.raw("GET", path)
        assert (answer.status, answer.body["status"]) == (status, "error"), path
    assert (await client.raw("GET", "/")).status == 404


async def test_names_of_http_libraries_are_turned_away(client: Client) -> None:
    client.agent = "Python/3.11 aiohttp/3.14.5"
    answer = await client.ask("GET", SEARCH, query="&q=x")
    assert answer.status == 403
    assert answer.headers["Content-Type"].startswith("text/html")


# -- sign-in


async def test_sign_in_gives_a_token_of_three_parts(
    stranger: Client, anna: TvTimeUser, clock: Clock
) -> None:
    body = {"username": "anna", "password": "tides and tea"}
    answer = await stranger.ask("POST", LOGIN, body)
    assert answer.status == 200
    tokens = answer.body["data"]
    assert tokens["id"] == anna.id
    claims = tokens["jwt_token"].split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert told["id"] == anna.id
    assert told["exp"] == int(clock.now.timestamp()) + 86_400
    assert len(tokens["jwt_token"].split(".")) == 3


@pytest.mark.parametrize(("user", "word"), [("anna", "guess"), ("nobody", "tides and tea")])
async def test_a_wrong_password_is_401(
    stranger: Client, anna: TvTimeUser, user: str, word: str
) -> None:
    answer = await stranger.ask("POST", LOGIN, {"username": user, "password": word})
    assert (answer.status, answer.body["status"]) == (401, "error")


async def test_a_start_token_may_be_needed(
    stranger: Client, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    fake.start_token_required = True
    body = {"username": "anna", "password": "tides and tea"}
    assert (await stranger.ask("POST", LOGIN, body)).status == 403
    stranger.token = fake.start_token
    assert (await stranger.ask("POST", LOGIN, body)).status == 200
    assert (await stranger.ask("GET", SEARCH, query="&q=x")).status == 401


async def test_a_token_runs_out_and_is_refreshed(
    client: Client, fake: FakeTvTime, anna: TvTimeUser, clock: Clock
) -> None:
    session = fake.sign_in(anna)
    client.token = session.jwt
    clock.forward(seconds=86_399)
    assert (await client.ask("GET", SEARCH, query="&q=x")).status == 200
    clock.forward(seconds=1)
    assert (await client.ask("GET", SEARCH, query="&q=x")).status == 401
    answer = await client.ask("POST", REFRESH, {"refresh_token": session.refresh_token})
    client.token = answer.body["data"]["jwt_token"]
    assert (await client.ask("GET", SEARCH, query="&q=x")).status == 200


async def test_sessions_can_be_ended(client: Client, fake: FakeTvTime, anna: TvTimeUser) -> None:
    session = fake.sign_in(anna)
    client.token = session.jwt
    fake.expire_access(anna)
    assert (await client.ask("GET", SEARCH, query="&q=x")).status == 401
    body = {"refresh_token": session.refresh_token}
    assert (await client.ask("POST", REFRESH, body)).status == 200
    fake.end_sessions(anna)
    assert (await client.ask("POST", REFRESH, body)).status == 401


@pytest.mark.parametrize("body", [None, [], "x"])
async def test_sign_in_wants_an_object(stranger: Client, body: Any) -> None:
    assert (await stranger.ask("POST", LOGIN, body)).status == 400


async def test_the_profile_is_ones_own(client: Client, fake: FakeTvTime, anna: TvTimeUser) -> None:
    target = "https://api2.tozelabs.com/v2/user/{}/parameters"
    answer = await client.ask("GET", target.format(anna.id))
    assert (answer.body["id"], answer.body["login"]) == (anna.id, "anna")
    other = fake.add_user("ben")
    assert (await client.ask("GET", target.format(other.id))).status == 403


# -- marking


async def test_an_episode_is_marked_by_its_tvdb_id(
    client: Client, anna: TvTimeUser, series: Show, clock: Clock
) -> None:
    episode = series.episode(1, 2)
    answer = await client.ask("POST", f"{WATCHED}/episode/{episode.tvdb}", "")
    assert answer.body == {"result": "OK", "show": {"id": series.tvdb}}
    (play,) = anna.plays
    assert (play.thing, play.kind, play.rewatch, play.at) == (
        episode,
        Kind.EPISODE,
        False,
        clock.now,
    )
    assert anna.follows == [series]


async def test_marking_again_does_nothing_unless_it_is_a_rewatch(
    client: Client, anna: TvTimeUser, series: Show
) -> None:
    target = f"{WATCHED}/episode/{series.episode(1, 2).tvdb}"
    for rewatch in ("0", "0", "1", "1", "0"):
        answer = await client.ask("POST", target, "", query=f"&is_rewatch={rewatch}")
        assert answer.body["result"] == "OK"
    assert [play.rewatch for play in anna.plays] == [False, True, True]
    assert (await client.ask("POST", target, "", query="&is_rewatch=yes")).status == 400


async def test_other_ids_lead_to_no_episode(client: Client, series: Show) -> None:
    episode = series.episode(1, 2)
    for number in (series.tvdb, episode.tmdb, episode.trakt):
        answer = await client.ask("POST", f"{WATCHED}/episode/{number}", "")
        assert (answer.status, answer.body["result"]) == (404, "KO")


async def test_marks_need_a_token(stranger: Client, film: Movie, series: Show) -> None:
    tvdb = series.episode(1, 1).tvdb
    assert (await stranger.ask("POST", f"{WATCHED}/episode/{tvdb}", "")).status == 401
    assert (await stranger.ask("POST", f"{TRACKING}/{film.tvtime_uuid}/watch")).status == 401


async def test_a_mark_is_taken_back(client: Client, anna: TvTimeUser, series: Show) -> None:
    target = f"{WATCHED}/episode/{series.episode(1, 2).tvdb}"
    await client.ask("POST", target, "")
    assert (await client.ask("DELETE", target)).body["result"] == "OK"
    assert anna.plays == []


async def test_everything_up_to_an_episode_is_counted(
    client: Client, fake: FakeTvTime, anna: TvTimeUser, series: Show
) -> None:
    until = f"{WATCHED}/show/{{}}/until/episode/{series.episode(2, 1).tvdb}"
    assert (await client.ask("POST", until.format(1), "")).status == 404
    assert (await client.ask("POST", until.format(series.tvdb), "")).body["result"] == "OK"
    assert len(anna.plays) == 5
    assert fake.wholesale_marks == 1


async def test_a_film_is_found_by_id_and_marked_by_uuid(
    client: Client, anna: TvTimeUser, film: Movie
) -> None:
    for q in (film.tvdb, film.imdb):
        found = await client.ask("GET", SEARCH, query=f"&q={q}&offset=0&limit=12")
        assert found.body["status"] == "success"
        (only,) = found.body["data"]
        assert (only["id"], only["imdb_id"]) == (film.tvdb, film.imdb)
        assert only["uuid"] == film.tvtime_uuid
    for how in ("watch", "watch", "rewatch"):
        answer = await client.ask("POST", f"{TRACKING}/{film.tvtime_uuid}/{how}")
        assert answer.body == {"status": "success"}
    assert [play.rewatch for play in anna.plays_of(film)] == [False, False, True]
    assert anna.plays[0].kind is Kind.MOVIE


async def test_a_title_finds_more_than_one(
    client: Client, catalogue: Catalogue, film: Movie
) -> None:
    catalogue.add_movie("The Lantern", 2001)
    found = await client.ask("GET", SEARCH, query="&q=the%20lantern%20year&limit=24")
    assert [entry["name"] for entry in found.body["data"]] == ["The Lantern Year", "The Lantern"]
    page = await client.ask("GET", SEARCH, query="&q=the%20lantern&offset=1&limit=1")
    assert len(page.body["data"]) == 1
    nothing = await client.ask("GET", SEARCH, query="&q=zebra")
    assert nothing.body == {"status": "success", "data": []}
    assert (await client.ask("GET", SEARCH, query="&q=x&limit=all")).status == 400


async def test_only_films_are_marked_by_uuid(client: Client, series: Show) -> None:
    found = await client.ask("GET", SEARCH, query=f"&q={series.tvdb}")
    uuid = found.body["data"][0]["uuid"]
    answer = await client.ask("POST", f"{TRACKING}/{uuid}/watch")
    assert (answer.status, answer.body["status"]) == (404, "error")


# -- failures


async def test_a_refusal_may_come_with_200(
    client: Client, fake: FakeTvTime, anna: TvTimeUser, film: Movie, series: Show
) -> None:
    fake.faults.add("POST /v2/watched_episodes/*", status=200, body={"result": "KO"})
    fake.faults.add("POST /prod/v1/tracking/*", status=200, body={"status": "fail"})
    episode = f"{WATCHED}/episode/{series.episode(1, 1).tvdb}"
    assert (await client.ask("POST", episode, "")).body == {"result": "KO"}
    movie = f"{TRACKING}/{film.tvtime_uuid}/watch"
    assert (await client.ask("POST", movie)).body == {"status": "fail"}
    assert anna.plays == []
    assert (await client.ask("POST", episode, "")).body["result"] == "OK"


async def test_slow_down_and_bad_gateways(client: Client, fake: FakeTvTime) -> None:
    fake.faults.add("GET /v1/search/*", status=429, headers={"Retry-After": "3"})
    fake.faults.add("GET /v1/search/*", status=429)
    fake.faults.edge_page("GET /v1/search/*", status=502)
    fake.faults.add("GET /v1/search/*", status=504)
    answers = [await client.ask("GET", SEARCH, query="&q=x") for _ in range(5)]
    assert [answer.status for answer in answers] == [429, 429, 502, 504, 200]
    assert answers[0].headers["Retry-After"] == "3"
    assert "Retry-After" not in answers[1].headers


async def test_closed_for_good_it_is_a_page(client: Client, fake: FakeTvTime) -> None:
    fake.close_for_good()
    for _ in range(2):
        answer = await client.ask("POST", LOGIN, {"username": "anna"})
        assert answer.status == 410
        assert "closed" in answer.body


async def test_stopped_it_refuses_connections(client: Client, fake: FakeTvTime) -> None:
    await fake.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.ask("GET", SEARCH, query="&q=x")
