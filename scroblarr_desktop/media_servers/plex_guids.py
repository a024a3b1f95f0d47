"""What the guids of a Plex item say, in every agent's spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scroblarr_desktop.media_servers.bodies import text, whole_number
from scroblarr_desktop.media_servers.ids import valid_id
from scroblarr_desktop.watches import Ids, Kind

_GUID = re.compile(r"(?P<agent>[\w.]+)://(?P<path>[^?#]*)(?:[?#].*)?", re.ASCII)
_HAMA = re.compile(r"(anidb|tvdb|tmdb|tsdb|imdb)(\d?)-(?:tt)?(\d+)", re.ASCII)

_LANGUAGE = re.compile(r"[?&]lang=([a-z]{2})(?![a-z])", re.ASCII | re.IGNORECASE)
_NO_LANGUAGE = "xn"

# These stand in `Guid` and always mean the item itself.
_PLAIN = ("imdb", "tmdb", "tvdb")
# These number the show's seasons and episodes behind the show's id.
_LEGACY = {
    "com.plexapp.agents.imdb": "imdb",
    "com.plexapp.agents.themoviedb": "tmdb",
    "com.plexapp.agents.thetvdb": "tvdb",
    "com.plexapp.agents.xbmcnfo": "tmdb",
    "com.plexapp.agents.xbmcnfotv": "tvdb",
}
_NFO = "tv.plex.agents.nfo."


@dataclass(frozen=True)
class PlexIds:
    """The ids of one movie or episode, its place in the show's numbering, and the language."""

    ids: Ids
    show_ids: Ids
    season: int | None = None
    number: int | None = None
    language: str | None = None


@dataclass(frozen=True)
class _Guid:
    source: str
    id: str
    of: str = ""
    """What the id belongs to ("item", "movie", "episode", "show", "season"); "" where the agent
    does not say and only the numbers behind it tell."""
    numbers: tuple[str, ...] = ()

    def names(self, kind: Kind) -> bool:
        """Return whether this is the own id of an item of that kind."""
        bare = not self.of and not self.numbers
        return self.of in ("item", kind) or (bare and kind is Kind.MOVIE)


def read_ids(kind: Kind, metadata: Mapping[str, Any]) -> PlexIds:
    """Return what `guid`, `Guid`, `parentGuid` and `grandparentGuid` of the metadata say.

    Agents without ids (`local://`, `none`) and unknown ones yield nothing; what cannot be an id
    is dropped. The first id of a source wins, `Guid` before `guid`.
    """
    own, parent, grandparent = (
        _guid(metadata.get(key)) for key in ("guid", "parentGuid", "grandparentGuid")
    )
    language = _language(metadata)
    ids = _ids([*_guid_list(metadata.get("Guid")), own], lambda guid: guid.names(kind))
    if kind is Kind.MOVIE:
        return PlexIds(ids, {}, language=language)
    show_ids = _ids([own, parent], lambda guid: guid.of == "show" or bool(guid.numbers))
    show_ids = _ids([grandparent], lambda guid: guid.of in ("", "show")) | show_ids
    season, number = own.numbers if own and len(own.numbers) == 2 else ("", "")
    return PlexIds(ids, show_ids, whole_number(season, 9999), whole_number(number, 99999), language)


def _ids(guids: Iterable[_Guid | None], wanted: Callable[[_Guid], bool]) -> dict[str, str]:
    found: dict[str, str] = {}
    for guid in guids:
        if guid and wanted(guid):
            found.setdefault(guid.source, guid.id)
    return found


def _guid_list(value: object) -> list[_Guid | None]:
    entries = value if isinstance(value, list) else []
    return [_guid(entry.get("id")) for entry in entries if isinstance(entry, dict)]


def _guid(value: object) -> _Guid | None:
    form = _GUID.fullmatch(text(value))
    if not form:
        return None
    agent = form["agent"].lower()
    first, *others = form["path"].strip("/").split("/")
    if agent == "plex":
        return _checked("plex", others[0] if others else "", of=first)
    if agent.startswith(_NFO):
        source, _, identifier = (others[0] if others else "").partition("_")
        return _checked(source, identifier, of=first) if source in _PLAIN else None
    if agent in _PLAIN:
        return _checked(agent, first, of="item")
    source, identifier = _numbered(agent, first)
    return _checked(source, identifier, numbers=tuple(others))


def _numbered(agent: str, first: str) -> tuple[str, str]:
    """Return source and id of an agent that writes `id/season/number`, or two empty strings."""
    if agent == "com.plexapp.agents.hama":
        return _hama(first)
    if agent.endswith(".plex.myanimelist"):
        return "mal", first
    if agent not in _LEGACY:
        return "", ""
    return ("imdb" if first.startswith("tt") else _LEGACY[agent]), first


def _hama(first: str) -> tuple[str, str]:
    form = _HAMA.fullmatch(first)
    if not form:
        return "", ""
    source, mode, digits = form.groups()
    if source == "imdb":
        return source, f"tt{digits:0>7}"
    if source == "anidb" and mode:
        # anidb2 and up number by TVDB's seasons, which this AniDB entry does not have.
        return "", ""
    # HAMA calls TMDB's series tsdb.
    return ("tmdb" if source == "tsdb" else source), digits


def _checked(
    source: str, identifier: str, *, of: str = "", numbers: tuple[str, ...] = ()
) -> _Guid | None:
    valid = valid_id(source, identifier) if source else None
    return _Guid(source, valid, of, numbers) if valid else None


def _language(metadata: Mapping[str, Any]) -> str | None:
    for key in ("guid", "parentGuid", "grandparentGuid"):
        written = _LANGUAGE.search(text(metadata.get(key)))
        if written and written[1].lower() != _NO_LANGUAGE:
            return written[1].lower()
    return None
