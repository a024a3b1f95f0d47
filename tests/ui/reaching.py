"""An engine whose computer has the network adapters that a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place, Server
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import ServerKind
from tests.bodies import plex_body, plex_multipart

CABLE = OwnAddress("eth0", "192.168.1.10", likely=True)
WIRELESS = OwnAddress("wlan0", "192.168.1.44", likely=True)
LOOPBACK_HOME = OwnAddress("eth0", "127.0.0.1", likely=True)
"""Stands for an address in the home network: tests call nothing beyond this computer."""


@asynccontextmanager
async def computer_with(folder: Path, adapters: list[OwnAddress]) -> AsyncIterator[Engine]:
    """Run the real engine; change the list to change the network."""
    nobody = "http://127.0.0.1:9"
    endpoints = Endpoints(
        trakt_api=nobody,
        trakt_auth=nobody,
        tvtime=nobody,
        plex_tv=nobody,
        jellyfin_discovery=("127.0.0.1", 9),
    )
    options = EngineOptions(
        DataDir(folder), port=0, endpoints=endpoints, own_addresses=lambda: list(adapters)
    )
    engine = Engine(options)
    await engine.start()
    await engine.reach.look()
    yield engine
    await engine.stop()


@asynccontextmanager
async def backing_of(engine: Engine) -> AsyncIterator[Backing]:
    background = Background()
    yield Backing(engine, Icons(), background)
    await background.stop()


def by_hand(place: Place = Place.UNKNOWN, kind: ServerKind = ServerKind.PLEX) -> Server:
    """Return a server whose address a person pastes."""
    server = servers.add(kind, "Attic")
    return servers.change(server.id, place=place)


async def anna_plays(engine: Engine, server_id: int, address: str = "") -> int:
    """Let that Plex call its address, and return the answer's status once the call was read."""
    before = servers.get(server_id).last_event_at
    path = (address or engine.webhook_address(ServerKind.PLEX, server_id)).partition("/webhooks")[2]
    content, content_type = plex_multipart(plex_body("media.play", "movie", account_name="Anna"))
    url = f"http://127.0.0.1:{engine.port}/webhooks{path}"
    headers = {"Content-Type": content_type}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=content, headers=headers) as answer,
    ):
        status = answer.status
    if status == 200:
        await until(lambda: servers.get(server_id).last_event_at != before)
    return status


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)
    QApplication.sendPostedEvents()  # as for a person, Qt has its turn before anything is pressed


def answer(parent: QWidget, text: str) -> None:
    """Press a button of the question that is open over that window."""
    [box] = [one for one in parent.findChildren(QMessageBox) if one.isVisible()]
    [button] = [one for one in box.findChildren(QPushButton) if one.text() == text]
    button.click()


def button(parent: QWidget, text: str) -> QPushButton:
    found = [one for one in parent.findChildren(QPushButton) if one.text() == text]
    return next(one for one in found if not one.isHidden())
