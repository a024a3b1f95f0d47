"""A Jellyfin with people, the fake behind it, and our side of it on an open store."""

from __future__ import annotations

import asyncio
import copy
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.jellyfin.plugin_shapes import WEBHOOK
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer
from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.plugin import Pace
from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.jellyfin.webhook import Reporting
from scroblarr_desktop.media_servers.jellyfin_sign_in import SignedIn
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.store import close_store, connections, open_store, servers
from scroblarr_desktop.store.records import Connection, Place, Server
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import Item, Kind

CERTIFICATE = Path(__file__).parents[1] / "remote" / "loopback.pem"
HOME, DOCKER = "http://192.168.1.20:24180", "http://host.docker.internal:24180"
HERE = "http://127.0.0.1:24180"
PASSWORD = "a made-up password"

QUICK = Pace(
    look_every_s=0.01,
    restart_s=5.0,
    install_s=5.0,
    code_every_s=0.01,
    find_s=0.5,
    waiting_s=0.01,
    mend_s=0.0,
)


@dataclass
class World:
    jellyfin: FakeJellyfinServer
    anna: JellyfinUser
    """Administrator."""
    ben: JellyfinUser
    calls: Calls
    bases: dict[Place, str]
    own: list[OwnAddress] = field(default_factory=list)
    later: timedelta = timedelta()
    """How far our clock is ahead."""

    def __post_init__(self) -> None:
        self.link = self.make_link(QUICK)

    @property
    def plugins(self) -> Any:
        return self.jellyfin.api.plugins

    async def reach(self) -> Reached:
        found = await self.link.try_address(self.jellyfin.url)
        assert isinstance(found, Reached)
        return found

    async def sign_in(self, user: JellyfinUser | None = None) -> tuple[Reached, SignedIn]:
        reached = await self.reach()
        name = (user or self.anna).name
        return reached, await self.link.sign_in(reached).with_password(name, PASSWORD)

    async def connect(self, user: JellyfinUser | None = None) -> Server:
        """Return the server: signed in to, nothing set up there yet."""
        return await self.link.connect(*await self.sign_in(user))

    async def set_up(self) -> tuple[Server, Reporting]:
        """Return the server and what became of our entry."""
        server = await self.connect()
        return server, await self.link.set_webhook(server.id)

    def connection(self) -> Connection:
        """Return the only one."""
        (found,) = connections.all_connections()
        return found

    def secret(self) -> str:
        (found,) = {servers.secret(one.id) for one in servers.all_servers()}
        assert found is not None
        return found

    def configuration(self) -> dict[str, Any]:
        """Return a copy of what the Webhook plugin keeps."""
        return copy.deepcopy(self.plugins.settings(WEBHOOK))

    def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.configuration()["GenericOptions"]
        return found

    def film(self) -> Item:
        """Return a film that the Jellyfin holds."""
        film = Item(Kind.MOVIE, "The Lantern Year", 2019, {"imdb": "tt9000001"}, run_time_s=6600)
        self.jellyfin.api.library.add(film)
        return film

    def hurry(self, **limits: float) -> None:
        """Have our side wait less long; what it did so far stays."""
        self.link = self.make_link(replace(QUICK, **limits))

    def make_link(self, pace: Pace) -> JellyfinLink:
        discovery = ("127.0.0.1", self.jellyfin.api.discovery_port)
        base = self.bases.__getitem__
        return JellyfinLink(self.calls, discovery, base, self.now, pace, lambda: self.own)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.later


async def until(true: Callable[[], bool], within_s: float = 5.0) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.005)


def other_entry(name: str = "Lamp in the hall", secret: str = "theirs") -> dict[str, Any]:
    """Return the entry of another program, as the plugin keeps it."""
    return {
        "NotificationTypes": ["PlaybackStart", "ItemAdded"],
        "WebhookName": name,
        "WebhookUri": "http://192.168.1.9:8123/api/hook",
        "EnableMovies": True,
        "EnableEpisodes": False,
        "EnableSeries": True,
        "EnableSeasons": False,
        "EnableAlbums": False,
        "EnableSongs": True,
        "EnableVideos": False,
        "SendAllProperties": False,
        "TrimWhitespace": False,
        "SkipEmptyMessageBody": False,
        "EnableWebhook": False,
        "Template": "eyJvbiI6IHRydWV9",
        "UserFilter": [],
        "Headers": [{"Key": "X-Webhook-Secret", "Value": secret}],
        "Fields": [{"Key": "room", "Value": "Flur – „oben“"}],
    }


def own_tls() -> ssl.SSLContext:
    """Return what makes a server speak https with a certificate that nobody signed."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    return tls


@asynccontextmanager
async def jellyfin_world(folder: Path, *, plugin: bool = True, **api: Any) -> AsyncIterator[World]:
    open_store(DataDir(folder), Changes())
    calls = Calls(connect_s=2.0, read_s=2.0, workers=8)
    async with FakeJellyfinServer("Cellar", **api) as jellyfin:
        anna = jellyfin.api.add_user("anna", PASSWORD, administrator=True)
        ben = jellyfin.api.add_user("ben", PASSWORD)
        if plugin:
            jellyfin.api.plugins.install("Webhook")
        bases = {Place.HERE: HERE, Place.HOME: HOME, Place.DOCKER: DOCKER, Place.UNKNOWN: HERE}
        own = [OwnAddress("eth0", "192.168.1.20", likely=True)]
        world = World(jellyfin, anna, ben, calls, bases, own)
        yield world
        await world.link.stop()
    calls.close()
    close_store()
