from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from scroblarr_desktop.watches import (
    Item,
    Kind,
    Progress,
    ProgressAction,
    contradict,
    plain_letters,
    plain_title,
    same_item,
    same_show,
    same_titled_movie,
    share_an_id,
)

# Few values, so that two items agree often.
ids = st.dictionaries(st.sampled_from(["imdb", "tmdb", "title"]), st.sampled_from("12"))
titles = st.sampled_from(["Harbour Street", "harbour  street!", "Häfen", "The Lantern Year", "?"])
places = st.none() | st.integers(0, 2)
items = st.builds(
    Item,
    kind=st.sampled_from(Kind),
    title=titles,
    year=st.none() | st.sampled_from([2020, 2021]),
    ids=ids,
    show=st.none() | st.just("") | titles,
    show_ids=ids,
    show_year=st.none() | st.just(2019),
    season=places,
    number=places,
    run_time_s=st.none() | st.floats(0, 10_000),
    language=st.none() | st.just("de"),
    server_key=st.none() | st.just("77"),
)


def movie(title: str = "The Lantern Year", year: int | None = 2021, **more: Any) -> Item:
    return Item(Kind.MOVIE, title, year=year, **more)


def episode(number: int | None = 4, season: int | None = 1, **more: Any) -> Item:
    more.setdefault("show", "Harbour Street")
    return Item(Kind.EPISODE, more.pop("title", "Part"), season=season, number=number, **more)


# Which descriptions mean one item


@given(items, items)
def test_sameness_is_symmetric(a: Item, b: Item) -> None:
    assert same_item(a, b) == same_item(b, a)
    assert same_show(a, b) == same_show(b, a)
    assert share_an_id(a.ids, b.ids) == share_an_id(b.ids, a.ids)
    assert contradict(a.ids, b.ids) == contradict(b.ids, a.ids)


@given(items, items)
@settings(max_examples=500)
def test_the_same_item_is_always_found_by_a_key(a: Item, b: Item) -> None:
    """The log looks for earlier watches by these keys only."""
    assert not same_item(a, b) or a.identity_keys() & b.identity_keys()


@given(items)
def test_an_item_with_a_key_is_itself(item: Item) -> None:
    assert same_item(item, item) == bool(item.identity_keys())


@given(items, items)
def test_a_movie_is_never_an_episode(a: Item, b: Item) -> None:
    assume(a.kind is not b.kind)
    assert not same_item(a, b)
    assert not a.identity_keys() & b.identity_keys()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (movie(ids={"imdb": "tt1"}), movie("Das Laternenjahr", 2020, ids={"imdb": "tt1"}), True),
        (movie(), movie("the lantern-year"), True),
        (movie(), movie(year=2020), False),
        (movie(year=None), movie(year=None), True),
        (movie(year=None), movie(), False),
        (movie(ids={"imdb": "1"}), movie("Else", ids={"tmdb": "1"}), False),
        (movie(server_key="77"), movie("Else", server_key="77"), False),
    ],
)
def test_movies_are_the_same_by_an_id_or_by_title_and_year(a: Item, b: Item, same: bool) -> None:
    assert same_item(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (episode(), episode(title="Another title"), True),
        (episode(), episode(5), False),
        (episode(), episode(season=2), False),
        (episode(0, 0), episode(0, 0), True),
        (episode(None), episode(None), False),
        (episode(None, ids={"tvdb": "9"}), episode(ids={"tvdb": "9"}), True),
        (episode(show="Harbour Street"), episode(show="HARBOUR STREET!"), True),
        (episode(show=None), episode(show=None), False),
        (episode(show_ids={"tvdb": "1"}), episode(show="Hafen", show_ids={"tvdb": "1"}), True),
        (episode(show_ids={"tvdb": "1"}), episode(show_ids={"tvdb": "2"}), False),
        (episode(show_ids={"tvdb": "1"}), episode(show_ids={"imdb": "tt2"}), True),
        (episode(show_ids={"tvdb": "1"}), episode(), True),
    ],
)
def test_episodes_are_the_same_by_an_id_or_by_their_place_in_the_show(
    a: Item, b: Item, same: bool
) -> None:
    assert same_item(a, b) is same


def test_the_shows_id_in_an_episodes_place_does_not_make_a_season_one_episode() -> None:
    """Libraries described by NFO files carry it there."""
    shows_id = {"tmdb": "229210"}
    first, second = episode(1, ids=shows_id), episode(2, ids=shows_id)
    assert not same_item(first, second)
    assert same_item(first, episode(1, ids=shows_id))


def test_an_episode_counted_otherwise_under_another_name_is_known_by_its_id() -> None:
    own = {"tvdb": "9001"}
    assert same_item(episode(5, 1, ids=own), episode(17, 0, show="Hafenstraße", ids=own))


def test_movies_of_one_title_agree_about_the_year_or_know_none() -> None:
    assert same_titled_movie(movie(), movie("The Lantern Year!"))
    assert same_titled_movie(movie(year=None), movie(year=None))
    assert not same_titled_movie(movie(year=None), movie())


# Titles


@given(st.text())
@example("Foo™")
@example("İstanbul ＆ Café")
def test_a_plain_title_stays_as_it_is(title: str) -> None:
    assert plain_letters(plain_letters(title)) == plain_letters(title)
    assert plain_title(plain_title(title)) == plain_title(title)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Harbour Street", "harbour  street!"),
        ("Fire & Rain", "Fire and Rain"),
        ("Fire ＆ Rain", "Fire and Rain"),
        ("Die Ärzte am Fluß", "die arzte am fluss"),
        ("Anna's Boat", "Annas Boat"),
        ("Anna’s Boat", "Annas Boat"),
        ("Boat™", "boattm"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("Step - by: Step", "Step by Step"),
    ],
)
def test_titles_that_differ_only_in_dress_are_equal(title: str, other: str) -> None:
    assert plain_title(title) == plain_title(other)


@pytest.mark.parametrize(
    ("title", "other"),
    [("Harbour Street", "Harbour Streets"), ("Part 1", "Part 2"), ("?", "!"), ("東京", "京都")],
)
def test_titles_that_differ_stay_different(title: str, other: str) -> None:
    assert plain_title(title) != plain_title(other)


def test_a_title_of_nothing_but_signs_is_not_lost() -> None:
    assert plain_title(" ?! ") == "?!"
    assert plain_title("") == ""


# Spans


@pytest.mark.parametrize(
    ("item", "window"),
    [
        (movie(run_time_s=6000.0), timedelta(minutes=50)),
        (episode(run_time_s=1500), timedelta(minutes=12, seconds=30)),
        (movie(), timedelta(minutes=45)),
        (episode(), timedelta(minutes=15)),
        (movie(run_time_s=0), timedelta(minutes=45)),
    ],
)
def test_two_finishes_within_half_the_run_time_are_one_watch(item: Item, window: timedelta) -> None:
    assert item.same_watch_window == window


@pytest.mark.parametrize(
    ("run_times_s", "position_s", "percent"),
    [
        ([1000.0], 700.0, 70.0),
        ([1000.0], 1200.0, 100.0),
        ([1000.0], -5.0, 0.0),
        ([600.0, 400.0], 500.0, 50.0),
        ([1000.0], None, None),
        ([None], 700.0, None),
        ([0.0], 700.0, None),
        ([], 700.0, None),
    ],
)
def test_how_far_into_the_file(
    run_times_s: list[float | None], position_s: float | None, percent: float | None
) -> None:
    items = tuple(episode(n, run_time_s=run_time) for n, run_time in enumerate(run_times_s))
    at = datetime(2026, 3, 14, 12, tzinfo=UTC)
    assert Progress(ProgressAction.STOP, items, at, position_s).percent == percent
