from __future__ import annotations

import pytest

from scroblarr_desktop.store import household, inbox, servers
from scroblarr_desktop.store.models import ViewerRow
from scroblarr_desktop.store.records import InboxState, Member, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import ServerKind
from tests.store.filling import kept_for, person, seen

FACE, OTHER_FACE = "f" * 16, "e" * 16


def state_of(entry_id: int) -> InboxState:
    entry = inbox.get(entry_id)
    assert entry is not None
    return entry.state


def names(members: list[Member]) -> list[str]:
    return [member.name for member in members]


def test_the_avatar_ties_account_1_to_one_other_id(attic: Server) -> None:
    one, other = seen(attic, "1", FACE), seen(attic, "4711", FACE)
    bystander = seen(attic, "4712", OTHER_FACE)
    assert household.twin_of(one) == other
    assert household.twin_of(other) == one
    assert household.twin_of(bystander) is None


def test_without_account_1_the_avatar_ties_nobody(attic: Server) -> None:
    one, other = seen(attic, "4711", FACE), seen(attic, "4712", FACE)
    assert (household.twin_of(one), household.twin_of(other)) == (None, None)


def test_two_others_with_the_same_avatar_tie_nobody(attic: Server) -> None:
    all_three = [seen(attic, account_id, FACE) for account_id in ("1", "4711", "4712")]
    assert [household.twin_of(viewer) for viewer in all_three] == [None, None, None]


def test_a_missing_avatar_ties_nobody(attic: Server) -> None:
    for nothing in (None, ""):
        one, other = seen(attic, "1", nothing), seen(attic, "4711", nothing)
        assert (household.twin_of(one), household.twin_of(other)) == (None, None)


def test_the_avatar_ties_nobody_across_servers(attic: Server) -> None:
    cellar = servers.add(ServerKind.PLEX, "Cellar")
    one, other = seen(attic, "1", FACE), seen(cellar, "4711", FACE)
    assert (household.twin_of(one), household.twin_of(other)) == (None, None)


def test_a_twin_belongs_to_the_same_member(attic: Server) -> None:
    anna = person("Anna", attic, "4711")
    seen(attic, "4711", FACE)
    one = seen(attic, "1", FACE)
    assert names(household.members_of(one.id)) == ["Anna"]
    assert household.viewers_of(anna.id) == [household.viewer(anna.viewer.id)]


@pytest.mark.parametrize("given", ["1", "4711"])
def test_giving_one_of_them_releases_what_was_kept_for_both(attic: Server, given: str) -> None:
    kept = [kept_for(seen(attic, account_id, FACE), attic) for account_id in ("1", "4711")]
    household.give_viewer(household.add_member("Anna").id, attic.id, given, None)
    assert [state_of(entry) for entry in kept] == [InboxState.UNREAD] * 2


def test_a_twin_with_an_owner_of_its_own_keeps_them(attic: Server) -> None:
    seen(attic, "1", FACE)
    seen(attic, "4711", FACE)
    one = household.give_viewer(household.add_member("Anna").id, attic.id, "1", None)
    other = household.give_viewer(household.add_member("Ben").id, attic.id, "4711", None)
    assert names(household.members_of(one.id)) == ["Anna"]
    assert names(household.members_of(other.id)) == ["Ben"]


# Ignoring


def test_an_ignored_viewer_is_no_longer_offered(attic: Server) -> None:
    viewer = seen(attic, "7", name="guest")
    kept = kept_for(viewer, attic)
    household.ignore_viewer(viewer.id)
    household.count_ignored(viewer.id)
    assert household.viewer(viewer.id).ignored
    assert household.all_viewers(unassigned=True) == []
    assert state_of(kept) is InboxState.IGNORED
    assert ViewerRow.get_by_id(viewer.id).ignored_count == 1


def test_giving_an_ignored_viewer_brings_back_what_was_kept(attic: Server) -> None:
    viewer = seen(attic, "7")
    kept = kept_for(viewer, attic)
    household.ignore_viewer(viewer.id)
    given = household.give_viewer(household.add_member("Anna").id, attic.id, "7", None)
    assert not given.ignored
    assert state_of(kept) is InboxState.UNREAD


def test_ignoring_covers_both_ids_of_an_owner(attic: Server) -> None:
    one, other = seen(attic, "1", FACE), seen(attic, "4711", FACE)
    kept = kept_for(other, attic)
    household.ignore_viewer(one.id)
    assert household.viewer(other.id).ignored
    assert household.all_viewers(unassigned=True) == []
    household.give_viewer(household.add_member("Anna").id, attic.id, "1", None)
    assert not household.viewer(other.id).ignored
    assert state_of(kept) is InboxState.UNREAD


def test_a_members_viewer_is_not_ignored_under_any_id(attic: Server) -> None:
    seen(attic, "4711", FACE, name="anna")
    one = seen(attic, "1", FACE, name="anna")
    given = household.give_viewer(household.add_member("Anna").id, attic.id, "4711", None)
    for viewer_id in (one.id, given.id):
        with pytest.raises(Conflict, match="anna belongs to Anna"):
            household.ignore_viewer(viewer_id)
        assert not household.viewer(viewer_id).ignored
