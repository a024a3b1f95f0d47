from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, migrations, open_store, settings
from tests.store.disk import FILE_MODE, mode

RENAME = (
    "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY, words TEXT NOT NULL)",
    "INSERT INTO notes SELECT name, upper(value) FROM settings",
)
FAILS_HALF_WAY = (*RENAME, "DELETE FROM settings", "INSERT INTO nowhere VALUES (1)")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()
        return [f"version {version[0]}", *connection.iterdump()]


def add_step(monkeypatch: pytest.MonkeyPatch, *steps: tuple[str, ...]) -> None:
    every = (*migrations.STEPS, *steps)
    monkeypatch.setattr(migrations, "STEPS", every)
    monkeypatch.setattr(migrations, "NEWEST", len(every))


@pytest.fixture
def first_shape(folder: DataDir) -> DataDir:
    """A closed store as the first version left it."""
    open_store(folder, Changes())
    settings.put("word", "lantern")
    close_store()
    return folder


def test_the_version_is_the_number_of_steps() -> None:
    assert migrations.NEWEST == len(migrations.STEPS) > 0


def test_a_new_step_runs_on_what_is_there(
    first_shape: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(monkeypatch, RENAME)
    store = open_store(first_shape, Changes())
    assert store.db.execute_sql("SELECT * FROM notes").fetchall() == [("word", '"LANTERN"')]
    assert store.db.execute_sql("PRAGMA user_version").fetchone() == (migrations.NEWEST,)


def test_the_file_is_copied_before_a_step(
    first_shape: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(first_shape.database)
    newest = migrations.NEWEST
    add_step(monkeypatch, RENAME)
    open_store(first_shape, Changes())
    (copy,) = first_shape.backups.iterdir()
    assert copy.name == f"before-version-{newest + 1}.sqlite3"
    assert dump(copy) == before
    assert mode(copy) == FILE_MODE


def test_a_step_that_fails_leaves_the_file_as_it_was(
    first_shape: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(first_shape.database)
    with monkeypatch.context() as patch:
        add_step(patch, RENAME, FAILS_HALF_WAY[2:])
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            open_store(first_shape, Changes())
    assert dump(first_shape.database) == before
    (copy,) = first_shape.backups.iterdir()
    assert dump(copy) == before
    open_store(first_shape, Changes())
    assert settings.get("word") == "lantern"


def test_a_later_attempt_takes_a_new_copy(
    first_shape: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        add_step(patch, FAILS_HALF_WAY)
        with pytest.raises(sqlite3.OperationalError):
            open_store(first_shape, Changes())
    open_store(first_shape, Changes())
    settings.put("word", "harbour")
    close_store()
    add_step(monkeypatch, RENAME)
    open_store(first_shape, Changes())
    (copy,) = first_shape.backups.iterdir()
    assert any("harbour" in line for line in dump(copy))


def test_a_fresh_file_goes_through_all_steps_without_a_copy(
    folder: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step(monkeypatch, RENAME)
    store = open_store(folder, Changes())
    assert store.db.execute_sql("SELECT count(*) FROM notes").fetchone() == (0,)
    assert list(folder.backups.iterdir()) == []
