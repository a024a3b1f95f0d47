from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    StoreTrouble,
    backups,
    close_store,
    log,
    migrations,
    open_store,
    settings,
    tokens,
)
from scroblarr_desktop.store.backups import Copying, Stopped
from scroblarr_desktop.store.records import Account, LogFilter
from scroblarr_desktop.store.trouble import BadCopy, Damaged, DiskFull, NewerFile
from tests.store.disk import FILE_MODE, fill, mode, small_disk
from tests.store.filling import DAY, HOUR, NOON, Person, planned


def make(folder: DataDir, now: datetime = NOON) -> Path:
    return Copying(folder, now).run()


def day_of(path: Path) -> str:
    return path.stem.removeprefix("scroblarr-")


def files(folder: DataDir) -> list[str]:
    return sorted(path.name for path in folder.backups.iterdir())


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(query).fetchall()


# Making one


def test_a_copy_holds_all_that_was_written(folder: DataDir, anna: Person) -> None:
    planned(anna)
    made = make(folder)
    assert rows(made, "SELECT title FROM watches") == [("Part 4",)]
    assert files(folder) == [f"scroblarr-{NOON.astimezone():%Y-%m-%d}.sqlite3"]
    assert mode(made) == FILE_MODE
    assert backups.look_at(made) == backups.Backup(made, NOON, watches=1)


def test_a_copy_is_one_file_that_opens_anywhere(
    folder: DataDir, anna: Person, tmp_path: Path
) -> None:
    planned(anna)
    made = make(folder)
    close_store()
    elsewhere = DataDir(tmp_path / "elsewhere")
    elsewhere.create()
    made.rename(elsewhere.database)
    open_store(elsewhere, Changes())
    assert len(log.watches(LogFilter(), limit=5)) == 1


def test_secrets_in_a_copy_stay_sealed_and_the_key_is_not_in_it(
    folder: DataDir, store: Store
) -> None:
    tokens.put("name", "s3cret")
    content = make(folder).read_bytes()
    assert b"s3cret" not in content
    assert folder.key_file.read_bytes() not in content


def test_the_database_is_written_to_while_it_is_copied(
    folder: DataDir, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each write would make SQLite begin anew, were it not for the one state that it copies."""
    settings.put("before", "x" * 200_000)
    monkeypatch.setattr(backups, "STEP_PAGES", 1)
    copying, steps, step_taken = Copying(folder, NOON), list[int](), threading.Event()
    paced = copying._paced

    def counted(draft: Path) -> Callable[[int, int, int], None]:
        rest = paced(draft)

        def after(status: int, left: int, all_pages: int) -> None:
            steps.append(left)
            step_taken.set()
            rest(status, left, all_pages)

        return after

    monkeypatch.setattr(copying, "_paced", counted)
    made: list[Path] = []
    thread = threading.Thread(target=lambda: made.append(copying.run()))
    thread.start()
    written = 0
    while thread.is_alive():
        step_taken.wait(5)
        settings.put("meanwhile", written)
        written += 1
    thread.join()
    assert written > 5
    assert steps == sorted(steps, reverse=True), "no page is copied twice"
    assert rows(made[0], "SELECT name FROM settings WHERE name = 'meanwhile'") == []


def test_a_copy_that_is_stopped_leaves_nothing(
    folder: DataDir, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.put("long", "x" * 200_000)
    monkeypatch.setattr(backups, "STEP_PAGES", 1)
    copying = Copying(folder, NOON)
    paced = copying._paced

    def stopping(draft: Path) -> Callable[[int, int, int], None]:
        copying.stop()
        return paced(draft)

    monkeypatch.setattr(copying, "_paced", stopping)
    with pytest.raises(Stopped):
        copying.run()
    assert files(folder) == []
    settings.put("a", 1)


def test_one_that_is_stopped_before_it_begins_does_nothing(folder: DataDir, store: Store) -> None:
    copying = Copying(folder, NOON)
    copying.stop()
    with pytest.raises(Stopped):
        copying.run()
    assert files(folder) == []


def test_one_that_was_cut_off_is_in_nobodys_way(folder: DataDir, store: Store) -> None:
    (folder.backups / "being-made.part").write_bytes(b"half of it")
    (folder.backups / "being-made.part-journal").write_bytes(b"half of it")
    made = make(folder)
    assert files(folder) == [made.name]


# Which are kept


def test_seven_are_kept(folder: DataDir, store: Store) -> None:
    made = [make(folder, NOON + day * DAY) for day in range(10)]
    assert files(folder) == sorted(path.name for path in made[-7:])


def test_two_of_one_day_are_one(folder: DataDir, store: Store) -> None:
    make(folder)
    settings.put("later", 1)
    made = make(folder, NOON + HOUR)
    assert files(folder) == [made.name]
    assert len(rows(made, "SELECT * FROM settings WHERE name = 'later'")) == 1


def test_one_made_by_hand_stands_beside_the_daily_ones(folder: DataDir, store: Store) -> None:
    dailies = [make(folder, NOON + day * DAY) for day in range(7)]
    settings.put("later", 1)
    by_hand = [
        Copying(folder, NOON + 6 * DAY + hours * HOUR, by_hand=True).run() for hours in range(1, 5)
    ]
    assert files(folder) == sorted(path.name for path in [*dailies, *by_hand[1:]])
    assert all(backups.is_by_hand(path) for path in by_hand)
    assert not any(backups.is_by_hand(path) for path in dailies)
    assert rows(dailies[-1], "SELECT * FROM settings WHERE name = 'later'") == []
    last = backups.last_good(folder)
    assert last is not None
    assert (last.path, last.made_at) == (by_hand[-1], NOON + 6 * DAY + 4 * HOUR)
    assert backups.is_due(folder, NOON + 7 * DAY), "the daily one comes all the same"
    make(folder, NOON + 7 * DAY)
    assert {path.name for path in by_hand[1:]} < set(files(folder))


def test_other_files_in_the_folder_are_left_alone(folder: DataDir, store: Store) -> None:
    for name in ("before-version-2.sqlite3", "notes.txt"):
        (folder.backups / name).write_text("mine")
    for day in range(10):
        make(folder, NOON + day * DAY)
    assert {"before-version-2.sqlite3", "notes.txt"} < set(files(folder))
    assert len(files(folder)) == 9


def test_a_copy_of_a_wrong_clock_never_pushes_out_the_one_just_made(
    folder: DataDir, store: Store
) -> None:
    for day in range(7):
        make(folder, NOON + day * DAY)
    made = make(folder, NOON - 1000 * DAY)
    assert made.name in files(folder)
    assert len(files(folder)) == 7


@given(
    ages_h=st.lists(st.integers(-1000, 1000), max_size=7),
)
def test_a_copy_is_due_where_none_is_of_the_last_day(ages_h: list[int]) -> None:
    now = NOON
    recent = any(abs(age_h) < 24 for age_h in ages_h)
    made_at = [now - timedelta(hours=age_h) for age_h in ages_h]
    assert backups.is_older_than_a_day(made_at, now) is not recent


def test_it_is_due_after_a_day(folder: DataDir, store: Store) -> None:
    assert backups.is_due(folder, NOON)
    make(folder)
    assert not backups.is_due(folder, NOON + 23 * HOUR)
    assert backups.is_due(folder, NOON + DAY)


# Trouble


def test_a_full_disk_is_told_and_keeps_what_is_there(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        folder = DataDir(disk / "data")
        open_store(folder, Changes())
        made = make(folder)
        filler = fill(disk)
        with pytest.raises(DiskFull):
            make(folder, NOON + DAY)
        assert files(folder) == [made.name]
        filler.unlink()
        make(folder, NOON + DAY)
        assert len(files(folder)) == 2
        close_store()


def test_a_disk_that_fills_up_meanwhile_is_told_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk:
        folder = DataDir(disk / "data")
        open_store(folder, Changes())
        settings.put("long", "x" * 1_000_000)
        filler = fill(disk)
        monkeypatch.setattr(Copying, "_refuse_full_disk", lambda _: None)
        with pytest.raises(StoreTrouble):
            make(folder)
        assert files(folder) == []
        filler.unlink()
        settings.put("a", 1)
        make(folder)
        close_store()


def spoil(path: Path) -> None:
    """Overwrite what lies behind the first page, as a dying disk does."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))


def test_a_damaged_database_drops_no_copy_and_is_looked_at_next_time(
    folder: DataDir, store: Store
) -> None:
    settings.put("long", "x" * 300_000)
    made = [make(folder, NOON + day * DAY) for day in range(7)]
    close_store()
    whole = folder.database.read_bytes()
    # A page that nothing reads in passing: only looking at everything finds it.
    folder.database.write_bytes(whole[:-8192] + b"\x99" * 8192)
    open_store(folder, Changes())
    with pytest.raises(Damaged):
        make(folder, NOON + 8 * DAY)
    assert files(folder) == [path.name for path in made]
    close_store()
    with pytest.raises(Damaged):
        open_store(folder, Changes())


# Looking at one


def test_what_is_no_copy_is_refused(folder: DataDir, store: Store, tmp_path: Path) -> None:
    made = make(folder)
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (title)")
    noise = tmp_path / "noise.sqlite3"
    noise.write_bytes(os.urandom(9000))
    spoil(made)
    for path in (made, other, noise, tmp_path / "none", tmp_path):
        with pytest.raises(BadCopy):
            backups.look_at(path)


def test_a_copy_of_a_newer_version_is_refused(folder: DataDir, store: Store) -> None:
    made = make(folder)
    with closing(sqlite3.connect(made)) as connection:
        connection.execute(f"PRAGMA user_version={migrations.NEWEST + 1}")
    with pytest.raises(NewerFile):
        backups.look_at(made)
    assert backups.last_good(folder) is None


def test_looking_leaves_no_files_behind(folder: DataDir, store: Store) -> None:
    made = make(folder)
    backups.look_at(made)
    assert files(folder) == [made.name]


def test_the_last_good_one_is_found_behind_a_bad_one(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    planned(anna)
    good = make(folder, NOON)
    spoil(make(folder, NOON + DAY))
    found = backups.last_good(folder)
    assert found == backups.Backup(good, NOON, watches=1)


def test_where_there_is_none_there_is_none(folder: DataDir, store: Store) -> None:
    (folder.backups / "notes.sqlite3").write_text("not a copy")
    assert backups.last_good(folder) is None
    assert backups.last_good(DataDir(folder.root / "nowhere")) is None
