"""Having a connected Jellyfin report to this computer: our entry in its Webhook plugin."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scroblarr_desktop import this_computer
from scroblarr_desktop.linking.jellyfin import entry as jellyfin_entry
from scroblarr_desktop.linking.jellyfin import plugin as jellyfin_plugin
from scroblarr_desktop.linking.jellyfin.doors import ENDED, Doors
from scroblarr_desktop.linking.jellyfin.entry import OUR_NAME, PATH, Configuration, Ours
from scroblarr_desktop.linking.jellyfin.plugin import FoundPlugin, PluginState
from scroblarr_desktop.media_servers import jellyfin_plugins as api
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_plugins import WEBHOOK
from scroblarr_desktop.remote.errors import Outage, Refused, RemoteError, TokenRefused
from scroblarr_desktop.store import connections, given_addresses, servers
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState, Place, Server
from scroblarr_desktop.store.refusals import Conflict

log = logging.getLogger(__name__)

NOT_CONNECTED = "The app is not signed in to this server."

INSTEAD = (
    "Scroblarr reads its play history every three minutes instead: watches arrive a few minutes "
    "late, and what is playing now is not shown."
)

WHY_NOT = {
    PluginState.MISSING: "Jellyfin's plugin “Webhook” is not installed, so Jellyfin does not "
    f"report what is watched. {INSTEAD}",
    PluginState.DISABLED: "Jellyfin's plugin “Webhook” is switched off, so Jellyfin does not "
    f"report what is watched. {INSTEAD}",
    PluginState.BROKEN: "Jellyfin's plugin “Webhook” does not run on this version of Jellyfin. "
    f"Update it in Jellyfin: Dashboard, Plugins. {INSTEAD}",
    PluginState.RESTART: "Jellyfin reports what is watched once it was restarted. Until then "
    "Scroblarr reads its play history every three minutes.",
}


class NotKept(Refused):
    title = "Jellyfin did not keep it"
    sentence = "Our entry in the plugin “Webhook” was not there after it was written."
    next_step = "Try again. If it stays so, set it up by hand."


class OthersChanged(Refused):
    title = "Other webhooks look different now"
    sentence = (
        "After our entry was written, Jellyfin's plugin “Webhook” showed other entries than before."
    )
    next_step = "Look at them in Jellyfin: Dashboard, Plugins, Webhook."


@dataclass(frozen=True)
class Reporting:
    """Whether a Jellyfin reports to this computer."""

    plugin: PluginState
    state: HookState
    message: str = ""
    """Why it does not, or how long not."""
    others: tuple[str, ...] = ()
    """Entries that another Scroblarr made there, which stay."""


class JellyfinWebhooks:
    """Writes, mends and takes away our entries; one change at a time per server."""

    def __init__(self, doors: Doors, hook_base: Callable[[Place], str]) -> None:
        self._doors = doors
        self._hook_base = hook_base
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def settle(self, server_id: int) -> Reporting:
        """Return how it stands after our entry was made or mended, where that can be done.

        What came of it is noted in the connection, trouble included. Raises RemoteError, Missing,
        Conflict.
        """
        connection = connection_of(server_id)
        try:
            async with self._locks[server_id]:
                found = await jellyfin_plugin.find(self._doors.of(server_id))
                return await self._settled(server_id, connection, found)
        except RemoteError as error:
            self._note_trouble(server_id, connection, error)
            raise

    async def take_away(self, server_id: int) -> None:
        """Remove our entry, where there is one. Raises RemoteError, Missing, Conflict."""
        async with self._locks[server_id]:
            jellyfin, ours = self._doors.of(server_id), self._ours(server_id)
            before = await api.configuration(jellyfin, WEBHOOK)
            if before is None:
                return
            wanted = jellyfin_entry.without_ours(before, ours)
            if len(jellyfin_entry.entries(wanted)) < len(jellyfin_entry.entries(before)):
                await self._write(jellyfin, before, wanted, ours)

    def address(self, server_id: int) -> str:
        """Return the address that our entry calls; the secret travels in a header."""
        return f"{self._hook_base(servers.get(server_id).place)}{PATH}"

    def given_address(self, server_id: int) -> str:
        """Return the address that stands in Jellyfin, which may be one of an earlier start."""
        server = servers.get(server_id)
        given = given_addresses.given(server_id)
        if given is None and server.connection_id is not None:
            given = connections.get(server.connection_id).hook_base
        return f"{given or self._hook_base(server.place)}{PATH}"

    def entry_name(self) -> str:
        return f"{OUR_NAME} ({this_computer.name()})"

    async def _settled(
        self, server_id: int, connection: Connection, found: FoundPlugin
    ) -> Reporting:
        if found.state is not PluginState.READY:
            return self._note_not_ready(connection, found.state)
        jellyfin, ours = self._doors.of(server_id), self._ours(server_id)
        before = await api.configuration(jellyfin, WEBHOOK)
        if before is None:
            return self._note_not_ready(connection, PluginState.RESTART)
        if not jellyfin_entry.is_right(before, ours):
            wanted = jellyfin_entry.with_ours(before, ours)
            await self._write(jellyfin, before, wanted, ours)
            log.info("server %d reports to this computer", server_id)
        self._note(connection, HookState.SET, "", self._base(server_id), possible=True)
        others = tuple(jellyfin_entry.other_scroblarrs(before, ours))
        return Reporting(PluginState.READY, HookState.SET, others=others)

    async def _write(
        self, jellyfin: Jellyfin, before: Configuration, wanted: Configuration, ours: Ours
    ) -> None:
        await api.configure(jellyfin, WEBHOOK, wanted)
        after = await api.configuration(jellyfin, WEBHOOK) or {}
        if not jellyfin_entry.same_elsewhere(before, after, ours):
            raise OthersChanged
        count = sum(map(ours.is_ours, jellyfin_entry.entries(after)))
        if count != sum(map(ours.is_ours, jellyfin_entry.entries(wanted))):
            raise NotKept
        if count and not jellyfin_entry.is_right(after, ours):
            raise NotKept

    def _ours(self, server_id: int) -> Ours:
        secret = servers.secret(server_id)
        if secret is None:
            raise Conflict(NOT_CONNECTED)
        registered = connection_of(server_id).hook_base
        earlier = (f"{registered}{PATH}",) if registered else ()
        return Ours(self.entry_name(), self.address(server_id), secret, earlier)

    def _base(self, server_id: int) -> str:
        return self._hook_base(servers.get(server_id).place)

    # -- what is noted

    def _note_not_ready(self, connection: Connection, plugin: PluginState) -> Reporting:
        waits = plugin is PluginState.RESTART
        state = HookState.RESTART if waits else HookState.IMPOSSIBLE
        self._note(connection, state, WHY_NOT[plugin], connection.hook_base, possible=waits)
        return Reporting(plugin, state, WHY_NOT[plugin])

    def _note_trouble(self, server_id: int, connection: Connection, error: RemoteError) -> None:
        if isinstance(error, TokenRefused):
            # What was set up there is still set up, whoever is signed in.
            connections.change(connection.id, {"state": ConnectionState.ENDED, "message": ENDED})
            return
        server = servers.get(server_id)
        stands = connection.hook_state is HookState.SET and (
            connection.hook_base == self._hook_base(server.place)
        )
        if isinstance(error, Outage) and (stands or connection.hook_state is HookState.RESTART):
            return  # what was set up there is still set up
        self._note(connection, HookState.FAILED, error.sentence, connection.hook_base)

    def _note(
        self,
        connection: Connection,
        state: HookState,
        message: str,
        base: str | None,
        possible: bool | None = None,
    ) -> None:
        values: dict[str, Any] = {"hook_state": state, "hook_message": message, "hook_base": base}
        if possible is not None:
            # It answered, so what was said of its silence is over.
            answers = {"state": ConnectionState.OK, "message": ""}
            values |= {"webhooks_possible": possible, **answers}
        now = connections.get(connection.id)
        if any(getattr(now, name) != value for name, value in values.items()):
            connections.change(connection.id, values)


def connection_of(server_id: int) -> Connection:
    """Return the sign-in that reaches the server. Raises Missing, Conflict."""
    server: Server = servers.get(server_id)
    if server.connection_id is None:
        raise Conflict(NOT_CONNECTED)
    return connections.get(server.connection_id)
