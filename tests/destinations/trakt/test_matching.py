"""Which of Trakt's items is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Alias, Catalogue, Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.destinations import Access, Match
from scroblarr_desktop.destinations.errors import Doubtful, NotFoundThere, Outage
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.watches import Item, Kind


@pytest.fixture
def episode(series: Show) -> Item:
    """Season 1, episode 2, with every id that there is."""
    return series.item(1, 2)


def asked(fake: FakeTrakt) -> list[str]:
    """Return what was asked, without the answers' wanted length."""
    queries = ("query", "years", "type")
    return [
        call.path + "".join(f" {q}={call.query[q]}" for q in queries if q in call.query)
        for call in fake.calls
    ]


async def no_match(trakt: Trakt, access: Access, item: Item) -> NotFoundThere:
    with pytest.raises(NotFoundThere) as caught:
        await trakt.find(access, item)
    return caught.value


# -- episodes by their own ids


async def test_an_episode_is_found_by_its_own_id(
    trakt: Trakt, access: Access, fake: FakeTrakt, series: Show, episode: Item
) -> None:
    wanted = series.episode(1, 2)
    match = await trakt.find(access, episode)
    assert match == Match(
        Kind.EPISODE,
        str(wanted.trakt),
        "Harbour Street S01E02 Chapter 1.2",
        {
            "episode": {"ids": {"trakt": wanted.trakt}},
            "season": 1,
            "number": 2,
            "show": {
                "title": "Harbour Street",
                "year": 2016,
                "ids": {
                    "trakt": series.trakt,
                    "slug": "harbour-street",
                    "tvdb": series.tvdb,
                    "tmdb": series.tmdb,
                    "imdb": series.imdb,
                },
            },
            "url": "https://trakt.tv/shows/harbour-street/seasons/1/episodes/2",
            "run_time_s": 2520.0,
        },
    )
    assert asked(fake) == [f"/search/tvdb/{wanted.tvdb} type=episode"]


@pytest.mark.parametrize("source", ["tvdb", "tmdb", "imdb"])
async def test_each_source_of_ids_will_do(
    trakt: Trakt, access: Access, series: Show, episode: Item, source: str
) -> None:
    item = replace(episode, ids={source: episode.ids[source]}, show_ids={})
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)


async def test_ids_that_trakt_cannot_search_for_are_not_asked(
    trakt: Trakt, access: Access, fake: FakeTrakt, episode: Item
) -> None:
    ids = {"plex": "5d9c", "anidb": "12", "mal": "3", "tvdb": "0", "tmdb": "12/../3", "imdb": "nm1"}
    await trakt.find(access, replace(episode, ids=ids, show_ids={"plex": "1", "tvdb": ""}))
    assert asked(fake)[0] == "/search/show query=Harbour Street years=2016"


async def test_a_series_id_in_place_of_an_episode_id_is_dropped(
    trakt: Trakt, access: Access, fake: FakeTrakt, catalogue: Catalogue, series: Show, episode: Item
) -> None:
    # As in libraries kept by NFO files: the series' id happens to be an episode of something else.
    other = catalogue.add_show("Kettle Row", 1990, seasons={1: 1})
    catalogue.add_episode(other, 1, 2, tvdb=series.tvdb)
    item = replace(episode, ids={"tvdb": str(series.tvdb), "imdb": episode.ids["imdb"]})
    match = await trakt.find(access, item)
    assert match.id == str(series.episode(1, 2).trakt)
    assert asked(fake)[-1] == f"/search/imdb/{item.ids['imdb']} type=episode"


async def test_the_same_show_with_another_number_is_for_the_person(
    trakt: Trakt, access: Access, fake: FakeTrakt, episode: Item
) -> None:
    with pytest.raises(Doubtful) as caught:
        await trakt.find(access, replace(episode, number=3))
    sentence = caught.value.sentence
    assert "Harbour Street S01E02" in sentence
    assert "Harbour Street S01E03" in sentence
    assert len(fake.calls) == 1


async def test_specials_and_zeros_are_numbers(trakt: Trakt, access: Access, series: Show) -> None:
    item = replace(series.item(0, 2), ids={})
    match = await trakt.find(access, item)
    assert match.id == str(series.episode(0, 2).trakt)
    assert match.title.startswith("Harbour Street S00E02")
    with pytest.raises(Doubtful):
        await trakt.find(access, replace(series.item(1, 2), season=0))


async def test_without_numbers_an_own_id_whose_show_agrees_is_enough(
    trakt: Trakt, access: Access, series: Show, episode: Item
) -> None:
    item = replace(episode, season=None, number=None, show_ids={})
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)
    error = await no_match(trakt, access, replace(item, ids={}))
    assert error.sentence == "Trakt does not know Harbour Street."


async def test_without_any_show_an_own_id_is_for_the_person(
    trakt: Trakt, access: Access, episode: Item
) -> None:
    error = await no_match(trakt, access, replace(episode, show=None, show_ids={}))
    assert isinstance(error, Doubtful)
    assert "Harbour Street S01E02" in error.sentence


# -- whether the show agrees


@pytest.mark.parametrize(
    ("title", "language", "sources"),
    [
        ("HARBOUR STREET!", None, []),
        ("Harbour Street (2016)", None, []),
        ("Harbor St.", None, ["aliases"]),
        ("Hafenstraße", "de", ["aliases", "translations/de"]),
        ("Rua do Porto", "de", ["aliases", "translations/de", "translations/pt"]),
        ("Hafenstrasse", None, ["aliases", "translations/pt", "translations"]),
    ],
)
async def test_names_are_asked_for_only_as_far_as_needed(
    trakt: Trakt,
    access: Access,
    fake: FakeTrakt,
    series: Show,
    episode: Item,
    title: str,
    language: str | None,
    sources: list[str],
) -> None:
    series.aliases = [Alias("Harbor St.", "us")]
    item = replace(episode, show=title, show_ids={}, language=language)
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)
    assert asked(fake)[1:] == [f"/shows/{series.trakt}/{source}" for source in sources]


async def test_an_equal_show_id_settles_it_whatever_the_title(
    trakt: Trakt, access: Access, fake: FakeTrakt, series: Show, episode: Item
) -> None:
    ids = {"tvdb": "9", "imdb": str(series.imdb)}
    await trakt.find(access, replace(episode, show="Улица", show_ids=ids))
    assert len(fake.calls) == 1


async def test_a_name_once_learnt_is_not_asked_for_again(
    trakt: Trakt, access: Access, fake: FakeTrakt, series: Show
) -> None:
    for number in (1, 2, 3):
        item = replace(series.item(1, number), show="Rua do Porto", show_ids={})
        await trakt.find(access, item)
    assert [line for line in asked(fake) if line.endswith("/aliases")] == [
        f"/shows/{series.trakt}/aliases"
    ]


async def test_the_original_title_agrees_too(
    trakt: Trakt, access: Access, fake: FakeTrakt, catalogue: Catalogue
) -> None:
    show = catalogue.add_show("Kites over Kanda", 2020, seasons={1: 2}, original_title="神田の凧")
    item = replace(show.item(1, 1), show="神田の凧", show_ids={})
    assert (await trakt.find(access, item)).id == str(show.episode(1, 1).trakt)
    assert len(fake.calls) == 1


# -- episodes by their show


async def test_show_ids_with_season_and_number_come_second(
    trakt: Trakt, access: Access, fake: FakeTrakt, series: Show, episode: Item
) -> None:
    item = replace(episode, ids={"tvdb": "77"}, show="Something localised")
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)
    assert asked(fake) == [
        "/search/tvdb/77 type=episode",
        f"/search/tvdb/{series.tvdb} type=show",
        f"/shows/{series.trakt}/seasons/1/episodes/2",
    ]


async def test_title_year_and_numbers_come_last(
    trakt: Trakt, access: Access, fake: FakeTrakt, series: Show, episode: Item
) -> None:
    item = replace(episode, ids={"imdb": "tt77"}, show_ids={"tvdb": "77", "tmdb": "78"})
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)
    assert asked(fake) == [
        "/search/imdb/tt77 type=episode",
        "/search/tvdb/77 type=show",
        "/search/tmdb/78 type=show",
        "/search/show query=Harbour Street years=2016",
        f"/shows/{series.trakt}/seasons/1/episodes/2",
    ]


def by_title(item: Item, **changes: Any) -> Item:
    return replace(item, ids={}, show_ids={}, **changes)


async def test_a_title_that_is_merely_alike_is_not_taken(
    trakt: Trakt, access: Access, episode: Item
) -> None:
    error = await no_match(trakt, access, by_title(episode, show="Harbour Street Stories"))
    assert not isinstance(error, Doubtful)
    assert error.sentence == "Trakt does not know Harbour Street Stories S01E02."
    await no_match(trakt, access, by_title(episode, show_year=2015))
    await no_match(trakt, access, by_title(episode, show=None))


async def test_a_year_behind_the_title_is_understood(
    trakt: Trakt, access: Access, series: Show, episode: Item
) -> None:
    item = by_title(episode, show="Harbour Street (2016)", show_year=None)
    assert (await trakt.find(access, item)).id == str(series.episode(1, 2).trakt)
    await no_match(trakt, access, by_title(episode, show="Harbour Street (2015)", show_year=None))


@pytest.mark.parametrize("title", ['Who (Is) "There"?', "M*A*S: 9-1-1 ~ Go!", "Either/Or", "A\\B"])
async def test_characters_that_the_search_takes_as_operators_are_literal(
    trakt: Trakt, access: Access, fake: FakeTrakt, catalogue: Catalogue, title: str
) -> None:
    show = catalogue.add_show(title, 2001, seasons={1: 1})
    match = await trakt.find(access, by_title(show.item(1, 1)))
    assert match.id == str(show.episode(1, 1).trakt)
    query = fake.calls[0].query["query"]
    assert query.replace("\\", "") == title.replace("\\", "")
    assert query.count("\\") >= sum(c in '+-&|!(){}[]^"~*?:/\\' for c in title)


async def test_of_two_shows_of_one_name_the_episode_s_year_decides(
    trakt: Trakt, access: Access, catalogue: Catalogue
) -> None:
    old = catalogue.add_show("Glasshouse", 2005, seasons={1: 3})
    new = catalogue.add_show("Glasshouse", 2024, seasons={1: 3})
    for show in (old, new):
        item = by_title(show.item(1, 2), show_year=None)
        assert (await trakt.find(access, item)).id == str(show.episode(1, 2).trakt)
    with pytest.raises(Doubtful, match=r"Glasshouse \(2005\), Glasshouse \(2024\)"):
        await trakt.find(access, by_title(old.item(1, 2), show_year=None, year=None))
    error = await no_match(trakt, access, by_title(old.item(1, 2), show_year=None, year=2015))
    assert not isinstance(error, Doubtful)


async def test_the_show_s_year_decides_too(
    trakt: Trakt, access: Access, catalogue: Catalogue
) -> None:
    catalogue.add_show("Glasshouse", 2005, seasons={1: 3})
    new = catalogue.add_show("Glasshouse", 2024, seasons={1: 3})
    item = by_title(new.item(1, 2), year=None)
    assert (await trakt.find(access, item)).id == str(new.episode(1, 2).trakt)


async def test_an_episode_that_is_not_there_yet_is_not_taken_from_a_namesake(
    trakt: Trakt, access: Access, catalogue: Catalogue
) -> None:
    catalogue.add_show("Glasshouse", 2005, seasons={1: 3, 2: 3})
    new = catalogue.add_show("Glasshouse", 2024, seasons={1: 3})
    ids = {"tvdb": str(new.tvdb), "tmdb": str(new.tmdb)}
    item = Item(
        Kind.EPISODE, "Fresh", show="Glasshouse", show_ids=ids, season=2, number=1, year=None
    )
    error = await no_match(trakt, access, item)
    assert not isinstance(error, Doubtful)
    # By title alone, its year is what tells.
    await no_match(trakt, access, by_title(item, year=2025))


async def test_a_single_namesake_of_quite_another_year_is_not_taken(
    trakt: Trakt, access: Access, catalogue: Catalogue
) -> None:
    show = catalogue.add_show("Glasshouse", 2005, seasons={1: 3})
    item = by_title(show.item(1, 2), show_year=None, year=2024)
    error = await no_match(trakt, access, item)
    assert error.sentence == "Trakt knows Glasshouse (2005), but not Glasshouse S01E02 of 2024."
    aired = show.episode(1, 2).first_aired.year
    near = await trakt.find(access, replace(item, year=aired + 1))
    assert near.id == str(show.episode(1, 2).trakt)


# -- movies


async def test_a_movie_is_found_by_id(
    trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie
) -> None:
    match = await trakt.find(access, film.item())
    assert match == Match(
        Kind.MOVIE,
        str(film.trakt),
        "The Lantern Year (2019)",
        {
            "movie": {
                "title": "The Lantern Year",
                "year": 2019,
                "ids": {
                    "trakt": film.trakt,
                    "slug": "the-lantern-year-2019",
                    "imdb": film.imdb,
                    "tmdb": film.tmdb,
                },
            },
            "url": "https://trakt.tv/movies/the-lantern-year-2019",
            "run_time_s": 6240.0,
        },
    )
    assert asked(fake) == [f"/search/imdb/{film.imdb} type=movie"]


async def test_a_movie_is_found_by_the_next_id_and_never_by_tvdb(
    trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie
) -> None:
    ids = {"tvdb": str(film.tvdb), "imdb": "tt1", "tmdb": str(film.tmdb)}
    match = await trakt.find(access, replace(film.item(), ids=ids))
    assert match.id == str(film.trakt)
    assert asked(fake) == ["/search/imdb/tt1 type=movie", f"/search/tmdb/{film.tmdb} type=movie"]


@pytest.mark.parametrize("title", ["the lantern year", "L'Année des Lanternes"])
async def test_a_movie_is_found_by_exact_title_and_year(
    trakt: Trakt, access: Access, film: Movie, title: str
) -> None:
    match = await trakt.find(access, Item(Kind.MOVIE, title, 2019))
    assert match.id == str(film.trakt)


async def test_a_movie_without_a_year_is_for_the_person(trakt: Trakt, access: Access) -> None:
    error = await no_match(trakt, access, Item(Kind.MOVIE, "The Lantern Year"))
    assert isinstance(error, Doubtful)
    assert "The Lantern Year (2019)" in error.sentence


async def test_two_movies_of_one_name_and_year_are_for_the_person(
    trakt: Trakt, access: Access, catalogue: Catalogue
) -> None:
    for _ in range(2):
        catalogue.add_movie("The Long Ferry", 2022)
    error = await no_match(trakt, access, Item(Kind.MOVIE, "The Long Ferry", 2022))
    assert isinstance(error, Doubtful)


@pytest.mark.parametrize(
    "item", [Item(Kind.MOVIE, "The Lantern Year", 2018), Item(Kind.MOVIE, "The Lantern", 2019)]
)
async def test_a_movie_that_is_merely_alike_is_not_taken(
    trakt: Trakt, access: Access, item: Item
) -> None:
    error = await no_match(trakt, access, item)
    assert not isinstance(error, Doubtful)
    assert error.sentence == f"Trakt does not know {item.title} ({item.year})."


# -- strange answers


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        '"text"',
        [None, 3, [], {}],
        [{"type": "movie", "movie": None}],
        [{"type": "movie", "movie": {"title": "The Lantern Year", "ids": {"trakt": "x"}}}],
        [{"type": "episode", "episode": {"ids": {"trakt": 7}}}],
    ],
)
async def test_an_answer_that_names_nothing_finds_nothing(
    trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie, body: Any
) -> None:
    fake.faults.add("GET *", status=200, body=body, times=None)
    await no_match(trakt, access, film.item())


async def test_missing_fields_and_unknown_ones_do_not_matter(
    trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie
) -> None:
    movie = {"title": None, "year": None, "ids": {"trakt": 31, "plex": {"guid": "a"}}, "x": 1}
    fake.faults.add("GET *", status=200, body=[{"movie": movie}])
    match = await trakt.find(access, film.item())
    assert (match.id, match.target) == ("31", {"movie": {"ids": {"trakt": 31}}})


async def test_half_an_answer_is_an_outage_that_changed_nothing(
    trakt: Trakt, access: Access, fake: FakeTrakt, film: Movie
) -> None:
    fake.faults.garbage("GET *")
    with pytest.raises(Outage) as caught:
        await trakt.find(access, film.item())
    assert not caught.value.fate_unknown
