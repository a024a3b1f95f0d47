"""A household with real clients against strict fakes, and ways to wait for what it does."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.fake_trakt import FakeTrakt
from scroblarr_desktop.destinations.calls import Calls
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    household,
    inbox,
    log,
    open_store,
    servers,
    settings,
)
from scroblarr_desktop.store.records import Account, DeliveryState, LogFilter, LoggedWatch, Member
from scroblarr_desktop.sync import Sync
from scroblarr_desktop.watches import ServerKind
from tests.bodies import (
    JELLYFIN_SERVER,
    JELLYFIN_USER,
    PLEX_SERVER,
    as_bytes,
    jellyfin_body,
    plex_body,
)

CLIENT = "household-app"


class World:
    """One app without its HTTP server: webhooks are put into the inbox directly."""

    def __init__(self, folder: Path) -> None:
        self.folder = DataDir(folder)
        self.catalogue = Catalogue()
        self.trakt = FakeTrakt(self.catalogue)
        self.trakt.add_app(CLIENT, "app-secret")
        self.trakt.device_interval_s = 0.05
        self.offset = timedelta()
        self.changes = Changes()
        self._changed = asyncio.Event()
        self._plex_ids = itertools.count(501)
        self.sync: Sync
        self.linking: Linking
        self.plex: int
        self.jellyfin: int

    def now(self) -> datetime:
        """The app's clock: the real one, moved by what `pass_time` added."""
        return datetime.now(UTC) + self.offset

    async def start(self) -> None:
        await self.trakt.start()
        self.open()
        self.plex = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER).id
        self.jellyfin = servers.add(ServerKind.JELLYFIN, "Cellar", JELLYFIN_SERVER).id
        await self.run()

    def open(self) -> None:
        open_store(self.folder, self.changes)
        settings.put_app_credentials("trakt", CLIENT, "app-secret")

    async def run(self) -> None:
        self._calls = Calls(connect_s=1, read_s=1)
        trakt = Trakt(
            self._calls,
            self.trakt.api_url,
            self.trakt.auth_url,
            lambda: AppCredentials(*(settings.app_credentials("trakt") or ("", ""))),
        )
        destinations = {"trakt": trakt, "tvtime": TvTime(self._calls)}
        self.sync = Sync(destinations, self.changes, self.now)
        self.linking = Linking(
            destinations,
            lambda name: AppCredentials(*(settings.app_credentials(name) or ("", ""))),
            "http://127.0.0.1:9",
            self.now,
        )
        self.stop_listening = self.changes.listen(lambda _: self._changed.set())
        await self.sync.start()
        await self.linking.start()

    async def halt(self) -> None:
        """End the app's work but keep the store open."""
        await self.linking.stop()
        await self.sync.stop()
        self.stop_listening()
        self._calls.close()

    async def stop(self) -> None:
        await self.halt()
        close_store()
        await self.trakt.stop()

    def pass_time(self, span: timedelta) -> None:
        """Let the app's clock jump forward, and whoever waits look at it."""
        self.offset += span
        self.sync.wake()

    # -- the household

    def member(self, name: str, **changes: Any) -> tuple[Member, int]:
        """Return a new member and the id of their Plex account."""
        member = household.add_member(name)
        if changes:
            member = household.change_member(member.id, changes)
        account_id = next(self._plex_ids)
        household.give_viewer(member.id, self.plex, str(account_id), name)
        return member, account_id

    def link(self, member: Member, **changes: Any) -> Account:
        """Link the member to a Trakt user of the same name, as a finished sign-in would."""
        name = member.name.lower()
        user = self.trakt.users.get(name) or self.trakt.add_user(name)
        body = self.trakt.sign_in(user, CLIENT)
        issued_at = datetime.fromtimestamp(body["created_at"], UTC)
        granted = Tokens(
            body["access_token"],
            body["refresh_token"],
            issued_at,
            issued_at + timedelta(seconds=body["expires_in"]),
            CLIENT,
            "urn:ietf:wg:oauth:2.0:oob",
        )
        account = accounts.open_for(member.id, "trakt", rewatches=True)
        account = accounts.link(account.id, user.uuid, user.username, granted)
        return accounts.change(account.id, changes) if changes else account

    # -- what media servers send

    def plex_sends(
        self, event: str, account_id: int, at: datetime | None = None, **changes: Any
    ) -> int:
        body = plex_body(event, account_id=account_id, avatar=f"avatar{account_id}", **changes)
        return inbox.save(ServerKind.PLEX, self.plex, as_bytes(body), at or self.now())

    def jellyfin_sends(self, kind: str, at: datetime, **changes: Any) -> int:
        body = jellyfin_body(kind, at=at.isoformat().replace("+00:00", "Z"), **changes)
        return inbox.save(ServerKind.JELLYFIN, self.jellyfin, as_bytes(body), self.now())

    def jellyfin_viewer(self, member: Member, user_id: str = JELLYFIN_USER) -> None:
        household.give_viewer(member.id, self.jellyfin, user_id, member.name)

    # -- waiting

    async def until(self, true: Callable[[], bool], within_s: float = 15.0) -> None:
        """Wait for a condition, looking again after each change of the store."""
        async with asyncio.timeout(within_s):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    async def read(self, *entry_ids: int) -> None:
        """Wait until these inbox entries were worked on."""

        def worked_on() -> bool:
            entries = [inbox.get(entry_id) for entry_id in entry_ids]
            return all(entry is None or entry.state != "unread" for entry in entries)

        await self.until(worked_on)

    async def delivered(self, count: int = 1, within_s: float = 15.0) -> list[LoggedWatch]:
        """Wait until so many deliveries arrived; return the watches, oldest first."""

        def arrived() -> bool:
            good = (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
            return sum(state in good for state in self.states()) >= count

        await self.until(arrived, within_s)
        return self.watches()

    def watches(self) -> list[LoggedWatch]:
        return list(reversed(log.watches(LogFilter(), limit=500)))

    def states(self) -> list[DeliveryState]:
        return [delivery.state for watch in self.watches() for delivery in watch.deliveries]


@asynccontextmanager
async def a_world(folder: Path) -> AsyncIterator[World]:
    world = World(folder)
    await world.start()
    try:
        yield world
    finally:
        await world.stop()
