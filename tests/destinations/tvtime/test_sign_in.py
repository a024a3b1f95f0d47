"""Signing in to TV Time, staying signed in, and asking an address."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.world import TvTimeUser
from scroblarr_desktop.destinations import Access, Exchange, Tokens, User
from scroblarr_desktop.destinations.errors import (
    NotThisService,
    Outage,
    RemoteError,
    SignInEnded,
    TokenRefused,
    TooFast,
)
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.destinations.tvtime.sidecar import is_public
from scroblarr_desktop.destinations.tvtime.sign_in import claims_of, expiry_of, user_of

if TYPE_CHECKING:
    from tests.serving import Serve

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


def jwt(claims: object) -> str:
    middle = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{middle}.tail"


# -- signing in


async def test_user_name_and_password_become_tokens(
    tvtime: TvTime, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    tokens, user = await tvtime.sign_in(f"{fake.url}/", "Anna", "her password")
    assert user == User(str(anna.id), "Anna")
    assert (tokens.server_url, tokens.username, tokens.password) == (
        fake.url,
        "Anna",
        "her password",
    )
    assert (tokens.issued_at, tokens.expires_at) == (NOW, NOW + timedelta(days=1))
    (call,) = fake.calls
    assert (call.server, call.line) == ("auth.tvtime.com", "POST /v1/login")
    assert call.body == {"username": "Anna", "password": "her password"}
    assert "Authorization" not in call.headers
    assert await tvtime.identify(Access(tokens)) == user


async def test_a_start_token_goes_along_as_it_was_pasted(
    tvtime: TvTime, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    fake.start_token_required = True
    with pytest.raises(SignInEnded, match="Forbidden"):
        await tvtime.sign_in(fake.url, "Anna", "her password")
    pasted = f' "{fake.start_token}"\n'
    tokens, _ = await tvtime.sign_in(fake.url, "Anna", "her password", pasted)
    assert tokens.start_token == fake.start_token
    assert (await tvtime.refresh(Access(tokens))).start_token == fake.start_token


async def test_a_wrong_password_is_said(tvtime: TvTime, fake: FakeTvTime, anna: TvTimeUser) -> None:
    with pytest.raises(SignInEnded) as caught:
        await tvtime.sign_in(fake.url, "Anna", "another")
    assert "did not accept the user name or the password" in caught.value.sentence
    assert "another" not in caught.value.sentence


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"message": "no"}, SignInEnded),
        (403, None, SignInEnded),
        (200, {"status": "error", "message": "no"}, SignInEnded),
        (200, {"data": {"jwt_token": ""}}, SignInEnded),
        (200, "", Outage),
        (200, "<html>", Outage),
        (403, "<html>", Outage),
        (500, None, Outage),
        (302, None, Outage),
        (429, None, TooFast),
    ],
)
async def test_a_sign_in_that_fails(
    tvtime: TvTime, fake: FakeTvTime, status: int, body: Any, kind: type[RemoteError]
) -> None:
    fake.faults.add("POST *", status=status, body=body)
    with pytest.raises(kind):
        await tvtime.sign_in(fake.url, "Anna", "her password")


async def test_an_answer_may_be_flat_and_tell_no_user(tvtime: TvTime, fake: FakeTvTime) -> None:
    fake.faults.add("POST *", status=201, body={"jwt_token": "opaque", "news": []})
    tokens, user = await tvtime.sign_in(fake.url, "Anna", "her password")
    assert (tokens.access_token, tokens.refresh_token, tokens.expires_at) == ("opaque", None, None)
    assert user == User("anna", "Anna")
    fake.faults.add("POST *", status=200, body={"data": {"jwt_token": "opaque", "id": 7}})
    assert (await tvtime.sign_in(fake.url, "Anna", "her password"))[1] == User("7", "Anna")


@pytest.mark.parametrize("url", ["", "http://tv.example.org", "https://a b"])
async def test_an_impossible_address_is_refused_before_anything_is_sent(
    tvtime: TvTime, url: str
) -> None:
    with pytest.raises(NotThisService) as caught:
        await tvtime.sign_in(url, "Anna", "her password")
    assert "address" in caught.value.sentence
    with pytest.raises(NotThisService):
        await tvtime.probe(url)


# -- staying signed in


async def test_the_refresh_token_is_used_first(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    fake.expire_access(anna)
    with pytest.raises(TokenRefused):
        await tvtime.identify(access)
    fresh = await tvtime.refresh(access)
    assert fake.calls[-1].body == {"refresh_token": access.tokens.refresh_token}
    kept = ("server_url", "username", "password")
    assert [getattr(fresh, name) for name in kept] == [
        getattr(access.tokens, name) for name in kept
    ]
    assert (await tvtime.identify(replace(access, tokens=fresh))).name == "Anna"


@pytest.mark.parametrize("refusal", [400, 401, 403, 404])
async def test_then_the_password(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser, refusal: int
) -> None:
    fake.faults.add("POST /v1/refresh", status=refusal, body={"message": "no"})
    fresh = await tvtime.refresh(access)
    assert [call.path for call in fake.calls] == ["/v1/refresh", "/v1/login"]
    assert (await tvtime.identify(replace(access, tokens=fresh))).name == "Anna"


async def test_where_neither_is_taken_the_sign_in_has_ended(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    fake.end_sessions(anna)
    anna.password = "changed"
    with pytest.raises(SignInEnded) as caught:
        await tvtime.refresh(access)
    assert caught.value.next_step == "Sign in again."
    forgetful = replace(access.tokens, password=None)
    with pytest.raises(SignInEnded, match="no password is kept"):
        await tvtime.refresh(replace(access, tokens=forgetful))


async def test_without_a_refresh_token_the_password_is_asked_at_once(
    tvtime: TvTime, access: Access, fake: FakeTvTime
) -> None:
    await tvtime.refresh(replace(access, tokens=replace(access.tokens, refresh_token=None)))
    assert [call.path for call in fake.calls] == ["/v1/login"]


@pytest.mark.parametrize("body", [None, "<html>"])
async def test_an_outage_during_a_renewal_asks_for_no_password(
    tvtime: TvTime, access: Access, fake: FakeTvTime, body: str | None
) -> None:
    fake.faults.add("POST /v1/refresh", status=502 if body is None else 403, body=body)
    with pytest.raises(Outage):
        await tvtime.refresh(access)
    assert [call.path for call in fake.calls] == ["/v1/refresh"]


async def test_nothing_of_a_sign_in_is_kept(
    tvtime: TvTime, access: Access, fake: FakeTvTime, anna: TvTimeUser, kept: list[Exchange]
) -> None:
    fake.end_sessions(anna)
    fresh = await tvtime.refresh(access)
    assert [exchange.path for exchange in kept] == [
        "https://auth.tvtime.com/v1/refresh",
        "https://auth.tvtime.com/v1/login",
    ]
    for secret in ("her password", fresh.access_token, access.tokens.refresh_token):
        assert str(secret) not in repr(kept)


# -- asking an address


async def test_an_address_where_tv_time_is_spoken(
    tvtime: TvTime, fake: FakeTvTime, anna: TvTimeUser
) -> None:
    assert await tvtime.probe(f" {fake.url}/ ") == fake.url
    (call,) = fake.calls
    assert (call.method, call.body, "Authorization" in call.headers) == ("GET", None, False)


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 405])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
async def test_any_answer_that_is_no_web_page_will_do(
    tvtime: TvTime, fake: FakeTvTime, status: int, content_type: str
) -> None:
    fake.faults.add("GET *", status=status, body="{}", content_type=content_type)
    assert await tvtime.probe(fake.url) == fake.url


@pytest.mark.parametrize("status", [200, 403, 404])
async def test_a_web_page_will_not(tvtime: TvTime, serve: Serve, status: int) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>Welcome", content_type="text/html")

    with pytest.raises(NotThisService) as caught:
        await tvtime.probe(await serve(page))
    assert caught.value.sentence == "Nothing that speaks TV Time's language answers there."
    assert caught.value.next_step == "Enter the address of a compatible server."


@pytest.mark.parametrize("status", [301, 500, 503])
async def test_neither_will_an_outage_or_a_way_elsewhere(
    tvtime: TvTime, fake: FakeTvTime, status: int
) -> None:
    fake.faults.add("GET *", status=status, body={})
    with pytest.raises(NotThisService):
        await tvtime.probe(fake.url)
    await fake.stop()
    with pytest.raises(NotThisService):
        await tvtime.probe(fake.url)


async def test_the_public_address_says_that_tv_time_closed(
    tvtime: TvTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(NotThisService, match="closed on 15 July 2026"):
        await tvtime.probe("app.tvtime.com")


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://app.tvtime.com", True),
        ("https://tvtime.com", True),
        ("https://api2.tozelabs.com", True),
        ("https://mytvtime.com", False),
        ("https://tvtime.com.example.org", False),
        ("http://127.0.0.1:80", False),
    ],
)
def test_which_hosts_were_tv_time_s_own(url: str, public: bool) -> None:
    assert is_public(url) is public


# -- what a token says


def test_a_token_names_its_user_and_its_end() -> None:
    token = jwt({"ID": "u7", "exp": NOW.timestamp()})
    assert user_of(Tokens(token, username="Anna")) == User("u7", "Anna")
    assert user_of(Tokens(token)) == User("u7", "u7")
    assert expiry_of(token) == NOW


@pytest.mark.parametrize("exp", [None, "soon", True, 1e300, -1e300])
def test_an_end_that_is_no_time_is_unknown(exp: object) -> None:
    assert expiry_of(jwt({"exp": exp})) is None


@given(st.one_of(st.text(), st.text().map(lambda middle: f"a.{middle}.c"), st.none().map(jwt)))
def test_any_text_may_be_a_token(token: str) -> None:
    assert isinstance(claims_of(token), dict)
