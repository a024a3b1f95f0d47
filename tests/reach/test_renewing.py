"""A new address: entered by the app where it can, else the old one works until it was pasted."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from scroblarr_desktop.store import connections, former_secrets, inbox, servers
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind
from tests.bodies import as_bytes, jellyfin_progress, plex_multipart, plex_scrobble
from tests.reach.conftest import Home


async def call(http: aiohttp.ClientSession, url: str, kind: ServerKind = ServerKind.PLEX) -> int:
    content, content_type = plex_multipart(plex_scrobble())
    if kind is ServerKind.JELLYFIN:
        content, content_type = as_bytes(jellyfin_progress()), "application/json"
    headers = {"Content-Type": content_type}
    async with http.post(url, data=content, headers=headers) as answer:
        return answer.status


async def test_by_hand_the_old_one_works_until_the_new_one_was_called(
    home: Home, http: aiohttp.ClientSession
) -> None:
    server = home.by_hand()
    old = home.engine.webhook_address(server.kind, server.id)
    old = old.replace("192.168.1.10", "127.0.0.1")
    renewed = await home.engine.reach.renew_address(server.id)
    assert not renewed.entered
    assert renewed.old_works_until is not None
    new = f"http://127.0.0.1:{home.port}/webhooks/plex/{servers.secret(server.id)}"
    assert new != old
    assert await call(http, old) == 200
    [entry] = inbox.entries(None, limit=9)
    assert entry.admitted_by == server.id
    async with asyncio.timeout(5):
        await home.engine.test_address(server.id)
    assert await call(http, old) == 200, "our own test shows nothing of the media server"
    assert await call(http, new) == 200
    assert await call(http, old) == 404
    assert home.engine.proof(server.id).wrong_calls[0].count == 1


async def test_after_a_week_the_old_one_has_ended(home: Home, http: aiohttp.ClientSession) -> None:
    server = home.by_hand(ServerKind.JELLYFIN)
    old = f"http://127.0.0.1:{home.port}/webhooks/jellyfin/{servers.secret(server.id)}"
    await home.engine.reach.renew_address(server.id)
    assert await call(http, old, ServerKind.JELLYFIN) == 200
    home.offset = former_secrets.WORKS_ON + timedelta(minutes=1)
    assert await call(http, old, ServerKind.JELLYFIN) == 404


async def test_the_app_enters_it_and_the_old_one_ends(
    home: Home, http: aiohttp.ClientSession
) -> None:
    server, connection = home.by_the_app(f"http://127.0.0.1:{home.port}")
    old = f"http://127.0.0.1:{home.port}/webhooks/plex/{servers.secret(server.id)}"
    home.link.checked.clear()
    renewed = await home.engine.reach.renew_address(server.id)
    assert (renewed.entered, renewed.old_works_until) == (True, None)
    assert home.link.checked == [connection.id]
    assert await call(http, old) == 404


@pytest.mark.parametrize(
    "found", [{"hook_message": "Plex does not answer."}, {"message": "Plex does not answer."}]
)
async def test_what_is_not_certain_ends_nothing(home: Home, found: dict[str, str]) -> None:
    server, connection = home.by_the_app(f"http://127.0.0.1:{home.port}")
    connections.change(connection.id, found)
    renewed = await home.engine.reach.renew_address(server.id)
    assert not renewed.entered
    assert renewed.old_works_until is not None


@pytest.mark.logs("could not be checked")
async def test_a_look_that_fails_ends_nothing(home: Home) -> None:
    server, _ = home.by_the_app(f"http://127.0.0.1:{home.port}")
    home.link.fail()
    renewed = await home.engine.reach.renew_address(server.id)
    assert not renewed.entered
    with pytest.raises(Missing):
        await home.engine.reach.renew_address(99)
