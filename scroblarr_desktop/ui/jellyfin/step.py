"""What the steps of connecting Jellyfin have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class JellyfinStep(QWidget):
    """One step: `title` and `sentence` stand above it, `next_text` on the button below.

    `progress` and `trouble` are where a step says what goes on, and what went wrong.
    """

    changed = Signal()
    """What stands around the step reads differently now."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self.backing = backing
        self.title = ""
        self.sentence = ""
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons, takes_enter=True)
        self.progress.hide()
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

    def say_busy(self, text: str, mark: str = "sending") -> None:
        """Say what goes on; trouble of before is over."""
        self.trouble.clear()
        self.progress.say(text, mark)
        self.progress.show()
        self.changed.emit()

    def say_trouble(self, said: Said, *remedies: Remedy, mark: str = "attention") -> None:
        self.progress.hide()
        self.trouble.show_trouble(said, *remedies, mark=mark)
        self.changed.emit()

    def say_nothing(self) -> None:
        self.progress.hide()
        self.trouble.clear()
        self.changed.emit()
