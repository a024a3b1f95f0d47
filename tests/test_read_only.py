"""A data folder that can be written no more while the app runs."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import inbox
from scroblarr_desktop.store.backups import write_ahead_of
from scroblarr_desktop.store.database import current
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, plex_body
from tests.quickly import place_on_disk

Condition = Callable[[Engine], AbstractContextManager[None]]

EXPECTED = "could not be stored|waits|cannot be written|cannot be made"
BODY = as_bytes(plex_body("media.pause", viewOffset=60_000))


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder on a disk: in memory a file that is open cannot be made unchangeable."""
    with TemporaryDirectory(dir=place_on_disk()) as folder:
        yield Path(folder)


@pytest_asyncio.fixture
async def engine(on_disk: Path) -> AsyncIterator[Engine]:
    engine = Engine(EngineOptions(DataDir(on_disk / "data"), port=0, find_keyring=lambda _: None))
    await engine.start()
    yield engine
    await engine.stop()


async def send(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.post(url, data=BODY) as answer:
        return answer.status, await answer.text()


async def until_well(engine: Engine) -> None:
    async with asyncio.timeout(10):
        while engine.status().state is AppState.ERROR:
            engine.keeping.look_soon()
            await asyncio.sleep(0.01)


@contextmanager
def read_only(_: Engine) -> Iterator[None]:
    """Let SQLite refuse every write, as for a file that it may only read."""
    current().db.execute_sql("PRAGMA query_only=1")
    yield
    current().db.execute_sql("PRAGMA query_only=0")


@contextmanager
def unchangeable(engine: Engine) -> Iterator[None]:
    """Let the system refuse to write, though the file is open for it. Skips where it cannot."""
    file = str(write_ahead_of(engine.options.data_dir.database))
    try:
        subprocess.run(["chattr", "+i", file], check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this file system, or this user, cannot make a file unchangeable")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", file], check=True)


@pytest.mark.logs(EXPECTED)
@pytest.mark.parametrize(
    ("condition", "said"),
    [(read_only, "The folder cannot be written"), (unchangeable, "The log cannot be written")],
)
async def test_webhooks_are_refused_and_it_recovers_by_itself(
    engine: Engine, condition: Condition, said: str
) -> None:
    url = engine.connect_server(ServerKind.PLEX, "Attic")
    before = inbox.entries(limit=10)
    with condition(engine):
        status, sentence = await send(url)
        assert status == 503
        assert "Scroblarr" in sentence
        assert engine.status().state is AppState.ERROR
        assert said in engine.status().sentence
        assert inbox.entries(limit=10) == before
    await until_well(engine)
    assert (await send(url))[0] == 200
    assert len(inbox.entries(limit=10)) == len(before) + 1
