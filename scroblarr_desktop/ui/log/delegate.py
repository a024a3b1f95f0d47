"""How a row of the log is drawn: its day above it, marks without words where it is tight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scroblarr_desktop.ui.colours import hairline, quiet
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.widgets.labels import TIGHT_PX, scaled

if TYPE_CHECKING:
    from scroblarr_desktop.ui.log.table import LogTable

HEADING_SIZE = 0.95


class RowDelegate(QStyledItemDelegate):
    """Draws rows without a frame around one cell, and marks without their word where it is tight.

    The word then stands in the tool tip, and a screen reader gets it in any case. The first row of
    a day is higher than the others, and has the day above it.
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

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        day = self._table.day_above(index.row())
        if day is not None:
            self._paint_day(painter, option, day)
            option.rect.setTop(option.rect.top() + self._table.heading_px)
        super().paint(painter, option, index)

    def _paint_day(self, painter: QPainter, option: QStyleOptionViewItem, day: str) -> None:
        """Draw this cell's part of the heading, which runs through the whole row."""
        palette, table = option.palette, self._table
        cell = QRect(option.rect.topLeft(), QSize(option.rect.width(), table.heading_px))
        row = QRect(QPoint(-table.horizontalHeader().offset(), cell.top()), cell.bottomRight())
        row.setRight(row.left() + table.horizontalHeader().length())
        painter.save()
        painter.setClipRect(cell)
        painter.fillRect(cell, palette.color(QPalette.ColorRole.Base))
        painter.setPen(hairline(palette))
        painter.drawLine(row.left(), cell.bottom(), row.right(), cell.bottom())
        painter.setPen(quiet(palette))
        painter.setFont(scaled(option.font, HEADING_SIZE, bold=True))
        words = row.adjusted(TIGHT_PX, 0, 0, -TIGHT_PX)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, day)
        painter.restore()
