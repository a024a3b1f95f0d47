"""Sign-ins at the fake Simkl, of older apps and of newer ones."""

from __future__ import annotations

from typing import Any

import pytest

from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.sign_in import DEVICE_GRANT
from scroblarr_desktop.demo.simkl.world import SimklUser
from tests.demo.conftest import Clock
from tests.demo.simkl.client import Answer, SimklClient
from tests.demo.simkl.fixtures import anna as anna
from tests.demo.simkl.fixtures import anybody as anybody
from tests.demo.simkl.fixtures import simkl as simkl

WRITE = "media:read media:write"


async def poll(client: SimklClient, code: str) -> Any:
    return (await client.get(f"/oauth/pin/{code}")).body


# -- older apps


async def test_a_code_is_confirmed_and_used_up(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser
) -> None:
    told = (await anybody.get("/oauth/pin")).body
    code = told["user_code"]
    assert told == {
        "result": "OK",
        "device_code": "DEVICE_CODE",
        "user_code": code,
        "verification_uri": f"{simkl.url}/pin",
        "verification_url": f"{simkl.url}/pin",
        "expires_in": 900,
        "interval": 1,
    }
    assert await poll(anybody, code) == {"result": "KO", "message": "Authorization pending"}
    simkl.confirm(code, anna)
    got = await poll(anybody, code)
    anybody.token = got["access_token"]
    assert (await anybody.get("/users/settings")).body["user"]["name"] == "anna"
    anybody.token = ""
    fresh = await poll(anybody, code)
    assert fresh["device_code"] == "DEVICE_CODE"
    assert fresh["user_code"] != code


async def test_a_code_runs_out(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser, clock: Clock
) -> None:
    code = (await anybody.get("/oauth/pin")).body["user_code"]
    clock.forward(seconds=900)
    assert (await poll(anybody, code))["user_code"] != code
    with pytest.raises(LookupError):
        simkl.confirm(code, anna)


async def test_a_code_belongs_to_its_app(anybody: SimklClient, simkl: FakeSimkl) -> None:
    code = (await anybody.get("/oauth/pin")).body["user_code"]
    simkl.add_app("another")
    anybody.query["client_id"] = "another"
    assert (await poll(anybody, code))["user_code"] != code


async def test_whoever_asks_too_soon_is_told(anybody: SimklClient, simkl: FakeSimkl) -> None:
    simkl.pin_interval_s = 60
    code = (await anybody.get("/oauth/pin")).body["user_code"]
    await poll(anybody, code)
    assert await poll(anybody, code) == {"result": "KO", "message": "Slow down"}


async def test_a_user_has_one_token_for_an_app(simkl: FakeSimkl, anna: SimklUser) -> None:
    token = simkl.sign_in(anna, "client")
    assert simkl.sign_in(anna, "client") == token
    simkl.revoke_user(anna)
    assert simkl.sign_in(anna, "client") != token


async def test_a_person_confirms_on_the_page(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser
) -> None:
    code = (await anybody.get("/oauth/pin")).body["user_code"]
    anybody.agent = "Mozilla/5.0 (X11; Linux x86_64)"
    shown = await anybody.send("GET", f"/pin/{code}")
    assert code in shown.body
    assert "<option>anna</option>" in shown.body
    assert code in (await anybody.get("/pin", user_code=code)).body
    wrong = await anybody.send("POST", "/pin", form={"code": "ZZZZZ", "user": "anna"})
    assert "not valid" in wrong.body
    nobody = await anybody.send("POST", "/pin", form={"code": code, "user": "zoe"})
    assert "Nobody" in nobody.body
    done = await anybody.send("POST", "/pin", form={"code": code.lower(), "user": "anna"})
    assert "connected to anna" in done.body
    anybody.agent = "FakeTests/1.0"
    assert (await poll(anybody, code))["result"] == "OK"


# -- newer apps


async def device(client: SimklClient, client_id: str = "newer", scope: str = WRITE) -> Answer:
    client.query = {}  # a stock client of OAuth sends nothing but its form
    form = {"client_id": client_id, "scope": scope}
    return await client.send("POST", "/oauth2/device", form=form)


async def token(client: SimklClient, **form: str) -> Answer:
    return await client.send("POST", "/oauth2/token", form={"client_id": "newer", **form})


async def test_each_kind_of_app_has_its_own_door(anybody: SimklClient) -> None:
    anybody.query["client_id"] = "newer"
    turned_away = await anybody.get("/oauth/pin")
    assert (turned_away.status, turned_away.body["error"]) == (400, "unauthorized_client")
    for client_id in ("client", "mistyped", ""):
        answer = await device(anybody, client_id)
        assert (answer.status, answer.body["error"]) == (401, "invalid_client")
        assert "code" not in answer.body


async def test_a_newer_sign_in_from_beginning_to_end(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser, clock: Clock
) -> None:
    told = (await device(anybody)).body
    assert told["verification_uri_complete"] == f"{simkl.url}/pin?user_code={told['user_code']}"
    asked = {"grant_type": DEVICE_GRANT, "device_code": told["device_code"]}
    pending = await token(anybody, **asked)
    assert (pending.status, pending.body["error"]) == (400, "authorization_pending")
    simkl.confirm(told["user_code"].replace("-", "").lower(), anna)
    got = (await token(anybody, **asked)).body
    assert (got["expires_in"], got["scope"]) == (604_800, WRITE)
    assert (await token(anybody, **asked)).body["error"] == "expired_token"
    renewal = {"grant_type": "refresh_token", "refresh_token": got["refresh_token"]}
    fresh = (await token(anybody, **renewal)).body
    assert fresh["access_token"] != got["access_token"]
    assert (await token(anybody, **renewal)).body["error"] == "invalid_grant"
    form = {"client_id": "newer", "token": fresh["refresh_token"]}
    assert (await anybody.send("POST", "/oauth2/revoke", form=form)).status == 200
    again = {"grant_type": "refresh_token", "refresh_token": fresh["refresh_token"]}
    assert (await token(anybody, **again)).body["error"] == "invalid_grant"


async def test_a_newer_code_polled_too_soon_or_too_late(
    anybody: SimklClient, simkl: FakeSimkl, clock: Clock
) -> None:
    simkl.pin_interval_s = 60
    told = (await device(anybody)).body
    asked = {"grant_type": DEVICE_GRANT, "device_code": told["device_code"]}
    await token(anybody, **asked)
    assert (await token(anybody, **asked)).body["error"] == "slow_down"
    clock.forward(seconds=900)
    assert (await token(anybody, **asked)).body["error"] == "expired_token"


async def test_without_the_scope_for_it_nothing_can_be_written(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser
) -> None:
    told = (await device(anybody, scope="media:writ")).body
    simkl.confirm(told["user_code"], anna)
    asked = {"grant_type": DEVICE_GRANT, "device_code": told["device_code"]}
    anybody.token = (await token(anybody, **asked)).body["access_token"]
    anybody.query = {"client_id": "newer", "app-name": "fake-tests", "app-version": "1.0"}
    assert (await anybody.get("/users/settings")).status == 200
    refused = await anybody.post("/sync/history", {"movies": []})
    assert (refused.status, refused.body["error"]) == (403, "insufficient_scope")


async def test_other_grants_are_not_given(anybody: SimklClient) -> None:
    anybody.query = {}
    answer = await token(anybody, grant_type="client_credentials")
    assert answer.body["error"] == "unsupported_grant_type"
    body = {"client_id": "newer"}
    assert (await anybody.post("/oauth2/device", body)).body["error"] == "invalid_request"


async def test_a_newer_token_runs_out(
    anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser, clock: Clock
) -> None:
    anybody.token = simkl.sign_in(anna, "newer")
    anybody.query["client_id"] = "newer"
    clock.forward(days=7)
    answer = await anybody.get("/users/settings")
    assert (answer.status, answer.body["error"]) == (401, "invalid_token")
