"""Movies, shows and episodes: what a catalogue is made of."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from scroblarr_desktop.watches import Item, Kind, plain_title


@dataclass(frozen=True)
class Alias:
    """A title by which a thing is known in one country, as a two-letter code."""

    title: str
    country: str


@dataclass(frozen=True)
class Translation:
    """A title in one language, both as two-letter codes."""

    title: str
    language: str
    country: str


@dataclass(frozen=True, eq=False)
class Movie:
    """A film. Only TV Time knows `tvdb` and `tvtime_uuid`: Trakt's movies have no tvdb id."""

    trakt: int
    title: str
    year: int
    imdb: str | None
    tmdb: int | None
    tvdb: int | None
    released: date
    run_time_min: int
    original_title: str
    language: str
    aliases: Sequence[Alias]
    translations: Sequence[Translation]

    @property
    def slug(self) -> str:
        return f"{slug_of(self.title)}-{self.year}"

    @property
    def tvtime_uuid(self) -> str:
        """TV Time's own id."""
        return uuid_of(f"movie/{self.trakt}")

    def item(self) -> Item:
        """Return it as a media server would describe it."""
        ids = strings({"imdb": self.imdb, "tmdb": self.tmdb, "tvdb": self.tvdb})
        run_time_s = self.run_time_min * 60.0
        return Item(Kind.MOVIE, self.title, self.year, ids, run_time_s=run_time_s)


@dataclass(frozen=True, eq=False)
class Episode:
    """One episode. `number_abs` counts through all seasons, specials left out."""

    trakt: int
    season: int
    number: int
    title: str
    imdb: str | None
    tmdb: int | None
    tvdb: int | None
    number_abs: int | None
    first_aired: datetime
    run_time_min: int


@dataclass(eq=False)
class Show:
    """A series with its episodes, in the order of their numbers, specials (season 0) first."""

    trakt: int
    title: str
    year: int
    imdb: str | None
    tmdb: int | None
    tvdb: int | None
    run_time_min: int
    original_title: str
    language: str
    aliases: Sequence[Alias]
    translations: Sequence[Translation]
    slug: str
    episodes: list[Episode] = field(default_factory=list)

    @property
    def tvtime_uuid(self) -> str:
        """TV Time's own id."""
        return uuid_of(f"series/{self.trakt}")

    @property
    def first_aired(self) -> datetime:
        return datetime.combine(date(self.year, 3, 4), time(20, 0), UTC)

    def season(self, season: int) -> list[Episode]:
        return [episode for episode in self.episodes if episode.season == season]

    def seasons(self) -> list[int]:
        return sorted({episode.season for episode in self.episodes})

    def find(self, season: int, number: int) -> Episode | None:
        found = (e for e in self.episodes if (e.season, e.number) == (season, number))
        return next(found, None)

    def episode(self, season: int, number: int) -> Episode:
        """Return the episode. Raises LookupError: for tests that know it is there."""
        episode = self.find(season, number)
        if episode is None:
            raise LookupError(f"{self.title} has no episode {season}x{number}")
        return episode

    def item(self, season: int, number: int) -> Item:
        """Return an episode as a media server would describe it."""
        episode = self.episode(season, number)
        return Item(
            Kind.EPISODE,
            episode.title,
            episode.first_aired.year,
            strings({"imdb": episode.imdb, "tmdb": episode.tmdb, "tvdb": episode.tvdb}),
            show=self.title,
            show_ids=strings({"imdb": self.imdb, "tmdb": self.tmdb, "tvdb": self.tvdb}),
            show_year=self.year,
            season=season,
            number=number,
            run_time_s=episode.run_time_min * 60.0,
        )


Thing = Movie | Episode
"""What can be watched."""


def slug_of(title: str) -> str:
    return re.sub(r"\W+", "-", plain_title(title)).strip("-")


def uuid_of(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def strings(ids: Mapping[str, str | int | None]) -> dict[str, str]:
    """Return the ids that are known, as strings."""
    return {source: str(value) for source, value in ids.items() if value is not None}
