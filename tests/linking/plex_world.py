"""A Plex account with a server, the fakes behind them, and our side of it on an open store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.plex.registering import Foreign, HookOutcome
from scroblarr_desktop.linking.plex.sign_in import SignedIn
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.store import close_store, connections, open_store, servers
from scroblarr_desktop.store.records import Connection, Place
from scroblarr_desktop.this_computer import OwnAddress

HOME, DOCKER = "http://192.168.1.20:24180", "http://host.docker.internal:24180"
HERE = "http://127.0.0.1:24180"
ELSEWHERE = "https://example.org/some/hook?id=1"
OTHER_SECRET = "T8pQmZ4v-unknown-to-us-0123456789"


@dataclass
class World:
    tv: FakePlexTv
    attic: FakePlexServer
    anna: FakePlexAccount
    link: PlexLink
    bases: dict[Place, str]
    own: list[OwnAddress] = field(default_factory=list)

    async def sign_in(self, account: FakePlexAccount | None = None) -> SignedIn:
        code = await self.link.new_code()
        self.tv.confirm_pin(code.text, account or self.anna)
        return await self.link.follow(code)

    async def connect(self, account: FakePlexAccount | None = None) -> int:
        """Return the connection's id: signed in, all servers chosen, nothing registered yet."""
        signed_in = await self.sign_in(account)
        found = await self.link.find(signed_in)
        connection, _ = self.link.connect(signed_in, [Chosen(one) for one in found.own])
        return connection.id

    async def set_up(self, foreign: Foreign = Foreign.ASK) -> tuple[int, HookOutcome]:
        """Return the connection's id and what became of registering."""
        connection_id = await self.connect()
        return connection_id, await self.link.register(connection_id, foreign)

    def connection(self) -> Connection:
        """Return the only one."""
        (found,) = connections.all_connections()
        return found

    def address(self, base: str = HERE) -> str:
        (secret,) = {servers.secret(one.id) for one in servers.all_servers() if one.adopted}
        return f"{base}/webhooks/plex/{secret}"


@asynccontextmanager
async def plex_world(folder: Path, *, plex_pass: bool = True) -> AsyncIterator[World]:
    open_store(DataDir(folder), Changes())
    calls = Calls(connect_s=2.0, read_s=2.0, workers=8)
    async with FakePlexTv() as tv, FakePlexServer("Attic") as attic:
        anna = tv.add_account("anna", plex_pass=plex_pass)
        tv.give_server(anna, attic)
        bases = {Place.HERE: HERE, Place.HOME: HOME, Place.DOCKER: DOCKER, Place.UNKNOWN: HERE}
        own = [OwnAddress("eth0", "192.168.1.20", likely=True)]
        link = PlexLink(calls, tv.url, bases.__getitem__, poll_s=0.01, own_addresses=lambda: own)
        yield World(tv, attic, anna, link, bases, own)
        await link.stop()
    calls.close()
    close_store()
