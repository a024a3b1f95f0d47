from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    KeyLost,
    Store,
    close_store,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.models import SecretRow
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.store.sealing import Box, CannotOpen, KeyUnavailable, create_key, load_key
from scroblarr_desktop.watches import ServerKind
from tests.store.disk import FILE_MODE, mode

KEY = bytes(range(32))


@given(st.text(), st.text())
def test_what_was_sealed_opens_under_its_own_name(name: str, value: str) -> None:
    assert Box(KEY).open(name, Box(KEY).seal(name, value)) == value


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 200])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CannotOpen):
        Box(KEY).open("name", sealed)


def test_equal_values_are_not_equal_when_sealed() -> None:
    assert Box(KEY).seal("name", "value") != Box(KEY).seal("name", "value")


def everything_on_disk(folder: DataDir) -> bytes:
    return b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())


def test_no_secret_stands_on_disk_as_it_is(folder: DataDir, store: Store, trakt: Account) -> None:
    tokens.put_account(
        trakt.id,
        Tokens("access-s3cret", "refresh-s3cret", start_token="start-s3cret", password="pw-s3cret"),
    )
    tokens.put_device_code(trakt.id, "device-s3cret")
    settings.put_app_credentials("trakt", "client", "client-s3cret")
    shown = servers.add(ServerKind.JELLYFIN, "Cellar")
    hidden = [tokens.api_key(), servers.secret(shown.id) or "?", "s3cret"]
    while_open = everything_on_disk(folder)
    close_store()
    for on_disk in (while_open, everything_on_disk(folder)):
        assert b"client" in on_disk
        assert [secret for secret in hidden if secret.encode() in on_disk] == []


def test_a_secret_that_is_forgotten_is_gone(store: Store) -> None:
    tokens.put("name", "value")
    tokens.forget("name")
    assert tokens.get("name") is None


def test_a_sealed_value_does_not_open_in_the_place_of_another(store: Store) -> None:
    tokens.put("mine", "value")
    sealed = SecretRow.get_by_id("mine").sealed
    SecretRow.create(name="yours", sealed=sealed)
    assert tokens.get("mine") == "value"
    assert tokens.get("yours") is None


# The key


def reopen(folder: DataDir) -> None:
    close_store()
    open_store(folder, Changes())


def test_no_key_is_made_before_there_is_something_to_seal(folder: DataDir, store: Store) -> None:
    assert tokens.get("nothing") is None
    assert not folder.key_file.exists()
    tokens.put("something", "value")
    assert folder.key_file.exists()
    assert mode(folder.key_file) == FILE_MODE


def test_the_key_outlives_the_program(folder: DataDir, store: Store) -> None:
    tokens.put("name", "value")
    reopen(folder)
    assert tokens.get("name") == "value"


def test_a_lost_key_is_told_and_not_replaced(folder: DataDir, store: Store) -> None:
    tokens.put("name", "value")
    key = folder.key_file.read_bytes()
    folder.key_file.unlink()
    reopen(folder)
    for _ in range(2):
        with pytest.raises(KeyLost):
            tokens.get("name")
        with pytest.raises(KeyLost):
            tokens.put("other", "value")
        with pytest.raises(KeyLost):
            tokens.api_key()
    assert not folder.key_file.exists()
    assert tokens.get("never kept") is None
    folder.key_file.write_bytes(key)
    assert tokens.get("name") == "value"


@pytest.mark.parametrize("wrong", [b"", b"too short", bytes(32)])
def test_a_wrong_key_is_a_lost_key(folder: DataDir, store: Store, wrong: bytes) -> None:
    tokens.put("name", "value")
    folder.key_file.write_bytes(wrong)
    reopen(folder)
    with pytest.raises(KeyLost) as lost:
        tokens.get("name")
    assert "secret.key" in lost.value.next_step
    assert folder.key_file.read_bytes() == wrong


def test_another_key_of_the_right_size_seals_nothing(folder: DataDir, store: Store) -> None:
    tokens.put("name", "value")
    folder.key_file.write_bytes(bytes(32))
    reopen(folder)
    with pytest.raises(KeyLost):
        tokens.put("other", "value")


def test_one_spoilt_value_does_not_make_the_key_a_lost_one(folder: DataDir, store: Store) -> None:
    tokens.put("spoilt", "value")
    tokens.put("sound", "value")
    SecretRow.update(sealed=b"x" * 60).where(SecretRow.name == "spoilt").execute()
    reopen(folder)
    assert (tokens.get("spoilt"), tokens.get("sound")) == (None, "value")
    tokens.put("spoilt", "again")
    assert tokens.get("spoilt") == "again"


def test_a_key_that_cannot_be_read_is_waited_for(folder: DataDir, store: Store) -> None:
    tokens.put("name", "value")
    key = folder.key_file.read_bytes()
    folder.key_file.unlink()
    folder.key_file.mkdir()
    reopen(folder)
    with pytest.raises(KeyUnavailable):
        tokens.get("name")
    with pytest.raises(KeyUnavailable):
        tokens.put("other", "value")
    folder.key_file.rmdir()
    folder.key_file.write_bytes(key)
    assert tokens.get("name") == "value"


def test_threads_that_make_a_key_at_once_end_with_one(tmp_path: Path) -> None:
    path, together, made = tmp_path / "secret.key", threading.Barrier(8), []

    def make() -> None:
        together.wait(10)
        made.append(create_key(path))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(made) == 8
    assert set(made) == {load_key(path)}
    assert [left.name for left in tmp_path.iterdir()] == ["secret.key"]


def test_programs_that_make_a_key_at_once_end_with_one(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    code = (
        "import sys; from pathlib import Path\n"
        "from scroblarr_desktop.store.sealing import create_key\n"
        "print(create_key(Path(sys.argv[1])).hex())"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    made = {one.communicate(timeout=60)[0].decode().strip() for one in both}
    key = load_key(path)
    assert key is not None
    assert made == {key.hex()}


def test_a_second_writer_does_not_touch_the_key_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place, met = tmp_path / "secret.key", os.link, list[bytes | None]()

    def place_and_meet_another(draft: Path, target: Path) -> None:
        place(draft, target)
        if not met:
            met.append(load_key(path))
            met.append(create_key(path))

    monkeypatch.setattr(os, "link", place_and_meet_another)
    key = create_key(path)
    assert met == [key, key]


def test_a_key_is_placed_where_files_cannot_have_two_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "secret.key"
    first = create_key(path)
    assert create_key(path) == first == load_key(path)
    assert [left.name for left in tmp_path.iterdir()] == ["secret.key"]


def test_there_is_no_key_where_there_is_no_file(tmp_path: Path) -> None:
    assert load_key(tmp_path / "secret.key") is None
