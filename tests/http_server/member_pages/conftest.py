"""Anna and Ben, each with a phone, and the real engine with strict trackers behind it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.http_server.member_pages import join_path
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    deliveries,
    household,
    inbox,
    invitations,
    log,
    servers,
    watched,
)
from scroblarr_desktop.store.records import Account, AccountState, Member
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import Item, Kind, ServerKind
from tests.bodies import PLEX_SERVER
from tests.http_server.member_pages.phone import Page, Phone

CLIENT, SECRET = "household-app", "app-secret"
HOME = OwnAddress("Ethernet", "192.168.1.20", likely=True)
FILM = Item(Kind.MOVIE, "The Lantern Year", year=2019, ids={"tmdb": "990001"}, run_time_s=6600)


@dataclass
class House:
    """The app of a household that lets its home network call."""

    engine: Engine
    trakt: FakeTrakt
    simkl: FakeSimkl
    open_: AsyncExitStack
    base: str
    anna: Member = field(default_factory=lambda: household.add_member("Anna"))
    ben: Member = field(default_factory=lambda: household.add_member("Ben"))

    def __post_init__(self) -> None:
        self.plex = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER)
        self.viewers = {
            one.id: household.give_viewer(one.id, self.plex.id, str(one.id), one.name)
            for one in (self.anna, self.ben)
        }

    async def phone(self) -> Phone:
        """Return a phone that nobody is signed in at."""
        jar = aiohttp.CookieJar(unsafe=True)  # of an address in numbers, as phones keep them
        session = await self.open_.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        return Phone(session, self.base)

    def invite(self, member: Member, *, keep_devices: bool = False) -> str:
        token = invitations.invite(member.id, datetime.now(UTC), keep_devices=keep_devices)
        return join_path(token)

    async def phone_of(self, member: Member) -> Phone:
        phone = await self.phone()
        await phone.come_in(self.invite(member, keep_devices=True))
        return phone

    def account(self, member: Member, destination: str = "trakt") -> Account:
        theirs = accounts.of_member(member.id)
        return next(one for one in theirs if one.destination == destination)

    async def link(self, member: Member) -> Account:
        """Link the member at Trakt without a page."""
        account = await self.engine.linking.start_sign_in(member.id, "trakt")
        assert account.sign_in is not None
        self.trakt.confirm(account.sign_in.user_code, self.trakt.add_user(member.name.lower()))
        await until(lambda: accounts.get(account.id).state is AccountState.LINKED)
        return accounts.get(account.id)

    def watch(
        self,
        member: Member,
        item: Item = FILM,
        ago: timedelta = timedelta(),
        hold_id: int | None = None,
    ) -> int:
        """Return the id of a watch with a delivery to each account, not due for an hour."""
        at = datetime.now(UTC) - ago
        entry = inbox.get(inbox.save(ServerKind.PLEX, self.plex.id, b"{}", at))
        assert entry is not None
        ids = (member.id, self.viewers[member.id].id, self.plex.id)
        watch_id = watched.add(entry, 0, *ids, item, at, by_hand=False, rewatched=False)
        due_at = datetime.now(UTC) + timedelta(hours=1)
        deliveries.plan(watch_id, earlier=(), rewatched=False, due_at=due_at, hold_id=hold_id)
        return watch_id

    def delivery(self, watch_id: int) -> int:
        watch = log.watch(watch_id)
        assert watch is not None
        return watch.deliveries[0].id


async def until(true: Callable[[], bool], within_s: float = 15) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)


async def page_with(phone: Phone, path: str, words: str) -> Page:
    """Return the page once it says that."""
    for _ in itertools.count():
        page = await phone.open(path)
        if words in page.text:
            return page
        await asyncio.sleep(0.05)
    raise AssertionError


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    catalogue = Catalogue()
    catalogue.add_movie("The Lantern Year", 2019, imdb="tt9000001", tmdb=990001, tvdb=77001)
    async with AsyncExitStack() as open_:
        trakt = await open_.enter_async_context(FakeTrakt(catalogue))
        simkl = await open_.enter_async_context(FakeSimkl(catalogue))
        trakt.add_app(CLIENT, SECRET)
        trakt.device_interval_s = 0.05
        simkl.add_app(CLIENT)
        simkl.pin_interval_s = 0
        endpoints = Endpoints(
            trakt_api=trakt.api_url,
            trakt_auth=trakt.auth_url,
            simkl_api=simkl.url,
            tvtime="http://127.0.0.1:9",
            plex_tv="http://127.0.0.1:9",
            trakt_app=AppCredentials(CLIENT, SECRET),
            simkl_app=AppCredentials(CLIENT),
        )
        options = EngineOptions(
            DataDir(tmp_path / "data"),
            port=0,
            bind="0.0.0.0",
            endpoints=endpoints,
            own_addresses=lambda: [HOME],
        )
        engine = Engine(options)
        await engine.start()
        base = f"http://127.0.0.1:{urlsplit(engine.http.addresses[0]).port}"
        try:
            yield House(engine, trakt, simkl, open_, base)
        finally:
            await engine.stop()
