"""What the users of a Jellyfin played lately, and what its activity log says of it.

A play sets LastPlayedDate and PlayCount and takes the mark "Played" away when it STARTS; only the
end sets that mark (jellyfin, SessionManager.OnPlaybackStart). The log notes starts and stops, those
in the middle too (PlaybackStartLogger.cs, PlaybackStopLogger.cs).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.media_servers.bodies import section, text, whole_number
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_errors import NotAdministrator, checked, json_of
from scroblarr_desktop.media_servers.jellyfin_items import jellyfin_id, seconds

PAGE = 25
"""More than most people play between two looks; with every page comes much about each item."""

SERIES_AT_ONCE = 50
LOG_PAGE = 200
MOST_PAGES = 400
"""Ten thousand plays between two looks: what is farther back has to wait for nobody."""

STARTED, STOPPED = "VideoPlayback", "VideoPlaybackStopped"
_EARLIEST_YEAR = 2000


@dataclass(frozen=True)
class Played:
    """What is noted of one item for one user."""

    item_id: str
    began_at: datetime
    """When it was last begun; for a mark by hand, when it was set or what stood there before."""
    played: bool
    play_count: int
    """Begun so often, whether to the end or not."""
    position_s: float
    """Where it would go on; 0 at the end."""
    run_time_s: float | None
    item: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Lately:
    items: list[Played]
    told_at: datetime | None
    """The moment of the answer, by the server's clock."""


@dataclass
class Plays:
    """Starts and stops by user and item, in no order."""

    starts: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    stops: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)


async def newest(jellyfin: Jellyfin, user_id: str) -> datetime | None:
    """Return when the user last began something. Raises RemoteError."""
    found, _ = await _page(jellyfin, user_id, 0, 1)
    return found[0].began_at if found else None


async def since(jellyfin: Jellyfin, user_id: str, at: datetime) -> Lately:
    """Return what the user began from then on, the latest first. Raises RemoteError."""
    items: list[Played] = []
    told_at = None
    for number in range(MOST_PAGES):
        found, told_at = await _page(jellyfin, user_id, number * PAGE, PAGE)
        new = [one for one in found if one.began_at >= at]
        items += new
        if len(new) < PAGE:
            break
    return Lately(items, told_at)


async def _page(
    jellyfin: Jellyfin, user_id: str, start: int, size: int
) -> tuple[list[Played], datetime | None]:
    asked = {
        "userId": user_id,
        "recursive": "true",
        "includeItemTypes": "Movie,Episode",
        "sortBy": "DatePlayed",
        "sortOrder": "Descending",
        "fields": "ProviderIds",
        "enableUserData": "true",
        "startIndex": str(start),
        "limit": str(size),
    }
    call = jellyfin.call("GET", "/Items", params=asked)
    answer = checked(await jellyfin.send(call), call)
    rows = section(json_of(answer, call)).get("Items")
    # What was never begun stands behind everything else.
    read = [_played(section(one)) for one in (rows if isinstance(rows, list) else [])]
    return [one for one in read if one is not None], answer.told_at


def _played(item: Mapping[str, Any]) -> Played | None:
    noted = section(item.get("UserData"))
    item_id, began_at = jellyfin_id(item.get("Id")), moment(noted.get("LastPlayedDate"))
    if not item_id or began_at is None:
        return None
    return Played(
        item_id=item_id,
        began_at=began_at,
        played=noted.get("Played") is True,
        play_count=whole_number(noted.get("PlayCount"), 10**6) or 0,
        position_s=seconds(noted, "PlaybackPosition") or 0.0,
        run_time_s=seconds(item, "RunTime") or None,
        item=item,
    )


async def series(
    jellyfin: Jellyfin, user_id: str, series_ids: Sequence[str]
) -> dict[str, Mapping[str, Any]]:
    """Return what is told of these series, by id. Raises RemoteError."""
    found: dict[str, Mapping[str, Any]] = {}
    for start in range(0, len(series_ids), SERIES_AT_ONCE):
        ids = ",".join(series_ids[start : start + SERIES_AT_ONCE])
        asked = {"userId": user_id, "ids": ids, "fields": "ProviderIds"}
        rows = section(await jellyfin.get("/Items", asked)).get("Items")
        for one in map(section, rows if isinstance(rows, list) else []):
            found[jellyfin_id(one.get("Id"))] = one
    return found


async def plays_since(jellyfin: Jellyfin, at: datetime) -> Plays | None:
    """Return what the activity log says, None to whom it is closed. Raises RemoteError."""
    plays = Plays()
    for number in range(MOST_PAGES):
        asked = {
            "startIndex": str(number * LOG_PAGE),
            "limit": str(LOG_PAGE),
            "minDate": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "hasUserId": "true",
        }
        try:
            told = section(await jellyfin.get("/System/ActivityLog/Entries", asked))
        except NotAdministrator:
            return None
        rows = told.get("Items")
        found = [section(one) for one in (rows if isinstance(rows, list) else [])]
        for one in found:
            _note(plays, one)
        if len(found) < LOG_PAGE:
            break
    return plays


def _note(plays: Plays, entry: Mapping[str, Any]) -> None:
    into = {STARTED: plays.starts, STOPPED: plays.stops}.get(text(entry.get("Type")))
    user_id, item_id = jellyfin_id(entry.get("UserId")), jellyfin_id(entry.get("ItemId"))
    at = moment(entry.get("Date"))
    if into is not None and user_id and item_id and at is not None:
        into.setdefault((user_id, item_id), []).append(at)


def moment(value: object) -> datetime | None:
    """Return a time as Jellyfin writes it, to the microsecond; None for .NET's empty one."""
    try:
        at = datetime.fromisoformat(text(value))
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year >= _EARLIEST_YEAR else None
