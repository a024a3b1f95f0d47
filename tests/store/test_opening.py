from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    Store,
    close_store,
    database,
    migrations,
    open_store,
    settings,
    tokens,
)
from scroblarr_desktop.store.trouble import Damaged, Locked, NewerFile, ReadOnly
from tests.store.disk import FILE_MODE, FOLDER_MODE, mode, other_program, pragma


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


# Trouble


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
