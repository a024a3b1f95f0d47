"""A database file that no store has open: writing into it, and what is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scroblarr_desktop.store.database import OPEN_WAIT_S
from scroblarr_desktop.store.models import SettingRow
from scroblarr_desktop.store.records import UNFINISHED, AccountState


@dataclass(frozen=True)
class Counts:
    """How much is in it."""

    members: int
    watches: int
    accounts: int
    waiting: int
    """Deliveries that are still to be made."""


@contextmanager
def writing_to(database: Path) -> Iterator[sqlite3.Connection]:
    """Run one transaction, which is on the disk afterwards. Raises sqlite3.Error."""
    with closing(
        sqlite3.connect(database, isolation_level=None, timeout=OPEN_WAIT_S)
    ) as connection:
        connection.execute("PRAGMA synchronous=full")
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


def put_setting(connection: sqlite3.Connection, name: str, value: Any) -> None:
    plain = SettingRow.value.db_value(value)
    connection.execute("REPLACE INTO settings VALUES (?, ?)", (name, plain))


def forget_setting(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM settings WHERE name = ?", (name,))


def counts(connection: sqlite3.Connection) -> Counts:
    def count(query: str, *values: str) -> int:
        found = connection.execute(f"SELECT count(*) FROM {query}", values)  # noqa: S608
        return int(found.fetchone()[0])

    places = ", ".join("?" for _ in UNFINISHED)
    return Counts(
        members=count("members WHERE deleted_at IS NULL"),
        watches=count("watches WHERE deleted_at IS NULL"),
        accounts=count("accounts WHERE state <> ?", AccountState.UNLINKED),
        waiting=count(f"deliveries WHERE state IN ({places})", *UNFINISHED),
    )


def new_private(path: Path) -> None:
    """Make an empty file for this person only, in the place of one that is there."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
