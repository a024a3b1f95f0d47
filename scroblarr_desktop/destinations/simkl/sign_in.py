"""Signing in with a code that a person enters at simkl.com/pin; nothing else is needed there.

Simkl has two kinds of registered apps, and each works with its own addresses only (its page
"AUTH V1 overview"): the older with GET /oauth/pin and a token that lives for years, the newer with
RFC 8628 under /oauth2 and tokens that are renewed. Which kind an id is of, only the answer tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from scroblarr_desktop.destinations import Access, AppCredentials, DeviceCode, Poll, Tokens
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    Outage,
    RemoteError,
    SignInEnded,
    TooFast,
)
from scroblarr_desktop.destinations.simkl.answers import (
    APP_REJECTED,
    CHECK_APP,
    NO_LONGER,
    code_in,
    error_in,
    is_text,
    unreadable,
)
from scroblarr_desktop.destinations.simkl.api import required
from scroblarr_desktop.remote.calls import Calls, Record
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.schedule import Clock

CODE_LIFE_S, POLL_INTERVAL_S = 900.0, 5.0
LONGEST_S = 3e9
"""Longer than a person lives would not fit a date."""

PLACEHOLDER: Final = "DEVICE_CODE"
"""What stands for a device code in every older sign-in: only the person's code counts there."""

SCOPE: Final = "media:read media:write"
DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
POLLS: Mapping[str, Poll] = {
    "authorization_pending": Poll.PENDING,
    "slow_down": Poll.SLOW_DOWN,
    "expired_token": Poll.GONE,
    "access_denied": Poll.DENIED,
}


class SignIn:
    """Times in what it returns are by `clock`, with which they will be compared."""

    def __init__(self, calls: Calls, base_url: str, clock: Clock) -> None:
        self._calls = calls
        self._base_url = base_url
        self._clock = clock

    async def start(self, app: AppCredentials) -> DeviceCode:
        """Return a fresh code. Raises AppRejected, Outage, TooFast."""
        answer = await self._send(app.client_id, "GET", "/oauth/pin")
        if code_in(answer) == "unauthorized_client":
            form = {"client_id": app.client_id, "scope": SCOPE}
            answer = await self._send(app.client_id, "POST", "/oauth2/device", form)
        _raise_for(answer)
        return _device_code(answer, self._clock())

    async def poll(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        """Return the tokens once the person confirmed. Raises AppRejected, Outage, TooFast."""
        if code.device_code != PLACEHOLDER:
            return await self._poll_newer(app, code)
        path = f"/oauth/pin/{quote(code.user_code, safe='')}"
        answer = await self._send(app.client_id, "GET", path)
        _raise_for(answer)
        fields = answer.fields()
        if is_text(fields.get("access_token")):
            return self._tokens(answer, Tokens("", client_id=app.client_id))
        if "device_code" in fields or "user_code" in fields:
            return Poll.GONE  # a code that is used up or unknown is answered with a new one
        if not fields:
            raise unreadable(answer, write=False)
        said = str(fields.get("message", "")).casefold()
        return Poll.SLOW_DOWN if said == "slow down" else Poll.PENDING

    async def refresh(self, access: Access) -> Tokens:
        """Return new tokens. Raises SignInEnded, AppRejected, Outage, TooFast.

        An older app's token cannot be renewed: it ends when the person removes the app.
        """
        old = access.tokens
        if not old.refresh_token:
            raise SignInEnded(NO_LONGER)
        form = {
            "grant_type": "refresh_token",
            "client_id": old.client_id or "",
            "refresh_token": old.refresh_token,
        }
        answer = await self._send(old.client_id or "", "POST", "/oauth2/token", form, access.record)
        if code_in(answer) == "invalid_grant":
            raise SignInEnded(NO_LONGER, status=answer.status)
        _raise_for(answer)
        return self._tokens(answer, old)

    async def revoke(self, access: Access) -> None:
        """Take the tokens out of use where Simkl has a call for it: not with older apps.

        Raises AppRejected, Outage, TooFast.
        """
        old = access.tokens
        if not old.refresh_token:
            return
        form = {"client_id": old.client_id or "", "token": old.refresh_token}
        path = "/oauth2/revoke"
        _raise_for(await self._send(old.client_id or "", "POST", path, form, access.record))

    async def _poll_newer(self, app: AppCredentials, code: DeviceCode) -> Tokens | Poll:
        form = {
            "grant_type": DEVICE_GRANT,
            "client_id": app.client_id,
            "device_code": code.device_code,
        }
        answer = await self._send(app.client_id, "POST", "/oauth2/token", form)
        poll = POLLS.get(code_in(answer))
        if poll is not None:
            return poll
        _raise_for(answer)
        return self._tokens(answer, Tokens("", client_id=app.client_id))

    def _tokens(self, answer: Answer, old: Tokens) -> Tokens:
        fields, now = answer.fields(), self._clock()
        if not is_text(fields.get("access_token")):
            raise unreadable(answer, write=True)
        life_s, renewal = _positive(fields.get("expires_in")), fields.get("refresh_token")
        return Tokens(
            access_token=fields["access_token"],
            refresh_token=renewal if is_text(renewal) else old.refresh_token,
            issued_at=now,
            expires_at=now + timedelta(seconds=life_s) if life_s else None,
            client_id=old.client_id,
        )

    async def _send(
        self,
        client_id: str,
        method: str,
        path: str,
        form: Mapping[str, str] | None = None,
        record: Record | None = None,
    ) -> Answer:
        """Return the answer, whatever its status. Nothing of it and of what was sent is kept."""
        call = Call(
            method=method,
            url=f"{self._base_url}{path}",
            params=required(client_id),
            form=list(form.items()) if form else None,
            private=True,
            shown_as="/oauth/pin" if method == "GET" else path,
        )
        return await self._calls.send(call, record)


def _raise_for(answer: Answer) -> None:
    """Raise what an answer to a sign-in means where it is no success.

    What Simkl does not explain is about the app: nothing else of ours is in the request.
    """
    error: RemoteError | None = error_in(answer, write=False)
    if error is not None and not isinstance(error, Outage | TooFast):
        error = AppRejected(APP_REJECTED, status=answer.status, next_step=CHECK_APP)
    if error is not None:
        raise error


def _device_code(answer: Answer, now: datetime) -> DeviceCode:
    fields = answer.fields()
    user_code, device_code = fields.get("user_code"), fields.get("device_code")
    pages = [fields.get(name) for name in ("verification_uri_complete", "verification_uri")]
    page = next((one for one in (*pages, fields.get("verification_url")) if is_text(one)), None)
    if not is_text(user_code) or page is None or not page.startswith(("https://", "http://")):
        raise unreadable(answer, write=False)
    life_s = _positive(fields.get("expires_in")) or CODE_LIFE_S
    return DeviceCode(
        device_code=device_code if is_text(device_code) else PLACEHOLDER,
        user_code=user_code.strip(),
        verification_url=page.strip(),
        expires_at=now + timedelta(seconds=life_s),
        interval_s=_positive(fields.get("interval")) or POLL_INTERVAL_S,
    )


def _positive(value: Any) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return min(float(value), LONGEST_S) if value > 0 else None
