"""Pictures of numbers, drawn in the colours of the palette: columns for times, bars for names.

No colour says anything: the numbers stand beside what is drawn, in tool tips, and in the tables.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from scroblarr_desktop.ui.colours import hairline, mixed, quiet
from scroblarr_desktop.ui.statistics.series import Point, Series, number
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, scaled

COLUMNS_HEIGHT_PX = 170
WIDEST_COLUMN_PX = 46
ROUND_PX = 3.0
GAP_SHARE = 0.28
"""Of the room of a column, what stays free beside it."""

_HOVER = 0.25
_NAME_SHARE = 0.42
"""Of the width, what names beside bars get at most."""


class Chart(QWidget):
    """A picture of one series; says the number under the pointer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.series = Series("", ())
        self._hovered: Point | None = None
        self.setMouseTracking(True)
        self.setFont(scaled(self.font(), 0.9))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_series(self, series: Series) -> None:
        if series != self.series:
            self.series = series
            self._hovered = None
            self.updateGeometry()
            self.update()
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(series.summary)

    def places(self) -> Iterator[tuple[Point, QRectF]]:
        """Yield each number with the room that is its own, whatever is drawn there."""
        raise NotImplementedError

    def point_at(self, place: QPointF) -> Point | None:
        return next((point for point, room in self.places() if room.contains(place)), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self.point_at(QPointF(event.pos()))
            if point is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), f"{point.said}: {number(point.value)}", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.point_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, point: Point | None) -> None:
        if point != self._hovered:
            self._hovered = point
            self.update()

    def _draw_bar(self, painter: QPainter, bar: QRectF, point: Point) -> None:
        palette = QGuiApplication.palette()
        ink = palette.color(QPalette.ColorRole.Highlight)
        if point == self._hovered:
            ink = mixed(ink, palette.color(QPalette.ColorRole.WindowText), _HOVER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(bar, ROUND_PX, ROUND_PX)


class Columns(Chart):
    """A column for each number, names below, a scale on the left."""

    def sizeHint(self) -> QSize:
        return QSize(280, COLUMNS_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, COLUMNS_HEIGHT_PX)

    def places(self) -> Iterator[tuple[Point, QRectF]]:
        field = self._field()
        width = field.width() / max(1, len(self.series.points))
        for place, point in enumerate(self.series.points):
            yield point, QRectF(field.left() + place * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter)
        field, top = self._field(), top_of_scale(self.series.most)
        numbered = self._numbers_fit()
        for point, room in self.places():
            gap = max(1.0, room.width() * GAP_SHARE)
            width = min(room.width() - gap, WIDEST_COLUMN_PX)
            height = field.height() * point.value / top
            if point.value:
                height = max(height, 2.0)
            left = room.center().x() - width / 2
            bar = QRectF(left, field.bottom() - height, width, height)
            if point.value:
                self._draw_bar(painter, bar, point)
            if point.value and numbered:
                self._draw_number(painter, bar, point)
        self._draw_names(painter)
        painter.end()

    def _field(self) -> QRectF:
        """Return where the columns stand."""
        metrics = QFontMetrics(self.font())
        left = metrics.horizontalAdvance(number(top_of_scale(self.series.most))) + SMALL_PX
        above, below = metrics.height() + TIGHT_PX, metrics.height() + SMALL_PX
        return QRectF(left, above, max(1, self.width() - left), self.height() - above - below)

    def _draw_scale(self, painter: QPainter) -> None:
        field, top = self._field(), top_of_scale(self.series.most)
        metrics = QFontMetrics(self.font())
        palette = QGuiApplication.palette()
        for value in (0, top // 2, top) if top > 1 else (0, top):
            y = round(field.bottom() - field.height() * value / top) + 0.5
            painter.setPen(hairline(palette))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(quiet(palette))
            room = QRectF(0, y - metrics.height() / 2, field.left() - SMALL_PX, metrics.height())
            painter.drawText(room, _RIGHT, number(value))

    def _draw_number(self, painter: QPainter, bar: QRectF, point: Point) -> None:
        height = QFontMetrics(self.font()).height()
        room = QRectF(bar.center().x() - 40, bar.top() - height - 1, 80, height)
        painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number(point.value))

    def _numbers_fit(self) -> bool:
        widest = QFontMetrics(self.font()).horizontalAdvance(number(self.series.most))
        rooms = [room.width() for _, room in self.places()]
        return bool(rooms) and widest + TIGHT_PX <= rooms[0]

    def _draw_names(self, painter: QPainter) -> None:
        """Write below as many names as there is room for, each as far from the next."""
        metrics, places = QFontMetrics(self.font()), list(self.places())
        if not places:
            return
        widest = max(metrics.horizontalAdvance(point.label) for point, _ in places)
        step = math.ceil((widest + SMALL_PX) / places[0][1].width())
        painter.setPen(quiet(QGuiApplication.palette()))
        y = self.height() - metrics.height()
        for point, room in places[:: max(1, step)]:
            left = room.center().x() - widest / 2
            left = min(max(left, 0.0), self.width() - widest)
            name = QRectF(left, y, widest, metrics.height())
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, point.label)


class Bars(Chart):
    """A bar for each name, with the number behind it."""

    def sizeHint(self) -> QSize:
        return QSize(280, max(1, len(self.series.points)) * self._row_px())

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def places(self) -> Iterator[tuple[Point, QRectF]]:
        for place, point in enumerate(self.series.points):
            yield point, QRectF(0, place * self._row_px(), self.width(), self._row_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        names, numbers = self._names_px(metrics), self._numbers_px(metrics)
        longest = max(1.0, self.width() - names - numbers - 2 * SMALL_PX)
        for point, room in self.places():
            self._draw_name(painter, QRect(0, int(room.top()), names, int(room.height())), point)
            width = longest * point.value / max(1, self.series.most)
            height = metrics.height() * 0.7
            left = names + SMALL_PX
            bar = QRectF(left, room.center().y() - height / 2, width, height)
            if point.value:
                self._draw_bar(painter, bar, point)
            painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.WindowText))
            behind = QRectF(left + width + SMALL_PX, room.top(), numbers, room.height())
            painter.drawText(behind, _LEFT, number(point.value))
        painter.end()

    def _draw_name(self, painter: QPainter, room: QRect, point: Point) -> None:
        metrics = QFontMetrics(self.font())
        painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.WindowText))
        name = metrics.elidedText(point.label, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _LEFT, name)

    def _names_px(self, metrics: QFontMetrics) -> int:
        widest = max(
            (metrics.horizontalAdvance(one.label) for one in self.series.points), default=0
        )
        return min(widest + 1, int(self.width() * _NAME_SHARE))

    def _numbers_px(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance(number(self.series.most)) + 1

    def _row_px(self) -> int:
        return QFontMetrics(self.font()).height() + SMALL_PX


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def top_of_scale(most: int) -> int:
    """Return a round number, at least as high, whose half is whole too."""
    if most <= 2:
        return max(1, most)
    unit: int = 10 ** (len(str(most)) - 1)
    steps = (one * unit // 10 for one in (10, 12, 14, 16, 20, 30, 40, 60, 80, 100))
    return next(step for step in steps if step >= most and step % 2 == 0)
