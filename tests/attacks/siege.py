"""The real program, killed again and again while webhooks come in and deliveries go out."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pprint import pformat
from typing import Any

import aiohttp

from scroblarr_desktop.demo.catalogue import Thing
from scroblarr_desktop.watches import ServerKind
from tests.attacks.clocks import HOUR
from tests.attacks.invariants import Count, Evidence, judged
from tests.attacks.local_app import LocalApp, post
from tests.attacks.program import Program, free_port
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.truth import Library, Person, Watched, jellyfin_says, plex_says
from tests.bodies import JELLYFIN_SERVER, PLEX_SERVER
from tests.running import api_key

NAMES = ("Anna", "Ben", "Cleo")
FINISHED_WITHIN_S = 300.0
LONGEST_LIFE_S = 2.0
"""After a start the first write takes its turn after a second and a tenth."""

MOMENTS = ("start", "any time", "any time", "write", "write", "write", "find", "renew", "renew")

FAULTS: list[dict[str, Any]] = [
    {"drop": "before"},
    {"drop": "after"},
    {"delay_s": 0.3},
    {"status": 500, "mode": "after"},
    {"status": 502},
    {"status": 504, "mode": "after"},
    {"status": 429, "headers": {"Retry-After": "2"}},
]
LAST_SEEN: list[dict[str, Any]] = [
    {"delay_s": 0.1},
    {"delay_s": 0.1, "drop": "before"},
    {},
]
"""What becomes of the call during which it is killed: it lands, it does not, it was answered."""


@dataclass
class Siege:
    """One household, one data folder, one program that is not let live."""

    folder: Path
    dice: random.Random
    trackers: list[Tracker] = field(init=False)
    people: list[Person] = field(default_factory=list)
    watched: list[Watched] = field(default_factory=list)
    kills: int = 0
    kills_at: Counter[str] = field(default_factory=Counter)
    _port: int = 0
    _key: str = ""
    _hooks: dict[ServerKind, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._port = free_port()
        self.library = Library()
        self.trackers = [make(self.library.catalogue, now) for make in TRACKERS]

    async def run(self, kills: int) -> tuple[Count, list[str]]:
        """Kill it so many times; return the counts and what was promised and not kept."""
        for tracker in self.trackers:
            await tracker.fake.start()
        try:
            async with self._alive() as app:
                await self._set_up(app)
            while self.kills < kills:
                await self._live_and_die()
            for tracker in self.trackers:
                tracker.fake.faults.clear()
            async with self._alive() as app:
                await self._let_it_finish(app)
                log = await app.watches()
            count, complaints = judged(Evidence(self.people, self.watched, self.trackers, log))
            if complaints:
                self._describe(log)
            return count, complaints
        finally:
            for tracker in self.trackers:
                await tracker.fake.stop()

    def _describe(self, log: list[dict[str, Any]]) -> None:
        """Leave beside the data folder all that there is to know about what went wrong."""
        held = {
            f"{tracker.name}/{person.name}": tracker.held(person.name)
            for tracker in self.trackers
            for person in self.people
        }
        calls = {tracker.name: tracker.fake.calls for tracker in self.trackers}
        found = {"watched": self.watched, "held": held, "log": log, "calls": calls}
        self.folder.with_suffix(".found").write_text(pformat(found, width=200))

    # -- one life

    async def _live_and_die(self) -> None:
        self._make_trouble()
        program = Program(self.folder, self._port, self.trackers)
        await program.spawn()
        living = asyncio.ensure_future(self._live(program))
        try:
            where = await self._until(self.dice.choice(MOMENTS), program)
            self.kills_at[where] += 1
        finally:
            self.kills += 1
            await program.kill()
            for tracker in self.trackers:
                tracker.power_cuts.append(now())
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)

    async def _live(self, program: Program) -> None:
        await program.listens()
        watching = asyncio.ensure_future(self._watch_television())
        try:
            with contextlib.suppress(OSError, aiohttp.ClientError, AssertionError):
                await LocalApp(program.url, self._key).press_every_button()
            await watching
        finally:
            watching.cancel()

    async def _until(self, wanted: str, program: Program) -> str:
        """Return at the moment at which it is to be killed; return which that is."""
        if wanted == "start":
            await asyncio.sleep(self.dice.uniform(0.05, 1.0))
            return wanted
        await program.listens()
        if wanted == "any time":
            await asyncio.sleep(self.dice.uniform(0, LONGEST_LIFE_S))
            return wanted
        tracker = self.dice.choice(self.trackers)
        line, fault = getattr(tracker, wanted), self.dice.choice(LAST_SEEN)
        if wanted == "renew":
            tracker.expire(self.dice.choice(self.people).name)
        if fault:
            tracker.fake.faults.add(line, **fault)
        before = len(tracker.fake.calls_to(line))
        try:
            await tracker.fake.called(line, times=before + 1, within_s=LONGEST_LIFE_S)
        except TimeoutError:
            return "any time"
        await asyncio.sleep(self.dice.uniform(0, 0.02))
        return wanted

    def _make_trouble(self) -> None:
        for tracker in self.trackers:
            tracker.fake.faults.clear()
            if self.dice.random() < 0.4:
                line = self.dice.choice([tracker.write, tracker.write, "*"])
                tracker.fake.faults.add(line, **self.dice.choice(FAULTS))

    async def _watch_television(self) -> None:
        """Let people finish things until the end of the world, a few in each life."""
        for soon in (0.05, 0.05, 0.3, 1.0, 1.0, 1.0, 1.0, 1.0):
            await asyncio.sleep(self.dice.uniform(0, 2 * soon))
            person = self.dice.choice(self.people)
            things: list[Thing] = [*self.library.films[:6], *self.library.episodes[:12]]
            thing = self.dice.choice(things)
            ago = self.dice.choice([timedelta(), self.dice.randint(1, 300) * HOUR])
            await self._finishes(person, thing, ago)

    async def _finishes(self, who: Person, thing: Thing, ago: timedelta) -> None:
        at = now() - ago
        theirs = [one for one in self.watched if (one.who, one.thing) == (who.name, thing)]
        if any(abs(one.at - at) < 4 * HOUR for one in theirs):
            return
        watched = Watched(who.name, thing, at, at)
        self.watched.append(watched)
        item = self.library.item(thing)
        if ago:
            hook, body = self._hooks[ServerKind.JELLYFIN], jellyfin_says(item, who, at)
        else:
            hook, body = self._hooks[ServerKind.PLEX], plex_says(item, who)
        lives = self.kills
        try:
            answered = await post(hook, *body) == 200
            watched.certain = answered and lives == self.kills
        finally:
            watched.late_by = timedelta() if ago else now() - at

    # -- before and after

    async def _set_up(self, app: LocalApp) -> None:
        servers = {}
        for kind, uuid in ((ServerKind.PLEX, PLEX_SERVER), (ServerKind.JELLYFIN, JELLYFIN_SERVER)):
            server = {"kind": kind, "name": kind.title(), "server_id": uuid}
            made = await app.call("POST", "/servers", server)
            servers[kind], self._hooks[kind] = made["id"], made["webhook_url"]
        for number, name in enumerate(NAMES):
            person = Person(name.lower(), number)
            person.member_id = (await app.call("POST", "/members", {"name": name}))["id"]
            for kind, account in (
                (ServerKind.PLEX, str(person.plex_account)),
                (ServerKind.JELLYFIN, person.jellyfin_user),
            ):
                viewer = {"server_id": servers[kind], "account_id": account, "name": person.name}
                await app.call("POST", f"/members/{person.member_id}/viewers", viewer)
            for tracker in self.trackers:
                await self._link(app, person, tracker)
            self.people.append(person)

    async def _link(self, app: LocalApp, person: Person, tracker: Tracker) -> None:
        account_id = await tracker.link(app, person.member_id, person.name)
        person.accounts[tracker.name] = account_id

    async def _let_it_finish(self, app: LocalApp) -> None:
        async def done() -> bool:
            for person in self.people:
                for tracker in self.trackers:
                    path = f"/accounts/{person.accounts[tracker.name]}"
                    if (await app.call("GET", path))["state"] not in ("linked", "paused"):
                        await self._link(app, person, tracker)
            await app.press_every_button()
            return not await app.open_deliveries()

        await _eventually(done, FINISHED_WITHIN_S)

    @contextlib.asynccontextmanager
    async def _alive(self) -> AsyncIterator[LocalApp]:
        """Run the program, and end it in good order."""
        program = Program(self.folder, self._port, self.trackers)
        await program.spawn()
        try:
            await program.listens()
            self._key = self._key or await api_key(self.folder, program.environment)
            yield LocalApp(program.url, self._key)
        finally:
            await program.end()


async def _eventually(true: Callable[[], Awaitable[bool]], within_s: float) -> None:
    until = time.monotonic() + within_s
    while not await true() and time.monotonic() < until:
        await asyncio.sleep(0.2)


def now() -> datetime:
    return datetime.now(UTC)


async def besiege(
    folder: Path, *, kills: int, side_by_side: int, seed: int
) -> tuple[Count, list[str], Counter[str]]:
    """Run several sieges at once; return their counts, complaints, and where it was killed."""
    sieges = [
        Siege(folder / str(number), random.Random(f"{seed}/{number}"))
        for number in range(side_by_side)
    ]
    share = -(-kills // side_by_side)
    results = await asyncio.gather(*(siege.run(share) for siege in sieges))
    count, complaints, kills_at = Count(), [], Counter[str]()
    for siege, (one, more) in zip(sieges, results, strict=True):
        count += one
        complaints += more
        kills_at += siege.kills_at
    return count, complaints, kills_at


def told(kills_at: Counter[str]) -> dict[str, int]:
    """Return how often it was killed, and when."""
    return {
        "kills": kills_at.total(),
        "during a start": kills_at["start"],
        "during a write": kills_at["write"],
        "during a look-up": kills_at["find"],
        "during a renewal": kills_at["renew"],
        "at any time": kills_at["any time"],
    }
