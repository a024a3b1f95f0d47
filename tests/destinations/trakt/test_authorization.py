"""What is opened in the browser for a sign-in at Trakt, and what its code is exchanged for."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit

import pytest

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations import AppCredentials, AuthorizationRequest, BrowserSignIn
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    EdgeBlocked,
    Outage,
    Refused,
    RemoteError,
    SignInEnded,
    TooFast,
)
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.remote.calls import Calls

APP = AppCredentials("client", "secret")
BACK = "http://127.0.0.1:9/callback"


def challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def request_made(trakt: Trakt) -> AuthorizationRequest:
    return trakt.authorization_request(APP, BACK)


@pytest.fixture
def code(fake: FakeTrakt, anna: FakeUser, request_made: AuthorizationRequest) -> str:
    """What Anna's agreement brought."""
    asked = challenge(request_made.code_verifier)
    return fake.grants.agree(anna, APP.client_id, BACK, asked).code


def test_the_page_is_trakt_s_own(calls: Calls) -> None:
    request = Trakt(calls).authorization_request(APP, BACK)
    page = urlsplit(request.url)
    assert (page.scheme, page.netloc, page.path) == ("https", "auth.trakt.tv", "/oauth/authorize")
    assert parse_qs(page.query) == {
        "response_type": ["code"],
        "client_id": ["client"],
        "redirect_uri": [BACK],
        "state": [request.state],
        "code_challenge": [challenge(request.code_verifier)],
        "code_challenge_method": ["S256"],
    }
    assert isinstance(Trakt(calls), BrowserSignIn)


def test_what_must_not_be_seen_is_not_shown(request_made: AuthorizationRequest) -> None:
    for secret in (request_made.state, request_made.code_verifier, "code_challenge"):
        assert secret not in repr(request_made)
    assert APP.client_secret not in request_made.url


async def test_a_code_becomes_tokens(
    trakt: Trakt, code: str, request_made: AuthorizationRequest
) -> None:
    tokens = await trakt.exchange_code(APP, request_made, code)
    assert (tokens.client_id, tokens.redirect_uri) == ("client", BACK)
    with pytest.raises(SignInEnded):
        await trakt.exchange_code(APP, request_made, code)


async def test_an_app_without_a_secret_sends_none(
    trakt: Trakt, fake: FakeTrakt, code: str, request_made: AuthorizationRequest
) -> None:
    fake.asks_secret = False
    await trakt.exchange_code(AppCredentials("client"), request_made, code)
    assert "client_secret" not in fake.calls[-1].body


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant"}, SignInEnded),
        (401, {"error": "invalid_client"}, AppRejected),
        (400, {"error": "invalid_request"}, Refused),
        (404, None, Refused),
        (408, None, Outage),
        (429, None, TooFast),
        (503, None, Outage),
        (200, {"token_type": "bearer"}, Outage),
    ],
)
async def test_what_an_exchange_may_be_answered(
    trakt: Trakt,
    fake: FakeTrakt,
    request_made: AuthorizationRequest,
    status: int,
    body: object,
    kind: type[RemoteError],
) -> None:
    fake.faults.add("POST /oauth/token", status=status, body=body)
    with pytest.raises(kind):
        await trakt.exchange_code(APP, request_made, "code")
    fake.faults.edge_page("POST /oauth/token")
    with pytest.raises(EdgeBlocked):
        await trakt.exchange_code(APP, request_made, "code")
