"""Whether Trakt knows an app, asked without anybody signing in.

The id: POST /oauth/device/code answers a code for an app that Trakt knows, and `invalid_client`
for any other (seen in August 2026 with a deleted one).

The secret: Trakt does not say where it looks at it, nor in which order. So it is asked where it
might (a code that nobody confirmed yet, a refresh token that nobody has): a refusal of the app
means that the secret is wrong. No refusal proves nothing by itself: only where a made-up secret is
refused at the same place is the one that was entered right. Otherwise it cannot be told, as is to
be expected once Trakt no longer asks for secrets, which its contract calls deprecated.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from scroblarr_desktop.destinations import AppCredentials, Standing
from scroblarr_desktop.destinations.errors import AppRejected, EdgeBlocked, Outage, TooFast
from scroblarr_desktop.destinations.trakt.answers import sign_in_error
from scroblarr_desktop.destinations.trakt.sign_in import OUT_OF_BAND, SignIn, credentials_of


async def standing_of(sign_in: SignIn, app: AppCredentials) -> Standing:
    """Return how the app stands at Trakt. Raises Outage, TooFast."""
    try:
        code = await sign_in.start(app)
    except AppRejected:
        return Standing.UNKNOWN_ID
    try:
        await sign_in.poll(app, code)
    except AppRejected:
        return Standing.WRONG_SECRET
    if await _is_refused(sign_in, app):
        return Standing.WRONG_SECRET
    if not app.client_secret:
        return Standing.UNTOLD
    stranger = replace(app, client_secret=secrets.token_hex(32))
    return Standing.GOOD if await _is_refused(sign_in, stranger) else Standing.UNTOLD


async def _is_refused(sign_in: SignIn, app: AppCredentials) -> bool:
    """Return whether the app itself is turned away when it asks to renew a made-up token."""
    body = {
        "refresh_token": secrets.token_hex(32),
        **credentials_of(app),
        "redirect_uri": OUT_OF_BAND,
        "grant_type": "refresh_token",
    }
    error = sign_in_error(await sign_in.post("/oauth/token", body))
    is_outage = isinstance(error, Outage) and (error.status or 0) >= 500
    if is_outage or isinstance(error, EdgeBlocked | TooFast):
        assert error is not None
        raise error
    return isinstance(error, AppRejected)
