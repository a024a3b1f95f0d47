"""Plex or Jellyfin, to choose from: a card with the letter and colour of the kind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.ui.colours import is_dark
from scroblarr_desktop.ui.reach.wording import KINDS
from scroblarr_desktop.ui.widgets.card import Card
from scroblarr_desktop.ui.widgets.labels import TIGHT_PX, Text, hint, scaled
from scroblarr_desktop.watches import ServerKind

translate = QCoreApplication.translate

SIDE_PX = 40
RADIUS_PX = 8.0

_HUES = {ServerKind.PLEX: 0.11, ServerKind.JELLYFIN: 0.74}


def paint_kind(
    painter: QPainter, room: QRect, kind: ServerKind, palette: QPalette, font: QFont
) -> None:
    """Draw the kind's first letter on its colour."""
    dark, hue = is_dark(palette), _HUES[kind]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHslF(hue, 0.45, 0.3 if dark else 0.84))
    painter.drawRoundedRect(QRectF(room), RADIUS_PX, RADIUS_PX)
    letter = scaled(font, 1.0, bold=True)
    letter.setPixelSize(round(room.height() * 0.5))
    painter.setFont(letter)
    painter.setPen(QColor.fromHslF(hue, 0.55, 0.86 if dark else 0.22))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, KINDS[kind][0])


class KindCard(Card):
    """Says the kind's name, and how it is connected."""

    def __init__(self, kind: ServerKind) -> None:
        how = _how(kind)
        super().__init__(KINDS[kind])
        self.setAccessibleDescription(how)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(Text(KINDS[kind], size=1.1, bold=True))
        column.addWidget(hint(how))
        column.addStretch(1)
        self.add(_Letter(kind))
        self.add(words, 1)


class _Letter(QWidget):
    def __init__(self, kind: ServerKind) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_kind(painter, self.rect(), self._kind, QGuiApplication.palette(), self.font())
        painter.end()


def _how(kind: ServerKind) -> str:
    return {
        ServerKind.PLEX: translate("KindCard", "Sign in with the account that owns the server."),
        ServerKind.JELLYFIN: translate("KindCard", "Found in your network, or by its address."),
    }[kind]
