"""Reading the play history of a Plex server. Only its owner sees everybody's.

developer.plex.tv, /status/sessions/history/all: one row for each finished play, with no ids but
the server's own; python-plexapi's `history` asks in the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.media_servers.bodies import text, whole_number
from scroblarr_desktop.media_servers.plex_api import PlexApi, PlexPage

PATH = "/status/sessions/history/all"
PAGE = 100
ITEMS_AT_ONCE = 20
"""An item with many actors is long, even without most of them."""

_LATEST_S = 10**11
_EARLIEST_YEAR = 2000
_LEFT_OUT = "Media,Role,Director,Writer,Producer,Genre,Country,Similar,Review,Chapter,Marker,Image"
_ITEM = {"includeGuids": "1", "excludeElements": _LEFT_OUT}


async def newest(api: PlexApi) -> dict[str, Any] | None:
    """Return the latest row of the whole history. Raises RemoteError."""
    found = await api.page(PATH, {"sort": "viewedAt:desc"}, 0, 1)
    return found.rows[0] if found.rows else None


async def since(api: PlexApi, at: datetime, start: int) -> PlexPage:
    """Return a page of the rows from then on, the oldest first. Raises RemoteError."""
    # Together with its value the name reads "viewedAt>=...".
    asked = {"sort": "viewedAt:asc", "viewedAt>": str(int(at.timestamp()))}
    return await api.page(PATH, asked, start, PAGE)


async def items(api: PlexApi, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the metadata of what is still there, by key. Raises RemoteError."""
    found: dict[str, dict[str, Any]] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), ITEMS_AT_ONCE):
        for one in await api.items(ordered[start : start + ITEMS_AT_ONCE], _ITEM):
            found[text(one.get("ratingKey"))] = one
    return found


def viewed_at(row: Mapping[str, Any]) -> datetime | None:
    """Return when it was finished, by the server's clock."""
    seconds = whole_number(row.get("viewedAt"), _LATEST_S)
    at = datetime.fromtimestamp(seconds, UTC) if seconds else None
    return at if at is not None and at.year >= _EARLIEST_YEAR else None


def row_key(row: Mapping[str, Any]) -> str:
    """Return what tells the row from all others of that server.

    The time stands beside Plex's own key: a server put back from a copy gives its keys again.
    """
    own = text(row.get("historyKey")).rpartition("/")[2]
    named = own or f"{text(row.get('accountID'))}/{text(row.get('title'))}"
    return f"{named}@{text(row.get('viewedAt'))}"


def item_key(row: Mapping[str, Any]) -> str:
    """Return the server's key of the item; empty once it left the library."""
    return text(row.get("ratingKey")) or text(row.get("key")).rpartition("/")[2]


def show_key(row: Mapping[str, Any]) -> str:
    """Return the server's key of the show; empty for a film and where the row does not tell."""
    own = text(row.get("grandparentRatingKey"))
    return own or text(row.get("grandparentKey")).rpartition("/")[2]
