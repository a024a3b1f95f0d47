"""Signing in to a Jellyfin: by Quick Connect, by name and password, or with an API key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import (
    AccountDisabled,
    CodeExpired,
    KeyRefused,
    NotAdministrator,
    NotThere,
    QuickConnectOff,
    WrongPassword,
)
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.remote.errors import NotThisService, Refused, TokenRefused
from scroblarr_desktop.remote.messages import Answer

CODE_LIFE_S = 600.0
"""jellyfin, QuickConnectManager.cs: codes live ten minutes."""


@dataclass(frozen=True)
class QuickCode:
    """A code that waits to be entered in Jellyfin."""

    code: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class SignedIn:
    """What a sign-in brought."""

    token: str = field(repr=False)
    user_id: str | None
    """None for an API key, which is nobody."""
    name: str
    administrator: bool
    server_id: str
    """"" where the answer does not say."""


async def quick_connect_enabled(jellyfin: Jellyfin) -> bool:
    """Return whether codes are let in. Raises RemoteError."""
    return await jellyfin.get("/QuickConnect/Enabled") is True


async def start_quick_connect(jellyfin: Jellyfin) -> QuickCode:
    """Return a fresh code. Raises QuickConnectOff, RemoteError."""
    try:
        found = section(await _initiate(jellyfin))
    except TokenRefused:
        raise QuickConnectOff from None
    code, secret = text(found.get("Code")), text(found.get("Secret"))
    if not code or not secret:
        raise NotThisService("Jellyfin gave no code.", next_step=QuickConnectOff.next_step)
    return QuickCode(code, secret)


async def _initiate(jellyfin: Jellyfin) -> Any:
    path = "/QuickConnect/Initiate"
    try:
        return (await jellyfin.post(path)).fields()
    except NotThere:
        return await jellyfin.get(path)  # as up to 10.8 (jellyfin, QuickConnectController.cs)


async def is_confirmed(jellyfin: Jellyfin, code: QuickCode) -> bool:
    """Return whether somebody entered the code.

    Raises CodeExpired, QuickConnectOff, RemoteError.
    """
    try:
        found = await jellyfin.get("/QuickConnect/Connect", {"secret": code.secret})
    except NotThere:
        raise CodeExpired from None
    except TokenRefused:
        raise QuickConnectOff from None
    return section(found).get("Authenticated") is True


async def finish_quick_connect(jellyfin: Jellyfin, code: QuickCode) -> SignedIn:
    """Return the sign-in of whoever entered the code. Raises RemoteError."""
    try:
        answer = await jellyfin.post("/Users/AuthenticateWithQuickConnect", {"Secret": code.secret})
    except NotThere:
        raise CodeExpired from None
    except TokenRefused:
        raise QuickConnectOff from None
    except NotAdministrator:
        raise AccountDisabled from None
    return _signed_in(answer)


async def sign_in(jellyfin: Jellyfin, name: str, password: str) -> SignedIn:
    """Return the sign-in. Raises WrongPassword, AccountDisabled, RemoteError."""
    try:
        answer = await jellyfin.post(
            "/Users/AuthenticateByName", {"Username": name, "Pw": password}
        )
    except TokenRefused:
        raise WrongPassword from None
    except NotAdministrator:
        raise AccountDisabled from None
    return _signed_in(answer)


async def sign_in_with_key(jellyfin: Jellyfin, key: str) -> SignedIn:
    """Return the sign-in by an API key. Raises KeyRefused, RemoteError."""
    caller = jellyfin.as_(key)
    try:
        return await _user_of(caller, key)
    except (Refused, NotThere):
        # It is nobody's, as keys are (jellyfin, UserController.GetCurrentUser).
        pass
    except TokenRefused:
        raise KeyRefused from None
    await caller.get("/Plugins")
    return SignedIn(key, None, "API key", administrator=True, server_id="")


async def sign_out(jellyfin: Jellyfin) -> None:
    """End the token in Jellyfin; an API key stays. Raises RemoteError."""
    await jellyfin.post("/Sessions/Logout")


async def _user_of(caller: Jellyfin, token: str) -> SignedIn:
    user = section(await caller.get("/Users/Me"))
    return _as_user(user, token, text(user.get("ServerId")))


def _signed_in(answer: Answer) -> SignedIn:
    found = answer.fields()
    token = found.get("AccessToken")
    if not isinstance(token, str) or not token:
        raise NotThisService("The answer to the sign-in was none of a Jellyfin.")
    return _as_user(section(found.get("User")), token, text(found.get("ServerId")))


def _as_user(user: Any, token: str, server_id: str) -> SignedIn:
    user_id = jellyfin_id(user.get("Id"))
    if not user_id:
        raise NotThisService("The answer to the sign-in was none of a Jellyfin.")
    administrator = section(user.get("Policy")).get("IsAdministrator") is True
    name = text(user.get("Name"))
    return SignedIn(token, user_id, name, administrator, jellyfin_id(server_id))
