"""What somebody looks like: their picture, or the first letter of their name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

SIDE_PX = 40
_HUES = 12


class Avatar(QWidget):
    """A round picture. Says the name to screen readers."""

    def __init__(self, name: str, picture: bytes | None = None, side_px: int = SIDE_PX) -> None:
        super().__init__()
        self._name = name
        self._picture = QPixmap()
        if picture:
            self._picture.loadFromData(picture)
        self.setFixedSize(QSize(side_px, side_px))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        round_ = QPainterPath()
        round_.addEllipse(QRectF(self.rect()))
        painter.setClipPath(round_)
        if self._picture.isNull():
            self._paint_letter(painter)
        else:
            painter.drawPixmap(self.rect(), self._picture)
        painter.end()

    def _paint_letter(self, painter: QPainter) -> None:
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        hue = sum(self._name.encode()) % _HUES / _HUES
        painter.fillRect(self.rect(), QColor.fromHslF(hue, 0.4, 0.32 if is_dark else 0.8))
        font = self.font()
        font.setPixelSize(round(self.height() * 0.45))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor.fromHslF(hue, 0.5, 0.85 if is_dark else 0.22))
        letter = self._name.strip()[:1].upper() or "?"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, letter)
