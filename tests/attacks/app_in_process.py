"""The whole app in this process, with time that passes at will, ended and started at will."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scroblarr_desktop import sync as sync_module
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls, Record
from scroblarr_desktop.remote.messages import Answer, Call
from scroblarr_desktop.store import tokens
from tests.attacks.clocks import MINUTE, Clocks
from tests.attacks.local_app import LocalApp
from tests.attacks.trackers import Tracker

READ_S = 0.4
"""How long an impatient app waits for an answer; ten seconds in life."""

CALM_WITHIN_S = 60.0
NOBODY = "http://127.0.0.1:9"
UNKNOWN = "https://tracker.invalid"


class WatchedCalls(Calls):
    """Knows how many calls are under way."""

    def __init__(self, read_s: float) -> None:
        super().__init__()
        self.under_way = 0
        self.wait_at_most(read_s)

    def wait_at_most(self, read_s: float) -> None:
        self._limits = replace(self._limits, read_s=read_s)

    async def send(self, call: Call, record: Record | None = None) -> Answer:
        self.under_way += 1
        try:
            return await super().send(call, record)
        finally:
            self.under_way -= 1


class AppInProcess:
    """One app and its trackers."""

    def __init__(self, folder: Path, trackers: Sequence[Tracker], clocks: Clocks) -> None:
        self.folder = DataDir(folder)
        self.clocks = clocks
        self.trackers = trackers
        self.lives = 0
        """How often the app was started."""
        self.unknown_names = False
        """Whether no tracker's name is known to the network."""
        self._read_s = 10.0
        self._port = 0
        self._calls: WatchedCalls
        self._releasing: asyncio.Future[None]
        self.engine: Engine
        self.app: LocalApp

    # -- living and dying

    async def run(self) -> None:
        self.engine = Engine(
            EngineOptions(
                self.folder, port=self._port, endpoints=self._endpoints(), own_addresses=lambda: []
            ),
            self.clocks.app,
        )
        self.lives += 1
        await self.engine.start()
        self._port = self.engine.port
        self.app = LocalApp(self.engine.http.addresses[0], tokens.api_key())

    def _endpoints(self) -> Endpoints:
        endpoints = Endpoints(NOBODY, NOBODY, NOBODY, plex_tv=NOBODY, simkl_api=NOBODY)
        for tracker in self.trackers:
            endpoints = tracker.place(endpoints)
        if self.unknown_names:
            return replace(
                endpoints, trakt_api=UNKNOWN, trakt_auth=UNKNOWN, tvtime=UNKNOWN, simkl_api=UNKNOWN
            )
        return endpoints

    def make_calls(self) -> WatchedCalls:
        self._calls = WatchedCalls(self._read_s)
        return self._calls

    def wait_at_most(self, read_s: float) -> None:
        """Let the app wait so long for an answer and no longer, in this life and all others."""
        self._read_s = read_s
        self._calls.wait_at_most(read_s)

    async def restart(self) -> None:
        """End the app in good order and start it again."""
        await self.engine.stop()
        await self.run()

    async def cut_power(self) -> None:
        """End the app as a power cut would: what was not on disk by now is gone."""
        image = self._image()
        self._calls.close()
        for tracker in self.trackers:
            tracker.power_cuts.append(self.clocks.true())
        self.lives += 1
        await self.engine.stop()
        self._put_back(image)
        await self.run()

    def _image(self) -> Path:
        image = self.folder.root.parent / "image"
        shutil.rmtree(image, ignore_errors=True)
        image.mkdir()
        for file in (self.folder.generation, self.folder.key_file):
            if file.exists():
                shutil.copy(file, image)
        with (
            closing(sqlite3.connect(self.folder.database)) as source,
            closing(sqlite3.connect(image / self.folder.database.name)) as copy,
        ):
            source.backup(copy)
        return image

    def _put_back(self, image: Path) -> None:
        for beside in self.folder.root.glob(f"{self.folder.database.name}-*"):
            beside.unlink()
        for file in image.iterdir():
            file.replace(self.folder.root / file.name)

    # -- time

    async def calm(self) -> None:
        """Wait until everybody did what there is to do by now."""
        quiet = 0
        async with asyncio.timeout(CALM_WITHIN_S):
            while quiet < 4:
                await asyncio.sleep(0 if quiet else 0.001)
                quiet = 0 if self._is_busy() else quiet + 1

    def _is_busy(self) -> bool:
        at_work = any(tracker.fake.at_work for tracker in self.trackers)
        calls = self._calls.under_way > 0
        return at_work or calls or self.engine.sync.sending or self._has_unread()

    def _has_unread(self) -> bool:
        with closing(sqlite3.connect(self.folder.database)) as reader:
            unread = "SELECT 1 FROM inbox WHERE state = 'unread' LIMIT 1"
            return reader.execute(unread).fetchone() is not None

    async def pass_time(self, span: timedelta, *, asleep: bool = False) -> None:
        """Let time pass and everybody do what is due by then.

        `asleep`: the computer was; else the app was awake all the time, though it looks only now.
        """
        await self.calm()
        with pytest.MonkeyPatch.context() as patch:
            if not asleep:
                patch.setattr(sync_module, "SLEPT_S", 1e9)
            self.clocks.passed += span
            await self._look()

    def fall_asleep(self, span: timedelta) -> None:
        """Let the computer sleep in the middle of whatever it does."""
        self.clocks.passed += span
        self.engine.sync.wake()

    async def set_clock(self, wrong_by: timedelta) -> None:
        """Set the computer's clock."""
        await self.calm()
        self.clocks.wrong_by = wrong_by
        await self._look()

    async def _look(self) -> None:
        self.engine.sync.wake()
        for _ in range(20):
            await asyncio.sleep(0)
        await self.calm()

    async def stay_awake(self, span: timedelta, step: timedelta = MINUTE) -> None:
        """Let that much time pass in steps."""
        while span > timedelta():
            await self.pass_time(min(step, span))
            span -= step

    async def until(
        self, true: Callable[[], Awaitable[bool]], step: timedelta = MINUTE, most: int = 60
    ) -> None:
        """Let time pass until something has come of it."""
        for _ in range(most):
            await self.calm()
            if await true():
                return
            await self.pass_time(step)
        raise TimeoutError(f"nothing came of it in {most * step}")

    # -- another program at the database

    def release_soon(self, other: sqlite3.Connection) -> None:
        """Let go of the database a moment from now."""

        async def release() -> None:
            await asyncio.sleep(0.3)
            other.execute("ROLLBACK")
            other.close()

        self._releasing = asyncio.ensure_future(release())

    async def released(self) -> None:
        await self._releasing
