"""Giving a viewer to members, as the store keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    assignments,
    household,
    housekeeping,
    inbox,
    log,
    people,
    servers,
)
from scroblarr_desktop.store.models import AssignmentRow, InboxRow, WatchRow
from scroblarr_desktop.store.records import Assignment, InboxState, Relation, Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind, ServerRef
from tests.store.filling import DAY, HOUR, NOON, Person, an_entry, kept_for, planned, seen, states
from tests.store.filling import link as linked


def give(viewer_id: int, *members: Person, send: bool = True) -> Assignment:
    return assignments.assign(viewer_id, [one.id for one in members], send=send, now=NOON)


def entry_state(entry_id: int) -> InboxState:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state


def test_what_was_kept_is_read_again_for_its_members(attic: Server, anna: Person) -> None:
    viewer = seen(attic, "7", name="Kids TV")
    kept = kept_for(viewer, attic)
    give(viewer.id, anna)
    [entry] = inbox.unread(9)
    assert (entry.id, entry.sends) == (kept, True)
    assert household.members_of(viewer.id) == [anna.member]


def test_kept_here_only_it_says_so_to_whoever_reads_it(attic: Server, anna: Person) -> None:
    viewer = seen(attic, "7")
    kept_for(viewer, attic)
    give(viewer.id, anna, send=False)
    new = an_entry()
    assert [entry.sends for entry in inbox.unread(9)] == [False, True]
    assert inbox.unread(9)[1].id == new.id


def test_a_viewer_given_past_it_sends_again(attic: Server, anna: Person, ben: Person) -> None:
    viewer = seen(attic, "7")
    kept_for(viewer, attic)
    assignment = give(viewer.id, anna, send=False)
    assignments.undo(assignment.id, now=NOON + HOUR)
    household.give_viewer(ben.id, attic.id, "7", None)
    assert [entry.sends for entry in inbox.unread(9)] == [True]


def test_what_others_do_not_have_is_read_again_when_undone(attic: Server, anna: Person) -> None:
    viewer = seen(attic, "7")
    assignment = give(viewer.id, anna)
    before = an_entry()
    codes = ("same_watch", "hand_marks_off", "library_skipped", "progress", "live")
    entries = []
    for code in codes:
        entry = an_entry()
        inbox.note(entry.id, event="e", server_id=attic.id, viewer_id=viewer.id)
        inbox.settle(entry.id, InboxState.IGNORED, code, "Some reason.")
        entries.append(entry.id)
    inbox.note(before.id, event="e", server_id=attic.id, viewer_id=anna.viewer.id)
    inbox.settle(before.id, InboxState.IGNORED, "same_watch", "Same watch.")
    assignments.undo(assignment.id, now=NOON)
    again = dict(zip(codes, [entry_state(one) for one in entries], strict=True))
    assert again == {
        "same_watch": InboxState.UNREAD,
        "hand_marks_off": InboxState.UNREAD,
        "library_skipped": InboxState.UNREAD,
        "progress": InboxState.IGNORED,
        "live": InboxState.IGNORED,
    }
    assert entry_state(before.id) is InboxState.IGNORED


def test_undoing_is_told_to_everybody_who_shows_it(
    attic: Server, anna: Person, heard: list[Changed]
) -> None:
    viewer = seen(attic, "7")
    assignment = give(viewer.id, anna)
    heard.clear()
    assignments.undo(assignment.id, now=NOON)
    [told] = heard
    for part in (Changed.HOUSEHOLD, Changed.LOG, Changed.INBOX, Changed.QUESTIONS):
        assert part & told


def test_an_older_watch_of_the_same_viewer_stays(attic: Server, anna: Person) -> None:
    old = planned(anna)
    household.take_viewer(anna.id, anna.viewer.id)
    assignment = give(anna.viewer.id, anna)
    new = planned(anna, watched_at=NOON + 9 * HOUR)
    undone = assignments.undo(assignment.id, now=NOON)
    assert undone.watches == 1
    assert WatchRow.get_by_id(old).undone_at is None
    assert WatchRow.get_by_id(new).undone_at == NOON


def test_a_preview_of_somebody_unknown_is_missing(anna: Person) -> None:
    for viewer_id, member_id in ((4711, anna.id), (anna.viewer.id, 4711)):
        with pytest.raises(Missing):
            assignments.preview(viewer_id, member_id)
    assert assignments.preview(anna.viewer.id, anna.id).count == 0


def test_bodies_that_may_be_needed_again_outlast_the_housekeeping(
    folder: DataDir, attic: Server, anna: Person
) -> None:
    viewer = seen(attic, "7")
    kept = kept_for(viewer, attic, NOON - 90 * DAY)
    assignment = give(viewer.id, anna)
    inbox.settle(kept, InboxState.PLANNED)
    limit = timedelta(days=30)
    assert housekeeping.find(folder, NOON + 23 * HOUR, limit).to_drop == []
    assert housekeeping.find(folder, NOON + 25 * HOUR, limit).to_drop == [kept]
    assignments.undo(assignment.id, now=NOON + HOUR)
    assert bytes(InboxRow.get_by_id(kept).body) != b""
    assert entry_state(kept) is InboxState.UNREAD


def test_a_members_own_deliveries_are_not_touched(attic: Server, anna: Person) -> None:
    linked(anna)
    own = planned(anna)
    viewer = seen(attic, "7")
    assignment = give(viewer.id, anna)
    assignments.undo(assignment.id, now=NOON)
    assert states(log.watch(own)) == ["waiting"]


def test_a_server_that_fills_in_its_id_takes_assignments_and_pictures_along(anna: Person) -> None:
    """A viewer who was known on both rows becomes one, with all that hangs on them."""
    foreign = servers.recognise(ServerKind.PLEX, ServerRef("late-uuid", "Late"), None, None)
    old = seen(foreign, "7", name="Kids TV")
    people.put_picture(old.id, b"picture")
    people.note(foreign.id, "7", "Kids TV", Relation.HOME)
    assignment = give(old.id, anna)
    AssignmentRow.update(adopted=False).execute()
    servers.disown(foreign.id)
    household.take_viewer(anna.id, old.id)
    servers.disown(foreign.id)
    connected = servers.add(ServerKind.PLEX, "Late")
    new = seen(connected, "7")
    servers.recognise(ServerKind.PLEX, ServerRef("late-uuid", "Late"), connected.id, True)
    assert people.picture(new.id) == b"picture"
    assert assignments.get(assignment.id).viewer.id == new.id
    assert household.viewer(new.id).relation is Relation.HOME
