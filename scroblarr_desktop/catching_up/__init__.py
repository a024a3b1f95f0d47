"""Reading from media servers what their webhooks did not tell, and what they tell in no other way.

Every server that the app is signed in to is read when the app starts, when the computer wakes up
or gets another address, and every hour; one without webhooks every three minutes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Protocol

from scroblarr_desktop.catching_up.turns import Turns
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.remote.errors import Outage, RemoteError
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble, catch_up, listening
from scroblarr_desktop.store.records import CatchUp, HistoryPage
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.tasks import Tasks, called_within
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

TICK_S = 10.0
LONGEST_S = 30 * 60.0
"""No reading takes longer; what it kept by then stays, and the next one goes on."""


AFTER_A_CALL_S = 0.2
"""In a flood of changes it is looked only so often."""

ROWS_AT_ONCE = 10
"""Keeping so many takes some 20 ms."""

TOO_LONG = "Reading its history took too long."

_Found = int | RemoteError | StoreTrouble | Missing


class Link(Protocol):
    """What can read the history of one kind of media server."""

    def history(
        self, server_id: int, since: datetime | None
    ) -> AsyncGenerator[HistoryPage, None]: ...


class CatchingUp:
    """Reads each server by itself, never one twice at the same time.

    `is_listening` says whether webhooks can arrive now: one that was missed at another time tells
    nothing about its server.
    """

    def __init__(
        self,
        links: Mapping[ServerKind, Link],
        changes: Changes,
        is_listening: Callable[[], bool],
        clock: Clock = utc_now,
    ) -> None:
        self._links = links
        self._changes = changes
        self._is_listening = is_listening
        self._clock = clock
        self._tasks = Tasks()
        self._turns = Turns(clock)
        self._called = asyncio.Event()
        self._readings: dict[int, asyncio.Task[_Found]] = {}
        self._beat_at: datetime | None = None

    def status(self, server_id: int) -> CatchUp:
        """Return how the server is read, and how that went. Raises Missing."""
        return catch_up.of(server_id)

    def is_reading(self, server_id: int) -> bool:
        return server_id in self._readings

    def look_soon(self) -> None:
        """Read all servers now: the computer woke up, or is in another network."""
        self._turns.all_due()
        self._called.set()

    async def read(self, server_id: int) -> int:
        """Read that server now, or with a reading under way; return how many watches were new.

        Raises RemoteError, Missing, StoreTrouble.
        """
        # A window that closes meanwhile does not end the reading.
        found = await asyncio.shield(self._reading(server_id))
        if isinstance(found, Exception):
            raise found
        return found

    async def watch(self) -> None:
        """Read whatever is due, again and again, until cancelled."""
        stop_listening = self._changes.listen(self._changed)
        try:
            while True:
                self._called.clear()
                try:
                    self.look()
                except StoreTrouble as trouble:
                    log.warning("catching up waits: %s", trouble.title)
                except Exception:
                    log.exception("catching up stumbled")
                await called_within(self._called, TICK_S)
                await asyncio.sleep(AFTER_A_CALL_S)
        finally:
            stop_listening()

    async def stop(self) -> None:
        """End the readings under way; what they kept stays."""
        await self._tasks.stop()

    def look(self) -> None:
        """Begin to read the servers that are due, and note that webhooks can arrive."""
        self._beat()
        readable = [server_id for server_id, _ in catch_up.readable()]
        self._turns.keep_only(readable)
        for server_id in readable:
            if server_id not in self._readings and self._turns.is_due(server_id):
                self._reading(server_id)

    def _changed(self, changed: Changed) -> None:
        # Perhaps one was connected just now, or is to be read oftener.
        if changed & Changed.SERVERS:
            self._called.set()

    def _beat(self) -> None:
        now = self._clock()
        last_at = self._beat_at
        is_fresh = last_at is not None and timedelta() <= now - last_at < listening.BEAT_EVERY
        if not is_fresh and self._is_listening():
            listening.beat(now)
            self._beat_at = now

    def _reading(self, server_id: int) -> asyncio.Task[_Found]:
        running = self._readings.get(server_id)
        if running is None:
            running = self._tasks.spawn(self._read(server_id), f"history of server {server_id}")
            self._readings[server_id] = running
            running.add_done_callback(lambda _: self._readings.pop(server_id, None))
        return running

    async def _read(self, server_id: int) -> _Found:
        """Return how many watches were new, or why there are none: no trouble worth attention."""
        self._turns.began(server_id)
        try:
            async with asyncio.timeout(LONGEST_S):
                found = await self._read_all(server_id)
            catch_up.note_read(server_id, self._clock())
        except Missing as gone:
            return gone
        except (RemoteError, StoreTrouble, TimeoutError) as error:
            return self._failed(server_id, error)
        self._turns.worked(server_id)
        if found:
            log.info("server %d: %d watches found in its history", server_id, found)
        return found

    def _failed(self, server_id: int, error: RemoteError | StoreTrouble | TimeoutError) -> _Found:
        title, asked_s = getattr(error, "title", TOO_LONG), getattr(error, "retry_after_s", None)
        log.info("server %d was not read: %s", server_id, title)
        self._turns.failed(server_id, asked_s)
        if isinstance(error, StoreTrouble):
            return error
        if isinstance(error, TimeoutError):
            error = Outage(TOO_LONG, fate_unknown=False)
        try:
            catch_up.note_trouble(server_id, f"{error.sentence} {error.next_step}")
        except StoreTrouble as trouble:
            log.warning("what went wrong could not be noted: %s", trouble.title)
        return error

    async def _read_all(self, server_id: int) -> int:
        kind = dict(catch_up.readable()).get(server_id)
        if kind is None or kind not in self._links:
            raise Missing("server to be read")
        cursor, new = catch_up.of(server_id).cursor, 0
        since = None if cursor is None else cursor - catch_up.OVERLAP
        async with aclosing(self._links[kind].history(server_id, since)) as pages:
            async for page in pages:
                for part in _parts(page):
                    new += catch_up.keep(server_id, part, self._clock())
                    await asyncio.sleep(0)
        return new


def _parts(page: HistoryPage) -> Iterator[HistoryPage]:
    """Yield the page in pieces that hold up no window; the last says how far that is read."""
    rows = page.rows
    for start in range(0, max(1, len(rows)), ROWS_AT_ONCE):
        end = start + ROWS_AT_ONCE
        yield HistoryPage(rows[start:end], page.read_to if end >= len(rows) else None)
