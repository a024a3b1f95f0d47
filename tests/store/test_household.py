from __future__ import annotations

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, household, inbox, log, people, servers
from scroblarr_desktop.store.models import ViewerRow
from scroblarr_desktop.store.records import InboxState, LogFilter, Member, Relation, Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind, ServerRef, ViewerRef
from tests.store.filling import HOUR, NOON, Person, connect, kept_for, seen, watch

FACE, OTHER_FACE = "f" * 16, "e" * 16


def state_of(entry_id: int) -> InboxState:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state


def names(members: list[Member]) -> list[str]:
    return [member.name for member in members]


def test_a_member_starts_with_everything_on(store: Store, heard: list[Changed]) -> None:
    anna = household.add_member("Anna")
    assert anna == Member(anna.id, "Anna", True, True, None)
    assert household.member(anna.id) == anna
    assert heard == [Changed.HOUSEHOLD]


def test_a_member_is_changed_field_by_field(store: Store) -> None:
    anna, ben = household.add_member("Anna"), household.add_member("Ben")
    household.change_member(anna.id, {"name": "Anne", "watched_at_percent": 80})
    changed = household.change_member(anna.id, {"enabled": False, "hand_marks": False})
    assert changed == Member(anna.id, "Anne", False, False, 80)
    assert household.members() == [changed, ben]


def test_a_deleted_member_is_gone_but_not_from_the_log(anna: Person, ben: Person) -> None:
    watch_id = watch(anna)
    household.delete_member(anna.id)
    assert names(household.members()) == ["Ben"]
    assert household.members_of(anna.viewer.id) == []
    (logged,) = log.watches(LogFilter(), limit=5)
    assert logged.id == watch_id
    assert logged.member is not None
    assert logged.member.name == "Anna"
    for call in (household.member, household.delete_member):
        with pytest.raises(Missing):
            call(anna.id)
    with pytest.raises(Missing):
        household.change_member(anna.id, {"name": "Anne"})


# Viewers


def test_a_viewer_is_known_by_id_whatever_the_name(attic: Server) -> None:
    first = household.see_viewer(attic.id, ViewerRef("7", "anna", FACE), NOON)
    renamed = household.see_viewer(attic.id, ViewerRef("7", "anne"), NOON + HOUR)
    namesake = household.see_viewer(attic.id, ViewerRef("8", "anna"), NOON)
    assert first.id == renamed.id != namesake.id
    assert (renamed.name, renamed.avatar, renamed.last_seen_at) == ("anne", FACE, NOON + HOUR)


def test_a_viewer_is_somebody_else_on_another_server(attic: Server) -> None:
    cellar = servers.add(ServerKind.JELLYFIN, "Cellar")
    assert seen(attic, "7").id != seen(cellar, "7").id


def test_an_older_event_does_not_turn_back_the_time(attic: Server) -> None:
    household.see_viewer(attic.id, ViewerRef("7", "anna"), NOON)
    again = household.see_viewer(attic.id, ViewerRef("7"), NOON - HOUR)
    assert (again.last_seen_at, again.name) == (NOON, "anna")


def test_a_viewer_may_be_given_before_it_was_seen(attic: Server) -> None:
    anna = household.add_member("Anna")
    given = household.give_viewer(anna.id, attic.id, "7", "anna")
    assert (given.account_id, given.name, given.last_seen_at) == ("7", "anna", None)
    assert seen(attic, "7").id == given.id
    assert names(household.members_of(given.id)) == ["Anna"]
    assert household.viewers_of(anna.id) == [household.viewer(given.id)]


def test_giving_keeps_the_known_name(attic: Server) -> None:
    viewer = seen(attic, "7", name="anna")
    anna = household.add_member("Anna")
    assert household.give_viewer(anna.id, attic.id, "7", None).name == "anna"
    assert household.viewer(viewer.id).name == "anna"


def test_what_was_kept_is_released_to_whom_the_viewer_is_given(attic: Server) -> None:
    viewer, other = seen(attic, "7"), seen(attic, "8")
    kept, others = kept_for(viewer, attic), kept_for(other, attic)
    household.give_viewer(household.add_member("Anna").id, attic.id, "7", None)
    assert (state_of(kept), state_of(others)) == (InboxState.UNREAD, InboxState.UNASSIGNED)
    released = inbox.get(kept)
    assert released is not None
    assert (released.reason, released.reason_code) == ("", "")


def test_what_is_settled_is_not_released(attic: Server) -> None:
    viewer = seen(attic, "7")
    entries = {}
    for state in (InboxState.PLANNED, InboxState.IGNORED, InboxState.UNREADABLE):
        entries[kept_for(viewer, attic)] = state
    for entry, state in entries.items():
        inbox.settle(entry, state, "any", "Any reason.")
    household.give_viewer(household.add_member("Anna").id, attic.id, "7", None)
    assert {entry: state_of(entry) for entry in entries} == entries


def test_a_viewer_may_belong_to_two(anna: Person, ben: Person) -> None:
    household.give_viewer(ben.id, anna.server.id, anna.viewer.account_id, None)
    household.give_viewer(ben.id, anna.server.id, anna.viewer.account_id, None)
    assert names(household.members_of(anna.viewer.id)) == ["Anna", "Ben"]
    assert {viewer.id for viewer in household.viewers_of(ben.id)} == {
        anna.viewer.id,
        ben.viewer.id,
    }
    household.take_viewer(anna.id, anna.viewer.id)
    assert names(household.members_of(anna.viewer.id)) == ["Ben"]


def test_only_what_was_given_is_taken(anna: Person, ben: Person) -> None:
    with pytest.raises(Missing):
        household.take_viewer(anna.id, ben.viewer.id)


@pytest.mark.parametrize("wrong", ["member", "server"])
def test_giving_needs_both_sides(anna: Person, wrong: str) -> None:
    member = 99 if wrong == "member" else anna.id
    server = 99 if wrong == "server" else anna.server.id
    before = ViewerRow.select().count()
    with pytest.raises(Missing):
        household.give_viewer(member, server, "7", None)
    assert ViewerRow.select().count() == before


def test_giving_a_viewer_adopts_its_server(store: Store) -> None:
    foreign = servers.recognise(ServerKind.PLEX, ServerRef("abc", "Friend's"), None, True)
    other = kept_for(seen(foreign, "8"), foreign)
    given = household.give_viewer(household.add_member("Anna").id, foreign.id, "7", None)
    assert servers.get(foreign.id).adopted
    assert names(household.members_of(given.id)) == ["Anna"]
    assert state_of(other) is InboxState.UNREAD


def test_giving_on_an_own_server_reads_nobody_elses_again(attic: Server) -> None:
    other = kept_for(seen(attic, "8"), attic)
    household.give_viewer(household.add_member("Anna").id, attic.id, "7", None)
    assert state_of(other) is InboxState.UNASSIGNED


def test_an_unknown_viewer_is_missing(store: Store) -> None:
    for call in (household.viewer, household.members_of, household.ignore_viewer):
        with pytest.raises(Missing):
            call(99)


# Who is nobody's


def test_all_viewers_are_listed_with_what_is_kept(anna: Person) -> None:
    guest = seen(anna.server, "7", name="guest")
    for _ in range(3):
        kept_for(guest, anna.server)
    listed = {viewer.id: viewer for viewer in household.all_viewers()}
    assert set(listed) == {anna.viewer.id, guest.id}
    assert listed[anna.viewer.id].kept_watches == 0
    one = listed[guest.id]
    assert (one.name, one.account_id, one.kept_watches, one.last_seen_at) == ("guest", "7", 3, NOON)
    assert (one.server.name, one.on_own_server) == ("Attic", True)


def test_only_nobodys_viewers_are_offered(anna: Person) -> None:
    guest = seen(anna.server, "7")
    silent = servers.recognise(ServerKind.PLEX, ServerRef("muted"), None, True)
    seen(silent, "8")
    servers.change(silent.id, muted=True)
    foreign = servers.recognise(ServerKind.PLEX, ServerRef("foreign"), None, True)
    friend = seen(foreign, "9")
    gone = servers.add(ServerKind.JELLYFIN, "Gone")
    seen(gone, "10")
    servers.delete(gone.id)
    offered = household.all_viewers(unassigned=True)
    assert [(one.id, one.on_own_server) for one in offered] == [
        (guest.id, True),
        (friend.id, False),
    ]


def test_both_ids_of_an_owner_are_offered_as_one(attic: Server) -> None:
    one, other = seen(attic, "1", FACE), seen(attic, "4711", FACE)
    kept_for(one, attic)
    kept_for(other, attic)
    (offered,) = household.all_viewers(unassigned=True)
    assert (offered.id, offered.kept_watches) == (one.id, 2)


def test_the_viewers_of_a_deleted_member_are_offered_again(anna: Person) -> None:
    household.delete_member(anna.id)
    assert [one.id for one in household.all_viewers(unassigned=True)] == [anna.viewer.id]


# Everyone else


def test_everyone_else_may_be_ignored_at_once_and_brought_back(attic: Server) -> None:
    home, friend = seen(attic, "7", name="Kid"), seen(attic, "8", name="Friend")
    people.note(attic.id, "7", "Kid", Relation.HOME)
    people.note(attic.id, "8", "Friend", Relation.SHARE)
    given = seen(attic, "9", name="Given")
    people.note(attic.id, "9", "Given", Relation.SHARE)
    household.give_viewer(household.add_member("Anna").id, attic.id, "9", None)
    kept = kept_for(friend, attic)
    elsewhere = connect("Garage")
    people.note(elsewhere.id, "8", "Friend", Relation.SHARE)
    ignored = household.ignore_others(attic.id)
    assert ignored == [friend.id]
    assert [one.name for one in household.all_viewers(unassigned=True)] == ["Kid", "Friend"]
    assert not household.viewer(home.id).ignored
    assert not household.viewer(given.id).ignored
    household.unignore(*ignored)
    assert not household.viewer(friend.id).ignored
    entry = inbox.get(kept)
    assert entry is not None
    assert entry.state is InboxState.UNREAD
    with pytest.raises(Missing):
        household.unignore(4711)


def test_who_is_on_a_server_each_owner_once(attic: Server) -> None:
    seen(attic, "1", name="Robin")
    people.note(attic.id, "639131", "Robin", Relation.OWNER)
    people.note(attic.id, "8", "Kid", Relation.HOME)
    assert [one.account_id for one in household.viewers_on(attic.id)] == ["639131", "8"]
