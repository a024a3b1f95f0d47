"""A short word at the foot of the log about what was just done, with a way back where there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Text

STAYS_MS = 20_000
"""Long enough to find the way back by keyboard."""


class Notice(QWidget):
    """Its line is always there, so that nothing jumps when it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self._way_back: Callable[[], object] | None = None
        self.words = Text()
        self.words.setWordWrap(False)
        self.undo = quiet_button(self.tr("Undo"), self._go_back)
        room_px = self.undo.fontMetrics().horizontalAdvance(self.undo.text()) + LARGE_PX
        self.undo.setFixedWidth(room_px)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.words)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.setMinimumHeight(self.undo.sizeHint().height())
        self.undo.hide()

    def say(self, said: str, way_back: Callable[[], object] | None = None) -> None:
        """Say it for a while. `way_back` undoes it: where that is not wholly possible, None."""
        self._way_back = way_back
        self.words.setText(said)
        self.words.setToolTip(said)
        self.undo.setVisible(way_back is not None)
        self.undo.setAccessibleDescription(said)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, said))

    def clear(self) -> None:
        self._timer.stop()
        self._way_back = None
        self.words.setText("")
        self.words.setToolTip("")
        self.undo.hide()

    def _go_back(self) -> None:
        way_back = self._way_back
        self.clear()
        if way_back is not None:
            way_back()
