"""What the tests need to know of a store's files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

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


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """Give a file system of its own with so much room. Skips where only root could make one."""
    place.mkdir()
    options = f"size={size},mode=700"
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "scroblarr-test", str(place)],
            check=True,
            capture_output=True,
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def make_read_only(place: Path, *, read_only: bool = True) -> None:
    option = f"remount,{'ro' if read_only else 'rw'}"
    subprocess.run(["mount", "-o", option, str(place)], check=True)


def fill(place: Path) -> Path:
    """Take all the room that is left there; deleting the file gives it back."""
    filler = place / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (2**16, 2**12):
            with suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    assert shutil.disk_usage(place).free == 0
    return filler
