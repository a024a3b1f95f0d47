"""Keeping what a sign-in at Plex brought: the account and the servers chosen on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking.plex import hooks as plex_hooks
from scroblarr_desktop.linking.plex.servers import FoundServer, Way
from scroblarr_desktop.linking.plex.sign_in import SignedIn
from scroblarr_desktop.store import connections, servers, writing
from scroblarr_desktop.store.records import Connection, HookState, Place, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import ServerKind

NOT_YET = "Plex was not told this computer's address yet."

OTHER_ACCOUNT = (
    "These servers belong to the Plex account {account}, but {other} signed in. Sign in as "
    "{account}, or connect the other account's servers by themselves."
)


@dataclass(frozen=True)
class Chosen:
    """A server to connect. Without `way` or `place`, what was found for it counts."""

    server: FoundServer
    way: Way | None = None
    place: Place | None = None


def keep(signed_in: SignedIn, chosen: Sequence[Chosen]) -> tuple[Connection, list[int]]:
    """Return the kept connection and our ids of the servers chosen on it.

    One that is connected already, by hand perhaps, stays the same server. All share one webhook
    secret, since a Plex webhook hangs on the account.
    """
    with writing(Changed.SERVERS | Changed.HOUSEHOLD):
        connection = _keep_account(signed_in)
        before = connections.servers_of(connection.id)
        found = [_attach(connection.id, one) for one in chosen]
        servers.share_secret([*before, *(one for one in found if one not in before)])
        return connections.get(connection.id), found


def _keep_account(signed_in: SignedIn) -> Connection:
    user = signed_in.user
    connection = connections.keep(ServerKind.PLEX, user.id, user.name, signed_in.token, user.uuid)
    changes = {"account_name": user.name, "webhooks_possible": user.may_have_webhooks}
    if connection.hook_state is HookState.NONE:
        # Were the program to end right now, the next look would still register it.
        changes |= {"hook_state": HookState.FAILED, "hook_message": NOT_YET}
    return connections.change(connection.id, changes)


def _attach(connection_id: int, chosen: Chosen) -> int:
    found = chosen.server
    server = _connected(found.uuid) or servers.add(ServerKind.PLEX, found.name, found.uuid)
    way = chosen.way or found.way
    known = server.place if server.place is not Place.UNKNOWN else found.place
    connections.attach(
        server.id,
        connection_id,
        way.url if way else "",
        place=chosen.place or known,
        server_token=found.token,
    )
    return server.id


def connected_id(uuid: str) -> int | None:
    """Return our id of that server where it is connected."""
    server = _connected(uuid)
    return server.id if server else None


def _connected(uuid: str) -> Server | None:
    for one in servers.all_servers():
        if (one.kind, one.uuid, one.adopted) == (ServerKind.PLEX, uuid, True):
            return one if servers.secret(one.id) is not None else None
    return None


def keep_again(connection_id: int, signed_in: SignedIn) -> Connection:
    """Return the connection, signed in anew. Raises Conflict for another account, Missing."""
    before = connections.get(connection_id)
    if signed_in.user.id != before.account_id:
        names = {"account": before.account_name, "other": signed_in.user.name}
        raise Conflict(OTHER_ACCOUNT.format(**names))
    user = signed_in.user
    return connections.keep(ServerKind.PLEX, user.id, user.name, signed_in.token, user.uuid)


def is_kept(account_id: str) -> bool:
    return any(
        (one.kind, one.account_id) == (ServerKind.PLEX, account_id)
        for one in connections.all_connections()
    )


def delete(server_id: int) -> None:
    """Forget the server, and the account with it where this was its last one."""
    with writing(Changed.SERVERS | Changed.HOUSEHOLD):
        connection_id = servers.get(server_id).connection_id
        if connection_id is not None and connections.servers_of(connection_id) == [server_id]:
            plex_hooks.forget(connection_id)
            connections.delete(connection_id)
        servers.delete(server_id)
