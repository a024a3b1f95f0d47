"""The log page: what needs a person, the watches, and the details of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from scroblarr_desktop.attention import Need
from scroblarr_desktop.store import deliveries, household, log
from scroblarr_desktop.store.records import DeliveryState, LogFilter
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.details import DetailsPane
from scroblarr_desktop.ui.log.empty import Connection, EmptyLog, Nothing
from scroblarr_desktop.ui.log.model import LogModel
from scroblarr_desktop.ui.log.needs_strip import NeedsStrip
from scroblarr_desktop.ui.log.table import LogTable
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, PAGE_PX, TIGHT_PX, hint, title

TYPING_MS = 250
"""The search waits this long for the next letter."""

AGEING_MS = 30_000
SEARCH_WIDTH_PX = 360


class LogPage(QWidget):
    """Reads the log through the store; everything that changes something goes out as a signal."""

    need_answered = Signal(str, str)
    retry_asked = Signal(int)
    cancel_asked = Signal(int)
    connect_asked = Signal(str)
    servers_asked = Signal()
    page_asked = Signal(str)

    def __init__(self, icons: Icons, destinations: Mapping[str, str]) -> None:
        super().__init__()
        self._icons = icons
        self._connections: Sequence[Connection] = ()
        self._used: set[str] = set()
        self.needs = NeedsStrip(icons)
        self.model = LogModel(log, destinations, icons, self)
        self.table = LogTable(self.model)
        self.details = DetailsPane(icons, destinations)
        self.empty = EmptyLog(icons)
        self.search = self._search_field()
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._ageing.timeout.connect(self.table.age)
        self._lay_out()
        self._connect()

    # -- in

    def refresh(self, accounts_at: set[str]) -> None:
        """Follow the store; `accounts_at` are the destinations where anybody has an account."""
        self.table.follow()
        self._show_columns(accounts_at)
        self._show_table_or_reason()
        self._show_details(self.table.chosen_id())

    def show_needs(self, needs: Sequence[Need]) -> None:
        over = {key for key in self.needs.tried if not _is_under_way(key)}
        self.needs.show_needs(needs, over)

    def show_connections(self, connections: Sequence[Connection]) -> None:
        self._connections = connections
        self._show_table_or_reason()

    def show_watch(self, watch_id: int) -> None:
        """Choose that watch, letting go of a search that hides it."""
        if not self.table.choose(watch_id):
            self.search.clear()
            self._search_now()
            self.table.choose(watch_id)
        self.table.setFocus()

    def leave_search(self) -> None:
        """Show everything again, with the watch that was chosen before."""
        self.search.clear()
        self._search_now()
        self.table.setFocus()

    def repaint_icons(self) -> None:
        self._magnifier.setIcon(self._icons.icon("search"))
        for part in (self.needs, self.details, self.empty):
            part.refresh()
        self.table.viewport().update()

    def save_state(self, settings: QSettings) -> None:
        settings.setValue("log/splitter", self.splitter.saveState())
        settings.setValue("log/columns", self.table.horizontalHeader().saveState())

    def restore_state(self, settings: QSettings) -> None:
        if (state := settings.value("log/splitter")) is not None:
            self.splitter.restoreState(state)
        if (state := settings.value("log/columns")) is not None:
            self.table.horizontalHeader().restoreState(state)

    # -- parts

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search titles"))
        field.setAccessibleName(self.tr("Search titles"))
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(SEARCH_WIDTH_PX)
        self._magnifier = field.addAction(
            self._icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        return field

    def _lay_out(self) -> None:
        self._table_or_reason = QStackedWidget()
        self._table_or_reason.addWidget(self.table)
        self._table_or_reason.addWidget(self.empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._table_or_reason)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([760, 300])
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, PAGE_PX)
        column.setSpacing(MEDIUM_PX)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(title(self.tr("Log")))
        words.addWidget(hint(self.tr("Everything your household watched, and where it went.")))
        column.addLayout(words)
        column.addWidget(self.needs)
        column.addWidget(self.search)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.needs.chosen.connect(self.need_answered)
        self.needs.watch_asked.connect(self.show_watch)
        self.needs.page_asked.connect(self.page_asked)
        self.details.retry_asked.connect(self.retry_asked)
        self.details.cancel_asked.connect(self.cancel_asked)
        self.empty.connect_asked.connect(self.connect_asked)
        self.empty.servers_asked.connect(self.servers_asked)
        self.empty.clear_asked.connect(self.search.clear)
        self.table.watch_chosen.connect(self._show_details)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._search_now)
        self._typing.timeout.connect(self._search_now)
        find = QAction(self)
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.triggered.connect(self._start_search)
        self.addAction(find)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ageing.start()
        self.table.age()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.needs.limit_height(self.height() // 5)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()

    # -- what follows from what

    def _start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search_now(self) -> None:
        self._typing.stop()
        self.model.set_filter(LogFilter(text=self.search.text().strip() or None))
        self._show_table_or_reason()
        if self.table.chosen_id() is None:
            self.table.choose_again()
        self._show_details(self.table.chosen_id())

    def _show_columns(self, accounts_at: set[str]) -> None:
        self._used |= self.model.destinations_in_use() | accounts_at
        self.table.show_columns(self._used)

    def _show_table_or_reason(self) -> None:
        nothing = not self.model.rowCount()
        if nothing:
            self.empty.show_reason(self._connections, self._why_nothing())
        self._table_or_reason.setCurrentWidget(self.empty if nothing else self.table)
        untouched = nothing and not self.model.filter.text
        self.search.setVisible(not untouched)
        self.details.setVisible(not nothing)

    def _why_nothing(self) -> Nothing:
        if self.model.filter.text:
            return Nothing.MATCHES
        kept = (
            one.kept_watches for one in household.all_viewers(unassigned=True) if one.on_own_server
        )
        return Nothing.SETTLED if any(kept) else Nothing.WATCHED

    def _show_details(self, watch_id: int | None) -> None:
        watch = log.watch(watch_id) if watch_id is not None else None
        if watch is None:
            self.details.show_watch(None, {}, None)
        else:
            self.details.show_watch(watch, log.attempts(watch.id), log.raw_body(watch.id))


def _is_under_way(need_key: str) -> bool:
    """Return whether the delivery that a need is about waits for its next try or is in it."""
    try:
        state = deliveries.get(int(need_key.partition(":")[2])).state
    except Missing:
        return False
    return state in (DeliveryState.WAITING, DeliveryState.SENDING)
