"""Tray and window on top of a running engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from scroblarr_desktop import notices
from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import LogFilter, LoggedWatch
from scroblarr_desktop.ui import appearance, starting, staying, wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.needs import in_words
from scroblarr_desktop.ui.notifier import Notifier, failed_among, needed_among
from scroblarr_desktop.ui.refresher import Refresher
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.tray import RECENT, RecentWatch, Tray, TrayState
from scroblarr_desktop.ui.widgets.copying import copy_to_clipboard

if TYPE_CHECKING:
    from scroblarr_desktop.ui.main_window import MainWindow
    from scroblarr_desktop.ui.wizard.dialog import Wizard

AGEING_MS = 60_000
LONGEST_LINE = 60
"""Characters of a watch in the tray's menu."""

TRAY_EVERY_MS = 300
"""Not in step with the windows: webhooks come in between, through the same loop."""


class Desktop(QObject):
    """Everything a person sees. The engine must be running, and outlive this.

    Windows and their modules are loaded when somebody first wants to see one: most days nobody
    does, and a tray icon alone should cost little memory.
    """

    quit_asked = Signal()
    closed_work_asked = Signal(object)
    """Carries a ClosedWork."""
    renewal_asked = Signal()
    """All windows are to be made anew, as in another language."""

    def __init__(self, engine: Engine, tray: Tray | None = None) -> None:
        super().__init__()
        self._engine = engine
        appearance.show_chosen()
        self._icons = Icons()
        self.tray = tray or Tray(self._icons, self)
        self._window: MainWindow | None = None
        self._refresher = Refresher(engine.changes, self)
        self._tray_refresher = Refresher(engine.changes, self, at_most_every_ms=TRAY_EVERY_MS)
        self.notifier = Notifier(self._show_news, self._is_looking, self)
        self._stays_shown = False
        """Whether the notification that was shown last only said that the app goes on."""
        self.wizard: Wizard | None = None
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._connect()

    @property
    def _settings_file(self) -> Path:
        return self._engine.options.data_dir.root / "windows.ini"

    @property
    def window(self) -> MainWindow:
        """The main window. It is made at the first look at it."""
        if self._window is None:
            self._window = self._made_window()
        return self._window

    def start(self, *, minimized: bool) -> None:
        """Show the tray icon, and the window unless it is to start in the tray."""
        self._show_tray_state()
        self._ageing.start()
        self.tray.start()
        if not minimized and not starting.starts_in_tray():
            self.present()

    def present(self) -> None:
        """Bring the window before everything else; at the very first start the set-up."""
        is_demo = self._engine.options.companion is not None
        if self.wizard is not None or (set_up.is_first_start() and not is_demo):
            self.open_wizard()
        else:
            self.window.present()
            self._tell_of_move()

    def _tell_of_move(self) -> None:
        if self._engine.taking_over.came is not None:
            from scroblarr_desktop.ui.moving.taken_over import show_if_moved_in

            show_if_moved_in(self.window.backing, self.window)

    def open_wizard(self) -> None:
        """Go on with setting up, in a window of its own; the main window comes after it."""
        from scroblarr_desktop.ui.wizard.dialog import Wizard

        if self.wizard is None:
            self.wizard = Wizard(self.window.backing)
            self.wizard.left.connect(self._leave_wizard)
        self.wizard.show()
        self.wizard.raise_()
        self.wizard.activateWindow()

    def _leave_wizard(self) -> None:
        if self.wizard is not None:
            self.wizard.deleteLater()
            self.wizard = None
        self.window.present()

    def stop(self) -> None:
        """Take everything off the screen and listen to the engine no more."""
        self._refresher.stop()
        self._tray_refresher.stop()
        self._ageing.stop()
        self.notifier.stop()
        self.tray.stop()
        if self.wizard is not None:
            self.wizard.deleteLater()
            self.wizard = None
        if self._window is not None:
            self._window.save_state()
            self._window.hide()

    def discard(self) -> None:
        """Stop for good, and let go of the windows: another Desktop may follow."""
        self.stop()
        if self._window is not None:
            self._window.deleteLater()
        self.deleteLater()

    async def stop_work(self) -> None:
        """End what windows still wait for; call it before `stop`."""
        if self._window is not None:
            await self._window.background.stop()

    def save_state(self) -> None:
        """Keep how the window is arranged."""
        if self._window is not None:
            self._window.save_state()

    def refresh(self, changed: Changed) -> None:
        self._show_tray_state()
        self._refresh_windows(changed)

    def _refresh_windows(self, changed: Changed) -> None:
        if self._window is not None:
            self._window.refresh(changed)
        if self.wizard is not None:
            self.wizard.refresh(changed)

    def _made_window(self) -> MainWindow:
        from scroblarr_desktop.ui.main_window import MainWindow

        window = MainWindow(
            self._engine, self._icons, self._settings_file, lambda: self.tray.present
        )
        if self._engine.options.companion is not None:
            window.setWindowTitle(self.tr("A simulated household"))
        window.quiet_asked.connect(self._be_quiet)
        window.put_away.connect(self._say_that_it_stays)
        window.quit_asked.connect(self.quit_asked)
        window.closed_work_asked.connect(self.closed_work_asked)
        window.renewal_asked.connect(self.renewal_asked)
        window.set_up_asked.connect(self.open_wizard)
        return window

    def _connect(self) -> None:
        engine, tray, notifier = self._engine, self.tray, self.notifier
        self._refresher.due.connect(self._refresh_windows)
        self._tray_refresher.due.connect(lambda _changed: self._show_tray_state())
        self._ageing.timeout.connect(self._show_tray_state)
        tray.open_asked.connect(self.present)
        tray.watch_asked.connect(self._present_watch)
        tray.copy_asked.connect(copy_to_clipboard)
        tray.pause_asked.connect(lambda until: self._carry_out(lambda: engine.pause(until)))
        tray.resume_asked.connect(lambda: self._carry_out(engine.resume))
        tray.retry_failed_asked.connect(lambda: self._carry_out(engine.retry_failed))
        tray.needs_asked.connect(self._present_needs)
        tray.quiet_asked.connect(self._be_quiet)
        tray.notice_clicked.connect(self._open_shown)
        notifier.need_asked.connect(self._present_need)
        notifier.needs_asked.connect(self._present_needs)
        notifier.watch_asked.connect(self._present_watch)
        notifier.log_asked.connect(self._present_log)
        tray.quit_asked.connect(self.quit_asked)
        # Whoever started it in the tray has none: the window holds all that the tray does.
        tray.missing.connect(self.present)

    def _show_news(self, title: str, text: str) -> bool:
        self._stays_shown = False
        return self.tray.notify(title, text)

    def _say_that_it_stays(self) -> None:
        if staying.say_once(self.tray.notify, self._settings_file):
            self._stays_shown = True

    def _open_shown(self) -> None:
        if self._stays_shown:
            self.present()
        else:
            self.notifier.open_shown()

    def _present_watch(self, watch_id: int) -> None:
        self.window.present_watch(watch_id)

    def _present_needs(self) -> None:
        self.window.present_needs()

    def _present_need(self, need: Need) -> None:
        self.window.present_need(need)

    def _present_log(self) -> None:
        self.window.present_log()

    def _carry_out(self, action: Callable[[], object]) -> None:
        """Do it, or say why it cannot be done, whether or not there is a window."""
        attempt(self._window, action)
        self.refresh(Changed.STATE)

    def _show_tray_state(self) -> None:
        status = self._engine.status()
        watches = log.watches(LogFilter(), limit=RECENT)
        needs = in_words(self._engine.needs_attention())
        state = TrayState(
            state=status.state,
            sentence=wording.status_sentence(status.sentence, status.paused_until),
            last_event=_last_event(watches),
            paused=status.paused,
            recent=tuple(_recent(watch) for watch in watches),
            addresses=tuple(self._engine.webhook_addresses()),
            failed=failed_among(needs),
            needed=needed_among(needs),
            quiet=notices.quiet_until(utc_now()) is not None,
        )
        self.tray.show_state(state)
        self.notifier.look(needs)

    def _is_looking(self) -> bool:
        """Return whether the person has the window before them."""
        window = self._window
        return window is not None and window.isVisible() and window.isActiveWindow()

    def _be_quiet(self, until: datetime | None) -> None:
        self._carry_out(lambda: notices.be_quiet(until))
        self.refresh(Changed.SETTINGS)


def _last_event(watches: list[LoggedWatch]) -> str:
    if not watches:
        return ""
    return f"{_line(watches[0])}, {wording.moment(watches[0].watched_at)}"


def _recent(watch: LoggedWatch) -> RecentWatch:
    mark = watch.deliveries[-1].state if watch.deliveries else None
    return RecentWatch(watch.id, _line(watch), mark)


def _line(watch: LoggedWatch) -> str:
    who = f"{watch.member.name}: " if watch.member else ""
    return wording.elided(f"{who}{log.heading(watch)}", LONGEST_LINE)
