"""An address as a picture that a phone's camera reads."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET_MODULES = 4
"""The white border that readers need (ISO/IEC 18004)."""

SIDE_PX = 180


class QrCode(QWidget):
    """Black on white in light and dark alike: many readers fail on inverted codes."""

    def __init__(self, text: str = "", accessible_name: str = "") -> None:
        super().__init__()
        self._rows: tuple[bytearray, ...] = ()
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(accessible_name or self.tr("QR code"))
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show the code for this text; none for an empty one."""
        self._rows = tuple(segno.make(text, micro=False).matrix) if text else ()
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        count = len(self._rows) + 2 * QUIET_MODULES
        module = min(self.width(), self.height()) / count
        for row, cells in enumerate(self._rows):
            for column, dark in enumerate(cells):
                if dark:
                    left, top = (column + QUIET_MODULES) * module, (row + QUIET_MODULES) * module
                    # A little over the edge, or hairs of white would show between modules.
                    painter.fillRect(QRectF(left, top, module + 0.3, module + 0.3), QColor("black"))
        painter.end()
