"""What a person chose goes before what was looked up, also for another description of the item."""

from __future__ import annotations

from dataclasses import replace

from scroblarr_desktop.store import Store, choices
from scroblarr_desktop.watches import Item, Kind
from tests.store.filling import episode, movie


def test_a_choice_is_found_by_any_key(store: Store) -> None:
    item = movie("The Lantern Year")
    choices.choose("trakt", item, {"id": "7"})
    assert choices.recall("trakt", item) == {"id": "7"}
    assert choices.recall("trakt", replace(item, ids={"tvdb": "1"})) == {"id": "7"}
    assert choices.recall("simkl", item) is None
    assert choices.recall("trakt", movie("Salt and Tin")) is None


def test_the_last_choice_counts(store: Store) -> None:
    choices.choose("trakt", episode(4), {"id": "7"})
    choices.choose("trakt", episode(4), {"id": "8"})
    assert choices.recall("trakt", episode(4)) == {"id": "8"}
    choices.forget("trakt", episode(4))
    assert choices.recall("trakt", episode(4)) is None


def test_an_id_that_a_whole_season_shares_chooses_for_one_episode_only(store: Store) -> None:
    shared = {"tvdb": "77"}
    choices.choose("trakt", replace(episode(4), ids=shared), {"id": "7"})
    assert choices.recall("trakt", replace(episode(5), ids=shared)) is None


def test_an_item_without_any_key_has_its_own(store: Store) -> None:
    bare = Item(Kind.EPISODE, "Special")
    choices.choose("trakt", bare, {"id": "7"})
    assert choices.recall("trakt", bare) == {"id": "7"}
    assert choices.recall("trakt", Item(Kind.EPISODE, "Other")) is None
