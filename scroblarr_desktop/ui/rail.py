"""The list of pages on the left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from scroblarr_desktop.ui.widgets.labels import TIGHT_PX

RAIL_PX = 136
PAGE_ICON_PX = 20
RING_PX = 2


class Rail(QListWidget):
    """The names of the pages; the chosen one has a ring while the keyboard is on the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(RAIL_PX)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(PAGE_ICON_PX, PAGE_ICON_PX))
        self.setSpacing(TIGHT_PX)
        self.setAccessibleName(self.tr("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_Ring(self))


class _Ring(QStyledItemDelegate):
    """Draws the ring itself: many styles show no difference that can be seen."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if not option.state & QStyle.StateFlag.State_HasFocus:
            return
        chosen = option.state & QStyle.StateFlag.State_Selected
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.WindowText
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(option.palette.color(role), RING_PX))
        inside = QRectF(option.rect).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        painter.drawRoundedRect(inside, TIGHT_PX, TIGHT_PX)
        painter.restore()
