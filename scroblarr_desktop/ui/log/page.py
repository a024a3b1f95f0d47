"""The log page: what needs a person, the watches, and the details of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, deliveries, household, log, trail
from scroblarr_desktop.store.records import DeliveryState, LoggedWatch
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui.log import layout
from scroblarr_desktop.ui.log.actions import MOST, LogActions
from scroblarr_desktop.ui.log.details import DetailsPane
from scroblarr_desktop.ui.log.division import Division
from scroblarr_desktop.ui.log.doing import Doing
from scroblarr_desktop.ui.log.empty import Connection, EmptyLog, Nothing
from scroblarr_desktop.ui.log.export_dialog import ExportDialog
from scroblarr_desktop.ui.log.filters import FilterBar
from scroblarr_desktop.ui.log.model import LogModel
from scroblarr_desktop.ui.log.needs_strip import NeedsStrip
from scroblarr_desktop.ui.log.notice import Notice
from scroblarr_desktop.ui.log.poster_files import PosterFiles
from scroblarr_desktop.ui.log.posters import Posters
from scroblarr_desktop.ui.log.reading import InThread
from scroblarr_desktop.ui.log.rows import StoredLog
from scroblarr_desktop.ui.log.table import LogTable
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import (
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    TIGHT_PX,
    hint,
    title,
)

AGEING_MS = 30_000


class LogPage(QWidget):
    """Reads the log through the store. What belongs to the whole window goes out as a signal."""

    need_answered = Signal(str, str)
    retry_asked = Signal(int)
    cancel_asked = Signal(int)
    connect_asked = Signal(str)
    servers_asked = Signal()
    page_asked = Signal(str)

    def __init__(self, backing: Backing, destinations: Mapping[str, str]) -> None:
        super().__init__()
        self._backing = backing
        self._icons = icons = backing.icons
        self._titles = destinations
        self._connections: Sequence[Connection] = ()
        self._used: set[str] = set()
        self._accounts_at: set[str] = set()
        self._sought: int | None = None
        self._offered: list[LoggedWatch] = []
        self.export_folder = ""
        """Where the last export went."""
        self.needs = NeedsStrip(icons)
        self.filters = FilterBar(icons, destinations)
        self.search = self.filters.search
        self.export = QToolButton()
        self.model = LogModel(StoredLog(), destinations, icons, self)
        self.model.reader = InThread(backing.background, self)
        self.table = LogTable(self.model)
        self.details = DetailsPane(icons, destinations)
        engine, files = backing.engine, PosterFiles(backing.engine.options.data_dir.posters)
        self.posters = Posters(engine.poster, backing.background, files, self)
        self.details.take_posters(self.posters)
        self.empty = EmptyLog(icons)
        self.notice = Notice()
        self.doing = Doing(backing, self._title_of, self)
        searches = backing.engine.sync.correcting.searches
        self.choices = LogActions(self.doing, icons, self._title_of, searches, self.table)
        self.details.menu = self.choices.menu
        self.details.correctable = self.choices.correctable
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._ageing.timeout.connect(self.table.age)
        self._lay_out()
        self._connect()

    # -- in

    def refresh(self, changed: Changed) -> None:
        """Follow the store, where that has to do with the log."""
        if not changed & (Changed.LOG | Changed.HOUSEHOLD | Changed.SERVERS):
            return
        self._accounts_at = {account.destination for account in accounts.all_accounts()}
        self.filters.refresh()
        self.model.set_filter(self.filters.wanted)  # "today" is another day after midnight
        self.table.follow()

    def show_needs(self, needs: Sequence[Need]) -> None:
        over = {key for key in self.needs.tried if not _is_under_way(key)}
        self.needs.show_needs(needs, over)

    def show_connections(self, connections: Sequence[Connection]) -> None:
        self._connections = connections
        self._show_table_or_reason()

    def show_watch(self, watch_id: int) -> None:
        """Choose that watch, letting go of a search or filter that hides it."""
        self._sought = watch_id
        if not self.table.choose(watch_id):
            self.filters.clear()
        self._choose_sought()
        self.table.setFocus()

    def leave_search(self) -> None:
        """Show everything again, with the watch that was chosen before."""
        self.search.clear()
        self.filters.search_now()
        self.table.setFocus()

    def repaint_icons(self) -> None:
        self.filters.repaint_icons()
        self.export.setIcon(self._icons.icon("export"))
        for part in (self.needs, self.details, self.empty):
            part.refresh()
        self.choices.repaint_icons()
        self.table.viewport().update()

    def save_state(self, settings: QSettings) -> None:
        layout.save(self, settings)

    def restore_state(self, settings: QSettings) -> None:
        layout.restore(self, settings)

    # -- parts

    def _lay_out(self) -> None:
        self._table_or_reason = QStackedWidget()
        self._table_or_reason.addWidget(self.table)
        self._table_or_reason.addWidget(self.empty)
        self.splitter = Division(self._table_or_reason, self.details)
        self.count = hint()
        self.count.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, SMALL_PX)
        column.setSpacing(MEDIUM_PX)
        column.addLayout(self._top())
        column.addWidget(self.needs)
        column.addWidget(self.filters)
        column.addWidget(self.splitter, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SMALL_PX)
        foot.addWidget(self.notice, 1)
        foot.addWidget(self.count)
        return foot

    def _top(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(title(self.tr("Log")))
        words.addWidget(hint(self.tr("Everything your household watched, and where it went.")))
        self.export.setText(self.tr("Export…"))
        self.export.setIcon(self._icons.icon("export"))
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addLayout(words, 1)
        top.addWidget(self.export, 0, Qt.AlignmentFlag.AlignBottom)
        return top

    def _connect(self) -> None:
        self.needs.chosen.connect(self.need_answered)
        self.needs.watch_asked.connect(self.show_watch)
        self.needs.page_asked.connect(self.page_asked)
        self.details.retry_asked.connect(self.retry_asked)
        self.details.cancel_asked.connect(self.cancel_asked)
        self.details.match_asked.connect(self._correct)
        self.details.give_asked.connect(lambda: self.doing.give(self._chosen()))
        self.empty.connect_asked.connect(self.connect_asked)
        self.empty.servers_asked.connect(self.servers_asked)
        self.empty.clear_asked.connect(self.filters.clear)
        self.filters.changed.connect(self._filter)
        self.doing.moved.connect(self.table.choose_once_there)
        self.doing.done.connect(self.table.follow)
        self.doing.said.connect(self.notice.say)
        self.model.changed.connect(self._follow)
        self.table.several_chosen.connect(self._show_chosen)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.export.clicked.connect(self._export)
        find = QAction(self)
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.triggered.connect(self._start_search)
        self.addAction(find)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ageing.start()
        self.table.age()
        self.posters.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.needs.limit_height(self.height() // 5)
        self.splitter.arrange(self.width())
        self._show_or_hide_details()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()

    # -- what follows from what

    def _start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _filter(self) -> None:
        self.model.set_filter(self.filters.wanted)
        self._show_table_or_reason()

    def _follow(self) -> None:
        """The model has followed the store, or the filter."""
        self._show_columns()
        self._show_table_or_reason()
        self._choose_sought()
        self._show_chosen()
        count = self.model.rowCount()
        said = self.tr("1 watch") if count == 1 else self.tr("{count} watches")
        shown = bool(count) and self.model.is_whole
        self.count.setText(said.format(count=QLocale().toString(count)) if shown else "")

    def _choose_sought(self) -> None:
        if (self._sought is not None and self.table.choose(self._sought)) or self.model.is_whole:
            self._sought = None

    def _show_columns(self) -> None:
        self._used |= self.model.destinations_in_use() | self._accounts_at
        self.table.show_columns(self._used)

    def _show_table_or_reason(self) -> None:
        nothing = not self.model.rowCount()
        if nothing:
            self.empty.show_reason(self._connections, self._why_nothing())
        self._table_or_reason.setCurrentWidget(self.empty if nothing else self.table)
        untouched = nothing and not self.filters.is_active
        self.filters.setVisible(not untouched)
        self.export.setVisible(not untouched)
        self._show_or_hide_details()

    def _show_or_hide_details(self) -> None:
        """Where there is little room they come with what is chosen."""
        shown = bool(self.model.rowCount())
        if self.splitter.is_narrow:
            shown = shown and self.details.is_filled
        appears = shown and self.details.isHidden()
        self.details.setVisible(shown)
        if appears and self.splitter.is_narrow:
            QTimer.singleShot(0, self.table, self.table.show_current)  # it covers some rows

    def _why_nothing(self) -> Nothing:
        if self.filters.is_active:
            return Nothing.MATCHES
        kept = (
            one.kept_watches for one in household.all_viewers(unassigned=True) if one.on_own_server
        )
        return Nothing.SETTLED if any(kept) else Nothing.WATCHED

    def _chosen(self) -> list[LoggedWatch]:
        """Return the chosen watches from the top, at most as many as can be worked on at once."""
        ids = self.table.chosen_ids(MOST + 1)
        if len(ids) > MOST:
            return []
        found = log.by_ids(ids) if ids else {}
        return [found[one] for one in ids if one in found]

    def _show_chosen(self) -> None:
        chosen = self.table.chosen_ids(MOST + 1)
        watches = self._chosen()
        if watches != self._offered:
            self._offered = watches
            self.choices.show_for(watches)
        if len(chosen) > 1:
            count = len(chosen) if len(chosen) <= MOST else len(self.table.chosen_ids())
            self.details.show_several(count, can_be_given=self.choices.give.isEnabled())
        elif watches:
            self._show_details(watches[0])
        else:
            self.details.show_watch(None, {}, None)
        self._show_or_hide_details()

    def _show_details(self, watch: LoggedWatch) -> None:
        steps = trail.of(watch.id)
        if self.details.shows(watch, steps):
            return  # with every attempt something of the watch changes
        self.details.show_watch(watch, log.attempts(watch.id), log.raw_body(watch.id), steps)

    def _title_of(self, destination: str) -> str:
        return self._titles.get(destination, destination)

    # -- what a person does

    def _correct(self, delivery_id: int) -> None:
        for watch in self._chosen():
            for delivery in watch.deliveries:
                if delivery.id == delivery_id:
                    self.doing.correct(watch, delivery)

    def _open_menu(self, at: QPoint) -> None:
        self._show_chosen()
        self.choices.menu.popup(self.table.viewport().mapToGlobal(at))

    def _export(self) -> None:
        count = self.model.rowCount()
        wanted, order, folder = self.filters.wanted, self.model.order, self.export_folder
        dialog = ExportDialog(self._backing, wanted, order, count, folder, self)
        dialog.written.connect(self._note_folder)
        dialog.open()

    def _note_folder(self, folder: str) -> None:
        self.export_folder = folder


def _is_under_way(need_key: str) -> bool:
    """Return whether the delivery that a need is about waits for its next try or is in it."""
    try:
        state = deliveries.get(int(need_key.partition(":")[2])).state
    except Missing:
        return False
    return state in (DeliveryState.WAITING, DeliveryState.SENDING)
