"""The whole app without its key: it starts, asks, and goes on with a person's yes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, close_store, connections, open_store, servers
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, plex_scrobble
from tests.store.filling import connect, link, person

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    """The key of a household with a linked account and a sign-in at a media server; it is gone."""
    folder = DataDir(tmp_path / "data")
    open_store(folder, Changes())
    server = connect("Attic")
    link(person("Anna", server))
    plex = connections.keep(ServerKind.PLEX, "1", "anna", "plex-token")
    connections.attach(server.id, plex.id, NOBODY)
    close_store()
    key = folder.key_file.read_bytes()
    folder.key_file.unlink()
    return key


@asynccontextmanager
async def started(folder: DataDir) -> AsyncIterator[Engine]:
    endpoints = Endpoints(trakt_api=NOBODY, trakt_auth=NOBODY, tvtime=NOBODY, plex_tv=NOBODY)
    one = Engine(EngineOptions(folder, port=0, endpoints=endpoints))
    await one.start()
    yield one
    await one.stop()


@pytest_asyncio.fixture
async def engine(tmp_path: Path, key: bytes) -> AsyncIterator[Engine]:
    async with started(DataDir(tmp_path / "data")) as one:
        yield one


async def answer_to_a_watch(engine: Engine) -> int:
    [server] = servers.all_servers()
    address = engine.webhook_address(server.kind, server.id)
    async with (
        aiohttp.ClientSession() as client,
        client.post(address, data=as_bytes(plex_scrobble("movie"))) as answer,
    ):
        return answer.status


@pytest.mark.logs("saved sign-ins cannot be opened")
async def test_it_starts_and_asks(engine: Engine) -> None:
    assert engine.status().state is AppState.ERROR
    need = engine.needs_attention()[0]
    assert need.actions == (("new", "Start with new secrets"),)
    assert engine.webhook_addresses() == [], "what is shown would not be the address"
    assert not engine.options.data_dir.key_file.exists()
    with pytest.raises(Missing):
        engine.act(need.key, "something else")
    assert not engine.options.data_dir.key_file.exists()


@pytest.mark.logs("saved sign-ins cannot be opened")
async def test_with_a_yes_it_takes_webhooks_again_and_waits_for_sign_ins(engine: Engine) -> None:
    engine.act(engine.needs_attention()[0].key, "new")
    assert await answer_to_a_watch(engine) == 200
    [account] = accounts.all_accounts()
    assert account.state is AccountState.NEEDS_RELINK
    assert all(need.key != "key:0" for need in engine.needs_attention())
    async with asyncio.timeout(10):
        while engine.status().state is AppState.ERROR:
            await asyncio.sleep(0.05)
    [need] = [need for need in engine.needs_attention() if need.key.startswith("account:")]
    assert need.sentence == "The key to the saved sign-ins is missing: sign in again."


@pytest.mark.logs("saved sign-ins cannot be opened now")
async def test_a_key_that_cannot_be_read_is_waited_for(tmp_path: Path, key: bytes) -> None:
    folder = DataDir(tmp_path / "data")
    folder.key_file.mkdir()
    async with started(folder) as engine:
        assert engine.status().state is AppState.ERROR
        assert await answer_to_a_watch(engine) == 404, "its address cannot be shown"
        assert [need.key for need in engine.needs_attention()] == []
        folder.key_file.rmdir()
        folder.key_file.write_bytes(key)
        engine.keeping.look_soon()
        async with asyncio.timeout(10):
            while engine.status().state is AppState.ERROR:
                engine.sync.wake()
                await asyncio.sleep(0.05)
        assert await answer_to_a_watch(engine) == 200
        [account] = accounts.all_accounts()
        assert account.state is AccountState.LINKED
