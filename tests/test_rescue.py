"""The program where its data cannot be used: what it says, and the ways out of it."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    close_store,
    generations,
    log,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.store.records import LogFilter
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, plex_scrobble
from tests.running import command
from tests.store.disk import fill, make_read_only, small_disk
from tests.store.filling import NOON, connect, person, planned

NOBODY = "http://127.0.0.1:9"
ENVIRONMENT = {
    **os.environ,
    "SCROBLARR_TRAKT_API_URL": NOBODY,
    "SCROBLARR_TRAKT_AUTH_URL": NOBODY,
    "SCROBLARR_TVTIME_URL": NOBODY,
}
WITHIN_S = 30.0


def fill_store(folder: DataDir) -> tuple[str, str]:
    """Put one watch into a store, make a copy of it; return a webhook secret and the API key."""
    open_store(folder, Changes())
    generations.begin(NOON)
    server = connect("Attic", ServerKind.PLEX)
    planned(person("Anna", server))
    kept = servers.secret(server.id) or "", tokens.api_key()
    Copying(folder, NOON).run()
    close_store()
    return kept


async def run(folder: DataDir, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code of the program, and what it said on both channels."""
    process = await asyncio.create_subprocess_exec(
        *command(folder.root, *arguments),
        env=ENVIRONMENT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said = await asyncio.wait_for(process.communicate(), WITHIN_S)
    process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns
    assert process.returncode is not None
    assert b"Traceback" not in said[1]
    return process.returncode, said[0].decode(), said[1].decode()


@asynccontextmanager
async def running(folder: DataDir) -> AsyncIterator[str]:
    """Run it without windows; give its address. It has to end in order."""
    process = await asyncio.create_subprocess_exec(
        *command(folder.root, "--headless", "--port", "0"),
        env=ENVIRONMENT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), WITHIN_S)
        yield line.decode().strip().removeprefix("listening on ")
    finally:
        if process.returncode is None:
            process.terminate()
        _, errors = await asyncio.wait_for(process.communicate(), WITHIN_S)
        process._transport.close()  # type: ignore[attr-defined]
    assert b"Traceback" not in errors, errors.decode()
    assert process.returncode == 0


async def post_watch(url: str, secret: str) -> tuple[int, str]:
    body = as_bytes(plex_scrobble("movie"))
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{url}/webhooks/plex/{secret}", data=body) as answer,
    ):
        return answer.status, await answer.text()


async def state(url: str, api_key: str) -> str:
    async with (
        aiohttp.ClientSession(headers={"X-API-Key": api_key}) as client,
        client.get(f"{url}/api/v1/status") as answer,
    ):
        return str((await answer.json())["state"])


def damage(folder: DataDir) -> None:
    folder.database.write_bytes(os.urandom(20_000))


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


# A damaged database


async def test_without_a_yes_nothing_happens_to_a_damaged_database(folder: DataDir) -> None:
    fill_store(folder)
    damage(folder)
    before = folder.database.read_bytes()
    code, _, said = await run(folder, "--headless", "--port", "0")
    assert code == 1
    assert "The database is damaged." in said
    assert "--restore-backup to put back the copy of 2026-03-14" in said
    assert "with 1 watch." in said
    assert "--fresh-start" in said
    assert folder.database.read_bytes() == before


async def test_the_last_good_copy_is_put_back_and_used(folder: DataDir) -> None:
    secret, api_key = fill_store(folder)
    damage(folder)
    code, said, _ = await run(folder, "--restore-backup")
    assert (code, said.startswith("Put back the copy of 2026-03-14")) == (0, True)
    async with running(folder) as url:
        assert await post_watch(url, secret) == (200, "Received.")
        assert await state(url, api_key) != "error"
    open_store(folder, Changes())
    assert len(log.watches(LogFilter(), limit=5)) == 1
    assert len(generations.lost_spans()) == 1
    close_store()


async def test_a_copy_may_be_named(folder: DataDir, tmp_path: Path) -> None:
    fill_store(folder)
    [copy] = folder.backups.iterdir()
    elsewhere = Path(shutil.copy(copy, tmp_path / "elsewhere.sqlite3"))
    damage(folder)
    code, _, said = await run(folder, "--restore-backup", str(tmp_path))
    assert (code, "This copy cannot be used." in said) == (1, True)
    code, _, _ = await run(folder, "--restore-backup", str(elsewhere))
    assert code == 0


async def test_where_there_is_no_copy_a_fresh_start_is_left(folder: DataDir) -> None:
    fill_store(folder)
    shutil.rmtree(folder.backups)
    damage(folder)
    _, _, said = await run(folder, "--headless")
    assert "There is no good copy of it." in said
    code, _, said = await run(folder, "--restore-backup")
    assert (code, said.startswith("There is no good copy in")) == (1, True)
    code, said, _ = await run(folder, "--fresh-start")
    assert code == 0
    assert len(list(folder.root.glob("kept-*.sqlite3"))) == 1
    async with running(folder):
        pass


async def test_a_running_copy_is_not_disturbed(folder: DataDir) -> None:
    secret, _ = fill_store(folder)
    async with running(folder) as url:
        for option in ("--restore-backup", "--fresh-start"):
            code, _, said = await run(folder, option)
            assert (code, "--quit" in said) == (1, True)
        assert await post_watch(url, secret) == (200, "Received.")


# A folder that cannot be written, a full disk


async def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        folder = DataDir(disk / "data")
        fill_store(folder)
        make_read_only(disk)
        for arguments in (["--headless"], ["api-key"], ["--restore-backup"], ["--fresh-start"]):
            code, _, said = await run(folder, *arguments)
            assert code == 1
            assert "The folder cannot be written." in said
        make_read_only(disk, read_only=False)
        async with running(folder):
            pass


async def test_a_full_disk_refuses_and_recovers_by_itself(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        folder = DataDir(disk / "data")
        secret, api_key = fill_store(folder)
        async with running(folder) as url:
            filler = fill(disk)
            status, said = await refused(url, secret)
            assert status == 503
            assert "Free some space" in said
            assert await state(url, api_key) == "error"
            filler.unlink()
            async with asyncio.timeout(WITHIN_S):
                while await state(url, api_key) == "error":
                    await asyncio.sleep(0.1)
            assert await post_watch(url, secret) == (200, "Received.")


async def refused(url: str, secret: str) -> tuple[int, str]:
    """Send watches until one does not find room; a few fit into what is there already."""
    while True:
        status, said = await post_watch(url, secret)
        if status != 200:
            return status, said


async def test_a_start_on_a_full_disk_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as disk:
        folder = DataDir(disk / "data")
        secret, _ = fill_store(folder)
        filler = fill(disk)
        code, _, said = await run(folder, "--headless", "--port", "0")
        assert code == 1
        assert "The disk is full." in said
        assert "Free some space, then start Scroblarr again." in said
        filler.unlink()
        async with running(folder) as url:
            assert await post_watch(url, secret) == (200, "Received.")


# A lost key


async def test_without_its_key_it_starts_waits_and_says_so(folder: DataDir) -> None:
    secret, api_key = fill_store(folder)
    key = folder.key_file.read_bytes()
    folder.key_file.unlink()
    async with running(folder) as url:
        assert await post_watch(url, secret) == (200, "Received.")
        code, _, said = await run(folder, "api-key")
        assert (code, "'secret.key'" in said) == (1, True)
        assert not folder.key_file.exists()
        folder.key_file.write_bytes(key)
        assert await post_watch(url, secret) == (200, "Received.")
        async with asyncio.timeout(WITHIN_S):
            while await state(url, api_key) == "error":
                await asyncio.sleep(0.1)


async def test_without_windows_new_secrets_are_an_option(folder: DataDir) -> None:
    secret, _ = fill_store(folder)
    code, _, said = await run(folder, "--new-secrets")
    assert (code, said) == (1, "The key is there: nothing was changed.\n")
    folder.key_file.unlink()
    code, said, _ = await run(folder, "--new-secrets")
    assert (code, said.startswith("The next start makes new secrets")) == (0, True)
    async with running(folder) as url:
        code, _, _ = await run(folder, "api-key")
        assert code == 0
        assert (await post_watch(url, secret))[0] == 404


async def test_settings_survive_a_copy_put_back_by_hand(folder: DataDir) -> None:
    """Somebody copies a file of the backups over the database, which is what backups are for."""
    secret, _ = fill_store(folder)
    async with running(folder):
        pass
    [copy] = folder.backups.glob("scroblarr-2026-03-14*")
    shutil.copy(copy, folder.database)
    async with running(folder) as url:
        assert await post_watch(url, secret) == (200, "Received.")
    open_store(folder, Changes())
    [span] = generations.lost_spans()
    assert span.since == NOON
    assert settings.get(generations.COPY_MADE_AT) is None
    close_store()
