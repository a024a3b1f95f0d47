"""A household over the real engine, with trackers and media servers that are strict, and a move."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.moving import arriving, leaving
from scroblarr_desktop.moving.progress import Course
from scroblarr_desktop.moving.taking_over import Step
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import Pace
from scroblarr_desktop.store import close_store, open_store, servers, settings
from scroblarr_desktop.store.records import Server
from scroblarr_desktop.this_computer import OwnAddress
from tests.moving.luggage import CHEAP, PASSPHRASE
from tests.sync.world import CLIENT, TRAKT_SECRET, World

PASSWORD = "a made-up password"
OLD, NEW = "192.168.1.20", "192.168.1.30"


class QuickEngine(Engine):
    """Keeps no pace between two writes, as the fakes here do not ask for it."""

    async def open(self) -> None:
        await super().open()
        self.sync._new_pace = lambda gap_s: Pace(0)
        for one in self.sync._destinations.values():
            if isinstance(one, Simkl):
                one._api._turns._gap_s = 0.0


class House(World):
    """`World` brings the trackers and the helpers; its app is the engine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "old")
        self.new_folder = DataDir(folder / "new")
        self.file = folder / "household.scroblarr"
        self.address = OLD
        self.tv = FakePlexTv()
        self.attic = FakePlexServer("Attic")
        self.cellar = FakeJellyfinServer("Cellar")
        self.engine: QuickEngine
        self.owner: FakePlexAccount

    def options(self) -> EngineOptions:
        endpoints = Endpoints(
            trakt_api=self.trakt.api_url,
            trakt_auth=self.trakt.auth_url,
            tvtime=self.tvtime.url,
            simkl_api=self.simkl.url,
            plex_tv=self.tv.url,
            jellyfin_discovery=("127.0.0.1", self.cellar.api.discovery_port),
        )
        own = [OwnAddress("eth0", self.address, likely=True)]
        return EngineOptions(self.folder, port=0, endpoints=endpoints, own_addresses=lambda: own)

    async def run(self) -> None:
        """Start the engine on the folder that is in use now."""
        self.engine = QuickEngine(self.options(), self.now)
        await self.engine.start()
        self.sync, self.linking = self.engine.sync, self.engine.linking
        self.stop_listening = self.engine.changes.listen(lambda _: self._changed.set())

    async def halt(self) -> None:
        self.stop_listening()
        await self.engine.stop()

    async def connect(self) -> tuple[Server, Server]:
        """Sign in to both media servers, as their owner."""
        doors = self.engine.unattended()
        plex = await doors.connect_plex(
            lambda code: self.tv.confirm_pin(code, self.owner), self.now()
        )
        jellyfin = await doors.connect_jellyfin(
            self.cellar.url, "anna", PASSWORD, self.now() - timedelta(hours=1)
        )
        self.plex, self.jellyfin = plex, jellyfin
        return servers.get(plex), servers.get(jellyfin)

    async def leave(self, passphrase: str = PASSPHRASE) -> None:
        """Write the file: from here on the household lives nowhere but in it."""
        departure = leaving.prepare(self.folder, self.file, passphrase)
        own = self.options().own_addresses
        await self.halt()
        work = leaving.Leaving(
            self.folder, departure, Course(), cost=CHEAP, clock=self.now, own_addresses=own
        )
        await asyncio.to_thread(work.run)

    async def arrive(self) -> None:
        """Open the file on the other computer, and start there."""
        self.folder, self.address = self.new_folder, NEW
        open_store(self.folder, Changes())
        place = arriving.place_here(self.folder)
        outside = arriving.look_at(self.file)
        ready = arriving.unpack(outside, PASSPHRASE, place, Course())
        close_store()
        arriving.move_in(self.folder, ready, self.now(), keep_old=False)
        await self.run()

    async def taken_over(self) -> dict[str, Step]:
        """Return what became of everything, by name, once all was told and tried."""
        taking_over = self.engine.taking_over
        await self.eventually(lambda: bool(taking_over.steps) and not taking_over.is_under_way)
        return {one.name: one for one in taking_over.steps}

    def entries(self) -> list[str]:
        """Return the addresses that Jellyfin's plugin calls."""
        return [one["WebhookUri"] for one in self._entries()]

    def entry_name(self) -> str:
        [entry] = self._entries()
        return str(entry["WebhookName"])

    def rename_entry(self, name: str) -> None:
        [entry] = self._entries()
        entry["WebhookName"] = name

    def _entries(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = self.cellar.api.plugins.settings(WEBHOOK)["GenericOptions"]
        return kept


@asynccontextmanager
async def a_house(folder: Path) -> AsyncIterator[House]:
    house = House(folder)
    async with AsyncExitStack() as stack:
        for fake in (house.trakt, house.tvtime, house.simkl, house.tv, house.attic, house.cellar):
            await stack.enter_async_context(fake)
        house.owner = house.tv.add_account("anna", plex_pass=True)
        house.tv.give_server(house.owner, house.attic)
        house.cellar.api.add_user("anna", PASSWORD, administrator=True)
        house.cellar.api.plugins.install("Webhook")
        open_store(house.folder, Changes())
        settings.put_app_credentials("trakt", CLIENT, TRAKT_SECRET)
        settings.put_app_credentials("simkl", CLIENT, None)
        close_store()
        await house.run()
        try:
            yield house
        finally:
            await house.halt()
