"""Talking to the Plex servers of connected accounts, over whichever connection works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from scroblarr_desktop.linking.plex import connecting as plex_connecting
from scroblarr_desktop.linking.plex.servers import (
    Found,
    FoundServer,
    guess_place,
    in_likely_order,
    ways_to,
    working_ways,
)
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv import PlexTv
from scroblarr_desktop.media_servers.plex_tv_answers import SignInEnded
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.media_servers.plex_tv_resources import PlexServer
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import NotThisService, Offline
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Connection, Server
from scroblarr_desktop.this_computer import OwnAddress

Result = TypeVar("Result")


class PlexReaching:
    """Methods that call out raise RemoteError."""

    def __init__(
        self,
        calls: Calls,
        tv: PlexTv,
        device: PlexDevice,
        own_addresses: Callable[[], list[OwnAddress]],
    ) -> None:
        self._calls = calls
        self._own_addresses = own_addresses
        # Most of a server's addresses lead nowhere from here. Trying them must neither take long
        # nor hold up what others send.
        self._probes = Calls(connect_s=3.0, read_s=4.0, workers=16)
        self._tv = tv
        self._device = device

    def close(self) -> None:
        self._probes.close()

    async def find(self, token: str) -> Found:
        """Return what is on the account, each own server with the connections that work."""
        told = await self._tv.servers(token)
        own = [one for one in told if one.owned]
        tried = await asyncio.gather(*(self._try(one) for one in own))
        others = [(one.name, one.owner_name) for one in told if not one.owned]
        return Found(in_likely_order(list(zip(own, tried, strict=True))), tuple(others))

    async def _try(self, told: PlexServer) -> FoundServer:
        ways = ways_to(told)
        working = await working_ways(ways, told.uuid, self._probe)
        return FoundServer(
            uuid=told.uuid,
            name=told.name,
            ways=tuple(ways),
            working=working,
            likely=False,
            place=guess_place(ways, working, self._own_addresses()),
            server_id=plex_connecting.connected_id(told.uuid),
            token=told.token,
        )

    def _probe(self, url: str) -> PlexApi:
        return PlexApi(self._probes, self._device, url)

    def api_of(self, server: Server) -> PlexApi:
        token = connections.server_token(server.id)
        if not server.url or token is None:
            raise not_signed_in(server)
        return PlexApi(self._calls, self._device, server.url, token, server.name)

    async def asking(self, server_id: int, ask: Callable[[PlexApi], Awaitable[Result]]) -> Result:
        """Return what the server answers; over another connection where its own broke."""
        server = servers.get(server_id)
        try:
            return await self._ask(server, ask)
        except (Offline, NotThisService, SignInEnded):
            return await self._ask(await self.find_way(server), ask)

    async def asking_once(
        self, server_id: int, ask: Callable[[PlexApi], Awaitable[Result]]
    ) -> Result:
        """Return what the server answers where it was last; it is not looked for elsewhere."""
        return await self._ask(servers.get(server_id), ask)

    async def _ask(self, server: Server, ask: Callable[[PlexApi], Awaitable[Result]]) -> Result:
        api = self.api_of(server)
        if (server.url or "").startswith("http:") and await api.identity() != server.uuid:
            # An address at home may be somebody else's by now, who is not to see the token.
            raise NotThisService(f"Another server answers in place of {server.name}.")
        return await ask(api)

    async def find_way(self, server: Server) -> Server:
        """Return the server as it can be reached now, which is kept."""
        connection = connection_of(server)
        for told in await self._tv.servers(token_of(connection)):
            if not told.owned or told.uuid != server.uuid:
                continue
            found = await self._try(told)
            if found.working:
                url, token = found.working[0].url, found.token
                connections.attach(
                    server.id, connection.id, url, place=server.place, server_token=token
                )
                return servers.get(server.id)
        raise Offline(f"{server.name} does not answer.", fate_unknown=False)


def connection_of(server: Server) -> Connection:
    """Return the account through which the server is reached. Raises Offline without one."""
    if server.connection_id is None:
        raise not_signed_in(server)
    return connections.get(server.connection_id)


def not_signed_in(server: Server) -> Offline:
    return Offline(
        f"Scroblarr is not signed in to {server.name}.",
        fate_unknown=False,
        next_step="Connect Plex with a sign-in.",
    )


def token_of(connection: Connection) -> str:
    """Return what proves the sign-in. Raises SignInEnded where it is gone."""
    found = connections.token(connection.id)
    if found is None:
        raise SignInEnded("The sign-in at Plex is gone.")
    return found
