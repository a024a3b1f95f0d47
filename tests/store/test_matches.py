from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scroblarr_desktop.store import Store, matches
from tests.store.filling import episode, movie

FOUND = {"kind": "episode", "id": "77", "title": "Pärt 4", "target": {"ids": {"trakt": 77}}}
ITEM = episode(ids={"tvdb": "11", "imdb": "tt1"}, show_ids={"tvdb": "1"}, show_year=2019)


def test_a_match_is_remembered_for_each_destination(store: Store) -> None:
    assert matches.recall("trakt", ITEM) is None
    matches.remember("trakt", ITEM, FOUND)
    assert matches.recall("trakt", ITEM) == FOUND
    assert matches.recall("simkl", ITEM) is None
    assert matches.recall("trakt", movie()) is None


def test_a_newer_match_replaces_the_older(store: Store) -> None:
    matches.remember("trakt", ITEM, FOUND)
    matches.remember("trakt", ITEM, {**FOUND, "id": "78"})
    assert matches.recall("trakt", ITEM) == {**FOUND, "id": "78"}


def test_a_match_is_forgotten_where_it_was_wrong(store: Store) -> None:
    for destination in ("trakt", "simkl"):
        matches.remember(destination, ITEM, FOUND)
    matches.forget("trakt", ITEM)
    matches.forget("trakt", ITEM)
    assert matches.recall("trakt", ITEM) is None
    assert matches.recall("simkl", ITEM) == FOUND


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Part four"},
        {"year": 2020},
        {"ids": {"tvdb": "11"}},
        {"show": "Hafenstraße"},
        {"show_ids": {}},
        {"show_year": 2020},
        {"season": 2},
        {"number": 5},
        {"season": None},
    ],
)
def test_a_changed_description_is_looked_up_anew(store: Store, change: dict[str, Any]) -> None:
    matches.remember("trakt", ITEM, FOUND)
    assert matches.recall("trakt", replace(ITEM, **change)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"run_time_s": 1.5},
        {"server_key": "9"},
        {"language": "de"},
        {"ids": {"imdb": "tt1", "tvdb": "11"}},
    ],
)
def test_what_no_look_up_goes_by_changes_nothing(store: Store, change: dict[str, Any]) -> None:
    matches.remember("trakt", ITEM, FOUND)
    assert matches.recall("trakt", replace(ITEM, **change)) == FOUND
