"""Telling a media server of this computer instead of the one before.

A server that ran on that computer is elsewhere now: it calls another address, and is called at
another one. What the app itself entered is replaced by way of the secret in it, which moved along.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol
from urllib.parse import urlsplit

from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.server_link import ServerLink
from scroblarr_desktop.moving.results import Result, StepState
from scroblarr_desktop.reach.by_hand import is_relative
from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import connections, given_addresses, servers
from scroblarr_desktop.store.moving import CameFrom
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState, Place, Server
from scroblarr_desktop.watches import ServerKind

REPORTS = "It reports to this computer now."
IS_READ = "Scroblarr reads its history from this computer now."
STILL_LEADS_HERE = "The address that it has leads to this computer as well."
ENTER_ANEW = "It still has the address of the other computer, and only you can change that."
LOOK_WHETHER = "Look whether it can still call this computer: it knew the other one's address."
ENTER_ONCE_LET_IN = (
    "It needs the address of this computer, and so far only this computer may call Scroblarr."
)
LET_IN_FIRST = "Allow the home network first; then “Servers” shows the new address."
WHERE_IT_STANDS = "Open “Servers”: it shows the new address and where to enter it."
LET_IN = (
    "It runs on another computer, and so far only this computer may call Scroblarr. Its history is "
    "read meanwhile."
)
WHERE_TO_LET_IN = "Allow the home network in the settings, under “Network”."
SIGN_IN_AGAIN = "Open “Servers” and sign in again."
TRIES_AGAIN = "It is tried again by itself."

_HERE = (Place.HERE, Place.DOCKER)


class Network(Protocol):
    """How media servers reach this computer."""

    def base_of(self, server: Server) -> str: ...
    def lets_in(self, server: Server) -> bool: ...
    def look_soon(self, *, check: bool = False) -> None: ...


class MediaServers:
    def __init__(
        self,
        plex: PlexLink,
        jellyfin: ServerLink,
        network: Network,
        home_network_allowed: Callable[[], bool],
    ) -> None:
        self._plex = plex
        self._jellyfin = jellyfin
        self._network = network
        self._home_network_allowed = home_network_allowed

    async def settle(self, server: Server, came: CameFrom) -> Result:
        """Return what became of it. Raises RemoteError, StoreTrouble, Missing."""
        if server.connection_id is None:
            if server.place in _HERE:
                servers.change(server.id, place=Place.HOME)
            return self._by_hand(server.id, came)
        if server.kind is ServerKind.PLEX:
            await self._settle_plex(server, server.connection_id)
        else:
            await self._settle_jellyfin(server, server.connection_id, came)
        return self._result(server.id, connections.get(server.connection_id), came)

    async def _settle_plex(self, server: Server, connection_id: int) -> None:
        place, url = Place.HOME if server.place in _HERE else server.place, server.url
        with suppress(RemoteError):  # what is wrong is found and noted by the look at all of it
            found = await self._plex.find_again(connection_id)
            for one in found.own:
                if one.server_id == server.id and one.working:
                    place, url = one.place, one.working[0].url
        if place is not server.place:
            servers.change(server.id, place=place)
        if url is not None and url != server.url:
            self._plex.use_way(server.id, url)
        await self._plex.check(connection_id)

    async def _settle_jellyfin(self, server: Server, connection_id: int, came: CameFrom) -> None:
        was_called = urlsplit(server.url or "").hostname or ""
        if not is_loopback(was_called):
            if server.place in _HERE:
                servers.change(server.id, place=Place.HOME)
            await self._jellyfin.check(connection_id)
            return
        # Whoever answers under such an address is on this computer: perhaps it moved along.
        await self._jellyfin.check(connection_id)
        for address in came.addresses:
            if not _is_silent(connections.get(connection_id)):
                return
            self._call_at(server, connection_id, address)
            await self._jellyfin.check(connection_id)
        if _is_silent(connections.get(connection_id)):
            # Nobody knows where it is until it answers: the next try looks at both once more.
            connections.attach(
                server.id,
                connection_id,
                server.url or "",
                place=server.place,
                certificate=server.certificate,
            )

    def _call_at(self, server: Server, connection_id: int, address: str) -> None:
        url = urlsplit(server.url or "")
        place = url.netloc.replace(url.hostname or "", address, 1)
        connections.attach(
            server.id,
            connection_id,
            url._replace(netloc=place).geturl(),
            place=Place.HOME,
            certificate=server.certificate,
        )

    def _result(self, server_id: int, connection: Connection, came: CameFrom) -> Result:
        server, hook = servers.get(server_id), connection.hook_state
        if connection.state is ConnectionState.ENDED:
            return Result(StepState.BY_HAND, connection.message, SIGN_IN_AGAIN)
        if hook is HookState.MANUAL:
            return self._by_hand(server_id, came)
        if connection.message:
            return Result(StepState.TROUBLE, connection.message, TRIES_AGAIN)
        if hook is HookState.FAILED or (hook is HookState.SET and connection.hook_message):
            return Result(StepState.TROUBLE, connection.hook_message, TRIES_AGAIN)
        if hook is HookState.RESTART:
            return Result(StepState.BY_HAND, connection.hook_message)
        if hook is not HookState.SET:
            return Result(StepState.DONE, IS_READ)
        if server.place is not Place.HERE and not self._home_network_allowed():
            return Result(StepState.BY_HAND, LET_IN, WHERE_TO_LET_IN, to_let_in=True)
        return Result(StepState.DONE, REPORTS)

    def _by_hand(self, server_id: int, came: CameFrom) -> Result:
        server = servers.get(server_id)
        nobody_said_where = server.place is Place.UNKNOWN
        if nobody_said_where:  # it called the other computer, so it may well run there
            server = servers.change(server_id, place=Place.HOME)
        given, base = given_addresses.given(server_id), self._network.base_of(server)
        if given is not None and is_relative(given) and came.addresses:
            # "This computer" was the other one when the address was given.
            parts = urlsplit(given)
            given = f"{parts.scheme}://{came.addresses[0]}:{parts.port}"
            given_addresses.give(server_id, given)
        self._network.look_soon()
        if not self._network.lets_in(server):
            return Result(StepState.BY_HAND, ENTER_ONCE_LET_IN, LET_IN_FIRST, to_let_in=True)
        if given == base and not (server.place is Place.HOME and is_relative(base)):
            return Result(StepState.DONE, STILL_LEADS_HERE)
        sentence = LOOK_WHETHER if nobody_said_where else ENTER_ANEW
        return Result(StepState.BY_HAND, sentence, WHERE_IT_STANDS)


def _is_silent(connection: Connection) -> bool:
    return connection.state is not ConnectionState.ENDED and bool(connection.message)
