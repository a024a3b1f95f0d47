"""Whether events arrive, and what came instead."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from scroblarr_desktop.reach import ProofState
from scroblarr_desktop.store import inbox, servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, jellyfin_progress, plex_body, plex_multipart, plex_scrobble
from tests.reach.conftest import Home


class MediaServer:
    """Calls the address that it was given."""

    def __init__(self, home: Home, http: aiohttp.ClientSession, kind: ServerKind) -> None:
        self._home, self._http = home, http
        self.kind, self.id = kind, home.by_hand(kind, Place.HERE).id
        self.address = home.engine.webhook_address(kind, self.id)

    async def calls(self, body: object, address: str = "") -> int:
        content, content_type = as_bytes(body), "application/json"
        if self.kind is ServerKind.PLEX:
            content, content_type = plex_multipart(body)
        headers = {"Content-Type": content_type}
        url = address or self.address
        async with self._http.post(url, data=content, headers=headers) as answer:
            status = answer.status
        async with asyncio.timeout(5):
            while inbox.unread(1):
                await asyncio.sleep(0.01)
        return status


@pytest.fixture
def plex(home: Home, http: aiohttp.ClientSession) -> MediaServer:
    return MediaServer(home, http, ServerKind.PLEX)


@pytest.fixture
def jellyfin(home: Home, http: aiohttp.ClientSession) -> MediaServer:
    return MediaServer(home, http, ServerKind.JELLYFIN)


async def test_at_first_it_waits(home: Home, plex: MediaServer) -> None:
    proof = home.engine.proof(plex.id)
    assert (proof.state, proof.reached_at, proof.wrong_calls) == (ProofState.WAITING, None, ())
    assert proof.connection is None
    with pytest.raises(Missing):
        home.engine.proof(99)


async def test_playing_for_a_moment_is_proof(home: Home, plex: MediaServer) -> None:
    await plex.calls(plex_body("media.play", "movie", account_name="Anna"))
    proof = home.engine.proof(plex.id)
    assert proof.state is ProofState.HEARD
    assert proof.remark == "Anna began to watch The Lantern Year (2019)"
    assert proof.reached_at == servers.get(plex.id).last_event_at is not None


async def test_another_server_s_events_are_named(home: Home, plex: MediaServer) -> None:
    await plex.calls(plex_scrobble(owner=False, server_uuid="elsewhere", server_name="Shed"))
    proof = home.engine.proof(plex.id)
    assert (proof.state, proof.remark) == (ProofState.OTHER_SERVER, "Shed")


async def test_a_body_of_no_use_says_why(home: Home, jellyfin: MediaServer) -> None:
    await jellyfin.calls({"hello": "there"})
    proof = home.engine.proof(jellyfin.id)
    assert proof.state is ProofState.NO_USE
    assert proof.remark != ""
    assert proof.reached_at is not None


async def test_only_progress_is_no_proof(home: Home, jellyfin: MediaServer) -> None:
    assert await jellyfin.calls(jellyfin_progress()) == 200
    assert home.engine.proof(jellyfin.id).state is ProofState.PROGRESS_ONLY


async def test_calls_with_an_old_address_are_counted(home: Home, plex: MediaServer) -> None:
    old = plex.address
    servers.renew_secret(plex.id)
    for _ in range(2):
        assert await plex.calls(plex_scrobble(), old) == 404
    [wrong] = home.engine.proof(plex.id).wrong_calls
    assert (wrong.address, wrong.count) == ("127.0.0.1", 2)
    plex.address = home.engine.webhook_address(plex.kind, plex.id)
    assert plex.address != old
    await plex.calls(plex_scrobble())
    assert home.engine.proof(plex.id).wrong_calls == (), "the right address is in use again"


async def test_a_muted_server_says_so(home: Home, plex: MediaServer) -> None:
    servers.change(plex.id, muted=True)
    assert home.engine.proof(plex.id).state is ProofState.MUTED


async def test_our_own_test_proves_nothing_of_the_server(
    home: Home, plex: MediaServer, jellyfin: MediaServer
) -> None:
    for one in (plex, jellyfin):
        assert (await home.engine.test_address(one.id)).is_ok
    async with asyncio.timeout(5):
        while inbox.unread(1):
            await asyncio.sleep(0.01)
    for one in (plex, jellyfin):
        assert home.engine.proof(one.id).state is ProofState.WAITING
    kept = inbox.entries(limit=9)
    assert [(one.event, one.reason_code) for one in kept] == [("scroblarr.test", "test")] * 2
