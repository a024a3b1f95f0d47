"""A household with its app and its trackers, and everything that may happen to them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop import engine as engine_module
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.catalogue import Thing
from scroblarr_desktop.store import accounts, household, servers, settings, writing
from scroblarr_desktop.watches import ServerKind
from tests.attacks import tally
from tests.attacks.app_in_process import AppInProcess
from tests.attacks.clocks import SECOND, Clocks
from tests.attacks.invariants import Count, Evidence, judged
from tests.attacks.local_app import post
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.trackers.tracker import CLIENT, SECRET
from tests.attacks.truth import Library, Person, Watched, jellyfin_says, plex_says
from tests.bodies import JELLYFIN_SERVER, PLEX_SERVER

FASTER = 200.0
"""How many times as fast as in life the app and the trackers pace writes here."""

DUE = (
    "SELECT next_try_at FROM deliveries WHERE state IN ('waiting', 'sending', 'unmatched')"
    " AND next_try_at IS NOT NULL AND hold_id IS NULL",
    "SELECT probe_at FROM accounts WHERE probe_at IS NOT NULL AND state != 'unlinked'",
)
"""When something is to be tried again. For waiting only: nothing is judged by it."""

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class World(AppInProcess):
    """One household, its app and its trackers."""

    def __init__(self, folder: Path, trackers: Sequence[type[Tracker]] = TRACKERS) -> None:
        self.library = Library()
        clocks = Clocks()
        made = [make(self.library.catalogue, clocks.true) for make in trackers]
        super().__init__(folder, made, clocks)
        self.people: list[Person] = []
        self.watched: list[Watched] = []
        self.bugs: list[str] = []
        self.kind = tally.HERE
        """As what the attack on it is counted."""
        self._hooks: dict[ServerKind, str] = {}

    @property
    def tracker(self) -> Tracker:
        """The only tracker, for tests that have one."""
        [tracker] = self.trackers
        return tracker

    def named(self, name: str) -> Tracker:
        return next(tracker for tracker in self.trackers if tracker.name == name)

    async def start(self) -> None:
        for tracker in self.trackers:
            await tracker.fake.start()
        await self.run()
        settings.put_app_credentials("trakt", CLIENT, SECRET)
        for kind, name, uuid in (
            (ServerKind.PLEX, "Attic", PLEX_SERVER),
            (ServerKind.JELLYFIN, "Cellar", JELLYFIN_SERVER),
        ):
            server = servers.add(kind, name, uuid)
            self._hooks[kind] = self.engine.webhook_address(kind, server.id)

    async def stop(self) -> None:
        await self.engine.stop()
        for tracker in self.trackers:
            await tracker.fake.stop()

    # -- the household

    async def member(self, name: str) -> Person:
        """Return a new member, linked at every tracker, with a viewer on both servers."""
        person = Person(name.lower(), len(self.people))
        with writing(Changed.HOUSEHOLD):
            person.member_id = household.add_member(name).id
            for server in servers.all_servers():
                is_plex = server.kind is ServerKind.PLEX
                account = str(person.plex_account) if is_plex else person.jellyfin_user
                household.give_viewer(person.member_id, server.id, account, person.name)
            for tracker in self.trackers:
                self._link_at_once(person, tracker)
        self.people.append(person)
        return person

    def _link_at_once(self, person: Person, tracker: Tracker) -> None:
        user_id, granted = tracker.granted(person.name)
        account = accounts.open_for(person.member_id, tracker.name, rewatches=True)
        accounts.link(account.id, user_id, person.name, granted)
        person.accounts[tracker.name] = account.id

    async def link(self, person: Person, tracker: Tracker) -> None:
        """Sign the member in, for the first time or anew."""
        account_id = await tracker.link(self.app, person.member_id, person.name)
        person.accounts[tracker.name] = account_id

    async def try_to_link(self, person: Person, tracker: Tracker) -> None:
        """Sign in, which may come to nothing while the tracker is in trouble."""
        with contextlib.suppress(AssertionError, TimeoutError):
            async with asyncio.timeout(1):
                await self.link(person, tracker)

    async def begin_to_link(self, person: Person) -> None:
        """Ask for a code and do nothing with it; a password that is wrong comes to the same."""
        sign_in = {"destination": self.tracker.name}
        if self.tracker.knows_password:
            sign_in |= {"username": person.name, "password": "?"}
        with contextlib.suppress(AssertionError):
            await self.app.call("POST", f"/members/{person.member_id}/accounts", sign_in)

    async def sign_in_as(self, person: Person, name: str) -> str:
        """Let the member sign in as that user; return what becomes of the account."""
        with contextlib.suppress(AssertionError):
            await self.tracker.link(self.app, person.member_id, name)
        return str((await self.account(person))["state"])

    async def account(self, person: Person, tracker: Tracker | None = None) -> dict[str, Any]:
        name = (tracker or self.tracker).name
        found: dict[str, Any] = await self.app.call("GET", f"/accounts/{person.accounts[name]}")
        return found

    # -- watching

    async def finishes(
        self, who: Person, thing: Thing, ago: timedelta | None = None, *, times: int = 1
    ) -> Watched:
        """Let somebody finish something: just now on Plex, or then on Jellyfin.

        `times`: the media server says it so often. It is `certain` once one of them was accepted.
        """
        at = self.clocks.true() - (ago or timedelta())
        recorded_at = self.clocks.app() if ago is None else min(at, self.clocks.app())
        watched = Watched(who.name, thing, at, recorded_at)
        self.watched.append(watched)
        began = time.monotonic()
        for _ in range(times):
            watched.certain |= await self.tell(watched, who, on_jellyfin=ago is not None)
        if ago is None:
            watched.late_by = timedelta(seconds=time.monotonic() - began)
        return watched

    async def plays(self, who: Person, thing: Thing) -> None:
        """Let somebody begin to watch something, which is no watch."""
        body = plex_says(self.library.item(thing), who, event="media.play")
        await post(self._hooks[ServerKind.PLEX], *body)

    async def tell(self, watched: Watched, who: Person, *, on_jellyfin: bool) -> bool:
        """Return whether the app accepted the webhook, and was not killed meanwhile."""
        item = self.library.item(watched.thing)
        body = jellyfin_says(item, who, watched.at) if on_jellyfin else plex_says(item, who)
        hook = self._hooks[ServerKind.JELLYFIN if on_jellyfin else ServerKind.PLEX]
        life = self.lives
        return await post(hook, *body) == 200 and life == self.lives

    # -- the end

    async def settle(self) -> None:
        """Let every trouble end, and wait for all deliveries."""
        await self.calm()
        for tracker in self.trackers:
            tracker.fake.faults.clear()
            tracker.fake.outage(False)
            await tracker.fake.start()
        await self.rest()

    async def rest(self, most: int = 60) -> None:
        """Wait until all is delivered and well, signing in anew where that is asked for."""
        for _ in range(most):
            await self.calm()
            await self._sign_in_again()
            waits = self._waits()
            if not waits:
                return
            await self.pass_time(min((one for one in waits if one > SECOND), default=SECOND))

    async def _sign_in_again(self) -> None:
        for person in self.people:
            for tracker in self.trackers:
                if (await self.account(person, tracker))["state"] not in ("linked", "paused"):
                    await self.link(person, tracker)  # a sign-in that nobody ended counts, too

    def _waits(self) -> list[timedelta]:
        """Return in what time the app does something of itself again, nothing where all is done."""
        with closing(sqlite3.connect(self.folder.database)) as reader:
            found = [row[0] for query in DUE for row in reader.execute(query)]
        return [EPOCH + at * MICROSECOND - self.clocks.app() + SECOND for at in found]

    async def retry_rejected(self) -> None:
        """Press the button of whatever was not accepted."""
        for row in (await self.app.call("GET", "/watches?state=rejected&limit=500"))["items"]:
            for one in row["deliveries"]:
                if one["state"] == "rejected":
                    await self.app.call("POST", f"/deliveries/{one['id']}/retry")

    async def judged(self) -> tuple[Count, list[str]]:
        log = await self.app.watches()
        return judged(Evidence(self.people, self.watched, self.trackers, log))

    def note_bug(self, record: logging.LogRecord) -> bool:
        """Keep what the app says that nobody foresaw."""
        if record.levelno >= logging.ERROR:
            self.bugs.append(f"bug: {record.getMessage()} {record.exc_info}")
        return True

    async def verdict(self) -> list[str]:
        """Return what was promised and not kept, once everything came to rest."""
        await self.settle()
        count, complaints = await self.judged()
        tally.note(self.kind, self, count.figures())
        return self.bugs + complaints


@asynccontextmanager
async def a_world(
    folder: Path,
    trackers: Sequence[type[Tracker]] = TRACKERS,
    *,
    faster: float = FASTER,
) -> AsyncIterator[World]:
    """Make a world in which writes are paced so many times as fast; it ends with the block."""
    world = World(folder, trackers)
    ear = logging.Handler(logging.ERROR)
    ear.addFilter(world.note_bug)
    ear.emit = lambda record: None  # type: ignore[method-assign]
    logging.getLogger("scroblarr_desktop").addHandler(ear)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "Calls", world.make_calls)
        for tracker in world.trackers:
            traits = tracker.client.traits
            paced = replace(traits, write_gap_s=traits.write_gap_s / faster)
            patch.setattr(tracker.client, "traits", paced)
            tracker.speed_up(faster)
        await world.start()
        try:
            yield world
        finally:
            await world.stop()
            logging.getLogger("scroblarr_desktop").removeHandler(ear)
