from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    backups,
    close_store,
    generations,
    log,
    open_store,
    restoring,
    settings,
    tokens,
)
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.records import Account, LogFilter
from scroblarr_desktop.store.trouble import BadCopy, Damaged, DiskFull, Gone
from tests.store.disk import FILE_MODE, fill, mode, small_disk
from tests.store.filling import DAY, NOON, Person, planned

LATER = datetime(2026, 3, 15, 9, 30, 0, tzinfo=UTC)


def make(folder: DataDir, now: datetime = NOON) -> Path:
    return Copying(folder, now).run()


def damage(folder: DataDir) -> bytes:
    """Spoil the closed database; return what is in the file now."""
    noise = b"noise" + os.urandom(20_000)
    folder.database.write_bytes(noise)
    return noise


def kept(folder: DataDir) -> list[Path]:
    return sorted(folder.root.glob("kept-*"))


def test_a_damaged_database_is_kept_and_the_copy_takes_its_place(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    generations.begin(NOON)
    planned(anna)
    copy = make(folder)
    close_store()
    noise = damage(folder)
    with pytest.raises(Damaged):
        open_store(folder, Changes())
    assert kept(folder) == [], "nothing happens without a yes"

    backup = restoring.put_back(folder, copy, LATER)
    assert backup.watches == 1
    [aside] = kept(folder)
    assert aside.name == f"kept-{LATER.astimezone():%Y-%m-%d-%H%M%S}.sqlite3"
    assert aside.read_bytes() == noise
    assert copy.exists()
    assert mode(folder.database) == FILE_MODE
    open_store(folder, Changes())
    assert len(log.watches(LogFilter(), limit=5)) == 1
    assert generations.begin(LATER) is True


def test_what_was_written_ahead_is_kept_with_its_database(folder: DataDir, store: Store) -> None:
    settings.put("word", "lantern")
    make(folder)
    settings.put("word", "harbour")
    # As the end by force leaves it: everything is still in the file that was written ahead.
    files = {path.name: path.read_bytes() for path in folder.root.glob("scroblarr.sqlite3*")}
    close_store()
    for name, content in files.items():
        (folder.root / name).write_bytes(content)
    restoring.put_back(folder, make_of(folder), LATER)
    names = [path.name for path in kept(folder)]
    database = names[0]
    assert f"{database}-wal" in names
    with closing(sqlite3.connect(folder.root / database)) as aside:
        assert aside.execute("SELECT value FROM settings WHERE name = 'word'").fetchone() == (
            '"harbour"',
        )
    open_store(folder, Changes())
    assert settings.get("word") == "lantern"


def make_of(folder: DataDir) -> Path:
    good = backups.last_good(folder)
    assert good is not None
    return good.path


def test_a_copy_that_cannot_be_used_changes_nothing(folder: DataDir, store: Store) -> None:
    settings.put("word", "lantern")
    close_store()
    bad = folder.backups / "bad.sqlite3"
    bad.write_bytes(b"noise" * 4000)
    before = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    with pytest.raises(BadCopy):
        restoring.put_back(folder, bad)
    after = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    assert after == before


def test_where_there_is_no_room_for_the_copy_nothing_is_moved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        folder = DataDir(disk / "data")
        open_store(folder, Changes())
        copy = make(folder)
        close_store()
        noise = damage(folder)
        filler = fill(disk)
        with pytest.raises(DiskFull):
            restoring.put_back(folder, copy)
        assert folder.database.read_bytes() == noise
        assert kept(folder) == []
        filler.unlink()
        restoring.put_back(folder, copy)
        open_store(folder, Changes())
        close_store()


def test_putting_back_twice_in_a_second_loses_neither(folder: DataDir, store: Store) -> None:
    copy = make(folder)
    close_store()
    for _ in range(3):
        restoring.put_back(folder, copy, LATER)
    assert len(kept(folder)) == 3


# A fresh start


def test_a_fresh_start_keeps_what_was_there_and_the_newest_copy(
    folder: DataDir, store: Store
) -> None:
    generations.begin(NOON)
    settings.put("word", "lantern")
    tokens.put("name", "value")
    for day in range(3):
        make(folder, NOON + day * DAY)
    close_store()
    noise = damage(folder)
    aside = restoring.start_fresh(folder, LATER)
    assert aside is not None
    assert aside.read_bytes() == noise
    open_store(folder, Changes())
    assert settings.get("word") is None
    assert generations.begin(LATER) is False, "nothing of it is a copy"
    tokens.put("name", "new")
    for day in range(20):
        make(folder, LATER + day * DAY)
    [old] = [path for path in folder.backups.iterdir() if path.name.startswith("before-fresh")]
    assert backups.look_at(old).made_at == NOON + 2 * DAY
    close_store()
    restoring.put_back(folder, old)
    open_store(folder, Changes())
    assert settings.get("word") == "lantern"
    assert tokens.get("name") == "value", "the key was not given up either"


def test_a_fresh_start_without_anything_there_is_no_trouble(folder: DataDir) -> None:
    assert restoring.start_fresh(folder) is None
    open_store(folder, Changes())


# Where the database is gone


def test_a_missing_database_is_no_fresh_start(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    copy = make(folder)
    close_store()
    folder.database.unlink()
    with pytest.raises(Gone):
        open_store(folder, Changes())
    assert not folder.database.exists()
    restoring.put_back(folder, copy)
    open_store(folder, Changes())


def test_an_empty_database_is_no_fresh_start(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    close_store()
    folder.database.write_bytes(b"")
    with pytest.raises(Gone):
        open_store(folder, Changes())
    restoring.start_fresh(folder)
    open_store(folder, Changes())


def test_ended_by_force_between_the_moves_it_is_asked_again(folder: DataDir, store: Store) -> None:
    generations.begin(NOON)
    copy = make(folder)
    settings.put("a", 1)
    close_store()
    restoring.keep_aside(folder, LATER)
    with pytest.raises(Gone):
        open_store(folder, Changes())
    restoring.put_back(folder, copy)
    open_store(folder, Changes())


# Where damage shows only later


def test_damage_that_is_met_while_working_is_looked_at_with_the_next_start(
    folder: DataDir, store: Store
) -> None:
    settings.put("long", "x" * 100_000)
    close_store()
    whole = folder.database.read_bytes()
    folder.database.write_bytes(whole[:-80_000] + b"\x99" * 80_000)
    open_store(folder, Changes())
    with pytest.raises(Damaged):
        settings.get("long")
    close_store()
    for _ in range(2):
        with pytest.raises(Damaged):
            open_store(folder, Changes())


def test_a_fault_that_passed_is_forgotten(folder: DataDir, store: Store) -> None:
    settings.put("word", "lantern")
    close_store()
    folder.damage_seen.touch()
    open_store(folder, Changes())
    assert settings.get("word") == "lantern"
    assert not folder.damage_seen.exists()


def test_damage_in_the_middle_of_a_long_list_is_told(folder: DataDir, anna: Person) -> None:
    """Rows are read one by one, long after the query began."""
    for number in range(200):
        planned(anna, watched_at=NOON + number * DAY)
    close_store()
    whole = bytearray(folder.database.read_bytes())
    pages = [
        place
        for place in range(0, len(whole), 4096)
        if b"Harbour Street" in whole[place : place + 4096]
    ]
    for place in pages[len(pages) // 2 :]:
        whole[place : place + 4096] = os.urandom(4096)
    folder.database.write_bytes(whole)
    open_store(folder, Changes())
    with pytest.raises(Damaged):
        log.watches(LogFilter(), limit=500)
    assert folder.damage_seen.exists()
