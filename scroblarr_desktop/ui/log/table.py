"""The table of watches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.log.delegate import RowDelegate
from scroblarr_desktop.ui.log.model import LogModel
from scroblarr_desktop.ui.widgets.labels import MARK_PX, MEDIUM_PX, SMALL_PX

translate = QCoreApplication.translate

TITLE_ROOM = "Harbour Street 1x04 Part 4"
"""So much of a title is to be seen before the marks lose their words."""

LEAST_TITLE_PX = 120
"""Below that the table scrolls sideways."""

ARROW_PX = 16
"""What shows by which column the rows are sorted."""


def first_widths() -> dict[Column, str]:
    """Return how wide columns are until the person changes them: as wide as such a text."""
    return {
        Column.WHEN: translate("Wording", "{minutes} min ago").format(minutes=59),
        Column.WHO: "Alexandra",
        Column.SERVER: translate("LogTable", "Media server", "so wide is the column of servers"),
    }


def mark_words() -> list[str]:
    """Return the words that may stand beside a mark."""
    states = [wording.state_word(one) for one in DeliveryState]
    return [*states, translate("Wording", "being removed")]


class LogTable(QTableView):
    """Shows the log model. `follow` lets it change without moving what a person looks at."""

    watch_chosen = Signal(object)
    """Carries the id of the watch in the chosen row; None where none, or several, are chosen."""
    several_chosen = Signal()
    """Other rows are chosen than before."""

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._last_chosen: list[int] = []
        self._tall: set[int] = set()
        """The rows that have a day above them now."""
        self._anchor: tuple[int, QPersistentModelIndex, int] | None = None
        self._chosen_before: list[int] = []
        self._awaited: list[int] = []
        self._awaited_before: list[int] = []
        self.is_tight = False
        """Whether there is room for marks only, not for their words."""
        self.heading_px = 0
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(self.tr("Watches"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(MARK_PX, MARK_PX))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        # Not the current row: that is also set where the table only gets the focus.
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.rowsInserted.connect(self._note_inserted)
        model.rowsRemoved.connect(self._note_removed)
        model.modelReset.connect(self._note_reset)
        model.about_to_change.connect(self._note_place)
        model.changed.connect(self._keep_place)

    def choose(self, watch_id: int) -> bool:
        """Select that watch and bring it into sight; return whether it is in the table."""
        row = self._model.row_of(watch_id)
        if row is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        cell = self._model.index(row, 0)
        # Not selectRow: with Ctrl held down that takes a chosen row out of the selection.
        self.selectionModel().setCurrentIndex(cell, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(cell)
        return True

    def choose_again(self) -> bool:
        """Select what was chosen last, which a search has hidden; return whether it is there."""
        there = self._model.rows_of(self._last_chosen)
        if len(there) == 1:
            return self.choose(self._model.id_at(there[0]))
        self._select(there)
        return bool(there)

    def choose_once_there(self, watch_ids: list[int]) -> None:
        """Select these as soon as the model has them, unless other rows are chosen before."""
        self._awaited = watch_ids

    def chosen_id(self) -> int | None:
        """Return the watch in the selected row, None where none or several are selected."""
        chosen = self.chosen_ids(2)
        return chosen[0] if len(chosen) == 1 else None

    def chosen_ids(self, most: int | None = None) -> list[int]:
        """Return the watches in the selected rows, from the top, or the first of them."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        runs = sorted((one.top(), one.bottom()) for one in ranges)
        rows = (row for top, bottom in runs for row in range(top, bottom + 1))
        return [self._model.id_at(row) for row in islice(rows, most)]

    def show_current(self) -> None:
        """Bring what was chosen last into sight."""
        if self.selectionModel().hasSelection():
            self.scrollTo(self.currentIndex())

    def follow(self) -> None:
        """Bring the table up to date. Whoever has scrolled down keeps the same rows in sight."""
        self._model.refresh()

    def day_above(self, row: int) -> str | None:
        """Return the day that stands above that row, None where none does."""
        return self._model.day_above(row)

    def age(self) -> None:
        """Say the times in sight anew."""
        last = self.rowAt(self.viewport().height() - 1)
        self._model.tick(self.rowAt(0), last if last >= 0 else self._model.rowCount() - 1)

    def show_columns(self, destinations: set[str]) -> None:
        """Show the columns of these destinations only."""
        by = self._model.sorted_column
        for column in range(len(Column), self._model.columnCount()):
            unused = self._model.destination(column) not in destinations
            self.setColumnHidden(column, unused and column != by)
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
        by = self._model.sorted_column
        if by in heads:
            heads[by] += ARROW_PX
        word = max(self._width(one) for one in mark_words()) - SMALL_PX + MARK_PX
        room = self.viewport().width() - self._width(TITLE_ROOM)
        room -= self.columnWidth(Column.WHEN) + self.columnWidth(Column.WHO)
        room -= self._width(first_widths()[Column.SERVER])
        self.is_tight = room < len(marks) * word
        sorts_by_server = by == Column.SERVER  # its arrow has to be seen
        self.setColumnHidden(Column.SERVER, room < sum(heads.values()) and not sorts_by_server)
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
        self.heading_px = self.fontMetrics().height() + MEDIUM_PX
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsMovable(True)
        columns.setMinimumSectionSize(40)
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Fixed)
        columns.setSortIndicator(Column.WHEN, Qt.SortOrder.DescendingOrder)
        columns.sectionResized.connect(self._on_resized)
        self.setSortingEnabled(True)
        columns.sortIndicatorChanged.connect(self._on_sorted)
        for fixed, text in first_widths().items():
            self.setColumnWidth(fixed, self._width(text))
        for column in range(len(Column), self._model.columnCount()):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _on_sorted(self, column: int) -> None:
        if column != Column.WHEN:  # without the headings of days each row says its own
            self.setColumnWidth(Column.WHEN, max(self.columnWidth(Column.WHEN), self._day_width()))
        self._share_room()

    def _day_width(self) -> int:
        days = (wording.moment(wording.now() - timedelta(days=ago)) for ago in (1, 400))
        return max(self._width(one) for one in days)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * MEDIUM_PX

    # -- while the model changes

    def _note_place(self, follows: bool) -> None:
        bar, top = self.verticalScrollBar(), self.rowAt(0)
        kept = follows and top >= 0 and bar.value() > 0
        offset = self.rowViewportPosition(top) if kept else 0
        # Qt moves the place along with the rows; only after a new start it has to be looked for.
        place = QPersistentModelIndex(self._model.index(top, 0)) if kept else None
        self._anchor = (self._model.id_at(top), place, offset) if place is not None else None
        # Its own rows come and go without anybody choosing anything.
        self._chosen_before = list(self._last_chosen)
        self._awaited_before = self._awaited

    def _keep_place(self) -> None:
        self._head_days()
        self._last_chosen = self._chosen_before
        self._awaited = self._awaited_before
        if self._model.rows_of(self._awaited):
            self._last_chosen, self._awaited = self._awaited, []
            self.choose_again()
        elif not self.selectionModel().hasSelection():
            self.choose_again()  # the model started over, which loses the selection
        anchor, self._anchor = self._anchor, None
        if anchor is not None:
            self._scroll_back(*anchor)

    def _scroll_back(self, watch_id: int, place: QPersistentModelIndex, offset: int) -> None:
        row = place.row() if place.isValid() else self._model.row_of(watch_id)
        if row is not None:
            self.updateGeometries()
            position = self.verticalHeader().sectionPosition(row)
            self.verticalScrollBar().setValue(position - offset)

    def _head_days(self) -> None:
        """Give the first row of each day the room for its heading, and no other row."""
        header = self.verticalHeader()
        plain = header.defaultSectionSize()
        wanted, tall = set(self._model.days()), self._tall
        # Else it reckons out the places of all rows again after each.
        header.setUpdatesEnabled(False)
        for row in tall - wanted:
            header.resizeSection(row, plain)
        for row in wanted - tall:
            header.resizeSection(row, plain + self.heading_px)
        header.setUpdatesEnabled(True)
        self._tall = wanted

    # Where rows come and go their height goes with them; in a new start it stays in its place.

    def _note_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        count = last - first + 1
        self._tall = {row + count if row >= first else row for row in self._tall}

    def _note_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        count = last - first + 1
        left = (row for row in self._tall if not first <= row <= last)
        self._tall = {row - count if row > last else row for row in left}

    def _note_reset(self) -> None:
        count = self._model.rowCount()
        self._tall = {row for row in self._tall if row < count}

    def _select(self, rows: Sequence[int]) -> None:
        chosen = QItemSelection()
        for row in rows:
            cell = self._model.index(row, 0)
            chosen.select(cell, cell)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _on_selection(self) -> None:
        self._awaited = []
        self._last_chosen = self.chosen_ids()
        self.watch_chosen.emit(self.chosen_id())
        self.several_chosen.emit()
