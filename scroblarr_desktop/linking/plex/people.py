"""Who lives in a Plex home and with whom its servers are shared, brought into the store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.media_servers.plex_tv import PlexTv, PlexUser
from scroblarr_desktop.media_servers.plex_tv_people import PlexPerson
from scroblarr_desktop.store import people, writing
from scroblarr_desktop.store.records import Relation, Server

MOST_PICTURES = 60
"""A home and a good many friends; fetching more would take longer than anybody looks."""

PICTURES_AT_ONCE = 4
PICTURES_WITHIN_S = 15.0


class PlexPeople:
    def __init__(self, tv: PlexTv) -> None:
        self._tv = tv

    async def read(self, server: Server, token: str) -> None:
        """Note everybody who may watch there, then fetch what they look like.

        The owner is noted under plex.tv's id, which ties the server's account 1 to it. Raises
        RemoteError; pictures that cannot be had are left out.
        """
        user = await self._tv.user(token)
        home = await self._tv.home_users(token)
        friends = await self._tv.friends(token)
        thumbs = note(server, user, home, friends)
        await self._fetch(thumbs[:MOST_PICTURES])

    async def _fetch(self, thumbs: Sequence[tuple[int, str]]) -> None:
        turns = asyncio.Semaphore(PICTURES_AT_ONCE)

        async def one(viewer_id: int, thumb: str) -> tuple[int, bytes | None]:
            async with turns:
                return viewer_id, await self._tv.picture(thumb)

        tries = [asyncio.ensure_future(one(*each)) for each in thumbs]
        if not tries:
            return
        done, late = await asyncio.wait(tries, timeout=PICTURES_WITHIN_S)
        for each in late:
            each.cancel()
        _keep(each.result() for each in done)


def _keep(found: Iterable[tuple[int, bytes | None]]) -> None:
    with writing(Changed.HOUSEHOLD):
        for viewer_id, picture in found:
            if picture is not None:
                people.put_picture(viewer_id, picture)


def note(
    server: Server, user: PlexUser, home: Sequence[PlexPerson], friends: Sequence[PlexPerson]
) -> list[tuple[int, str]]:
    """Keep who they are; return the viewers' ids with the addresses of their pictures.

    Whoever lives in the home may stand among the friends as well: the home counts.
    """
    owner = PlexPerson(user.id, user.name, user.uuid, user.thumb)
    found = {owner.account_id: (owner, Relation.OWNER)}
    for one in (*home, *(one for one in friends if one.in_home)):
        found.setdefault(one.account_id, (one, Relation.HOME))
    for one in friends:
        if server.uuid in one.servers:
            found.setdefault(one.account_id, (one, Relation.SHARE))
    with writing(Changed.HOUSEHOLD):
        noted = [(_note(server.id, one, relation), one.thumb) for one, relation in found.values()]
    return [(viewer_id, thumb) for viewer_id, thumb in noted if thumb]


def _note(server_id: int, one: PlexPerson, relation: Relation) -> int:
    return people.note(
        server_id, one.account_id, one.name, relation, avatar=one.uuid, managed=one.managed
    )
