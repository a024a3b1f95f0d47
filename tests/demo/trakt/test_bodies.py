"""Whatever a body says, the fake Trakt takes it or refuses it: it never breaks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.demo.catalogue import Catalogue, Movie
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.history_body import KINDS, HistoryBody
from scroblarr_desktop.demo.trakt.world import TraktWorld

CATALOGUE = Catalogue()
FILM = CATALOGUE.add_movie("The Lantern Year", 2019)
SERIES = CATALOGUE.add_show("Harbour Street", 2016, seasons={1: 2, 2: 1}, specials=1)
WORLD = TraktWorld(CATALOGUE, lambda: datetime(2026, 3, 1, tzinfo=UTC))

KEYS = st.sampled_from(
    [*KINDS, "ids", "number", "watched_at", "trakt", "imdb", "tmdb", "title", "year"]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from([FILM.trakt, FILM.imdb, FILM.title, 2019, SERIES.trakt, "released"]),
    st.sampled_from(["2026-02-11T19:30:00.000Z", "2026-99-11T19:30:00.000Z", "unknown"]),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
NUMBERED = st.fixed_dictionaries({"number": st.integers(0, 3)})


def read_or_refused(body: dict[str, Any]) -> HistoryBody | int:
    try:
        return HistoryBody.read(body, WORLD)
    except Denial as denial:
        return denial.status


@given(st.dictionaries(KEYS, JSON, max_size=4))
def test_a_body_is_taken_or_refused(body: dict[str, Any]) -> None:
    read = read_or_refused(body)
    if isinstance(read, HistoryBody):
        assert all(entry.watched_at.tzinfo for entry in read.entries)
    else:
        assert read in (400, 422)


@given(st.lists(NUMBERED, max_size=4), st.integers(0, 3))
def test_every_episode_named_is_taken_or_given_back(
    episodes: list[dict[str, int]], season: int
) -> None:
    shows = [
        {"ids": {"trakt": SERIES.trakt}, "seasons": [{"number": season, "episodes": episodes}]}
    ]
    read = HistoryBody.read({"shows": shows}, WORLD)
    there = {episode.number for episode in SERIES.season(season)}
    if not episodes and there:
        assert len(read.entries) == len(there)
        assert read.wholesale == 1
    else:
        taken = [e.thing.number for e in read.entries if not isinstance(e.thing, Movie)]
        assert taken == [e["number"] for e in episodes if e["number"] in there]
        lost = any(e["number"] not in there for e in episodes) or not there
        assert bool(read.not_found["shows"]) == lost
