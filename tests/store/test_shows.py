"""Shows of one name are told apart in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.store import Store, household, inbox, log, servers, shows, watched
from scroblarr_desktop.store.migrations import m0007_trail
from scroblarr_desktop.watches import Item, Kind, ServerKind

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
OLD = Item(Kind.EPISODE, "Part 1", show="Glasshouse", show_year=2012, season=1, number=1, year=2012)


_UNDO = ("DROP TABLE shows", "DROP TABLE moves", "DROP INDEX watches_read")


def heading(item: Item) -> str:
    """Return how the log names it, once it was watched."""
    server = servers.add(ServerKind.PLEX, "Attic", "attic")
    member = household.add_member("Anna")
    viewer = household.give_viewer(member.id, server.id, "1", "anna")
    entry = inbox.get(inbox.save(ServerKind.PLEX, server.id, b"{}", NOON))
    assert entry is not None
    ids = (member.id, viewer.id, server.id)
    watch_id = watched.add(entry, 0, *ids, item, NOON, by_hand=False, rewatched=False)
    watch = log.watch(watch_id)
    assert watch is not None
    return log.heading(watch)


@pytest.mark.parametrize(
    ("other", "several"),
    [
        (replace(OLD, show_year=2025, year=2025), True),
        (replace(OLD, show_year=None, year=2025), True),
        (replace(OLD, show_year=None, year=2013), False),
        (replace(OLD, show_year=None, year=2025, season=4), False),
        (replace(OLD, show_year=None, year=None), False),
        (replace(OLD, season=4, year=2025), False),
        (replace(OLD, show="The Glasshouse", show_year=2025), False),
    ],
)
def test_years_tell_shows_of_one_name_apart(store: Store, other: Item, several: bool) -> None:
    shows.note(other)
    told = "Glasshouse (2012) 1x01 Part 1" if several else "Glasshouse 1x01 Part 1"
    assert heading(OLD) == told


@pytest.mark.parametrize(("ids", "several"), [({"tvdb": "77"}, False), ({"tvdb": "78"}, True)])
def test_ids_tell_them_apart_too(store: Store, ids: dict[str, str], several: bool) -> None:
    shows.note(replace(OLD, show_year=None, show_ids={**ids, "plex": "a"}))
    assert ("(2012)" in heading(replace(OLD, show_ids={"tvdb": "77", "imdb": "tt1"}))) is several


def test_where_nobody_told_the_show_s_year_the_episode_s_stands_behind(store: Store) -> None:
    shows.note(replace(OLD, show_year=2025, year=2025))
    assert heading(replace(OLD, show_year=None)) == "Glasshouse 1x01 Part 1 (2012)"
    assert shows.of_one_name(["Glasshouse", "Harbour Street"]) == {"Glasshouse"}


def test_a_film_is_no_show(store: Store) -> None:
    shows.note(Item(Kind.MOVIE, "Glasshouse", 2012))
    assert shows.of_one_name(["Glasshouse", ""]) == set()


def test_what_was_watched_before_is_known_after_the_update(store: Store) -> None:
    heading(replace(OLD, show_ids={"tvdb": "77", "imdb": "tt1", "plex": "ä"}))
    server, member = servers.all_servers()[0], household.members()[0]
    viewer = household.viewers_of(member.id)[0]
    for number, item in enumerate(
        (replace(OLD, show_year=None, year=2025), replace(OLD, season=2))
    ):
        entry = inbox.get(inbox.save(ServerKind.PLEX, server.id, b"{}", NOON))
        assert entry is not None
        ids = (member.id, viewer.id, server.id)
        watched.add(entry, number, *ids, item, NOON, by_hand=False, rewatched=False)
    every = "SELECT * FROM shows ORDER BY name, ids, year, begun"
    noted = store.db.execute_sql(every).fetchall()
    assert len(noted) == 3
    for statement in (*_UNDO, *m0007_trail.STATEMENTS):
        store.db.execute_sql(statement)
    assert store.db.execute_sql(every).fetchall() == noted
