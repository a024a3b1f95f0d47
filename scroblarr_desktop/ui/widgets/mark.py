"""A small sign in front of words, kept in the colours of the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel

from scroblarr_desktop.ui.icons import MARK_TONES, Icons
from scroblarr_desktop.ui.widgets.labels import MARK_PX


class Mark(QLabel):
    """One of the nine marks, or one of the badges for what the app is doing."""

    def __init__(self, icons: Icons, name: str = "waiting", side_px: int = MARK_PX) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._side_px = side_px
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._paint()

    @property
    def name(self) -> str:
        return self._name

    def show_mark(self, name: str) -> None:
        self._name = name
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Later, because the window throws the old icons away at the same event.
            QTimer.singleShot(0, self, self._paint)

    def _paint(self) -> None:
        icons, name = self._icons, self._name
        icon = icons.mark(name) if name in MARK_TONES else icons.badge(name)
        side = QSize(self._side_px, self._side_px)
        self.setPixmap(icon.pixmap(side, self.devicePixelRatio()))
