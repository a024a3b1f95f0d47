"""Giving a viewer to members, with a look ahead, and taking that back within a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, deliveries, household, inbox, removals, servers
from scroblarr_desktop.store import kept as keeping
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AssignmentMemberRow,
    AssignmentRow,
    MemberRow,
    RepeatRow,
    ServerRow,
    ViewerMemberRow,
    ViewerRow,
    WatchRow,
)
from scroblarr_desktop.store.records import Account, Assignment, Kept, Member, Named
from scroblarr_desktop.store.refusals import Conflict, Missing

UNDO_FOR = timedelta(days=1)
SAMPLE = 5
"""So many titles give an idea of who somebody is."""

_CHANGED = Changed.HOUSEHOLD | Changed.INBOX | Changed.LOG | Changed.QUESTIONS


@dataclass(frozen=True)
class Preview:
    """What giving a viewer to a member would do."""

    count: int
    """Watches that are kept for the viewer. Some may turn out to be the same watch."""
    first_at: datetime | None
    last_at: datetime | None
    titles: tuple[str, ...]
    """The newest few, each once."""
    accounts: tuple[Account, ...]
    """Where they would go."""


@dataclass(frozen=True)
class Undone:
    watches: int
    """So many were taken out of the log."""
    removals: int
    """So many of their deliveries may have arrived and are taken back where that is possible."""


def preview(viewer_id: int, member_id: int | None) -> Preview:
    """Return what is kept for the viewer and where the member's watches go. Raises Missing.

    `member_id` is None for somebody who is yet to become a member.
    """
    both = household.with_twin(viewer_id)
    count, first_at, last_at = keeping.span(both)
    titles = [one.what for one in keeping.latest(both, limit=20 * SAMPLE) if one.what]
    there = [] if member_id is None else deliveries.accounts_of(household.member(member_id).id)
    return Preview(
        count,
        first_at,
        last_at,
        tuple(dict.fromkeys(titles))[:SAMPLE],
        tuple(accounts.get(account_id) for account_id in there),
    )


def kept(viewer_id: int, limit: int = 100) -> list[Kept]:
    """Return what is kept for the viewer, the newest first. Raises Missing."""
    return keeping.latest(household.with_twin(viewer_id), limit=limit)


def assign(
    viewer_id: int, member_ids: Iterable[int], *, send: bool = True, now: datetime | None = None
) -> Assignment:
    """Give the viewer to these members; all of them get what was kept for nobody until now.

    Without `send` that is kept in the log only; what the viewer finishes from now on is sent all
    the same. Its server counts as the household's own. Raises Missing, Conflict.
    """
    now = now or datetime.now(UTC)
    with writing(_CHANGED | Changed.SERVERS):
        one, both = household.viewer(viewer_id), household.with_twin(viewer_id)
        owners = household.members_of(viewer_id)
        members = _new_owners(one.name, member_ids, owners)
        server = servers.get(one.server_id)
        row = AssignmentRow.create(
            viewer=_row_with_owners(both),
            made_at=now,
            sends=send,
            after_watch=WatchRow.select(fn.MAX(WatchRow.id)).scalar() or 0,
            after_entry=keeping.last_read(),
            adopted=not server.adopted,
        )
        given = [{"assignment": row.id, "member": member.id} for member in members]
        AssignmentMemberRow.insert_many(given).execute()
        owned = [{"viewer": row.viewer_id, "member": member.id} for member in members]
        ViewerMemberRow.insert_many(owned).on_conflict_ignore().execute()
        servers.adopt(server.id)
        ViewerRow.update(ignored=False).where(ViewerRow.id.in_(both)).execute()
        inbox.release(both)
        if not owners:
            keeping.stamp(both, row.id)
    return _record(row)


def get(assignment_id: int) -> Assignment:
    """Return the assignment. Raises Missing."""
    return _record(_row(assignment_id))


def undoable(now: datetime) -> list[Assignment]:
    """Return what can still be undone, the latest first."""
    with_members = AssignmentMemberRow.select(AssignmentMemberRow.assignment)
    query = AssignmentRow.select().where(
        AssignmentRow.undone_at.is_null(),
        AssignmentRow.made_at > now - UNDO_FOR,
        AssignmentRow.id.in_(with_members),
    )
    return [_record(row) for row in query.order_by(AssignmentRow.id.desc())]


def brought_anything(assignment_id: int) -> bool:
    """Return whether something that was kept came to the members by it."""
    return bool(keeping.count_stamped(assignment_id))


def undo(assignment_id: int, *, now: datetime | None = None) -> Undone:
    """Take the viewer away again, with everything that came of it since.

    What was watched is kept for nobody again, or goes to whoever else has the viewer; what was
    sent is taken back. Raises Missing, or Conflict where it is too late.
    """
    now = now or datetime.now(UTC)
    with writing(_CHANGED | Changed.SERVERS):
        row = _row(assignment_id)
        _refuse_late(row, now)
        assignment, both = _record(row), household.with_twin(row.viewer_id)
        members = [member.id for member in assignment.members]
        ViewerMemberRow.delete().where(
            ViewerMemberRow.viewer == row.viewer_id, ViewerMemberRow.member.in_(members)
        ).execute()
        if row.adopted:
            servers.disown(assignment.server.id)
        reason = f"You undid giving {assignment.viewer.name} to {_listed(assignment.members)}."
        undone = _undo_watches(row, both, members, reason, now)
        row.undone_at = now
        row.save()
    return undone


def _undo_watches(
    row: Any, both: Sequence[int], members: Sequence[int], reason: str, now: datetime
) -> Undone:
    through_it = (
        WatchRow.viewer.in_(both) & WatchRow.member.in_(members) & (WatchRow.id > row.after_watch)
    )
    # Out of the way of a new watch of the same entry by the same member.
    freed = {"undone_at": now, "ordinal": WatchRow.id * -1}
    standing = WatchRow.undone_at.is_null()
    count = WatchRow.select().where(through_it, standing, WatchRow.deleted_at.is_null()).count()
    WatchRow.update(freed).where(through_it, standing).execute()
    undone = WatchRow.select(WatchRow.id).where(through_it, WatchRow.undone_at == now)
    removals.of_watches(undone, reason, now)
    removals.settle_undone(undone, now)
    _read_again(row, both, undone)
    RepeatRow.delete().where(RepeatRow.watch.in_(undone)).execute()
    return Undone(count, removals.count(undone))


def _read_again(row: Any, both: Sequence[int], undone: Any) -> None:
    keeping.read_again_for_others(both, row.id, row.after_entry, _other_of(row, both))
    repeated = RepeatRow.select(RepeatRow.entry).where(RepeatRow.watch.in_(undone))
    keeping.read_again(repeated)


def _other_of(row: Any, both: Sequence[int]) -> int | None:
    """Return the latest other assignment by which the viewer is somebody's."""
    query = AssignmentRow.select(AssignmentRow.id).where(
        AssignmentRow.viewer.in_(both),
        AssignmentRow.undone_at.is_null(),
        AssignmentRow.id != row.id,
    )
    latest = query.order_by(AssignmentRow.id.desc()).first()
    return None if latest is None or not household.members_of(row.viewer_id) else latest.id


def _new_owners(name: str, member_ids: Iterable[int], owners: Sequence[Member]) -> list[Member]:
    had = {owner.id for owner in owners}
    wanted = [household.member(member_id) for member_id in dict.fromkeys(member_ids)]
    if not wanted:
        raise Missing("member")
    members = [member for member in wanted if member.id not in had]
    if not members:
        listed = _listed([Named(one.id, one.name) for one in wanted])
        raise Conflict(f"{name or 'This viewer'} belongs to {listed} already.")
    return members


def _row_with_owners(both: Sequence[int]) -> int:
    """Of the two ids of a Plex owner, the one that has owners already speaks for both."""
    query = ViewerMemberRow.select(ViewerMemberRow.viewer).where(ViewerMemberRow.viewer.in_(both))
    owned = {viewer_id for (viewer_id,) in query.tuples()}
    return next((viewer_id for viewer_id in both if viewer_id in owned), both[0])


def _refuse_late(row: Any, now: datetime) -> None:
    if row.undone_at is not None:
        raise Conflict("This was undone already.")
    if now >= row.made_at + UNDO_FOR:
        raise Conflict("This was more than a day ago. Take the viewer away instead.")


def _row(assignment_id: int) -> Any:
    row = AssignmentRow.get_or_none(AssignmentRow.id == assignment_id)
    if row is None:
        raise Missing("assignment")
    return row


def _record(row: Any) -> Assignment:
    viewer = ViewerRow.get_by_id(row.viewer_id)
    server = ServerRow.get_by_id(viewer.server_id)
    members = (
        MemberRow.select()
        .join(AssignmentMemberRow)
        .where(AssignmentMemberRow.assignment == row.id)
        .order_by(MemberRow.id)
    )
    return Assignment(
        id=row.id,
        viewer=Named(viewer.id, viewer.name or viewer.account_id),
        server=Named(server.id, server.name),
        members=tuple(Named(member.id, member.name) for member in members),
        made_at=row.made_at,
        undo_until=row.made_at + UNDO_FOR,
        undone_at=row.undone_at,
        sends=row.sends,
    )


def _listed(members: Sequence[Named]) -> str:
    return " and ".join(member.name for member in members)
