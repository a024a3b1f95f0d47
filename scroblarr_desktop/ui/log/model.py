"""The log as a table: ids of all watches at once, the watches themselves a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from scroblarr_desktop.store.listing import NEWEST_FIRST
from scroblarr_desktop.store.records import (
    LogColumn,
    LogFilter,
    LoggedDelivery,
    LoggedWatch,
    LogOrder,
)
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.cells import Cells
from scroblarr_desktop.ui.log.columns import SORTED_BY
from scroblarr_desktop.ui.log.columns import Column as Column
from scroblarr_desktop.ui.log.reading import AtOnce, Reader
from scroblarr_desktop.ui.log.rows import (
    PAGE_SIZE,
    Answer,
    Changes,
    LogSource,
    Question,
    Rows,
)

Index = QModelIndex | QPersistentModelIndex

FEW = 5
"""Up to so many rows are looked for one by one."""


class LogModel(QAbstractTableModel):
    """Watches, newest first or as sorted. `refresh` follows the store without losing anything."""

    WatchId = Qt.ItemDataRole.UserRole

    about_to_change = Signal(bool)
    """Other rows are about to come. Carries whether they follow the store only, or else another
    filter or order: whoever keeps a place notes it now.
    """
    changed = Signal()
    """They have followed it."""

    def __init__(
        self,
        source: LogSource,
        destinations: Mapping[str, str],
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._destinations = list(destinations)
        self._titles = list(destinations.values())
        self._filter, self._order = LogFilter(), NEWEST_FIRST
        self._shown: tuple[LogFilter, LogOrder] | None = None
        self._rows = Rows()
        self._pages: dict[int, dict[int, LoggedWatch]] = {}
        self._cells = Cells(icons)
        self._cells.by_day = True
        self.reader: Reader = AtOnce()
        self.is_whole = True
        """Whether all rows are here; of a long log the first come before the others."""

    # -- what is shown

    @property
    def filter(self) -> LogFilter:
        return self._filter

    @property
    def order(self) -> LogOrder:
        return self._order

    def set_filter(self, log_filter: LogFilter) -> None:
        if log_filter != self._filter:
            self._filter = log_filter
            self.refresh()

    def set_order(self, order: LogOrder) -> None:
        if order != self._order:
            self._order = order
            self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as the head of the table asks."""
        if 0 <= column < self.columnCount():
            descending = order == Qt.SortOrder.DescendingOrder
            self.set_order(LogOrder(self._sorted_by(column), descending))

    @property
    def sorted_column(self) -> int:
        """The column by which it is sorted now."""
        names = [self._sorted_by(column) for column in range(self.columnCount())]
        return names.index(self._order.by)

    def refresh(self) -> None:
        """Read again what changed: rows come, go and change in place, now or a little later."""
        self.reader.ask(self._source, self._question, self._take)

    def _question(self) -> Question:
        fresh = self._shown != (self._filter, self._order) or not self._rows.ids
        return Question(self._filter, self._order, self._rows, fresh)

    def tick(self, first_row: int, last_row: int) -> None:
        """Say the times of these rows anew: they age."""
        if 0 <= first_row <= last_row < self.rowCount():
            self.dataChanged.emit(
                self.index(first_row, Column.WHEN), self.index(last_row, Column.WHEN)
            )

    def watch_at(self, row: int) -> LoggedWatch | None:
        """Return the watch in that row; None where it was deleted a moment ago."""
        page_number = row // PAGE_SIZE
        if page_number not in self._pages:
            start = page_number * PAGE_SIZE
            self._pages[page_number] = self._source.by_ids(
                self._rows.ids[start : start + PAGE_SIZE]
            )
        return self._pages[page_number].get(self._rows.ids[row])

    def row_of(self, watch_id: int) -> int | None:
        # Few are looked for, and a table of all would take longer to make than this.
        try:
            return self._rows.ids.index(watch_id)
        except ValueError:
            return None

    def rows_of(self, watch_ids: Collection[int]) -> list[int]:
        """Return the rows of those that are there, from the top."""
        if len(watch_ids) <= FEW:
            found = (self.row_of(one) for one in watch_ids)
            return sorted(row for row in found if row is not None)
        wanted = set(watch_ids)
        return [row for row, one in enumerate(self._rows.ids) if one in wanted]

    def id_at(self, row: int) -> int:
        return self._rows.ids[row]

    def days(self) -> list[int]:
        """Return the rows above which a day's heading stands."""
        return list(self._rows.first_of_days)

    def day_above(self, row: int) -> str | None:
        """Return the heading above that row, None where none stands there."""
        at = self._rows.first_of_days.get(row)
        return None if at is None else wording.day(at)

    def name(self, column: int) -> str:
        """Return what stands at the column's head."""
        fixed = [self.tr("When"), self.tr("Title"), self.tr("Who"), self.tr("Server")]
        return [*fixed, *self._titles][column]

    def destination(self, column: int) -> str:
        """Return the name of the destination that the column stands for."""
        return self._destinations[column - len(Column)]

    def destinations_in_use(self, first_rows: int = PAGE_SIZE) -> set[str]:
        """Return where any of the newest watches went."""
        watches = (self.watch_at(row) for row in range(min(first_rows, self.rowCount())))
        return {one.destination for watch in watches if watch for one in watch.deliveries}

    # -- Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column) + len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or section >= self.columnCount():
            return None
        return self.name(section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role == self.WatchId:
            return self._rows.ids[index.row()]
        watch = self.watch_at(index.row())
        if watch is None:
            return None
        if index.column() < len(Column):
            return self._cells.fixed(watch, Column(index.column()), role)
        place = index.column() - len(Column)
        return self._cells.mark(self._delivery(watch, place), self._titles[place], role)

    def _delivery(self, watch: LoggedWatch, place: int) -> LoggedDelivery | None:
        wanted = self._destinations[place]
        return next((one for one in reversed(watch.deliveries) if one.destination == wanted), None)

    def _sorted_by(self, column: int) -> str:
        if column < len(Column):
            return SORTED_BY[Column(column)]
        return self.destination(column)

    # -- following the store

    def _take(self, answer: Answer) -> None:
        asked = answer.question
        if (asked.wanted, asked.order) != (self._filter, self._order):
            return  # something else was asked for meanwhile
        # Where other rows came meanwhile nobody has reckoned out what changed.
        steps = answer.changes if asked.present is self._rows else None
        self.about_to_change.emit((asked.wanted, asked.order) == self._shown)
        self._shown = (asked.wanted, asked.order)
        self._pages = {} if answer.first is None else {0: answer.first}
        self.is_whole = answer.whole
        self._cells.by_day = self._order.by == LogColumn.WATCHED_AT
        if steps is None:
            self._start_over(answer.rows)
        else:
            self._follow(answer.rows, steps)
        self.changed.emit()

    def _start_over(self, rows: Rows) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _follow(self, rows: Rows, steps: Changes) -> None:
        # A list of its own: the other one may be read in another thread just now.
        ids = list(self._rows.ids)
        self._rows = Rows(ids)
        for first, last in reversed(steps.removed):
            self.beginRemoveRows(QModelIndex(), first, last)
            del ids[first : last + 1]
            self.endRemoveRows()
        for first, last in steps.inserted:
            self.beginInsertRows(QModelIndex(), first, last)
            ids[first:first] = rows.ids[first : last + 1]
            self.endInsertRows()
        self._rows = rows
        if rows.ids:
            last_cell = self.index(len(rows.ids) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last_cell)
