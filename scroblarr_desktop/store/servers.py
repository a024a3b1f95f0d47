"""Media servers: those the person connected, and those whose events came along."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import inbox, tokens
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AssignmentRow,
    AvatarRow,
    CatchUpRow,
    CatchUpSeenRow,
    InboxRow,
    PlayedItemRow,
    ServerRow,
    TimeField,
    ViewerMemberRow,
    ViewerRow,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared, by_id
from scroblarr_desktop.store.records import Place, Server
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.sealing import KeyTrouble
from scroblarr_desktop.watches import ServerKind, ServerRef

_BOTH = Changed.SERVERS | Changed.HOUSEHOLD


def add(kind: ServerKind, name: str, uuid: str | None = None) -> Server:
    """Return a connected server with a fresh webhook secret.

    One whose events came along before, or that was deleted, is adopted with its viewers and what
    was kept for them. Raises Conflict where the server is connected already.
    """
    uuid = uuid or None
    with writing(_BOTH):
        row = _by_uuid(kind, uuid)
        if row is not None and _is_connected(row):
            raise Conflict(f"This server is connected already, as {row.name}.")
        row = row or ServerRow(kind=kind, uuid=uuid)
        row.name, row.adopted, row.muted, row.deleted_at = name, True, False, None
        row.save()
        _read_again(row)
        put_secret(row.id, tokens.new_secret())
    return _record(row)


def _is_connected(row: Any) -> bool:
    # A foreign server may have become the household's own through a viewer, without an address.
    return row.adopted and row.deleted_at is None and secret(row.id) is not None


def get(server_id: int) -> Server:
    """Return the server. Raises Missing."""
    return _record(_row(server_id))


def all_servers() -> list[Server]:
    return [_record(row) for row in _IN_USE.rows()]


_IN_USE = Prepared(
    lambda: ServerRow.select().where(ServerRow.deleted_at.is_null()).order_by(ServerRow.id)
)


def change(
    server_id: int,
    *,
    name: str | None = None,
    muted: bool | None = None,
    place: Place | None = None,
) -> Server:
    with writing(_BOTH):
        row = _row(server_id)
        row.name = row.name if name is None else name
        row.muted = row.muted if muted is None else muted
        row.place = row.place if place is None else place
        row.save()
    return _record(row)


def adopt(server_id: int) -> None:
    """Count the server as the household's own, what was kept of it included. Raises Missing."""
    with writing(_BOTH):
        row = _row(server_id)
        if not row.adopted:
            _read_again(row)
        row.adopted, row.muted = True, False
        row.save()


def disown(server_id: int) -> None:
    """Count the server as a foreign one again, unless it is connected or has somebody's viewer."""
    with writing(_BOTH):
        row = ServerRow.get_or_none(ServerRow.id == server_id, ServerRow.deleted_at.is_null())
        if row is None or row.connection_id is not None or secret(row.id) is not None:
            return
        owned = ViewerMemberRow.select().join(ViewerRow).where(ViewerRow.server == row)
        if not owned.exists():
            row.adopted = False
            row.save()


def delete(server_id: int) -> None:
    """Forget the connection and its secret; what was watched there stays in the log."""
    with writing(_BOTH):
        row = _row(server_id)
        row.deleted_at = datetime.now(UTC)
        row.connection = row.url = row.certificate = row.secret_digest = None
        row.save()
        tokens.forget(_secret_name(server_id))
        tokens.forget(f"server:{server_id}:token")
        _forget_reading(server_id)


def _forget_reading(server_id: int) -> None:
    """Forget how far its history was read: connected again, it is read from then on."""
    for table in (CatchUpRow, CatchUpSeenRow, PlayedItemRow):
        table.delete().where(table.server == server_id).execute()


def renew_secret(server_id: int) -> str:
    """Return a new webhook secret; the old one stops working at once.

    Servers that share it, those of one Plex account, get the new one as well.
    """
    _row(server_id)
    old, new = secret(server_id), tokens.new_secret()
    with writing(Changed.SERVERS):
        put_secret(server_id, new)
        for other in all_servers():
            if old is not None and secret(other.id) == old:
                put_secret(other.id, new)
    return new


def share_secret(server_ids: Sequence[int]) -> None:
    """Give all of these the webhook secret of the first: one address brings the events of all."""
    if not server_ids:
        return
    shared = secret(server_ids[0]) or tokens.new_secret()
    with writing(Changed.SERVERS):
        for server_id in server_ids:
            put_secret(server_id, shared)


def put_secret(server_id: int, value: str) -> None:
    """Keep that webhook secret for the server. Raises KeyLost, KeyUnavailable, StoreTrouble.

    Beside it goes its digest, in the open: a secret of 192 random bits cannot be guessed from it,
    and events can come in while the key to the secret itself is away.
    """
    with writing(Changed.NOTHING):
        tokens.put(_secret_name(server_id), value)
        row = ServerRow.update(secret_digest=_digest(value.encode()))
        row.where(ServerRow.id == server_id).execute()


def _digest(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()


def secret(server_id: int) -> str | None:
    """Return the webhook secret; None for a server that was never connected.

    None as well while the key to it is away: nothing new can be kept in its place then.
    """
    try:
        return tokens.get(_secret_name(server_id))
    except KeyTrouble:
        return None


def admitted_by(kind: ServerKind, offered: str) -> int | None:
    """Return the id of the server whose secret this is, comparing in constant time."""
    # What comes out of a request may hold halves of characters.
    given = _digest(offered.encode("utf-8", "surrogatepass"))
    found = None
    for server_id, kept in _DIGESTS.run(kind):
        known = kept or _digest_from_before(server_id)
        if known is not None and hmac.compare_digest(bytes(known), given):
            found = server_id
    return found


_DIGESTS = Prepared(
    lambda kind: ServerRow.select(ServerRow.id, ServerRow.secret_digest).where(
        ServerRow.kind == kind, ServerRow.deleted_at.is_null()
    )
)


def digest_of(server_id: int) -> str | None:
    """Return the SHA-256 of the webhook secret in hex, None where the server has none."""
    row = ServerRow.get_or_none(ServerRow.id == server_id, ServerRow.deleted_at.is_null())
    return None if row is None or row.secret_digest is None else bytes(row.secret_digest).hex()


def _digest_from_before(server_id: int) -> bytes | None:
    """Return the digest of a secret that was kept before digests were. Raises KeyTrouble."""
    value = tokens.get(_secret_name(server_id))
    return None if value is None else _digest(value.encode())


def recognise(
    kind: ServerKind, ref: ServerRef, admitted_by: int | None, from_owner: bool | None
) -> Server:
    """Return the server that a body names.

    A connected server that has no id yet takes that of the first event let in by its secret
    (Plex: only an event of the owner's). Any other unknown server is noted as a foreign one.
    """
    row = _by_uuid(kind, ref.uuid)
    if row is not None and row.adopted and row.deleted_at is None:
        return _record(row)
    waiting = ServerRow.get_or_none(ServerRow.id == admitted_by)
    if waiting is not None and _takes(waiting, from_owner):
        return _record(_fill_in(waiting, ref.uuid, row))
    if row is None or row.deleted_at is not None:
        row = _note_foreign(kind, ref, row)
    return _record(row)


def note_event(server_id: int, at: datetime, what: str) -> None:
    """Note the server's latest event; one that is read again later stays behind newer ones."""
    came_at = TimeField().db_value(at)
    with writing(Changed.SERVERS):
        _NOTE_EVENT.run(came_at, what, server_id, came_at)


_NOTE_EVENT = Prepared(
    lambda at, what, server_id, or_later: ServerRow.update(last_event_at=at, last_event=what).where(
        ServerRow.id == server_id,
        ServerRow.last_event_at.is_null() | (ServerRow.last_event_at <= or_later),
    )
)


def count_muted(server_id: int) -> None:
    with writing(Changed.SERVERS):
        query = ServerRow.update(muted_count=ServerRow.muted_count + 1)
        query.where(ServerRow.id == server_id).execute()


def _takes(waiting: ServerRow, from_owner: bool | None) -> bool:
    connected = waiting.adopted and waiting.deleted_at is None and waiting.uuid is None
    return bool(connected and (waiting.kind == ServerKind.JELLYFIN or from_owner))


def _fill_in(waiting: ServerRow, uuid: str, known: ServerRow | None) -> ServerRow:
    with writing(_BOTH):
        if known is not None:
            _merge(known, waiting)
            _read_again(waiting)
        waiting.uuid = uuid
        waiting.save()
    return waiting


def _note_foreign(kind: ServerKind, ref: ServerRef, deleted: ServerRow | None) -> ServerRow:
    with writing(_BOTH):
        row = deleted or ServerRow(kind=kind, name=ref.name or "Unknown server", uuid=ref.uuid)
        row.adopted, row.deleted_at = False, None
        row.save()
    return row


def _read_again(server: ServerRow) -> None:
    """Look again at what was kept while the server was not the household's own."""
    inbox.release(inbox.unassigned_from(server.id))


def _merge(old: ServerRow, new: ServerRow) -> None:
    for viewer in ViewerRow.select().where(ViewerRow.server == old):
        same = ViewerRow.get_or_none(
            ViewerRow.server == new, ViewerRow.account_id == viewer.account_id
        )
        if same is None:
            ViewerRow.update(server=new).where(ViewerRow.id == viewer.id).execute()
        else:
            _merge_viewer(viewer, same)
    for table in (InboxRow, WatchRow):
        table.update(server=new).where(table.server == old).execute()
    InboxRow.update(admitted_by=new).where(InboxRow.admitted_by == old).execute()
    _forget_reading(old.id)
    tokens.forget(_secret_name(old.id))
    old.delete_instance()


def _merge_viewer(old: ViewerRow, new: ViewerRow) -> None:
    if new.relation is None:
        new.relation, new.managed = old.relation, old.managed
        new.save()
    if not AvatarRow.select().where(AvatarRow.viewer == new).exists():
        AvatarRow.update(viewer=new).where(AvatarRow.viewer == old).execute()
    AvatarRow.delete().where(AvatarRow.viewer == old).execute()
    for owner in ViewerMemberRow.select().where(ViewerMemberRow.viewer == old):
        ViewerMemberRow.insert(viewer=new, member=owner.member_id).on_conflict_ignore().execute()
    ViewerMemberRow.delete().where(ViewerMemberRow.viewer == old).execute()
    for table in (InboxRow, WatchRow, AssignmentRow):
        table.update(viewer=new).where(table.viewer == old).execute()
    old.delete_instance()


def _by_uuid(kind: ServerKind, uuid: str | None) -> Any:
    if uuid is None:
        return None
    return _BY_UUID.first(kind, uuid)


_BY_UUID = Prepared(
    lambda kind, uuid: ServerRow.select().where(ServerRow.kind == kind, ServerRow.uuid == uuid)
)


def _row(server_id: int) -> Any:
    row = by_id(ServerRow, server_id)
    if row is None or row.deleted_at is not None:
        raise Missing("server")
    return row


def _secret_name(server_id: int) -> str:
    return f"server:{server_id}:webhook_secret"


def _record(row: ServerRow) -> Server:
    return Server(
        id=row.id,
        kind=ServerKind(row.kind),
        name=row.name,
        uuid=row.uuid,
        adopted=row.adopted,
        muted=row.muted,
        muted_count=row.muted_count,
        last_event_at=row.last_event_at,
        last_event=row.last_event,
        connection_id=row.connection_id,
        url=row.url,
        certificate=row.certificate,
        place=Place(row.place),
    )
