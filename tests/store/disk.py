"""What the tests need to know of a store's files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import Store

# Windows knows no such modes: there the folder of the user's profile is private.
FILE_MODE, FOLDER_MODE = (0o600, 0o700) if os.name == "posix" else (0o666, 0o777)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def other_program(folder: DataDir) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as connection:
        yield connection


def pragma(store: Store, name: str) -> object:
    return store.db.execute_sql(f"PRAGMA {name}").fetchone()[0]
