"""How Simkl writes titles, times and refusals, and what it reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.catalogue import Episode, Movie, Show
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.simkl.world import Cour, SimklWorld
from scroblarr_desktop.demo.works import slug_of


def stamp(at: datetime | None) -> str | None:
    """Return the time as Simkl writes it: UTC, whole seconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def refusal(status: int, error: str, message: str | None = None, **headers: str) -> Denial:
    """Return a refusal in Simkl's own envelope."""
    body: dict[str, Any] = {"error": error, "code": status}
    if message:
        body["message"] = message
    return Denial(status, body, headers={n.replace("_", "-"): v for n, v in headers.items()})


async def json_object(request: web.Request) -> dict[str, Any]:
    """Return the body. Refuses with 400 what is not a JSON object."""
    body = await json_body(request)
    if not isinstance(body, dict):
        raise refusal(400, "wrong_parameter", "The body is not an object")
    return body


async def json_body(request: web.Request) -> Any:
    try:
        return await request.json()
    except ValueError:
        raise refusal(400, "wrong_parameter", "The body is not JSON") from None


def ids_of(world: SimklWorld, thing: Movie | Show | Cour) -> dict[str, Any]:
    if isinstance(thing, Cour):
        known = {
            "simkl": thing.id,
            "slug": slug_of(thing.show.title),
            "mal": str(thing.mal),
            "imdb": thing.show.imdb,
            "tvdb": thing.show.tvdb and str(thing.show.tvdb),
            "tmdb": thing.show.tmdb and str(thing.show.tmdb),
        }
    else:
        known = {
            "simkl": world.id_of(thing),
            "slug": slug_of(thing.title),
            "imdb": thing.imdb,
            "tvdb": thing.tvdb and str(thing.tvdb),
            "tmdb": thing.tmdb and str(thing.tmdb),
        }
    return {source: value for source, value in known.items() if value}


def stub(world: SimklWorld, thing: Movie | Show | Cour) -> dict[str, Any]:
    """Return a title as it stands within other answers."""
    whole = thing.show if isinstance(thing, Cour) else thing
    return {
        "title": title_of(thing),
        "year": whole.year,
        "poster": "00/0000000000000",
        "ids": ids_of(world, thing),
    }


def title_of(thing: Movie | Show | Cour) -> str:
    if not isinstance(thing, Cour):
        return thing.title
    return thing.show.title if thing.season == 1 else f"{thing.show.title} Season {thing.season}"


def names_of(thing: Movie | Show | Cour) -> list[str]:
    """Return all titles of a thing. An anime's later seasons have one of their own each."""
    if isinstance(thing, Cour) and thing.season > 1:
        return [title_of(thing)]
    whole = thing.show if isinstance(thing, Cour) else thing
    aliases = [alias.title for alias in whole.aliases]
    translations = [translation.title for translation in whole.translations]
    return [whole.title, whole.original_title, *aliases, *translations]


def page(world: SimklWorld, thing: Movie | Show | Cour) -> dict[str, Any]:
    """Return a title's own page of the catalogue."""
    whole = thing.show if isinstance(thing, Cour) else thing
    described = stub(world, thing) | {
        "runtime": whole.run_time_min,
        "alt_titles": [{"name": name, "lang": 1, "type": "synonym"} for name in names_of(thing)],
        "en_title": title_of(thing),
        "overview": "",
    }
    if isinstance(whole, Movie):
        described["released"] = whole.released.isoformat()
    return described


def episode_row(episode: Episode, *, is_anime: bool) -> dict[str, Any]:
    """Return an episode of a list: specials have no numbers there, and anime no season."""
    row: dict[str, Any] = {
        "title": episode.title,
        "type": "special" if episode.season == 0 else "episode",
        "aired": True,
        "img": None,
        "date": episode.first_aired.isoformat(),
        "ids": {"simkl_id": 9_000_000 + episode.trakt},
    }
    if is_anime:
        row["tvdb"] = {"season": episode.season, "episode": episode.number}
        return row | {"episode": episode.number}
    return row if episode.season == 0 else row | tv_numbers(episode)


def tv_numbers(episode: Episode) -> dict[str, int]:
    return {"season": episode.season, "episode": episode.number}
