"""What the inbox keeps for viewers who are nobody's, and reads again once they are somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.inbox import BY_MEMBER, KEPT
from scroblarr_desktop.store.models import InboxRow
from scroblarr_desktop.store.records import InboxState, Kept

_AS_NEW = {
    "state": InboxState.UNREAD,
    "reason_code": "",
    "reason": "",
    "next_read_at": None,
    "library_tries": 0,
}


def last_read() -> int:
    """Return the newest entry before which all have been read once; what comes is newer."""
    oldest_unread = InboxRow.select(fn.MIN(InboxRow.id)).where(InboxRow.state == InboxState.UNREAD)
    unread_id = oldest_unread.scalar()
    if unread_id is not None:
        return int(unread_id) - 1
    return InboxRow.select(fn.MAX(InboxRow.id)).scalar() or 0


def stamp(viewer_ids: Sequence[int], assignment_id: int | None) -> None:
    """Note by which assignment what is read again now came to its members."""
    with writing(Changed.NOTHING):
        query = InboxRow.update(assignment=assignment_id)
        unread_ones = InboxRow.state == InboxState.UNREAD
        query.where(InboxRow.viewer.in_(list(viewer_ids)), unread_ones).execute()


def count_stamped(assignment_id: int) -> int:
    """Return how many entries came to members by that assignment."""
    return int(InboxRow.select().where(InboxRow.assignment == assignment_id).count())


def read_again_for_others(
    viewer_ids: Sequence[int], assignment_id: int, after: int, other: int | None
) -> None:
    """Read again what came to members by an assignment; now it is another's, or nobody's."""
    by_member = (InboxRow.state == InboxState.PLANNED) | (
        (InboxRow.state == InboxState.IGNORED) & InboxRow.reason_code.in_(BY_MEMBER)
    )
    through_it = InboxRow.viewer.in_(list(viewer_ids)) & (
        (InboxRow.assignment == assignment_id) | (InboxRow.id > after)
    )
    with writing(Changed.INBOX):
        InboxRow.update({**_AS_NEW, "assignment": other}).where(
            through_it, by_member, InboxRow.body != b""
        ).execute()
        InboxRow.update(assignment=other).where(InboxRow.assignment == assignment_id).execute()


def read_again(entry_ids: Any) -> None:
    """Read these entries again, given by a query for their ids."""
    with writing(Changed.INBOX):
        whole = InboxRow.body != b""
        InboxRow.update(_AS_NEW).where(InboxRow.id.in_(entry_ids), whole).execute()


def latest(viewer_ids: Sequence[int], limit: int) -> list[Kept]:
    """Return what is kept for these viewers, the newest first."""
    query = InboxRow.select(InboxRow.id, InboxRow.what, InboxRow.received_at)
    found = query.where(_kept_for(viewer_ids)).order_by(InboxRow.received_at.desc())
    return [Kept(*row) for row in found.limit(limit).tuples()]


def span(viewer_ids: Sequence[int]) -> tuple[int, datetime | None, datetime | None]:
    """Return how much is kept for these viewers, and from when to when."""
    times = (fn.MIN(InboxRow.received_at), fn.MAX(InboxRow.received_at))
    query = InboxRow.select(fn.COUNT(InboxRow.id), *times).where(_kept_for(viewer_ids))
    count, first_at, last_at = query.tuples().get()
    return count, first_at, last_at


def _kept_for(viewer_ids: Sequence[int]) -> Any:
    # What was taken back from somebody is on its way to be kept again.
    read_again = (InboxRow.state == InboxState.UNREAD) & (InboxRow.what != "")
    return InboxRow.viewer.in_(list(viewer_ids)) & (KEPT | read_again)
