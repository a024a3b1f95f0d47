"""Movies, shows and episodes as Trakt describes them, read without trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.destinations.trakt.answers import moment
from scroblarr_desktop.watches import Ids, Kind, plain_title

WEB_PAGE = "https://trakt.tv"
COMPARABLE = ("tvdb", "tmdb", "imdb")
"""The sources whose ids mean the same here as at a media server."""


@dataclass(frozen=True)
class Titled:
    """What movies and shows have in common."""

    trakt: int
    title: str
    year: int | None
    names: frozenset[str]
    """Title and original title, plain."""
    ids: Ids
    slug: str
    run_time_s: float | None

    def as_sent(self) -> dict[str, Any]:
        """Return it as Trakt's requests want it: known fields only, numbers as numbers."""
        ids: dict[str, Any] = {"trakt": self.trakt, "slug": self.slug, **_as_numbers(self.ids)}
        known = {"title": self.title, "year": self.year}
        return {**_filled(known), "ids": _filled(ids)}


@dataclass(frozen=True)
class Episode:
    """One episode. `season` and `number` are None only where Trakt left them out."""

    trakt: int
    title: str
    season: int | None
    number: int | None
    show: Titled
    first_aired: datetime | None = None
    run_time_s: float | None = None

    @property
    def place(self) -> str:
        return place_of(self.show.title, self.season, self.number)


def place_of(show: str | None, season: int | None, number: int | None) -> str:
    """Return "Show S01E02", or the show alone where the numbers are unknown."""
    name = show or "an unknown show"
    if season is None or number is None:
        return name
    return f"{name} S{season:02d}E{number:02d}"


def read_titled(found: Any) -> Titled | None:
    """Return the movie or show in a piece of an answer, None where there is none."""
    found, ids = _fields(found), _fields(_fields(found).get("ids"))
    trakt = whole(ids.get("trakt"))
    if trakt is None:
        return None
    title = _text(found.get("title"))
    names = {plain_title(name) for name in (title, _text(found.get("original_title"))) if name}
    return Titled(
        trakt=trakt,
        title=title,
        year=whole(found.get("year")),
        names=frozenset(names),
        ids={source: str(ids[source]) for source in COMPARABLE if ids.get(source)},
        slug=_text(ids.get("slug")),
        run_time_s=_seconds(found.get("runtime")),
    )


def read_episode(found: Any, show: Titled) -> Episode | None:
    """Return the episode in a piece of an answer, None where there is none."""
    found, ids = _fields(found), _fields(_fields(found).get("ids"))
    trakt = whole(ids.get("trakt"))
    if trakt is None:
        return None
    return Episode(
        trakt=trakt,
        title=_text(found.get("title")),
        season=whole(found.get("season")),
        number=whole(found.get("number")),
        show=show,
        first_aired=moment(found.get("first_aired")),
        run_time_s=_seconds(found.get("runtime")) or show.run_time_s,
    )


def match_of_movie(movie: Titled) -> Match:
    title = f"{movie.title} ({movie.year})" if movie.year else movie.title
    url = f"{WEB_PAGE}/movies/{movie.slug}" if movie.slug else None
    target = {"movie": movie.as_sent(), "url": url, "run_time_s": movie.run_time_s}
    return Match(Kind.MOVIE, str(movie.trakt), title, _filled(target))


def match_of_episode(episode: Episode) -> Match:
    target = {
        "episode": {"ids": {"trakt": episode.trakt}},
        "season": episode.season,
        "number": episode.number,
        "show": episode.show.as_sent(),
        "url": _page_of(episode),
        "run_time_s": episode.run_time_s,
    }
    title = f"{episode.place} {episode.title}".strip()
    return Match(Kind.EPISODE, str(episode.trakt), title, _filled(target))


def _page_of(episode: Episode) -> str | None:
    show = episode.show.slug
    if not show or episode.season is None or episode.number is None:
        return None
    return f"{WEB_PAGE}/shows/{show}/seasons/{episode.season}/episodes/{episode.number}"


def whole(value: Any) -> int | None:
    """Return the value where it is a whole number; True and False are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _seconds(minutes: Any) -> float | None:
    if not isinstance(minutes, int | float) or isinstance(minutes, bool) or minutes <= 0:
        return None
    return minutes * 60.0


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _as_numbers(ids: Ids) -> dict[str, Any]:
    # Trakt contract: tvdb and tmdb ids are integers, imdb ids strings.
    return {
        source: int(value) if source != "imdb" and value.isdecimal() else value
        for source, value in ids.items()
    }
