"""The one window: what the app is doing on top, the pages on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QMainWindow, QVBoxLayout, QWidget

from scroblarr_desktop import notices
from scroblarr_desktop.attention import TITLES, Need
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.ahead import LoadedAhead
from scroblarr_desktop.ui.answering import Answering
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.header import Header
from scroblarr_desktop.ui.help.bars import Bars
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.needs import in_words
from scroblarr_desktop.ui.notifier import failed_among, needed_among
from scroblarr_desktop.ui.overview.page import OverviewPage
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.pages import PageLike, Pages
from scroblarr_desktop.ui.rail import Rail
from scroblarr_desktop.ui.saying import attempt, say
from scroblarr_desktop.ui.server.connecting import open_dialog
from scroblarr_desktop.ui.widgets.fitting import fit, keep_at_least
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Hairline
from scroblarr_desktop.ui.wizard.unfinished import UnfinishedSetUp
from scroblarr_desktop.watches import ServerKind

if TYPE_CHECKING:
    from scroblarr_desktop.ui.household.page import HouseholdPage
    from scroblarr_desktop.ui.log.page import LogPage
    from scroblarr_desktop.ui.server.page import ServersPage
    from scroblarr_desktop.ui.settings.page import SettingsPage
    from scroblarr_desktop.ui.statistics.page import StatisticsPage

FIRST_SIZE = QSize(1280, 780)
SMALLEST_SIZE = QSize(860, 540)


class MainWindow(QMainWindow):
    """Shows what the engine tells and calls what it offers; holds no logic of its own.

    Closing hides it. A close event is always accepted, because a refused one blocks log-out.
    """

    quit_asked = Signal()
    set_up_asked = Signal()
    """Somebody goes on with setting up."""
    closed_work_asked = Signal(object)
    """Carries a ClosedWork."""
    renewal_asked = Signal()
    quiet_asked = Signal(object)
    """Carries until when no notifications are to be shown, None for "show them again"."""
    put_away = Signal()
    """Somebody closed it, and it can be found again in the tray."""

    def __init__(
        self,
        engine: Engine,
        icons: Icons,
        settings_file: Path,
        has_tray: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._has_tray = has_tray
        self._engine = engine
        self._icons = icons
        self._settings = QSettings(str(settings_file), QSettings.Format.IniFormat)
        self._stale = Changed.NOTHING
        self._needs: Sequence[Need] = ()
        self.header = Header(icons)
        self.background = Background()
        self.backing = Backing(
            engine,
            icons,
            self.background,
            self.show_page,
            while_closed=self.closed_work_asked.emit,
            quit=self.quit_asked.emit,
            renew=self.renewal_asked.emit,
        )
        self.answering = Answering(self)
        self.rail = Rail()
        self.unfinished = UnfinishedSetUp()
        self.bars = Bars(self.backing)
        self.pages = Pages()
        self._log_ahead = LoadedAhead("scroblarr_desktop.ui.log", self)
        self.setWindowTitle(self.tr("Scroblarr"))
        keep_at_least(self, SMALLEST_SIZE)
        fit(self, FIRST_SIZE.width(), FIRST_SIZE.height())
        self._lay_out()
        self._connect()
        self._add_page("overview", self.tr("Overview"), self._made_overview)
        self._add_page("household", self.tr("Household"), self._made_household)
        self._add_page("servers", self.tr("Servers"), self._made_servers)
        self._add_page("log", self.tr("Log"), self._made_log)
        self._add_page("statistics", self.tr("Statistics"), self._made_statistics)
        self._add_page("settings", self.tr("Settings"), self._made_settings)
        self._restore()
        self.refresh(~Changed.NOTHING)

    # -- the pages, each made when it is first wanted

    @property
    def overview_page(self) -> OverviewPage:
        return cast(OverviewPage, self.pages.page("overview"))

    @property
    def household_page(self) -> HouseholdPage:
        return cast("HouseholdPage", self.pages.page("household"))

    @property
    def servers_page(self) -> ServersPage:
        return cast("ServersPage", self.pages.page("servers"))

    @property
    def log_page(self) -> LogPage:
        return cast("LogPage", self.pages.page("log"))

    @property
    def statistics_page(self) -> StatisticsPage:
        return cast("StatisticsPage", self.pages.page("statistics"))

    @property
    def settings_page(self) -> SettingsPage:
        return cast("SettingsPage", self.pages.page("settings"))

    def _made_overview(self) -> PageLike:
        page = OverviewPage(self.backing)
        page.need_answered.connect(self.answering.answer)
        page.watch_asked.connect(self.present_watch)
        page.page_asked.connect(_browse)
        page.restore_state(self._settings)
        page.show_needs(self._needs)
        return page

    def _made_household(self) -> PageLike:
        from scroblarr_desktop.ui.household.page import HouseholdPage

        page = HouseholdPage(self.backing)
        page.restore_state(self._settings)
        return page

    def _made_servers(self) -> PageLike:
        from scroblarr_desktop.ui.server.page import ServersPage

        page = ServersPage(self.backing)
        page.restore_state(self._settings)
        return page

    def _made_log(self) -> PageLike:
        from scroblarr_desktop.ui.log.empty import connections_now
        from scroblarr_desktop.ui.log.page import LogPage

        engine = self._engine
        page = LogPage(self.backing, TITLES)
        page.need_answered.connect(self.answering.answer)
        page.retry_asked.connect(lambda one: self.carry_out(lambda: engine.retry(one)))
        page.cancel_asked.connect(lambda one: self.carry_out(lambda: engine.cancel(one)))
        page.connect_asked.connect(self.answering.connect_server)
        page.servers_asked.connect(lambda: self.show_page("servers"))
        page.page_asked.connect(_browse)
        page.restore_state(self._settings)  # before it hides what there is nothing to show in
        page.show_needs(self._needs)
        page.show_connections(connections_now())
        return page

    def _made_statistics(self) -> PageLike:
        from scroblarr_desktop.ui.statistics.page import StatisticsPage

        page = StatisticsPage(self.backing)
        page.watch_asked.connect(self.present_watch)
        page.restore_state(self._settings)
        return page

    def _made_settings(self) -> PageLike:
        from scroblarr_desktop.ui.settings.page import SettingsPage

        page = SettingsPage(self.backing)
        page.restore_state(self._settings)
        return page

    # -- in

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed; a hidden window does so when it is next shown."""
        self._stale |= changed
        if not self.isVisible():
            return
        changed, self._stale = self._stale, Changed.NOTHING
        status = self._engine.status()
        self.header.show_state(
            status.state if status.is_set_up or status.state != "ok" else "waiting",
            wording.status_sentence(status.sentence, status.paused_until),
            status.listening,
            paused=status.paused,
        )
        trouble = self._engine.not_listening
        self.header.offer_port(trouble.free_port if trouble is not None else None)
        self.header.copy.show_addresses(self._engine.webhook_addresses())
        self.unfinished.refresh()
        self.bars.refresh()
        self._show_needs(in_words(self._engine.needs_attention()))
        self.pages.note(changed)
        self.pages.refresh_shown()

    def _show_needs(self, needs: Sequence[Need]) -> None:
        self._needs = needs
        needed = needed_among(needs)
        self._count("log", needed)
        self.header.show_needs(
            needed=needed,
            failed=failed_among(needs),
            quiet=notices.quiet_until(utc_now()) is not None,
        )
        if self.pages.has("overview"):
            self.overview_page.show_needs(needs)
        if self.pages.has("log"):
            from scroblarr_desktop.ui.log.empty import connections_now

            self.log_page.show_connections(connections_now())
            self.log_page.show_needs(needs)

    def present(self) -> None:
        """Bring the window before everything else."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def present_watch(self, watch_id: int) -> None:
        self.present()
        self.show_page("log")
        self.log_page.show_watch(watch_id)

    def present_log(self) -> None:
        self.present()
        self.show_page("log")

    def present_needs(self) -> None:
        """Show what needs a person."""
        self.present()
        self.show_page("overview")

    def present_need(self, need: Need) -> None:
        """Show what that is about."""
        self.answering.open(need)

    def show_page(self, key: str) -> None:
        """Turn to that page; "settings:network" also to that group of the settings."""
        key, _, group = key.partition(":")
        if group:
            self.settings_page.show_group(group)
        for row in range(self.rail.count()):
            if self.rail.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.rail.setCurrentRow(row)

    def save_state(self) -> None:
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/page", self._page_key(self.rail.currentRow()))
        self.pages.save_state(self._settings)
        self._settings.sync()

    # -- what a person asks for

    def carry_out(self, action: Callable[[], object]) -> None:
        """Do it, or say why it cannot be done."""
        attempt(self, action)
        self.refresh(Changed.STATE)

    def open_server_dialog(self, kind: ServerKind, again: int | None = None) -> None:
        """Connect a media server, or sign in at one `again`."""
        dialog = open_dialog(self.backing, kind, self, lambda server_id: None, again)
        dialog.finished.connect(lambda _: self.refresh(~Changed.NOTHING))

    def _connect(self) -> None:
        engine, header = self._engine, self.header
        header.pause_asked.connect(lambda until: self.carry_out(lambda: engine.pause(until)))
        header.resume_asked.connect(lambda: self.carry_out(engine.resume))
        header.retry_failed_asked.connect(lambda: self.carry_out(engine.retry_failed))
        header.needs_asked.connect(self.present_needs)
        header.quiet_asked.connect(self.quiet_asked)
        header.retry_due_asked.connect(lambda: self.carry_out(engine.retry_due))
        header.port_asked.connect(self._use_port)
        header.quit_asked.connect(self.quit_asked)
        self.rail.currentRowChanged.connect(self._turn_to)
        settings = QShortcut(QKeySequence("Ctrl+,"), self)
        settings.activated.connect(lambda: self.show_page("settings"))
        self.unfinished.go_on_asked.connect(self.set_up_asked)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self._leave_search)

    def _turn_to(self, row: int) -> None:
        with self._without_flicker():
            self.pages.turn_to(row)
        if self.isVisible():
            self.pages.refresh_shown()

    @contextmanager
    def _without_flicker(self) -> Iterator[None]:
        """Draw once, when a page that is made just now stands in its place."""
        self.setUpdatesEnabled(False)
        try:
            yield
        finally:
            self.setUpdatesEnabled(True)

    def _use_port(self, port: int) -> None:
        work = self._engine.change_port(port)
        self.background.run(self, work, failed=lambda trouble: say(self, trouble))

    def _leave_search(self) -> None:
        if self.pages.has("log") and self.log_page.search.hasFocus():
            self.log_page.leave_search()

    # -- looks

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(SMALL_PX, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self.pages, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Hairline())
        column.addWidget(self.unfinished)
        column.addWidget(self.bars)
        column.addLayout(below, 1)
        self.setCentralWidget(middle)

    def _add_page(self, key: str, name: str, make: Callable[[], PageLike]) -> None:
        """Add a page with its place in the rail and its Ctrl+number."""
        item = QListWidgetItem(self._icons.page(key), name)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + LARGE_PX))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.pages.add(key, make)
        self.rail.addItem(item)
        number = self.rail.count()
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
        shortcut.activated.connect(lambda: self.rail.setCurrentRow(number - 1))

    def _count(self, key: str, waiting: int) -> None:
        """Show at a page's name how much waits there."""
        for row in range(self.rail.count()):
            item = self.rail.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == key:
                name = item.data(Qt.ItemDataRole.AccessibleTextRole).partition(" (")[0]
                text = f"{name} ({waiting})" if waiting else name
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def _page_key(self, row: int) -> str:
        item = self.rail.item(row)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _restore(self) -> None:
        if (geometry := self._settings.value("window/geometry")) is not None:
            self.restoreGeometry(geometry)
        self.show_page("overview")
        self.show_page(str(self._settings.value("window/page", "overview")))

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(self._stale)
        self._log_ahead.start()  # it is what most look at next, and large

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_state()
        event.accept()
        if event.spontaneous() and self._has_tray():
            self.put_away.emit()
        elif event.spontaneous():
            # Without a tray a hidden window could not be found again.
            QTimer.singleShot(0, self.showMinimized)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._icons.refresh()
            for row in range(self.rail.count()):
                self.rail.item(row).setIcon(self._icons.page(self._page_key(row)))
            self.header.refresh()
            self.pages.repaint_icons()


def _browse(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
