"""What a Jellyfin is: its name, its version, what goes on there; and its restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id

_NUMBERS = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}", re.ASCII)


@dataclass(frozen=True)
class PublicInfo:
    """What a server tells everybody (/System/Info/Public)."""

    server_id: str
    name: str
    version: str
    product: str
    """"Jellyfin Server"; Emby, from which Jellyfin stems, says nothing here."""
    local_address: str
    """Where the server believes that it is: inside a container the container's address."""
    ready: bool
    """Whether its own set-up was gone through."""

    @property
    def version_numbers(self) -> tuple[int, ...]:
        found = _NUMBERS.match(self.version)
        return tuple(int(part) for part in found[0].split(".")) if found else ()


@dataclass(frozen=True)
class NowPlaying:
    """Somebody whom a restart would interrupt."""

    user: str
    title: str
    device: str


async def public_info(jellyfin: Jellyfin) -> PublicInfo:
    """Return what is told to everybody; fields are empty where they are missing.

    Raises RemoteError.
    """
    return read_public_info(await jellyfin.get("/System/Info/Public"))


def read_public_info(body: Any) -> PublicInfo:
    found = section(body)
    return PublicInfo(
        server_id=jellyfin_id(found.get("Id")),
        name=text(found.get("ServerName")),
        version=text(found.get("Version")),
        product=text(found.get("ProductName")),
        local_address=text(found.get("LocalAddress")),
        # Others do not say it: only a clear no is one.
        ready=found.get("StartupWizardCompleted") is not False,
    )


async def is_restart_pending(jellyfin: Jellyfin) -> bool:
    """Return whether something waits for a restart. Also tells whether the token is good.

    Raises RemoteError.
    """
    return section(await jellyfin.get("/System/Info")).get("HasPendingRestart") is True


async def restart(jellyfin: Jellyfin) -> None:
    """Restart the server, which answers first and goes down then. Raises RemoteError."""
    await jellyfin.post("/System/Restart")


async def now_playing(jellyfin: Jellyfin) -> list[NowPlaying]:
    """Return who is watching or listening now. Raises RemoteError."""
    sessions = await jellyfin.get("/Sessions")
    playing = []
    for session in sessions if isinstance(sessions, list) else []:
        item = section(section(session).get("NowPlayingItem"))
        if item:
            user, device = text(session.get("UserName")), text(session.get("DeviceName"))
            playing.append(NowPlaying(user, _title(item), device))
    return playing


def _title(item: Any) -> str:
    name, show = text(item.get("Name")), text(item.get("SeriesName"))
    return f"{show}: {name}" if show and name else show or name
