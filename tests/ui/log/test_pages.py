from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.store.records import LoggedWatch
from scroblarr_desktop.ui.log.pages import pages_about
from scroblarr_desktop.watches import Ids, Kind

AT = datetime(2026, 3, 1, tzinfo=UTC)
BARE = LoggedWatch(
    id=1,
    kind=Kind.EPISODE,
    title="Part 4",
    show="Harbour Street",
    season=1,
    number=4,
    year=None,
    ids={},
    member=None,
    server=None,
    watched_at=AT,
    received_at=AT,
    by_hand=False,
    rewatched=False,
    deliveries=(),
)
SHOW = {"imdb": "tt9", "tmdb": "33", "tvdb": "44"}


@pytest.mark.parametrize(
    ("ids", "show_ids", "wanted"),
    [
        ({}, {}, []),
        (
            {"tvdb": "77"},
            SHOW,
            [
                "https://trakt.tv/search/tvdb/77?id_type=episode",
                "https://www.imdb.com/title/tt9/",
                "https://www.themoviedb.org/tv/33/season/1/episode/4",
                "https://thetvdb.com/dereferrer/episode/77",
            ],
        ),
        (
            {"plex": "abc"},
            {"tvdb": "44"},
            [
                "https://trakt.tv/search/tvdb/44?id_type=show",
                "https://thetvdb.com/dereferrer/series/44",
            ],
        ),
    ],
)
def test_an_episode_leads_to_its_pages(ids: Ids, show_ids: Ids, wanted: list[str]) -> None:
    watch = replace(BARE, ids=ids, show_ids=show_ids)
    assert [address for _, address in pages_about(watch)] == wanted


def test_a_film_leads_to_its_pages_and_ids_are_never_taken_for_paths() -> None:
    film = replace(BARE, kind=Kind.MOVIE, show=None, ids={"tmdb": "1/../2", "tvdb": "5"})
    assert [address for _, address in pages_about(film)] == [
        "https://trakt.tv/search/tmdb/1%2F..%2F2?id_type=movie",
        "https://www.themoviedb.org/movie/1%2F..%2F2",
        "https://thetvdb.com/dereferrer/movie/5",
    ]
