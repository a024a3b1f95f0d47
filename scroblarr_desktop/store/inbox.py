"""The inbox: every webhook body, stored before its sender is told that it arrived."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import JOIN, fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import packing
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AssignmentRow,
    InboxRow,
    RepeatRow,
    ServerRow,
    TimeField,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import EntrySource, InboxEntry, InboxState, Named
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

VIEWER_IGNORED = "viewer_ignored"
SAME_WATCH = "same_watch"
HAND_MARKS_OFF = "hand_marks_off"
LIBRARY_SKIPPED = "library_skipped"
BY_MEMBER = (SAME_WATCH, HAND_MARKS_OFF, LIBRARY_SKIPPED)
"""Reasons why an entry counts as nothing that may not hold for another member."""
IGNORED_BY_CHOICE = "You chose to ignore this viewer."

RECENT = 1000
KEPT_NEAR = 200
LONGEST_PUT_OFF = timedelta(hours=1)


def save(
    kind: ServerKind,
    admitted_by: int | None,
    body: bytes,
    received_at: datetime,
    source: EntrySource = EntrySource.WEBHOOK,
) -> int:
    """Return the new entry's id once it is safely on disk. Raises StoreTrouble."""
    state = InboxState.UNREAD
    return _insert(kind, admitted_by, body, received_at, state, "", "", source)


@dataclass(frozen=True)
class Arrival:
    """A webhook as it came, let in by the secret of a server."""

    kind: ServerKind
    admitted_by: int
    body: bytes
    received_at: datetime


def save_all(arrivals: Iterable[Arrival]) -> None:
    """Keep them; once it returns they are safely on disk, all or none. Raises StoreTrouble.

    They wait for the disk only once. Nobody is told: the caller does it, when it has time.
    """
    with writing(Changed.NOTHING):
        for one in arrivals:
            came_at, kept = TimeField().db_value(one.received_at), packing.keep(one.body)
            given = (one.kind, one.admitted_by, kept, came_at, InboxState.UNREAD)
            _ADD.run(*given, "", "", EntrySource.WEBHOOK)


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
    source: EntrySource = EntrySource.WEBHOOK,
) -> int:
    came_at = TimeField().db_value(received_at)
    kept = packing.keep(body)
    with writing(Changed.INBOX):
        given = (kind, admitted_by, kept, came_at, state, reason_code, reason, source)
        return int(_ADD.run(*given).lastrowid)


_ADD = Prepared(
    lambda kind, admitted_by, body, received_at, state, reason_code, reason, source: (
        InboxRow.insert(
            kind=kind,
            admitted_by=admitted_by,
            body=body,
            received_at=received_at,
            state=state,
            reason_code=reason_code,
            reason=reason,
            source=source,
        )
    )
)


def unread(limit: int, now: datetime | None = None, but: Collection[int] = ()) -> list[InboxEntry]:
    """Return the oldest entries that were not looked at yet, without those and what is put off."""
    if _ANY_UNREAD.run().fetchone() is None:
        return []
    if but or now is None:
        query = InboxRow.select().where(InboxRow.state == InboxState.UNREAD)
        if now is not None:
            query = query.where(InboxRow.next_read_at.is_null() | _is_over(now))
        return _read(query.where(InboxRow.id.not_in(list(but))), InboxRow.id, limit)
    moments = (TimeField().db_value(one) for one in (now, now + LONGEST_PUT_OFF))
    return [_record(row) for row in _UNREAD.rows(*moments, limit)]


_ANY_UNREAD = Prepared(
    lambda: InboxRow.select(InboxRow.id).where(InboxRow.state == InboxState.UNREAD).limit(1)
)


_UNREAD = Prepared(
    lambda now, at_most, limit: (
        InboxRow.select()
        .where(
            InboxRow.state == InboxState.UNREAD,
            InboxRow.next_read_at.is_null()
            | (InboxRow.next_read_at <= now)
            | (InboxRow.next_read_at > at_most),
        )
        .order_by(InboxRow.id)
        .limit(limit)
    )
)


def is_due(now: datetime) -> bool:
    """Return whether an entry that was put off is to be read again by now."""
    query = InboxRow.select().where(InboxRow.state == InboxState.UNREAD, _is_over(now))
    return bool(query.exists())


def put_off(entry_id: int, until: datetime) -> None:
    """Read the entry again then: its media server could not be asked about it."""
    with writing(Changed.NOTHING):
        query = InboxRow.update(next_read_at=until, library_tries=InboxRow.library_tries + 1)
        query.where(InboxRow.id == entry_id).execute()


def note(
    entry_id: int,
    *,
    event: str,
    server_id: int | None = None,
    viewer_id: int | None = None,
    what: str = "",
    watched_at: datetime | None = None,
) -> None:
    """Keep what the body says of itself, whatever becomes of it. `what`: what was finished."""
    finished_at = TimeField().db_value(watched_at)
    with writing(Changed.INBOX):
        _NOTE.run(event, server_id, viewer_id, what, finished_at, entry_id)


_NOTE = Prepared(
    lambda event, server_id, viewer_id, what, watched_at, entry_id: InboxRow.update(
        event=event, server=server_id, viewer=viewer_id, what=what, watched_at=watched_at
    ).where(InboxRow.id == entry_id)
)


def settle(entry_id: int, state: InboxState, code: str = "", reason: str = "") -> None:
    with writing(Changed.INBOX):
        _SETTLE.run(state, code, reason, entry_id)
    log.debug("inbox entry %d is %s %s", entry_id, state, code)


_SETTLE = Prepared(
    lambda state, code, reason, entry_id: InboxRow.update(
        state=state, reason_code=code, reason=reason
    ).where(InboxRow.id == entry_id)
)


def drop(entry_id: int) -> None:
    """Delete an entry of which only a count is to be kept.

    One that was a watch before it was taken back from somebody is set aside instead.
    """
    with writing(Changed.INBOX):
        if WatchRow.select().where(WatchRow.entry == entry_id).exists():
            settle(entry_id, InboxState.IGNORED, VIEWER_IGNORED, IGNORED_BY_CHOICE)
            return
        RepeatRow.delete().where(RepeatRow.entry == entry_id).execute()
        InboxRow.delete().where(InboxRow.id == entry_id).execute()


def release(viewer_ids: Sequence[int]) -> None:
    """Read again what was kept for viewers who were nobody's."""
    with writing(Changed.INBOX):
        query = InboxRow.update(state=InboxState.UNREAD, reason_code="", reason="")
        query.where(InboxRow.viewer.in_(list(viewer_ids)), KEPT).execute()


def set_aside(viewer_id: int) -> None:
    """Stop asking about what was kept for this viewer; giving them to a member brings it back."""
    kept_or_read_again = InboxRow.state.in_((InboxState.UNASSIGNED, InboxState.UNREAD))
    with writing(Changed.INBOX):
        query = InboxRow.update(
            state=InboxState.IGNORED, reason_code=VIEWER_IGNORED, reason=IGNORED_BY_CHOICE
        )
        query.where(InboxRow.viewer == viewer_id, kept_or_read_again).execute()


def bring_back(viewer_ids: Sequence[int]) -> None:
    """Ask again about what was set aside for these viewers."""
    set_aside_ones = InboxRow.reason_code == VIEWER_IGNORED
    with writing(Changed.INBOX):
        query = InboxRow.update(state=InboxState.UNREAD, reason_code="", reason="")
        query.where(InboxRow.viewer.in_(list(viewer_ids)), set_aside_ones).execute()


def unassigned_from(server_id: int) -> list[int]:
    """Return the viewers of that server for whom something is kept."""
    query = InboxRow.select(InboxRow.viewer_id).where(
        InboxRow.server == server_id, InboxRow.state == InboxState.UNASSIGNED
    )
    return sorted({viewer_id for (viewer_id,) in query.tuples() if viewer_id is not None})


def kept_near(
    viewer_ids: Sequence[int], at: datetime, within: timedelta, source: EntrySource
) -> list[InboxEntry]:
    """Return what is kept for these viewers that was finished around then and came in that way."""
    finished_at = fn.COALESCE(InboxRow.watched_at, InboxRow.received_at)
    earliest, latest = (TimeField().db_value(one) for one in (at - within, at + within))
    of_them = InboxRow.viewer.in_(list(viewer_ids)) & (InboxRow.source == source)
    query = _with_server().where(of_them, KEPT, finished_at.between(earliest, latest))
    return _read(query, InboxRow.id, KEPT_NEAR)


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


def latest_admitted(server_id: int, but: str) -> InboxEntry | None:
    """Return the newest webhook that came in by this server's secret, those of one reason aside.

    Looks among the newest thousand entries only.
    """
    newest = InboxRow.select(fn.MAX(InboxRow.id)).scalar() or 0
    let_in = (InboxRow.admitted_by == server_id) & (InboxRow.reason_code != but)
    came = InboxRow.source == EntrySource.WEBHOOK
    recent = let_in & came & (InboxRow.id > newest - RECENT)
    found = _read(_with_server().where(recent), InboxRow.id.desc(), 1)
    return found[0] if found else None


def _with_server() -> Any:
    return (
        InboxRow.select(InboxRow, ServerRow, AssignmentRow)
        .join(ServerRow, JOIN.LEFT_OUTER, on=(InboxRow.server == ServerRow.id))
        .switch(InboxRow)
        .join(AssignmentRow, JOIN.LEFT_OUTER, on=(InboxRow.assignment == AssignmentRow.id))
    )


def _is_over(now: datetime) -> Any:
    # A time farther off than anything waits comes from a clock that was set back since.
    put_off_till = InboxRow.next_read_at
    return (put_off_till <= now) | (put_off_till > now + LONGEST_PUT_OFF)


KEPT = (InboxRow.state == InboxState.UNASSIGNED) | (
    (InboxRow.state == InboxState.IGNORED) & (InboxRow.reason_code == VIEWER_IGNORED)
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
        sends=row.assignment_id is None or row.assignment.sends,
        library_tries=row.library_tries,
        source=EntrySource(row.source),
    )
