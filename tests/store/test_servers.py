from __future__ import annotations

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, household, inbox, log, servers, watched
from scroblarr_desktop.store.models import ViewerRow
from scroblarr_desktop.store.records import InboxState, LogFilter, Server
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import ServerKind, ServerRef
from tests.store.filling import (
    HOUR,
    NOON,
    Person,
    an_entry,
    connect,
    episode,
    kept_for,
    person,
    seen,
    watch,
)

PLEX, JELLYFIN = ServerKind.PLEX, ServerKind.JELLYFIN


def state_of(entry_id: int) -> InboxState:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state


# Connecting


def test_a_connected_server_has_an_address_of_its_own(store: Store) -> None:
    one, other = servers.add(PLEX, "Attic"), servers.add(JELLYFIN, "Cellar", "abc")
    assert (one.name, one.uuid, one.adopted, one.muted) == ("Attic", None, True, False)
    assert servers.get(other.id) == other
    assert servers.all_servers() == [one, other]
    secrets = {servers.secret(one.id), servers.secret(other.id)}
    assert len(secrets) == 2
    assert None not in secrets


def test_a_server_is_connected_once(store: Store) -> None:
    servers.add(PLEX, "Attic", "abc")
    with pytest.raises(Conflict, match="as Attic"):
        servers.add(PLEX, "Attic again", "abc")
    assert servers.add(JELLYFIN, "the same id elsewhere", "abc").uuid == "abc"


def test_servers_without_an_id_are_different_ones(store: Store) -> None:
    assert servers.add(PLEX, "Attic", "").id != servers.add(PLEX, "Cellar", "").id
    assert [server.uuid for server in servers.all_servers()] == [None, None]


def test_a_new_secret_ends_the_old_one(attic: Server) -> None:
    old = servers.secret(attic.id)
    new = servers.renew_secret(attic.id)
    assert old is not None
    assert servers.secret(attic.id) == new != old
    assert servers.admitted_by(PLEX, old) is None
    assert servers.admitted_by(PLEX, new) == attic.id


def test_a_server_is_renamed_and_muted(attic: Server) -> None:
    servers.change(attic.id, name="Loft")
    changed = servers.change(attic.id, muted=True)
    assert (changed.name, changed.muted) == ("Loft", True)
    assert servers.get(attic.id) == changed
    servers.count_muted(attic.id)
    servers.count_muted(attic.id)
    assert servers.get(attic.id).muted_count == 2


def test_what_is_not_there_is_missing(store: Store) -> None:
    for look in (servers.get, servers.change, servers.delete, servers.renew_secret, servers.adopt):
        with pytest.raises(Missing):
            look(99)


# Who let it in


def test_each_secret_lets_its_own_server_in(store: Store) -> None:
    connected = [servers.add(kind, f"S{n}") for n in range(3) for kind in ServerKind]
    for server in connected:
        secret = servers.secret(server.id)
        assert secret is not None
        other = JELLYFIN if server.kind is PLEX else PLEX
        assert servers.admitted_by(server.kind, secret) == server.id
        assert servers.admitted_by(other, secret) is None


@pytest.mark.parametrize("offered", ["", "wrong", "\udc80", "\x00", "s" * 10_000])
def test_a_wrong_secret_lets_nobody_in(attic: Server, offered: str) -> None:
    assert servers.admitted_by(PLEX, offered) is None


def test_the_secret_of_a_deleted_server_lets_nobody_in(attic: Server) -> None:
    secret = servers.secret(attic.id)
    assert secret is not None
    servers.delete(attic.id)
    assert servers.admitted_by(PLEX, secret) is None
    assert servers.secret(attic.id) is None


# Which server a body names


@pytest.mark.parametrize(
    ("kind", "from_owner", "taken"),
    [
        (PLEX, True, True),
        (PLEX, False, False),
        (PLEX, None, False),
        (JELLYFIN, None, True),
    ],
)
def test_the_first_event_fills_in_the_id(
    store: Store, kind: ServerKind, from_owner: bool | None, taken: bool
) -> None:
    waiting = servers.add(kind, "Attic")
    named = servers.recognise(kind, ServerRef("abc", "Its own name"), waiting.id, from_owner)
    assert (named.id == waiting.id) == named.adopted == taken
    assert servers.get(waiting.id).uuid == ("abc" if taken else None)
    assert servers.get(waiting.id).name == "Attic"


def test_an_id_is_filled_in_once(store: Store) -> None:
    waiting = servers.add(JELLYFIN, "Cellar")
    servers.recognise(JELLYFIN, ServerRef("abc"), waiting.id, None)
    other = servers.recognise(JELLYFIN, ServerRef("def", "Friend's"), waiting.id, None)
    again = servers.recognise(JELLYFIN, ServerRef("abc"), waiting.id, None)
    assert (other.adopted, other.name) == (False, "Friend's")
    assert again.id == waiting.id != other.id


def test_one_address_may_bring_events_of_several_servers(store: Store) -> None:
    attic, cellar = connect("Attic"), connect("Cellar")
    named = servers.recognise(PLEX, ServerRef(cellar.uuid or ""), attic.id, True)
    assert named == cellar


def test_an_unknown_server_is_noted_once_and_not_adopted(
    store: Store, heard: list[Changed]
) -> None:
    first = servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True)
    assert (first.name, first.adopted, first.muted) == ("Friend's", False, False)
    assert servers.secret(first.id) is None
    heard.clear()
    assert servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True) == first
    assert heard == []
    nameless = servers.recognise(JELLYFIN, ServerRef("abc"), None, None)
    assert (nameless.name, nameless.id != first.id) == ("Unknown server", True)


def test_a_foreign_server_stays_muted(store: Store) -> None:
    foreign = servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True)
    servers.change(foreign.id, muted=True)
    assert servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True).muted


def test_events_are_noted_and_older_ones_do_not_come_before_newer(attic: Server) -> None:
    servers.note_event(attic.id, NOON, "Anna finished Part 4")
    servers.note_event(attic.id, NOON - HOUR, "read again later")
    noted = servers.get(attic.id)
    assert (noted.last_event_at, noted.last_event) == (NOON, "Anna finished Part 4")


# Foreign servers that turn out to be the household's own


def test_a_foreign_server_is_adopted_with_what_was_kept(store: Store) -> None:
    foreign = servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True)
    entry = kept_for(seen(foreign, "7"), foreign)
    servers.change(foreign.id, muted=True)
    servers.adopt(foreign.id)
    adopted = servers.get(foreign.id)
    assert (adopted.adopted, adopted.muted) == (True, False)
    assert state_of(entry) is InboxState.UNREAD


def test_connecting_a_server_adopts_the_row_its_events_left(store: Store) -> None:
    foreign = servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True)
    entry = kept_for(seen(foreign, "7"), foreign)
    added = servers.add(PLEX, "Attic", "abc")
    assert (added.id, added.name, added.adopted) == (foreign.id, "Attic", True)
    assert servers.secret(added.id) is not None
    assert state_of(entry) is InboxState.UNREAD


def test_a_server_adopted_through_a_viewer_may_still_be_connected(store: Store) -> None:
    foreign = servers.recognise(PLEX, ServerRef("abc", "Friend's"), None, True)
    given = household.give_viewer(household.add_member("Anna").id, foreign.id, "7", None)
    added = servers.add(PLEX, "Attic", "abc")
    assert added.id == foreign.id
    assert servers.secret(added.id) is not None
    assert [member.name for member in household.members_of(given.id)] == ["Anna"]
    with pytest.raises(Conflict):
        servers.add(PLEX, "Attic", "abc")


def test_a_foreign_row_flows_into_the_server_that_waited_for_its_id(store: Store) -> None:
    """The person connects a server without its id; events of a friend of it came before."""
    foreign = servers.recognise(PLEX, ServerRef("abc", "As it calls itself"), None, True)
    stranger = seen(foreign, "7", name="Guest")
    entry = kept_for(stranger, foreign)
    waiting = servers.add(PLEX, "Attic")
    named = servers.recognise(PLEX, ServerRef("abc"), waiting.id, True)
    assert (named.id, named.uuid, named.name) == (waiting.id, "abc", "Attic")
    assert servers.all_servers() == [named]
    assert household.viewer(stranger.id).server_id == waiting.id
    assert state_of(entry) is InboxState.UNREAD
    moved = inbox.get(entry)
    assert moved is not None
    assert moved.server is not None
    assert moved.server.id == waiting.id


def test_viewers_of_both_rows_become_one(store: Store) -> None:
    """A deleted server that is connected anew: what it knew comes along."""
    old = connect("Attic", uuid="abc")
    anna = person("Anna", old, "7")
    watch_id = watch(anna)
    admitted = an_entry()
    inbox.note(admitted.id, event="e", server_id=old.id, viewer_id=anna.viewer.id)
    servers.delete(old.id)
    new = servers.add(PLEX, "Attic")
    double = household.give_viewer(household.add_member("Ben").id, new.id, "7", None)
    servers.recognise(PLEX, ServerRef("abc"), new.id, True)
    (left,) = ViewerRow.select()
    assert (left.id, left.server_id) == (double.id, new.id)
    assert [member.name for member in household.members_of(double.id)] == ["Anna", "Ben"]
    assert [one.id for one in watched.earlier(anna.id, episode())] == [watch_id]
    assert log_of(new) == [watch_id]


def log_of(server: Server) -> list[int]:
    return log.ids(LogFilter(server=server.id))


# Deleting


def test_a_deleted_server_leaves_its_watches_in_the_log(attic: Server, anna: Person) -> None:
    watch_id = watch(anna)
    servers.delete(attic.id)
    assert servers.all_servers() == []
    assert log_of(attic) == [watch_id]
    assert household.viewers_of(anna.id) == []
    with pytest.raises(Missing):
        servers.get(attic.id)


def test_a_deleted_server_is_foreign_when_it_comes_back(attic: Server, anna: Person) -> None:
    servers.delete(attic.id)
    named = servers.recognise(PLEX, ServerRef(attic.uuid or ""), None, True)
    assert (named.id, named.adopted) == (attic.id, False)
    assert servers.all_servers() == [named]
    assert household.members_of(anna.viewer.id) == []
    kept_for(anna.viewer, attic)
    (offered,) = household.all_viewers(unassigned=True)
    assert (offered.id, offered.kept_watches, offered.on_own_server) == (anna.viewer.id, 1, False)


def test_connecting_a_deleted_server_again_brings_everything_back(
    attic: Server, anna: Person
) -> None:
    servers.delete(attic.id)
    servers.recognise(PLEX, ServerRef(attic.uuid or ""), None, True)
    entry = kept_for(anna.viewer, attic)
    again = servers.add(PLEX, "Attic", attic.uuid)
    assert again.id == attic.id
    assert servers.secret(again.id) is not None
    assert [member.name for member in household.members_of(anna.viewer.id)] == ["Anna"]
    assert [viewer.id for viewer in household.viewers_of(anna.id)] == [anna.viewer.id]
    assert state_of(entry) is InboxState.UNREAD
