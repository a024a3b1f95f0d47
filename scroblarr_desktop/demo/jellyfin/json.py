"""How Jellyfin writes what it answers: PascalCase, ids without dashes, nothing that is null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.jellyfin.people import Grant, JellyfinUser
from scroblarr_desktop.demo.made_up import hex_id

PROVIDERS = "Jellyfin.Server.Implementations.Users."


def answer(content: Any, status: int = 200) -> web.Response:
    return web.json_response(content, status=status)


def done() -> web.Response:
    return web.Response(status=204)


def moment(at: datetime) -> str:
    """Return a time as .NET writes it, with seven digits behind the second."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond:06d}0Z"


def known(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is not None."""
    return {name: value for name, value in content.items() if value is not None}


def page(items: Sequence[Any], total: int | None = None, start: int = 0) -> dict[str, Any]:
    """Return a list as Jellyfin wraps it; `total` where it is only a part."""
    count = len(items) if total is None else total
    return {"Items": list(items), "TotalRecordCount": count, "StartIndex": start}


def user_body(user: JellyfinUser, server_id: str) -> dict[str, Any]:
    has_password = bool(user.password)
    login = user.last_login_at and moment(user.last_login_at)
    content = {
        "Name": user.name,
        "ServerId": server_id,
        "Id": user.user_id,
        "PrimaryImageTag": hex_id(f"picture/{user.user_id}", 32) if user.picture else None,
        "HasPassword": has_password,
        "HasConfiguredPassword": has_password,
        "HasConfiguredEasyPassword": False,
        "EnableAutoLogin": False,
        "LastLoginDate": login,
        "LastActivityDate": login,
        "Configuration": {
            "PlayDefaultAudioTrack": True,
            "SubtitleMode": "Default",
            "EnableNextEpisodeAutoPlay": True,
        },
        "Policy": {
            "IsAdministrator": user.administrator,
            "IsHidden": user.hidden,
            "IsDisabled": user.disabled,
            "EnableAllFolders": True,
            "EnableRemoteAccess": True,
            "AuthenticationProviderId": f"{PROVIDERS}DefaultAuthenticationProvider",
            "PasswordResetProviderId": f"{PROVIDERS}DefaultPasswordResetProvider",
        },
    }
    return known(content)


def sign_in_body(grant: Grant, server_id: str) -> dict[str, Any]:
    """Return what a sign-in answers; the token stands in AccessToken."""
    return {
        "User": user_body(grant.user, server_id),
        "SessionInfo": session_body(grant, server_id),
        "AccessToken": grant.token,
        "ServerId": server_id,
    }


def session_body(grant: Grant, server_id: str) -> dict[str, Any]:
    return {
        "Id": grant.session_id,
        "UserId": grant.user.user_id,
        "UserName": grant.user.name,
        "Client": grant.device.client,
        "DeviceName": grant.device.name,
        "DeviceId": grant.device.device_id,
        "ApplicationVersion": grant.device.version,
        "LastActivityDate": moment(grant.made_at),
        "IsActive": True,
        "SupportsRemoteControl": False,
        "ServerId": server_id,
    }
