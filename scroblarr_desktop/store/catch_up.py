"""Catching up with media servers: how far each was read, and which rows came in already."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import connections, inbox, servers
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    CatchUpRow,
    CatchUpSeenRow,
    ServerRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    CatchUp,
    CatchUpMode,
    EntrySource,
    HistoryPage,
    HookState,
    Server,
)
from scroblarr_desktop.watches import ServerKind

OVERLAP = timedelta(days=1)
"""Each reading goes back this far behind the latest: what a server notes late is found so."""

KNOWN_FOR = 3 * OVERLAP
"""So far back the rows that came in are remembered; none that is older is read again."""

_REPORTS = (HookState.SET, HookState.MANUAL)


def of(server_id: int) -> CatchUp:
    """Return what is kept of that server. Raises Missing."""
    return _record(servers.get(server_id), _row(server_id))


def choose(server_id: int, mode: CatchUpMode | None) -> None:
    """Learn of watches in that way; None: as the server allows. Raises Missing."""
    servers.get(server_id)
    _change(server_id, {"mode": mode})


def keep(server_id: int, page: HistoryPage, received_at: datetime) -> int:
    """Return how many of these rows were new. Each becomes an inbox entry, once for ever.

    The cursor never goes back. Raises StoreTrouble, Missing.
    """
    with writing(Changed.SERVERS):
        kind = servers.get(server_id).kind
        row = _row(server_id) or CatchUpRow(server=server_id)
        new = 0
        for one in page.rows:
            seen = {"server": server_id, "key": one.key, "at": one.at}
            # SQLite answers how many rows it took, which is none for a key that is there.
            if not _insert_once(seen):
                continue
            if one.body is not None:
                inbox.save(kind, server_id, one.body, received_at, EntrySource.CATCH_UP)
                new += 1
        if page.read_to is not None:
            _go_on(row, page.read_to)
    return new


def _insert_once(seen: dict[str, Any]) -> bool:
    same = (CatchUpSeenRow.server == seen["server"]) & (CatchUpSeenRow.key == seen["key"])
    if CatchUpSeenRow.select().where(same).exists():
        return False
    CatchUpSeenRow.insert(seen).execute()
    return True


def _go_on(row: Any, read_to: datetime) -> None:
    cursor = max(read_to, row.cursor or read_to)
    _change(row.server_id, {"cursor": cursor})
    old = (CatchUpSeenRow.server == row.server_id) & (CatchUpSeenRow.at < cursor - KNOWN_FOR)
    CatchUpSeenRow.delete().where(old).execute()


def knows(server_id: int, key: str) -> bool:
    """Return whether that row came in already."""
    same = (CatchUpSeenRow.server == server_id) & (CatchUpSeenRow.key == key)
    return bool(CatchUpSeenRow.select().where(same).exists())


def note_read(server_id: int, now: datetime) -> None:
    """Note that the server was read to the end."""
    _change(server_id, {"read_at": now, "message": ""})


def note_trouble(server_id: int, message: str) -> None:
    """Note why the latest reading did not work, in words for people."""
    row = _row(server_id)
    if row is None or row.message != message:
        _change(server_id, {"message": message})


def note_missed(server_id: int, watched_at: datetime) -> None:
    """Note a watch of which the server should have told and did not; the first one stays."""
    row = _row(server_id)
    if row is None or row.webhooks_missed_at is None:
        _change(server_id, {"webhooks_missed_at": watched_at})


def note_heard(server_id: int, received_at: datetime) -> None:
    """Note that a webhook of the server came: whatever was missed before, it reports again."""
    row = _MISSED.first(server_id)
    if row is not None and received_at > row.webhooks_missed_at:
        forget_missed(server_id)


# Every webhook asks.
_MISSED = Prepared(
    lambda server_id: CatchUpRow.select().where(
        CatchUpRow.server == server_id, CatchUpRow.webhooks_missed_at.is_null(False)
    )
)


def forget_missed(server_id: int) -> None:
    """Wait and see anew whether the server reports, as after a repair."""
    if _row(server_id) is not None:
        _change(server_id, {"webhooks_missed_at": None})


def missed() -> list[tuple[Server, datetime]]:
    """Return the own servers that should report and do not, with the time since when."""
    query = CatchUpRow.select().where(CatchUpRow.webhooks_missed_at.is_null(False))
    rows = {row.server_id: row for row in query}
    own = [one for one in servers.all_servers() if one.id in rows and one.adopted]
    return [
        (one, rows[one.id].webhooks_missed_at)
        for one in own
        if not one.muted and _record(one, rows[one.id]).mode is CatchUpMode.WEBHOOKS
    ]


def _row(server_id: int) -> Any:
    return CatchUpRow.get_or_none(CatchUpRow.server == server_id)


def _change(server_id: int, changes: dict[str, Any]) -> None:
    with writing(Changed.SERVERS):
        CatchUpRow.insert(server=server_id).on_conflict_ignore().execute()
        CatchUpRow.update(changes).where(CatchUpRow.server == server_id).execute()


def _record(server: Server, row: Any) -> CatchUp:
    row = row or CatchUpRow(server=server.id)
    return CatchUp(
        server_id=server.id,
        mode=CatchUpMode(row.mode) if row.mode else _usual_mode(server),
        chosen=row.mode is not None,
        cursor=row.cursor,
        read_at=row.read_at,
        message=row.message,
        webhooks_missed_at=row.webhooks_missed_at,
    )


def _usual_mode(server: Server) -> CatchUpMode:
    if server.connection_id is None:
        return CatchUpMode.WEBHOOKS
    connection = connections.get(server.connection_id)
    # A message tells what keeps a hand-pasted address from working.
    silent = connection.hook_state is HookState.MANUAL and bool(connection.hook_message)
    reports = connection.hook_state in _REPORTS and not silent
    return CatchUpMode.WEBHOOKS if reports else CatchUpMode.READING


def readable() -> list[tuple[int, ServerKind]]:
    """Return the servers that can be asked: signed in to, the household's own, not muted."""
    return [(server_id, ServerKind(kind)) for server_id, kind in _READABLE.run()]


_READABLE = Prepared(
    lambda: ServerRow.select(ServerRow.id, ServerRow.kind).where(
        ServerRow.connection.is_null(False),
        ServerRow.deleted_at.is_null(),
        ServerRow.adopted,
        ~ServerRow.muted,
    )
)
