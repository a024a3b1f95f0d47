"""Making one member of two: what they watched, their viewers and accounts become one person's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import household, joining, never, offers
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AccountRow,
    AssignmentMemberRow,
    AssignmentRow,
    DeliveryRow,
    HoldRow,
    MemberRow,
    ViewerMemberRow,
    ViewerRow,
    WatchKeyRow,
    WatchRow,
)
from scroblarr_desktop.store.records import (
    AccountState,
    DeliveryState,
    HoldKind,
    Member,
)
from scroblarr_desktop.store.refusals import Conflict

_CHANGED = Changed.HOUSEHOLD | Changed.LOG | Changed.QUESTIONS


def move(member_id: int, into_id: int, now: datetime) -> Member:
    """Return the member who now has everything of the other, who is no longer there.

    What both logs tell of one watch is one watch. The settings are those of `into_id`. The two
    may not have an account in use at the same destination. Raises Missing, Conflict.
    """
    with writing(_CHANGED):
        gone, kept = household.member(member_id), household.member(into_id)
        if gone.id == kept.id:
            raise Conflict("These are the same person already.")
        _write_out_declined(gone.id, kept.id, now)
        joining.join(gone.id, kept.id, now)
        _move_viewers(gone, kept)
        _move_pause(gone.id, kept.id)
        for table in (WatchRow, WatchKeyRow, AccountRow, HoldRow):
            table.update(member=kept.id).where(table.member == gone.id).execute()
        never.move(gone.id, kept.id)
        MemberRow.update(deleted_at=now).where(MemberRow.id == gone.id).execute()
        _offer_what_was_not_sent(kept.id)
    return household.member(kept.id)


# Viewers


def _move_viewers(gone: Member, kept: Member) -> None:
    theirs, own = _viewers_of(gone.id), _viewers_of(kept.id)
    _move_skipped_libraries(gone, kept, own)
    members = (gone.id, kept.id)
    # What one of the two had in any case is not to be taken away by undoing.
    shared = AssignmentRow.select(AssignmentRow.id).where(AssignmentRow.viewer.in_(theirs & own))
    AssignmentMemberRow.delete().where(
        AssignmentMemberRow.assignment.in_(shared), AssignmentMemberRow.member.in_(members)
    ).execute()
    both = AssignmentMemberRow.select(AssignmentMemberRow.assignment).where(
        AssignmentMemberRow.member == kept.id
    )
    moved = AssignmentMemberRow.member == gone.id
    AssignmentMemberRow.delete().where(moved, AssignmentMemberRow.assignment.in_(both)).execute()
    AssignmentMemberRow.update(member=kept.id).where(moved).execute()
    owned = [{"viewer": viewer_id, "member": kept.id} for viewer_id in theirs - own]
    if owned:
        ViewerMemberRow.insert_many(owned).execute()
    ViewerMemberRow.delete().where(ViewerMemberRow.member == gone.id).execute()


def _viewers_of(member_id: int) -> set[int]:
    query = ViewerMemberRow.select(ViewerMemberRow.viewer)
    owned = query.where(ViewerMemberRow.member == member_id)
    return {viewer_id for (viewer_id,) in owned.tuples()}


def _move_skipped_libraries(gone: Member, kept: Member, own_viewers: set[int]) -> None:
    """Keep what the other chose about servers on which this member had no viewer."""
    query = ViewerRow.select(ViewerRow.server).where(ViewerRow.id.in_(own_viewers))
    known = {server_id for (server_id,) in query.tuples()}
    skipped = [*kept.skipped_libraries]
    skipped += [one for one in gone.skipped_libraries if one[0] not in known]
    household.change_member(kept.id, {"skipped_libraries": [*map(list, dict.fromkeys(skipped))]})


def _move_pause(gone_id: int, kept_id: int) -> None:
    """Of two pauses one is enough, with all that waits for their ends."""
    running = {
        row.member_id: row
        for row in HoldRow.select().where(
            HoldRow.kind == HoldKind.PAUSE,
            HoldRow.ended_at.is_null(),
            HoldRow.member.in_((gone_id, kept_id)),
        )
    }
    if len(running) == 2:
        other = running[gone_id]
        DeliveryRow.update(hold=running[kept_id]).where(DeliveryRow.hold == other).execute()
        other.delete_instance()


# What was offered and what is to be offered


def _write_out_declined(gone_id: int, kept_id: int, now: datetime) -> None:
    """Say of each watch that it was to stay here: one number for a whole log no longer tells."""
    accounts = AccountRow.select().where(
        AccountRow.member.in_((gone_id, kept_id)), AccountRow.offer_from > 0
    )
    for account in accounts:
        declined = [
            {
                "watch": watch_id,
                "account": account.id,
                "state": DeliveryState.CANCELLED,
                "message": "You chose to keep it here only.",
                "rewatched": rewatched,
            }
            for watch_id, rewatched in _declined(account).tuples()
        ]
        for start in range(0, len(declined), 50):
            DeliveryRow.insert_many(declined[start : start + 50]).execute()
        AccountRow.update(offer_from=0).where(AccountRow.id == account.id).execute()


def _declined(account: Any) -> Any:
    same_user = AccountRow.select(AccountRow.id).where(
        AccountRow.destination == account.destination, AccountRow.user_id == account.user_id
    )
    there = DeliveryRow.select(DeliveryRow.watch).where(DeliveryRow.account.in_(same_user))
    return WatchRow.select(WatchRow.id, WatchRow.rewatched).where(
        WatchRow.member == account.member_id,
        WatchRow.deleted_at.is_null(),
        WatchRow.undone_at.is_null(),
        WatchRow.id <= account.offer_from,
        WatchRow.id.not_in(there),
    )


def _offer_what_was_not_sent(member_id: int) -> None:
    query = AccountRow.select(AccountRow.id).where(
        AccountRow.member == member_id,
        AccountRow.user_id.is_null(False),
        AccountRow.state != AccountState.UNLINKED,
    )
    for (account_id,) in list(query.tuples()):
        offers.open_for(account_id)
