"""People as a media server lists them, and what they look like."""

from __future__ import annotations

import pytest

from scroblarr_desktop.store import household, people, servers
from scroblarr_desktop.store.records import Relation
from scroblarr_desktop.watches import ServerKind

pytestmark = pytest.mark.usefixtures("store")


def test_somebody_is_known_before_they_watched_anything() -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    viewer_id = people.note(attic.id, "4071", "anna", Relation.HOME, avatar="u1", managed=True)
    seen = household.viewer(viewer_id)
    assert (seen.name, seen.relation, seen.managed) == ("anna", Relation.HOME, True)
    assert seen.last_seen_at is None
    assert people.note(attic.id, "4071", "", Relation.SHARE) == viewer_id
    again = household.viewer(viewer_id)
    assert (again.name, again.avatar, again.relation) == ("anna", "u1", Relation.SHARE)


def test_a_picture_is_kept_unless_it_is_huge() -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    viewer_id = people.note(attic.id, "4071", "anna", Relation.HOME)
    assert people.picture(viewer_id) is None
    people.put_picture(viewer_id, b"small")
    people.put_picture(viewer_id, b"x" * (people.LARGEST_PICTURE + 1))
    assert people.picture(viewer_id) == b"small"


def test_the_owner_that_plex_tv_named_is_account_1() -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    anna = household.add_member("Anna")
    by_id = household.give_viewer(anna.id, attic.id, "4071", "anna")
    as_one = household.give_viewer(household.add_member("Ben").id, attic.id, "1", "")
    assert household.twin_of(as_one) is None
    people.note(attic.id, "4071", "anna", Relation.OWNER)
    twin = household.twin_of(as_one)
    assert twin is not None
    assert twin.id == by_id.id


def test_where_plex_tv_named_the_owner_no_picture_ties_anybody_else() -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid-attic")
    people.note(attic.id, "4071", "anna", Relation.OWNER, avatar="u1")
    one = people.note(attic.id, "1", "anna", Relation.OWNER, avatar="u2")
    other = people.note(attic.id, "5000", "eve", Relation.SHARE, avatar="u2")
    assert household.twin_of(household.viewer(other)) is None
    twin = household.twin_of(household.viewer(one))
    assert twin is not None
    assert twin.account_id == "4071"
