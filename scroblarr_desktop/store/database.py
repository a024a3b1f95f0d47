"""The open database: connecting, migrating, and one way to write.

One store is open per process, because peewee ties its tables to one database. Writes happen in
the thread that opened it; other threads may read.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import peewee

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import migrations, models
from scroblarr_desktop.store.sealing import Box, KeyLost, create_key, load_key
from scroblarr_desktop.store.trouble import NewerFile, translated

_PRAGMAS: dict[str, Any] = {
    "journal_mode": "wal",
    # A webhook is answered with 200 only once it would survive a power cut.
    "synchronous": "full",
    "foreign_keys": 1,
    # Another process writes too at times: `api-key`, a backup program. This wait stops the window,
    # so it is short: whoever must not give up comes again later.
    "busy_timeout": 250,
}

OPEN_WAIT_S = 5.0
"""How long opening waits for another process that is just bringing the file up to date."""


class _Database(peewee.SqliteDatabase):
    """SQLite, with its known complaints as StoreTrouble for reads as for writes."""

    def execute_sql(self, *given: Any, **options: Any) -> Any:
        with translated():
            return super().execute_sql(*given, **options)


@dataclass
class Store:
    """The one open database, its box for secrets, and who hears of changes."""

    folder: DataDir
    db: peewee.SqliteDatabase
    changes: Changes
    box: Box | None = None
    pending: threading.local = field(default_factory=threading.local)


_open: Store | None = None


def open_store(folder: DataDir, changes: Changes) -> Store:
    """Open the database of that folder, made or brought up to date. Raises StoreTrouble."""
    global _open
    if _open is not None:
        raise RuntimeError("a store is already open in this process")
    with translated():
        folder.create()
        _make_private(folder.database)
        _migrate(folder)
        db = _Database(str(folder.database), pragmas=_PRAGMAS)
        db.bind(models.ALL)
        db.connect()
    _open = Store(folder, db, changes)
    return _open


def close_store() -> None:
    """Close the database; what it wrote ahead is folded into the one file. Raises StoreTrouble."""
    global _open
    if _open is None:
        return
    store, _open = _open, None
    try:
        with translated():
            store.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        store.db.close()


def current() -> Store:
    if _open is None:
        raise RuntimeError("no store is open")
    return _open


@contextmanager
def writing(changed: Changed) -> Iterator[None]:
    """Run one transaction; after the outermost commit, tell what changed. Raises StoreTrouble."""
    store = current()
    outermost = not store.db.in_transaction()
    if outermost:
        store.pending.changed = Changed.NOTHING
    with translated(), store.db.atomic("IMMEDIATE") if outermost else store.db.atomic():
        yield
    store.pending.changed |= changed
    if outermost:
        store.changes.publish(store.pending.changed)


def box() -> Box:
    """Return the box for secrets, making its key only while nothing is sealed.

    Raises KeyLost, StoreTrouble.
    """
    store = current()
    if store.box is None:
        with translated():
            key = load_key(store.folder.key_file)
            if key is None and models.SecretRow.select().exists():
                raise KeyLost
            store.box = Box(key or create_key(store.folder.key_file))
    return store.box


def _make_private(path: Path) -> None:
    """Make the file if there is none, for this person only: SQLite's side files copy its mode."""
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    path.chmod(0o600)


def _migrate(folder: DataDir) -> None:
    with closing(
        sqlite3.connect(folder.database, isolation_level=None, timeout=OPEN_WAIT_S)
    ) as connection:
        found = _version(connection)
        if found > migrations.NEWEST:
            raise NewerFile
        if found == migrations.NEWEST:
            return
        if found:
            _copy(connection, folder.backups / f"before-version-{found + 1}.sqlite3")
        _write_ahead(connection, OPEN_WAIT_S)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker between the look and the lock.
            for step in migrations.STEPS[_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={migrations.NEWEST}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _write_ahead(connection: sqlite3.Connection, timeout_s: float) -> None:
    """Switch to WAL; SQLite itself does not wait for a process that is doing the same."""
    end = time.monotonic() + timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode=wal")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    _make_private(path)
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
