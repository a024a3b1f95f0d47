"""The libraries of a Jellyfin, and which of them holds an item."""

from __future__ import annotations

from dataclasses import dataclass

from scroblarr_desktop.media_servers.bodies import section, text
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin, path_part
from scroblarr_desktop.media_servers.jellyfin_errors import NotThere
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id
from scroblarr_desktop.remote.errors import Refused

_WATCHED = ("", "movies", "tvshows", "mixed")
"""Kinds of libraries that may hold films or episodes; a mixed one has no kind."""


@dataclass(frozen=True)
class JellyfinLibrary:
    library_id: str
    name: str


async def libraries(jellyfin: Jellyfin) -> list[JellyfinLibrary]:
    """Return the libraries with films and episodes. Needs an administrator. Raises RemoteError."""
    found = await jellyfin.get("/Library/VirtualFolders")
    folders = [section(one) for one in (found if isinstance(found, list) else [])]
    return [
        JellyfinLibrary(library_id, text(one.get("Name")))
        for one in folders
        if (library_id := jellyfin_id(one.get("ItemId")))
        and text(one.get("CollectionType")).lower() in _WATCHED
    ]


async def library_of(jellyfin: Jellyfin, item_id: str, user_id: str | None) -> str | None:
    """Return the id of the library that holds the item, None where it is not there any more.

    Only seen by a user, the topmost folder is told as the library that it belongs to (jellyfin,
    LibraryController.GetAncestors): with an API key somebody has to be named. Raises RemoteError.
    """
    params = {"userId": user_id} if user_id else {}
    try:
        found = await jellyfin.get(f"/Items/{path_part(item_id)}/Ancestors", params)
    except (NotThere, Refused):
        return None
    for one in map(section, found if isinstance(found, list) else []):
        if text(one.get("Type")) == "CollectionFolder":
            return jellyfin_id(one.get("Id")) or None
    return None
