"""What to open in this computer's browser for a sign-in there.

Trakt contract: GET /oauth/authorize. PKCE (RFC 7636) is needed: for a request without a challenge
Trakt has put in one of its own since July 2026, and the code that comes of it fits nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode

from scroblarr_desktop.destinations import AppCredentials, AuthorizationRequest

SECRET_BYTES = 48
"""Of a verifier and of a state; RFC 7636 asks for 32."""


def authorization_request(
    auth_url: str, app: AppCredentials, redirect_uri: str
) -> AuthorizationRequest:
    """Return a request with a state and a verifier of its own."""
    from requests_oauthlib import OAuth2Session  # loaded once somebody signs in

    state, verifier = secrets.token_urlsafe(SECRET_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    scheme, _, rest = auth_url.partition(":")
    with OAuth2Session(app.client_id, redirect_uri=redirect_uri) as session:
        # oauthlib builds https addresses only. Which may be plain was decided when the base URL
        # was checked.
        url, _ = session.authorization_url(
            f"https:{rest}/oauth/authorize",
            state=state,
            code_challenge=_challenge(verifier),
            code_challenge_method="S256",
        )
    return AuthorizationRequest(
        url=f"{scheme}:{url.partition(':')[2]}",
        redirect_uri=redirect_uri,
        state=state,
        code_verifier=verifier,
    )


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
