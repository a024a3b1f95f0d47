"""What can be named at all, and what never can be sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.destinations.simkl import bodies
from scroblarr_desktop.destinations.simkl.items import (
    OF_ANIME,
    SHAPES,
    AnimeEpisode,
    Episode,
    Film,
    Target,
    key_of,
    target_named,
)

numbers = st.integers(0, 99_999)
plain_ids = st.integers(1, 10**12).map(str)
ids = st.dictionaries(
    st.sampled_from([source for source in SHAPES if source != "imdb"]), plain_ids, min_size=1
) | st.builds(lambda number: {"imdb": f"tt{number:07d}"}, st.integers(1, 10**8))
targets = st.one_of(
    st.builds(Film, ids, is_anime=st.booleans()),
    st.builds(Episode, ids, numbers, numbers),
    st.builds(AnimeEpisode, ids, numbers),
)
anything = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9), st.floats())


def titles_in(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, described in body.items():
        assert kind in ("movies", "shows", "anime")
        yield from ((kind, one) for one in described)


def means_one_thing(body: dict[str, Any]) -> bool:
    """Return whether nothing in the body means a whole show or a whole season."""
    [(kind, one)] = titles_in(body)
    if kind == "movies":
        return "seasons" not in one and "episodes" not in one and "status" not in one
    if kind == "anime":
        return "seasons" not in one and len(one["episodes"]) == 1
    [season] = one["seasons"]
    [episode] = season["episodes"]
    return "status" not in one and {type(season["number"]), type(episode["number"])} == {int}


@given(targets, st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_no_body_means_a_whole_show_or_season(target: Target, at: datetime) -> None:
    assert means_one_thing(bodies.history(target, bodies.stamp(at.replace(tzinfo=UTC))))
    if not isinstance(target, Film):
        assert means_one_thing(bodies.removal(target))
    scrobbled = bodies.scrobble(target, 40)
    parts = scrobbled.keys() & {"movie", "show", "anime"}
    assert len(parts) == 1
    assert ("episode" in scrobbled) != (parts == {"movie"})
    [asked] = bodies.question(target)
    assert ("episode" in asked) != isinstance(target, Film)


@given(anything, anything)
def test_an_episode_without_numbers_cannot_be_built(season: Any, number: Any) -> None:
    def is_number(value: Any) -> bool:
        return type(value) is int and 0 <= value <= 99_999

    if is_number(season) and is_number(number):
        Episode({"simkl": "5"}, season, number)
        return
    with pytest.raises(ValueError, match="have a number"):
        Episode({"simkl": "5"}, season, number)


@given(anything)
def test_an_episode_of_anime_without_a_number_cannot_be_built(number: Any) -> None:
    if type(number) is int and 0 <= number <= 99_999:
        return
    with pytest.raises(ValueError, match="have a number"):
        AnimeEpisode({"mal": "5"}, number)


@pytest.mark.parametrize(
    "ids", [{}, {"simkl": ""}, {"simkl": "x"}, {"tvdb": "0"}, {"plex": "5"}, {"imdb": "5"}]
)
def test_nothing_is_named_without_an_id_that_simkl_knows(ids: dict[str, str]) -> None:
    for build in (Film, lambda ids: Episode(ids, 1, 1), lambda ids: AnimeEpisode(ids, 1)):
        with pytest.raises(ValueError, match="by an id"):
            build(ids)


@given(targets)
def test_a_target_is_found_again_by_its_key(target: Target) -> None:
    assert target_named(key_of(target)) == target


@pytest.mark.parametrize(
    "key", ["", "show:simkl=5", "episode:simkl=5:1", "episode:simkl=5", "anime:mal=5", "film:x=1"]
)
def test_a_key_of_less_than_one_thing_names_nothing(key: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        target_named(key)


def test_simkls_own_id_travels_as_a_number_and_others_as_text() -> None:
    assert bodies.ids_sent({"simkl": "53536", "tmdb": "296"}) == {"simkl": 53536, "tmdb": "296"}
    assert set(OF_ANIME) < set(SHAPES)
