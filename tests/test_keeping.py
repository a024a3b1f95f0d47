from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.keeping import Keeping
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    backups,
    close_store,
    generations,
    inbox,
    open_store,
    settings,
    tokens,
)
from scroblarr_desktop.store.records import AccountState, InboxState
from scroblarr_desktop.store.trouble import Damaged, DiskFull, NoBackup
from scroblarr_desktop.watches import ServerKind
from tests.store.disk import fill, other_program, small_disk
from tests.store.filling import DAY, HOUR, MINUTE, NOON, connect, link, person

WITHIN_S = 10.0


class Kept:
    """An open store with somebody looking after it, and a clock of its own."""

    def __init__(self, folder: DataDir) -> None:
        self.folder = folder
        self.now = NOON
        self.changes = Changes()
        self.stuck: StoreTrouble | None = None
        self.keeping: Keeping

    async def start(self) -> None:
        open_store(self.folder, self.changes)
        generations.begin(self.now)
        await self.look_after()

    async def look_after(self) -> None:
        self.keeping = Keeping(
            self.folder,
            self.changes,
            lambda: self.now,
            is_stuck=lambda: self.stuck is not None,
            on_works=self.works_again,
        )
        await self.keeping.start()

    async def stop(self) -> None:
        await self.keeping.stop()
        close_store()

    def works_again(self) -> None:
        self.stuck = None

    def pass_time(self, span: timedelta) -> None:
        self.now += span
        self.keeping.look_soon()

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(WITHIN_S):
            while not true():
                self.keeping.look_soon()
                await asyncio.sleep(0.01)

    def has_copies(self, count: int) -> bool:
        return len(self.copies()) == count

    def copies(self) -> list[str]:
        return sorted(path.name for path in self.folder.backups.glob("*.sqlite3"))


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    one = Kept(DataDir(tmp_path / "data"))
    await one.start()
    yield one
    await one.stop()


# Copies


async def test_there_is_a_copy_of_every_day(kept: Kept) -> None:
    for count in (1, 2, 3):
        await kept.until(partial(kept.has_copies, count))
        kept.pass_time(DAY)


async def test_a_restart_on_the_same_day_makes_none(kept: Kept) -> None:
    await kept.until(kept.copies)
    [copy] = kept.folder.backups.iterdir()
    await kept.keeping.stop()
    await kept.look_after()
    settings.put("later", 1)
    for _ in range(10):
        kept.keeping.look_soon()
        await asyncio.sleep(0.01)
    assert copy.stat().st_mtime == NOON.timestamp()


async def test_a_person_can_have_a_copy_at_once(kept: Kept) -> None:
    await kept.until(kept.copies)
    [daily] = kept.folder.backups.iterdir()
    settings.put("later", 1)
    kept.now += HOUR
    await asyncio.gather(kept.keeping.copy_now(), kept.keeping.copy_now())
    assert daily.stat().st_mtime == NOON.timestamp()
    [copy] = set(kept.folder.backups.iterdir()) - {daily}
    assert copy.stat().st_mtime == kept.now.timestamp()
    into = await kept.keeping.look_into(copy)
    assert (into.backup.path, into.backup.made_at, into.backup.watches) == (copy, kept.now, 0)
    assert (into.lost, into.opens) == (0, True)


async def test_a_copy_at_once_that_fails_says_why(kept: Kept) -> None:
    await kept.until(kept.copies)
    away = kept.folder.backups.rename(kept.folder.root / "away")
    kept.folder.backups.write_bytes(b"a file in its place")
    with pytest.raises(NoBackup, match="may not write"):
        await kept.keeping.copy_now()
    kept.folder.backups.unlink()
    away.rename(kept.folder.backups)
    await kept.keeping.copy_now()
    assert kept.keeping.trouble is None


async def test_the_end_breaks_a_copy_off(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "STEP_PAGES", 1)
    settings.put("long", "x" * 2_000_000)
    await kept.until(lambda: list(kept.folder.backups.glob("*.part")))
    await kept.keeping.stop()
    assert list(kept.folder.backups.iterdir()) == []
    await kept.look_after()


@pytest.mark.logs("There is no new backup")
async def test_a_full_disk_is_shown_and_tried_again_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        kept = Kept(DataDir(disk / "data"))
        await kept.start()
        filler = fill(disk)
        await kept.until(lambda: isinstance(kept.keeping.trouble, NoBackup))
        trouble = kept.keeping.trouble
        assert trouble is not None
        assert trouble.sentence == DiskFull.sentence
        filler.unlink()
        kept.pass_time(MINUTE)
        assert kept.copies() == []
        kept.pass_time(HOUR)
        await kept.until(kept.copies)
        await kept.until(lambda: kept.keeping.trouble is None)
        await kept.stop()


@pytest.mark.logs("The database is damaged")
async def test_damage_that_only_the_copy_shows_is_told(tmp_path: Path) -> None:
    kept = Kept(DataDir(tmp_path / "data"))
    open_store(kept.folder, kept.changes)
    settings.put("long", "x" * 300_000)
    close_store()
    whole = kept.folder.database.read_bytes()
    kept.folder.database.write_bytes(whole[:-8192] + b"\x99" * 8192)
    await kept.start()
    await kept.until(lambda: isinstance(kept.keeping.trouble, Damaged))
    assert kept.folder.damage_seen.exists()
    assert kept.copies() == []
    await kept.stop()


# Room


async def test_bodies_are_packed_and_dropped_in_time(kept: Kept) -> None:
    body = b"lantern " * 200
    ids = [inbox.save(ServerKind.PLEX, None, body, NOON) for _ in range(120)]
    for entry_id in ids:
        inbox.settle(entry_id, InboxState.PLANNED)

    def stored_bytes() -> int:
        with other_program(kept.folder) as connection:
            total = connection.execute("SELECT sum(length(body)) FROM inbox").fetchone()[0]
            return int(total)

    kept.pass_time(DAY)
    await kept.until(lambda: stored_bytes() < len(ids) * len(body) / 5)
    entry = inbox.get(ids[0])
    assert entry is not None
    assert entry.body == body
    kept.pass_time(30 * DAY)
    await kept.until(lambda: stored_bytes() == 0)


async def test_what_is_written_ahead_is_folded_beside_the_work(kept: Kept) -> None:
    await kept.until(kept.copies)
    size = kept.folder.database.stat().st_size
    settings.put("long", "x" * 200_000)
    await kept.until(lambda: kept.folder.database.stat().st_size > size + 100_000)


# The number that tells copies apart


async def test_a_new_number_is_taken_every_hour(kept: Kept) -> None:
    before = kept.folder.generation.read_text()
    kept.pass_time(HOUR - MINUTE)
    kept.pass_time(2 * MINUTE)
    await kept.until(lambda: kept.folder.generation.read_text() != before)


# Trouble that passes


@pytest.mark.logs("in use")
async def test_a_lock_is_shown_and_passes(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    with other_program(kept.folder) as connection:
        connection.execute("BEGIN IMMEDIATE")
        kept.pass_time(HOUR)
        await kept.until(lambda: kept.keeping.trouble is not None)
        connection.execute("ROLLBACK")
    await kept.until(lambda: kept.keeping.trouble is None)


async def test_once_a_write_works_whoever_was_stuck_is_told(kept: Kept) -> None:
    kept.stuck = DiskFull()
    await kept.until(lambda: kept.stuck is None)


# The key


@pytest.mark.logs("saved sign-ins cannot be opened")
async def test_a_key_that_goes_and_comes_back(kept: Kept) -> None:
    anna = person("Anna", connect())
    account = link(anna)
    key = kept.folder.key_file.read_bytes()
    await kept.stop()
    kept.folder.key_file.unlink()
    heard: list[Changed] = []
    await kept.start()
    kept.changes.listen(heard.append)
    assert kept.keeping.trouble is not None
    assert accounts.get(account.id).state is AccountState.NEEDS_RELINK
    kept.folder.key_file.write_bytes(key)
    kept.pass_time(MINUTE)
    await kept.until(lambda: kept.keeping.trouble is None)
    assert accounts.get(account.id).state is AccountState.LINKED
    assert tokens.get_account(account.id) is not None
    assert any(changed & Changed.STATE for changed in heard)


async def test_nobody_is_told_again_and_again(kept: Kept) -> None:
    heard: list[Changed] = []
    kept.changes.listen(heard.append)
    await kept.until(kept.copies)
    kept.pass_time(2 * HOUR)
    for _ in range(20):
        kept.keeping.look_soon()
        await asyncio.sleep(0.005)
    assert heard == []
