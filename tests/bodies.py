"""Webhook bodies in the shapes that Plex and Jellyfin write, about shows and movies of our own.

Every builder takes changes by field name; `ABSENT` takes a field away:

    plex_body("media.pause", kind="movie", viewOffset=600_000)
    jellyfin_stop(PlayedToCompletion=False, UserId=ABSENT)
    as_bytes(plex_scrobble(account_id=7, server_uuid="another-server"))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

ABSENT: Final = object()

PLEX_SERVER: Final = "5b7c1d20e4f94a6d8c3e0f1a2b3c4d5e6f708192"
PLEX_ACCOUNT: Final = 40718253
PLEX_AVATAR: Final = "3f9ac01b77de4521"
JELLYFIN_SERVER: Final = "8d1f0c5be2a74936b0d4e7c19f3a6258"
JELLYFIN_USER: Final = "c04e7a91d3b8452f96e1a5087bd2fc34"

PLEX_EPISODE: Final[Mapping[str, Any]] = {
    "librarySectionType": "show",
    "ratingKey": "2210",
    "key": "/library/metadata/2210",
    "parentRatingKey": "2201",
    "grandparentRatingKey": "2200",
    "guid": "plex://episode/61f0a2b3c4d5e6f708192a3b",
    "parentGuid": "plex://season/61f0a2b3c4d5e6f708192a01",
    "grandparentGuid": "plex://show/61f0a2b3c4d5e6f708192a00",
    "type": "episode",
    "title": "The Ferry Does Not Wait",
    "grandparentTitle": "Harbour Street",
    "parentTitle": "Season 2",
    "index": 5,
    "parentIndex": 2,
    "rating": 7.5,
    "year": 2021,
    "duration": 2_700_000,
    "viewCount": 1,
    "lastViewedAt": 1_760_000_000,
    "Guid": [{"id": "imdb://tt9000205"}, {"id": "tmdb://3300205"}, {"id": "tvdb://8800205"}],
    "Rating": [{"image": "imdb://image.rating", "value": 7.5, "type": "audience"}],
}
PLEX_MOVIE: Final[Mapping[str, Any]] = {
    "librarySectionType": "movie",
    "ratingKey": "310",
    "key": "/library/metadata/310",
    "guid": "plex://movie/60aa11bb22cc33dd44ee55ff",
    "type": "movie",
    "title": "The Lantern Year",
    "rating": 6.9,
    "year": 2019,
    "duration": 6_600_000,
    "viewCount": 1,
    "lastViewedAt": 1_760_000_000,
    "Guid": [{"id": "imdb://tt9000001"}, {"id": "tmdb://990001"}, {"id": "tvdb://77001"}],
    "Rating": [{"image": "imdb://image.rating", "value": 6.9, "type": "audience"}],
}
JELLYFIN_EPISODE: Final[Mapping[str, Any]] = {
    "Name": "The Ferry Does Not Wait",
    "Overview": "Two sisters miss a boat.",
    "Tagline": "",
    "ItemId": "19c3d8e0f7a64b25a1b2c3d4e5f60718",
    "ItemType": "Episode",
    "RunTimeTicks": 27_000_000_000,
    "RunTime": "00:45:00",
    "Year": 2020,
    "PremiereDate": "2021-04-11",
    "SeriesName": "Harbour Street",
    "SeriesId": "2ad4e9f1087b5c36b2c3d4e5f6071829",
    "SeasonNumber": 2,
    "SeasonNumber00": "02",
    "SeasonNumber000": "002",
    "EpisodeNumber": 5,
    "EpisodeNumber00": "05",
    "EpisodeNumber000": "005",
    "Provider_imdb": "tt9000205",
    "Provider_tmdb": "3300205",
    "Provider_tvdb": "8800205",
}
JELLYFIN_MOVIE: Final[Mapping[str, Any]] = {
    "Name": "The Lantern Year",
    "Overview": "A village keeps one light burning.",
    "Tagline": "",
    "ItemId": "3be5fa02198c6d47c3d4e5f60718293a",
    "ItemType": "Movie",
    "RunTimeTicks": 66_000_000_000,
    "RunTime": "01:50:00",
    "Year": 2019,
    "PremiereDate": "2019-10-03",
    "Provider_imdb": "tt9000001",
    "Provider_tmdb": "990001",
}


def as_bytes(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def plex_body(
    event: str,
    kind: str = "episode",
    *,
    account_id: Any = PLEX_ACCOUNT,
    account_name: str = "Robin",
    avatar: str = PLEX_AVATAR,
    server_uuid: Any = PLEX_SERVER,
    server_name: str = "Attic",
    owner: bool = True,
    user: bool = True,
    **metadata: Any,
) -> dict[str, Any]:
    """Return the content of a Plex webhook's `payload` part; other names change its Metadata."""
    thumb = f"https://plex.tv/users/{avatar}/avatar?c=1700000000"
    return {
        "event": event,
        "user": user,
        "owner": owner,
        "Account": _changed({"id": account_id, "thumb": thumb, "title": account_name}),
        "Server": _changed({"title": server_name, "uuid": server_uuid}),
        "Player": {"local": True, "publicAddress": "203.0.113.10", "title": "TV", "uuid": "tv-1"},
        "Metadata": _changed(PLEX_MOVIE if kind == "movie" else PLEX_EPISODE, metadata),
    }


def plex_scrobble(kind: str = "episode", **changes: Any) -> dict[str, Any]:
    """Return a finished viewing, with the changes that `plex_body` takes."""
    return plex_body("media.scrobble", kind, **changes)


def plex_multipart(
    body: object,
    *,
    thumb: bytes | None = None,
    boundary: str = "----------------------4f1c9ad27be08365",
) -> tuple[bytes, str]:
    """Return the body and the Content-Type of the request in which Plex sends this content."""
    content = body if isinstance(body, bytes) else as_bytes(body)
    parts = [_part(boundary, 'name="payload"', "application/json", content)]
    if thumb is not None:
        parts.append(_part(boundary, 'name="thumb"; filename="thumb.jpg"', "image/jpeg", thumb))
    closing = f"--{boundary}--\r\n".encode()
    return b"".join(parts) + closing, f"multipart/form-data; boundary={boundary}"


def _part(boundary: str, name: str, content_type: str, content: bytes) -> bytes:
    head = (
        f"--{boundary}\r\nContent-Disposition: form-data; {name}\r\n"
        f"Content-Type: {content_type}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n"


def jellyfin_body(
    notification_type: str,
    kind: str = "episode",
    *,
    user_id: Any = JELLYFIN_USER,
    user_name: str = "Robin",
    server_id: Any = JELLYFIN_SERVER,
    server_name: str = "Cellar",
    at: Any = "2026-03-01T19:59:58.1234567Z",
    **fields: Any,
) -> dict[str, Any]:
    """Return "Send All Properties" of Jellyfin's webhook plugin; other names change any field."""
    body = {
        "ServerId": server_id,
        "ServerName": server_name,
        "ServerVersion": "10.11.8",
        "ServerUrl": "http://192.168.1.20:8096",
        "NotificationType": notification_type,
        "Timestamp": "2026-03-01T20:59:58.1234500+01:00",
        "UtcTimestamp": at,
        **(JELLYFIN_MOVIE if kind == "movie" else JELLYFIN_EPISODE),
        "NotificationUsername": user_name,
        "UserId": user_id,
    }
    return _changed(body, fields)


def jellyfin_stop(kind: str = "episode", **changes: Any) -> dict[str, Any]:
    """Return a finished viewing, with the changes that `jellyfin_body` takes."""
    run_time_ticks = (JELLYFIN_MOVIE if kind == "movie" else JELLYFIN_EPISODE)["RunTimeTicks"]
    playing = _playing(run_time_ticks - 300_000_000)
    return jellyfin_body("PlaybackStop", kind, **playing | {"PlayedToCompletion": True} | changes)


def jellyfin_start(kind: str = "episode", **changes: Any) -> dict[str, Any]:
    return jellyfin_body("PlaybackStart", kind, **_playing(0) | changes)


def jellyfin_progress(kind: str = "episode", **changes: Any) -> dict[str, Any]:
    playing = _playing(6_000_000_000) | {"IsAutomated": True}
    return jellyfin_body("PlaybackProgress", kind, **playing | changes)


def jellyfin_hand_mark(kind: str = "episode", **changes: Any) -> dict[str, Any]:
    """Return what comes when somebody marks an item as watched by hand."""
    saved: dict[str, Any] = {
        "Likes": False,
        "Rating": 0,
        "PlaybackPositionTicks": 0,
        "PlaybackPosition": "00:00:00",
        "PlayCount": 1,
        "Favorite": False,
        "Played": True,
        "SaveReason": "TogglePlayed",
    }
    return jellyfin_body("UserDataSaved", kind, **saved | changes)


def _playing(position_ticks: int) -> dict[str, Any]:
    minutes, seconds_ = divmod(position_ticks // 10_000_000, 60)
    return {
        "PlaybackPositionTicks": position_ticks,
        "PlaybackPosition": f"{minutes // 60:02}:{minutes % 60:02}:{seconds_:02}",
        "IsPaused": False,
        "IsAutomated": False,
        "DeviceId": "living-room",
        "DeviceName": "Living room",
        "ClientName": "Jellyfin Web",
    }


def _changed(body: Mapping[str, Any], changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        name: value for name, value in {**body, **(changes or {})}.items() if value is not ABSENT
    }
