"""The table of watches."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from scroblarr_desktop.ui.log.model import Column, LogModel
from scroblarr_desktop.ui.widgets.labels import MARK_PX, MEDIUM_PX, SMALL_PX

FIRST_WIDTHS = {
    Column.WHEN: "Wednesday 00:00",
    Column.WHO: "Alexandra",
    Column.SERVER: "Media server",
}
"""How wide the columns are until the person changes them: as wide as such a text."""


TITLE_ROOM = "Harbour Street 1x04 Part 4"
"""So much of a title is to be seen before the marks lose their words."""

LEAST_TITLE_PX = 120
"""Below that the table scrolls sideways."""

WIDEST_WORD = "already there"


class _RowDelegate(QStyledItemDelegate):
    """Draws rows without a frame around one cell, and marks without their word where it is tight.

    The word then stands in the tool tip, and a screen reader gets it in any case.
    """

    def __init__(self, table: LogTable) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() >= len(Column) and self._table.is_tight:
            option.text = ""


class LogTable(QTableView):
    """Shows the log model. `follow` lets it change without moving what a person looks at."""

    watch_chosen = Signal(object)
    """Carries the id of the watch in the chosen row, or None."""

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._last_chosen: int | None = None
        self.is_tight = False
        """Whether there is room for marks only, not for their words."""
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(self.tr("Watches"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(MARK_PX, MARK_PX))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        # Not the current row: that is also set where the table only gets the focus.
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def choose(self, watch_id: int) -> bool:
        """Select that watch and bring it into sight; return whether it is in the table."""
        row = self._model.row_of(watch_id)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self._model.index(row, 0))
        return True

    def choose_again(self) -> bool:
        """Select the watch chosen last, which a search has hidden; return whether it is there."""
        return self._last_chosen is not None and self.choose(self._last_chosen)

    def chosen_id(self) -> int | None:
        """Return the watch in the selected row, or None."""
        rows = self.selectionModel().selectedRows()
        return self._model.id_at(rows[0].row()) if rows else None

    def follow(self) -> None:
        """Bring the table up to date. Whoever has scrolled down keeps the same rows in sight."""
        bar = self.verticalScrollBar()
        top = self.rowAt(0)
        anchor = self._model.id_at(top) if top >= 0 and bar.value() > 0 else None
        offset = self.rowViewportPosition(top) if anchor is not None else 0
        self._model.refresh()
        if self.chosen_id() is None:
            self.choose_again()  # the model started over, which loses the selection
        if anchor is not None and (row := self._model.row_of(anchor)) is not None:
            self.updateGeometries()
            bar.setValue(self.verticalHeader().sectionPosition(row) - offset)

    def age(self) -> None:
        """Say the times in sight anew."""
        last = self.rowAt(self.viewport().height() - 1)
        self._model.tick(self.rowAt(0), last if last >= 0 else self._model.rowCount() - 1)

    def show_columns(self, destinations: set[str]) -> None:
        """Show the columns of these destinations only."""
        for column in range(len(Column), self._model.columnCount()):
            self.setColumnHidden(column, self._model.destination(column) not in destinations)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row, not to the row's first and last cell."""
        last = self._model.rowCount() - 1
        ends: dict[int, int] = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        row = ends.get(event.key())
        if row is None or last < 0:
            super().keyPressEvent(event)
        else:
            self.choose(self._model.id_at(row))

    def _share_room(self) -> None:
        """Titles come first: where they lack room, marks lose their words, then the server goes."""
        marks = [
            column
            for column in range(len(Column), self._model.columnCount())
            if not self.isColumnHidden(column)
        ]
        heads = {column: self._width(self._model.name(column)) - MEDIUM_PX for column in marks}
        word = self._width(WIDEST_WORD) - SMALL_PX + MARK_PX
        room = self.viewport().width() - self._width(TITLE_ROOM)
        room -= self.columnWidth(Column.WHEN) + self.columnWidth(Column.WHO)
        room -= self._width(FIRST_WIDTHS[Column.SERVER])
        self.is_tight = room < len(marks) * word
        self.setColumnHidden(Column.SERVER, room < sum(heads.values()))
        for column in marks:
            self.setColumnWidth(column, heads[column] if self.is_tight else word)
        self._fill_up()

    def _fill_up(self) -> None:
        """Give the titles what the other columns leave, and never nothing."""
        columns = self.horizontalHeader()
        others = columns.length() - columns.sectionSize(Column.TITLE)
        rest = self.viewport().width() - others
        self.setColumnWidth(Column.TITLE, max(LEAST_TITLE_PX, rest))

    def _on_resized(self, column: int, _before: int, _after: int) -> None:
        if column != Column.TITLE:
            self._fill_up()

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + MEDIUM_PX + 4)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsMovable(True)
        columns.setMinimumSectionSize(40)
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Fixed)
        columns.sectionResized.connect(self._on_resized)
        for fixed, text in FIRST_WIDTHS.items():
            self.setColumnWidth(fixed, self._width(text))
        for column in range(len(Column), self._model.columnCount()):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * MEDIUM_PX

    def _on_selection(self) -> None:
        self._last_chosen = self.chosen_id()
        self.watch_chosen.emit(self._last_chosen)
