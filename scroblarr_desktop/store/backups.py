"""Copies of the whole database, made by SQLite's own means while the app goes on working.

Secrets in them stay sealed, and the key is not among them. A copy is made in a thread of its own,
in small steps, and counts only once it was checked.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import migrations
from scroblarr_desktop.store.generations import COPY_MADE_AT
from scroblarr_desktop.store.models import TimeField
from scroblarr_desktop.store.trouble import (
    BadCopy,
    Damaged,
    DiskFull,
    NewerFile,
    StoreTrouble,
    translated,
)

KEPT = 7
KEPT_BY_HAND = 3
DUE_AFTER = timedelta(days=1)

STEP_PAGES = 32
"""128 KiB, sent to the disk before the next: more at once would hold up every commit meanwhile."""

SPARE_BYTES = 16 * 2**20
"""A copy leaves so much of the disk to what is watched next."""


class Stopped(Exception):
    """The copy was broken off from outside."""


@dataclass(frozen=True)
class Backup:
    """A copy that can be put back."""

    path: Path
    made_at: datetime
    watches: int


class Copying:
    """One copy on its way. `run` belongs into a thread; `stop` may be called from any other."""

    def __init__(self, folder: DataDir, now: datetime, *, by_hand: bool = False) -> None:
        """`by_hand`: a person asked for it. It stands beside the daily ones."""
        self._folder = folder
        self._now = now
        self._by_hand = by_hand
        self._stopped = threading.Event()
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def run(self) -> Path:
        """Return the new copy, checked. What is older than the last ones of its kind is dropped.

        Raises Stopped; Damaged where the database itself is; StoreTrouble. What is half made is
        taken away.
        """
        draft = self._folder.backups / "being-made.part"
        with translated():
            self._folder.create()
            _discard(draft)
            try:
                self._refuse_full_disk()
                self._copy(draft)
                self._check(draft)
                made_at_s = self._now.timestamp()
                os.utime(draft, (made_at_s, made_at_s))
                made = self._folder.backups / self._name()
                draft.replace(made)
            except sqlite3.OperationalError:
                if self._stopped.is_set():
                    raise Stopped from None
                raise
            finally:
                _discard(draft)
            if self._by_hand:
                _drop_older(_made_by_hand(self._folder), made, KEPT_BY_HAND)
            else:
                _drop_older(_dailies(self._folder), made, KEPT)
        return made

    def stop(self) -> None:
        self._stopped.set()
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()

    def _name(self) -> str:
        at = self._now.astimezone()
        if self._by_hand:
            return f"{_BY_HAND}{at:%Y-%m-%d-%H%M%S}.sqlite3"
        return f"{_PREFIX}{at:%Y-%m-%d}.sqlite3"

    def _refuse_full_disk(self) -> None:
        if shutil.disk_usage(self._folder.backups).free < size_of(self._folder) + SPARE_BYTES:
            raise DiskFull

    def _copy(self, draft: Path) -> None:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        source_uri = f"{self._folder.database.resolve().as_uri()}?mode=rw"
        with (
            self._opened(sqlite3.connect(source_uri, uri=True, isolation_level=None)) as source,
            closing(sqlite3.connect(draft, isolation_level=None)) as copy,
        ):
            copy.execute("PRAGMA journal_mode=off")
            copy.execute("PRAGMA synchronous=off")
            # One state of the database from beginning to end. Without it every write of the app
            # would make the copy begin anew; with it no writer waits, nor is waited for.
            source.execute("BEGIN")
            source.execute("SELECT 1 FROM sqlite_schema").fetchone()
            source.backup(copy, pages=STEP_PAGES, progress=self._paced(draft))
            # Not a file of several parts any more: it can be copied anywhere as it is.
            copy.execute("PRAGMA journal_mode=delete")
            made_at = TimeField().db_value(self._now)
            copy.execute("REPLACE INTO settings VALUES (?, ?)", (COPY_MADE_AT, str(made_at)))
        _sync(draft)

    def _paced(self, draft: Path) -> Callable[[int, int, int], None]:
        """Return what is called after each step: it rests as long as the step took."""
        since = time.monotonic()

        def rest(_status: int, _left: int, _all: int) -> None:
            nonlocal since
            if self._stopped.is_set():
                raise Stopped
            _sync(draft)
            self._stopped.wait(time.monotonic() - since)
            since = time.monotonic()

        return rest

    def _check(self, draft: Path) -> None:
        with self._opened(_read_only(draft)) as copy:
            # The pages are the database's own, so what is wrong with them is wrong there.
            if not is_sound(copy):
                self._folder.damage_seen.touch(0o600)
                raise Damaged

    @contextmanager
    def _opened(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        """Give `stop` the connection to interrupt for as long as it is open."""
        with closing(connection):
            with self._lock:
                self._connection = connection
            try:
                if self._stopped.is_set():
                    raise Stopped
                yield connection
            finally:
                with self._lock:
                    self._connection = None


_PREFIX = "scroblarr-"
_BY_HAND = "by-hand-"


def size_of(folder: DataDir) -> int:
    """Return how large the database is, in bytes, what is written ahead included."""
    files = (folder.database, write_ahead_of(folder.database))
    return sum(file.stat().st_size for file in files if file.exists())


def write_ahead_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def is_due(folder: DataDir, now: datetime) -> bool:
    """Return whether the newest daily copy is a day old, or none is there. Raises StoreTrouble."""
    with translated():
        return is_older_than_a_day([_made_at(path) for path in _dailies(folder)], now)


def is_older_than_a_day(made_at: Iterable[datetime], now: datetime) -> bool:
    # One from the future tells that a clock was wrong, and nothing of the last days.
    return not any(abs(now - at) < DUE_AFTER for at in made_at)


def look_at(path: Path) -> Backup:
    """Return what stands in that copy. Raises BadCopy, NewerFile, StoreTrouble.

    Reads the whole file, so it takes seconds where years are in it.
    """
    with translated():
        try:
            made_at = _made_at(path)
            with closing(_read_only(path)) as copy:
                return Backup(path, _told_at(copy) or made_at, _watches_in(copy))
        except (sqlite3.DatabaseError, FileNotFoundError, IsADirectoryError) as error:
            raise BadCopy from error


def last_good(folder: DataDir) -> Backup | None:
    """Return the newest copy that can be put back, None where there is none."""
    copies = [path for path in folder.backups.glob("*.sqlite3") if path.is_file()]
    for path in sorted(copies, key=_made_at, reverse=True):
        with suppress(StoreTrouble):
            return look_at(path)
    return None


def keep_for_good(folder: DataDir, now: datetime) -> None:
    """Take the newest daily copy out of the seven: the days to come are another household's."""
    dailies = _dailies(folder)
    if dailies:
        newest = max(dailies, key=_made_at)
        newest.replace(newest.with_name(f"before-fresh-start-{now:%Y%m%d-%H%M%S}.sqlite3"))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds nothing wrong with the whole file."""
    # Not quick_check: that of SQLite 3.40 sees NULL in sound tables WITHOUT ROWID (measured).
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _watches_in(copy: sqlite3.Connection) -> int:
    if not is_sound(copy):
        raise BadCopy
    version = int(copy.execute("PRAGMA user_version").fetchone()[0])
    if version > migrations.NEWEST:
        raise NewerFile
    counted = copy.execute("SELECT count(*) FROM watches WHERE deleted_at IS NULL").fetchone()
    return int(counted[0])


def _told_at(copy: sqlite3.Connection) -> datetime | None:
    query = "SELECT value FROM settings WHERE name = ?"
    row = copy.execute(query, (COPY_MADE_AT,)).fetchone()
    return None if row is None else TimeField().python_value(int(row[0]))


def _read_only(path: Path) -> sqlite3.Connection:
    # Immutable: looking at a copy leaves no files beside it.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def is_by_hand(copy: Path) -> bool:
    """Return whether a person asked for that copy."""
    return copy.name.startswith(_BY_HAND)


def _dailies(folder: DataDir) -> list[Path]:
    return sorted(folder.backups.glob(f"{_PREFIX}*.sqlite3"))


def _made_by_hand(folder: DataDir) -> list[Path]:
    return sorted(folder.backups.glob(f"{_BY_HAND}*.sqlite3"))


def _made_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _drop_older(of_its_kind: list[Path], made: Path, kept: int) -> None:
    others = [path for path in of_its_kind if path != made]
    for path in others[: -(kept - 1)]:
        path.unlink()


def _discard(draft: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
