"""The whole app without windows, beside media servers and a tracker that go on without it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.jellyfin.people import JellyfinUser
from scroblarr_desktop.demo.media_servers import FakeJellyfinServer, FakePlexServer
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.fake import FakePlexTv
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, household, log
from scroblarr_desktop.store.records import SUCCEEDED, LogFilter, LoggedWatch, Member
from scroblarr_desktop.this_computer import OwnAddress
from tests.pacing import paced_faster

CLIENT = "household-app"
PASSWORD = "a made-up password"
AT_HOME = OwnAddress("eth0", "192.168.1.20", likely=True)
NOWHERE = "http://127.0.0.1:9"


@dataclass
class Town:
    """Everything outside the app, and the app where it runs."""

    folder: DataDir
    offset: timedelta = timedelta()
    engine: Engine | None = None
    members: dict[str, Member] = field(default_factory=dict)
    own: list[OwnAddress] = field(default_factory=lambda: [AT_HOME])
    """The addresses of the computer on which the app runs."""

    def __post_init__(self) -> None:
        self.catalogue = Catalogue()
        self.trakt = FakeTrakt(self.catalogue, self.now)
        self.trakt.add_app(CLIENT, "app-secret")
        self.trakt.write_gap_s = 0
        self.tv = FakePlexTv(clock=self.now)
        self.plex = FakePlexServer("Attic", clock=self.now)
        self.jellyfin = FakeJellyfinServer("Cellar", clock=self.now)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    @property
    def app(self) -> Engine:
        assert self.engine is not None
        return self.engine

    # -- the app

    async def open_app(self) -> Engine:
        endpoints = Endpoints(
            trakt_api=self.trakt.api_url,
            trakt_auth=self.trakt.auth_url,
            trakt_app=AppCredentials(CLIENT, "app-secret"),
            tvtime=NOWHERE,
            simkl_api=NOWHERE,
            plex_tv=self.tv.url,
            jellyfin_discovery=("127.0.0.1", self.jellyfin.api.discovery_port),
        )
        options = EngineOptions(
            self.folder, port=0, endpoints=endpoints, own_addresses=lambda: self.own
        )
        self.engine = Engine(options, self.now)
        await self.engine.start()
        return self.engine

    async def close_app(self) -> None:
        engine, self.engine = self.app, None
        await engine.stop()

    # -- who lives here

    async def sign_in_to_plex(self, owner: FakePlexAccount) -> int:
        """Return our id of the Plex server."""
        self.tv.give_server(owner, self.plex)
        link = self.app.plex
        code = await link.new_code()
        self.tv.confirm_pin(code.text, owner)
        signed_in = await link.follow(code)
        found = await link.find(signed_in)
        connection, (server_id,) = link.connect(signed_in, [Chosen(one) for one in found.own])
        await link.register(connection.id)
        return server_id

    async def sign_in_to_jellyfin(self, admin: JellyfinUser) -> int:
        """Return our id of the Jellyfin."""
        link = self.app.jellyfin
        reached = await link.try_address(self.jellyfin.url)
        assert isinstance(reached, Reached)
        signed_in = await link.sign_in(reached).with_password(admin.name, PASSWORD)
        server = await link.connect(reached, signed_in)
        await link.set_webhook(server.id)
        return server.id

    def move_in(self, name: str, *viewers: tuple[int, str]) -> FakeUser:
        """Make a member with these viewers and an account at the tracker; return the latter."""
        member = self.members[name] = household.add_member(name)
        for server_id, account_id in viewers:
            household.give_viewer(member.id, server_id, account_id, name)
        user = self.trakt.add_user(name.lower())
        body = self.trakt.sign_in(user, CLIENT)
        issued_at = datetime.fromtimestamp(body["created_at"], UTC)
        tokens = Tokens(
            body["access_token"],
            body["refresh_token"],
            issued_at,
            issued_at + timedelta(seconds=body["expires_in"]),
            CLIENT,
            "urn:ietf:wg:oauth:2.0:oob",
        )
        account = accounts.open_for(member.id, "trakt", rewatches=True)
        accounts.link(account.id, user.uuid, user.username, tokens)
        return user

    # -- waiting and looking

    async def until(self, true: Callable[[], bool], within_s: float = 20.0) -> None:
        async with asyncio.timeout(within_s):
            while not true():
                await asyncio.sleep(0.01)

    async def read_to_the_end(self, *server_ids: int) -> None:
        """Wait until these servers were read since the app runs."""
        await self.until(
            lambda: all(self.app.catching_up.status(one).read_at for one in server_ids)
        )

    def arrived(self) -> int:
        """Return how many deliveries ended well."""
        return sum(one.state in SUCCEEDED for watch in self.watches() for one in watch.deliveries)

    def watches(self) -> list[LoggedWatch]:
        return list(reversed(log.watches(LogFilter(), limit=1000)))


@asynccontextmanager
async def a_town(folder: Path) -> AsyncIterator[Town]:
    town = Town(DataDir(folder))
    with paced_faster():
        async with town.tv, town.plex, town.jellyfin:
            await town.trakt.start()
            await town.open_app()
            try:
                yield town
            finally:
                if town.engine is not None:
                    await town.close_app()
                await town.trakt.stop()
