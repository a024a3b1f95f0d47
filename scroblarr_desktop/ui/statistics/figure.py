"""One figure: what it shows, and its numbers as a picture or as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.ui.statistics.charts import Chart
from scroblarr_desktop.ui.statistics.series import Series, number
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, heading

Index = QModelIndex | QPersistentModelIndex

MOST_ROWS = 12
"""A longer table scrolls by itself."""


class SeriesModel(QAbstractTableModel):
    """Name and number of each row of a series."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series = Series("", ())

    def show_series(self, series: Series) -> None:
        if series == self._series:
            return
        names = [point.said for point in series.points]
        if names != [point.said for point in self._series.points]:
            self.beginResetModel()
            self._series = series
            self.endResetModel()
            return
        self._series = series
        if names:
            self.dataChanged.emit(self.index(0, 1), self.index(len(names) - 1, 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._series.points)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < 2:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return (self._series.head, self.tr("Watches"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._series.points):
            return None
        point = self._series.points[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (point.said, number(point.value))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{point.said}: {number(point.value)}"
        return None


_ALIGNED = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
)


class SeriesTable(QTableView):
    """As high as its rows, up to a limit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.numbers = SeriesModel(self)
        self.setModel(self.numbers)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_series(self, series: Series) -> None:
        self.numbers.show_series(series)
        self.setAccessibleDescription(series.summary)
        rows = min(MOST_ROWS, len(series.points))
        row_px = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * row_px + 2)


class FigureBox(QWidget):
    """A heading over the picture, or over the table of the same numbers."""

    def __init__(self, name: str, chart: type[Chart]) -> None:
        super().__init__()
        self.chart = chart(name)
        self.table = SeriesTable(name)
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(name))
        column.addWidget(self.chart)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_series(self, series: Series) -> None:
        self.chart.show_series(series)
        self.table.show_series(series)

    def show_as_table(self, as_table: bool) -> None:
        self.chart.setVisible(not as_table)
        self.table.setVisible(as_table)
