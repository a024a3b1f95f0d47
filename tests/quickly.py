"""What makes a run of all tests shorter, and changes nothing about what they test."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import database, migrations

PREFIX = "PYTHONPYCACHEPREFIX"
DISK = "SCROBLARR_TESTS_DISK"
IN_MEMORY = Path("/dev/shm")
ROOM_BYTES = 1_500_000_000
"""About five times what a run needs at once."""

LONGEST_FIRST = (
    "attacks/test_kills.py",
    "attacks/test_mixtures.py",
    "demo/test_household.py",
    "attacks/test_outages.py",
    "attacks/test_neighbours.py",
    "ui/test_flood.py",
    "http_server/test_fuzzing.py",
    "test_rescue.py",
    "test_headless.py",
    "test_app.py",
)
"""Files that would keep one processor busy at the end, while the others have nothing left."""


def lie_in_memory() -> None:
    """Let temporary files lie in memory, where this computer has a place and room for that.

    Nearly every test opens a database of its own, and each of its writes waits for the disk.
    """
    if "TMPDIR" in os.environ or not _roomy(IN_MEMORY):
        return
    os.environ[DISK] = tempfile.gettempdir()
    os.environ["TMPDIR"] = str(IN_MEMORY)
    tempfile.tempdir = None


def place_on_disk() -> str | None:
    """Return where temporary files would lie otherwise; None where they do."""
    return os.environ.get(DISK)


def _roomy(place: Path) -> bool:
    if not place.is_dir() or not os.access(place, os.W_OK):
        return False
    programs_run = not os.statvfs(place).f_flag & os.ST_NOEXEC
    return programs_run and shutil.disk_usage(place).free > ROOM_BYTES


def made_once() -> Iterator[None]:
    """Begin each new database as a copy of one that the app's own steps made, once per process.

    Making one takes longer than most tests. Programs that tests start make their own.
    """
    migrate, steps, made = database._migrate, migrations.STEPS, b""

    def begin(folder: DataDir) -> None:
        nonlocal made
        is_new = folder.database.stat().st_size == 0 and migrations.STEPS is steps
        if is_new and made:
            folder.database.write_bytes(made)
        migrate(folder)
        if is_new and not made:
            made = folder.database.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_migrate", begin)
        yield


def compile_once(config: pytest.Config) -> None:
    """Keep what Python compiles, also where it is told not to leave it beside the sources.

    A hundred programs are started by the tests, and each of them would compile the app anew.
    """
    cache = getattr(config, "cache", None)
    if sys.dont_write_bytecode and cache is not None and PREFIX not in os.environ:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ[PREFIX] = str(cache.mkdir("compiled"))


def keep_our_order(config: pytest.Config) -> None:
    """Have pytest-xdist hand out files as they are sorted: it would begin with many short tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Sort files of tests by how long they take; within a file all stays as it is."""
    items.sort(key=rank)


def rank(item: pytest.Item) -> int:
    """Return its file's place, the longest first."""
    file = item.path.as_posix()
    places = (n for n, name in enumerate(LONGEST_FIRST) if file.endswith(f"/tests/{name}"))
    return next(places, len(LONGEST_FIRST))
