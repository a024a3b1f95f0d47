"""Films, shows and anime as Simkl describes them, read without trust."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scroblarr_desktop.destinations.simkl.answers import fields_of, is_text, moment, objects_in
from scroblarr_desktop.destinations.simkl.api import Place
from scroblarr_desktop.destinations.simkl.items import OWN, SHAPES, searchable
from scroblarr_desktop.watches import Ids, plain_title

WEB_PAGE = "https://simkl.com"


@dataclass(frozen=True)
class Title:
    """What films, shows and anime have in common."""

    place: Place
    title: str
    year: int | None = None
    names: frozenset[str] = frozenset()
    """Its titles in all languages that Simkl knows, plain."""
    ids: Ids | None = None
    """Its ids elsewhere. None: this came from a search, which does not tell them."""
    released: str | None = None
    run_time_s: float | None = None

    @property
    def dated(self) -> str:
        return dated(self.title, self.year)

    @property
    def page(self) -> str:
        return f"{WEB_PAGE}/{self.place.catalog}/{self.place.id}"


@dataclass(frozen=True)
class ListedEpisode:
    """An episode in a show's list. Specials have no numbers there."""

    season: int | None
    number: int | None
    title: str
    aired: str | None

    @property
    def year(self) -> int | None:
        at = moment(self.aired)
        return at.year if at else None


def dated(title: str, year: int | None) -> str:
    return f"{title} ({year})" if year else title


def place_of(show: str | None, season: int | None, number: int | None) -> str:
    """Return "Show S01E02", or the show alone where the numbers are unknown."""
    name = show or "an unknown show"
    if season is None or number is None:
        return name
    return f"{name} S{season:02d}E{number:02d}"


def read_title(found: Any, place: Place) -> Title | None:
    """Return what a page of the catalogue says, None where it is empty."""
    fields = fields_of(found)
    if not is_text(fields.get("title")):
        return None
    ids = {source: str(value) for source, value in fields_of(fields.get("ids")).items()}
    return Title(
        place=place,
        title=fields["title"],
        year=_year(fields),
        names=_names(fields),
        ids=searchable(ids, tuple(source for source in SHAPES if source != OWN)),
        released=_text(fields.get("released")),
        run_time_s=_seconds(fields.get("runtime")),
    )


def read_hits(found: Any, catalog: str) -> list[Title]:
    """Return what a search for text found in one catalogue."""
    titles = []
    for hit in objects_in(found):
        ids = fields_of(hit.get("ids"))
        # One number under two names, depending on who answers (its page on media objects).
        own = str(ids.get("simkl_id") or ids.get("simkl") or "")
        if searchable({OWN: own}, (OWN,)) and is_text(hit.get("title")):
            place = Place(catalog, own)
            titles.append(Title(place, hit["title"], _year(hit), _names(hit)))
    return titles


def read_episodes(found: Any) -> list[ListedEpisode]:
    return [
        ListedEpisode(
            season=_number(one.get("season")),
            number=_number(one.get("episode")),
            title=_text(one.get("title")) or "",
            aired=_text(one.get("date")),
        )
        for one in objects_in(found)
    ]


def _names(fields: dict[str, Any]) -> frozenset[str]:
    single = [fields.get(name) for name in ("title", "en_title", "title_en", "title_romaji")]
    listed = [*_each(fields.get("alt_titles")), *_each(fields.get("all_titles"))]
    return frozenset(plain_title(name) for name in (*single, *listed) if is_text(name))


def _each(names: Any) -> Iterable[Any]:
    """Yield names from a list of texts, or of objects that hold one."""
    for name in names if isinstance(names, list) else []:
        yield name.get("name") if isinstance(name, dict) else name


def _year(fields: dict[str, Any]) -> int | None:
    return _number(fields.get("year"))


def _number(value: Any) -> int | None:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _text(value: Any) -> str | None:
    return value if is_text(value) else None


def _seconds(minutes: Any) -> float | None:
    number = _number(minutes)
    return number * 60.0 if number else None
