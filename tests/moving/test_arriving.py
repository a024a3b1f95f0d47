"""Opening the file: it is either not opened or whole, and the secrets open with another key."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.moving import arriving, at_start
from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.moving.troubles import (
    CannotRead,
    FromNewer,
    NoRoom,
    NotOurs,
    NotWhole,
    Stopped,
    WrongPassphrase,
)
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    backups,
    close_store,
    generations,
    household,
    key_place,
    keys,
    log,
    migrations,
    moving,
    moving_in,
    open_store,
    restoring,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.key_place import KeyEntry
from scroblarr_desktop.store.records import AccountState, DeliveryState, LogFilter
from tests.moving.luggage import OLD_ADDRESS, PASSPHRASE, furnish, pack, unpack, unpacked
from tests.store.filling import NOON


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    close_store()


@pytest.fixture
def old(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "old")
    furnish(made)
    return made


@pytest.fixture
def file(old: DataDir, tmp_path: Path) -> Path:
    made = tmp_path / "household.scroblarr"
    pack(old, made)
    return made


@pytest.fixture
def new(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "new")


def begin(folder: DataDir) -> bool:
    """Start as the engine does; return whether it is taken for an older copy."""
    open_store(folder, Changes())
    at_start.refuse_if_moved(folder)
    return generations.begin(datetime.now(UTC))


def test_everything_is_there_under_the_new_key(old: DataDir, new: DataDir, file: Path) -> None:
    ready, kept = unpack(new, file)
    assert (ready.letter.counts.members, ready.letter.counts.watches) == (1, 1)
    assert (ready.letter.counts.accounts, ready.letter.counts.waiting) == (1, 1)
    assert ready.letter.addresses == (OLD_ADDRESS,)
    assert kept is None
    assert not begin(new), "nobody else lived with it: nothing is in doubt"
    assert [one.name for one in household.members()] == ["Anna"]
    assert settings.app_credentials("trakt") == ("household-app", "app-secret")
    account = accounts.get(1)
    held = tokens.get_account(1)
    assert account.state is AccountState.LINKED
    assert held is not None
    assert not held.restored, "a sign-in that moved is renewed as before"
    [watch] = log.watches(LogFilter(), limit=9)
    assert [one.state for one in watch.deliveries] == [DeliveryState.WAITING]
    assert new.key_file.read_bytes() != old.key_file.read_bytes()
    assert keys.box().key == new.key_file.read_bytes()
    came = moving.came_from()
    assert came is not None
    assert (came.file_id, came.settled) == (ready.outside.label.file_id, False)
    assert not list(new.root.glob("moving-in*"))


def test_the_key_stays_in_the_keyring_where_it_is_chosen_there(new: DataDir, file: Path) -> None:
    open_store(new, Changes())
    key, entry = keys.box().key, KeyEntry("a.Keyring", "0123")
    key_place.put(entry)
    keys.remove_file(key)
    keys.offer(key)
    place = arriving.place_here(new)
    ready = arriving.unpack(arriving.look_at(file), PASSPHRASE, place, Course())
    close_store()
    arriving.move_in(new, ready, NOON, keep_old=False)
    begin(new)
    assert key_place.entry() == entry
    keys.offer(key)
    assert tokens.get("trakt_client_secret") == "app-secret"
    assert not new.key_file.exists()


def test_what_was_here_is_kept(new: DataDir, file: Path) -> None:
    furnish(new)
    open_store(new, Changes())
    assert not moving.is_empty()
    servers.add(servers.all_servers()[0].kind, "Loft", "another-uuid")
    close_store()
    _, kept = unpack(new, file, keep_old=True)
    assert kept is not None
    begin(new)
    assert [one.name for one in servers.all_servers()] == ["Attic"]
    close_store()
    kept.replace(new.database)
    begin(new)
    assert {one.name for one in servers.all_servers()} == {"Attic", "Loft"}
    assert tokens.get("trakt_client_secret") == "app-secret", "its own key still opens it"


def test_wherever_it_ends_it_is_not_opened_or_whole(
    new: DataDir, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(new)
    open_store(new, Changes())
    household.add_member("Ben")
    close_store()
    crashes: list[Path] = []

    def crash(*_: object) -> None:
        kept = tmp_path / f"crash-{len(crashes)}"
        shutil.copytree(new.root, kept)
        crashes.append(kept)

    ready = unpacked(new, file, Course(crash))
    crash()
    for name in ("expect", "_fold", "copy_aside"):
        owner = {"expect": generations, "_fold": moving_in, "copy_aside": restoring}[name]
        before = getattr(owner, name)

        def crashing(*given: object, before: object = before) -> object:
            crash()
            done = before(*given)  # type: ignore[operator]
            crash()
            return done

        monkeypatch.setattr(owner, name, crashing)
    arriving.move_in(new, ready, NOON, keep_old=True)
    monkeypatch.undo()
    crash()
    lived = []
    for kept in crashes:
        assert not begin(DataDir(kept)), "neither is taken for an older copy"
        lived.append(sorted(one.name for one in household.members()))
        assert tokens.get("trakt_client_secret") == "app-secret"
        assert not list(kept.glob("moving-in*"))
        close_store()
    assert lived == [["Anna", "Ben"]] * (len(crashes) - 1) + [["Anna"]]
    assert len(crashes) > 8


def test_copies_of_what_was_here_before_are_not_taken_for_copies_of_the_household(
    new: DataDir, file: Path
) -> None:
    furnish(new)
    Copying(new, datetime.now(UTC)).run()
    assert not backups.is_due(new, datetime.now(UTC))
    unpack(new, file, keep_old=True)
    assert backups.is_due(new, datetime.now(UTC))


def test_it_can_be_called_off(new: DataDir, file: Path) -> None:
    course = Course(lambda stage, _: course.stop() if stage is Stage.OPENING else None)
    with pytest.raises(Stopped):
        unpacked(new, file, course)
    assert not list(new.root.glob("moving-in*"))
    begin(new)
    assert moving.is_empty()


def test_a_wrong_passphrase_is_told_from_a_damaged_file(
    new: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("tests.moving.luggage.PASSPHRASE", "another one, typed wrong")
        with pytest.raises(WrongPassphrase):
            unpacked(new, file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(NotWhole):
        unpacked(new, file)
    assert not list(new.root.glob("moving-in*"))


def test_other_files_are_refused(new: DataDir, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"no household")
    with pytest.raises(NotOurs):
        arriving.look_at(other)
    with pytest.raises(CannotRead):
        arriving.look_at(tmp_path / "none")


def test_a_newer_database_asks_for_the_newer_program(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "NEWEST", migrations.NEWEST - 1)
    with pytest.raises(FromNewer) as told:
        arriving.look_at(file)
    assert "Install version" in told.value.next_step


def test_an_older_database_is_brought_up_to_date(
    old: DataDir, new: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the other computer had an older version: without the newest step."""
    with monkeypatch.context() as older:
        older.setattr(migrations, "NEWEST", 6)
        older.setattr(migrations, "STEPS", migrations.STEPS[:6])
        shutil.rmtree(old.root)
        old.create()
        with closing(sqlite3.connect(old.database)) as made:
            for step in migrations.STEPS[:6]:
                for statement in step:
                    made.execute(statement)
            made.execute("PRAGMA user_version=6")
            made.commit()
        open_store(old, Changes())
        settings.put("notices", {"kept": True})
        tokens.put("trakt_client_secret", "app-secret")
        close_store()
        file = tmp_path / "older.scroblarr"
        pack(old, file)
    unpack(new, file)
    assert not begin(new)
    assert settings.get("notices") == {"kept": True}
    assert tokens.get("trakt_client_secret") == "app-secret"
    close_store()
    with closing(sqlite3.connect(new.database)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (migrations.NEWEST,)


def test_without_room_it_does_not_begin(
    new: DataDir, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "SPARE_BYTES", 2**60)
    with pytest.raises(NoRoom):
        unpacked(new, file)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_opened_once_more_it_is_an_older_copy(
    new: DataDir, file: Path, tmp_path: Path, elsewhere: bool
) -> None:
    before = tmp_path / "copied-before-it-was-opened"
    shutil.copy(file, before)
    unpack(new, file)
    assert not begin(new)
    close_store()
    if elsewhere:
        unpack(DataDir(tmp_path / "third"), file)
        assert begin(DataDir(tmp_path / "third"))
    else:
        unpack(new, before)
        assert begin(new)
    held = tokens.get_account(1)
    assert held is not None
    assert held.restored


def test_a_household_comes_back_to_where_it_left(old: DataDir, new: DataDir, file: Path) -> None:
    unpack(new, file)
    back = file.with_name("back.scroblarr")
    pack(new, back)
    shutil.rmtree(old.root)
    unpack(old, back)
    assert not begin(old)
    assert [one.name for one in household.members()] == ["Anna"]


def test_the_outside_tells_nothing_of_the_household(file: Path) -> None:
    content = file.read_bytes()
    start = content.index(b"{")
    told, _ = json.JSONDecoder().raw_decode(content[start:].decode("utf-8", "replace"))
    assert set(told) == {
        "format",
        "id",
        "written_at",
        "version",
        "schema",
        "salt",
        "operations",
        "memory_bytes",
    }
    assert b"Anna" not in content
