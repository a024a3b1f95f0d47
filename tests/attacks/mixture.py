"""Steps of an attack that goes on at random: what a household does, and what happens to it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from hypothesis import HealthCheck
from hypothesis import strategies as st

from scroblarr_desktop.demo.catalogue import Thing
from tests.attacks import tally
from tests.attacks.app_in_process import READ_S
from tests.attacks.clocks import DAY, HOUR, MINUTE, SECOND
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.world import World, a_world

LATE: list[dict[str, Any]] = [{"delay_s": READ_S / 5}, {"delay_s": READ_S * 1.25}]
FAULTS: list[dict[str, Any]] = [
    {"drop": "before"},
    {"drop": "after"},
    *LATE,
    *({"status": status} for status in (500, 502, 503, 504, 520)),
    *({"status": status, "mode": "after"} for status in (500, 502, 504, 520)),
    {"status": 503, "headers": {"Retry-After": "120"}},
    {"status": 429},
    {"status": 429, "headers": {"Retry-After": "45"}},
    {"status": 401},
    {"status": 403, "body": "<html></html>", "content_type": "text/html"},
    {"status": 403, "body": {"error": "invalid_api_key"}},
    *({"status": status} for status in (420, 422, 423, 426)),
    {"status": 200, "body": '{"id": 31, "act'},
    {"status": 200, "body": '{"id": 31, "act', "mode": "after"},
]
LINES = ("write", "find", "renew", "any")
SPANS = (SECOND, 11 * SECOND, 40 * SECOND, 3 * MINUTE, 40 * MINUTE, 7 * HOUR, DAY)


class Step(Protocol):
    async def take(self, world: World) -> None: ...


@dataclass(frozen=True)
class Watch:
    """Somebody finishes something. The media server says so once or twice."""

    who: int
    what: int
    hours_ago: int | None
    times: int

    async def take(self, world: World) -> None:
        person = world.people[self.who]
        thing = thing_of(world, self.what)
        ago = None if self.hours_ago is None else self.hours_ago * HOUR
        at = world.clocks.true() - (ago or timedelta())
        near = [one for one in world.watched if (one.who, one.thing) == (person.name, thing)]
        if all(abs(one.at - at) > 3 * HOUR for one in near):
            await world.finishes(person, thing, ago, times=self.times)


@dataclass(frozen=True)
class Trouble:
    """Something goes wrong with one of the next calls to a tracker."""

    tracker: int
    line: str
    fault: dict[str, Any] = field(hash=False)
    times: int
    skip: int

    async def take(self, world: World) -> None:
        tracker = tracker_of(world, self.tracker)
        line = "*" if self.line == "any" else getattr(tracker, self.line)
        if self.fault in LATE:
            world.wait_at_most(READ_S)
        only_writes = self.fault.get("status") in (420, 422, 423, 426)
        line = tracker.write if only_writes else line
        tracker.fake.faults.add(line, times=self.times, skip=self.skip, **self.fault)


@dataclass(frozen=True)
class Down:
    """A tracker goes away: with an answer that says so, or without any. Or it comes back."""

    tracker: int
    how: str

    async def take(self, world: World) -> None:
        fake = tracker_of(world, self.tracker).fake
        await world.calm()
        if self.how == "refuses":
            await fake.stop()
        else:
            fake.outage(self.how == "says 503")
            await fake.start()


@dataclass(frozen=True)
class SignIn:
    """A sign-in runs out or ends."""

    tracker: int
    who: int
    ends: bool

    async def take(self, world: World) -> None:
        tracker = tracker_of(world, self.tracker)
        (tracker.end if self.ends else tracker.expire)(world.people[self.who].name)


@dataclass(frozen=True)
class Relink:
    """Somebody signs in again where that is asked for."""

    who: int

    async def take(self, world: World) -> None:
        person = world.people[self.who]
        await world.calm()
        for tracker in world.trackers:
            if (await world.account(person, tracker))["state"] == "needs_relink":
                await world.try_to_link(person, tracker)


@dataclass(frozen=True)
class Wait:
    """Time passes; the app is awake, or the computer sleeps, in the middle of things or not."""

    span: timedelta
    asleep: bool
    at_once: bool

    async def take(self, world: World) -> None:
        if self.at_once:
            world.fall_asleep(min(self.span, 3 * MINUTE))
        else:
            await world.pass_time(self.span, asleep=self.asleep)


@dataclass(frozen=True)
class End:
    """The app ends, as it should or as in a power cut, and starts again."""

    orderly: bool

    async def take(self, world: World) -> None:
        await (world.restart() if self.orderly else world.cut_power())


@dataclass(frozen=True)
class Elsewhere:
    """Another program of somebody writes a play of long ago."""

    tracker: int
    who: int
    what: int
    days: int

    async def take(self, world: World) -> None:
        tracker, thing = tracker_of(world, self.tracker), thing_of(world, self.what)
        at = world.clocks.true() - self.days * DAY
        if tracker.takes_time:
            tracker.write_elsewhere(world.people[self.who].name, thing, at, live=False)


@dataclass(frozen=True)
class Locked:
    """Another program holds the database for a moment while somebody finishes something."""

    watch: Watch

    async def take(self, world: World) -> None:
        other = sqlite3.connect(world.folder.database, isolation_level=None, timeout=5)
        other.execute("BEGIN IMMEDIATE")
        try:
            world.release_soon(other)
            await self.watch.take(world)
        finally:
            await world.released()


def tracker_of(world: World, number: int) -> Tracker:
    return world.trackers[number % len(world.trackers)]


def thing_of(world: World, number: int) -> Thing:
    """Films have even numbers. There are few things, so that they are watched again."""
    things = world.library.episodes if number % 2 else world.library.films
    return things[number // 2]


async def attack(mixture: Sequence[Step]) -> list[str]:
    """Let all that happen to a household of two; return what was promised and not kept."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_world(Path(folder) / "data") as world:
            world.kind = tally.MIXED
            for name in ("Anna", "Ben"):
                await world.member(name)
            for step in mixture:
                await step.take(world)
            await world.settle()
            await world.retry_rejected()
            return await world.verdict()


numbers = st.integers(0, 1)
trackers = st.integers(0, len(TRACKERS) - 1)
watches = st.builds(
    Watch,
    numbers,
    st.integers(0, 7),
    st.none() | st.integers(1, 60),
    st.sampled_from([1, 1, 1, 2]),
)
troubles = st.builds(
    Trouble,
    trackers,
    st.sampled_from(LINES),
    st.sampled_from(FAULTS),
    st.integers(1, 3),
    st.integers(0, 2),
)
waits = st.builds(
    Wait, st.sampled_from(SPANS), st.booleans(), st.sampled_from([False, False, True])
)
rare = st.one_of(
    st.builds(Down, trackers, st.sampled_from(["says 503", "refuses", "comes back"])),
    st.builds(SignIn, trackers, numbers, st.booleans()),
    st.builds(Relink, numbers),
    st.builds(Elsewhere, trackers, numbers, st.integers(0, 7), st.integers(3, 30)),
    st.builds(Locked, watches),
    st.builds(End, st.booleans()),
)
steps = st.one_of(watches, watches, troubles, troubles, waits, rare)
mixtures = st.lists(steps, min_size=6, max_size=24)
TOO_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
