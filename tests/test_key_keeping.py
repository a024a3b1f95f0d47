"""The key in the keyring and back: it is never in neither place, and never replaced."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scroblarr_desktop import key_keeping
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.key_keeping import KeyKeeping
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    KeyLost,
    close_store,
    key_place,
    lost_key,
    open_store,
    settings,
    tokens,
)
from scroblarr_desktop.store.key_place import KeyEntry
from scroblarr_desktop.store.models import SettingRow
from scroblarr_desktop.store.sealing import (
    KeyringAsked,
    KeyringAway,
    KeyringLocked,
    KeyringRefused,
    KeyUnavailable,
    NotInKeyring,
)
from scroblarr_desktop.store.trouble import DiskFull
from tests.fake_keyring import FakeKeyring
from tests.store.disk import FILE_MODE, mode


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def fake() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def opened(folder: DataDir, fake: FakeKeyring) -> Iterator[KeyKeeping]:
    """An open store with something sealed; the key lies in its file."""
    open_store(folder, Changes())
    tokens.put("name", "value")
    yield KeyKeeping(lambda name: fake, Changes())
    close_store()


def again(folder: DataDir, fake: FakeKeyring) -> KeyKeeping:
    """End the program and start it anew, up to where it asks the keyring."""
    close_store()
    open_store(folder, Changes())
    return KeyKeeping(lambda name: fake, Changes())


def kept(fake: FakeKeyring) -> bytes:
    [text] = fake.entries.values()
    return base64.b64decode(text)


# -- moving it


async def test_it_moves_into_the_keyring(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    key = folder.key_file.read_bytes()
    assert not opened.is_on
    await opened.turn_on()
    assert (opened.is_on, folder.key_file.exists(), kept(fake)) == (True, False, key)
    assert fake.calls == ["set", "get"]
    assert tokens.get("name") == "value"
    [(service, name)] = fake.entries
    assert service == "Scroblarr Desktop"
    assert key_place.entry() == KeyEntry("tests.fake_keyring.FakeKeyring", name)
    for file in folder.root.rglob("*"):
        assert not file.is_file() or key not in file.read_bytes()
    await opened.turn_on()
    assert len(fake.entries) == 1


async def test_it_comes_out_of_the_keyring_when_the_program_starts(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    keeping = again(folder, fake)
    with pytest.raises(KeyringAsked):
        tokens.get("name")
    await keeping.start()
    assert tokens.get("name") == "value"
    tokens.put("other", "too")
    assert not folder.key_file.exists()


async def test_it_moves_back_into_its_file(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    key = folder.key_file.read_bytes()
    await opened.turn_on()
    await opened.turn_off()
    assert (opened.is_on, fake.entries, folder.key_entry.exists()) == (False, {}, False)
    assert (folder.key_file.read_bytes(), mode(folder.key_file)) == (key, FILE_MODE)
    await opened.turn_off()
    await again(folder, fake).start()
    assert tokens.get("name") == "value"


async def test_it_moves_back_although_the_keyring_holds_on_to_it(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    fake.refuses = True
    await opened.turn_off()
    assert (opened.is_on, folder.key_file.exists()) == (False, True)


async def test_before_anything_was_sealed_there_is_a_key_as_well(
    folder: DataDir, fake: FakeKeyring
) -> None:
    open_store(folder, Changes())
    keeping = KeyKeeping(lambda name: fake, Changes())
    await keeping.turn_on()
    tokens.put("name", "value")
    await again(folder, fake).start()
    assert (tokens.get("name"), folder.key_file.exists()) == ("value", False)
    close_store()


@pytest.mark.logs("the keyring did not take the key")
@pytest.mark.parametrize("how", ["locked", "refuses", "spoils"])
async def test_a_keyring_that_does_not_take_it_changes_nothing(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, how: str
) -> None:
    key = folder.key_file.read_bytes()
    setattr(fake, how, True)
    with pytest.raises(KeyringRefused):
        await opened.turn_on()
    assert (opened.is_on, folder.key_file.read_bytes()) == (False, key)
    assert fake.entries == {}
    await again(folder, fake).start()
    assert tokens.get("name") == "value"


@pytest.mark.logs("the keyring did not take the key")
async def test_a_keyring_without_an_answer_changes_nothing(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened._ring(""), "_limit_s", 0.05)
    fake.hangs = threading.Event()
    with pytest.raises(KeyringRefused):
        await opened.turn_on()
    assert (opened.is_on, folder.key_file.exists()) == (False, True)
    fake.hangs.set()


@pytest.mark.logs("the keyring did not take the key: .*disk is full")
async def test_where_the_place_cannot_be_noted_nothing_changes(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(entry: KeyEntry) -> None:
        raise DiskFull

    monkeypatch.setattr(key_place, "put", full)
    with pytest.raises(KeyringRefused):
        await opened.turn_on()
    assert (opened.is_on, folder.key_file.exists(), fake.entries) == (False, True, {})


async def test_a_window_that_closes_does_not_stop_it_half_way(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    fake.hangs = threading.Event()
    moving = asyncio.get_running_loop().create_task(opened.turn_on())
    while not fake.calls:
        await asyncio.sleep(0)
    moving.cancel()
    await asyncio.wait({moving})
    fake.hangs.set()
    async with asyncio.timeout(5):
        while folder.key_file.exists():
            await asyncio.sleep(0.001)
    assert (opened.is_on, tokens.get("name")) == (True, "value")


# -- broken off in between


async def test_a_key_in_both_places_is_taken_from_its_file(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    key = folder.key_file.read_bytes()
    await opened.turn_on()
    folder.key_file.write_bytes(key)
    await again(folder, fake).start()
    assert (tokens.get("name"), folder.key_file.exists()) == ("value", False)


async def test_a_key_that_was_back_already_stays_in_its_file(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    key = folder.key_file.read_bytes()
    await opened.turn_on()
    folder.key_file.write_bytes(key)
    fake.entries.clear()
    keeping = again(folder, fake)
    await keeping.start()
    assert (keeping.is_on, tokens.get("name")) == (False, "value")
    assert folder.key_file.read_bytes() == key


async def test_a_copy_from_the_time_before_finds_it_in_the_keyring(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    SettingRow.delete().execute()
    await again(folder, fake).start()
    assert tokens.get("name") == "value"


async def test_a_copy_from_the_time_in_the_keyring_finds_it_in_its_file(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    entry = settings.get("key_entry")
    await opened.turn_off()
    settings.put("key_entry", entry)
    keeping = again(folder, fake)
    await keeping.start()
    assert (keeping.is_on, tokens.get("name")) == (False, "value")


@pytest.mark.parametrize("other", [bytes(32), b"too short"])
async def test_another_key_in_the_file_is_neither_used_nor_deleted(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, other: bytes
) -> None:
    await opened.turn_on()
    folder.key_file.write_bytes(other)
    keeping = again(folder, fake)
    await keeping.start()
    assert tokens.get("name") == "value"
    assert folder.key_file.read_bytes() == other
    await keeping.turn_off()
    [aside] = folder.root.glob("kept-*.key")
    assert aside.read_bytes() == other
    await again(folder, fake).start()
    assert tokens.get("name") == "value"


@pytest.mark.parametrize("note", ["", "{", "[]", '{"backend": "x"}'])
async def test_a_spoilt_note_is_none(opened: KeyKeeping, folder: DataDir, note: str) -> None:
    folder.key_entry.write_text(note)
    assert not opened.is_on
    await opened.turn_on()
    assert set(json.loads(folder.key_entry.read_text())) == {"backend", "name"}


# -- a keyring that does not give it


async def waits(trouble: type[KeyUnavailable], folder: DataDir) -> None:
    with pytest.raises(trouble):
        tokens.get("name")
    with pytest.raises(trouble):
        tokens.put("other", "value")
    with pytest.raises(trouble):
        tokens.api_key()
    assert not lost_key.is_lost()
    assert isinstance(lost_key.settle(), trouble)
    assert not folder.key_file.exists(), "no new key"


@asynccontextmanager
async def watching(keeping: KeyKeeping) -> AsyncIterator[None]:
    task = asyncio.get_running_loop().create_task(keeping.watch())
    yield
    task.cancel()
    await asyncio.wait({task})
    await keeping.stop()


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.001)


async def test_a_locked_keyring_is_waited_for(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    fake.locked = True
    keeping, came = again(folder, fake), asyncio.Event()
    keeping.came = came.set
    await keeping.start()
    await waits(KeyringLocked, folder)
    assert KeyringLocked.next_step == "Unlock the keyring; Scroblarr goes on by itself."
    async with watching(keeping):
        fake.locked = False
        keeping.try_again()
        await asyncio.wait_for(came.wait(), 5)
    assert tokens.get("name") == "value"


async def test_a_person_is_not_asked_again_and_again(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_keeping, "LOOK_EVERY_S", 0.005)
    await opened.turn_on()
    fake.locked = True
    keeping = again(folder, fake)
    await keeping.start()
    asked = len(fake.calls)
    async with watching(keeping):
        looks: list[bool] = []
        may_ask = keeping._may_ask

        async def counted() -> bool:
            looks.append(await may_ask())
            return looks[-1]

        monkeypatch.setattr(keeping, "_may_ask", counted)
        await until(lambda: len(looks) > 5)
        assert (set(looks), len(fake.calls)) == ({False}, asked)
        monkeypatch.setattr(key_keeping, "ASK_EVERY_S", 0.0)
        await until(lambda: len(fake.calls) > asked)


async def test_a_keyring_that_is_away_is_waited_for(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    close_store()
    open_store(folder, Changes())
    keeping = KeyKeeping(lambda name: None, Changes())
    await keeping.start()
    await waits(KeyringAway, folder)


async def test_one_that_asks_nobody_is_asked_at_every_look(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_keeping, "LOOK_EVERY_S", 0.005)
    await opened.turn_on()
    close_store()
    open_store(folder, Changes())
    looks: list[str] = []

    def find(name: str) -> FakeKeyring | None:
        looks.append(name)
        return fake if len(looks) > 3 else None

    keeping, came = KeyKeeping(find, Changes()), asyncio.Event()
    keeping.came = came.set
    await keeping.start()
    async with watching(keeping):
        await asyncio.wait_for(came.wait(), 5)
    assert set(looks) == {"tests.fake_keyring.FakeKeyring"}


async def test_a_slow_keyring_does_not_hold_up_the_start(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_keeping, "AT_START_S", 0.05)
    await opened.turn_on()
    fake.hangs = threading.Event()
    keeping, came = again(folder, fake), asyncio.Event()
    keeping.came = came.set
    await keeping.start()
    await waits(KeyringAsked, folder)
    fake.hangs.set()
    await asyncio.wait_for(came.wait(), 5)
    assert tokens.get("name") == "value"


@pytest.mark.parametrize("left", [None, "", "nonsense!", base64.b64encode(bytes(32)).decode()])
async def test_only_an_entry_that_is_missing_or_no_key_is_lost(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring, left: str | None
) -> None:
    await opened.turn_on()
    [place] = fake.entries
    right = fake.entries.pop(place)
    if left is not None:
        fake.entries[place] = left
    keeping = again(folder, fake)
    await keeping.start()
    with pytest.raises(NotInKeyring):
        tokens.get("name")
    with pytest.raises(KeyLost):
        tokens.put("other", "value")
    assert lost_key.is_lost()
    assert not folder.key_file.exists()
    fake.entries[place] = right
    await keeping.fetch()
    assert tokens.get("name") == "value"


async def test_with_new_secrets_the_key_lies_in_its_file(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    fake.entries.clear()
    keeping = again(folder, fake)
    await keeping.start()
    lost_key.start_anew(datetime.now(UTC))
    assert not keeping.is_on
    tokens.put("name", "another")
    assert folder.key_file.exists()
    await again(folder, fake).start()
    assert tokens.get("name") == "another"


async def test_after_a_fresh_start_a_keyring_without_it_makes_room_for_a_new_one(
    opened: KeyKeeping, folder: DataDir, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    fake.entries.clear()
    close_store()
    folder.database.unlink()
    open_store(folder, Changes())
    keeping = KeyKeeping(lambda name: fake, Changes())
    await keeping.start()
    tokens.put("name", "value")
    assert (keeping.is_on, folder.key_file.exists()) == (False, True)


async def test_a_key_in_use_outlives_a_keyring_that_is_locked_later(
    opened: KeyKeeping, fake: FakeKeyring
) -> None:
    await opened.turn_on()
    fake.locked = True
    assert tokens.get("name") == "value"
    tokens.put("other", "value")
    await opened.turn_off()
    assert tokens.get("other") == "value"


async def test_where_it_may_not_be_touched_it_is_not() -> None:
    keeping = KeyKeeping(None, Changes())
    assert not await keeping.look_for_keyring()
