"""Movies and episodes, viewers and moments in the fields of Jellyfin's webhook plugin."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scroblarr_desktop.media_servers.bodies import number, text, whole_number, year
from scroblarr_desktop.media_servers.ids import valid_id
from scroblarr_desktop.watches import Item, Kind

_SOURCES = ("imdb", "tmdb", "tvdb", "anidb")
_MOST_EPISODES = 100
_TICKS_PER_S = 10**7
_LONGEST_TICKS = 10**6 * _TICKS_PER_S
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)(?:\.\d+)?", re.ASCII)
# An earlier moment is a clock that was never set, or .NET's empty time of the year 1.
_EARLIEST_YEAR = 2000


def words(value: object) -> str:
    """Return the text as a person would read it.

    Templates escape HTML, and the plugin itself puts a backslash before every quotation mark
    (DataObjectHelpers.cs, `Escape`), also in "Send All Properties".
    """
    if isinstance(value, str):
        value = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value).replace('\\"', '"')
    return text(value)


def jellyfin_id(value: object) -> str:
    """Return the id without dashes in lower case; "" for none and for the all-zero id.

    "Send All Properties" writes ids without dashes, templates with them.
    """
    undashed = words(value).replace("-", "").strip("{}").lower()
    return undashed if undashed.strip("0") else ""


def moment(value: object, received_at: datetime) -> datetime:
    """Return the time that `UtcTimestamp` tells, or that of receipt if it is none or later."""
    written = words(value)
    try:
        stamp = datetime.fromisoformat(written) if ":" in written else received_at
    except ValueError:
        return received_at
    if stamp.tzinfo is None:
        stamp = stamp.replace(tzinfo=UTC)
    if stamp.year < _EARLIEST_YEAR or stamp > received_at:
        return received_at
    return stamp.astimezone(UTC)


def seconds(content: Mapping[str, Any], name: str) -> float | None:
    """Return a length in seconds from `<name>Ticks` (100 ns) or `<name>` (hh:mm:ss), or None."""
    ticks = number(content.get(f"{name}Ticks"), _LONGEST_TICKS)
    if ticks is not None:
        return ticks / _TICKS_PER_S
    clock = _CLOCK.fullmatch(words(content.get(name)))
    return float(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3])) if clock else None


def items(kind: Kind, content: Mapping[str, Any]) -> tuple[Item, ...]:
    """Return the movie, or each episode of the file; only the first has ids of its own.

    The file's run time is divided evenly. `Year` is the movie's or the series' year.
    """
    item = Item(
        kind=kind,
        title=words(content.get("Name")),
        ids=_ids(content),
        run_time_s=seconds(content, "RunTime") or None,
        server_key=jellyfin_id(content.get("ItemId")) or None,
    )
    produced = year(content.get("Year"))
    if kind is Kind.MOVIE:
        return (replace(item, year=produced),)
    episode = replace(
        item,
        show=words(content.get("SeriesName")) or None,
        show_year=produced,
        season=_count(content, "SeasonNumber"),
        number=_count(content, "EpisodeNumber"),
    )
    last_number = _count(content, "EpisodeNumberEnd")
    if episode.number is None or last_number is None:
        return (episode,)
    return _each_episode(episode, range(episode.number, last_number + 1))


def _each_episode(first: Item, numbers: range) -> tuple[Item, ...]:
    if not 1 < len(numbers) <= _MOST_EPISODES:
        return (first,)
    run_time_s = first.run_time_s / len(numbers) if first.run_time_s else None
    first = replace(first, run_time_s=run_time_s)
    return (first, *(replace(first, number=number, ids={}) for number in numbers[1:]))


def _ids(content: Mapping[str, Any]) -> dict[str, str]:
    found = {source: valid_id(source, content.get(f"Provider_{source}")) for source in _SOURCES}
    return {source: value for source, value in found.items() if value}


def _count(content: Mapping[str, Any], name: str) -> int | None:
    """Return a season or episode number, also from the names that write it with zeros ahead."""
    for key in (name, f"{name}00", f"{name}000"):
        found = whole_number(content.get(key), 99999)
        if found is not None:
            return found
    return None
