"""Where the web tells more about what was watched."""

from __future__ import annotations

from urllib.parse import quote

from scroblarr_desktop.store.records import LoggedWatch
from scroblarr_desktop.watches import Ids, Kind

TRAKT, IMDB = "https://trakt.tv", "https://www.imdb.com"
TMDB, TVDB = "https://www.themoviedb.org", "https://thetvdb.com"


def pages_about(watch: LoggedWatch) -> list[tuple[str, str]]:
    """Return name and address of each page that its ids lead to; its show's where it has none."""
    found = [
        ("Trakt", _trakt(watch)),
        ("IMDb", _imdb(watch)),
        ("TMDB", _tmdb(watch)),
        ("TVDB", _tvdb(watch)),
    ]
    return [(name, address) for name, address in found if address is not None]


def _trakt(watch: LoggedWatch) -> str | None:
    kind = "movie" if watch.kind is Kind.MOVIE else "episode"
    own = _first(watch.ids, "imdb", "tmdb", "tvdb")
    if own is not None:
        return f"{TRAKT}/search/{own}?id_type={kind}"
    show = _first(watch.show_ids, "imdb", "tmdb", "tvdb")
    return None if show is None else f"{TRAKT}/search/{show}?id_type=show"


def _imdb(watch: LoggedWatch) -> str | None:
    own = watch.ids.get("imdb") or watch.show_ids.get("imdb")
    return f"{IMDB}/title/{quote(own, safe='')}/" if own else None


def _tmdb(watch: LoggedWatch) -> str | None:
    own, show = watch.ids.get("tmdb"), watch.show_ids.get("tmdb")
    if watch.kind is Kind.MOVIE:
        return f"{TMDB}/movie/{quote(own, safe='')}" if own else None
    if not show:
        return None
    page = f"{TMDB}/tv/{quote(show, safe='')}"
    numbered = watch.season is not None and watch.number is not None
    return f"{page}/season/{watch.season}/episode/{watch.number}" if numbered else page


def _tvdb(watch: LoggedWatch) -> str | None:
    own, show = watch.ids.get("tvdb"), watch.show_ids.get("tvdb")
    if own:
        kind = "movie" if watch.kind is Kind.MOVIE else "episode"
        return f"{TVDB}/dereferrer/{kind}/{quote(own, safe='')}"
    return f"{TVDB}/dereferrer/series/{quote(show, safe='')}" if show else None


def _first(ids: Ids, *sources: str) -> str | None:
    for source in sources:
        if value := ids.get(source):
            return f"{source}/{quote(value, safe='')}"
    return None
