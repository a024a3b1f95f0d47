"""Signing in by code, with apps of both kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.grants import READ
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.destinations import (
    Access,
    AppCheck,
    AppCredentials,
    DeviceCode,
    DeviceSignIn,
    Poll,
    Standing,
    Tokens,
)
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    EdgeBlocked,
    Outage,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.simkl import Simkl
from tests.destinations.simkl.conftest import APP, NEWER, START, Clock

BOTH = pytest.mark.parametrize("app", [APP, NEWER], ids=["older app", "newer app"])
TOKEN = "POST /oauth2/token"


@pytest.fixture
def app() -> AppCredentials:
    return APP


@pytest.fixture
async def code(simkl: Simkl, app: AppCredentials) -> DeviceCode:
    return await simkl.start_sign_in(app)


def test_simkl_signs_in_by_code_and_checks_apps(simkl: Simkl) -> None:
    assert isinstance(simkl, DeviceSignIn)
    assert isinstance(simkl, AppCheck)


async def test_a_short_code_is_shown_for_a_quarter_of_an_hour(
    code: DeviceCode, fake: FakeSimkl
) -> None:
    assert len(code.user_code) == 5
    assert code.verification_url == f"{fake.url}/pin"
    assert code.expires_at == START + timedelta(minutes=15)
    assert code.interval_s == 1


@pytest.mark.parametrize("app", [NEWER])
async def test_a_newer_apps_address_carries_the_code(code: DeviceCode, fake: FakeSimkl) -> None:
    assert len(code.user_code) == 9
    assert code.verification_url == f"{fake.url}/pin?user_code={code.user_code}"


@BOTH
async def test_who_confirms_is_signed_in(
    simkl: Simkl, fake: FakeSimkl, anna: SimklUser, app: AppCredentials, code: DeviceCode
) -> None:
    assert await simkl.poll_sign_in(app, code) is Poll.PENDING
    fake.confirm(code.user_code.lower(), anna)
    tokens = await simkl.poll_sign_in(app, code)
    assert isinstance(tokens, Tokens)
    assert tokens.client_id == app.client_id
    assert (await simkl.identify(Access(tokens))).name == "anna"
    assert await simkl.poll_sign_in(app, code) is Poll.GONE


async def test_an_older_apps_token_has_no_end(
    simkl: Simkl, fake: FakeSimkl, anna: SimklUser, code: DeviceCode, clock: Clock
) -> None:
    fake.confirm(code.user_code, anna)
    tokens = await simkl.poll_sign_in(APP, code)
    assert isinstance(tokens, Tokens)
    assert tokens.expires_at is None
    assert tokens.refresh_token is None
    clock.forward(days=900)
    assert (await simkl.identify(Access(tokens))).name == "anna"


@BOTH
async def test_a_code_that_ran_out_is_gone(
    simkl: Simkl, clock: Clock, app: AppCredentials, code: DeviceCode
) -> None:
    clock.forward(minutes=15)
    assert await simkl.poll_sign_in(app, code) is Poll.GONE


@BOTH
async def test_a_code_that_was_replaced_is_gone_and_the_new_one_is_not_taken_for_it(
    simkl: Simkl, fake: FakeSimkl, anna: SimklUser, app: AppCredentials, code: DeviceCode
) -> None:
    fake.expire(code.user_code)
    fake.auto_confirm = anna
    assert await simkl.poll_sign_in(app, code) is Poll.GONE


@BOTH
async def test_whoever_asks_too_often_is_slowed_down(
    simkl: Simkl, fake: FakeSimkl, app: AppCredentials, code: DeviceCode
) -> None:
    fake.pin_interval_s = 60
    assert await simkl.poll_sign_in(app, code) is Poll.PENDING
    assert await simkl.poll_sign_in(app, code) is Poll.SLOW_DOWN


async def test_a_sign_in_goes_on_after_a_restart(
    simkl: Simkl, fake: FakeSimkl, anna: SimklUser, code: DeviceCode
) -> None:
    # What the store keeps of a code: not the interval.
    kept = replace(code, interval_s=5.0)
    fake.confirm(code.user_code, anna)
    assert isinstance(await simkl.poll_sign_in(APP, kept), Tokens)


# -- tokens that are renewed


@pytest.fixture
async def newer(simkl: Simkl, fake: FakeSimkl, anna: SimklUser) -> Access:
    code = await simkl.start_sign_in(NEWER)
    fake.confirm(code.user_code, anna)
    tokens = await simkl.poll_sign_in(NEWER, code)
    assert isinstance(tokens, Tokens)
    return Access(tokens)


async def test_a_newer_apps_token_is_renewed(
    simkl: Simkl, newer: Access, fake: FakeSimkl, anna: SimklUser, clock: Clock
) -> None:
    assert newer.tokens.expires_at == START + timedelta(days=7)
    clock.forward(days=8)
    with pytest.raises(TokenRefused):
        await simkl.identify(newer)
    fresh = await simkl.refresh(newer)
    assert fresh.access_token != newer.tokens.access_token
    assert fresh.client_id == NEWER.client_id
    assert fresh.expires_at == clock.now + timedelta(days=7)
    assert (await simkl.identify(Access(fresh))).name == "anna"
    with pytest.raises(SignInEnded):
        await simkl.refresh(newer)


async def test_an_app_removed_there_cannot_renew(
    simkl: Simkl, newer: Access, fake: FakeSimkl, anna: SimklUser
) -> None:
    fake.revoke_user(anna)
    with pytest.raises(SignInEnded):
        await simkl.refresh(newer)


async def test_a_newer_apps_tokens_are_withdrawn(
    simkl: Simkl, newer: Access, fake: FakeSimkl
) -> None:
    await simkl.revoke(newer)
    with pytest.raises(TokenRefused):
        await simkl.identify(newer)
    with pytest.raises(SignInEnded):
        await simkl.refresh(newer)


async def test_what_may_be_marked_is_asked_for(
    simkl: Simkl, newer: Access, fake: FakeSimkl
) -> None:
    [grant] = fake.grants.grants
    grant.scope = READ
    body = {"movies": [{"ids": {"simkl": 5}}]}
    with pytest.raises(SignInEnded, match="no right"):
        await simkl._api.post(newer, "/sync/history", body)


# -- apps


@BOTH
async def test_an_app_that_simkl_knows_is_good(simkl: Simkl, app: AppCredentials) -> None:
    assert await simkl.check_app(app) is Standing.GOOD


async def test_an_app_that_simkl_does_not_know_is_rejected(
    simkl: Simkl, fake: FakeSimkl, code: DeviceCode
) -> None:
    stranger = AppCredentials("mistyped")
    assert await simkl.check_app(stranger) is Standing.UNKNOWN_ID
    with pytest.raises(AppRejected, match="client id") as caught:
        await simkl.start_sign_in(stranger)
    assert "simkl.com/settings/developer" in caught.value.next_step
    fake.lock_app("client")
    with pytest.raises(AppRejected):
        await simkl.poll_sign_in(APP, code)


async def test_a_newer_app_that_is_gone_is_rejected(
    simkl: Simkl, fake: FakeSimkl, newer: Access
) -> None:
    code = await simkl.start_sign_in(NEWER)
    del fake.grants.apps[NEWER.client_id]
    with pytest.raises(AppRejected):
        await simkl.poll_sign_in(NEWER, code)
    with pytest.raises(AppRejected):
        await simkl.refresh(newer)


# -- trouble


@pytest.mark.parametrize(
    ("status", "meaning"), [(500, Outage), (503, Outage), (429, TooFast), (423, TooFast)]
)
@BOTH
async def test_passing_trouble_ends_no_sign_in(
    simkl: Simkl,
    fake: FakeSimkl,
    app: AppCredentials,
    code: DeviceCode,
    status: int,
    meaning: type[RemoteError],
) -> None:
    fake.faults.add("* /oauth*", status=status)
    with pytest.raises(meaning):
        await simkl.poll_sign_in(app, code)
    assert await simkl.poll_sign_in(app, code) is Poll.PENDING


async def test_the_shields_page_ends_no_sign_in(
    simkl: Simkl, fake: FakeSimkl, code: DeviceCode
) -> None:
    fake.faults.edge_page("* /oauth*", times=2)
    with pytest.raises(EdgeBlocked):
        await simkl.poll_sign_in(APP, code)
    with pytest.raises(EdgeBlocked):
        await simkl.check_app(APP)


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"result": "OK", "user_code": "ABCDE"},
        {"user_code": "", "verification_url": "https://simkl.com/pin"},
        {"user_code": "ABCDE", "verification_url": "javascript:alert(1)"},
    ],
)
async def test_a_code_that_cannot_be_read_is_an_outage(
    simkl: Simkl, fake: FakeSimkl, body: Any
) -> None:
    fake.faults.add("GET /oauth/pin", status=200, body=body)
    with pytest.raises(Outage):
        await simkl.start_sign_in(APP)


async def test_odd_numbers_in_a_code_give_way_to_the_usual(simkl: Simkl, fake: FakeSimkl) -> None:
    body = {
        "user_code": " ABCDE ",
        "verification_url": f"{fake.url}/pin ",
        "expires_in": "soon",
        "interval": -1,
    }
    fake.faults.add("GET /oauth/pin", status=200, body=body)
    code = await simkl.start_sign_in(APP)
    assert code.user_code == "ABCDE"
    assert code.expires_at == START + timedelta(minutes=15)
    assert code.interval_s == 5


async def test_nothing_of_a_sign_in_is_kept_or_shown(
    simkl: Simkl, fake: FakeSimkl, anna: SimklUser, code: DeviceCode
) -> None:
    fake.confirm(code.user_code, anna)
    tokens = await simkl.poll_sign_in(APP, code)
    assert isinstance(tokens, Tokens)
    assert tokens.access_token not in repr(tokens)
