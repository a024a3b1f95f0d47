"""What every call to the fake Trakt must bring along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Client


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/139.0",
        "python-requests/2.32.5",
        "Python/3.11 aiohttp/3.14.5",
        "aiohttp/3.14.5",
        "Python-urllib/3.11",
    ],
)
async def test_unwelcome_agents_get_a_page_of_the_shield(client: Client, agent: str) -> None:
    client.agent = agent
    for answer in (
        await client.api("GET", "/users/settings"),
        await client.auth("/oauth/device/code", {"client_id": "client"}),
    ):
        assert answer.status == 403
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "cf-ray" in answer.headers
        assert "X-Request-Id" not in answer.headers


async def test_its_own_answers_pass_the_shield_too(client: Client) -> None:
    answer = await client.api("GET", "/users/settings")
    assert "cf-ray" in answer.headers
    assert "X-Request-Id" in answer.headers


@pytest.mark.parametrize(("key", "version"), [("", "2"), ("other", "2"), ("client", "")])
async def test_the_app_must_be_known(client: Client, key: str, version: str) -> None:
    client.key, client.version = key, version
    answer = await client.api("GET", "/users/settings")
    assert (answer.status, answer.body) == (403, {"error": "invalid_api_key"})


async def test_key_and_token_belong_together(client: Client, fake: FakeTrakt) -> None:
    fake.add_app("second", "more")
    client.key = "second"
    assert (await client.api("GET", "/users/settings")).status == 403


@pytest.mark.parametrize("token", ["", "nobody's"])
async def test_writes_need_a_token(client: Client, film: Movie, token: str) -> None:
    client.token = token
    body = {"movie": {"ids": {"trakt": film.trakt}}, "progress": 90}
    assert (await client.api("POST", "/scrobble/stop", body)).status == 401
    assert (await client.api("GET", "/sync/history")).status == 401


async def test_public_things_need_the_key_alone(stranger: Client, film: Movie) -> None:
    assert (await stranger.api("GET", f"/movies/{film.trakt}")).status == 200


async def test_bodies_are_json(client: Client, film: Movie, anna: FakeUser) -> None:
    body = json.dumps({"movie": {"ids": {"trakt": film.trakt}}, "progress": 90})
    for kind in ("application/x-www-form-urlencoded", "text/plain"):
        answer = await client.api("POST", "/scrobble/stop", body, headers={"Content-Type": kind})
        assert answer.status == 412
    assert not anna.plays


async def test_one_write_a_second_and_user(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.write_gap_s = 30
    body = {"movies": [{"ids": {"trakt": film.trakt}}]}
    assert (await client.api("POST", "/sync/history", body)).status == 201
    hasty = await client.api("POST", "/sync/history", body)
    assert (hasty.status, hasty.headers["Retry-After"]) == (429, "30")
    assert json.loads(hasty.headers["X-Ratelimit"])["name"] == "AUTHED_API_POST_LIMIT"
    assert len(anna.plays) == 1
    assert (await client.api("GET", "/sync/history")).status == 200
    (violation,) = fake.rate_violations
    assert (violation.user, violation.line) == ("anna", "POST /sync/history")
    assert 0 <= violation.gap_s < 30
    client.token = fake.sign_in(fake.add_user("ben"), "client")["access_token"]
    assert (await client.api("POST", "/sync/history", body)).status == 201


async def test_wrong_verbs_and_addresses(client: Client) -> None:
    assert (await client.api("GET", "/scrobble/stop")).status == 405
    assert (await client.api("GET", "/nowhere")).status == 404
