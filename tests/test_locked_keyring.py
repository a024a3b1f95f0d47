"""The whole app while its keyring is locked: it takes in, waits, and goes on by itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.key_keeping import KeyKeeping
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    household,
    inbox,
    log,
    open_store,
    servers,
    tokens,
)
from scroblarr_desktop.store.records import AccountState, LogFilter
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, plex_scrobble
from tests.fake_keyring import FakeKeyring, FileKeyring
from tests.running import command

NOBODY = "http://127.0.0.1:9"


@pytest_asyncio.fixture
async def trakt() -> AsyncIterator[FakeTrakt]:
    catalogue = Catalogue()
    catalogue.add_movie("The Lantern Year", 2019, imdb="tt9000001", tmdb=990001)
    async with FakeTrakt(catalogue) as fake:
        fake.add_app("household-app", "app-secret")
        fake.device_interval_s = 0.05
        yield fake


@asynccontextmanager
async def started(folder: Path, trakt: FakeTrakt, fake: FakeKeyring) -> AsyncIterator[Engine]:
    endpoints = Endpoints(
        trakt_api=trakt.api_url,
        trakt_auth=trakt.auth_url,
        tvtime=NOBODY,
        plex_tv=NOBODY,
        trakt_app=AppCredentials("household-app", "app-secret"),
    )
    options = EngineOptions(
        DataDir(folder), port=0, endpoints=endpoints, find_keyring=lambda name: fake
    )
    engine = Engine(options)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


async def until(true: Callable[[], object], within_s: float = 20) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)


def attempts() -> list[int]:
    """Return how often each delivery was tried."""
    logged = log.watches(LogFilter(), limit=10)
    return [one.attempts for watch in logged for one in watch.deliveries]


async def watch(engine: Engine, secret: str) -> int:
    """Return the answer to a webhook about a film that Anna finished."""
    url = f"{engine.http.addresses[0]}/webhooks/plex/{secret}"
    body = as_bytes(plex_scrobble("movie"))
    async with aiohttp.ClientSession() as client, client.post(url, data=body) as answer:
        return answer.status


@pytest.mark.logs("The keyring is locked")
async def test_what_comes_in_is_kept_and_sent_once_it_is_unlocked(
    tmp_path: Path, trakt: FakeTrakt
) -> None:
    fake, anna = FakeKeyring(), trakt.add_user("anna")
    async with started(tmp_path, trakt, fake) as engine:
        server = servers.add(ServerKind.PLEX, "Attic")
        secret = servers.secret(server.id) or ""
        member = household.add_member("Anna")
        household.give_viewer(member.id, server.id, "40718253", "anna")
        account = await engine.linking.start_sign_in(member.id, "trakt")
        assert account.sign_in is not None
        trakt.confirm(account.sign_in.user_code, anna)
        await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
        await engine.key_keeping.turn_on()
    fake.locked = True
    async with started(tmp_path, trakt, fake) as engine:
        status = engine.status()
        assert status.state is AppState.ERROR
        assert status.sentence == (
            "The keyring is locked. Unlock the keyring; Scroblarr goes on by itself."
        )
        assert await watch(engine, secret) == 200
        await until(lambda: not inbox.unread(1))
        assert (anna.plays, engine.needs_attention()) == ([], [])
        assert accounts.get(account.id).state is AccountState.LINKED
        assert attempts() == [0]
        fake.locked = False
        engine.retry_due()
        await until(lambda: anna.plays)
        await until(lambda: engine.status().state is not AppState.ERROR)
        assert not (tmp_path / "secret.key").exists()
    assert len(anna.plays) == 1


class Playing:
    """A companion that does nothing."""

    async def start(self) -> Endpoints:
        return Endpoints(trakt_api=NOBODY, trakt_auth=NOBODY, tvtime=NOBODY, plex_tv=NOBODY)

    async def play(self, base_url: str, api_key: str, doors: object) -> None: ...

    async def stop(self) -> None: ...


async def test_what_is_simulated_never_touches_the_keyring(tmp_path: Path) -> None:
    fake = FakeKeyring()
    options = EngineOptions(
        DataDir(tmp_path), port=0, companion=Playing(), find_keyring=lambda name: fake
    )
    engine = Engine(options)
    await engine.start()
    assert not await engine.key_keeping.look_for_keyring()
    engine.retry_due()
    await engine.stop()
    assert fake.calls == []


async def test_while_it_is_not_asked_for_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from scroblarr_desktop.engine import Engine, EngineOptions\n"
        "from scroblarr_desktop.paths import DataDir\n"
        "async def main():\n"
        "    engine = Engine(EngineOptions(DataDir(Path(sys.argv[1])), port=0))\n"
        "    await engine.start(); await engine.stop()\n"
        "    print({'keyring', 'cryptography', 'secretstorage'} & set(sys.modules))\n"
        "asyncio.run(main())"
    )
    assert await printed(sys.executable, "-c", code, str(tmp_path)) == (0, "set()")


async def printed(*parts: str) -> tuple[int | None, str]:
    """Return exit code and standard output of a program."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*parts, stdout=pipe, stderr=pipe)
    out, errors = await asyncio.wait_for(process.communicate(), 60)
    process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns
    assert b"Traceback" not in errors
    return process.returncode, (out or errors).decode().strip()


async def test_the_command_line_asks_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keyring.json"
    file.write_text("[]")
    monkeypatch.setenv("FAKE_KEYRING", str(file))
    folder = DataDir(tmp_path / "data")
    open_store(folder, Changes())
    api_key = tokens.api_key()
    ring = FileKeyring()
    await KeyKeeping(lambda name: ring, Changes()).turn_on()
    close_store()
    assert await printed(*command(folder.root, "api-key")) == (0, api_key)
    unchanged = (1, "The key is there: nothing was changed.")
    assert await printed(*command(folder.root, "--new-secrets")) == unchanged
    aside = file.rename(tmp_path / "locked.json")
    code, said = await printed(*command(folder.root, "api-key"))
    assert (code, said.startswith("The keyring is locked.")) == (1, True)
    code, said = await printed(*command(folder.root, "--new-secrets"))
    assert code == 1
    aside.rename(file).write_text("[]")
    code, said = await printed(*command(folder.root, "--new-secrets"))
    assert (code, said.startswith("The next start makes new secrets")) == (0, True)
    code, said = await printed(*command(folder.root, "api-key"))
    assert (code, said != api_key, folder.key_file.exists()) == (0, True, True)
