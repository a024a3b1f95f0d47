"""Ids in the spelling of every Plex agent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.media_servers.plex_guids import PlexIds, read_ids
from scroblarr_desktop.watches import Kind

EPISODE = "61f0a2b3c4d5e6f708192a3b"
SHOW = "61f0a2b3c4d5e6f708192a00"


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        (f"plex://movie/{EPISODE}", PlexIds({"plex": EPISODE}, {})),
        (
            "com.plexapp.agents.imdb://tt9000001?lang=en",
            PlexIds({"imdb": "tt9000001"}, {}, language="en"),
        ),
        (
            "com.plexapp.agents.themoviedb://990001?lang=fr",
            PlexIds({"tmdb": "990001"}, {}, language="fr"),
        ),
        ("com.plexapp.agents.hama://anidb-4410", PlexIds({"anidb": "4410"}, {})),
        (
            "com.plexapp.agents.hama://tmdb-990001?lang=en",
            PlexIds({"tmdb": "990001"}, {}, language="en"),
        ),
        ("com.plexapp.agents.hama://imdb-tt9000001", PlexIds({"imdb": "tt9000001"}, {})),
        ("com.plexapp.agents.hama://imdb-900001", PlexIds({"imdb": "tt0900001"}, {})),
        (
            "net.fribbtastic.coding.plex.myanimelist://2593?lang=en",
            PlexIds({"mal": "2593"}, {}, language="en"),
        ),
        ("com.plexapp.agents.xbmcnfo://tt9000001?lang=xn", PlexIds({"imdb": "tt9000001"}, {})),
        ("com.plexapp.agents.xbmcnfo://990001?lang=xn", PlexIds({"tmdb": "990001"}, {})),
        ("tv.plex.agents.nfo.movie://movie/tmdb_990001", PlexIds({"tmdb": "990001"}, {})),
        ("tv.plex.agents.nfo.movie://movie/imdb_tt9000001", PlexIds({"imdb": "tt9000001"}, {})),
        ("tv.plex.agents.nfo.movie://movie/youtube_a1B2", PlexIds({}, {})),
        ("imdb://tt9000001", PlexIds({"imdb": "tt9000001"}, {})),
        ("local://310", PlexIds({}, {})),
        ("com.plexapp.agents.none://0c3f?lang=xn", PlexIds({}, {})),
        ("tv.plex.agents.none://0c3f", PlexIds({}, {})),
        ("com.plexapp.agents.themoviedb://990001/1/2", PlexIds({}, {})),
    ],
)
def test_a_movie(guid: str, expected: PlexIds) -> None:
    assert read_ids(Kind.MOVIE, {"guid": guid}) == expected


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        (f"plex://episode/{EPISODE}", PlexIds({"plex": EPISODE}, {})),
        (
            "com.plexapp.agents.thetvdb://4400/1/14?lang=en",
            PlexIds({}, {"tvdb": "4400"}, 1, 14, "en"),
        ),
        (
            "com.plexapp.agents.thetvdb://4400/0/0?lang=de",
            PlexIds({}, {"tvdb": "4400"}, 0, 0, "de"),
        ),
        ("com.plexapp.agents.thetvdb://4400/2021/2021-05-03", PlexIds({}, {"tvdb": "4400"}, 2021)),
        ("com.plexapp.agents.themoviedb://5500/1/2", PlexIds({}, {"tmdb": "5500"}, 1, 2)),
        (
            "com.plexapp.agents.imdb://tt9000200/3/4?lang=en",
            PlexIds({}, {"imdb": "tt9000200"}, 3, 4, "en"),
        ),
        (
            "com.plexapp.agents.hama://tvdb-4400/22/70?lang=en",
            PlexIds({}, {"tvdb": "4400"}, 22, 70, "en"),
        ),
        ("com.plexapp.agents.hama://tvdb2-4400/2/7", PlexIds({}, {"tvdb": "4400"}, 2, 7)),
        ("com.plexapp.agents.hama://tmdb-5500/1/2", PlexIds({}, {"tmdb": "5500"}, 1, 2)),
        ("com.plexapp.agents.hama://tsdb-5500/1/2", PlexIds({}, {"tmdb": "5500"}, 1, 2)),
        ("com.plexapp.agents.hama://imdb-tt9000200/1/2", PlexIds({}, {"imdb": "tt9000200"}, 1, 2)),
        ("com.plexapp.agents.hama://anidb-17494/1/7", PlexIds({}, {"anidb": "17494"}, 1, 7)),
        ("com.plexapp.agents.hama://anidb2-17494/1/7", PlexIds({}, {})),
        ("com.plexapp.agents.hama://youtube-17494/1/7", PlexIds({}, {})),
        (
            "net.fribbtastic.coding.plex.myanimelist://1575/1/5?lang=en",
            PlexIds({}, {"mal": "1575"}, 1, 5, "en"),
        ),
        ("com.plexapp.agents.xbmcnfotv://4400/1/2?lang=xn", PlexIds({}, {"tvdb": "4400"}, 1, 2)),
        ("com.plexapp.agents.xbmcnfotv://tt9000200/1/2", PlexIds({}, {"imdb": "tt9000200"}, 1, 2)),
        ("tv.plex.agents.nfo.series://episode/tvdb_8800205", PlexIds({"tvdb": "8800205"}, {})),
        ("tv.plex.agents.nfo.series://show/tvdb_4400", PlexIds({}, {"tvdb": "4400"})),
        ("local://2210", PlexIds({}, {})),
        ("com.plexapp.agents.none://7/1/2?lang=xn", PlexIds({}, {})),
        ("tv.plex.agents.none://7/1/2", PlexIds({}, {})),
        ("com.plexapp.agents.thetvdb://4400", PlexIds({}, {})),
        ("", PlexIds({}, {})),
        ("thetvdb", PlexIds({}, {})),
        ("plex://episode", PlexIds({}, {})),
    ],
)
def test_an_episode(guid: str, expected: PlexIds) -> None:
    assert read_ids(Kind.EPISODE, {"guid": guid}) == expected


@pytest.mark.parametrize(
    ("ancestors", "show_ids"),
    [
        ({"grandparentGuid": f"plex://show/{SHOW}"}, {"plex": SHOW}),
        ({"parentGuid": "plex://season/61f0a2b3c4d5e6f708192a01"}, {}),
        ({"grandparentGuid": "com.plexapp.agents.thetvdb://4400?lang=en"}, {"tvdb": "4400"}),
        ({"parentGuid": "com.plexapp.agents.thetvdb://4400/1?lang=en"}, {"tvdb": "4400"}),
        ({"parentGuid": "com.plexapp.agents.hama://tvdb-4400/22"}, {"tvdb": "4400"}),
        ({"grandparentGuid": "com.plexapp.agents.hama://tvdb-4400"}, {"tvdb": "4400"}),
        ({"grandparentGuid": "tv.plex.agents.nfo.series://show/tmdb_5500"}, {"tmdb": "5500"}),
        ({"grandparentGuid": "local://2200"}, {}),
    ],
)
def test_the_show_of_an_episode(ancestors: dict[str, str], show_ids: dict[str, str]) -> None:
    found = read_ids(Kind.EPISODE, {"guid": "local://1", **ancestors})
    assert (found.ids, found.show_ids) == ({}, show_ids)


def test_the_episodes_own_guid_wins_over_its_shows() -> None:
    metadata = {
        "guid": "com.plexapp.agents.thetvdb://4400/1/2",
        "grandparentGuid": "com.plexapp.agents.thetvdb://4499",
    }
    assert read_ids(Kind.EPISODE, metadata).show_ids == {"tvdb": "4400"}


def test_the_language_may_stand_at_the_show_only() -> None:
    metadata = {
        "guid": "local://1",
        "grandparentGuid": "com.plexapp.agents.thetvdb://4400?lang=PT-br",
    }
    assert read_ids(Kind.EPISODE, metadata).language == "pt"


@pytest.mark.parametrize(
    ("entries", "ids"),
    [
        ([{"id": "imdb://tt9000205"}], {"imdb": "tt9000205"}),
        ([{"id": " tmdb://0042 "}], {"tmdb": "42"}),
        ([{"id": "tvdb://1"}, {"id": "tvdb://2"}], {"tvdb": "1"}),
        ([{"id": "tvdb://0"}, {"id": "tmdb://-5"}, {"id": "imdb://9000205"}], {}),
        ([{"id": "tvdb://\u0665"}, {"id": "tvdb://"}, {"id": "tvdb://12x"}], {}),
        ([{"id": None}, {"id": 5}, "imdb://tt9000205", None, {}], {}),
        ({"id": "imdb://tt9000205"}, {}),
        ([{"id": "mbid://0f1e"}], {}),
    ],
)
def test_the_list_of_guids(entries: Any, ids: dict[str, str]) -> None:
    assert read_ids(Kind.EPISODE, {"Guid": entries}).ids == ids
    assert read_ids(Kind.MOVIE, {"Guid": entries}).ids == ids


def test_an_id_of_the_list_wins_over_that_of_the_guid() -> None:
    metadata = {"guid": "com.plexapp.agents.themoviedb://1", "Guid": [{"id": "tmdb://2"}]}
    assert read_ids(Kind.MOVIE, metadata).ids == {"tmdb": "2"}


@given(st.integers(1, 10**9), st.integers(0, 9999), st.integers(0, 9999))
def test_every_legacy_episode_keeps_its_shows_id_and_its_numbers(
    show_id: int, season: int, number: int
) -> None:
    guid = f"com.plexapp.agents.thetvdb://{show_id}/{season}/{number}?lang=en"
    expected = PlexIds({}, {"tvdb": str(show_id)}, season, number, "en")
    assert read_ids(Kind.EPISODE, {"guid": guid}) == expected


@given(st.sampled_from(Kind), st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_taken_for_an_id_that_could_not_be_one(kind: Kind, guid: str, rest: str) -> None:
    metadata = {"guid": guid, "Guid": [{"id": f"imdb://{rest}"}, {"id": f"tvdb://{rest}"}]}
    found = read_ids(kind, metadata)
    assert all(value.strip() == value and value.isascii() for value in found.ids.values())
    assert found.ids.get("imdb", "tt").startswith("tt")
    assert int(found.ids.get("tvdb", "1")) > 0
