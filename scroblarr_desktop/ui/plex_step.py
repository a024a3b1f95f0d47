"""What the steps of connecting Plex have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.labels import MEDIUM_PX
from scroblarr_desktop.ui.page import Backing


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


def quiet_button(text: str, then: Callable[[], object]) -> QPushButton:
    """Return a button for the less usual way, which looks like a link."""
    button = plain_button(text, then)
    font = button.font()
    font.setUnderline(True)
    button.setFont(font)
    button.setFlat(True)
    return button


def plain_button(text: str, then: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: then())
    return button
