"""What the store keeps of a connected Jellyfin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking.jellyfin.doors import account_id
from scroblarr_desktop.linking.jellyfin.places import likely_place
from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.media_servers.jellyfin_sign_in import SignedIn
from scroblarr_desktop.media_servers.jellyfin_system import PublicInfo
from scroblarr_desktop.store import connections, servers, writing
from scroblarr_desktop.store.records import Connection, Place, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import ServerKind

ANOTHER = (
    "This is another Jellyfin than {name}. Enter the address of {name}, or connect this one "
    "beside it."
)
NAMELESS = "Jellyfin"


@dataclass(frozen=True)
class Kept:
    server: Server
    replaced: Connection | None
    """The sign-in that served it before and serves nothing any more."""


def keep(
    reached: Reached, signed_in: SignedIn, server_id: int | None, own: Collection[str]
) -> Kept:
    """Return the connected server; one that is known keeps its name, its secret and its people.

    `server_id`: the server that is signed in to again. `own`: this computer's addresses.
    Raises Conflict for another Jellyfin, Missing.
    """
    with writing(Changed.SERVERS | Changed.HOUSEHOLD):
        server = _server(reached.info, server_id)
        connection = connections.keep(
            ServerKind.JELLYFIN,
            account_id(reached.info.server_id, signed_in.user_id),
            signed_in.name,
            signed_in.token,
        )
        place = server.place
        if place is Place.UNKNOWN:
            place = likely_place(reached.url, reached.info.local_address, own)
        connections.attach(
            server.id, connection.id, reached.url, place=place, certificate=reached.certificate
        )
    return Kept(servers.get(server.id), _replaced(server.connection_id, connection.id))


def keep_by_hand(reached: Reached | None, own: Collection[str]) -> Server:
    """Return the server, which the person will tell our address. None: it was not reached."""
    if reached is None:
        return servers.add(ServerKind.JELLYFIN, NAMELESS)
    with writing(Changed.SERVERS | Changed.HOUSEHOLD):
        server = _server(reached.info, None)
        if server.place is Place.UNKNOWN:
            place = likely_place(reached.url, reached.info.local_address, own)
            server = servers.change(server.id, place=place)
    return server


def _server(info: PublicInfo, server_id: int | None) -> Server:
    if server_id is not None:
        server = servers.get(server_id)
        if server.uuid not in (None, info.server_id):
            raise Conflict(ANOTHER.format(name=server.name))
        return server
    try:
        return servers.add(ServerKind.JELLYFIN, info.name or NAMELESS, info.server_id)
    except Conflict:
        return next(
            one
            for one in servers.all_servers()
            if one.kind is ServerKind.JELLYFIN and one.uuid == info.server_id
        )


def _replaced(before: int | None, now: int) -> Connection | None:
    if before is None or before == now or connections.servers_of(before):
        return None
    return connections.get(before)
