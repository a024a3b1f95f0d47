"""One poster in the details, or the place where it will be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from scroblarr_desktop.ui.colours import hairline, mixed, quiet

SIZE = QSize(72, 108)
_RADIUS_PX = 4
_GROUND = 0.93


class Poster(QWidget):
    """As large without a picture as with one, so that nothing jumps."""

    def __init__(self, title: str, image: QImage | None = None) -> None:
        super().__init__()
        self._letter = title.strip()[:1].upper()
        self.image = image
        self.setFixedSize(SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Poster of {title}").format(title=title))

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(inside, _RADIUS_PX, _RADIUS_PX)
        palette = QGuiApplication.palette()
        if self.image is None:
            self._paint_place(painter, shape, palette)
        else:
            painter.setClipPath(shape)
            painter.drawImage(inside, self.image, _middle(self.image, inside))
            painter.setClipping(False)
        painter.setPen(hairline(palette))
        painter.drawPath(shape)
        painter.end()

    def _paint_place(self, painter: QPainter, shape: QPainterPath, palette: QPalette) -> None:
        text = palette.color(QPalette.ColorRole.WindowText)
        ground = mixed(text, palette.color(QPalette.ColorRole.Window), _GROUND)
        painter.fillPath(shape, ground)
        font = self.font()
        font.setPixelSize(self.width() // 3)
        painter.setFont(font)
        painter.setPen(quiet(palette))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)


def _middle(image: QImage, room: QRectF) -> QRectF:
    """Return the part of the picture that fills the room: of a wide one the middle."""
    scale = min(image.width() / room.width(), image.height() / room.height())
    width, height = room.width() * scale, room.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
