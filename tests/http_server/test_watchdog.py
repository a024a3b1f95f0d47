"""When the port is looked at, by a clock that a test sets."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.http_server import HttpServer, OpenPort, Watchdog
from scroblarr_desktop.http_server.health import Who, who_answers
from scroblarr_desktop.store.trouble import Locked
from tests.http_server.test_open_port import close_under


@dataclass
class FakePort:
    looks: int = 0
    trouble: Exception | None = None

    async def mend(self) -> None:
        self.looks += 1
        if self.trouble is not None:
            raise self.trouble


@dataclass
class Time:
    now: datetime = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Watched:
    port: FakePort = field(default_factory=FakePort)
    time: Time = field(default_factory=Time)
    woke: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dog = Watchdog(self.port, self.time, lambda: self.woke.append(self.time.now))

    async def after(self, *steps_s: float) -> int:
        """Tick after each of so many seconds; return how often the port was looked at."""
        before = self.port.looks
        for step_s in steps_s:
            self.time.now += timedelta(seconds=step_s)
            await self.dog.tick()
        return self.port.looks - before


@pytest.fixture
def watched() -> Watched:
    return Watched()


async def test_it_looks_once_a_minute(watched: Watched) -> None:
    assert await watched.after(*[10] * 5) == 0
    assert await watched.after(10) == 1
    assert await watched.after(*[10] * 60) == 10
    assert watched.woke == []


async def test_it_looks_at_once_after_the_computer_slept(watched: Watched) -> None:
    assert await watched.after(10, 91) == 1
    assert watched.woke == [watched.time.now]
    assert await watched.after(8 * 3600) == 1
    assert len(watched.woke) == 2


async def test_a_late_tick_is_not_a_sleep(watched: Watched) -> None:
    assert await watched.after(59) == 0
    assert await watched.after(30) == 1
    assert watched.woke == []


async def test_a_clock_that_was_set_back_does_not_stop_it(watched: Watched) -> None:
    assert await watched.after(-86_400) == 1
    assert await watched.after(*[10] * 6) == 1


@pytest.mark.logs("the look at the port waits: The database is in use")
async def test_a_database_in_use_does_not_end_it(watched: Watched) -> None:
    watched.port.trouble = Locked()
    assert await watched.after(60) == 1
    assert await watched.after(60) == 1


@pytest.mark.logs("the look at the port stumbled", "ZeroDivisionError")
async def test_a_bug_does_not_end_it(watched: Watched) -> None:
    watched.port.trouble = ZeroDivisionError()
    assert await watched.after(60) == 1
    assert await watched.after(60) == 1


@pytest.mark.logs("nobody answered at the port: opened it anew")
async def test_the_listener_is_dead_when_the_computer_wakes_up(server: HttpServer) -> None:
    await server.stop()
    port, time = OpenPort(server, lambda: None, "127.0.0.1", 0), Time()
    await port.open()
    dog, before = Watchdog(port, time), server.addresses
    close_under(server, socket.AF_INET, socket.AF_INET6)
    time.now += timedelta(hours=8)
    await dog.tick()
    found = [await who_answers(one, server.instance) for one in before]
    assert (server.addresses, set(found)) == (before, {Who.THIS})
