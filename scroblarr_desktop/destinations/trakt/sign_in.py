"""Signing in by code or in the browser, renewing, signing out, on Trakt's own host for that.

Trakt contract: credentials go in a JSON body; HTTP Basic is not accepted, which is why
requests-oauthlib's own token calls are of no use here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeGuard

from scroblarr_desktop.destinations import (
    Access,
    AppCredentials,
    AuthorizationRequest,
    DeviceCode,
    Poll,
    Tokens,
)
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    EdgeBlocked,
    Outage,
    Refused,
    RemoteError,
    SignInEnded,
)
from scroblarr_desktop.destinations.trakt.answers import (
    APP_REJECTED,
    edge_or,
    overloaded,
    sign_in_error,
    too_fast,
    unreadable,
)
from scroblarr_desktop.destinations.trakt.api import App
from scroblarr_desktop.remote.calls import Calls, Record
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.schedule import Clock

OUT_OF_BAND: Final = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect_uri of sign-ins by code. Each refresh must name the one of its sign-in."""

CODE_LIFE_S = 600.0
POLL_INTERVAL_S = 5.0

POLLS: Mapping[int, Poll] = {
    400: Poll.PENDING,
    404: Poll.GONE,
    409: Poll.GONE,
    410: Poll.EXPIRED,
    418: Poll.DENIED,
}
"""Trakt contract: POST /oauth/device/token. The body of a 400 may be anything."""


class SignIn:
    """Times in what it returns are by `clock`, with which they will be compared."""

    def __init__(self, calls: Calls, base_url: str, app: App, clock: Clock) -> None:
        self._calls = calls
        self._base_url = base_url
        self._app = app
        self._clock = clock

    async def start(self, app: AppCredentials) -> DeviceCode:
        """Return a fresh code. Raises AppRejected, Outage, TooFast.

        Trakt contract: POST /oauth/device/code.
        """
        answer = await self.post("/oauth/device/code", {"client_id": app.client_id})
        status = answer.status
        if answer.is_ok:
            return _device_code(answer, self._clock())
        if status == 429:
            raise too_fast(answer)
        if 400 <= status < 500:
            raise _app_refusal(answer)
        raise overloaded(answer, write=False)

    async def poll(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        """Return the tokens once the person confirmed. Raises AppRejected, Outage, TooFast."""
        body = {"code": code.device_code, **credentials_of(app)}
        answer = await self.post("/oauth/device/token", body)
        status = answer.status
        if answer.is_ok:
            asked = Tokens("", client_id=app.client_id, redirect_uri=OUT_OF_BAND)
            return _tokens(answer, asked, self._clock())
        if status in POLLS:
            return POLLS[status]
        if status == 429 and answer.retry_after_s is None:
            return Poll.SLOW_DOWN
        if status == 429:
            raise too_fast(answer)
        if 400 <= status < 500:
            raise _app_refusal(answer)
        raise overloaded(answer, write=True)

    async def exchange(
        self, app: AppCredentials, request: AuthorizationRequest, code: str
    ) -> Tokens:
        """Return the tokens for what the browser brought; the code is used up by then.

        Trakt contract: POST /oauth/token; the code_verifier goes along (RFC 7636, section 4.5).
        Raises SignInEnded, AppRejected, Refused, Outage, TooFast.
        """
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": request.code_verifier,
            **credentials_of(app),
            "redirect_uri": request.redirect_uri,
        }
        answer = await self.post("/oauth/token", body)
        error = sign_in_error(answer)
        if error is not None:
            raise _for_good(error)
        asked = Tokens("", client_id=app.client_id, redirect_uri=request.redirect_uri)
        return _tokens(answer, asked, self._clock())

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens; the old refresh token is used up by then.

        Trakt contract: POST /oauth/token. Raises SignInEnded, AppRejected, Outage, TooFast.
        """
        old = access.tokens
        if not old.refresh_token:
            raise SignInEnded("This sign-in cannot be renewed.")
        body = {
            "refresh_token": old.refresh_token,
            **credentials_of(self._app_of(old)),
            "redirect_uri": old.redirect_uri or OUT_OF_BAND,
            "grant_type": "refresh_token",
        }
        answer = await self.post("/oauth/token", body, access.record)
        error = sign_in_error(answer)
        if error is not None:
            raise error
        return _tokens(answer, old, self._clock())

    async def revoke(self, access: Access) -> None:
        """Take the tokens out of use, which frees the account's place for one app.

        Trakt contract: POST /oauth/revoke. Raises AppRejected, Outage, TooFast.
        """
        app = self._app_of(access.tokens)
        body = {"token": access.tokens.access_token, **credentials_of(app)}
        error = sign_in_error(await self.post("/oauth/revoke", body, access.record))
        if error is not None and not isinstance(error, SignInEnded):
            raise error

    def _app_of(self, tokens: Tokens) -> AppCredentials:
        app = self._app()
        if app is None:
            raise AppRejected("No Trakt app is entered.")
        if tokens.client_id not in (None, app.client_id):
            raise SignInEnded("This account signed in with another app than the one entered now.")
        return app

    async def post(
        self, path: str, body: Mapping[str, str], record: Record | None = None
    ) -> Answer:
        """Return the answer, whatever its status. Nothing of body and answer is kept."""
        call = Call(
            method="POST",
            url=f"{self._base_url}{path}",
            headers={"Content-Type": "application/json"},
            body=body,
            private=True,
        )
        return await self._calls.send(call, record)


def credentials_of(app: AppCredentials) -> dict[str, str]:
    """Return the fields that say who asks.

    Trakt's contract has called the secret deprecated and optional since autumn 2026; before, it
    was required. So it goes along where there is one.
    """
    secret = {"client_secret": app.client_secret} if app.client_secret else {}
    return {"client_id": app.client_id, **secret}


def _app_refusal(answer: Answer) -> RemoteError:
    """Return what a refusal means that can only be about the app, or the shield's doing."""
    error = sign_in_error(answer)
    if isinstance(error, AppRejected):
        return error
    return edge_or(answer, AppRejected(APP_REJECTED, status=answer.status))


def _for_good(error: RemoteError) -> RemoteError:
    """Return the error of a code that came to nothing: an unexplained refusal is no outage here."""
    passes = isinstance(error, EdgeBlocked) or error.status in (None, 408)
    if isinstance(error, Outage) and not passes and 400 <= (error.status or 0) < 500:
        return Refused(
            error.sentence, status=error.status, next_step="Sign in with a code instead."
        )
    return error


def _device_code(answer: Answer, now: datetime) -> DeviceCode:
    fields = answer.fields()
    device_code, user_code = fields.get("device_code"), fields.get("user_code")
    page = fields.get("verification_url")
    if not (_is_text(device_code) and _is_text(user_code) and _is_web_address(page)):
        raise unreadable(answer, write=False)
    life_s = _positive(fields.get("expires_in")) or CODE_LIFE_S
    return DeviceCode(
        device_code=device_code,
        user_code=user_code.strip(),
        verification_url=page.strip(),
        expires_at=now + timedelta(seconds=life_s),
        interval_s=_positive(fields.get("interval")) or POLL_INTERVAL_S,
    )


def _tokens(answer: Answer, old: Tokens, now: datetime) -> Tokens:
    """Return the pair in the answer, and from `old` what the answer does not say."""
    fields = answer.fields()
    if not _is_text(fields.get("access_token")):
        raise unreadable(answer, write=True)
    life_s = _positive(fields.get("expires_in"))
    renewal = fields.get("refresh_token")
    return Tokens(
        access_token=fields["access_token"],
        refresh_token=renewal if _is_text(renewal) else old.refresh_token,
        issued_at=now,
        expires_at=now + timedelta(seconds=life_s) if life_s else None,
        client_id=old.client_id,
        redirect_uri=old.redirect_uri,
    )


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_web_address(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.strip().startswith(("https://", "http://"))


def _positive(value: Any) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    # Longer than a person lives would not fit a date.
    return min(float(value), 3e9) if value > 0 else None
