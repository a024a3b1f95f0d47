"""Connecting media servers without a window, for a simulated household beside the app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.plex.registering import Foreign
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import catch_up
from scroblarr_desktop.store.records import HistoryPage
from scroblarr_desktop.store.refusals import Conflict


class Unattended:
    """Goes the way of the windows, with nobody to ask.

    `look` has the connected servers asked at once what was watched there.
    """

    def __init__(
        self,
        plex: PlexLink,
        jellyfin: JellyfinLink,
        look: Callable[[], None],
        clock: Clock = utc_now,
    ) -> None:
        self._plex = plex
        self._jellyfin = jellyfin
        self._look = look
        self._clock = clock

    async def connect_plex(
        self, allow: Callable[[str], object], since: datetime | None = None
    ) -> int:
        """Return our id of the account's server, its reports set up and its people read.

        `allow` does with the code what the owner does on Plex's page. `since`: as if it had been
        connected then. Raises RemoteError; Conflict where the account does not own one server.
        """
        code = await self._plex.new_code()
        allow(code.text)
        signed_in = await self._plex.follow(code)
        found = await self._plex.find(signed_in)
        if len(found.own) != 1:
            raise Conflict("The account does not own exactly one server.")
        connection, (server_id,) = self._plex.connect(signed_in, [Chosen(found.own[0])])
        self._begin(server_id, since)
        await self._plex.register(connection.id, Foreign.KEEP)
        await self._plex.read_people(server_id)
        return server_id

    async def connect_jellyfin(
        self, url: str, name: str, password: str, since: datetime | None = None
    ) -> int:
        """Return our id of that server, its reports set up and its people read.

        `since`: as if it had been connected then. Raises RemoteError; Conflict where it has a
        certificate of its own.
        """
        reached = await self._jellyfin.try_address(url)
        if not isinstance(reached, Reached):
            raise Conflict("Somebody has to look at the certificate of this server.")
        signed_in = await self._jellyfin.sign_in(reached).with_password(name, password)
        server = await self._jellyfin.connect(reached, signed_in)
        self._begin(server.id, since)
        await self._jellyfin.set_webhook(server.id)
        await self._jellyfin.people(server.id)
        return server.id

    def look_soon(self) -> None:
        """Ask all connected servers now what was watched there."""
        self._look()

    def _begin(self, server_id: int, since: datetime | None) -> None:
        if since is not None:
            catch_up.keep(server_id, HistoryPage((), since), self._clock())
