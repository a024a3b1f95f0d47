"""Who lives on a connected Jellyfin, by its own word."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from scroblarr_desktop.media_servers import jellyfin_users as api
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_users import JellyfinUser
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import people
from scroblarr_desktop.store.records import Relation

log = logging.getLogger(__name__)

MOST_PICTURES = 50
"""A household has fewer people; a server for half a town must not hold up the set-up."""


@dataclass(frozen=True)
class JellyfinPerson:
    viewer_id: int | None
    """None for somebody whose account is disabled: they watch nothing there."""
    user: JellyfinUser


async def read_people(jellyfin: Jellyfin, server_id: int) -> list[JellyfinPerson]:
    """Return who has an account there, noted as viewers, with pictures where possible.

    Raises RemoteError, but not for a picture that does not come.
    """
    found = [_noted(server_id, user) for user in await api.users(jellyfin)]
    with_picture = [one for one in found if one.user.has_picture and one.viewer_id]
    try:
        for one in with_picture[:MOST_PICTURES]:
            await _read_picture(jellyfin, one)
    except RemoteError as error:
        log.info("pictures of server %d were not read: %s", server_id, error.title)
    return found


def _noted(server_id: int, user: JellyfinUser) -> JellyfinPerson:
    if user.disabled:
        return JellyfinPerson(None, user)
    viewer_id = people.note(server_id, user.user_id, user.name, Relation.USER)
    return JellyfinPerson(viewer_id, user)


async def _read_picture(jellyfin: Jellyfin, person: JellyfinPerson) -> None:
    picture = await api.picture(jellyfin, person.user.user_id, people.LARGEST_PICTURE)
    if picture is not None and person.viewer_id is not None:
        people.put_picture(person.viewer_id, picture)
