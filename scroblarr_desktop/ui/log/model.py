"""The log as a table: ids of all watches at once, the watches themselves a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from itertools import groupby
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import LogFilter, LoggedDelivery, LoggedWatch
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons

PAGE_SIZE = 40
"""Watches read at a time."""

NARROW_CHANGE = 500
"""Up to this many rows come and go one by one, keeping the view's place; beyond, all is new."""

Index = QModelIndex | QPersistentModelIndex


class LogSource(Protocol):
    """Where the log is read: `store.log`."""

    def ids(self, wanted: LogFilter, /) -> list[int]:
        """Return the ids of all watches that match, newest first."""

    def by_ids(self, wanted: Sequence[int], /) -> dict[int, LoggedWatch]: ...


class Column(IntEnum):
    """The fixed columns; one for each destination follows."""

    WHEN = 0
    TITLE = 1
    WHO = 2
    SERVER = 3


class LogModel(QAbstractTableModel):
    """Watches, newest first. `refresh` follows the store without losing selection or place."""

    WatchId = Qt.ItemDataRole.UserRole

    def __init__(
        self,
        source: LogSource,
        destinations: Mapping[str, str],
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._icons = icons
        self._destinations = list(destinations)
        self._titles = list(destinations.values())
        self._filter = LogFilter()
        self._ids: list[int] = []
        self._row_of: dict[int, int] = {}
        self._pages: dict[int, dict[int, LoggedWatch]] = {}
        self._texts: dict[Column, Callable[[LoggedWatch], str]] = {
            Column.WHEN: lambda watch: wording.moment(watch.watched_at),
            Column.TITLE: log.heading,
            Column.WHO: lambda watch: watch.member.name if watch.member else "",
            Column.SERVER: lambda watch: watch.server.name if watch.server else "",
        }

    # -- what is shown

    @property
    def filter(self) -> LogFilter:
        return self._filter

    def set_filter(self, log_filter: LogFilter) -> None:
        if log_filter != self._filter:
            self._filter = log_filter
            self._start_over(self._source.ids(log_filter))

    def refresh(self) -> None:
        """Read again what changed: rows come, go and change in place."""
        ids = self._source.ids(self._filter)
        self._pages.clear()
        if not self._follow(ids):
            self._start_over(ids)
        elif ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(ids) - 1, self.columnCount() - 1)
            )

    def tick(self, first_row: int, last_row: int) -> None:
        """Say the times of these rows anew: they age."""
        if 0 <= first_row <= last_row < len(self._ids):
            self.dataChanged.emit(
                self.index(first_row, Column.WHEN), self.index(last_row, Column.WHEN)
            )

    def watch_at(self, row: int) -> LoggedWatch | None:
        """Return the watch in that row; None where it was deleted a moment ago."""
        page_number = row // PAGE_SIZE
        if page_number not in self._pages:
            start = page_number * PAGE_SIZE
            self._pages[page_number] = self._source.by_ids(self._ids[start : start + PAGE_SIZE])
        return self._pages[page_number].get(self._ids[row])

    def row_of(self, watch_id: int) -> int | None:
        return self._row_of.get(watch_id)

    def id_at(self, row: int) -> int:
        return self._ids[row]

    def name(self, column: int) -> str:
        """Return what stands at the column's head."""
        fixed = [self.tr("When"), self.tr("Title"), self.tr("Who"), self.tr("Server")]
        return [*fixed, *self._titles][column]

    def destination(self, column: int) -> str:
        """Return the name of the destination that the column stands for."""
        return self._destinations[column - len(Column)]

    def destinations_in_use(self, first_rows: int = PAGE_SIZE) -> set[str]:
        """Return where any of the newest watches went."""
        watches = (self.watch_at(row) for row in range(min(first_rows, len(self._ids))))
        return {one.destination for watch in watches if watch for one in watch.deliveries}

    # -- Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

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
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == self.WatchId:
            return self._ids[index.row()]
        watch = self.watch_at(index.row())
        if watch is None:
            return None
        if index.column() < len(Column):
            return self._fixed(watch, Column(index.column()), role)
        return self._mark(self._delivery(watch, index.column()), index.column(), role)

    def _fixed(self, watch: LoggedWatch, column: Column, role: int) -> Any:
        text = self._texts[column](watch)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return wording.exact(watch.watched_at) if column is Column.WHEN else text
        return None

    def _mark(self, delivery: LoggedDelivery | None, column: int, role: int) -> Any:
        if delivery is None:
            return None
        word = wording.state_word(delivery.state)
        if role == Qt.ItemDataRole.DisplayRole:
            return word
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.mark(delivery.state)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[column - len(Column)]}: {word}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.delivery_sentence(delivery) or word
        return None

    def _delivery(self, watch: LoggedWatch | None, column: int) -> LoggedDelivery | None:
        wanted = self._destinations[column - len(Column)]
        deliveries = watch.deliveries if watch else ()
        return next((one for one in reversed(deliveries) if one.destination == wanted), None)

    # -- following the store

    def _start_over(self, ids: list[int]) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._take(ids)
        self.endResetModel()

    def _take(self, ids: list[int]) -> None:
        self._ids = ids
        self._row_of = {watch_id: row for row, watch_id in enumerate(ids)}

    def _follow(self, ids: list[int]) -> bool:
        """Turn the present rows into those, or return False where starting over is better."""
        if ids == self._ids:
            return True
        wanted, present = set(ids), set(self._ids)
        if len(wanted ^ present) > NARROW_CHANGE:
            return False
        if [one for one in ids if one in present] != [one for one in self._ids if one in wanted]:
            return False
        self._remove([row for row, one in enumerate(self._ids) if one not in wanted])
        self._insert(ids, [row for row, one in enumerate(ids) if one not in present])
        return True

    def _remove(self, rows: list[int]) -> None:
        for first, last in reversed(_runs(rows)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._take(self._ids[:first] + self._ids[last + 1 :])
            self.endRemoveRows()

    def _insert(self, ids: list[int], rows: list[int]) -> None:
        for first, last in _runs(rows):
            self.beginInsertRows(QModelIndex(), first, last)
            self._take(self._ids[:first] + ids[first : last + 1] + self._ids[first:])
            self.endInsertRows()


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of consecutive numbers."""
    runs = []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        runs.append((run[0], run[-1]))
    return runs
