"""The one window: what the app is doing on top, the pages on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop import notices
from scroblarr_desktop.attention import TITLES, Need
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import accounts, servers
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.header import Header
from scroblarr_desktop.ui.household.page import HouseholdPage
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.log.empty import connections_now
from scroblarr_desktop.ui.log.page import LogPage
from scroblarr_desktop.ui.notifier import failed_among, needed_among
from scroblarr_desktop.ui.overview.page import OverviewPage
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.rail import Rail
from scroblarr_desktop.ui.saying import attempt, say
from scroblarr_desktop.ui.server.connecting import open_dialog
from scroblarr_desktop.ui.server.page import ServersPage
from scroblarr_desktop.ui.settings.page import SettingsPage
from scroblarr_desktop.ui.statistics.page import StatisticsPage
from scroblarr_desktop.ui.widgets.fitting import fit, keep_at_least
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Hairline
from scroblarr_desktop.ui.wizard.unfinished import UnfinishedSetUp
from scroblarr_desktop.watches import ServerKind

FIRST_SIZE = QSize(1280, 780)
SMALLEST_SIZE = QSize(860, 540)


class MainWindow(QMainWindow):
    """Shows what the engine tells and calls what it offers; holds no logic of its own.

    Closing hides it. A close event is always accepted, because a refused one blocks log-out.
    """

    quit_asked = Signal()
    set_up_asked = Signal()
    """Somebody goes on with setting up."""
    quiet_asked = Signal(object)
    """Carries until when no notifications are to be shown, None for "show them again"."""
    palette_changed = Signal()

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
        self._unseen: dict[QWidget, Changed] = {}
        """What changed since a page was up to date: one that is behind others does it later."""
        self.header = Header(icons)
        self.background = Background()
        self.backing = backing = Backing(engine, icons, self.background, self.show_page)
        self.overview_page = OverviewPage(backing)
        self.household_page = HouseholdPage(backing)
        self.servers_page = ServersPage(backing)
        self.log_page = LogPage(backing, TITLES)
        self.statistics_page = StatisticsPage(backing)
        self.settings_page = SettingsPage(backing)
        self._calm_pages: tuple[Page, ...] = (
            self.overview_page,
            self.household_page,
            self.servers_page,
            self.statistics_page,
            self.settings_page,
        )
        self.rail = Rail()
        self.unfinished = UnfinishedSetUp()
        self.pages = QStackedWidget()
        self.setWindowTitle(self.tr("Scroblarr"))
        keep_at_least(self, SMALLEST_SIZE)
        fit(self, FIRST_SIZE.width(), FIRST_SIZE.height())
        self._lay_out()
        self._connect()
        self._add_page("overview", self.tr("Overview"), self.overview_page)
        self._add_page("household", self.tr("Household"), self.household_page)
        self._add_page("servers", self.tr("Servers"), self.servers_page)
        self._add_page("log", self.tr("Log"), self.log_page)
        self._add_page("statistics", self.tr("Statistics"), self.statistics_page)
        self._add_page("settings", self.tr("Settings"), self.settings_page)
        self._restore()
        self.refresh(~Changed.NOTHING)

    # -- in

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed; a hidden window does so when it is next shown."""
        self._stale |= changed
        if not self.isVisible():
            return
        changed, self._stale = self._stale, Changed.NOTHING
        status = self._engine.status()
        self.header.show_state(
            status.state,
            wording.status_sentence(status.sentence, status.paused_until),
            status.listening,
            paused=status.paused,
        )
        trouble = self._engine.not_listening
        self.header.offer_port(trouble.free_port if trouble is not None else None)
        self.header.copy.show_addresses(self._engine.webhook_addresses())
        self.log_page.show_connections(connections_now())
        self.unfinished.refresh()
        needs = self._engine.needs_attention()
        self.log_page.show_needs(needs)
        self.overview_page.show_needs(needs)
        needed = needed_among(needs)
        self._count("log", needed)
        self.header.show_needs(
            needed=needed,
            failed=failed_among(needs),
            quiet=notices.quiet_until(utc_now()) is not None,
        )
        for page in (self.log_page, *self._calm_pages):
            self._unseen[page] = self._unseen.get(page, Changed.NOTHING) | changed
        self._refresh_page()

    def _refresh_page(self) -> None:
        """Bring the page that is shown up to date."""
        page = self.pages.currentWidget()
        if page not in self._unseen or not self.isVisible():
            return
        changed = self._unseen.pop(page)
        if isinstance(page, Page):
            page.refresh(changed)
        elif changed & (Changed.LOG | Changed.HOUSEHOLD | Changed.SERVERS):
            self.log_page.refresh({account.destination for account in accounts.all_accounts()})

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
        kind, _, number = need.key.partition(":")
        opens: dict[str, Callable[[int], object]] = {
            "account": self._show_account,
            "viewer": self.household_page.ask_who,
            "server": self._open_server,
        }
        self.present()
        if need.watch_id is not None:
            self.present_watch(need.watch_id)
        elif kind in opens:
            self.carry_out(lambda: opens[kind](int(number)))
        else:
            self.present_needs()

    def _show_account(self, account_id: int) -> None:
        member_id = accounts.get(account_id).member_id
        self.show_page("household")
        self.household_page.open_member(member_id)

    def show_page(self, key: str) -> None:
        for row in range(self.rail.count()):
            if self.rail.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.rail.setCurrentRow(row)

    def save_state(self) -> None:
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/page", self._page_key(self.rail.currentRow()))
        self.log_page.save_state(self._settings)
        for page in self._calm_pages:
            page.save_state(self._settings)
        self._settings.sync()

    # -- what a person asks for

    def carry_out(self, action: Callable[[], object]) -> None:
        """Do it, or say why it cannot be done."""
        attempt(self, action)
        self.refresh(Changed.STATE)

    def _answer(self, need_key: str, action: str) -> None:
        """Do what was chosen, or open what it takes a person to do."""
        kind, _, number = need_key.partition(":")
        asks: dict[tuple[str, str], Callable[[int], object]] = {
            ("account", "sign_in"): self._sign_in_again,
            ("viewer", "ignore"): self.household_page.ask_to_ignore,
            ("viewer", "who"): self.household_page.ask_who,
            ("viewer", "add"): self.household_page.ask_to_add,
            ("server", "open"): self._open_server,
            ("server", "sign_in"): self._sign_in_at_server,
        }
        if (ask_person := asks.get((kind, action))) is not None:
            self.carry_out(lambda: ask_person(int(number)))
        elif kind == "viewer" and action.startswith("give:"):
            chosen = (int(action.removeprefix("give:")),)
            self.carry_out(lambda: self.household_page.ask_who(int(number), chosen))
        else:
            self.carry_out(lambda: self._engine.act(need_key, action))

    def _sign_in_again(self, account_id: int) -> None:
        account = accounts.get(account_id)
        dialog = LinkingDialog(self.backing, account.member_id, account.destination, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_server(self, server_id: int) -> None:
        self.show_page("servers")
        self.servers_page.present(server_id)

    def _sign_in_at_server(self, server_id: int) -> None:
        server = servers.get(server_id)
        open_dialog(self.backing, server.kind, self, lambda _: None, server.connection_id)

    def _connect_server(self, kind: str) -> None:
        dialog = open_dialog(self.backing, ServerKind(kind), self, lambda server_id: None)
        dialog.finished.connect(lambda _: self.refresh(~Changed.NOTHING))

    def _connect(self) -> None:
        engine, header, page = self._engine, self.header, self.log_page
        header.pause_asked.connect(lambda until: self.carry_out(lambda: engine.pause(until)))
        header.resume_asked.connect(lambda: self.carry_out(engine.resume))
        header.retry_failed_asked.connect(lambda: self.carry_out(engine.retry_failed))
        header.needs_asked.connect(self.present_needs)
        header.quiet_asked.connect(self.quiet_asked)
        self.statistics_page.watch_asked.connect(self.present_watch)
        header.retry_due_asked.connect(lambda: self.carry_out(engine.retry_due))
        header.port_asked.connect(self._use_port)
        header.quit_asked.connect(self.quit_asked)
        overview = self.overview_page
        overview.need_answered.connect(self._answer)
        overview.watch_asked.connect(self.present_watch)
        overview.page_asked.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        page.need_answered.connect(self._answer)
        page.retry_asked.connect(lambda one: self.carry_out(lambda: engine.retry(one)))
        page.cancel_asked.connect(lambda one: self.carry_out(lambda: engine.cancel(one)))
        page.connect_asked.connect(self._connect_server)
        page.servers_asked.connect(lambda: self.show_page("servers"))
        page.page_asked.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        self.rail.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.pages.currentChanged.connect(self._refresh_page)
        settings = QShortcut(QKeySequence("Ctrl+,"), self)
        settings.activated.connect(lambda: self.show_page("settings"))
        self.unfinished.go_on_asked.connect(self.set_up_asked)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self._leave_search)

    def _use_port(self, port: int) -> None:
        work = self._engine.change_port(port)
        self.background.run(self, work, failed=lambda trouble: say(self, trouble))

    def _leave_search(self) -> None:
        if self.log_page.search.hasFocus():
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
        column.addLayout(below, 1)
        self.setCentralWidget(middle)

    def _add_page(self, key: str, name: str, page: QWidget) -> None:
        """Add a page with its place in the rail and its Ctrl+number."""
        item = QListWidgetItem(self._icons.page(key), name)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + LARGE_PX))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.rail.addItem(item)
        self.pages.addWidget(page)
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
        self.log_page.restore_state(self._settings)
        for page in self._calm_pages:
            page.restore_state(self._settings)
        self.rail.setCurrentRow(0)
        self.show_page(str(self._settings.value("window/page", "overview")))

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(self._stale)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_state()
        event.accept()
        if event.spontaneous() and not self._has_tray():
            # Without a tray a hidden window could not be found again.
            QTimer.singleShot(0, self.showMinimized)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._icons.refresh()
            for row in range(self.rail.count()):
                self.rail.item(row).setIcon(self._icons.page(self._page_key(row)))
            self.header.refresh()
            self.log_page.repaint_icons()
            for page in self._calm_pages:
                page.repaint_icons()
            self.palette_changed.emit()
