"""The open database: connecting, migrating, and one way to write.

One store is open per process, because peewee ties its tables to one database. Writes happen in
the thread that opened it; other threads may read.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import peewee

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import migrations, models
from scroblarr_desktop.store.sealing import Box, KeyringAsked, KeyUnavailable
from scroblarr_desktop.store.trouble import Damaged, Gone, NewerFile, StoreTrouble, translated

_PRAGMAS: dict[str, Any] = {
    "journal_mode": "wal",
    # A webhook is answered with 200 only once it would survive a power cut.
    "synchronous": "full",
    "foreign_keys": 1,
    # Another process writes too at times: `api-key`, a backup program. This wait stops the window,
    # so it is short: whoever must not give up comes again later.
    "busy_timeout": 250,
    # `keeping` folds what was written ahead into the file, beside the work. Only in a flood, or
    # where nothing does, a commit has to do it, every so many pages, and takes longer.
    "wal_autocheckpoint": 10_000,
    # It grows while a copy is made, and shrinks to so many bytes afterwards.
    "journal_size_limit": 16 * 2**20,
}

OPEN_WAIT_S = 5.0
"""How long opening waits for another process that is just bringing the file up to date."""


class _Cursor(sqlite3.Cursor):
    """Reads row by row, and damage may show with any of them."""

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.DatabaseError as error:
            with _noticed():
                raise error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            with _noticed():
                raise error


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class _Database(peewee.SqliteDatabase):
    """SQLite, with its known complaints as StoreTrouble for reads as for writes."""

    def execute_sql(self, *given: Any, **options: Any) -> Any:
        try:
            return super().execute_sql(*given, **options)
        except peewee.DatabaseError as error:
            with _noticed():
                raise error


@dataclass
class Store:
    """The one open database, its box for secrets, and who hears of changes."""

    folder: DataDir
    db: peewee.SqliteDatabase
    changes: Changes
    box: Box | None = None
    from_keyring: bytes | type[KeyUnavailable] | None = KeyringAsked
    """The key that the keyring gave, why it gave none, or None where it has none."""
    pending: threading.local = field(default_factory=threading.local)


_open: Store | None = None


def open_store(folder: DataDir, changes: Changes) -> Store:
    """Open the database of that folder, made or brought up to date.

    Raises Damaged where only a person can say how to go on (see `restoring`), else StoreTrouble.
    """
    global _open
    if _open is not None:
        raise RuntimeError("a store is already open in this process")
    with translated():
        folder.create()
        _refuse_without_database(folder)
        _make_private(folder.database)
        _look_at_damage(folder)
        _migrate(folder)
        db = _Database(str(folder.database), pragmas=_PRAGMAS, factory=_Connection)
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


def writing(changed: Changed, *, lasting: bool = True) -> _Writing:
    """Run one transaction; after the outermost commit, tell what changed. Raises StoreTrouble.

    `lasting=False` is for what would be found out again: nobody waits for the disk then, and a
    power cut takes it back as a whole, unless something lasting was written after it.
    """
    return _Writing(current(), changed, lasting=lasting)


class _Writing:
    """What peewee has for it takes far longer, and a webhook passes through a dozen of these.

    A part within another transaction may fail alone.
    """

    __slots__ = ("_changed", "_hurried", "_lasting", "_outermost", "_run", "_store")

    def __init__(self, store: Store, changed: Changed, *, lasting: bool) -> None:
        self._store = store
        self._changed = changed
        self._lasting = lasting
        self._outermost = self._hurried = False

    def __enter__(self) -> None:
        db = self._store.db
        self._outermost = not db.in_transaction()
        try:
            self._run = db.connection().execute
            if self._outermost:
                self._begin()
            else:
                self._run("SAVEPOINT part")
        except BaseException as error:
            _tell_known(error)
            raise

    def _begin(self) -> None:
        self._store.pending.changed = Changed.NOTHING
        if not self._lasting:
            # SQLite's write-ahead log stays in order: whatever is synced later takes this along.
            self._run("PRAGMA synchronous=normal")
            self._hurried = True
        try:
            self._run("BEGIN IMMEDIATE")
        except BaseException:
            self._be_careful()
            raise
        # What peewee begins inside becomes a part of this one.
        self._store.db.push_transaction(self._store)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            self._keep()
        else:
            self._take_back()
            _tell_known(error)

    def _keep(self) -> None:
        try:
            self._run("COMMIT" if self._outermost else "RELEASE part")
        except BaseException as error:
            self._take_back()
            _tell_known(error)
            raise
        pending = self._store.pending
        pending.changed |= self._changed
        if self._outermost:
            self._ended()
            self._store.changes.publish(pending.changed)

    def _take_back(self) -> None:
        with suppress(sqlite3.Error):  # on a full disk SQLite took all of it back already
            self._run("ROLLBACK" if self._outermost else "ROLLBACK TO part")
            if not self._outermost:
                self._run("RELEASE part")
        if self._outermost:
            self._ended()

    def _ended(self) -> None:
        self._store.db.pop_transaction()
        self._be_careful()

    def _be_careful(self) -> None:
        if self._hurried:
            self._run("PRAGMA synchronous=full")


def run(sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run one statement as it is; peewee's way to SQLite takes longer than most of them."""
    try:
        cursor: sqlite3.Cursor = current().db.connection().execute(sql, values)
    except sqlite3.DatabaseError as error:
        _tell_known(error)
        raise
    return cursor


def _tell_known(error: BaseException) -> None:
    """Raise StoreTrouble where the error is a known complaint."""
    if isinstance(error, StoreTrouble):
        return
    try:
        with _noticed():
            raise error
    except StoreTrouble:
        raise
    except BaseException:  # noqa: BLE001 - whoever calls goes on with it
        return


@contextmanager
def _noticed() -> Iterator[None]:
    """Translate known complaints; damage makes the next start look at the whole file."""
    try:
        with translated():
            yield
    except Damaged:
        if _open is not None:
            with suppress(OSError):
                _open.folder.damage_seen.touch(0o600)
        raise


def _refuse_without_database(folder: DataDir) -> None:
    """Raise Gone where there was a database: a new one in its place would look like a fresh start.

    SQLite takes an empty file for a new database.
    """
    there = folder.database.exists() and folder.database.stat().st_size > 0
    if not there and folder.generation.exists():
        raise Gone


def _look_at_damage(folder: DataDir) -> None:
    if not folder.damage_seen.exists():
        return
    with closing(sqlite3.connect(folder.database, timeout=OPEN_WAIT_S)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise Damaged
    folder.damage_seen.unlink()


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
