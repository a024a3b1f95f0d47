"""What Jellyfin's plugin "Webhook" posts with "Send All Properties".

jellyfin-plugin-webhook, Helpers/DataObjectHelpers.cs: ids without dashes, lengths in ticks of
100 ns, the year of an episode is its series', and quotation marks get a backslash of their own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scroblarr_desktop.demo.made_up import hex_id, item_key, show_key
from scroblarr_desktop.watches import Item, Kind

TICKS_PER_S = 10_000_000
SOURCES = ("imdb", "tmdb", "tvdb")


def stamps(now: datetime) -> dict[str, str]:
    """Return the two times of every event, with seven digits behind the second."""
    utc = f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond:06d}0"
    here = now.astimezone()
    local = f"{here:%Y-%m-%dT%H:%M:%S}.{here.microsecond:06d}0{_offset(here)}"
    return {"Timestamp": local, "UtcTimestamp": f"{utc}Z"}


def _offset(at: datetime) -> str:
    digits = f"{at:%z}"[:5]
    return f"{digits[:3]}:{digits[3:]}"


def item_fields(item: Item) -> dict[str, Any]:
    """Return what is said of a movie or an episode."""
    of_show = item.kind is Kind.EPISODE
    return {
        "Name": escaped(item.title),
        "Overview": "",
        "Tagline": "",
        "ItemId": hex_id(item_key(item), 32),
        "ItemType": "Episode" if of_show else "Movie",
        **ticks("RunTime", item.run_time_s or 0),
        "Year": item.show_year if of_show else item.year,
        **(_place(item) if of_show else {}),
        **{f"Provider_{source}": item.ids[source] for source in SOURCES if source in item.ids},
        "Video_0_Codec": "hevc",
        "Video_0_Height": 1080,
        "Audio_0_Codec": "aac",
        "Audio_0_Channels": 2,
    }


def _place(item: Item) -> dict[str, Any]:
    place: dict[str, Any] = {
        "SeriesName": escaped(item.show or ""),
        "SeriesId": hex_id(show_key(item), 32),
        "SeasonId": hex_id(f"{show_key(item)}/{item.season}", 32),
    }
    for name, number in (("Season", item.season), ("Episode", item.number)):
        if number is not None:
            place |= {
                f"{name}Number": number,
                f"{name}Number00": f"{number:02d}",
                f"{name}Number000": f"{number:03d}",
            }
    return place


def playing_fields(item: Item, position_s: float, *, paused: bool = False) -> dict[str, Any]:
    """Return what is said of a player and of how far it is."""
    return {
        **ticks("PlaybackPosition", position_s),
        "MediaSourceId": hex_id(item_key(item), 32),
        "IsPaused": paused,
        "IsAutomated": False,
        "DeviceId": "bedroom-tablet",
        "DeviceName": "Tablet",
        "ClientName": "Jellyfin Android",
        "PlayMethod": "DirectPlay",
    }


def saved_fields(play_count: int, reason: str) -> dict[str, Any]:
    """Return what is said of the viewer's own notes on an item that is seen now."""
    return {
        "Likes": False,
        "Rating": 0,
        **ticks("PlaybackPosition", 0),
        "PlayCount": play_count,
        "Favorite": False,
        "Played": True,
        "SaveReason": reason,
    }


def ticks(name: str, length_s: float) -> dict[str, Any]:
    minutes, seconds = divmod(int(length_s), 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return {f"{name}Ticks": int(length_s * TICKS_PER_S), name: clock}


def escaped(text: str) -> str:
    return text.replace('"', '\\"')
