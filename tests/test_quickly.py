from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, migrations, open_store
from tests import quickly

TESTS = Path(__file__).parent


def test_the_longest_files_are_there_and_come_first(request: pytest.FixtureRequest) -> None:
    assert [name for name in quickly.LONGEST_FIRST if not (TESTS / name).is_file()] == []
    ranks = [quickly.rank(item) for item in request.session.items]
    assert ranks == sorted(ranks)


def test_a_copied_database_is_what_the_steps_make(tmp_path: Path) -> None:
    """The first in a process is made by the steps, the second is a copy."""
    shapes = [shape_of(DataDir(tmp_path / name)) for name in ("first", "second")]
    with closing(sqlite3.connect(tmp_path / "by hand")) as connection:
        for step in migrations.STEPS:
            for statement in step:
                connection.execute(statement)
        assert shapes == [shape(connection)] * 2


def shape_of(folder: DataDir) -> list[tuple[str]]:
    open_store(folder, Changes())
    close_store()
    with closing(sqlite3.connect(folder.database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.NEWEST,)
        return shape(connection)


def shape(connection: sqlite3.Connection) -> list[tuple[str]]:
    return connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
