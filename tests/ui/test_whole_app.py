"""Everything at once, as it runs on a person's desk: a webhook comes in, a row appears."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import aiohttp
from PySide6.QtCore import QAbstractTableModel, Qt

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.store.records import AccountState
from scroblarr_desktop.ui.desktop import Desktop
from scroblarr_desktop.ui.event_loop import EventLoop
from scroblarr_desktop.watches import ServerKind
from tests.bodies import PLEX_ACCOUNT, plex_multipart, plex_scrobble


async def until(true: Callable[[], bool], within_s: float = 15) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_webhook_becomes_a_play_and_a_row(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, EventLoop)
    catalogue = Catalogue()
    catalogue.add_movie("The Lantern Year", 2019, imdb="tt9000001", tmdb=990001)
    async with FakeTrakt(catalogue) as trakt:
        trakt.add_app("household-app", "app-secret")
        trakt.device_interval_s = 0.05
        endpoints = Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            tvtime="http://127.0.0.1:9",
            trakt_app=AppCredentials("household-app", "app-secret"),
        )
        engine = Engine(EngineOptions(DataDir(tmp_path), port=0, endpoints=endpoints))
        await engine.start()
        set_up.finish()
        desktop = Desktop(engine)
        desktop.start(minimized=False)
        desktop.window.show_page("log")
        try:
            await watch_a_film(engine, trakt)
            await until(lambda: engine.status().state is AppState.OK)
            rows = desktop.window.log_page.model
            await until(lambda: rows.rowCount() == 1 and "delivered" in row_text(rows))
            assert "The Lantern Year (2019)" in row_text(rows)
            assert "Anna" in row_text(rows)
        finally:
            desktop.stop()
            await engine.stop()
    assert len(trakt.users["anna"].plays) == 1
    assert loop.pending_timers <= 3


async def watch_a_film(engine: Engine, trakt: FakeTrakt) -> None:
    address = engine.connect_server(ServerKind.PLEX, "Attic")
    anna = household.add_member("Anna")
    account = await engine.linking.start_sign_in(anna.id, "trakt")
    assert account.sign_in is not None
    trakt.confirm(account.sign_in.user_code, trakt.add_user("anna"))
    await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
    household.give_viewer(anna.id, 1, str(PLEX_ACCOUNT), "anna")
    content, content_type = plex_multipart(plex_scrobble("movie"), thumb=b"\xff\xd8 a picture")
    async with (
        aiohttp.ClientSession() as client,
        client.post(address, data=content, headers={"Content-Type": content_type}) as answer,
    ):
        assert answer.status == 200
    await trakt.called("POST /scrobble/stop")


def row_text(rows: QAbstractTableModel) -> str:
    role = Qt.ItemDataRole.DisplayRole
    cells = [rows.index(0, column).data(role) for column in range(rows.columnCount())]
    return " | ".join(str(cell) for cell in cells)
