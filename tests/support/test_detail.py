"""More is written down for a while, and then no longer, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store, settings
from scroblarr_desktop.support.detail import UNTIL, Detail, detailed_until, write_more

NOW = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Changes]:
    heard = Changes()
    open_store(DataDir(tmp_path), heard)
    yield heard
    close_store()


@asynccontextmanager
async def watching(changes: Changes, clock: Clock) -> AsyncIterator[list[bool]]:
    said: list[bool] = []
    watch = asyncio.create_task(Detail(changes, clock, said.append).watch())
    await asyncio.sleep(0)
    yield said
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


async def test_it_begins_and_is_ended_at_once(changes: Changes) -> None:
    async with watching(changes, Clock()) as said:
        assert said == []
        write_more(NOW + HOUR)
        await until(lambda: said == [True])
        write_more(None)
        await until(lambda: said == [True, False])


async def test_it_ends_by_itself_when_its_time_has_come(changes: Changes) -> None:
    clock = Clock()
    write_more(NOW + timedelta(milliseconds=20))
    async with watching(changes, clock) as said:
        assert said == [True]
        clock.now = NOW + HOUR
        await until(lambda: said == [True, False])
    assert settings.get(UNTIL) is None


async def test_a_restart_keeps_the_time_and_not_a_minute_more(changes: Changes) -> None:
    clock = Clock()
    write_more(NOW + HOUR)
    async with watching(changes, clock) as said:
        assert said == [True]
    assert said == [True, False], "who ends leaves the log as it was"
    clock.now = NOW + 2 * HOUR
    async with watching(changes, clock) as said:
        assert said == []


@pytest.mark.parametrize("kept", ["soon", 3, "2026-05-04T21:00:00", "2027-05-04T21:00:00+00:00"])
def test_what_cannot_have_been_chosen_counts_for_nothing(changes: Changes, kept: object) -> None:
    settings.put(UNTIL, kept)
    assert detailed_until(NOW) is None
