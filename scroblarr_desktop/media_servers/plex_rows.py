"""What a row of a Plex server's play history says: how it is kept, and how it is read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from scroblarr_desktop.media_servers import plex_history
from scroblarr_desktop.media_servers.bodies import (
    json_object,
    missing_fields,
    section,
    text,
    year,
)
from scroblarr_desktop.media_servers.clocks import AHEAD, by_our_clock
from scroblarr_desktop.media_servers.ids import says_which
from scroblarr_desktop.media_servers.plex import item_of, uncounted_item
from scroblarr_desktop.media_servers.plex_guids import read_ids
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Reading,
    ServerRef,
    ViewerRef,
    Watch,
)

EVENT = "play history"
_REMEDY = "It is a row of Plex's play history."

_KEPT = (
    "ratingKey",
    "type",
    "subtype",
    "extraType",
    "live",
    "guid",
    "Guid",
    "parentGuid",
    "grandparentGuid",
    "grandparentTitle",
    "title",
    "originalTitle",
    "parentIndex",
    "index",
    "year",
    "originallyAvailableAt",
    "duration",
    "librarySectionID",
)


def body_of(
    row: Mapping[str, Any],
    server: ServerRef,
    viewer_name: str,
    item: Mapping[str, Any] | None,
    show: Mapping[str, Any] | None,
    clock_ahead_s: float,
) -> bytes:
    """Return what is kept of a row: all of it, and of its item and show what says which it is.

    `clock_ahead_s`: so far the server's clock is ahead of ours.
    """
    content = {
        "event": EVENT,
        "Server": {"uuid": server.uuid, "title": server.name},
        "Account": {"id": text(row.get("accountID")), "title": viewer_name},
        AHEAD: clock_ahead_s,
        "History": dict(row),
        "Metadata": None if item is None else _kept(item),
        "Show": None if show is None else _kept(show),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _kept(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {name: metadata[name] for name in _KEPT if name in metadata}


def read(body: bytes, received_at: datetime) -> Reading:
    """Return what a kept row says. The watched time is the row's own, by our clock.

    Raises `Unreadable`.
    """
    content = json_object(body)
    server, account = section(content.get("Server")), section(content.get("Account"))
    uuid, account_id = text(server.get("uuid")), text(account.get("id"))
    outcome = _outcome(content, received_at)
    if isinstance(outcome, Watch) and not (uuid and account_id):
        outcome = missing_fields(["Server.uuid or Account.id"], _REMEDY)
    return Reading(
        EVENT,
        outcome,
        ServerRef(uuid, text(server.get("title"))) if uuid else None,
        ViewerRef(account_id, text(account.get("title"))) if account_id else None,
    )


def _outcome(content: Mapping[str, Any], received_at: datetime) -> Watch | Ignored:
    row = section(content.get("History"))
    metadata = {**_of_row(row), **section(content.get("Metadata"))}
    uncounted = uncounted_item(metadata)
    if uncounted:
        return uncounted
    item = _with_show(item_of(metadata), section(content.get("Show")))
    at = plex_history.viewed_at(row)
    if at is None or not says_which(item):
        return missing_fields(["viewedAt or title"], _REMEDY)
    at = by_our_clock(at, content)
    library = text(metadata.get("librarySectionID")) or None
    return Watch((item,), min(at, received_at), library=library)


def _of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return as metadata what the row itself tells; all there is once the item left the library."""
    kept = {name: row[name] for name in _KEPT if name in row}
    released = text(row.get("originallyAvailableAt"))[:4]
    if "year" not in kept and year(released):
        kept["year"] = year(released)
    return kept


def _with_show(item: Item, show: Mapping[str, Any]) -> Item:
    if item.kind is not Kind.EPISODE or not show:
        return item
    # Described as a film is: its own guids are those of the show.
    told = read_ids(Kind.MOVIE, {**show, "guid": None})
    return replace(
        item,
        show=item.show or text(show.get("title")) or None,
        show_ids={**told.ids, **item.show_ids},
        show_year=year(show.get("year")),
    )
