"""How Trakt writes movies, shows, episodes and times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.world import Subject


def stamp(at: datetime) -> str:
    """Return the time as Trakt writes it: UTC, milliseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def movie_json(movie: Movie, *, full: bool = False) -> dict[str, Any]:
    ids = {"trakt": movie.trakt, "slug": movie.slug, "imdb": movie.imdb, "tmdb": movie.tmdb}
    short = {"title": movie.title, "year": movie.year, "ids": ids}
    if not full:
        return short
    return short | {
        "original_title": movie.original_title,
        "released": movie.released.isoformat(),
        "runtime": movie.run_time_min,
        "language": movie.language,
        "status": "released",
    }


def show_json(show: Show, *, full: bool = False) -> dict[str, Any]:
    ids = {
        "trakt": show.trakt,
        "slug": show.slug,
        "tvdb": show.tvdb,
        "imdb": show.imdb,
        "tmdb": show.tmdb,
    }
    short = {"title": show.title, "year": show.year, "ids": ids}
    if not full:
        return short
    first = show.first_aired
    return short | {
        "original_title": show.original_title,
        "first_aired": stamp(first),
        "airs": {"day": f"{first:%A}", "time": f"{first:%H:%M}", "timezone": "Europe/London"},
        "runtime": show.run_time_min,
        "language": show.language,
        "status": "returning series",
        "aired_episodes": sum(1 for episode in show.episodes if episode.season),
    }


def episode_json(episode: Episode, *, full: bool = False) -> dict[str, Any]:
    ids = {
        "trakt": episode.trakt,
        "tvdb": episode.tvdb,
        "imdb": episode.imdb,
        "tmdb": episode.tmdb,
    }
    short = {
        "season": episode.season,
        "number": episode.number,
        "title": episode.title,
        "ids": ids,
    }
    if not full:
        return short
    return short | {
        "number_abs": episode.number_abs,
        "first_aired": stamp(episode.first_aired),
        "runtime": episode.run_time_min,
        "original_title": episode.title,
    }


def subject_json(subject: Subject) -> dict[str, Any]:
    """Return `{"movie": …}`, or `{"episode": …, "show": …}`."""
    if isinstance(subject.thing, Movie):
        return {"movie": movie_json(subject.thing)}
    answer = {"episode": episode_json(subject.thing)}
    return answer | ({"show": show_json(subject.show)} if subject.show else {})


def page_of(request: web.Request, things: Sequence[Any], *, default_limit: int) -> web.Response:
    """Return the page that `page` and `limit` ask for, with Trakt's pagination headers."""
    page = max(1, whole_number(request, "page", 1))
    limit = max(1, whole_number(request, "limit", default_limit))
    shown = list(things[(page - 1) * limit : page * limit])
    headers = {
        "X-Pagination-Page": str(page),
        "X-Pagination-Limit": str(limit),
        "X-Pagination-Page-Count": str(-(-len(things) // limit)),
        "X-Pagination-Item-Count": str(len(things)),
    }
    return web.json_response(shown, headers=headers)


def whole_number(request: web.Request, name: str, default: int) -> int:
    value = request.query.get(name) or str(default)
    if not value.isdecimal():
        raise Denial(400, {"error": f"{name} is not a number"})
    return int(value)


def wants_full(request: web.Request) -> bool:
    return "full" in request.query.get("extended", "").split(",")


async def json_object(request: web.Request) -> dict[str, Any]:
    """Return the body. Refuses with 400 what is not a JSON object."""
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Denial(400)
    return body
