"""What the steps of connecting Plex have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX


class PlexStep(QWidget):
    """One step: `title` and `sentence` stand above it, `next_text` on the button below."""

    changed = Signal()
    """What stands around the step reads differently now."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self.backing = backing
        self.title = ""
        self.sentence = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MEDIUM_PX)

    @property
    def next_text(self) -> str:
        """What the button that leads on says; empty where nothing is to be pressed."""
        return ""

    @property
    def may_go_on(self) -> bool:
        return bool(self.next_text)
