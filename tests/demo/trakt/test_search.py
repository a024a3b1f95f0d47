"""The catalogue as the fake Trakt shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show

if TYPE_CHECKING:
    from tests.demo.conftest import Client


async def test_an_id_finds_one_thing_of_each_kind(
    stranger: Client, catalogue: Catalogue, film: Movie, series: Show
) -> None:
    episode = series.episode(2, 3)
    twin = catalogue.add_movie("Salt and Tin", 2021, tmdb=episode.tmdb)
    answer = await stranger.api("GET", f"/search/tmdb/{episode.tmdb}")
    assert [entry["type"] for entry in answer.body] == ["movie", "episode"]
    only = await stranger.api("GET", f"/search/tmdb/{episode.tmdb}?type=episode")
    (found,) = only.body
    assert (found["episode"]["season"], found["episode"]["number"]) == (2, 3)
    assert found["show"]["ids"]["trakt"] == series.trakt
    assert "score" in found
    by_imdb = await stranger.api("GET", f"/search/imdb/{twin.imdb}?type=movie,show")
    assert by_imdb.body[0]["movie"]["title"] == "Salt and Tin"
    by_trakt = await stranger.api("GET", f"/search/trakt/{series.trakt}?type=show")
    assert by_trakt.body[0]["show"]["ids"]["slug"] == "harbour-street"


async def test_nothing_found_is_an_empty_list(stranger: Client, film: Movie) -> None:
    for path in ("/search/imdb/tt0000001", f"/search/tvdb/{film.tvdb}"):
        answer = await stranger.api("GET", path)
        assert (answer.status, answer.body) == (200, []), path
    assert (await stranger.api("GET", "/search/isbn/1")).status == 404


async def test_titles_are_found_generously_and_filtered_by_year(
    stranger: Client, catalogue: Catalogue
) -> None:
    old = catalogue.add_movie("The Long Ferry", 1974)
    new = catalogue.add_movie("The Long Ferry", 2022)
    catalogue.add_movie("Ferry", 2022)
    answer = await stranger.api("GET", "/search/movie?query=the%20long%20ferry")
    ids = [entry["movie"]["ids"]["trakt"] for entry in answer.body]
    assert ids[:2] == [old.trakt, new.trakt]
    assert len(ids) > 2  # a client that takes the first best is caught
    exact = await stranger.api("GET", "/search/movie?query=the%20long%20ferry&years=2022")
    assert exact.body[0]["movie"]["year"] == 2022
    span = await stranger.api("GET", "/search/movie?query=ferry&years=1970-1980")
    assert [entry["movie"]["year"] for entry in span.body] == [1974]
    assert (await stranger.api("GET", "/search/movie?query=ferry&years=then")).status == 400
    assert (await stranger.api("GET", "/search/movie")).status == 422


async def test_titles_in_other_languages_are_found(
    stranger: Client, film: Movie, series: Show
) -> None:
    german = await stranger.api("GET", "/search/movie?query=laternenjahr")
    assert german.body[0]["movie"]["title"] == "The Lantern Year"
    alias = await stranger.api("GET", "/search/show?query=Hafenstra%C3%9Fe")
    assert alias.body[0]["show"]["title"] == "Harbour Street"


async def test_a_show_has_three_addresses(stranger: Client, series: Show) -> None:
    for key in (series.trakt, series.slug, series.imdb):
        answer = await stranger.api("GET", f"/shows/{key}")
        assert answer.body == {
            "title": "Harbour Street",
            "year": 2016,
            "ids": {
                "trakt": series.trakt,
                "slug": "harbour-street",
                "tvdb": series.tvdb,
                "imdb": series.imdb,
                "tmdb": series.tmdb,
            },
        }
    assert (await stranger.api("GET", "/shows/nothing")).status == 404


async def test_more_is_told_when_asked_for(stranger: Client, film: Movie, series: Show) -> None:
    show = await stranger.api("GET", f"/shows/{series.trakt}?extended=full")
    assert show.body["first_aired"] == "2016-03-04T20:00:00.000Z"
    assert (show.body["original_title"], show.body["runtime"]) == ("Harbour Street", 42)
    movie = await stranger.api("GET", f"/movies/{film.slug}?extended=full")
    assert (movie.body["released"], movie.body["runtime"]) == ("2019-05-17", 104)
    episode = await stranger.api("GET", f"/shows/{series.trakt}/seasons/2/episodes/1?extended=full")
    assert (episode.body["number_abs"], episode.body["runtime"]) == (5, 42)


async def test_other_titles(stranger: Client, film: Movie, series: Show) -> None:
    aliases = await stranger.api("GET", f"/shows/{series.trakt}/aliases")
    assert aliases.body == [{"title": "Hafenstraße", "country": "de"}]
    assert (await stranger.api("GET", f"/movies/{film.trakt}/aliases")).body == []
    for path, count in (("", 1), ("/de", 1), ("/fr", 0)):
        answer = await stranger.api("GET", f"/movies/{film.trakt}/translations{path}")
        assert len(answer.body) == count
    assert (await stranger.api("GET", f"/shows/{series.trakt}/translations")).body == []


async def test_seasons_and_episodes(stranger: Client, series: Show) -> None:
    path = f"/shows/{series.trakt}/seasons"
    seasons = await stranger.api("GET", path)
    assert [season["number"] for season in seasons.body] == [0, 1, 2]
    with_episodes = await stranger.api("GET", f"{path}?extended=episodes")
    assert [len(season["episodes"]) for season in with_episodes.body] == [2, 4, 3]
    assert len((await stranger.api("GET", f"{path}/1")).body) == 4
    one = await stranger.api("GET", f"{path}/0/episodes/2")
    assert one.body["ids"]["trakt"] == series.episode(0, 2).trakt


@pytest.mark.parametrize("rest", ["/9", "/1/episodes/9", "/x", "/1/episodes/x"])
async def test_what_does_not_exist_is_404(stranger: Client, series: Show, rest: str) -> None:
    assert (await stranger.api("GET", f"/shows/{series.trakt}/seasons{rest}")).status == 404


async def test_an_episode_appears_late(
    stranger: Client, catalogue: Catalogue, series: Show
) -> None:
    path = f"/shows/{series.trakt}/seasons/2/episodes/4"
    assert (await stranger.api("GET", path)).status == 404
    catalogue.add_episode(series, 2, 4)
    assert (await stranger.api("GET", path)).status == 200
