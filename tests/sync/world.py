"""A household with real clients against strict fakes, and ways to wait for what it does."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.world import TvTimeUser
from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Pace
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
from scroblarr_desktop.store.records import (
    Account,
    Attempt,
    DeliveryState,
    LogFilter,
    LoggedDelivery,
    LoggedWatch,
    Member,
)
from scroblarr_desktop.sync import Sync
from scroblarr_desktop.sync.libraries import LibraryOf
from scroblarr_desktop.watches import ServerKind
from tests.bodies import (
    JELLYFIN_SERVER,
    JELLYFIN_USER,
    PLEX_SERVER,
    as_bytes,
    jellyfin_body,
    jellyfin_hand_mark,
    jellyfin_stop,
    plex_body,
)

CLIENT = "household-app"
TRAKT_SECRET = "app-secret"
ARRIVED = (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
EPISODE_IDS = {"imdb": "tt9000205", "tmdb": 3300205, "tvdb": 8800205}


class World:
    """One app without its HTTP server: webhooks are put into the inbox directly.

    Writes keep no pace, on either side, unless `real_pace` says so.
    """

    def __init__(self, folder: Path, *, real_pace: bool = False) -> None:
        self.folder = DataDir(folder)
        self.offset = timedelta()
        self.catalogue = Catalogue()
        self.trakt = FakeTrakt(self.catalogue, self.now)
        self.trakt.add_app(CLIENT, TRAKT_SECRET)
        self.trakt.device_interval_s = 0.05
        self.tvtime = FakeTvTime(self.catalogue, self.now)
        self.simkl = FakeSimkl(self.catalogue, self.now)
        self.simkl.add_app(CLIENT)
        self.simkl.pin_interval_s = 0
        self._pace: Callable[[float], Pace] = Pace if real_pace else lambda gap_s: Pace(0)
        if not real_pace:
            self.trakt.write_gap_s = 0
            self.simkl.write_gap_s = 0
        self._simkl_gap_s = 1.1 if real_pace else 0.0
        self.library_of: LibraryOf | None = None
        self.changes = Changes()
        self._changed = asyncio.Event()
        self._plex_ids = itertools.count(501)
        self.sync: Sync
        self.linking: Linking
        self.plex: int
        self.jellyfin: int

    def now(self) -> datetime:
        """The app's clock, and the services': the real one, moved by what `pass_time` added."""
        return datetime.now(UTC) + self.offset

    async def start(self) -> None:
        await self.trakt.start()
        await self.tvtime.start()
        await self.simkl.start()
        open_store(self.folder, self.changes)
        settings.put_app_credentials("trakt", CLIENT, TRAKT_SECRET)
        settings.put_app_credentials("simkl", CLIENT, None)
        self.plex = servers.add(ServerKind.PLEX, "Attic", PLEX_SERVER).id
        self.jellyfin = servers.add(ServerKind.JELLYFIN, "Cellar", JELLYFIN_SERVER).id
        await self.run()

    async def run(self) -> None:
        self._calls = Calls(connect_s=1, read_s=2)
        trakt = Trakt(
            self._calls,
            self.trakt.api_url,
            self.trakt.auth_url,
            lambda: app_of("trakt"),
            clock=self.now,
        )
        simkl = Simkl(
            self._calls,
            self.simkl.url,
            lambda: app_of("simkl"),
            clock=self.now,
            post_gap_s=self._simkl_gap_s,
        )
        self.destinations: dict[str, Destination] = {
            "trakt": trakt,
            "simkl": simkl,
            "tvtime": TvTime(self._calls, clock=self.now),
        }
        self.sync = Sync(
            self.destinations, self.changes, self.now, self._pace, library_of=self.library_of
        )
        self.linking = Linking(self.destinations, app_of, self.tvtime.url, self.now)
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
        await self.tvtime.stop()
        await self.simkl.stop()

    async def restart(self) -> None:
        """End the app in good order and start it again."""
        await self.halt()
        close_store()
        open_store(self.folder, self.changes)
        await self.run()

    async def kill(self, *, first_again: Callable[[], None] = lambda: None) -> None:
        """End the app as a power cut would, then start it again with what the file holds now."""
        image = self.folder.root.parent / "image.sqlite3"
        with (
            closing(sqlite3.connect(self.folder.database)) as source,
            closing(sqlite3.connect(image)) as copy,
        ):
            source.backup(copy)
        self._calls.close()
        await self.halt()
        close_store()
        image.replace(self.folder.database)
        open_store(self.folder, self.changes)
        first_again()
        await self.run()

    def pass_time(self, span: timedelta) -> None:
        """Let the clock jump forward, and whoever waits look at it.

        More than a minute and a half at once is what the app sees after the computer slept.
        """
        self.offset += span
        self.sync.wake()

    async def stay_awake(self, span: timedelta, step: timedelta = timedelta(minutes=1)) -> None:
        """Let that much time pass in steps that are no sleep, everybody working in between."""
        while span > timedelta():
            self.pass_time(min(span, step))
            span -= step
            for _ in range(5):
                await asyncio.sleep(0)
            await self.until(lambda: not self.sync.sending)

    async def stay_awake_until(self, true: Callable[[], bool], step: timedelta) -> None:
        """Let time pass in such steps until something has come of it."""
        async with asyncio.timeout(10):
            while not true():
                await self.stay_awake(step, step)

    # -- what there is to watch: the titles that the test bodies tell of

    def film(self) -> Movie:
        return self.catalogue.add_movie(
            "The Lantern Year", 2019, imdb="tt9000001", tmdb=990001, tvdb=77001, run_time_min=110
        )

    def show(self, episodes: int = 12) -> Show:
        """Add the show with its second season; episode 5 has the ids of the test bodies."""
        show = self.catalogue.add_show("Harbour Street", 2020, seasons={})
        for number in range(1, episodes + 1):
            ids: dict[str, Any] = EPISODE_IDS if number == 5 else {}
            first_aired = datetime(2021, 4, 11, tzinfo=UTC) + timedelta(weeks=number)
            self.catalogue.add_episode(show, 2, number, first_aired=first_aired, **ids)
        return show

    # -- the household

    def member(self, name: str, **changes: Any) -> tuple[Member, int]:
        """Return a new member and the id of their Plex account."""
        member = household.add_member(name)
        if changes:
            member = household.change_member(member.id, changes)
        account_id = next(self._plex_ids)
        household.give_viewer(member.id, self.plex, str(account_id), name)
        return member, account_id

    def user(self, name: str) -> FakeUser:
        """Return somebody at Trakt."""
        return self.trakt.users.get(name) or self.trakt.add_user(name)

    def link(self, member: Member, **changes: Any) -> Account:
        """Link the member to a Trakt user of the same name, as a finished sign-in would."""
        user = self.user(member.name.lower())
        account = accounts.open_for(member.id, "trakt", rewatches=True)
        account = accounts.link(account.id, user.uuid, user.username, self.granted(user))
        return accounts.change(account.id, changes) if changes else account

    def granted(self, user: FakeUser, client_id: str = CLIENT) -> Tokens:
        body = self.trakt.sign_in(user, client_id)
        issued_at = datetime.fromtimestamp(body["created_at"], UTC)
        return Tokens(
            body["access_token"],
            body["refresh_token"],
            issued_at,
            issued_at + timedelta(seconds=body["expires_in"]),
            client_id,
            "urn:ietf:wg:oauth:2.0:oob",
        )

    def link_simkl(self, member: Member, **changes: Any) -> tuple[Account, SimklUser]:
        """Link the member to a Simkl user of the same name, as a finished sign-in would."""
        name = member.name.lower()
        user = self.simkl.users.get(name) or self.simkl.add_user(name)
        account = accounts.open_for(member.id, "simkl", rewatches=False)
        granted = Tokens(self.simkl.sign_in(user, CLIENT), client_id=CLIENT)
        account = accounts.link(account.id, str(user.number), user.username, granted)
        if changes:
            account = accounts.change(account.id, changes)
        return account, user

    async def link_tvtime(self, member: Member, **changes: Any) -> tuple[Account, TvTimeUser]:
        """Sign the member in at a TV Time server under the same name."""
        name = member.name.lower()
        user = self.tvtime.users.get(name) or self.tvtime.add_user(name)
        account = await self.linking.sign_in_tvtime(member.id, None, name, user.password)
        if changes:
            account = accounts.change(account.id, changes)
        return account, user

    # -- what media servers send

    def plex_sends(
        self, event: str, account_id: int, at: datetime | None = None, **changes: Any
    ) -> int:
        changes = {"avatar": f"avatar{account_id}", **changes}
        body = plex_body(event, account_id=account_id, **changes)
        return inbox.save(ServerKind.PLEX, self.plex, as_bytes(body), at or self.now())

    def finishes(self, account_id: int, at: datetime | None = None, **changes: Any) -> int:
        """Let somebody finish the film on Plex."""
        return self.plex_sends("media.scrobble", account_id, at, kind="movie", **changes)

    def finishes_episode(
        self, account_id: int, number: int = 5, at: datetime | None = None, **changes: Any
    ) -> int:
        return self.plex_sends("media.scrobble", account_id, at, **episode(number), **changes)

    def jellyfin_sends(self, body: dict[str, Any], received_at: datetime | None = None) -> int:
        return inbox.save(
            ServerKind.JELLYFIN, self.jellyfin, as_bytes(body), received_at or self.now()
        )

    def jellyfin_stops(self, at: datetime | None = None, **changes: Any) -> int:
        at = at or self.now()
        return self.jellyfin_sends(jellyfin_stop(at=stamp(at), **changes), at)

    def jellyfin_starts(self, at: datetime | None = None, **changes: Any) -> int:
        at = at or self.now()
        return self.jellyfin_sends(jellyfin_body("PlaybackStart", at=stamp(at), **changes), at)

    def marks(self, at: datetime | None = None, **changes: Any) -> int:
        """Let somebody mark something as watched by hand on Jellyfin."""
        at = at or self.now()
        return self.jellyfin_sends(jellyfin_hand_mark(at=stamp(at), **changes), at)

    def marks_episode(self, number: int, at: datetime | None = None, **changes: Any) -> int:
        ids = {} if number == 5 else dict.fromkeys(map("Provider_{}".format, EPISODE_IDS), "")
        return self.marks(
            at,
            EpisodeNumber=number,
            EpisodeNumber00=f"{number:02}",
            EpisodeNumber000=f"{number:03}",
            **ids,
            **changes,
        )

    def jellyfin_viewer(self, member: Member, user_id: str = JELLYFIN_USER) -> None:
        household.give_viewer(member.id, self.jellyfin, user_id, member.name)

    # -- waiting

    async def pause(self) -> None:
        """Let everybody else, services included, work for a moment."""
        await asyncio.sleep(0.01)

    async def until(self, true: Callable[[], bool], within_s: float = 10.0) -> None:
        """Wait for a condition, looking again after each change of the store."""
        async with asyncio.timeout(within_s):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    async def eventually(self, true: Callable[[], bool], within_s: float = 10.0) -> None:
        """Wait for what nobody is told about."""
        async with asyncio.timeout(within_s):
            while not true():
                await self.pause()

    async def read(self, *entry_ids: int) -> None:
        """Wait until these inbox entries were worked on."""

        def worked_on() -> bool:
            entries = [inbox.get(entry_id) for entry_id in entry_ids]
            return all(entry is None or entry.state != "unread" for entry in entries)

        await self.until(worked_on)

    async def delivered(self, count: int = 1, within_s: float = 10.0) -> list[LoggedWatch]:
        """Wait until so many deliveries arrived; return the watches, oldest first."""
        await self.until(lambda: sum(s in ARRIVED for s in self.states()) >= count, within_s)
        return self.watches()

    async def tried(self, times: int = 1) -> LoggedDelivery:
        """Wait until the only delivery was tried so often and rests; return it."""
        await self.until(lambda: self._rests_after(times))
        return self.delivery()

    def _rests_after(self, times: int) -> bool:
        tries = self.attempts()
        return len(tries) >= times and all(one.finished_at is not None for one in tries)

    # -- looking

    def watches(self) -> list[LoggedWatch]:
        return list(reversed(log.watches(LogFilter(), limit=500)))

    def states(self) -> list[DeliveryState]:
        return [delivery.state for watch in self.watches() for delivery in watch.deliveries]

    def delivery(self) -> LoggedDelivery:
        """Return the only delivery there is."""
        [delivery] = [one for watch in self.watches() for one in watch.deliveries]
        return delivery

    def attempts(self) -> list[Attempt]:
        """Return every try of every delivery."""
        return [
            one
            for watch in self.watches()
            for tries in log.attempts(watch.id).values()
            for one in tries
        ]


def app_of(destination: str) -> AppCredentials | None:
    entered = settings.app_credentials(destination)
    return AppCredentials(*entered) if entered else None


def stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def episode(number: int) -> dict[str, Any]:
    """Return what a Plex body says about that episode of the show."""
    if number == 5:
        return {}
    guid = f"plex://episode/61f0a2b3c4d5e6f7081920{number:02}"
    return {"index": number, "guid": guid, "Guid": [], "title": f"Chapter 2.{number}"}


@asynccontextmanager
async def a_world(folder: Path, *, real_pace: bool = False) -> AsyncIterator[World]:
    world = World(folder, real_pace=real_pace)
    await world.start()
    try:
        yield world
    finally:
        await world.stop()
