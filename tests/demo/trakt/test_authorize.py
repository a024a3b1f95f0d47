"""Agreeing in a browser at the fake Trakt, and exchanging the code that comes of it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from requests_oauthlib import OAuth2Session

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Answer, Client, Clock

BACK = "http://127.0.0.1:9/callback"
VERIFIER = "made-up-verifier-" * 3
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)
ASKED = {
    "response_type": "code",
    "client_id": "client",
    "redirect_uri": BACK,
    "state": "s",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
EXCHANGE = {
    "grant_type": "authorization_code",
    "client_id": "client",
    "client_secret": "secret",
    "redirect_uri": BACK,
    "code_verifier": VERIFIER,
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}


@pytest.fixture(autouse=True)
def registered(fake: FakeTrakt) -> None:
    fake.add_app("client", "secret", [BACK])


async def choose(client: Client, choice: Mapping[str, str]) -> tuple[int, str]:
    """Send the page's form; return the status and where it sends the browser."""
    async with client.session.post(
        f"{client.fake.auth_url}/oauth/authorize",
        data=dict(choice),
        headers=BROWSER,
        allow_redirects=False,
    ) as answer:
        return answer.status, answer.headers.get("Location", "")


async def agree(client: Client, user: str = "anna", **changes: str) -> dict[str, str]:
    """Return what the browser brings back to the app."""
    status, location = await choose(client, ASKED | changes | {"user": user, "answer": "yes"})
    assert status == 302
    assert location.startswith(f"{BACK}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


async def exchange(client: Client, code: str, /, **changes: str) -> Answer:
    body = {name: value for name, value in (EXCHANGE | {"code": code} | changes).items() if value}
    return await client.auth("/oauth/token", body)


async def test_a_code_becomes_tokens(stranger: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    back = await agree(stranger)
    assert back["state"] == "s"
    tokens = await exchange(stranger, back["code"])
    assert (tokens.status, tokens.body["expires_in"]) == (200, 604800)
    stranger.token = tokens.body["access_token"]
    assert (await stranger.api("GET", "/users/settings")).body["user"]["username"] == "anna"


async def test_the_page_asks_as_whom(stranger: Client, fake: FakeTrakt, anna: FakeUser) -> None:
    url = f"{fake.auth_url}/oauth/authorize?{urlencode(ASKED | {'state': '<b>'})}"
    page = await stranger.send("GET", url, headers=BROWSER)
    assert page.status == 200
    assert "<option>anna</option>" in page.body
    assert "<b>" not in page.body


async def test_a_person_says_no(stranger: Client, anna: FakeUser) -> None:
    status, location = await choose(stranger, ASKED | {"user": "anna", "answer": "no"})
    assert (status, location) == (302, f"{BACK}?error=access_denied&state=s")


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": f"{BACK}/"},
        {"redirect_uri": BACK.replace("9", "10")},
        {"redirect_uri": BACK.replace("127.0.0.1", "localhost")},
        {"redirect_uri": ""},
        {"client_id": "another"},
    ],
)
async def test_nobody_is_sent_to_an_address_that_is_not_registered(
    stranger: Client, fake: FakeTrakt, anna: FakeUser, change: dict[str, str]
) -> None:
    url = f"{fake.auth_url}/oauth/authorize?{urlencode(ASKED | change)}"
    assert (await stranger.send("GET", url, headers=BROWSER)).status == 400
    status, location = await choose(stranger, ASKED | change | {"user": "anna", "answer": "yes"})
    assert (status, location) == (400, "")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "too short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
async def test_pkce_with_s256_is_needed(
    stranger: Client, anna: FakeUser, change: dict[str, str], error: str
) -> None:
    back = await agree(stranger, **change)
    assert (back["error"], back["state"], "code" in back) == (error, "s", False)


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": VERIFIER + "x"},
        {"code_verifier": CHALLENGE},
        {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"},
        {"client_id": "second", "client_secret": "more"},
        {"code": "another"},
    ],
)
async def test_a_code_is_good_for_its_request_only(
    stranger: Client, fake: FakeTrakt, anna: FakeUser, change: dict[str, str]
) -> None:
    fake.add_app("second", "more", [BACK])
    code = (await agree(stranger))["code"]
    refused = await exchange(stranger, code, **change)
    assert (refused.status, refused.body["error"]) == (400, "invalid_grant")


async def test_the_verifier_and_the_secret_are_needed(stranger: Client, anna: FakeUser) -> None:
    code = (await agree(stranger))["code"]
    no_verifier = await exchange(stranger, code, code_verifier="")
    assert (no_verifier.status, no_verifier.body["error"]) == (400, "invalid_request")
    no_secret = await exchange(stranger, code, client_secret="")
    assert (no_secret.status, no_secret.body["error"]) == (400, "invalid_request")
    wrong = await exchange(stranger, code, client_secret="guess")
    assert (wrong.status, wrong.body["error"]) == (401, "invalid_client")
    assert (await exchange(stranger, code)).status == 200


async def test_secrets_may_be_no_longer_asked_for(
    stranger: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    fake.asks_secret = False
    assert (
        await exchange(stranger, (await agree(stranger))["code"], client_secret="")
    ).status == 200
    code = (await agree(stranger))["code"]
    assert (await exchange(stranger, code, client_secret="guess")).status == 200


async def test_a_second_use_ends_what_the_first_got(stranger: Client, anna: FakeUser) -> None:
    code = (await agree(stranger))["code"]
    stranger.token = (await exchange(stranger, code)).body["access_token"]
    assert (await stranger.api("GET", "/users/settings")).status == 200
    again = await exchange(stranger, code)
    assert (again.status, again.body["error"]) == (400, "invalid_grant")
    assert (await stranger.api("GET", "/users/settings")).status == 401


async def test_a_code_runs_out(stranger: Client, anna: FakeUser, clock: Clock) -> None:
    code = (await agree(stranger))["code"]
    clock.forward(seconds=600)
    assert (await exchange(stranger, code)).status == 400


async def test_a_renewal_needs_the_address_of_the_sign_in(stranger: Client, anna: FakeUser) -> None:
    tokens = (await exchange(stranger, (await agree(stranger))["code"])).body
    body: dict[str, Any] = {
        "grant_type": "refresh_token",
        "client_id": "client",
        "client_secret": "secret",
        "refresh_token": tokens["refresh_token"],
    }
    wrong = body | {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}
    assert (await stranger.auth("/oauth/token", wrong)).status == 400
    assert (await stranger.auth("/oauth/token", body | {"redirect_uri": BACK})).status == 200


async def test_a_form_will_do_at_that_one_address(stranger: Client, anna: FakeUser) -> None:
    code = (await agree(stranger))["code"]
    body = urlencode(EXCHANGE | {"code": code})
    elsewhere = await stranger.auth("/oauth/device/code", body, headers=FORM)
    assert elsewhere.status == 412
    assert (await stranger.auth("/oauth/token", body, headers=FORM)).status == 200


async def test_basic_is_refused_here_too(stranger: Client, anna: FakeUser) -> None:
    code = (await agree(stranger))["code"]
    basic = FORM | {"Authorization": "Basic Y2xpZW50OnNlY3JldA=="}
    answer = await stranger.auth(
        "/oauth/token", urlencode(EXCHANGE | {"code": code}), headers=basic
    )
    assert (answer.status, answer.body["error"]) == (401, "invalid_client")


async def test_somebody_else_s_client_gets_through(
    stranger: Client, fake: FakeTrakt, anna: FakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """requests-oauthlib makes challenge, request and exchange of its own."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with OAuth2Session("client", redirect_uri=BACK, pkce="S256") as session:
        session.headers["User-Agent"] = "FakeTests/1.0"
        url, state = session.authorization_url(f"{fake.auth_url}/oauth/authorize")
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        _, location = await choose(stranger, asked | {"user": "anna", "answer": "yes"})
        assert parse_qs(urlsplit(location).query)["state"] == [state]
        tokens = await asyncio.to_thread(
            session.fetch_token,
            f"{fake.auth_url}/oauth/token",
            authorization_response=location,
            client_secret="secret",
            include_client_id=True,
        )
    stranger.token = tokens["access_token"]
    assert (await stranger.api("GET", "/users/settings")).body["user"]["username"] == "anna"
