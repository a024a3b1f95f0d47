"""The household's media servers, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from scroblarr_desktop.ui.colours import Tone, colour, mixed
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.reach.wording import Standing
from scroblarr_desktop.ui.widgets.kind_card import RADIUS_PX, SIDE_PX, paint_kind
from scroblarr_desktop.ui.widgets.labels import MARK_PX, MEDIUM_PX, SMALL_PX, TIGHT_PX, scaled
from scroblarr_desktop.watches import ServerKind

RING_PX = 2
_CHOSEN = 0.84
"""How much of the background shows through the highlight behind the chosen row."""


@dataclass(frozen=True)
class ServerRow:
    """What the row of a server says."""

    server_id: int
    kind: ServerKind
    name: str
    connection: str
    standing: Standing
    event: str

    @property
    def spoken(self) -> str:
        return f"{self.name}. {self.connection}. {self.standing.word}. {self.event}"


class ServerList(QListWidget):
    """Keeps the choice while rows come and go."""

    chosen = Signal(int)
    """Carries the server's id."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Media servers"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_Painter(icons, self))
        self.currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[ServerRow]) -> None:
        """Show these; the first is chosen where the chosen one is gone."""
        if [row.server_id for row in rows] != self._ids():
            self._build(rows)
        for place, row in enumerate(rows):
            item = self.item(place)
            if item.data(Qt.ItemDataRole.UserRole) != row:
                _fill(item, row)

    def chosen_id(self) -> int | None:
        item = self.currentItem()
        return None if item is None else _row(item).server_id

    def choose(self, server_id: int) -> None:
        if server_id in self._ids():
            self.setCurrentRow(self._ids().index(server_id))

    def _ids(self) -> list[int]:
        rows = [_row(self.item(place)) for place in range(self.count())]
        return [row.server_id for row in rows]

    def _build(self, rows: Sequence[ServerRow]) -> None:
        before = self.chosen_id()
        ids = [row.server_id for row in rows]
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem()
            _fill(item, row)
            self.addItem(item)
        if rows:
            self.setCurrentRow(ids.index(before) if before in ids else 0)
        self.blockSignals(False)
        if rows and self.chosen_id() != before:
            self._tell()

    def _tell(self, _row: int = -1) -> None:
        server_id = self.chosen_id()
        if server_id is not None:
            self.chosen.emit(server_id)


def _row(item: QListWidgetItem) -> ServerRow:
    row = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(row, ServerRow)
    return row


def _fill(item: QListWidgetItem, row: ServerRow) -> None:
    item.setData(Qt.ItemDataRole.UserRole, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
    item.setToolTip(f"{row.name}\n{row.connection}\n{row.event}")


class _Painter(QStyledItemDelegate):
    def __init__(self, icons: Icons, parent: QListWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _height(option))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ServerRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        inside = option.rect.adjusted(MEDIUM_PX, SMALL_PX, -MEDIUM_PX, -SMALL_PX)
        side = QRect(inside.topLeft(), QSize(SIDE_PX, SIDE_PX))
        paint_kind(painter, side, row.kind, option.palette, option.font)
        words = inside.adjusted(SIDE_PX + MEDIUM_PX, 0, 0, 0)
        self._paint_words(painter, option, words, row)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: ServerRow
    ) -> None:
        palette, small = option.palette, scaled(option.font, 0.9)
        ink, quiet = (colour(tone, palette) for tone in (Tone.PLAIN, Tone.QUIET))
        lines = [
            (row.name, scaled(option.font, 1.0, bold=True), ink, 0),
            (row.connection, small, quiet, 0),
            (row.standing.word, small, colour(row.standing.tone, palette), MARK_PX + TIGHT_PX),
            (row.event, small, quiet, 0),
        ]
        top = room.top()
        for text, font, pen, indent_px in lines:
            metrics = QFontMetrics(font)
            line = QRect(room.left(), top, room.width(), metrics.height())
            if indent_px:
                mark = QRect(line.left(), line.center().y() - MARK_PX // 2, MARK_PX, MARK_PX)
                self._icons.mark(row.standing.mark).paint(painter, mark)
            _paint_line(painter, line.adjusted(indent_px, 0, 0, 0), text, pen, metrics, font)
            top += metrics.height() + TIGHT_PX // 2


def _paint_line(
    painter: QPainter, line: QRect, text: str, pen: QColor, metrics: QFontMetrics, font: object
) -> None:
    painter.setFont(font)  # type: ignore[arg-type]
    painter.setPen(pen)
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def _height(option: QStyleOptionViewItem) -> int:
    small = QFontMetrics(scaled(option.font, 0.9)).height()
    bold = QFontMetrics(scaled(option.font, 1.0, bold=True)).height()
    return bold + 3 * small + 3 * (TIGHT_PX // 2) + 2 * SMALL_PX


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Tint the chosen row, so that the colours of states can be read on it too."""
    palette = option.palette
    state = option.state
    highlight = palette.color(QPalette.ColorRole.Highlight)
    window = palette.color(QPalette.ColorRole.Window)
    room = QRectF(option.rect).adjusted(RING_PX, 1, -RING_PX, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(mixed(highlight, window, _CHOSEN))
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(mixed(palette.color(QPalette.ColorRole.WindowText), window, 0.95))
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(highlight, RING_PX))
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
