"""Every name, title and secret in the database, so that they can be taken out of something else.

A column that nobody has called harmless counts as a name: what is added later is hidden by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Set
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import tokens
from scroblarr_desktop.store.models import SecretRow
from scroblarr_desktop.store.sealing import KeyTrouble
from scroblarr_desktop.store.trouble import translated

_TITLES = {("watches", "title"), ("watches", "show"), ("inbox", "what"), ("never_sent", "name")}

# Words of the program's own.
_HARMLESS = frozenset(
    ("kind", "state", "hook_state", "destination", "mode", "answer", "reach", "place", "relation")
)
_TOO_MUCH = frozenset(("watch_keys", "attempts", "matches", "secrets", "catch_up_rows"))
"""Tables of keys, numbers and raw exchanges, none of which is ever written into the log."""

_SENTENCES = frozenset(("message", "hook_message", "outage", "note", "reason"))
"""Made of words of the program's own and names that stand elsewhere."""

_OF_WATCHES = frozenset(("watches", "inbox", "deliveries"))
"""Long tables: of them only the titles are read."""


@dataclass(frozen=True)
class PrivateWords:
    names: Set[str]
    titles: Set[str]


def find(folder: DataDir) -> PrivateWords:
    """Return the names and titles. Belongs into a thread. Raises StoreTrouble."""
    names: set[str] = set()
    titles: set[str] = set()
    with (
        translated(),
        closing(sqlite3.connect(f"{folder.database.as_uri()}?mode=ro", uri=True)) as db,
    ):
        for table, column in _columns(db):
            found = titles if (table, column) in _TITLES else names
            # The names are those that SQLite itself tells of its tables.
            rows = db.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608
            for (value,) in rows:
                found.update(_words(value))
    return PrivateWords(names, titles)


def secrets() -> frozenset[str]:
    """Return every secret that can be opened now. To be called where the store was opened."""
    found: set[str] = set()
    for row in SecretRow.select(SecretRow.name):
        try:
            found.update(_strings(_parsed(tokens.get(row.name))))
        except KeyTrouble:
            break
    return frozenset(found)


def _columns(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for _, column, kind, *_ in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            if kind.upper() == "TEXT" and _is_private(table, column):
                yield table, column


def _is_private(table: str, column: str) -> bool:
    if (table, column) in _TITLES:
        return True
    if table in _TOO_MUCH or table in _OF_WATCHES or table.startswith("sqlite_"):
        return False
    return (
        column not in _HARMLESS
        and column not in _SENTENCES
        and (table, column)
        != (
            "settings",
            "name",
        )
    )


def _words(value: Any) -> Iterator[str]:
    """Yield what is in a cell: of JSON every text, of an address its host."""
    for text in _strings(_parsed(value)):
        yield text
        if "://" in text and (host := urlsplit(text).hostname):
            yield host


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in '{["':
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
