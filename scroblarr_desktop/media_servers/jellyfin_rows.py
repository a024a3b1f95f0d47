"""What was found played on a Jellyfin: how it is kept, and how it is read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scroblarr_desktop.media_servers.bodies import json_object, missing_fields, section, text, year
from scroblarr_desktop.media_servers.clocks import AHEAD, by_our_clock
from scroblarr_desktop.media_servers.ids import says_which, valid_id
from scroblarr_desktop.media_servers.jellyfin_items import items, jellyfin_id
from scroblarr_desktop.media_servers.jellyfin_played import moment
from scroblarr_desktop.watches import (
    Ids,
    Ignored,
    Item,
    Kind,
    Reading,
    ServerRef,
    ViewerRef,
    Watch,
)

EVENT = "play history"
_REMEDY = "It is a row of what Jellyfin says was played."
_KINDS = {"Movie": Kind.MOVIE, "Episode": Kind.EPISODE}
_SOURCES = ("imdb", "tmdb", "tvdb", "anidb")
_KEPT = (
    "Id",
    "Name",
    "OriginalTitle",
    "Type",
    "ProductionYear",
    "RunTimeTicks",
    "ProviderIds",
    "SeriesName",
    "SeriesId",
    "IndexNumber",
    "IndexNumberEnd",
    "ParentIndexNumber",
    "UserData",
)


@dataclass(frozen=True)
class Verdict:
    """What somebody did with an item, as far as the server lets anybody know. Server's clock."""

    at: datetime
    """When it was finished, or marked."""
    how: str
    """How that is known, in words for whoever looks at the entry."""
    by_hand: bool = False
    began_at: datetime | None = None
    """Where `at` is only reckoned from it."""
    seen_before: bool = False
    doubtful: bool = False
    """It was seen before, and may have been begun again only."""


def body_of(
    server: ServerRef,
    viewer: ViewerRef,
    item: Mapping[str, Any],
    series: Mapping[str, Any] | None,
    verdict: Verdict,
    clock_ahead_s: float,
) -> bytes:
    """Return what is kept of it: all that says who, what and when, and how that is known."""
    content = {
        "event": EVENT,
        "ServerId": server.uuid,
        "ServerName": server.name,
        "UserId": viewer.account_id,
        "UserName": viewer.name,
        "FinishedAt": verdict.at.isoformat(),
        "FinishKnownBy": verdict.how,
        "BeganAt": verdict.began_at and verdict.began_at.isoformat(),
        "MarkedByHand": verdict.by_hand,
        "SeenBefore": verdict.seen_before,
        "MayBeBegunOnly": verdict.doubtful,
        AHEAD: clock_ahead_s,
        "Item": _kept(item),
        "Series": None if series is None else _kept(series),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _kept(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in _KEPT if name in found}


def read(body: bytes, received_at: datetime) -> Reading:
    """Return what a kept row says, times by our clock. Raises `Unreadable`."""
    content = json_object(body)
    server_id, user_id = jellyfin_id(content.get("ServerId")), jellyfin_id(content.get("UserId"))
    outcome = _outcome(content, received_at)
    if isinstance(outcome, Watch) and not (server_id and user_id):
        outcome = missing_fields(["ServerId or UserId"], _REMEDY)
    return Reading(
        EVENT,
        outcome,
        ServerRef(server_id, text(content.get("ServerName"))) if server_id else None,
        ViewerRef(user_id, text(content.get("UserName"))) if user_id else None,
    )


def _outcome(content: Mapping[str, Any], received_at: datetime) -> Watch | Ignored:
    item, at = section(content.get("Item")), moment(content.get("FinishedAt"))
    kind = _KINDS.get(text(item.get("Type")))
    if kind is None or at is None:
        return missing_fields(["Type or FinishedAt"], _REMEDY)
    described = _items(kind, item, section(content.get("Series")))
    if not says_which(described[0]):
        return missing_fields(["Name"], _REMEDY)
    began_at = moment(content.get("BeganAt"))
    return Watch(
        described,
        min(by_our_clock(at, content), received_at),
        by_hand=content.get("MarkedByHand") is True,
        play_count=2 if content.get("SeenBefore") is True else None,
        began_at=began_at and by_our_clock(began_at, content),
        doubtful=content.get("MayBeBegunOnly") is True,
    )


def _items(kind: Kind, item: Mapping[str, Any], series: Mapping[str, Any]) -> tuple[Item, ...]:
    """Return the film, or each episode of the file, told as the webhook's fields tell it."""
    produced = series if kind is Kind.EPISODE else item
    named = {
        "Name": item.get("Name"),
        "ItemId": item.get("Id"),
        "RunTimeTicks": item.get("RunTimeTicks"),
        "Year": produced.get("ProductionYear"),
        "SeriesName": item.get("SeriesName"),
        "SeasonNumber": item.get("ParentIndexNumber"),
        "EpisodeNumber": item.get("IndexNumber"),
        "EpisodeNumberEnd": item.get("IndexNumberEnd"),
        **{f"Provider_{source}": value for source, value in _ids(item).items()},
    }
    found = items(kind, named)
    if kind is Kind.MOVIE:
        return found
    own_year = year(item.get("ProductionYear"))
    return tuple(replace(one, show_ids=_ids(series), year=own_year) for one in found)


def _ids(found: Mapping[str, Any]) -> Ids:
    told = {name.lower(): value for name, value in section(found.get("ProviderIds")).items()}
    ids = {source: valid_id(source, told.get(source)) for source in _SOURCES}
    return {source: value for source, value in ids.items() if value}
