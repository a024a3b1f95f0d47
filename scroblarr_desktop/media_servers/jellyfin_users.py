"""Who uses a Jellyfin, what they look like, and which libraries it has."""

from __future__ import annotations

from dataclasses import dataclass

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin, path_part
from scroblarr_desktop.media_servers.jellyfin_errors import NotThere, checked
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.remote.errors import Outage, Refused

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")


@dataclass(frozen=True)
class JellyfinUser:
    user_id: str
    """32 hexadecimal digits in lower case, as in webhooks."""
    name: str
    administrator: bool
    hidden: bool
    """Not shown on the sign-in page."""
    disabled: bool
    has_picture: bool


async def users(jellyfin: Jellyfin) -> list[JellyfinUser]:
    """Return everybody with an account, by name. Raises RemoteError."""
    found = await jellyfin.get("/Users")
    read = [_user(section(one)) for one in (found if isinstance(found, list) else [])]
    return sorted((one for one in read if one.user_id), key=lambda one: one.name.casefold())


async def picture(jellyfin: Jellyfin, user_id: str, most_bytes: int) -> bytes | None:
    """Return what somebody looks like; None without a picture or for one that is too large.

    Raises RemoteError, but not for what is wrong with the picture.
    """
    # The second one is that of 10.8, and was kept for the programs that knew no other.
    for path, params in (
        ("/UserImage", {"userId": user_id}),
        (f"/Users/{path_part(user_id)}/Images/Primary", {}),
    ):
        call = jellyfin.call("GET", path, params=params, longest=most_bytes)
        try:
            found = checked(await jellyfin.send(call), call).content
        except (NotThere, Refused):
            continue
        except Outage as trouble:
            if trouble.__cause__ is not None or trouble.status is not None:
                raise
            return None  # without an end, or simply too large
        return found if found.startswith(_PICTURES) else None
    return None


def _user(found: object) -> JellyfinUser:
    user = section(found)
    policy = section(user.get("Policy"))
    return JellyfinUser(
        user_id=jellyfin_id(user.get("Id")),
        name=text(user.get("Name")),
        administrator=policy.get("IsAdministrator") is True,
        hidden=policy.get("IsHidden") is True,
        disabled=policy.get("IsDisabled") is True,
        has_picture=bool(text(user.get("PrimaryImageTag"))),
    )
