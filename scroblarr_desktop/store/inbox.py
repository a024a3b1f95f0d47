"""The inbox: every webhook body, stored before its sender is told that it arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import JOIN

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import InboxRow, ServerRow
from scroblarr_desktop.store.records import InboxEntry, InboxState, Named
from scroblarr_desktop.watches import ServerKind

VIEWER_IGNORED = "viewer_ignored"


def save(kind: ServerKind, admitted_by: int | None, body: bytes, received_at: datetime) -> int:
    """Return the new entry's id once it is safely on disk. Raises StoreTrouble."""
    return _insert(kind, admitted_by, body, received_at, InboxState.UNREAD, "", "")


def save_unreadable(
    kind: ServerKind, admitted_by: int | None, body: bytes, received_at: datetime, reason: str
) -> int:
    """Keep a body that cannot be a webhook, for whoever looks for it. Raises StoreTrouble."""
    state = InboxState.UNREADABLE
    return _insert(kind, admitted_by, body, received_at, state, "unreadable", reason)


def _insert(
    kind: ServerKind,
    admitted_by: int | None,
    body: bytes,
    received_at: datetime,
    state: InboxState,
    reason_code: str,
    reason: str,
) -> int:
    with writing(Changed.INBOX):
        row = InboxRow.create(
            kind=kind,
            admitted_by=admitted_by,
            body=body,
            received_at=received_at,
            state=state,
            reason_code=reason_code,
            reason=reason,
        )
        return int(row.id)


def unread(limit: int) -> list[InboxEntry]:
    """Return the oldest entries that were not looked at yet."""
    return _read(_with_server().where(InboxRow.state == InboxState.UNREAD), InboxRow.id, limit)


def note(
    entry_id: int, *, event: str, server_id: int | None = None, viewer_id: int | None = None
) -> None:
    """Keep what the body says of itself, whatever becomes of it."""
    with writing(Changed.INBOX):
        query = InboxRow.update(event=event, server=server_id, viewer=viewer_id)
        query.where(InboxRow.id == entry_id).execute()


def settle(entry_id: int, state: InboxState, code: str = "", reason: str = "") -> None:
    with writing(Changed.INBOX):
        query = InboxRow.update(state=state, reason_code=code, reason=reason)
        query.where(InboxRow.id == entry_id).execute()


def drop(entry_id: int) -> None:
    """Delete an entry of which only a count is to be kept."""
    with writing(Changed.INBOX):
        InboxRow.delete().where(InboxRow.id == entry_id).execute()


def release(viewer_ids: Sequence[int]) -> None:
    """Read again what was kept for viewers who were nobody's."""
    kept = (InboxRow.state == InboxState.UNASSIGNED) | (
        (InboxRow.state == InboxState.IGNORED) & (InboxRow.reason_code == VIEWER_IGNORED)
    )
    with writing(Changed.INBOX):
        query = InboxRow.update(state=InboxState.UNREAD, reason_code="", reason="")
        query.where(InboxRow.viewer.in_(list(viewer_ids)), kept).execute()


def set_aside(viewer_id: int) -> None:
    """Stop asking about what was kept for this viewer; giving them to a member brings it back."""
    with writing(Changed.INBOX):
        query = InboxRow.update(
            state=InboxState.IGNORED,
            reason_code=VIEWER_IGNORED,
            reason="You chose to ignore this viewer.",
        )
        query.where(InboxRow.viewer == viewer_id, InboxRow.state == InboxState.UNASSIGNED).execute()


def unassigned_from(server_id: int) -> list[int]:
    """Return the viewers of that server for whom something is kept."""
    query = InboxRow.select(InboxRow.viewer_id).where(
        InboxRow.server == server_id, InboxRow.state == InboxState.UNASSIGNED
    )
    return sorted({viewer_id for (viewer_id,) in query.tuples() if viewer_id is not None})


def counts() -> dict[InboxState, int]:
    return {state: InboxRow.select().where(InboxRow.state == state).count() for state in InboxState}


def entries(
    state: InboxState | None = None,
    *,
    limit: int,
    before: int | None = None,
) -> list[InboxEntry]:
    """Return the newest entries, or those that are older than that one."""
    query = _with_server()
    if state is not None:
        query = query.where(InboxRow.state == state)
    if before is not None:
        query = query.where(InboxRow.id < before)
    return _read(query, InboxRow.id.desc(), limit)


def get(entry_id: int) -> InboxEntry | None:
    row = InboxRow.get_or_none(InboxRow.id == entry_id)
    return None if row is None else _record(row)


def _with_server() -> Any:
    return InboxRow.select(InboxRow, ServerRow).join(
        ServerRow, JOIN.LEFT_OUTER, on=(InboxRow.server == ServerRow.id)
    )


def _read(query: Any, order: Any, limit: int) -> list[InboxEntry]:
    return [_record(row) for row in query.order_by(order).limit(limit)]


def _record(row: InboxRow) -> InboxEntry:
    return InboxEntry(
        id=row.id,
        received_at=row.received_at,
        kind=ServerKind(row.kind),
        admitted_by=row.admitted_by_id,
        server=Named(row.server_id, row.server.name) if row.server_id else None,
        event=row.event,
        state=InboxState(row.state),
        reason_code=row.reason_code,
        reason=row.reason,
        body=bytes(row.body),
    )
