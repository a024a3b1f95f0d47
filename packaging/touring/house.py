"""The real program in a folder of its own, with a simulated world around it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.titles import household_catalogue
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import servers, tokens
from scroblarr_desktop.this_computer import LOOPBACK, OwnAddress
from scroblarr_desktop.ui.desktop import Desktop
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import Item
from touring.camera import Camera
from touring.hands import Hands, until

CLIENT_ID = "5f0c2b7d9a4e4c31b86f7e2d1a90c4f3b25d8e6071a94cfe83b7d2650e1fa9c4"
CLIENT_SECRET = "9e4d71c05b3a4f28a6d91c7e80f2b35d64c18a0fe27b49d5a3816fc07d52eb90"  # noqa: S105
"""Of an app at the fake: as long as real ones, because somebody types them."""

PASSWORD = "correct horse battery"  # noqa: S105 - of users of the fakes
OTHER_HOOK = "https://other.example/hook"
OWN_ADDRESS = OwnAddress("Ethernet", "192.168.1.20", likely=True)
POLL_S = 0.2


@dataclass
class World:
    """Whom the program talks to. Anna owns both media servers."""

    trakt: FakeTrakt
    plex_tv: FakePlexTv
    attic: FakePlexServer
    cellar: FakeJellyfinServer
    catalogue: Catalogue
    own_address: OwnAddress = OWN_ADDRESS
    anna_at_plex: FakePlexAccount = field(init=False)
    anna_at_jellyfin: JellyfinUser = field(init=False)
    ben_at_jellyfin: JellyfinUser = field(init=False)

    def __post_init__(self) -> None:
        tv, jellyfin = self.plex_tv, self.cellar.api
        self.anna_at_plex = tv.add_account("anna", plex_pass=True)
        self.anna_at_plex.webhooks = [OTHER_HOOK]
        tv.give_server(self.anna_at_plex, self.attic)
        tv.add_managed(self.anna_at_plex, "Kids")
        self.ben_at_plex = tv.add_account("ben on the couch")
        tv.join_home(self.anna_at_plex, self.ben_at_plex)
        self.emil_at_plex = tv.add_account("emil")
        tv.befriend(self.anna_at_plex, self.emil_at_plex)
        tv.share(self.attic, self.emil_at_plex)
        jellyfin.plugins.install("Webhook")
        self.anna_at_jellyfin = jellyfin.add_user("anna", PASSWORD, administrator=True)
        self.ben_at_jellyfin = jellyfin.add_user("ben", PASSWORD)
        jellyfin.away_s = 2.0
        self.trakt.add_app(CLIENT_ID, CLIENT_SECRET)
        self.trakt.device_interval_s = POLL_S
        for name in ("anna", "ben"):
            self.trakt.add_user(name)

    def secrets(self) -> Iterator[str]:
        """Yield everything here that opens something."""
        yield from (CLIENT_SECRET, PASSWORD)
        for grant in self.trakt.grants.grants:
            yield from (grant.access_token, grant.refresh_token)
        yield from (code.device_code for code in self.trakt.grants.codes)
        yield from self.plex_tv_tokens()
        yield from self.cellar.api.people.grants
        yield from self.cellar.api.people.keys
        yield from (one.secret for one in self.cellar.api.quick_connect.requests)

    def plex_tv_tokens(self) -> Iterator[str]:
        for account in self.plex_tv.accounts:
            yield from account.tokens
            yield self.attic.state.token_of(account)
        yield self.attic.state.admin_token


class Browser(QObject):
    """Stands in for the person's browser: notes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []
        self.visits = 0

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.opened.append(QUrl(url))

    async def page(self) -> QUrl:
        """Return the page that was opened last, as soon as there is one, and close it."""
        await until(lambda: self.opened, "a page in the browser")
        self.visits += 1
        return self.opened.pop()


@dataclass
class House:
    """One household at its computer, from the very first start on."""

    world: World
    engine: Engine
    desktop: Desktop
    browser: Browser
    hands: Hands
    camera: Camera

    @property
    def backing(self) -> Backing:
        return self.desktop.window.backing

    @property
    def window(self) -> MainWindow:
        return self.desktop.window

    async def close(self) -> None:
        """Close the dialogs that are open, the one in front first."""
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            await asyncio.sleep(0)

    def film(self, title: str = "The Lantern Year") -> Item:
        """Return a film that Trakt knows, as media servers tell of it."""
        return next(one.item() for one in self.world.catalogue.movies if one.title == title)

    # -- what people do elsewhere

    async def allow_at_plex(self, account: FakePlexAccount | None = None) -> None:
        """Allow it on the page that has just been opened."""
        page = await self.browser.page()
        code = page.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        code = code.partition("code=")[2].partition("&")[0]
        self.world.plex_tv.confirm_pin(code, account or self.world.anna_at_plex)

    async def allow_at_jellyfin(self) -> None:
        """Allow the code on Jellyfin's own page, which knows it from its address."""
        page = await self.browser.page()
        code = page.fragment().partition("code=")[2]
        self.world.cellar.api.confirm_quick_connect(code, self.world.anna_at_jellyfin)

    async def agree_at_trakt(self, name: str = "anna") -> None:
        """Agree on Trakt's page, which knows the code from its address."""
        page = await self.browser.page()
        self.world.trakt.confirm(page.path().rpartition("/")[2], self.world.trakt.users[name])


@asynccontextmanager
async def house(
    folder: Path,
    pictures: Path,
    *,
    brings_app: bool = True,
    first_start: bool = True,
    port_taken: bool = False,
    **jellyfin: Any,
) -> AsyncIterator[House]:
    """Open a house.

    `brings_app`: whether the build has a Trakt app; `jellyfin`: see its API. Without `first_start`
    somebody called the set-up off before. `port_taken`: by another program.
    """
    async with AsyncExitStack() as open_:
        catalogue = household_catalogue()
        world = World(
            trakt=FakeTrakt(catalogue),
            plex_tv=FakePlexTv(),
            attic=FakePlexServer("Attic"),
            cellar=FakeJellyfinServer("Cellar", **jellyfin),
            catalogue=catalogue,
        )
        for fake in (world.trakt, world.plex_tv, world.attic, world.cellar):
            await open_.enter_async_context(fake)
        browser = open_.enter_context(_browser())
        port = open_.enter_context(_taken_port()) if port_taken else 0
        engine = Engine(_options(folder, world, port, brings_app=brings_app))
        await engine.start()
        if not first_start:
            set_up.finish()
        desktop = Desktop(engine)
        camera = Camera(pictures, lambda: [*world.secrets(), *_kept_secrets()])
        desktop.start(minimized=False)
        try:
            yield House(world, engine, desktop, browser, Hands(), camera)
        finally:
            await _close(desktop)
            await engine.stop()


def _options(folder: Path, world: World, port: int, *, brings_app: bool) -> EngineOptions:
    endpoints = Endpoints(
        trakt_api=world.trakt.api_url,
        trakt_auth=world.trakt.auth_url,
        tvtime="http://127.0.0.1:9",
        trakt_app=AppCredentials(CLIENT_ID, CLIENT_SECRET) if brings_app else None,
        plex_tv=world.plex_tv.url,
        jellyfin_discovery=("127.0.0.1", world.cellar.api.discovery_port),
    )
    return EngineOptions(
        DataDir(folder),
        port=port,
        endpoints=endpoints,
        own_addresses=lambda: [world.own_address],
    )


def _kept_secrets() -> Iterator[str]:
    yield tokens.api_key()
    yield from (servers.secret(one.id) or "" for one in servers.all_servers())


async def _close(desktop: Desktop) -> None:
    """Close all windows, and let go of them while what they work with is still there."""
    desktop.stop()
    for window in QApplication.topLevelWidgets():
        window.close()
    await desktop.window.background.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await asyncio.sleep(0)


@contextmanager
def _taken_port() -> Iterator[int]:
    with socket.create_server((LOOPBACK, 0)) as other_program:
        yield int(other_program.getsockname()[1])


@contextmanager
def _browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, browser, "note")  # type: ignore[arg-type]  # wrong in the stubs
    yield browser
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)
