"""Whether this very program works on this computer: run from a finished bundle, or to find a fault.

Everything happens in a folder that is thrown away, among fakes on this computer's loopback, and on
no screen. The person's data and keyring are not touched.
"""

from __future__ import annotations

import asyncio
import logging
import os
import ssl
import sys
import tempfile
import traceback
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from certifi import where as certificates_file

from scroblarr_desktop import __version__, diagnostics
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.demo.household import DemoHousehold, Until
from scroblarr_desktop.demo.people import ANNA_AT_PLEX
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking.unattended import Unattended
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, log, open_store, tokens
from scroblarr_desktop.store.backups import Copying, look_at
from scroblarr_desktop.store.records import SUCCEEDED, LogFilter, LoggedWatch

LIMIT_S = 90.0
"""For all of it, on a slow computer; it takes a few seconds."""

FILM = "Paper Comets"
SECRET, WORDS = "self-test", "only for whoever has the key"

Check = Callable[[], Awaitable[str]]
"""Returns what it found, in a few words. Raises Failed, or whatever broke."""


class Failed(Exception):
    """A check found something wrong. The message says what."""


def run_self_test() -> int:
    """Return the exit code: 0, or 1 once the last line says what failed."""
    # Before anything loads Qt.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(
        prefix="scroblarr-self-test-", ignore_cleanup_errors=True
    ) as folder:
        data_dir = DataDir(Path(folder))
        data_dir.create()
        diagnostics.start_logging(data_dir.logs, to_screen=True)
        errors = Errors()
        logging.getLogger().addHandler(errors)
        sys.excepthook = lambda kind, error, trace: logging.critical(
            "nobody caught this", exc_info=(kind, error, trace)
        )
        try:
            return _run_on_qt(data_dir, errors)
        finally:
            logging.shutdown()


def _run_on_qt(folder: DataDir, errors: Errors) -> int:
    try:
        from scroblarr_desktop.app import application
        from scroblarr_desktop.ui.event_loop import EventLoop
        from scroblarr_desktop.ui.no_screen import unseen

        loop = EventLoop(application())
    except ImportError as error:
        return _say_failed("Qt", error)
    asyncio.set_event_loop(loop)
    with unseen(), loop:
        code: int = loop.run_until_complete(SelfTest(folder, errors).run())
        return code


class SelfTest:
    """One run. Needs Qt's application and loop; `folder` is made for it and its alone."""

    def __init__(self, folder: DataDir, errors: Errors | None = None) -> None:
        self.neighbours = Neighbours()
        self._folder = folder
        self._errors = errors or Errors()
        self.engine = Engine(
            EngineOptions(
                folder,
                port=0,
                bind="127.0.0.1",
                companion=self.neighbours,
                find_keyring=lambda name: None,
            )
        )

    async def run(self) -> int:
        """Return the exit code, one line printed for each check."""
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._run_all()
        except _Stopped as stopped:
            return _say_failed(stopped.name, stopped.error)
        except TimeoutError as error:
            return _say_failed("time", error)
        print(f"Scroblarr {__version__} works on this computer.", flush=True)  # noqa: T201
        return 0

    async def _run_all(self) -> None:
        await _checked("certificates", self._certificates)
        await _checked("engine", self._start)
        try:
            await _checked("household", self._move_in)
            await _checked("secrets", self._secrets)
            await _checked("webhook", self._webhook)
            await _checked("windows", self._windows)
            await _checked("languages", self._languages)
        finally:
            await self.engine.stop()
        await _checked("database", self._database)
        await _checked("log", self._no_errors)

    async def _certificates(self) -> str:
        context = ssl.create_default_context(cafile=certificates_file())
        count = len(context.get_ca_certs())
        if not count:
            raise Failed("no certificate authority is known")
        return f"{count} authorities, {ssl.OPENSSL_VERSION}"

    async def _start(self) -> str:
        await self.engine.start()
        trouble = self.engine.not_listening
        if trouble is not None:
            raise Failed(f"{trouble.title}. {trouble.sentence}")
        return f"listening on {self.engine.http.addresses[0]}"

    async def _move_in(self) -> str:
        await self.neighbours.moved_in
        return f"{len(self.engine.members())} simulated people moved in"

    async def _secrets(self) -> str:
        tokens.put(SECRET, WORDS)
        if tokens.get(SECRET) != WORDS:
            raise Failed("what was sealed does not open")
        return "sealed"

    async def _webhook(self) -> str:
        stage = self.neighbours.household.stage
        film = stage.film(FILM)
        await stage.view(stage.plex, ANNA_AT_PLEX, film.item(), lasts_s=0.0)
        if not set(stage.plex.answers) <= {200}:
            raise Failed(f"it was answered with {list(stage.plex.answers)}")
        watch = await self._delivered()
        plays = stage.trakt.users["anna"].plays_of(film)
        if len(plays) != 1:
            raise Failed(f"the fake tracker holds {len(plays)} plays of it")
        return f"{watch.title} was delivered"

    async def _delivered(self) -> LoggedWatch:
        while True:
            for watch in log.watches(LogFilter(), limit=50):
                states = {one.state for one in watch.deliveries}
                if watch.title == FILM and states and states <= set(SUCCEEDED):
                    return watch
            await asyncio.sleep(0.05)

    async def _windows(self) -> str:
        from scroblarr_desktop.ui.desktop import Desktop
        from scroblarr_desktop.ui.icons import APP_SIZES_PX, PAGES, TRAY_TONES, app_icon, tray_icon

        icons = [app_icon(), *(tray_icon(state, None) for state in TRAY_TONES)]
        if any(icon.pixmap(APP_SIZES_PX[0]).isNull() for icon in icons):
            raise Failed("an icon cannot be drawn")
        desktop = Desktop(self.engine)
        desktop.start(minimized=False)
        try:
            desktop.open_wizard()
            desktop.window.present()
            for page in PAGES:
                desktop.window.show_page(page)
                await asyncio.sleep(0)
                if desktop.window.grab().isNull():
                    raise Failed(f"the page {page} cannot be painted")
        finally:
            await desktop.window.background.stop()
            desktop.stop()
        return "opened, with the tray's icon"

    async def _languages(self) -> str:
        from scroblarr_desktop.ui import language
        from scroblarr_desktop.ui.language import Language

        before = language.spoken()
        found = [one for one in (Language.ENGLISH, Language.GERMAN) if language.speak(one) is one]
        language.speak(before)
        # From the source they may not have been compiled; a bundle brings them.
        if getattr(sys, "frozen", False) and Language.GERMAN not in found:
            raise Failed("the German words are missing")
        return ", ".join(found)

    async def _database(self) -> str:
        """Look at what is on the disk, once everything has ended."""
        written = b"".join(
            path.read_bytes() for path in self._folder.root.rglob("*") if path.is_file()
        )
        if WORDS.encode() in written:
            raise Failed("a secret was written without being sealed")
        open_store(self._folder, Changes())
        try:
            if tokens.get(SECRET) != WORDS:
                raise Failed("what was sealed before does not open any more")
            copying = Copying(self._folder, datetime.now(UTC))
            copy = look_at(await asyncio.to_thread(copying.run))
        finally:
            close_store()
        if not copy.watches:
            raise Failed("a copy of it holds no watch")
        return "closed, opened again and copied"

    async def _no_errors(self) -> str:
        if self._errors.lines:
            raise Failed(self._errors.lines[0])
        return "without errors"


class Neighbours:
    """The simulated household beside the engine: it moves in, then waits."""

    def __init__(self) -> None:
        self.household = DemoHousehold(pace=0.05, until=Until.MOVED_IN)
        self.moved_in: asyncio.Future[None]

    async def start(self) -> Endpoints:
        self.moved_in = asyncio.get_running_loop().create_future()
        return await self.household.start()

    async def play(self, base_url: str, api_key: str, doors: Unattended) -> None:
        try:
            await self.household.play(base_url, api_key, doors)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the test tells
            self.moved_in.set_exception(error)
        else:
            self.moved_in.set_result(None)

    async def stop(self) -> None:
        await self.household.stop()


class _Stopped(Exception):
    def __init__(self, name: str, error: Exception) -> None:
        self.name, self.error = name, error


class Errors(logging.Handler):
    """Keeps what was logged as an error: what nobody caught ends there."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


async def _checked(name: str, check: Check) -> None:
    try:
        found = await check()
    except Exception as error:
        raise _Stopped(name, error) from error
    print(f"{name + ':':<14}{found}", flush=True)  # noqa: T201


def _say_failed(name: str, error: Exception) -> int:
    if not isinstance(error, Failed):
        traceback.print_exception(error)
    reason = str(error) or type(error).__name__
    print(f"The self test failed at {name}: {reason}", file=sys.stderr, flush=True)  # noqa: T201
    return 1
