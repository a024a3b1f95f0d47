"""Looking after the database beside the work: daily copies, room on the disk, the key.

What takes long runs in one thread of its own; what writes takes a few milliseconds at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from scroblarr_desktop import memory
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    backups,
    generations,
    housekeeping,
    kept_copies,
    keys,
    lost_key,
)
from scroblarr_desktop.store.backups import Backup, Copying, Stopped
from scroblarr_desktop.store.trouble import Damaged, NoBackup
from scroblarr_desktop.tasks import Tasks, called_within

T = TypeVar("T")

log = logging.getLogger(__name__)

TICK_S = 5.0
FIRST_COPY_AFTER_S = 20.0
"""A start has the disk to itself first."""

SETTLE_KEY_EVERY = timedelta(minutes=1)
TURN_EVERY = timedelta(hours=1)
COPY_AGAIN_AFTER = timedelta(hours=1)
"""How long after a copy that failed the next is tried."""

TIDY_EVERY = timedelta(hours=6)
PACKED_AT_ONCE = 50
BETWEEN_STEPS_S = 0.02
END_WITHIN_S = 2.0


@dataclass(frozen=True)
class LookedInto:
    """A copy, and what it would mean to put it back."""

    backup: Backup
    lost: int
    """How many watches came in since it was made."""
    opens: bool
    """Whether this computer's key opens the sign-ins in it."""


class Keeping:
    """One per engine, for the process that holds the data folder.

    `is_stuck` says whether somebody could not write; `on_works` is told once writing works again.
    """

    def __init__(
        self,
        folder: DataDir,
        changes: Changes,
        clock: Clock = utc_now,
        is_stuck: Callable[[], bool] = lambda: False,
        on_works: Callable[[], None] = lambda: None,
    ) -> None:
        self._folder = folder
        self._changes = changes
        self._clock = clock
        self._is_stuck = is_stuck
        self._on_works = on_works
        self._tasks = Tasks()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="keeping")
        self._in_thread: asyncio.Future[Any] | None = None
        self._copying: Copying | None = None
        self._one_copy = asyncio.Lock()
        self._done_at: dict[str, datetime] = {}
        self._folded = 0
        self._gave_back = False
        self._bells = {"watch": asyncio.Event(), "work": asyncio.Event()}
        self._troubles: dict[str, StoreTrouble] = {}

    @property
    def trouble(self) -> StoreTrouble | None:
        """Why the data is not as safe as it should be, or None."""
        return next(iter(self._troubles.values()), None)

    async def start(self) -> None:
        """Raises StoreTrouble."""
        self._done_at = {"key": self._clock(), "number": self._clock()}
        self._note("key", lost_key.settle())
        self._tasks.spawn(self._watch(), "keeping the data")
        self._tasks.spawn(self._work(), "copies and room")

    async def stop(self) -> None:
        """End. A copy that is just being made is broken off and taken away."""
        if self._copying is not None:
            self._copying.stop()
        await self._tasks.stop()
        if self._in_thread is not None:
            await asyncio.wait([self._in_thread], timeout=END_WITHIN_S)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def look_soon(self) -> None:
        """Do at once whatever is due by the clock."""
        for bell in self._bells.values():
            bell.set()

    def look_at_key(self) -> None:
        """The key may be there now."""
        self._done_at.pop("key", None)
        self.look_soon()

    # What a person asks for

    async def copy_now(self) -> None:
        """Make a copy beside the daily ones. Raises StoreTrouble."""
        now = self._clock()
        trouble = await self._copy(now, by_hand=True)
        if trouble is not None:
            raise trouble
        self._done_at["copy"] = now
        self._note("copy", None)

    async def look_into(self, copy: Path) -> LookedInto:
        """Return what it would mean to put that copy back.

        Raises BadCopy, NewerFile, KeyTrouble while the key is away, StoreTrouble.
        """
        box = keys.look()
        found = await self._in_background(partial(backups.look_at, copy))
        lost = partial(kept_copies.watches_since, self._folder, found.made_at)
        opens = partial(kept_copies.opens_with, copy, box)
        return LookedInto(found, await self._in_background(lost), await self._in_background(opens))

    async def save_as(self, copy: Path, target: Path) -> None:
        """Put a copy elsewhere as well. Raises OSError."""
        await self._in_background(partial(kept_copies.save_as, copy, target))

    # What is looked at often, and written in passing

    async def _watch(self) -> None:
        while True:
            await self._rung("watch", TICK_S)
            with self._noting("store"):
                now = self._clock()
                if "key" in self._troubles or self._is_due("key", SETTLE_KEY_EVERY, now):
                    self._note("key", lost_key.settle())
                    self._done_at["key"] = now
                if self._is_stuck() or self._is_due("number", TURN_EVERY, now):
                    self._write(now)

    def _write(self, now: datetime) -> None:
        generations.turn(now)
        self._done_at["number"] = now
        if "key" not in self._troubles and self._is_stuck():
            self._on_works()

    # What takes long

    async def _work(self) -> None:
        await self._rung("work", FIRST_COPY_AFTER_S)
        while True:
            with self._noting("room"):
                await self._copy_if_due(self._clock())
                await self._tidy_if_due(self._clock())
                await self._fold_if_written()
                await self._give_back_once()
            await self._rung("work", TICK_S)

    async def _copy_if_due(self, now: datetime) -> None:
        if "copy" in self._troubles and not self._is_due("copy", COPY_AGAIN_AFTER, now):
            return
        trouble: StoreTrouble | None = None
        if backups.is_due(self._folder, now):
            self._done_at["copy"] = now
            trouble = await self._copy(now)
        self._note("copy", trouble)

    async def _copy(self, now: datetime, *, by_hand: bool = False) -> StoreTrouble | None:
        """Return why there is no new copy, or None."""
        async with self._one_copy:
            self._copying = Copying(self._folder, now, by_hand=by_hand)
            try:
                await self._in_background(self._copying.run)
                log.info("a copy of the database was made")
            except Stopped:
                pass
            except Damaged as trouble:
                return trouble
            except StoreTrouble as trouble:
                return NoBackup(trouble.sentence, trouble.next_step)
            finally:
                self._copying = None
        return None

    async def _tidy_if_due(self, now: datetime) -> None:
        if not self._is_due("room", TIDY_EVERY, now):
            return
        find = partial(housekeeping.find, self._folder, now, housekeeping.kept_for())
        before, found = None, await self._in_background(find)
        while (found.to_drop or found.to_pack) and found != before:
            await self._drop(found.to_drop)
            await self._pack(found.to_pack)
            before, found = found, await self._in_background(find)
        self._done_at["room"] = now

    async def _drop(self, entry_ids: list[int]) -> None:
        while entry_ids:
            entry_ids = entry_ids[housekeeping.drop(entry_ids) :]
            await asyncio.sleep(BETWEEN_STEPS_S)

    async def _pack(self, entry_ids: list[int]) -> None:
        for first in range(0, len(entry_ids), PACKED_AT_ONCE):
            some = entry_ids[first : first + PACKED_AT_ONCE]
            bodies = await self._in_background(partial(housekeeping.packed, self._folder, some))
            while bodies:
                bodies = bodies[housekeeping.put_packed(bodies) :]
                await asyncio.sleep(BETWEEN_STEPS_S)

    async def _fold_if_written(self) -> None:
        written = housekeeping.last_written(self._folder)
        if written != self._folded:
            await self._in_background(lambda: housekeeping.fold(self._folder))
            # What is written meanwhile is for the next time.
            self._folded = written

    async def _give_back_once(self) -> None:
        """Free what the start, the first copy and the first look for room have needed."""
        if not self._gave_back:
            self._gave_back = True
            housekeeping.forget_pages()
            await self._in_background(memory.give_back)

    async def _in_background(self, work: Callable[[], T]) -> T:
        # Whoever stops waiting does not stop the work: `stop` waits for its end.
        running = asyncio.wrap_future(self._pool.submit(work))
        running.add_done_callback(_noticed)
        self._in_thread = running
        return await asyncio.shield(running)

    # Time and trouble

    def _is_due(self, what: str, every: timedelta, now: datetime) -> bool:
        """Return whether it was done too long ago; a clock that was set makes it due as well."""
        last = self._done_at.get(what)
        return last is None or abs(now - last) >= every

    async def _rung(self, bell: str, limit_s: float) -> None:
        """Return when somebody rings, or after that time."""
        await called_within(self._bells[bell], limit_s)
        self._bells[bell].clear()

    @contextmanager
    def _noting(self, where: str) -> Iterator[None]:
        try:
            yield
        except StoreTrouble as trouble:
            self._note(where, trouble)
        except Exception:
            log.exception("keeping the data stumbled")
        else:
            self._note(where, None)

    def _note(self, where: str, trouble: StoreTrouble | None) -> None:
        before = self._troubles.pop(where, None)
        if trouble is not None:
            self._troubles[where] = trouble
        if type(before) is not type(trouble):
            if trouble is not None:
                log.warning("%s: %s %s", trouble.title, trouble.sentence, trouble.next_step)
            self._changes.publish(Changed.STATE)


def _noticed(ended: asyncio.Future[Any]) -> None:
    """Take note of how it ended also where nobody waits for it any more."""
    if not ended.cancelled():
        ended.exception()
