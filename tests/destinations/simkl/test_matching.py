"""Which of Simkl's titles is taken for which of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.demo.catalogue import Alias, Catalogue, Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.destinations import Access, Match
from scroblarr_desktop.destinations.errors import Doubtful, NotFoundThere, Outage
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.watches import Ids, Item, Kind


def without_ids(item: Item, **changes: object) -> Item:
    return replace(item, ids={}, show_ids={}, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["imdb", "tmdb", "tvdb"])
async def test_a_film_is_found_by_any_of_its_ids(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie, source: str
) -> None:
    item = film.item()
    match = await simkl.find(access, replace(item, title="?", ids={source: item.ids[source]}))
    assert match == Match(
        Kind.MOVIE,
        f"film:simkl={fake.id_of(film)}",
        "The Lantern Year (2019)",
        {
            "url": f"https://simkl.com/movies/{fake.id_of(film)}",
            "run_time_s": film.run_time_min * 60.0,
            "released": "2019-05-17",
        },
    )


async def test_a_film_is_found_by_its_exact_title_and_year(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie, catalogue: Catalogue
) -> None:
    catalogue.add_movie("The Lantern Year Again", 2019)
    catalogue.add_movie("The Lantern Year", 1988)
    for title in ("The Lantern Year", "the lantern year!", "L'année des lanternes"):
        match = await simkl.find(access, without_ids(film.item(), title=title))
        assert match.id == f"film:simkl={fake.id_of(film)}"


async def test_a_film_is_never_merely_the_first_hit(
    simkl: Simkl, access: Access, film: Movie
) -> None:
    with pytest.raises(NotFoundThere, match="Lantern Years"):
        await simkl.find(access, without_ids(film.item(), title="The Lantern Years"))
    with pytest.raises(NotFoundThere):
        await simkl.find(access, without_ids(film.item(), year=2018))


async def test_a_film_without_a_year_is_left_to_a_person(
    simkl: Simkl, access: Access, film: Movie
) -> None:
    with pytest.raises(Doubtful, match="does not say the year"):
        await simkl.find(access, without_ids(film.item(), year=None))


async def test_two_films_of_one_name_and_year_are_left_to_a_person(
    simkl: Simkl, access: Access, film: Movie, catalogue: Catalogue
) -> None:
    catalogue.add_movie("The Lantern Year", 2019)
    with pytest.raises(Doubtful, match="may be"):
        await simkl.find(access, without_ids(film.item()))


@pytest.mark.parametrize("source", ["imdb", "tmdb", "tvdb"])
async def test_an_episode_is_found_by_any_id_of_its_show(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, source: str
) -> None:
    item = series.item(2, 3)
    one = replace(item, show="?", ids={}, show_ids={source: item.show_ids[source]})
    match = await simkl.find(access, one)
    assert match.id == f"episode:simkl={fake.id_of(series)}:2:3"
    assert match.title == "Harbour Street S02E03 Chapter 2.3"
    assert match.target["released"] == series.episode(2, 3).first_aired.isoformat()


async def test_an_episodes_own_ids_are_not_taken_for_its_shows(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, catalogue: Catalogue
) -> None:
    other = catalogue.add_show("Another", 2016, seasons={1: 9}, tvdb=series.episode(2, 3).tvdb)
    assert other.tvdb == series.episode(2, 3).tvdb
    match = await simkl.find(access, replace(series.item(2, 3), show_ids={}))
    assert match.id == f"episode:simkl={fake.id_of(series)}:2:3"


@pytest.mark.parametrize("title", ["Harbour Street", "Hafenstraße", "harbour street"])
async def test_an_episode_is_found_by_its_shows_title(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, title: str
) -> None:
    match = await simkl.find(access, without_ids(series.item(1, 1), show=title))
    assert match.id == f"episode:simkl={fake.id_of(series)}:1:1"


async def test_a_remake_is_told_apart_by_the_year(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, catalogue: Catalogue
) -> None:
    remake = catalogue.add_show("Harbour Street", 2025, seasons={1: 4})
    match = await simkl.find(access, without_ids(remake.item(1, 2)))
    assert match.id == f"episode:simkl={fake.id_of(remake)}:1:2"
    with pytest.raises(Doubtful, match="may be"):
        await simkl.find(access, without_ids(series.item(1, 2), show_year=None, year=None))


async def test_by_title_alone_the_year_of_the_episode_must_fit(
    simkl: Simkl, access: Access, series: Show
) -> None:
    item = without_ids(series.item(1, 2), show_year=None)
    assert (await simkl.find(access, item)).kind is Kind.EPISODE
    with pytest.raises(NotFoundThere):
        await simkl.find(access, replace(item, year=2025))


async def test_a_new_episode_is_found_once_it_is_there(
    simkl: Simkl, access: Access, series: Show, catalogue: Catalogue
) -> None:
    item = replace(series.item(2, 3), number=4)
    with pytest.raises(NotFoundThere, match="S02E04 yet"):
        await simkl.find(access, item)
    catalogue.add_episode(series, 2, 4)
    assert (await simkl.find(access, item)).id.endswith(":2:4")


async def test_a_wrong_id_of_the_show_is_passed_over(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, film: Movie
) -> None:
    wrong: list[Ids] = [{"imdb": film.imdb or ""}, {"tvdb": "1"}, {"tvdb": "0"}, {"imdb": "tt"}]
    for ids in wrong:
        match = await simkl.find(access, replace(series.item(1, 1), show_ids=ids))
        assert match.id == f"episode:simkl={fake.id_of(series)}:1:1"


async def test_without_a_number_nothing_can_be_found(
    simkl: Simkl, access: Access, series: Show
) -> None:
    with pytest.raises(NotFoundThere, match="number"):
        await simkl.find(access, replace(series.item(1, 1), number=None))
    with pytest.raises(NotFoundThere):
        await simkl.find(access, replace(series.item(1, 1), season=None))


async def test_season_0_and_number_0_are_real_numbers(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show, catalogue: Catalogue
) -> None:
    own = f"episode:simkl={fake.id_of(series)}"
    assert (await simkl.find(access, series.item(0, 1))).id == f"{own}:0:1"
    catalogue.add_episode(series, 1, 0, first_aired=datetime(2016, 3, 1, tzinfo=UTC))
    assert (await simkl.find(access, series.item(1, 0))).id == f"{own}:1:0"


# -- anime


async def test_an_anime_goes_by_the_ids_that_its_numbers_belong_to(
    simkl: Simkl, access: Access, anime: Show
) -> None:
    match = await simkl.find(access, anime.item(2, 4))
    ids = f"imdb={anime.imdb},tmdb={anime.tmdb},tvdb={anime.tvdb}"
    assert match.id == f"episode:{ids}:2:4"


async def test_an_anime_found_by_title_goes_by_the_ids_that_simkl_tells(
    simkl: Simkl, access: Access, anime: Show
) -> None:
    match = await simkl.find(access, without_ids(anime.item(2, 4)))
    assert match.id == f"episode:imdb={anime.imdb},tmdb={anime.tmdb},tvdb={anime.tvdb}:2:4"


async def test_an_anime_that_only_simkl_knows_is_counted_through(
    simkl: Simkl, access: Access, fake: FakeSimkl, catalogue: Catalogue
) -> None:
    show = catalogue.add_show("Umbra", 2021, seasons={1: 3, 2: 3}, imdb=None, tmdb=None, tvdb=None)
    fake.add_anime(show)
    match = await simkl.find(access, show.item(1, 2))
    assert match.id == f"anime:simkl={fake.id_of(show)}:2"
    with pytest.raises(NotFoundThere):  # which of its titles has season 2 cannot be told
        await simkl.find(access, show.item(2, 2))


@pytest.mark.parametrize("season", [None, 1])
async def test_an_id_of_animes_own_kind_needs_no_season(
    simkl: Simkl, access: Access, fake: FakeSimkl, anime: Show, season: int | None
) -> None:
    mal = str(fake.cours(anime)[1].mal)
    item = replace(anime.item(2, 4), ids={}, show_ids={"mal": mal}, season=season)
    assert (await simkl.find(access, item)).id == f"anime:mal={mal}:4"


async def test_an_anime_film_is_found_among_the_anime(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie
) -> None:
    fake.add_anime(film)
    assert (await simkl.find(access, film.item())).id == f"anime-film:simkl={fake.id_of(film)}"
    match = await simkl.find(access, without_ids(film.item(), title="L'année des lanternes"))
    assert match.id == f"anime-film:simkl={fake.id_of(film)}"


async def test_a_show_of_the_same_name_among_tv_and_anime_is_left_to_a_person(
    simkl: Simkl, access: Access, anime: Show, catalogue: Catalogue
) -> None:
    catalogue.add_show("Kites over Kanda", 2020, seasons={1: 13, 2: 12}, language="en")
    with pytest.raises(Doubtful):
        await simkl.find(access, without_ids(anime.item(1, 4)))


# -- asking


async def test_what_simkl_says_of_a_title_is_asked_once(
    simkl: Simkl, access: Access, fake: FakeSimkl, series: Show
) -> None:
    for number in (1, 2, 3):
        await simkl.find(access, series.item(1, number))
    assert len(fake.calls_to(f"GET /tv/{fake.id_of(series)}")) == 1
    assert len(fake.calls_to("GET /tv/episodes/*")) == 3
    assert len(fake.calls_to("GET /redirect")) == 1


async def test_no_token_is_sent_to_where_a_redirect_leads(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie
) -> None:
    elsewhere = {"Location": f"{fake.url}/movies/1"}
    fake.faults.add("GET /redirect", status=301, headers=elsewhere, times=None)
    await simkl.find(access, film.item())  # by its title in the end
    assert fake.calls_to("GET /movies/1") == []


async def test_a_page_that_is_empty_means_that_nothing_is_there(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie
) -> None:
    fake.faults.add("GET /movies/*", status=200, body=[])
    with pytest.raises(NotFoundThere, match="nothing there"):
        await simkl.find(access, film.item())


@pytest.mark.parametrize("answer", ["null", "{}", "[]", '"x"', "[1, {}]", '[{"title": 5}]'])
async def test_odd_answers_to_a_search_find_nothing(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie, answer: str
) -> None:
    fake.faults.add("GET /search/*", status=200, body=answer, times=None)
    with pytest.raises(NotFoundThere):
        await simkl.find(access, without_ids(film.item()))


async def test_a_redirect_that_is_none_is_an_outage(
    simkl: Simkl, access: Access, fake: FakeSimkl, film: Movie
) -> None:
    fake.faults.add("GET /redirect", status=200, body={})
    with pytest.raises(Outage):
        await simkl.find(access, film.item())


async def test_a_title_known_in_another_country_is_the_same(
    simkl: Simkl, access: Access, fake: FakeSimkl, catalogue: Catalogue
) -> None:
    show = catalogue.add_show("Glass", 2012, seasons={1: 2}, aliases=[Alias("Glass House", "us")])
    match = await simkl.find(access, without_ids(show.item(1, 1), show="Glass House"))
    assert match.id == f"episode:simkl={fake.id_of(show)}:1:1"
