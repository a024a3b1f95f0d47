"""Things that go wrong on demand, tried on the fake Trakt."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from scroblarr_desktop.demo.catalogue import Movie
from scroblarr_desktop.demo.faults import Fault
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Answer, Client

STOP = "POST /scrobble/stop"


async def stop(client: Client, film: Movie) -> Answer:
    body = {"movie": {"ids": {"trakt": film.trakt}}, "progress": 95}
    return await client.api("POST", "/scrobble/stop", body)


async def test_a_status_so_many_times(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.faults.add(STOP, status=503, times=2)
    assert [(await stop(client, film)).status for _ in range(3)] == [503, 503, 201]
    assert len(anna.plays) == 1


async def test_a_bad_answer_after_acting(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    fake.faults.add(STOP, status=504, mode="after")
    assert (await stop(client, film)).status == 504
    assert len(anna.plays) == 1


@pytest.mark.parametrize(("drop", "plays"), [("before", 0), ("after", 1)])
async def test_a_lost_connection(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser, drop: str, plays: int
) -> None:
    fake.faults.add(STOP, drop=drop)
    with pytest.raises(aiohttp.ClientConnectionError):
        await stop(client, film)
    assert len(anna.plays) == plays
    assert fake.calls[-1].status is None
    assert (await client.api("GET", "/sync/history")).status == 200


async def test_a_late_answer(client: Client, fake: FakeTrakt, film: Movie) -> None:
    fake.faults.add(STOP, delay_s=0.05)
    begun_s = time.monotonic()
    assert (await stop(client, film)).status == 201
    assert time.monotonic() - begun_s >= 0.05


async def test_a_pattern_a_user_and_a_skip(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    ben = fake.add_user("ben")
    fake.faults.add("* /sync/*", status=500, times=None)
    fake.faults.add(STOP, status=420, user="ben", headers={"X-Account-Limit": "3"})
    fake.faults.add(STOP, status=429, skip=1)
    assert (await stop(client, film)).status == 201
    assert (await stop(client, film)).status == 429
    assert (await client.api("GET", "/sync/history")).status == 500
    assert (await client.api("GET", "/sync/last_activities")).status == 500
    client.token = fake.sign_in(ben, "client")["access_token"]
    limited = await stop(client, film)
    assert (limited.status, limited.headers["X-Account-Limit"]) == (420, "3")


async def test_faults_can_be_taken_back(client: Client, fake: FakeTrakt, film: Movie) -> None:
    lasting = fake.faults.add("GET *", status=500, times=None)
    fake.faults.add("GET *", status=502)
    assert (await client.api("GET", "/users/me")).status == 500
    fake.faults.remove(lasting)
    fake.faults.remove(lasting)
    assert (await client.api("GET", "/users/me")).status == 502
    fake.faults.add("GET *", status=502)
    fake.faults.clear()
    assert (await client.api("GET", "/users/me")).status == 200


async def test_a_page_of_the_shield(client: Client, fake: FakeTrakt, film: Movie) -> None:
    fake.faults.edge_page("* /scrobble/*")
    blocked = await stop(client, film)
    assert blocked.status == 403
    assert blocked.headers["Content-Type"].startswith("text/html")
    assert "X-Request-Id" not in blocked.headers
    fake.faults.edge_page(status=502)
    assert (await client.api("GET", "/users/me")).status == 502


async def test_garbage(client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser) -> None:
    fake.faults.garbage(STOP, mode="after", status=201)
    answer = await stop(client, film)
    assert (answer.status, answer.headers["Content-Type"]) == (
        201,
        "application/json; charset=utf-8",
    )
    assert isinstance(answer.body, str)
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)
    assert len(anna.plays) == 1


async def test_a_body_of_ones_own(client: Client, fake: FakeTrakt, film: Movie) -> None:
    times = {"watched_at": "2026-03-01T18:00:00.000Z", "expires_at": "2026-03-01T19:00:00.000Z"}
    fake.faults.add(STOP, status=409, body=times)
    assert (await stop(client, film)).body == times


async def test_an_outage_of_everything(client: Client, fake: FakeTrakt, film: Movie) -> None:
    fake.outage(True)
    assert (await stop(client, film)).status == 503
    assert (await client.auth("/oauth/device/code", {"client_id": "client"})).status == 503
    fake.outage(False)
    assert (await stop(client, film)).status == 201


async def test_stopped_it_refuses_connections_and_comes_back_as_it_was(
    client: Client, fake: FakeTrakt, film: Movie, anna: FakeUser
) -> None:
    await stop(client, film)
    where = fake.api_url, fake.auth_url
    await fake.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.api("GET", "/users/me")
    await fake.start()
    assert (fake.api_url, fake.auth_url) == where
    assert len((await client.api("GET", "/sync/history")).body) == 1


async def test_stopping_does_not_wait_for_slow_answers(
    client: Client, fake: FakeTrakt, film: Movie
) -> None:
    fake.faults.add(STOP, delay_s=60)
    waiting = asyncio.create_task(stop(client, film))
    await fake.called(STOP)
    async with asyncio.timeout(5):
        await fake.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await waiting


async def test_a_test_can_wait_for_calls(client: Client, fake: FakeTrakt, film: Movie) -> None:
    waiting = asyncio.create_task(fake.called("* /scrobble/*", times=2))
    for _ in range(2):
        await stop(client, film)
        await client.api("GET", "/users/me")
    assert [call.line for call in await waiting] == [STOP, STOP]
    with pytest.raises(TimeoutError):
        await fake.called(STOP, times=3, within_s=0.01)


async def test_calls_are_recorded(client: Client, fake: FakeTrakt, film: Movie) -> None:
    await stop(client, film)
    await client.api("GET", "/sync/history?limit=3")
    await client.auth("/oauth/revoke", {})
    first, second, third = fake.calls
    assert (first.server, first.line, first.user, first.status) == ("api", STOP, "anna", 201)
    assert first.is_write
    assert first.body["progress"] == 95
    assert first.answer["action"] == "scrobble"
    assert first.headers["trakt-api-key"] == "client"
    assert (second.query, second.body, second.is_write) == ({"limit": "3"}, None, False)
    assert (third.server, third.answer) == ("auth", {})
    assert fake.calls_to("* /sync/*") == [second]


@pytest.mark.logs("Error handling request")
async def test_a_slip_inside_the_fake_is_not_taken_for_an_outage(
    client: Client, fake: FakeTrakt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "now", lambda: 1 / 0)
    await client.api("POST", "/sync/history", {"movies": [{"title": "The Lantern Year"}]})
    with pytest.raises(ZeroDivisionError):
        await fake.stop()


def test_only_faults_with_a_status_can_answer() -> None:
    with pytest.raises(RuntimeError, match="no answer"):
        Fault(STOP, delay_s=1).answer()
