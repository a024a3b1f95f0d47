"""The log as a file for other programs. Runs in any thread, a page at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from scroblarr_desktop.store import listing, log
from scroblarr_desktop.store.records import LogFilter, LoggedDelivery, LoggedWatch, LogOrder

PAGE = 200
"""Watches read at a time."""

COLUMNS = (
    "watched_at",
    "kind",
    "title",
    "show",
    "season",
    "number",
    "year",
    "member",
    "server",
    "by_hand",
    "rewatched",
    "ids",
    "show_ids",
    "deliveries",
    "note",
)

_FORMULA = ("=", "+", "-", "@", "\t")
"""With one of these a text begins that a spreadsheet would reckon out."""


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


class Cancelled(Exception):
    """The person called it off; nothing is left of the file."""


Progress = Callable[[int, int], bool]
"""Told how many watches of how many are written; returns whether to go on."""


def write(path: Path, form: Format, wanted: LogFilter, order: LogOrder, go_on: Progress) -> int:
    """Return how many watches the file holds now, times as ISO 8601 in UTC.

    It comes into its place only when it is whole. Raises Cancelled, OSError, StoreTrouble.
    """
    ids = listing.read(wanted, order).ids
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open(
            "w", encoding="utf-8-sig" if form is Format.CSV else "utf-8", newline=""
        ) as file:
            _write(file, form, _pages(ids, go_on))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(ids)


def _pages(ids: list[int], go_on: Progress) -> Iterator[LoggedWatch]:
    for start in range(0, len(ids), PAGE):
        if not go_on(start, len(ids)):
            raise Cancelled
        some = ids[start : start + PAGE]
        with listing.connected():
            found = log.by_ids(some)
        yield from (found[one] for one in some if one in found)
    go_on(len(ids), len(ids))


def _write(file: TextIO, form: Format, watches: Iterator[LoggedWatch]) -> None:
    if form is Format.JSON:
        _write_json(file, watches)
        return
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for watch in watches:
        content = _content(watch)
        rows.writerow([_cell(content[name]) for name in COLUMNS])


def _write_json(file: TextIO, watches: Iterator[LoggedWatch]) -> None:
    file.write("[")
    for place, watch in enumerate(watches):
        file.write(",\n" if place else "\n")
        file.write(json.dumps(_content(watch), ensure_ascii=False))
    file.write("\n]\n")


def _content(watch: LoggedWatch) -> dict[str, Any]:
    return {
        "watched_at": _time(watch.watched_at),
        "kind": str(watch.kind),
        "title": watch.title,
        "show": watch.show,
        "season": watch.season,
        "number": watch.number,
        "year": watch.year,
        "member": watch.member.name if watch.member else None,
        "server": watch.server.name if watch.server else None,
        "by_hand": watch.by_hand,
        "rewatched": watch.rewatched,
        "ids": dict(watch.ids),
        "show_ids": dict(watch.show_ids),
        "deliveries": [_delivery(one) for one in watch.deliveries],
        "note": watch.note,
    }


def _delivery(delivery: LoggedDelivery) -> dict[str, Any]:
    at = delivery.delivered_at
    return {
        "destination": delivery.destination,
        "state": str(delivery.state),
        "delivered_at": _time(at) if at else None,
        "message": delivery.message,
    }


def _cell(value: Any) -> str:
    """Return what stands in a spreadsheet's cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(f"{source}:{one}" for source, one in sorted(value.items()))
    if isinstance(value, list):
        return ", ".join(f"{one['destination']}: {one['state']}" for one in value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
