"""The tray app: Qt's application and loop, the engine on it, tray and window on top."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from scroblarr_desktop import __version__, autostart, memory
from scroblarr_desktop.control import ControlListener
from scroblarr_desktop.diagnostics.crashes import NO_REPORT
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.moving import at_start
from scroblarr_desktop.store import StoreTrouble, backups, restoring
from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.store.moving import MovedAway
from scroblarr_desktop.store.trouble import Damaged
from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.closed_work import ClosedWork, Meanwhile
from scroblarr_desktop.ui.event_loop import EventLoop
from scroblarr_desktop.ui.icons import app_icon
from scroblarr_desktop.ui.moving.moved_away import MovedAwayWindow
from scroblarr_desktop.ui.rescue import Way, WayOut
from scroblarr_desktop.ui.saying import Said, say, tell

if TYPE_CHECKING:
    from scroblarr_desktop.ui.desktop import Desktop

T = TypeVar("T")

translate = QCoreApplication.translate

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

END_S = 5.0
"""An orderly end may take this long; at log-out Windows kills after about as much."""

DESKTOP_FILE = "scroblarr-desktop"
"""Ties windows and notifications to the launcher's name and icon on Linux."""

QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_app(options: EngineOptions, *, minimized: bool) -> int:
    """Run the tray app until the person quits or the computer's session ends.

    Return the exit code: 1 where it could not start, which a window has said. The process ends by
    force if an orderly end takes too long; nothing is lost by that.
    """
    app = App(application(), options, minimized=minimized)
    return app.run()


def application() -> QApplication:
    """Return the one QApplication, set up to outlive its windows."""
    made = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(made, QApplication)
    made.setApplicationName("Scroblarr")
    made.setApplicationDisplayName("Scroblarr")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName(DESKTOP_FILE)
    made.setQuitOnLastWindowClosed(False)
    made.setWindowIcon(app_icon())
    return made


class App:
    """One run from start to end."""

    def __init__(self, qt: QApplication, options: EngineOptions, *, minimized: bool) -> None:
        self._qt = qt
        self._loop = EventLoop(qt)
        self._engine = Engine(options)
        self._minimized = minimized
        self._desktop: Desktop | None = None
        self._control: ControlListener | None = None
        self._starting: asyncio.Task[None] | None = None
        """The latest start: the first, or one after work on the closed store."""
        self._exit_code = 0
        self._ending = False

    def run(self) -> int:
        asyncio.set_event_loop(self._loop)
        report_bugs(self._loop)
        self._qt.commitDataRequest.connect(self._on_session_end)
        # What was chosen lies in the store, and that may be what cannot be opened.
        language.speak()
        with self._loop:
            self._end_on_signals()
            self._starting = self._loop.create_task(self._start(), name="start")
            self._loop.run_forever()
            self._ending = True
            end_by_force_after(END_S)
            try:
                self._loop.run_until_complete(asyncio.wait_for(self._stop(), END_S))
            except (TimeoutError, RuntimeError):
                log.exception("the end took too long", extra=NO_REPORT)
                os._exit(1)
        qInstallMessageHandler(None)
        return self._exit_code

    async def _start(self) -> None:
        try:
            await self._start_engine()
        except Exception:
            log.exception("could not start")
            await self._give_up(
                translate("App", "Scroblarr could not start"),
                translate("App", "Something unexpected happened. The log file has the details."),
            )
        else:
            if not self._exit_code:
                await self._show()

    async def _start_engine(self) -> None:
        """Start it, asking the person for a way out as often as the data cannot be used."""
        while True:
            try:
                await self._engine.start()
                return
            except StoreTrouble as found:
                trouble: StoreTrouble | None = found
            while trouble is not None:
                self._exit_code = 1  # unless there is a way
                copy = await self._last_good() if isinstance(trouble, Damaged) else None
                way = await self._ask_way_out(trouble, copy)
                if way is Way.QUIT:
                    self.quit()
                    return
                trouble = await self._go(way, copy, trouble)
            self._exit_code = 0

    async def _last_good(self) -> Backup | None:
        return await _beside_the_loop(partial(backups.last_good, self._engine.options.data_dir))

    async def _ask_way_out(self, trouble: StoreTrouble, copy: Backup | None) -> Way:
        log.error("%s. %s %s", trouble.title, trouble.sentence, trouble.step_at_start)
        box: MovedAwayWindow | WayOut
        if isinstance(trouble, MovedAway):
            box = MovedAwayWindow(trouble.away)
        else:
            box = WayOut(trouble, copy)
        await self._read(box)
        return box.way

    async def _go(self, way: Way, copy: Backup | None, found: StoreTrouble) -> StoreTrouble | None:
        """Do what was chosen; return what stood in its way."""
        folder = self._engine.options.data_dir
        try:
            if way is Way.PUT_BACK and copy is not None:
                await _beside_the_loop(partial(restoring.put_back, folder, copy.path))
                log.warning("the copy %s was put back", copy.path.name)
            elif way is Way.START_FRESH:
                await _beside_the_loop(partial(restoring.start_fresh, folder))
                log.warning("the database was set aside for a fresh start")
            elif way is Way.USE_AGAIN and isinstance(found, MovedAway):
                await _beside_the_loop(partial(at_start.use_again, folder, found.away))
                log.warning("the household that was moved away lives here again")
        except StoreTrouble as trouble:
            return trouble
        return None

    async def _show(self) -> None:
        # Loading all windows takes a while, and media servers are heard by now.
        from scroblarr_desktop.ui.desktop import Desktop

        language.speak_chosen()
        self._desktop = desktop = Desktop(self._engine)
        desktop.quit_asked.connect(self.quit)
        desktop.renewal_asked.connect(self._renew)
        desktop.closed_work_asked.connect(self._close_for)
        commands = {"show": desktop.present, "quit": self.quit}
        self._control = ControlListener(self._engine.options.data_dir.control, commands)
        await self._control.start()
        desktop.start(minimized=self._minimized)
        options = self._engine.options
        if options.companion is None:
            autostart.for_data_dir(options.data_dir.root).renew()
        memory.settle()
        log.info("the windows are up")

    async def _give_up(self, title: str, sentence: str) -> None:
        """Say why there will be nothing to see, then end."""
        self._exit_code = 1
        log.error("%s. %s", title, sentence)
        box = QMessageBox(QMessageBox.Icon.Critical, "Scroblarr", title)
        box.setInformativeText(sentence)
        await self._read(box)
        self.quit()

    async def _read(self, box: QDialog) -> None:
        """Show it and return once it is closed."""
        read = self._loop.create_future()
        box.finished.connect(lambda _result: read.done() or read.set_result(None))
        box.open()
        await read

    def quit(self) -> None:
        """Begin the orderly end; further calls change nothing."""
        if not self._ending:
            self._ending = True
            self._qt.quit()

    def _renew(self) -> None:
        """Make all windows anew, while the engine goes on."""
        if not self._ending and self._starting is not None and self._starting.done():
            self._starting = self._loop.create_task(self._show_anew(), name="windows anew")

    async def _show_anew(self) -> None:
        await self._take_windows_down()
        self._minimized = False
        await self._show()
        if self._desktop is not None:
            self._desktop.present()

    def _close_for(self, work: ClosedWork) -> None:
        """Do what somebody asked for in a window that will be gone by then."""
        if not self._ending and self._starting is not None and self._starting.done():
            self._starting = self._loop.create_task(self._do_closed(work), name="closed work")

    async def _do_closed(self, work: ClosedWork) -> None:
        meanwhile = (work.meanwhile or partial(Meanwhile, work.saying))()
        meanwhile.show()
        await self._take_down()
        tells: Callable[[QWidget, Said], object] = tell
        try:
            news = await _beside_the_loop(work.work)
        except StoreTrouble as trouble:
            tells, news = say, Said(trouble.title, trouble.sentence, trouble.next_step)
        self._engine, self._minimized = Engine(self._engine.options), False
        await self._start()
        meanwhile.end()
        if self._desktop is not None:
            self._desktop.present()
            if news is not None:
                tells(self._desktop.window, news)

    async def _stop(self) -> None:
        assert self._starting is not None
        if not self._starting.done() and self._exit_code:
            self._starting.cancel()  # it waits for somebody to read why it could not start
        await asyncio.gather(self._starting, return_exceptions=True)
        await self._take_down()

    async def _take_down(self) -> None:
        """Take everything off the screen and end the engine."""
        await self._take_windows_down()
        if not self._exit_code:
            await self._engine.stop()

    async def _take_windows_down(self) -> None:
        desktop, self._desktop = self._desktop, None
        if desktop is not None:
            await desktop.stop_work()
            desktop.discard()
        if self._control is not None:
            await self._control.stop()

    def _on_session_end(self, session: QSessionManager) -> None:
        # Started again by the desktop's autostart, not by the session as well.
        session.setRestartHint(QSessionManager.RestartHint.RestartNever)
        if self._desktop is not None:
            self._desktop.save_state()

    def _end_on_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                self._loop.add_signal_handler(number, self.quit)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: self._loop.call_soon_threadsafe(self.quit))


async def _beside_the_loop(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


def end_by_force_after(limit_s: float) -> None:
    """Make sure that the process is gone in time, whatever thread still hangs in a call."""
    # Twice the limit: the orderly end has its own, and after it the caller has to clean up.
    timer = threading.Timer(2 * limit_s, os._exit, [1])
    timer.daemon = True
    timer.start()


def report_bugs(loop: asyncio.AbstractEventLoop) -> None:
    """Send to the log whatever nobody caught: in slots, threads, tasks, and in Qt itself."""
    sys.excepthook = lambda kind, error, trace: log.critical(
        "nobody caught this", exc_info=(kind, error, trace)
    )
    threading.excepthook = lambda args: log.critical(
        "nobody caught this in a thread",
        exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback),
    )
    loop.set_exception_handler(_report_from_loop)
    qInstallMessageHandler(_report_from_qt)


def _report_from_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.critical("%s", context.get("message"), exc_info=context.get("exception"))


def _report_from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    qt_log.log(QT_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)
