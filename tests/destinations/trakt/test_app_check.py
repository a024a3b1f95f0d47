"""Whether an app's id and secret are right, asked before anybody signs in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.destinations import AppCredentials, Standing
from scroblarr_desktop.destinations.errors import (
    EdgeBlocked,
    Offline,
    Outage,
    RemoteError,
    TooFast,
)
from scroblarr_desktop.destinations.trakt import Trakt

APP = AppCredentials("client", "secret")
INVALID_GRANT = {"error": "invalid_grant", "error_description": "No such token."}


async def test_a_known_app_with_its_secret_is_good(trakt: Trakt, fake: FakeTrakt) -> None:
    assert await trakt.check_app(APP) is Standing.GOOD
    assert fake.grants.grants == []


async def test_an_unknown_id_is_told_without_sending_the_secret(
    trakt: Trakt, fake: FakeTrakt
) -> None:
    assert await trakt.check_app(AppCredentials("another", "secret")) is Standing.UNKNOWN_ID
    assert [call.body for call in fake.calls] == [{"client_id": "another"}]


async def test_an_id_that_was_deleted_is_told_by_its_name_for_it(
    trakt: Trakt, fake: FakeTrakt
) -> None:
    """Seen in 2026; which headers the sign-in host sends with it is not known."""
    gone = {"error": "invalid_client", "error_description": "client not found"}
    fake.faults.add("POST *", status=401, body=gone, headers={"cf-ray": "x"})
    assert await trakt.check_app(APP) is Standing.UNKNOWN_ID


@pytest.mark.parametrize("secret", ["wrong", "SECRET", "secret "])
async def test_a_wrong_secret_is_told(trakt: Trakt, secret: str) -> None:
    assert await trakt.check_app(replace(APP, client_secret=secret)) is Standing.WRONG_SECRET


async def test_without_a_secret_nothing_is_said_of_it(trakt: Trakt, fake: FakeTrakt) -> None:
    assert await trakt.check_app(replace(APP, client_secret="")) is Standing.UNTOLD
    assert all("client_secret" not in call.body for call in fake.calls)


async def test_a_secret_that_is_looked_at_only_later_is_told_as_well(
    trakt: Trakt, fake: FakeTrakt
) -> None:
    fake.faults.add("POST /oauth/device/token", status=400)
    wrong = replace(APP, client_secret="wrong")
    assert await trakt.check_app(wrong) is Standing.WRONG_SECRET


async def test_where_nobody_looks_at_the_secret_it_cannot_be_told(
    trakt: Trakt, fake: FakeTrakt
) -> None:
    fake.asks_secret = False
    assert await trakt.check_app(APP) is Standing.UNTOLD
    assert await trakt.check_app(replace(APP, client_secret="wrong")) is Standing.UNTOLD
    assert await trakt.check_app(replace(APP, client_secret="")) is Standing.UNTOLD


@pytest.mark.parametrize("status", [400, 401])
async def test_where_the_grant_is_looked_at_first_it_cannot_be_told(
    trakt: Trakt, fake: FakeTrakt, status: int
) -> None:
    fake.faults.add("POST /oauth/device/token", status=400, times=None)
    fake.faults.add("POST /oauth/token", status=status, body=INVALID_GRANT, times=None)
    assert await trakt.check_app(APP) is Standing.UNTOLD


@pytest.mark.parametrize(
    "path", ["POST /oauth/device/code", "POST /oauth/device/token", "POST /oauth/token"]
)
async def test_trouble_is_no_verdict(trakt: Trakt, fake: FakeTrakt, path: str) -> None:
    troubles: list[tuple[dict[str, object], type[RemoteError]]] = [
        ({"status": 503}, Outage),
        ({"status": 429, "headers": {"Retry-After": "5"}}, TooFast),
        ({"drop": "before"}, Offline),
    ]
    for trouble, kind in troubles:
        fake.faults.add(path, **trouble)
        with pytest.raises(kind):
            await trakt.check_app(APP)
    fake.faults.edge_page(path)
    with pytest.raises(EdgeBlocked):
        await trakt.check_app(APP)


async def test_a_made_up_secret_is_another_one_each_time(trakt: Trakt, fake: FakeTrakt) -> None:
    await trakt.check_app(APP)
    await trakt.check_app(APP)
    sent = [call.body["client_secret"] for call in fake.calls_to("POST /oauth/token")]
    assert sent.count("secret") == 2
    assert len(set(sent)) == 3
