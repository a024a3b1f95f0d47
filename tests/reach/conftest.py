"""The real engine on loopback, with network adapters as a test says."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Connection, HistoryPage, HookState, Place, Server
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind

CABLE = OwnAddress("eth0", "192.168.1.10", likely=True)
WIRELESS = OwnAddress("wlan0", "192.168.1.44", likely=True)
DOCKER_NET = OwnAddress("docker0", "172.17.0.1", likely=False)


@dataclass
class FakeLink:
    """Registers nothing, but notes which connections it was to look after."""

    checked: list[int] = field(default_factory=list)
    trouble: Exception | None = None

    async def check(self, connection_id: int) -> None:
        self.checked.append(connection_id)
        if self.trouble is not None:
            raise self.trouble

    async def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]:
        yield HistoryPage(())

    async def disconnect(self, server_id: int) -> str | None:
        servers.delete(server_id)
        return "Take the address out by hand."

    def fail(self) -> None:
        self.trouble = RemoteError()


@dataclass
class Home:
    """An engine, the adapters of its computer, and a clock that a test sets forward."""

    engine: Engine
    adapters: list[OwnAddress]
    link: FakeLink
    offset: timedelta = timedelta()
    heard: list[Changed] = field(default_factory=list)
    stand_ins: list[LoopbackServer] = field(default_factory=list)
    """Other programs, ended with the test."""

    @property
    def port(self) -> int:
        return self.engine.port

    async def look(self) -> None:
        await self.engine.reach.look()

    async def now_has(self, *adapters: OwnAddress) -> None:
        self.adapters[:] = adapters
        await self.look()

    def by_hand(self, kind: ServerKind = ServerKind.PLEX, place: Place = Place.HOME) -> Server:
        """Return a server whose address the person pastes."""
        server = servers.add(kind, "Attic")
        servers.change(server.id, place=place)
        return servers.get(server.id)

    def by_the_app(self, hook_base: str | None = None) -> tuple[Server, Connection]:
        """Return a server at which the app registers its own webhook."""
        server = servers.add(ServerKind.PLEX, "Attic")
        connection = connections.keep(ServerKind.PLEX, "4711", "anna", "token")
        connections.attach(server.id, connection.id, "http://127.0.0.1:9", place=Place.HOME)
        found = {"hook_state": HookState.SET, "hook_base": hook_base}
        return servers.get(server.id), connections.change(connection.id, found)


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A computer with one cable into the home network."""
    nobody = "http://127.0.0.1:9"
    adapters, link = [CABLE], FakeLink()
    options = EngineOptions(
        DataDir(tmp_path),
        port=0,
        endpoints=Endpoints(trakt_api=nobody, trakt_auth=nobody, tvtime=nobody, plex_tv=nobody),
        own_addresses=lambda: list(adapters),
    )
    made: list[Home] = []
    engine = Engine(options, lambda: datetime.now(UTC) + (made[0].offset if made else timedelta()))
    made.append(Home(engine, adapters, link))
    await engine.start()
    engine.links[ServerKind.PLEX] = link  # type: ignore[assignment]
    await made[0].look()
    engine.changes.listen(made[0].heard.append)
    yield made[0]
    await engine.stop()
    for other in made[0].stand_ins:
        await other.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
