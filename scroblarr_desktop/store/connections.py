"""Sign-ins at plex.tv and at Jellyfins: what lets the app itself talk to a media server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import ConnectionRow, ServerRow
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState, Place
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind


def keep(
    kind: ServerKind,
    account_id: str,
    account_name: str,
    token: str,
    account_uuid: str | None = None,
) -> Connection:
    """Return the connection of that account, made or signed in anew, its token kept sealed.

    `account_id` is plex.tv's id of the account; for a Jellyfin "ServerId/UserId" (or
    "ServerId/key" for an API key), since each Jellyfin has its own accounts.
    """
    with writing(Changed.SERVERS):
        row = ConnectionRow.get_or_none(
            ConnectionRow.kind == kind,
            ConnectionRow.account_id == account_id,
            ConnectionRow.deleted_at.is_null(),
        )
        row = row or ConnectionRow(kind=kind, account_id=account_id, hook_state=HookState.NONE)
        row.account_name, row.account_uuid = account_name, account_uuid
        row.state, row.message = ConnectionState.OK, ""
        row.save()
        tokens.put(_token_name(row.id), token)
    return _record(row)


def get(connection_id: int) -> Connection:
    """Return the connection. Raises Missing."""
    return _record(_row(connection_id))


def all_connections() -> list[Connection]:
    return [_record(row) for row in _IN_USE.rows()]


_IN_USE = Prepared(
    lambda: (
        ConnectionRow.select().where(ConnectionRow.deleted_at.is_null()).order_by(ConnectionRow.id)
    )
)


def change(connection_id: int, changes: dict[str, Any]) -> Connection:
    """Return the connection with these fields changed: a field's name is that in `Connection`."""
    with writing(Changed.SERVERS):
        row = _row(connection_id)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
    return _record(row)


def token(connection_id: int) -> str | None:
    """Return what proves the sign-in, None once it was forgotten."""
    return tokens.get(_token_name(connection_id))


def delete(connection_id: int) -> None:
    """Forget the sign-in and its token; servers stay, without it. Raises Missing."""
    with writing(Changed.SERVERS):
        row = _row(connection_id)
        row.deleted_at = datetime.now(UTC)
        row.save()
        tokens.forget(_token_name(connection_id))
        for (server_id,) in _servers(connection_id).tuples():
            tokens.forget(_server_token_name(server_id))
        query = ServerRow.update(connection=None).where(ServerRow.connection == connection_id)
        query.execute()


def servers_of(connection_id: int) -> list[int]:
    """Return the ids of the connected servers that this sign-in reaches."""
    return [server_id for (server_id,) in _servers(connection_id).tuples()]


def attach(
    server_id: int,
    connection_id: int,
    url: str,
    *,
    place: Place = Place.UNKNOWN,
    certificate: str | None = None,
    server_token: str | None = None,
) -> None:
    """Note how the app reaches this server. `server_token`: where it is another than the sign-in's.

    All servers of one Plex account share one webhook secret, because a Plex webhook hangs on the
    account: one address brings the events of all. Raises Missing.
    """
    with writing(Changed.SERVERS):
        _row(connection_id)
        values = {"connection": connection_id, "url": url, "certificate": certificate}
        changes = values | {"place": place}
        if not ServerRow.update(changes).where(ServerRow.id == server_id).execute():
            raise Missing("server")
        if server_token is not None:
            tokens.put(_server_token_name(server_id), server_token)


def server_token(server_id: int) -> str | None:
    """Return what the server itself wants to see: its own token, or else the sign-in's."""
    own = tokens.get(_server_token_name(server_id))
    if own is not None:
        return own
    row = ServerRow.get_or_none(ServerRow.id == server_id)
    return token(row.connection_id) if row is not None and row.connection_id else None


def _servers(connection_id: int) -> Any:
    return (
        ServerRow.select(ServerRow.id)
        .where(ServerRow.connection == connection_id, ServerRow.deleted_at.is_null())
        .order_by(ServerRow.id)
    )


def _row(connection_id: int) -> Any:
    row = ConnectionRow.get_or_none(
        ConnectionRow.id == connection_id, ConnectionRow.deleted_at.is_null()
    )
    if row is None:
        raise Missing("connection")
    return row


def _token_name(connection_id: int) -> str:
    return f"connection:{connection_id}:token"


def _server_token_name(server_id: int) -> str:
    return f"server:{server_id}:token"


def _record(row: ConnectionRow) -> Connection:
    return Connection(
        id=row.id,
        kind=ServerKind(row.kind),
        account_id=row.account_id,
        account_name=row.account_name,
        account_uuid=row.account_uuid,
        state=ConnectionState(row.state),
        message=row.message,
        webhooks_possible=row.webhooks_possible,
        hook_state=HookState(row.hook_state),
        hook_base=row.hook_base,
        hook_message=row.hook_message,
        checked_at=row.checked_at,
    )
