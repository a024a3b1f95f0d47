"""What stands in a simulated Plex server's library, and how its API tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scroblarr_desktop.demo.made_up import hex_id, item_key, show_key, small_number
from scroblarr_desktop.demo.plex import bodies as plex_bodies
from scroblarr_desktop.watches import Ids, Item, Kind


@dataclass(frozen=True)
class Section:
    """One library of a server, by the number that `plex_bodies` gives its items."""

    key: int
    type: str
    title: str
    agent: str

    def body(self, server_id: str) -> dict[str, Any]:
        return {
            "allowSync": True,
            "art": f"/:/resources/{self.type}-fanart.jpg",
            "filters": True,
            "refreshing": False,
            "thumb": f"/:/resources/{self.type}.png",
            "key": str(self.key),
            "type": self.type,
            "title": self.title,
            "agent": self.agent,
            "scanner": self.agent,
            "language": "en-US",
            "uuid": hex_id(f"{server_id}/{self.key}", 32),
            "updatedAt": 1_700_000_000,
            "createdAt": 1_600_000_000,
            "scannedAt": 1_700_000_000,
            "Location": [{"id": self.key, "path": f"/media/{self.title.lower()}"}],
        }


SECTIONS = (
    Section(1, "movie", "Films", "tv.plex.agents.movie"),
    Section(2, "show", "Series", "tv.plex.agents.series"),
    Section(3, "artist", "Music", "tv.plex.agents.music"),
)


class PlexLibrary:
    """All items, each under its ratingKey, and the shows and seasons that hold them."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._holders: dict[str, dict[str, Any]] = {}

    def add(self, *items: Item) -> None:
        for item in items:
            self._items[rating_key(item)] = item
            if item.kind is Kind.EPISODE:
                show, season = _show(item), _season(item)
                self._holders[show["ratingKey"]] = show
                self._holders[season["ratingKey"]] = season

    def remove(self, item: Item) -> None:
        """Take it out: what the history tells of it has no key any more."""
        self._items.pop(rating_key(item), None)

    def item(self, key: str) -> Item | None:
        return self._items.get(key)

    def holder(self, key: str) -> dict[str, Any] | None:
        """Return what is told of a show or a season."""
        return self._holders.get(key)

    def holds(self, key: str) -> bool:
        return key in self._items or key in self._holders


def rating_key(item: Item) -> str:
    return str(small_number(item_key(item)))


def item_body(item: Item, seen: Sequence[datetime]) -> dict[str, Any]:
    """Return an item's metadata for somebody who saw it at these times."""
    last = seen[-1] if seen else None
    body = plex_bodies.metadata_of(item, view_count=len(seen), last_viewed_at=last)
    body["thumb"] = _thumb(body["ratingKey"])
    if item.kind is Kind.EPISODE:
        body["grandparentThumb"] = _thumb(body["grandparentRatingKey"])
        body["parentKey"] = f"/library/metadata/{body['parentRatingKey']}"
        body["grandparentKey"] = f"/library/metadata/{body['grandparentRatingKey']}"
    return body | {"addedAt": 1_690_000_000, "updatedAt": 1_700_000_000, "Media": [_media(item)]}


def _thumb(key: str) -> str:
    return f"/library/metadata/{key}/thumb/1700000000"


def _media(item: Item) -> dict[str, Any]:
    # The file's own length: the agent's `duration` is rounded to whole minutes.
    number, length_ms = int(rating_key(item)), int((item.run_time_s or 0) * 1000) + 1_160
    path = f"/media/{hex_id(item_key(item), 12)}.mkv"
    part = {"id": number, "key": f"/library/parts/{number}/file.mkv", "file": path}
    return {"id": number, "duration": length_ms, "container": "mkv", "Part": [part]}


def _show(item: Item) -> dict[str, Any]:
    key = show_key(item)
    return _holder(key, "show", item.show, item.show_ids) | {"year": item.show_year}


def _season(item: Item) -> dict[str, Any]:
    show = small_number(show_key(item))
    title = f"Season {item.season}" if item.season else "Specials"
    body = _holder(f"{show_key(item)}/{item.season}", "season", title, {})
    parent = {"parentKey": f"/library/metadata/{show}", "parentRatingKey": str(show)}
    return body | parent | {"parentTitle": item.show, "index": item.season}


def _holder(key: str, kind: str, title: str | None, ids: Ids) -> dict[str, Any]:
    number = small_number(key)
    return {
        "ratingKey": str(number),
        "key": f"/library/metadata/{number}/children",
        "guid": f"plex://{kind}/{hex_id(key, 24)}",
        "type": kind,
        "title": title,
        "librarySectionTitle": "Series",
        "librarySectionID": 2,
        "librarySectionKey": "/library/sections/2",
        "Guid": [{"id": f"{s}://{ids[s]}"} for s in plex_bodies.SOURCES if s in ids],
    }
