"""User name and password in, tokens out; and asking an address whether TV Time is there."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.destinations import Access, Tokens, User
from scroblarr_desktop.destinations.errors import (
    NotThisService,
    Outage,
    RemoteError,
    SignInEnded,
)
from scroblarr_desktop.destinations.tvtime.answers import CLOSED, error_in, message
from scroblarr_desktop.destinations.tvtime.sidecar import (
    LOGIN,
    PUBLIC_SERVER,
    REFRESH,
    SEARCH,
    Request,
    Sidecar,
    is_public,
)
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.remote.calls import Record
from scroblarr_desktop.remote.messages import Answer
from scroblarr_desktop.schedule import Clock

NOBODY = "Nothing that speaks TV Time's language answers there."
OTHER_ADDRESS = "Enter the address of a compatible server."
REFUSALS = (400, 401, 403)


class SignIn:
    def __init__(self, sidecar: Sidecar, clock: Clock) -> None:
        self._sidecar = sidecar
        self._clock = clock

    async def probe(self, server_url: str) -> str:
        """Return the address in one spelling if a TV Time server answers there.

        Nothing about the person is sent. Raises NotThisService.
        """
        base_url = _checked(server_url)
        absent = CLOSED if is_public(base_url) else NOBODY
        params = {"q": "", "offset": "0", "limit": "1"}
        try:
            answer = await self._sidecar.ask(
                base_url, Request(method="GET", target=SEARCH, params=params)
            )
        except RemoteError as error:
            raise NotThisService(absent, next_step=OTHER_ADDRESS) from error
        if answer.is_web_page or answer.status >= 500 or 300 <= answer.status < 400:
            raise NotThisService(absent, status=answer.status, next_step=OTHER_ADDRESS)
        return base_url

    async def first(
        self, server_url: str, username: str, password: str, start_token: str | None
    ) -> tuple[Tokens, User]:
        """Return tokens and whose they are.

        Raises NotThisService, SignInEnded for a wrong password, Outage, TooFast.
        """
        start = (start_token or "").strip().strip('"') or None
        asked = Tokens(
            "",
            server_url=_checked(server_url),
            start_token=start,
            username=username,
            password=password,
        )
        return await self._log_in(asked)

    async def again(self, access: Access) -> Tokens:
        """Return new tokens: by the refresh token, else by the kept password.

        Raises SignInEnded where the server takes neither.
        """
        old = access.tokens
        if old.refresh_token:
            body = {"refresh_token": old.refresh_token}
            answer = await self._post(old, REFRESH, body, access.record)
            if "access_token" in _found_in(answer):
                return _tokens(answer, old, self._clock())
            if not (answer.is_ok or answer.status in (*REFUSALS, 404)) or answer.is_web_page:
                raise _trouble(answer)
        tokens, _ = await self._log_in(old, access.record)
        return tokens

    async def _log_in(self, old: Tokens, record: Record | None = None) -> tuple[Tokens, User]:
        if not old.username or not old.password:
            raise SignInEnded("TV Time ended the sign-in, and no password is kept here.")
        body = {"username": old.username, "password": old.password}
        answer = await self._post(old, LOGIN, body, record)
        found = _found_in(answer)
        if "access_token" in found:
            tokens = _tokens(answer, old, self._clock())
            return tokens, user_of(tokens, found.get("user_id"))
        refused = answer.is_ok and bool(answer.fields())
        if (refused or answer.status in REFUSALS) and not answer.is_web_page:
            said = message(answer.fields())
            because = f" It said: {said}" if said else ""
            sentence = f"TV Time did not accept the user name or the password.{because}"
            raise SignInEnded(sentence, status=answer.status)
        raise _trouble(answer)

    async def _post(
        self, tokens: Tokens, target: str, body: Mapping[str, str], record: Record | None
    ) -> Answer:
        request = Request(
            method="POST", target=target, body=body, token=tokens.start_token, private=True
        )
        return await self._sidecar.ask(tokens.server_url or PUBLIC_SERVER, request, record)


def _trouble(answer: Answer) -> RemoteError:
    found = error_in(answer, write=True)
    unclear = Outage("The TV Time server's answer could not be read.", fate_unknown=False)
    return found or unclear


def _checked(server_url: str) -> str:
    try:
        return check_base_url(server_url, entered=True)
    except ValueError as error:
        raise NotThisService(str(error), next_step="Correct the address.") from error


def _found_in(answer: Answer) -> dict[str, str]:
    """Return access_token, refresh_token and user_id, those of them that the answer holds."""
    fields = answer.fields() if answer.is_ok else {}
    inner = fields.get("data")
    held = inner if isinstance(inner, dict) else fields
    names = {"access_token": "jwt_token", "refresh_token": "jwt_refresh_token", "user_id": "id"}
    found = {ours: held.get(theirs) for ours, theirs in names.items()}
    return {ours: str(value) for ours, value in found.items() if value}


def _tokens(answer: Answer, old: Tokens, now: datetime) -> Tokens:
    found = _found_in(answer)
    return Tokens(
        access_token=found["access_token"],
        refresh_token=found.get("refresh_token") or old.refresh_token,
        issued_at=now,
        expires_at=expiry_of(found["access_token"]),
        server_url=old.server_url,
        start_token=old.start_token,
        username=old.username,
        password=old.password,
    )


def user_of(tokens: Tokens, told_id: str | None = None) -> User:
    """Return the user whom the token itself names, else by `told_id`, else by the user name."""
    claims, name = claims_of(tokens.access_token), tokens.username or ""
    id_ = claims.get("id") or claims.get("ID") or told_id or name.casefold()
    return User(str(id_), name or str(id_))


def expiry_of(token: str) -> datetime | None:
    expiry = claims_of(token).get("exp")
    if not isinstance(expiry, int | float) or isinstance(expiry, bool):
        return None
    try:
        return datetime.fromtimestamp(expiry, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def claims_of(token: str) -> dict[str, Any]:
    """Return what a JWT says of itself, unproven; nothing where it is no JWT."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}
