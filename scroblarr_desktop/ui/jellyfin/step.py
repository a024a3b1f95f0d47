"""What the steps of connecting Jellyfin have in common."""

from __future__ import annotations

from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class JellyfinStep(ConnectingStep):
    """`progress` and `trouble` are where a step says what goes on, and what went wrong."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons, takes_enter=True)
        self.progress.hide()

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
