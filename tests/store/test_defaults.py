"""What new members and accounts begin with."""

from __future__ import annotations

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, accounts, defaults, household, settings
from scroblarr_desktop.store.defaults import Defaults


def test_nobody_chose_so_it_is_as_suits_most(store: Store) -> None:
    assert defaults.get() == Defaults()
    anna = household.add_member("Anna")
    assert (anna.hand_marks, anna.watched_at_percent, anna.skipped_libraries) == (True, None, ())
    trakt = accounts.open_for(anna.id, "trakt", rewatches=True)
    simkl = accounts.open_for(anna.id, "simkl", rewatches=False)
    assert (trakt.rewatch_films, trakt.rewatch_episodes, trakt.share_progress) == (
        True,
        True,
        False,
    )
    assert (simkl.rewatch_films, simkl.rewatch_episodes) == (False, False)


def test_who_comes_later_begins_with_what_was_chosen(store: Store, heard: list[Changed]) -> None:
    anna = household.add_member("Anna")
    heard.clear()
    changed = defaults.change(
        hand_marks=False, watched_at_percent=80, skipped_libraries=((3, "kids"),)
    )
    assert heard == [Changed.SETTINGS]
    assert defaults.get() == changed
    ben = household.add_member("Ben")
    assert (ben.hand_marks, ben.watched_at_percent) == (False, 80)
    assert household.member(ben.id).skipped_libraries == ((3, "kids"),)
    assert household.member(anna.id) == anna, "who is there keeps what they have"


def test_new_accounts_begin_with_what_was_chosen(store: Store) -> None:
    anna = household.add_member("Anna")
    before = accounts.open_for(anna.id, "trakt", rewatches=True)
    defaults.change(rewatch_films=False, share_progress=True)
    assert accounts.open_for(anna.id, "trakt", rewatches=True) == before
    simkl = accounts.open_for(anna.id, "simkl", rewatches=True)
    assert (simkl.rewatch_films, simkl.rewatch_episodes, simkl.share_progress) == (
        False,
        True,
        True,
    )


def test_back_to_the_usual_nothing_is_kept(store: Store) -> None:
    defaults.change(hand_marks=False)
    settings.put("defaults", settings.get("defaults") | {"of_another_version": 1})
    assert defaults.get() == Defaults(hand_marks=False)
    defaults.change(hand_marks=True)
    assert settings.get("defaults") is None
