"""Trakt and Simkl side by side, among faults, outages, other programs and power cuts."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scroblarr_desktop.demo.catalogue import Thing
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.store import accounts, inbox
from scroblarr_desktop.store.records import AccountState, DeliveryState, LoggedWatch
from tests.sync.world import World, a_world

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
STEPS = 30
ENDED = (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE, DeliveryState.CANCELLED)
FAULTS: list[dict[str, Any]] = [
    {"drop": "before"},
    {"drop": "after"},
    {"status": 502},
    {"status": 500, "mode": "after"},
    {"status": 429, "headers": {"Retry-After": "5"}},
    {"status": 423},
    {"status": 400, "body": {"error": "RATE_LIMIT", "code": 400}},
    {"status": 412, "body": {"error": "client_id_failed", "code": 412}},
    {"status": 201, "body": "not JSON", "mode": "after"},
    {"status": 409, "body": {"error": "conflict", "code": 409}, "mode": "after"},
]
CALLS = ["POST /sync/history", "POST /sync/watched", "GET /sync/*", "GET /redirect", "*"]


class Attack:
    """One household that is treated badly. What happens depends on the seed alone."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.dice = random.Random(seed)
        show = world.show()
        self.things: list[Thing] = [show.episode(2, number) for number in (5, 6, 7)]
        self.things.append(world.film())
        self.foreign: dict[tuple[str, Thing], datetime] = {}
        self.people: list[tuple[str, int, SimklUser]] = []
        for name in ("Anna", "Ben"):
            member, viewer = world.member(name)
            world.link(member)
            _, user = world.link_simkl(member)
            self.people.append((name.lower(), viewer, user))
        self.watched: dict[tuple[str, Thing], list[datetime]] = {}
        self.moves = [
            *(self.watch, self.watch, self.watch, self.foreign_mark, self.break_something),
            *(self.break_something, self.outage, self.wait, self.wait, self.wait, self.cut_power),
        ]

    async def run(self) -> None:
        for _ in range(STEPS):
            await self.dice.choice(self.moves)()
        for fake in (self.world.simkl, self.world.trakt):
            fake.faults.clear()
            fake.outage(False)
        await self.world.stay_awake_until(self.is_quiet, HOUR)

    def is_quiet(self) -> bool:
        states = self.world.states()
        return all(state in ENDED for state in states) and not inbox.unread(1)

    # -- moves

    async def watch(self) -> None:
        """Somebody finishes something, just now or some days ago."""
        ago = self.dice.choice([timedelta(), timedelta(), HOUR * self.dice.randint(1, 200)])
        name, viewer, _ = self.dice.choice(self.people)
        number = self.dice.choice([5, 6, 7, None])
        at = self.world.now() - ago
        if number is None:
            entry, thing = self.world.finishes(viewer, at=at), self.things[3]
        else:
            entry = self.world.finishes_episode(viewer, number=number, at=at)
            thing = self.things[number - 5]
        self.watched.setdefault((name, thing), []).append(at)
        await self.world.read(entry)

    async def foreign_mark(self) -> None:
        """Another program marks something, perhaps what somebody just watched."""
        name, _, user = self.dice.choice(self.people)
        thing = self.dice.choice(self.things)
        at = self.world.now() - self.dice.choice([5 * SECOND, HOUR, timedelta(days=400)])
        if self.world.simkl.record_play(user, thing, at) is not None:
            self.foreign[name, thing] = at

    async def break_something(self) -> None:
        fault = self.dice.choice(FAULTS)
        self.world.simkl.faults.add(self.dice.choice(CALLS), **fault)

    async def outage(self) -> None:
        fake = self.dice.choice([self.world.simkl, self.world.trakt])
        fake.outage(self.dice.random() < 0.5)

    async def wait(self) -> None:
        for _ in range(self.dice.randint(0, 3)):
            await self.world.pause()
        await self.world.until(lambda: not self.world.sync.sending)
        self.world.pass_time(self.dice.choice([SECOND, 11 * SECOND, MINUTE, 3 * HOUR]))

    async def cut_power(self) -> None:
        await self.world.kill()

    # -- what must hold

    def check(self) -> None:
        fake = self.world.simkl
        assert (fake.dangerous_writes, fake.rewatch_writes, fake.guesses) == ([], 0, 0)
        assert fake.whole_reads == 0
        for name, _, user in self.people:
            for thing in self.things:
                self._check(name, user, thing)
        for account in accounts.all_accounts():
            assert account.state is AccountState.LINKED

    def _check(self, name: str, user: SimklUser, thing: Thing) -> None:
        times = self.watched.get((name, thing), [])
        foreign = self.foreign.get((name, thing))
        held = user.plays_of(thing)
        assert len(held) == (1 if times or foreign else 0), "lost, or of nobody"
        if foreign is not None:
            times = [*times, foreign]
        if held:
            assert any(abs(held[0].watched_at - at) <= SECOND for at in times), "of another time"
        for watch in self._rows(name, thing):
            assert all(one.state in ENDED for one in watch.deliveries)

    def _rows(self, name: str, thing: Thing) -> list[LoggedWatch]:
        return [
            watch
            for watch in self.world.watches()
            if watch.member and watch.member.name.lower() == name and watch.title == thing.title
        ]


@pytest.mark.parametrize("seed", range(10))
async def test_whatever_happens_each_thing_is_marked_once_with_a_true_time(
    tmp_path: Path, seed: int
) -> None:
    async with a_world(tmp_path / "data") as world:
        attack = Attack(world, seed)
        await attack.run()
        attack.check()
