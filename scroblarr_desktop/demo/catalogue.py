"""The movies and shows that exist in the simulated world.

    catalogue = Catalogue()
    film = catalogue.add_movie("The Lantern Year", 2019)
    show = catalogue.add_show("Harbour Street", 2016, seasons={1: 8, 2: 6}, specials=1)
    episode = show.episode(1, 3)
    late = catalogue.add_episode(show, 2, 7)          # appears later, as new episodes do
    catalogue.remove(film)                            # nobody knows it any more
    film.item(), show.item(1, 3)                      # as a media server would describe them

Ids are given out in a row and never clash between kinds unless asked for (`trakt=`, `imdb=`, ...;
None leaves one out). Each thing that is not given is made up: run time, dates, episode titles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from scroblarr_desktop.demo.works import (
    Alias,
    Episode,
    Movie,
    Show,
    Thing,
    Translation,
    slug_of,
)

__all__ = ["Alias", "Catalogue", "Episode", "Movie", "Show", "Thing", "Translation"]

MADE_UP: Any = object()
"""Stands for an id that the catalogue gives out."""


class Catalogue:
    """All that exists. Services look things up in it; nobody else's ids lead anywhere."""

    def __init__(self) -> None:
        self.movies: list[Movie] = []
        self.shows: list[Show] = []
        self._numbers = itertools.count(1001)

    def add_movie(
        self,
        title: str,
        year: int,
        *,
        trakt: int | None = None,
        imdb: str | None = MADE_UP,
        tmdb: int | None = MADE_UP,
        tvdb: int | None = MADE_UP,
        run_time_min: int = 104,
        released: date | None = None,
        original_title: str | None = None,
        language: str = "en",
        aliases: Sequence[Alias] = (),
        translations: Sequence[Translation] = (),
    ) -> Movie:
        number = next(self._numbers)
        movie = Movie(
            trakt=trakt or number,
            title=title,
            year=year,
            imdb=f"tt{7_000_000 + number}" if imdb is MADE_UP else imdb,
            tmdb=200_000 + number if tmdb is MADE_UP else tmdb,
            tvdb=300_000 + number if tvdb is MADE_UP else tvdb,
            released=released or date(year, 5, 17),
            run_time_min=run_time_min,
            original_title=original_title or title,
            language=language,
            aliases=aliases,
            translations=translations,
        )
        self.movies.append(movie)
        return movie

    def add_show(
        self,
        title: str,
        year: int,
        *,
        seasons: Mapping[int, int],
        specials: int = 0,
        trakt: int | None = None,
        imdb: str | None = MADE_UP,
        tmdb: int | None = MADE_UP,
        tvdb: int | None = MADE_UP,
        run_time_min: int = 42,
        original_title: str | None = None,
        language: str = "en",
        aliases: Sequence[Alias] = (),
        translations: Sequence[Translation] = (),
    ) -> Show:
        """Add a show with so many episodes by season number, and so many specials (season 0)."""
        number = next(self._numbers)
        show = Show(
            trakt=trakt or number,
            title=title,
            year=year,
            imdb=f"tt{7_000_000 + number}" if imdb is MADE_UP else imdb,
            tmdb=200_000 + number if tmdb is MADE_UP else tmdb,
            tvdb=300_000 + number if tvdb is MADE_UP else tvdb,
            run_time_min=run_time_min,
            original_title=original_title or title,
            language=language,
            aliases=aliases,
            translations=translations,
            slug=self._free_show_slug(title, year),
        )
        self.shows.append(show)
        for season, count in sorted({0: specials, **seasons}.items()):
            for episode in range(1, count + 1):
                self.add_episode(show, season, episode)
        return show

    def add_episode(
        self,
        show: Show,
        season: int,
        number: int,
        *,
        title: str | None = None,
        trakt: int | None = None,
        imdb: str | None = MADE_UP,
        tmdb: int | None = MADE_UP,
        tvdb: int | None = MADE_UP,
        first_aired: datetime | None = None,
    ) -> Episode:
        own = next(self._numbers)
        weeks = timedelta(weeks=number - 1)
        in_order = sum(1 for episode in show.episodes if episode.season > 0) + 1
        episode = Episode(
            trakt=trakt or own,
            season=season,
            number=number,
            title=title or f"Chapter {season}.{number}",
            imdb=f"tt{7_000_000 + own}" if imdb is MADE_UP else imdb,
            tmdb=200_000 + own if tmdb is MADE_UP else tmdb,
            tvdb=300_000 + own if tvdb is MADE_UP else tvdb,
            number_abs=in_order if season else None,
            first_aired=first_aired or show.first_aired + timedelta(days=364 * season) + weeks,
            run_time_min=show.run_time_min,
        )
        show.episodes.append(episode)
        show.episodes.sort(key=lambda e: (e.season, e.number))
        return episode

    def remove(self, thing: Movie | Show | Episode) -> None:
        if isinstance(thing, Movie):
            self.movies.remove(thing)
        elif isinstance(thing, Show):
            self.shows.remove(thing)
        else:
            self.show_of(thing).episodes.remove(thing)

    def episodes(self) -> Iterator[tuple[Show, Episode]]:
        for show in self.shows:
            for episode in show.episodes:
                yield show, episode

    def show_of(self, episode: Episode) -> Show:
        """Return the show of an episode. Raises LookupError."""
        for show, candidate in self.episodes():
            if candidate is episode:
                return show
        raise LookupError(f"{episode.title} belongs to no show")

    def _free_show_slug(self, title: str, year: int) -> str:
        # The first show of a name has the bare slug, the next ones carry their year.
        slug = slug_of(title)
        taken = {show.slug for show in self.shows}
        return slug if slug not in taken else f"{slug}-{year}"
