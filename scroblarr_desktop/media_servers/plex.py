"""What a webhook of Plex says.

Plex support article 115002267687 lists the events; the fields are those of captured bodies.
Keys differ by case alone (`guid` and `Guid`, `rating` and `Rating`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scroblarr_desktop.media_servers import foreign
from scroblarr_desktop.media_servers.bodies import (
    json_object,
    missing_fields,
    number,
    section,
    text,
    truth,
    whole_number,
    year,
)
from scroblarr_desktop.media_servers.ids import says_which
from scroblarr_desktop.media_servers.plex_guids import read_ids
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Progress,
    ProgressAction,
    Reading,
    ServerRef,
    ViewerRef,
    Watch,
)

_FINISHED = "media.scrobble"
_PROGRESS = {
    "media.play": ProgressAction.PLAY,
    "media.resume": ProgressAction.RESUME,
    "media.pause": ProgressAction.PAUSE,
    "media.stop": ProgressAction.STOP,
}
_LONGEST_MS = 10**9
_AVATAR = re.compile(r"https?://plex\.tv/users/([0-9A-Za-z]{1,64})/avatar(?:\?.*)?", re.ASCII)
_ACCOUNT_ID = re.compile(r"\d{1,20}", re.ASCII)
_REMEDY = "Plex's own webhooks always do; look what else posts to this address."

_RATING = Ignored("rating", "This is a rating, not a watch.")
_STARTED = Ignored(
    "playback_started",
    "Plex tells the server's owner that somebody started to play; the viewing comes by itself.",
)
_EVENT_GROUPS = {
    "library.": Ignored("library", "Plex tells about its library, not about a viewing."),
    "admin.": Ignored("server_admin", "Plex tells about the server, not about a viewing."),
    "device.": Ignored("device", "Plex tells about a new device, not about a viewing."),
}
_LIVE = Ignored("live", "This was live television, which counts as no movie or episode.")
_EXTRA = Ignored("extra", "This was a trailer or another extra, not the movie or episode itself.")
_PRE_ROLL = Ignored("cinema_trailer", "This was a trailer that Plex plays before the movie.")
_TYPES = {
    "clip": Ignored("clip", "This was a clip, not a movie or an episode."),
    "track": Ignored("music", "This was music; only movies and episodes are counted."),
    "photo": Ignored("photo", "This was a photo; only movies and episodes are counted."),
}


def read(body: bytes, received_at: datetime) -> Reading:
    """Return what the JSON of the `payload` part says.

    The watched time is `received_at`: `lastViewedAt` may be that of the previous view.
    Raises `Unreadable` for anything that is not a JSON object.
    """
    content = json_object(body)
    elsewhere = foreign.at_plex_address(content)
    if elsewhere:
        return Reading(foreign.event_name(content), elsewhere)
    event = text(content.get("event"))[:100]
    server, viewer = _server(section(content.get("Server"))), _viewer(content)
    owner = content.get("owner")
    return Reading(
        event,
        _uncounted_event(event) or _outcome(event, content, received_at),
        server,
        viewer,
        from_owner=owner if isinstance(owner, bool) else None,
    )


def _uncounted_event(event: str) -> Ignored | None:
    if event == _FINISHED or event in _PROGRESS:
        return None
    if not event:
        return missing_fields(["event"], _REMEDY)
    if event in ("media.rate", "playback.started"):
        return _RATING if event == "media.rate" else _STARTED
    for prefix, ignored in _EVENT_GROUPS.items():
        if event.startswith(prefix):
            return ignored
    return Ignored("unknown_event", f'Plex sent "{event}", an event that this app does not know.')


def _outcome(
    event: str, content: Mapping[str, Any], received_at: datetime
) -> Watch | Progress | Ignored:
    metadata = section(content.get("Metadata"))
    uncounted = uncounted_item(metadata)
    if uncounted:
        return uncounted
    item = item_of(metadata)
    missing = _missing(content, item)
    if missing:
        return missing_fields(missing, _REMEDY)
    # Captured bodies hold a number here, other answers of Plex a string.
    library = text(metadata.get("librarySectionID")) or None
    if event == _FINISHED:
        play_count = whole_number(metadata.get("viewCount"), 10**6)
        return Watch((item,), received_at, play_count=play_count or None, library=library)
    offset_ms = number(metadata.get("viewOffset"), _LONGEST_MS)
    position_s = None if offset_ms is None else offset_ms / 1000
    return Progress(_PROGRESS[event], (item,), received_at, position_s, library)


def uncounted_item(metadata: Mapping[str, Any]) -> Ignored | None:
    """Return why it is none of the films and episodes that count, None where it is one."""
    if _is_set(metadata.get("cinemaTrailer")):
        return _PRE_ROLL
    if _is_set(metadata.get("extraType")) or _is_set(metadata.get("subtype")):
        return _EXTRA
    if _is_set(metadata.get("live")):
        return _LIVE
    kind = text(metadata.get("type"))
    if not kind:
        return missing_fields(["Metadata.type"], _REMEDY)
    if kind in tuple(Kind):
        return None
    unknown = f'This was of the type "{kind}"; only movies and episodes are counted.'
    return _TYPES.get(kind) or Ignored("other_type", unknown)


def _is_set(flag: object) -> bool:
    """Return whether a mark is there: `live` comes as "1", others as true or as a word."""
    return truth(flag) is not False and flag not in (None, "")


def _missing(content: Mapping[str, Any], item: Item) -> list[str]:
    needed = {
        "Server.uuid": _server(section(content.get("Server"))),
        "Account.id": _viewer(content),
        "Metadata.title or Metadata.guid": says_which(item),
    }
    return [name for name, found in needed.items() if not found]


def _server(server: Mapping[str, Any]) -> ServerRef | None:
    uuid = text(server.get("uuid"))
    return ServerRef(uuid, text(server.get("title"))) if uuid else None


def _viewer(content: Mapping[str, Any]) -> ViewerRef | None:
    account = section(content.get("Account"))
    account_id = text(account.get("id"))
    if not _ACCOUNT_ID.fullmatch(account_id):
        return None
    avatar = _AVATAR.fullmatch(text(account.get("thumb")))
    return ViewerRef(account_id, text(account.get("title")), avatar[1] if avatar else None)


def item_of(metadata: Mapping[str, Any]) -> Item:
    """Return the film or episode that the metadata describe; `uncounted_item` says None of it."""
    kind = Kind(text(metadata.get("type")))
    found = read_ids(kind, metadata)
    season = whole_number(metadata.get("parentIndex"), 9999)
    episode = whole_number(metadata.get("index"), 99999)
    of_show = kind is Kind.EPISODE
    return Item(
        kind=kind,
        title=text(metadata.get("title")),
        year=year(metadata.get("year")),
        ids=found.ids,
        show=(text(metadata.get("grandparentTitle")) or None) if of_show else None,
        show_ids=found.show_ids,
        season=(found.season if season is None else season) if of_show else None,
        number=(found.number if episode is None else episode) if of_show else None,
        run_time_s=_run_time_s(metadata),
        language=found.language,
        server_key=text(metadata.get("ratingKey")) or None,
    )


def _run_time_s(metadata: Mapping[str, Any]) -> float | None:
    duration_ms = number(metadata.get("duration"), _LONGEST_MS)
    return duration_ms / 1000 if duration_ms else None
