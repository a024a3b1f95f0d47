"""The poster of a film, or of an episode's show, as a media server has it.

Plex: /photo/:/transcode makes any of its pictures smaller (python-plexapi, transcodeImage); an item
names its pictures in thumb, parentThumb and grandparentThumb. Jellyfin: /Items/{id}/Images/Primary
with maxWidth and maxHeight (jellyfin, ImageController.cs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin, path_part
from scroblarr_desktop.media_servers.jellyfin_errors import NotThere, checked
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv_answers import GoneThere
from scroblarr_desktop.remote.errors import Refused

LARGEST_POSTER = 500_000
"""In bytes; a larger one is not read to its end."""

WIDTH, HEIGHT = 240, 360
"""In pixels: three times what a window shows of it, for screens with high resolution."""

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


async def plex_poster(api: PlexApi, item_key: str) -> bytes | None:
    """Return the picture, None where there is none that can be used. Raises RemoteError."""
    for item in await api.items([item_key], {}):
        path = _plex_path(item)
        if path is None:
            return None
        params = {"width": str(WIDTH), "height": str(HEIGHT), "minSize": "1", "upscale": "0"}
        try:
            made = await api.content("/photo/:/transcode", {**params, "url": path}, LARGEST_POSTER)
        except (GoneThere, Refused):
            # Some servers make no pictures smaller: then as it is, where it is not too large.
            made = await _plex_original(api, path)
        return _picture(made)
    return None


async def _plex_original(api: PlexApi, path: str) -> bytes:
    try:
        return await api.content(path, {}, LARGEST_POSTER)
    except (GoneThere, Refused):
        return b""


def _plex_path(item: Mapping[str, Any]) -> str | None:
    """Return where the poster is: an episode's own picture is a scene of it."""
    names = ("grandparentThumb", "parentThumb", "thumb")
    path = next((text(item.get(name)) for name in names if item.get(name)), "")
    # It goes into an address with our token: nothing that leads elsewhere.
    plain = path.startswith("/library/") and not set(path) & set("?#\\@ ") and ".." not in path
    return path if plain else None


async def jellyfin_poster(jellyfin: Jellyfin, item_id: str, user_id: str | None) -> bytes | None:
    """Return the picture, None where there is none that can be used. Raises RemoteError."""
    params = {"ids": item_id, **({"userId": user_id} if user_id else {})}
    found = section(await jellyfin.get("/Items", params)).get("Items")
    items = [section(one) for one in (found if isinstance(found, list) else [])]
    if not items:
        return None
    whose = jellyfin_id(items[0].get("SeriesId")) or jellyfin_id(items[0].get("Id"))
    path = f"/Items/{path_part(whose)}/Images/Primary"
    size = {"maxWidth": str(WIDTH), "maxHeight": str(HEIGHT)}
    call = jellyfin.call("GET", path, params=size, longest=LARGEST_POSTER)
    call = replace(call, headers={**call.headers, "Accept": "image/jpeg, image/png"})
    try:
        return _picture(checked(await jellyfin.send(call), call).content)
    except (NotThere, Refused):
        return None


def _picture(content: bytes) -> bytes | None:
    return content if content.startswith(_BEGINNINGS) else None
