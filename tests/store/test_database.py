from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    StoreTrouble,
    close_store,
    database,
    migrations,
    open_store,
    settings,
    tokens,
    writing,
)
from scroblarr_desktop.store.trouble import Damaged, DiskFull, Locked, NewerFile, ReadOnly

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


# Opening


def test_a_fresh_store_has_the_newest_shape_and_survives_power_cuts(store: Store) -> None:
    assert pragma(store, "user_version") == migrations.NEWEST
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2  # full
    assert pragma(store, "foreign_keys") == 1


def test_opening_again_finds_what_was_kept(folder: DataDir) -> None:
    for _ in range(2):
        open_store(folder, Changes())
        settings.put("opened", settings.get("opened", 0) + 1)
        close_store()
    open_store(folder, Changes())
    assert settings.get("opened") == 2
    assert list(folder.backups.iterdir()) == []


def test_files_and_folders_are_for_this_person_only(folder: DataDir) -> None:
    former = os.umask(0)
    try:
        open_store(folder, Changes())
        tokens.put("anything", "secret")
    finally:
        os.umask(former)
    assert folder.key_file.exists()
    for path in [folder.root, *folder.root.rglob("*")]:
        assert mode(path) == (FOLDER_MODE if path.is_dir() else FILE_MODE), path


def test_a_file_that_others_could_read_is_closed_to_them(folder: DataDir) -> None:
    open_store(folder, Changes())
    close_store()
    folder.database.chmod(0o644)
    open_store(folder, Changes())
    settings.put("a", 1)
    files = [path for path in folder.root.iterdir() if path.is_file()]
    assert {mode(path) for path in files} == {FILE_MODE}


def test_only_one_store_is_open_at_a_time(store: Store, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="already open"):
        open_store(DataDir(tmp_path / "another"), Changes())
    close_store()
    close_store()
    with pytest.raises(RuntimeError, match="no store is open"):
        database.current()


def test_closing_folds_everything_into_one_file(folder: DataDir, store: Store) -> None:
    settings.put("kept", "yes")
    close_store()
    assert sorted(path.name for path in folder.root.iterdir()) == [
        "backups",
        "logs",
        "scroblarr.sqlite3",
    ]


def test_closing_ends_even_where_the_file_is_gone_bad(folder: DataDir, store: Store) -> None:
    settings.put("kept", "yes")
    folder.database.write_bytes(b"noise" * 10_000)
    with pytest.raises(Damaged):
        close_store()
    with pytest.raises(RuntimeError, match="no store is open"):
        database.current()


def test_another_thread_may_read(store: Store) -> None:
    settings.put("read", "by another")
    read: list[object] = []

    def look() -> None:
        read.append(settings.get("read"))
        store.db.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(10)
    assert read == ["by another"]


def program(folder: DataDir) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _PROGRAM, str(folder.root)]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)


def test_two_programs_may_start_at_once_on_a_fresh_folder(folder: DataDir) -> None:
    """As `api-key` does beside the first start of the app."""
    with ExitStack() as running:
        both = [running.enter_context(program(folder)) for _ in range(2)]
        for one in both:
            assert one.stdout is not None
            assert one.stdout.readline().strip() == b"ready"
        said = [one.communicate(b"go\n", timeout=60) for one in both]
    assert [errors for _, errors in said] == [b"", b""]
    assert len({key for key, _ in said}) == 1


_PROGRAM = """
import sys
from pathlib import Path
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store, tokens
print("ready", flush=True)
sys.stdin.readline()
open_store(DataDir(Path(sys.argv[1])), Changes())
print(tokens.api_key())
close_store()
"""


# Trouble while opening


def open_and_write(folder: DataDir) -> None:
    open_store(folder, Changes())
    settings.put("a", 1)


def test_a_newer_file_is_refused_and_left_as_it_was(folder: DataDir) -> None:
    open_store(folder, Changes())
    settings.put("from", "the future")
    close_store()
    with other_program(folder) as connection:
        connection.execute(f"PRAGMA user_version={migrations.NEWEST + 1}")
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    with pytest.raises(NewerFile) as refused:
        open_store(folder, Changes())
    after = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    assert after == before
    assert "nothing was changed" in refused.value.next_step


@pytest.mark.parametrize("damage", ["noise", "torn"])
def test_a_damaged_file_is_told_and_left_as_it_was(folder: DataDir, damage: str) -> None:
    open_store(folder, Changes())
    close_store()
    whole = folder.database.read_bytes()
    broken = b"\x07noise" * 5000 if damage == "noise" else whole[:4096] + b"\x99" * 40_000
    folder.database.write_bytes(broken)
    with pytest.raises(Damaged):
        open_and_write(folder)
    with suppress(Damaged):
        close_store()
    assert folder.database.read_bytes() == broken


def test_reading_a_damaged_file_is_told(folder: DataDir) -> None:
    open_store(folder, Changes())
    settings.put("long", "x" * 100_000)
    close_store()
    whole = folder.database.read_bytes()
    folder.database.write_bytes(whole[:-80_000] + b"\x99" * 80_000)
    open_store(folder, Changes())
    with pytest.raises(Damaged):
        settings.get("long")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for root in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ReadOnly) as trouble:
            open_store(DataDir(root), Changes())
        assert trouble.value.next_step.startswith("Give your user the right")


def test_a_folder_in_the_place_of_the_file_is_told(folder: DataDir) -> None:
    folder.create()
    folder.database.mkdir()
    with pytest.raises(ReadOnly):
        open_store(folder, Changes())


def test_a_fresh_file_that_another_program_holds_is_told(folder: DataDir) -> None:
    folder.create()
    with other_program(folder) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            open_store(folder, Changes())
    open_store(folder, Changes())
    settings.put("a", 1)
    assert settings.get("a") == 1


def test_switching_to_wal_waits_for_a_program_that_looks_at_the_file(
    folder: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two programs meet in this, SQLite refuses at once, whatever its own patience."""
    folder.create()
    with other_program(folder) as looking, other_program(folder) as switching:
        looking.execute("CREATE TABLE anything (x)")
        looking.execute("BEGIN")
        looking.execute("SELECT * FROM anything").fetchall()
        switching.execute("PRAGMA busy_timeout=0")
        waits: list[float] = []

        def let_go(for_s: float) -> None:
            waits.append(for_s)
            looking.execute("ROLLBACK")

        monkeypatch.setattr(time, "sleep", let_go)
        database._write_ahead(switching, 60)
        assert len(waits) == 1
        assert switching.execute("PRAGMA journal_mode").fetchone() == ("wal",)


# Writing


def test_a_lock_of_another_program_is_told_and_passes(folder: DataDir, store: Store) -> None:
    with other_program(folder) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            settings.put("a", 1)
        connection.execute("ROLLBACK")
    settings.put("a", 2)
    assert settings.get("a") == 2


def fill_the_disk(store: Store) -> None:
    pages = pragma(store, "page_count")
    store.db.execute_sql(f"PRAGMA max_page_count={pages}")


def make_room(store: Store) -> None:
    store.db.execute_sql("PRAGMA max_page_count=1000000")


def test_a_full_disk_is_told_and_passes(store: Store, heard: list[Changed]) -> None:
    fill_the_disk(store)
    with pytest.raises(DiskFull):
        settings.put("long", "x" * 100_000)
    assert settings.get("long") is None
    assert heard == []
    make_room(store)
    settings.put("long", "x" * 100_000)
    assert len(settings.get("long")) == 100_000


def put_deep_inside(values: dict[str, object]) -> None:
    with writing(Changed.LOG), writing(Changed.INBOX):
        for name, value in values.items():
            settings.put(name, value)


def test_a_full_disk_is_told_from_deep_inside_as_well(store: Store) -> None:
    fill_the_disk(store)
    with pytest.raises(DiskFull):
        put_deep_inside({"before": 1, "long": "x" * 100_000})
    assert settings.get("before") is None
    make_room(store)
    settings.put("before", 2)
    assert settings.get("before") == 2


def test_a_bug_is_not_taken_for_trouble(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as bug, writing(Changed.LOG):
        store.db.execute_sql("INSERT INTO nowhere VALUES (1)")
    assert not isinstance(bug.value, StoreTrouble)
    with pytest.raises(ConnectionResetError), writing(Changed.LOG):
        raise ConnectionResetError


def test_changes_are_told_once_after_the_outermost_commit(
    folder: DataDir, store: Store, changes: Changes, heard: list[Changed]
) -> None:
    seen_by_others: list[object] = []

    def look(changed: Changed) -> None:
        with other_program(folder) as connection:
            rows = connection.execute("SELECT name FROM settings ORDER BY name").fetchall()
            seen_by_others.append(rows)

    changes.listen(look)
    with writing(Changed.LOG):
        settings.put("first", 1)
        with writing(Changed.INBOX):
            settings.put("second", 2)
        assert heard == []
    assert heard == [Changed.LOG | Changed.INBOX | Changed.SETTINGS]
    assert seen_by_others == [[("first",), ("second",)]]


def put_and_fail(changed: Changed, name: str) -> None:
    with writing(changed):
        settings.put(name, 1)
        raise ZeroDivisionError


def test_nothing_is_told_or_kept_of_what_is_rolled_back(store: Store, heard: list[Changed]) -> None:
    with pytest.raises(ZeroDivisionError):
        put_and_fail(Changed.LOG, "first")
    assert settings.get("first") is None
    assert heard == []
    settings.put("second", 2)
    assert heard == [Changed.SETTINGS]


def test_an_inner_part_may_fail_alone(store: Store, heard: list[Changed]) -> None:
    with writing(Changed.LOG):
        settings.put("outer", 1)
        with pytest.raises(ZeroDivisionError):
            put_and_fail(Changed.INBOX, "inner")
    assert (settings.get("outer"), settings.get("inner")) == (1, None)
    assert len(heard) == 1
    assert Changed.INBOX not in heard[0]


def test_nothing_is_told_where_nothing_changed(store: Store, heard: list[Changed]) -> None:
    with writing(Changed.NOTHING):
        pass
    assert heard == []


def test_a_listener_may_write(store: Store, changes: Changes, heard: list[Changed]) -> None:
    def answer(changed: Changed) -> None:
        if changed & Changed.LOG:
            settings.put("answered", 1)

    changes.listen(answer)
    with writing(Changed.LOG):
        pass
    assert heard == [Changed.LOG, Changed.SETTINGS]
    assert settings.get("answered") == 1
