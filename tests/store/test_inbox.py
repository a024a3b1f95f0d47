from __future__ import annotations

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store, close_store, household, inbox, open_store
from scroblarr_desktop.store.records import InboxEntry, InboxState, Named, Server
from scroblarr_desktop.watches import ServerKind
from tests.store.filling import DAY, HOUR, MINUTE, NOON, Person, an_entry, kept_for, seen, watch

PLEX = ServerKind.PLEX


def fetch(entry_id: int) -> InboxEntry:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry


def ids(entries: list[InboxEntry]) -> list[int]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize("body", [b"", b"\x00\xff not text", b'{"event": "media.scrobble"}'])
def test_a_body_is_kept_byte_for_byte(folder: DataDir, attic: Server, body: bytes) -> None:
    entry_id = inbox.save(PLEX, attic.id, body, NOON)
    close_store()
    open_store(folder, Changes())
    entry = fetch(entry_id)
    assert entry.body == body
    assert (entry.received_at, entry.kind, entry.admitted_by) == (NOON, PLEX, attic.id)
    assert (entry.state, entry.event, entry.server) == (InboxState.UNREAD, "", None)


def test_a_body_is_not_shown_by_accident(store: Store) -> None:
    assert "made up" not in repr(an_entry())


def test_what_cannot_be_a_webhook_is_kept_with_the_reason(store: Store) -> None:
    entry = fetch(inbox.save_unreadable(PLEX, None, b"", NOON, "It is empty."))
    assert (entry.state, entry.reason_code, entry.reason) == (
        InboxState.UNREADABLE,
        "unreadable",
        "It is empty.",
    )
    assert inbox.unread(10) == []


def test_each_arrival_is_told_once(store: Store, heard: list[Changed]) -> None:
    inbox.save(PLEX, None, b"1", NOON)
    inbox.save_unreadable(PLEX, None, b"2", NOON, "No.")
    assert heard == [Changed.INBOX, Changed.INBOX]


def test_the_oldest_unread_comes_first(store: Store) -> None:
    saved = [inbox.save(PLEX, None, b"x", NOON - n * HOUR) for n in range(4)]
    inbox.settle(saved[1], InboxState.PLANNED)
    assert ids(inbox.unread(2)) == [saved[0], saved[2]]
    assert ids(inbox.unread(9)) == [saved[0], saved[2], saved[3]]


def test_entries_are_browsed_newest_first_page_by_page(store: Store) -> None:
    saved = [inbox.save(PLEX, None, b"x", NOON) for _ in range(5)]
    inbox.settle(saved[2], InboxState.IGNORED, "progress", "Not finished.")
    for state, expected in (
        (None, saved[::-1]),
        (InboxState.UNREAD, [saved[4], saved[3], saved[1], saved[0]]),
        (InboxState.IGNORED, [saved[2]]),
        (InboxState.PLANNED, []),
    ):
        found: list[int] = []
        while page := inbox.entries(state, limit=2, before=found[-1] if found else None):
            found += ids(page)
        assert found == expected


def test_what_a_body_says_of_itself_is_noted(attic: Server) -> None:
    viewer, entry_id = seen(attic, "7"), an_entry().id
    inbox.note(entry_id, event="media.scrobble", server_id=attic.id, viewer_id=viewer.id)
    noted = fetch(entry_id)
    assert (noted.event, noted.server) == ("media.scrobble", Named(attic.id, "Attic"))
    assert inbox.entries(limit=1) == [noted]


def test_an_entry_is_settled_with_the_reason(store: Store, heard: list[Changed]) -> None:
    entry_id = an_entry().id
    inbox.settle(entry_id, InboxState.IGNORED, "same_watch", "Same watch as 7.")
    entry = fetch(entry_id)
    assert (entry.state, entry.reason_code, entry.reason) == (
        InboxState.IGNORED,
        "same_watch",
        "Same watch as 7.",
    )
    assert heard[-1] == Changed.INBOX


def test_a_dropped_entry_is_gone_and_its_number_not_used_again(store: Store) -> None:
    dropped = an_entry().id
    inbox.drop(dropped)
    assert inbox.get(dropped) is None
    assert an_entry().id == dropped + 1


def test_every_state_is_counted(store: Store) -> None:
    for state in (InboxState.PLANNED, InboxState.PLANNED, InboxState.UNREADABLE):
        inbox.settle(an_entry().id, state)
    an_entry()
    assert inbox.counts() == {
        InboxState.UNREAD: 1,
        InboxState.PLANNED: 2,
        InboxState.IGNORED: 0,
        InboxState.UNASSIGNED: 0,
        InboxState.UNREADABLE: 1,
    }


def test_only_what_was_kept_for_these_viewers_is_released(attic: Server) -> None:
    one, other = seen(attic, "7"), seen(attic, "8")
    kept, set_aside, others = (kept_for(viewer, attic) for viewer in (one, one, other))
    inbox.settle(set_aside, InboxState.IGNORED, inbox.VIEWER_IGNORED, "Ignored.")
    planned = kept_for(one, attic)
    inbox.settle(planned, InboxState.PLANNED)
    inbox.release([one.id])
    inbox.release([])
    assert ids(inbox.unread(9)) == [kept, set_aside]
    assert fetch(others).state is InboxState.UNASSIGNED
    assert fetch(planned).state is InboxState.PLANNED


def test_for_whom_of_a_server_something_is_kept(attic: Server) -> None:
    one, other = seen(attic, "7"), seen(attic, "8")
    kept_for(other, attic)
    kept_for(one, attic)
    kept_for(other, attic)
    assert inbox.unassigned_from(attic.id) == [one.id, other.id]
    household.ignore_viewer(one.id)
    assert inbox.unassigned_from(attic.id) == [other.id]
    assert inbox.unassigned_from(99) == []


def test_what_was_put_off_is_read_in_its_time(store: Store) -> None:
    first, second = an_entry().id, an_entry().id
    inbox.put_off(first, NOON + 2 * MINUTE)
    assert [one.id for one in inbox.unread(9, NOON)] == [second]
    assert [one.id for one in inbox.unread(9, NOON, but=[second])] == []
    assert not inbox.is_due(NOON)
    assert inbox.is_due(NOON + 2 * MINUTE)
    assert [one.library_tries for one in inbox.unread(9, NOON + 2 * MINUTE)] == [1, 0]


def test_a_clock_that_was_set_back_puts_nothing_off_for_years(store: Store) -> None:
    entry_id = an_entry().id
    inbox.put_off(entry_id, NOON + 400 * DAY)
    assert inbox.is_due(NOON)
    assert [one.id for one in inbox.unread(9, NOON)] == [entry_id]


def test_what_was_a_watch_once_is_set_aside_and_not_dropped(attic: Server, anna: Person) -> None:
    entry = an_entry()
    watch(anna, entry=entry)
    inbox.drop(entry.id)
    kept = inbox.get(entry.id)
    assert kept is not None
    assert (kept.state, kept.reason_code) == (InboxState.IGNORED, inbox.VIEWER_IGNORED)
