"""The movies and shows of the simulated world."""

from __future__ import annotations

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.titles import household_catalogue
from scroblarr_desktop.watches import Kind


def test_ids_never_clash(series: Show, film: Movie, catalogue: Catalogue) -> None:
    things = [film, series, *series.episodes]
    for source in ("trakt", "imdb", "tmdb", "tvdb"):
        ids = [getattr(thing, source) for thing in things]
        assert len(set(ids)) == len(things)


def test_an_id_may_be_given_or_left_out(catalogue: Catalogue) -> None:
    film = catalogue.add_movie("Salt and Tin", 2021, imdb="tt0012345", tmdb=None)
    assert (film.imdb, film.tmdb, film.trakt, film.original_title) == (
        "tt0012345",
        None,
        1001,
        "Salt and Tin",
    )
    assert film.item().ids == {"imdb": "tt0012345", "tvdb": "301001"}


def test_a_media_server_would_describe_it_so(film: Movie, series: Show) -> None:
    movie = film.item()
    assert (movie.kind, movie.title, movie.year) == (Kind.MOVIE, "The Lantern Year", 2019)
    assert movie.run_time_s == 104 * 60
    episode = series.item(2, 1)
    assert (episode.show, episode.season, episode.number) == ("Harbour Street", 2, 1)
    assert (episode.year, episode.show_year) == (2018, 2016)
    assert episode.show_ids["tvdb"] == str(series.tvdb)
    assert episode.ids["tvdb"] == str(series.episode(2, 1).tvdb)


def test_episodes_count_through_without_specials(series: Show) -> None:
    assert [e.number_abs for e in series.episodes] == [None, None, 1, 2, 3, 4, 5, 6, 7]
    assert series.seasons() == [0, 1, 2]
    assert series.episode(1, 2).first_aired > series.episode(1, 1).first_aired


def test_an_episode_comes_and_goes(catalogue: Catalogue, series: Show) -> None:
    late = catalogue.add_episode(series, 2, 4, title="The Tide")
    assert catalogue.show_of(late) is series
    assert (late.number_abs, series.season(2)[-1]) == (8, late)
    catalogue.remove(late)
    assert series.find(2, 4) is None
    with pytest.raises(LookupError):
        catalogue.show_of(late)
    with pytest.raises(LookupError):
        series.episode(2, 4)


def test_films_and_shows_go(catalogue: Catalogue, film: Movie, series: Show) -> None:
    catalogue.remove(film)
    catalogue.remove(series)
    assert (catalogue.movies, catalogue.shows) == ([], [])


def test_shows_of_one_name_have_slugs_of_their_own(catalogue: Catalogue) -> None:
    first = catalogue.add_show("Glasshouse", 2012, seasons={1: 1})
    second = catalogue.add_show("Glasshouse", 2025, seasons={1: 1})
    assert (first.slug, second.slug) == ("glasshouse", "glasshouse-2025")


def test_the_household_has_something_to_watch() -> None:
    catalogue = household_catalogue()
    assert len(catalogue.movies) > 4
    assert sum(1 for _ in catalogue.episodes()) > 50
    again = household_catalogue()
    assert [movie.trakt for movie in again.movies] == [movie.trakt for movie in catalogue.movies]
