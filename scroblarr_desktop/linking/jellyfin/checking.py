"""Looking whether connected Jellyfins are still connected."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from scroblarr_desktop.linking.jellyfin.doors import ENDED, Doors
from scroblarr_desktop.linking.jellyfin.plugin import Pace
from scroblarr_desktop.linking.jellyfin.webhook import JellyfinWebhooks
from scroblarr_desktop.media_servers import jellyfin_system
from scroblarr_desktop.remote.errors import NotThisService, RemoteError, TokenRefused
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, connections, servers
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState, Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

SOMEBODY_ELSE = "Another Jellyfin answers at {url} now."
ENTER_ANEW = "Sign in again to enter the address anew."


class JellyfinChecks:
    """Finds out, notes it in the connection, and mends our entry on the way."""

    def __init__(self, doors: Doors, webhooks: JellyfinWebhooks, clock: Clock, pace: Pace) -> None:
        self._doors = doors
        self._webhooks = webhooks
        self._clock = clock
        self._pace = pace

    async def check(self, connection_id: int) -> None:
        """See `ServerLink`. Raises Missing."""
        connection = connections.get(connection_id)
        state, message = ConnectionState.OK, ""
        try:
            for server_id in connections.servers_of(connection_id):
                await self._look(connection, servers.get(server_id))
        except TokenRefused:
            state, message = ConnectionState.ENDED, ENDED
        except RemoteError as error:
            log.info("connection %d: %s", connection_id, error.title)
            message = f"{error.sentence} {error.next_step}"
        with suppress(Missing):  # disconnected meanwhile
            noted = {"state": state, "message": message, "checked_at": self._clock()}
            connections.change(connection_id, noted)

    async def _look(self, connection: Connection, server: Server) -> None:
        jellyfin = self._doors.of(server.id)
        # Asked without the token first: at an address of the home network a stranger may answer.
        at_door = self._doors.at(jellyfin.url, server.certificate)
        found = await jellyfin_system.public_info(at_door)
        if found.server_id != connection.account_id.partition("/")[0]:
            sentence = SOMEBODY_ELSE.format(url=jellyfin.url)
            raise NotThisService(sentence, next_step=ENTER_ANEW)
        await jellyfin_system.is_restart_pending(jellyfin)
        if connection.hook_state is not HookState.MANUAL:
            await self._webhooks.settle(server.id)

    async def keep_up(self) -> None:
        """Look again and again at what waits for something. Never ends.

        Whatever is all right is looked at by whoever knows when this computer's address changed.
        """
        while True:
            await asyncio.sleep(self._pace.waiting_s)
            with suppress(StoreTrouble):
                for connection in connections.all_connections():
                    if self._is_due(connection):
                        with suppress(Missing):
                            await self.check(connection.id)

    def _is_due(self, connection: Connection) -> bool:
        if connection.kind is not ServerKind.JELLYFIN or connection.state is ConnectionState.ENDED:
            return False
        if connection.hook_state is HookState.RESTART or connection.checked_at is None:
            return True
        waits = connection.hook_state in (HookState.FAILED, HookState.IMPOSSIBLE)
        again_at = connection.checked_at + timedelta(seconds=self._pace.mend_s)
        return (waits or bool(connection.message)) and self._clock() >= again_at
