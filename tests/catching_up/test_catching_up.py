"""When which server is read, and what happens where that does not work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.catching_up import CatchingUp
from scroblarr_desktop.catching_up.turns import Turns
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.errors import Offline, RemoteError
from scroblarr_desktop.store import (
    catch_up,
    close_store,
    connections,
    inbox,
    listening,
    open_store,
    servers,
)
from scroblarr_desktop.store.records import CatchUpMode, HistoryPage, HistoryRow, HookState
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import ServerKind

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Server:
    """A media server that answers as the test says."""

    rows: list[HistoryRow] = field(default_factory=list)
    error: RemoteError | None = None
    asked: list[datetime | None] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    async def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]:
        self.asked.append(since)
        self.running += 1
        self.most_running = max(self.running, self.most_running)
        try:
            await self.go_on.wait()
            if self.error is not None:
                raise self.error
            yield HistoryPage(tuple(self.rows), NOON)
        finally:
            self.running -= 1


@dataclass
class Desk:
    attic: Server
    server_id: int
    catching_up: CatchingUp
    changes: Changes
    now: datetime = NOON
    open: bool = True

    async def look(self, after: timedelta = timedelta()) -> int:
        """Let time pass, look, and return how often the server was asked until now."""
        self.now += after
        self.catching_up.look()
        while self.catching_up.is_reading(self.server_id) and self.attic.go_on.is_set():
            await asyncio.sleep(0)
        return len(self.attic.asked)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    changes = Changes()
    open_store(DataDir(tmp_path / "data"), changes)
    server_id = servers.add(ServerKind.PLEX, "Attic", "attic").id
    connection = connections.keep(ServerKind.PLEX, "900", "anna", "a made-up token")
    connections.change(connection.id, {"hook_state": HookState.SET})
    connections.attach(server_id, connection.id, "http://127.0.0.1:9")
    attic = Server()
    catching_up = CatchingUp(
        {ServerKind.PLEX: attic}, changes, lambda: found.open, lambda: found.now
    )
    found = Desk(attic, server_id, catching_up, changes)
    yield found
    await catching_up.stop()
    close_store()


async def test_a_server_is_read_at_start_and_every_hour(desk: Desk) -> None:
    assert await desk.look() == 1
    assert await desk.look(59 * MINUTE) == 1
    assert await desk.look(MINUTE) == 2
    assert desk.attic.asked == [None, NOON - catch_up.OVERLAP]
    assert catch_up.of(desk.server_id).read_at == NOON + HOUR


async def test_without_webhooks_it_is_read_every_three_minutes(desk: Desk) -> None:
    catch_up.choose(desk.server_id, CatchUpMode.READING)
    assert await desk.look() == 1
    assert await desk.look(2 * MINUTE) == 1
    assert await desk.look(MINUTE) == 2


async def test_while_webhooks_are_missed_it_is_read_every_three_minutes(desk: Desk) -> None:
    await desk.look()
    catch_up.note_missed(desk.server_id, NOON)
    assert await desk.look(3 * MINUTE) == 2


async def test_after_sleep_or_in_another_network_it_is_read_at_once(desk: Desk) -> None:
    await desk.look()
    desk.catching_up.look_soon()
    assert await desk.look() == 2


async def test_a_failure_is_told_and_tried_again_ever_more_rarely(desk: Desk) -> None:
    desk.attic.error = Offline("Attic does not answer.", fate_unknown=False, next_step="Wait.")
    assert await desk.look() == 1
    assert catch_up.of(desk.server_id).message == "Attic does not answer. Wait."
    waits = []
    for _ in range(9):
        began, asked = desk.now, len(desk.attic.asked)
        while await desk.look(MINUTE) == asked:
            pass
        waits.append((desk.now - began) // MINUTE)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    desk.attic.error = None
    desk.catching_up.look_soon()
    await desk.look()
    assert catch_up.of(desk.server_id).message == ""


async def test_one_that_was_disconnected_meanwhile_is_no_trouble(desk: Desk) -> None:
    servers.delete(desk.server_id)
    assert await desk.look() == 0
    with pytest.raises(Missing):
        await desk.catching_up.read(desk.server_id)


async def test_no_server_is_read_twice_at_the_same_time(desk: Desk) -> None:
    desk.attic.rows.append(HistoryRow("row 1", NOON, b"{}"))
    desk.attic.go_on.clear()
    await desk.look()
    readings = [asyncio.ensure_future(desk.catching_up.read(desk.server_id)) for _ in range(3)]
    await asyncio.sleep(0)
    desk.catching_up.look_soon()
    desk.catching_up.look()
    assert desk.catching_up.is_reading(desk.server_id)
    desk.attic.go_on.set()
    assert await asyncio.gather(*readings) == [1, 1, 1]
    assert desk.attic.most_running == 1
    assert len(inbox.unread(10)) == 1


async def test_a_reading_asked_for_raises_what_went_wrong(desk: Desk) -> None:
    desk.attic.error = Offline("Attic does not answer.", fate_unknown=False)
    with pytest.raises(Offline, match="Attic does not answer"):
        await desk.catching_up.read(desk.server_id)


async def test_the_end_cuts_a_reading_off(desk: Desk) -> None:
    desk.attic.go_on.clear()
    await desk.look()
    await asyncio.sleep(0)
    assert desk.attic.running == 1
    await desk.catching_up.stop()
    assert desk.attic.running == 0


async def test_watching_reads_and_ends_when_cancelled(desk: Desk) -> None:
    watching = asyncio.ensure_future(desk.catching_up.watch())
    async with asyncio.timeout(5):
        while catch_up.of(desk.server_id).read_at is None:
            await asyncio.sleep(0.01)
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


async def test_it_is_noted_when_webhooks_could_arrive(desk: Desk) -> None:
    for _ in range(10):
        await desk.look(MINUTE)
    desk.open = False
    for _ in range(10):
        await desk.look(MINUTE)
    assert listening.was_listening(NOON + MINUTE, NOON + 10 * MINUTE)
    assert not listening.was_listening(NOON + 9 * MINUTE, NOON + 12 * MINUTE)


def test_a_clock_set_back_holds_nothing_up(desk: Desk) -> None:
    turns = Turns(lambda: desk.now)
    turns.began(desk.server_id)
    turns.failed(desk.server_id, 120.0)
    assert not turns.is_due(desk.server_id)
    desk.now -= 24 * HOUR
    assert turns.is_due(desk.server_id)
