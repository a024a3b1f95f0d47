"""Signing in to Trakt by code, renewing, signing out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations import Access, AppCredentials, DeviceCode, Poll, Tokens, User
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    EdgeBlocked,
    Offline,
    Outage,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.trakt import Trakt

if TYPE_CHECKING:
    from tests.destinations.trakt.conftest import Clock, Settings

APP = AppCredentials("client", "secret")
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@pytest.fixture
async def code(trakt: Trakt) -> DeviceCode:
    return await trakt.start_sign_in(APP)


async def test_a_code_says_where_to_type_it_in(trakt: Trakt, fake: FakeTrakt, clock: Clock) -> None:
    fake.device_interval_s = 5
    code = await trakt.start_sign_in(APP)
    assert code.verification_url == f"{fake.auth_url}/activate"
    assert (code.interval_s, code.expires_at) == (5, clock.now + timedelta(seconds=600))
    assert code.device_code not in repr(code)
    (call,) = fake.calls
    assert (call.server, call.line, call.body) == (
        "auth",
        "POST /oauth/device/code",
        {"client_id": "client"},
    )


async def test_a_confirmed_code_becomes_tokens(
    trakt: Trakt, fake: FakeTrakt, anna: FakeUser, code: DeviceCode, clock: Clock
) -> None:
    assert await trakt.poll_sign_in(APP, code) is Poll.PENDING
    fake.confirm(code.user_code, anna)
    tokens = await trakt.poll_sign_in(APP, code)
    assert isinstance(tokens, Tokens)
    assert (tokens.client_id, tokens.redirect_uri) == ("client", OUT_OF_BAND)
    assert tokens.issued_at == clock.now
    assert tokens.expires_at == clock.now + timedelta(days=7)
    assert await trakt.identify(Access(tokens)) == User(anna.uuid, "anna")
    assert fake.calls_to("POST /oauth/device/token")[-1].body == {
        "code": code.device_code,
        "client_id": "client",
        "client_secret": "secret",
    }
    assert await trakt.poll_sign_in(APP, code) is Poll.GONE


async def test_what_a_person_or_time_may_do_to_a_code(
    trakt: Trakt, fake: FakeTrakt, code: DeviceCode
) -> None:
    unknown = replace(code, device_code="another")
    assert await trakt.poll_sign_in(APP, unknown) is Poll.GONE
    fake.deny(code.user_code)
    assert await trakt.poll_sign_in(APP, code) is Poll.DENIED
    fake.expire(code.user_code)
    assert await trakt.poll_sign_in(APP, code) is Poll.EXPIRED


async def test_polling_too_fast_is_told_with_the_wait(
    trakt: Trakt, fake: FakeTrakt, code: DeviceCode
) -> None:
    fake.faults.add("POST *", status=429)
    assert await trakt.poll_sign_in(APP, code) is Poll.SLOW_DOWN
    fake.faults.add("POST *", status=429, headers={"Retry-After": "9"})
    with pytest.raises(TooFast) as caught:
        await trakt.poll_sign_in(APP, code)
    assert caught.value.retry_after_s == 10


async def test_the_body_of_a_pending_answer_may_be_anything(
    trakt: Trakt, fake: FakeTrakt, code: DeviceCode
) -> None:
    fake.faults.add("POST *", status=400, body="<html>{", content_type="text/html")
    assert await trakt.poll_sign_in(APP, code) is Poll.PENDING


@pytest.mark.parametrize(("status", "unknown"), [(500, True), (503, True), (302, True)])
async def test_an_outage_while_polling_is_said(
    trakt: Trakt, fake: FakeTrakt, code: DeviceCode, status: int, unknown: bool
) -> None:
    fake.faults.add("POST *", status=status)
    with pytest.raises(Outage) as caught:
        await trakt.poll_sign_in(APP, code)
    assert caught.value.fate_unknown is unknown


async def test_a_deleted_app_is_told_from_a_shield(
    trakt: Trakt, fake: FakeTrakt, code: DeviceCode
) -> None:
    fake.faults.edge_page("POST *", times=2)
    for asking in (trakt.start_sign_in(APP), trakt.poll_sign_in(APP, code)):
        with pytest.raises(EdgeBlocked):
            await asking
    fake.delete_app("client")
    for again in (trakt.start_sign_in(APP), trakt.poll_sign_in(APP, code)):
        with pytest.raises(AppRejected):
            await again


@pytest.mark.parametrize(
    ("status", "kind"), [(401, AppRejected), (404, AppRejected), (429, TooFast), (503, Outage)]
)
async def test_a_code_that_is_not_given(
    trakt: Trakt, fake: FakeTrakt, status: int, kind: type[RemoteError]
) -> None:
    fake.faults.add("POST *", status=status)
    with pytest.raises(kind):
        await trakt.start_sign_in(APP)


FULL: dict[str, Any] = {
    "device_code": "d",
    "user_code": " AB12 CD34\n",
    "verification_url": "https://trakt.example/go",
}


async def test_a_code_may_leave_out_its_times(trakt: Trakt, fake: FakeTrakt, clock: Clock) -> None:
    fake.faults.add("POST *", status=200, body=FULL | {"interval": 0, "expires_in": None})
    code = await trakt.start_sign_in(APP)
    assert (code.user_code, code.interval_s) == ("AB12 CD34", 5.0)
    assert code.expires_at == clock.now + timedelta(minutes=10)


@pytest.mark.parametrize(
    "change",
    [
        {"device_code": None},
        {"user_code": " "},
        {"verification_url": 3},
        {"verification_url": "javascript:alert(1)"},
    ],
)
async def test_half_a_code_is_none(trakt: Trakt, fake: FakeTrakt, change: dict[str, Any]) -> None:
    fake.faults.add("POST *", status=200, body=FULL | change)
    with pytest.raises(Outage):
        await trakt.start_sign_in(APP)


# -- renewing


async def test_a_renewal_uses_the_old_pair_up(
    trakt: Trakt, access: Access, fake: FakeTrakt, anna: FakeUser, clock: Clock
) -> None:
    fake.expire_access(anna)
    with pytest.raises(TokenRefused):
        await trakt.identify(access)
    clock.forward(days=6)
    fresh = await trakt.refresh(access)
    assert fake.calls[-1].body == {
        "refresh_token": access.tokens.refresh_token,
        "client_id": "client",
        "client_secret": "secret",
        "redirect_uri": OUT_OF_BAND,
        "grant_type": "refresh_token",
    }
    assert (fresh.client_id, fresh.redirect_uri) == ("client", OUT_OF_BAND)
    assert fresh.expires_at == clock.now + timedelta(days=7)
    assert (await trakt.identify(replace(access, tokens=fresh))).name == "anna"
    with pytest.raises(SignInEnded) as caught:
        await trakt.refresh(access)
    assert caught.value.next_step == "Sign in again."


async def test_a_renewal_names_the_address_of_its_sign_in(
    trakt: Trakt, access: Access, fake: FakeTrakt
) -> None:
    tokens = replace(access.tokens, redirect_uri="http://127.0.0.1:9/back")
    with pytest.raises(SignInEnded):
        await trakt.refresh(replace(access, tokens=tokens))
    assert fake.calls[-1].body["redirect_uri"] == "http://127.0.0.1:9/back"


@pytest.mark.parametrize("life", [None, "7", True, -1])
async def test_a_life_that_is_not_told_is_unknown(
    trakt: Trakt, access: Access, fake: FakeTrakt, life: Any
) -> None:
    fake.faults.add("POST *", status=200, body={"access_token": "a", "expires_in": life})
    fresh = await trakt.refresh(access)
    assert fresh.expires_at is None
    assert fresh.refresh_token == access.tokens.refresh_token


async def test_a_renewal_that_got_lost_may_have_used_the_token_up(
    trakt: Trakt, access: Access, fake: FakeTrakt
) -> None:
    fake.faults.garbage("POST *", mode="before")
    with pytest.raises(Outage) as caught:
        await trakt.refresh(access)
    assert caught.value.fate_unknown
    fake.faults.add("POST *", drop="before")
    with pytest.raises(Offline) as caught:
        await trakt.refresh(access)
    assert caught.value.fate_unknown


async def test_a_renewal_needs_the_app_of_the_sign_in(
    trakt: Trakt, access: Access, fake: FakeTrakt, settings: Settings
) -> None:
    settings.app = AppCredentials("other", "secret")
    with pytest.raises(SignInEnded, match="another app"):
        await trakt.refresh(access)
    settings.app = None
    with pytest.raises(AppRejected, match="No Trakt app is entered"):
        await trakt.refresh(access)
    tokens = replace(access.tokens, refresh_token=None)
    with pytest.raises(SignInEnded):
        await trakt.refresh(replace(access, tokens=tokens))
    assert fake.calls == []


async def test_a_deleted_app_renews_nothing(trakt: Trakt, access: Access, fake: FakeTrakt) -> None:
    fake.delete_app("client")
    with pytest.raises(AppRejected):
        await trakt.refresh(access)


# -- signing out


async def test_signing_out_ends_the_tokens(trakt: Trakt, access: Access, fake: FakeTrakt) -> None:
    await trakt.revoke(access)
    assert fake.calls[-1].body == {
        "token": access.tokens.access_token,
        "client_id": "client",
        "client_secret": "secret",
    }
    with pytest.raises(TokenRefused):
        await trakt.identify(access)
    await trakt.revoke(access)


async def test_signing_out_of_what_has_ended_is_no_error(
    trakt: Trakt, access: Access, fake: FakeTrakt
) -> None:
    fake.faults.add("POST *", status=400, body={"error": "invalid_grant"})
    await trakt.revoke(access)
    fake.faults.add("POST *", status=503)
    with pytest.raises(Outage):
        await trakt.revoke(access)
