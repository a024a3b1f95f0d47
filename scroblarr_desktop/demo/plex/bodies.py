"""What a Plex server puts into its webhooks.

Plex support article 115002267687; the fields and their types are those of captured bodies: no
`viewOffset` on play and scrobble, `guid` beside `Guid`, an episode's own ids, and its own year.
"""

from __future__ import annotations

import base64
import json
import secrets
from datetime import datetime
from typing import Any

from scroblarr_desktop.demo.made_up import hex_id, item_key, show_key, small_number
from scroblarr_desktop.watches import Item, Kind

SOURCES = ("imdb", "tmdb", "tvdb")

# A grey rectangle, as long as a real poster: what follows the picture's end means nothing.
THUMB = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAZABkAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////"
    "////////////////////////////wAALCAAMAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QA"
    "tRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0"
    "NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2"
    "t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AI6K/9k="
).ljust(7_665, b"\0")


def metadata_of(item: Item, *, view_count: int, last_viewed_at: datetime | None) -> dict[str, Any]:
    """Return what is said of a movie or an episode."""
    key = item_key(item)
    kind = str(item.kind)
    found = {
        **(_of_show(item) if item.kind is Kind.EPISODE else _section("movie", "Films", 1)),
        "ratingKey": str(small_number(key)),
        "key": f"/library/metadata/{small_number(key)}",
        "guid": f"plex://{kind}/{hex_id(key, 24)}",
        "type": kind,
        "title": item.title,
        "titleSort": item.title.removeprefix("The "),
        "contentRating": "12",
        "summary": "",
        "rating": 7.4,
        "year": item.year,
        "originallyAvailableAt": f"{item.year}-05-03" if item.year else None,
        "duration": _whole_minutes_ms(item.run_time_s),
        "viewCount": view_count,
        "lastViewedAt": None if last_viewed_at is None else int(last_viewed_at.timestamp()),
        "Guid": [{"id": f"{s}://{item.ids[s]}"} for s in SOURCES if s in item.ids],
        "Rating": [{"image": "imdb://image.rating", "value": 7.4, "type": "audience"}],
    }
    return {name: value for name, value in found.items() if value not in (None, 0)}


def _of_show(item: Item) -> dict[str, Any]:
    show, season = show_key(item), f"{show_key(item)}/{item.season}"
    return {
        **_section("show", "Series", 2),
        "parentRatingKey": str(small_number(season)),
        "grandparentRatingKey": str(small_number(show)),
        "parentGuid": f"plex://season/{hex_id(season, 24)}",
        "grandparentGuid": f"plex://show/{hex_id(show, 24)}",
        "grandparentTitle": item.show,
        "parentTitle": f"Season {item.season}" if item.season else "Specials",
        "index": item.number,
        "parentIndex": item.season,
    }


def trailer_metadata(title: str) -> dict[str, Any]:
    """Return what is said of a trailer that Plex plays before a film."""
    return {
        **_section("movie", "Films", 1),
        "ratingKey": str(small_number(f"trailer/{title}")),
        "guid": f"iva://api.internetvideoarchive.com/2.0/{small_number(title)}",
        "type": "clip",
        "title": title,
        "subtype": "trailer",
        "extraType": 1,
        "cinemaTrailer": True,
        "duration": 128_000,
    }


def track_metadata(artist: str, title: str) -> dict[str, Any]:
    """Return what is said of a piece of music."""
    return {
        **_section("artist", "Music", 3),
        "ratingKey": str(small_number(f"track/{artist}/{title}")),
        "guid": f"plex://track/{hex_id(f'{artist}/{title}', 24)}",
        "type": "track",
        "title": title,
        "grandparentTitle": artist,
        "parentTitle": "Evenings",
        "index": 3,
        "parentIndex": 1,
        "duration": 243_000,
    }


def _section(kind: str, title: str, number: int) -> dict[str, Any]:
    return {
        "librarySectionType": kind,
        "librarySectionTitle": title,
        "librarySectionID": number,
        "librarySectionKey": f"/library/sections/{number}",
    }


def _whole_minutes_ms(run_time_s: float | None) -> int | None:
    # Plex tells the agent's rounded run time here, not how long the file is.
    return None if run_time_s is None else round(run_time_s / 60) * 60_000


def multipart(content: dict[str, Any], thumb: bytes | None = None) -> tuple[bytes, str]:
    """Return body and Content-Type of the form in which Plex posts it."""
    boundary = f"------------------------{secrets.token_hex(8)}"
    payload = json.dumps(content, ensure_ascii=False).encode()
    parts = [_part(boundary, 'name="payload"', "application/json", payload)]
    if thumb is not None:
        parts.append(_part(boundary, 'name="thumb"; filename="thumb.jpg"', "image/jpeg", thumb))
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def _part(boundary: str, disposition: str, content_type: str, content: bytes) -> bytes:
    head = (
        f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n"
        f"Content-Type: {content_type}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n"
