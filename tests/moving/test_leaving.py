"""Writing the file: wherever it ends in the middle, one copy of the household lives."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.moving import arriving, at_start, leaving
from scroblarr_desktop.moving.leaving import Departure
from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.moving.troubles import (
    BadlyWritten,
    CannotWrite,
    MovingTrouble,
    NoRoom,
    NotFinished,
    Stopped,
)
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, generations, moving, open_store, tokens
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.moving import Away, MovedAway
from scroblarr_desktop.store.restoring import put_back, start_fresh
from scroblarr_desktop.store.trouble import Locked
from tests.moving.luggage import PASSPHRASE, furnish, leave, pack, unpack
from tests.store.filling import NOON


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    close_store()


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "old")
    furnish(made)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick / "household.scroblarr"


def start(folder: DataDir) -> Away | None:
    """Start as the engine does; return where the household is, None where it lives here."""
    open_store(folder, Changes())
    try:
        at_start.refuse_if_moved(folder)
    except MovedAway as trouble:
        return trouble.away
    finally:
        close_store()
    return None


def opens(file: Path, tmp_path: Path) -> bool:
    """Return whether the other computer can open it."""
    elsewhere = DataDir(tmp_path / "elsewhere")
    shutil.rmtree(elsewhere.root, ignore_errors=True)
    try:
        unpack(elsewhere, file)
    except MovingTrouble:
        return False
    return True


def test_a_copy_that_was_left_says_where_the_household_is(folder: DataDir, file: Path) -> None:
    away = pack(folder, file)
    assert away.whole
    assert start(folder) == away
    assert sorted(one.name for one in file.parent.iterdir()) == [file.name]
    assert not list(folder.root.glob("moving-out*"))
    assert file.stat().st_mode & 0o077 == 0
    open_store(folder, Changes())
    with pytest.raises(MovedAway) as told:
        at_start.refuse_if_moved(folder)
    assert "household.scroblarr" in told.value.sentence
    assert "which shows the ways" in told.value.step_at_start


def test_wherever_it_ends_one_copy_lives(folder: DataDir, file: Path, tmp_path: Path) -> None:
    """After each step everything is copied as it lies on the disk: that is what a crash leaves."""
    crashes: list[tuple[Stage, Path]] = []

    def crash(stage: Stage, share: float) -> None:
        kept = tmp_path / f"crash-{len(crashes)}"
        shutil.copytree(folder.root, kept / "old")
        shutil.copytree(file.parent, kept / "stick")
        crashes.append((stage, kept))

    pack(folder, file, Course(crash))
    assert {stage for stage, _ in crashes} == set(Stage) - {Stage.OPENING}
    for stage, kept in crashes:
        left = moved_paths(kept, file)
        could_open = [one for one in left.iterdir() if opens(one, kept)]
        away = start(DataDir(kept / "old"))
        if away is None:
            assert stage not in (Stage.LEFT, Stage.COMPLETED, Stage.DONE)
            assert could_open == [], "else both would live"
            assert list(left.iterdir()) == [], "no part of a file stays"
        else:
            assert stage in (Stage.LEFT, Stage.COMPLETED, Stage.DONE)
            assert away.whole
            assert [one.name for one in left.iterdir()] == [file.name]
            assert opens(left / file.name, kept)


def moved_paths(kept: Path, file: Path) -> Path:
    """Let the notes in a copied folder speak of the copied stick."""
    stick = kept / "stick"
    old = DataDir(kept / "old")
    note = old.root / leaving.DRAFT_NOTE
    for one in (note, old.moved_away):
        if one.exists():
            one.write_text(one.read_text().replace(str(file.parent), str(stick)))
    with closing(sqlite3.connect(old.database)) as opened:
        query = "UPDATE settings SET value = replace(value, ?, ?) WHERE name = 'moved_away'"
        opened.execute(query, (str(file.parent), str(stick)))
        opened.commit()
    return stick


@pytest.mark.parametrize("stage", [Stage.LOOKING, Stage.COPYING, Stage.SEALING, Stage.CHECKING])
def test_until_the_last_step_it_can_be_called_off(
    folder: DataDir, file: Path, stage: Stage
) -> None:
    course = Course(lambda now, share: course.stop() if now is stage else None)
    with pytest.raises(Stopped):
        pack(folder, file, course)
    assert start(folder) is None
    assert list(file.parent.iterdir()) == []


def test_what_finishes_is_not_stopped_any_more(folder: DataDir, file: Path) -> None:
    course = Course(lambda now, share: course.stop() if now is Stage.FINISHING else None)
    assert pack(folder, file, course).whole


def test_a_disk_that_gives_back_something_else_moves_nobody(
    folder: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_back = leaving.Leaving._read_back

    def worn_out(self: leaving.Leaving, *given: Any) -> None:
        content = bytearray(self._draft.read_bytes())
        content[len(content) // 2] ^= 1
        self._draft.write_bytes(content)
        read_back(self, *given)

    monkeypatch.setattr(leaving.Leaving, "_read_back", worn_out)
    with pytest.raises(BadlyWritten):
        pack(folder, file)
    assert start(folder) is None
    assert list(file.parent.iterdir()) == []


def test_a_stick_that_was_pulled_out_at_the_end_is_waited_for(
    folder: DataDir, file: Path, tmp_path: Path
) -> None:
    away_with_it = tmp_path / "pocket"

    def pull_out(stage: Stage, share: float) -> None:
        if stage is Stage.LEFT:
            file.parent.rename(away_with_it)

    away = pack(folder, file, Course(pull_out))
    assert not away.whole
    assert arriving_refuses(away_with_it / away.draft.name)
    again = start(folder)
    assert again is not None
    assert not again.whole
    away_with_it.rename(file.parent)
    again = start(folder)
    assert again is not None
    assert again.whole
    assert opens(file, tmp_path)


def arriving_refuses(draft: Path) -> bool:
    with pytest.raises(NotFinished):
        arriving.look_at(draft)
    return True


def test_where_the_file_cannot_be_written_everything_stays(folder: DataDir, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        pack(folder, tmp_path / "none" / "household.scroblarr")
    close_store()
    assert start(folder) is None


def test_without_room_it_does_not_begin(
    folder: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "SPARE_BYTES", 2**60)
    with pytest.raises(NoRoom, match="MB"):
        pack(folder, file)


def test_while_somebody_else_writes_it_does_not_begin(
    folder: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scroblarr_desktop.store.moving.OPEN_WAIT_S", 0.01)
    open_store(folder, Changes())
    departure = leaving.prepare(folder, file, PASSPHRASE)
    close_store()
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            leave(folder, departure, Course())
    assert start(folder) is None


def test_the_key_and_the_passphrase_are_not_told(folder: DataDir, file: Path) -> None:
    told = repr(Departure(file, PASSPHRASE, b"the key"))
    assert PASSPHRASE not in told
    assert "the key" not in told


def test_a_copy_from_before_is_gone_as_well(folder: DataDir, file: Path) -> None:
    """Putting back a daily copy must not bring the household back to life unnoticed."""
    copy = Copying(folder, NOON).run()
    away = pack(folder, file)
    put_back(folder, copy)
    assert start(folder) == away


def test_a_fresh_start_is_no_copy_of_the_household(folder: DataDir, file: Path) -> None:
    pack(folder, file)
    start_fresh(folder)
    assert start(folder) is None


def test_used_again_it_is_an_older_copy_of_what_lives_elsewhere(
    folder: DataDir, file: Path
) -> None:
    away = pack(folder, file)
    at_start.use_again(folder, away)
    assert start(folder) is None
    open_store(folder, Changes())
    assert generations.begin(NOON)
    held = tokens.get_account(1)
    assert held is not None
    assert held.restored
    assert moving.away() is None
    assert at_start.was_opened(away), "whoever opens it now comes second"


@pytest.mark.logs("the file is not whole yet")
def test_used_again_before_the_file_was_finished_nothing_is_in_doubt(
    folder: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("scroblarr_desktop.moving.seal.complete", refused)
    away = pack(folder, file)
    assert not away.whole
    at_start.use_again(folder, away)
    assert list(file.parent.iterdir()) == []
    open_store(folder, Changes())
    assert not generations.begin(NOON)
