"""What the steps of connecting a media server have in common, and the last one: the proof."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines, may_report


class ConnectingStep(QWidget):
    """One step: `title` and `sentence` stand above it, `next_text` on the button below."""

    changed = Signal()
    """What stands around the step reads differently now."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self.backing = backing
        self.title = ""
        self.sentence = ""
        self.enter_goes_on = True
        """Else Enter calls it off, and whoever goes on has to mean it."""
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


class ProofStep(ConnectingStep):
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.lines: list[ProofLine] = []

    @property
    def next_text(self) -> str:
        return self.tr("Done")

    def begin(self, server_ids: Sequence[int], said: str = "") -> None:
        """Follow these servers; `said` stands above them."""
        empty(self.column)
        if said:
            self.column.addWidget(Text(said))
        self.title = self.tr("Does it work?")
        self.sentence = self._sentence(any(may_report(one) for one in server_ids))
        shown = ProofLines(self.backing, server_ids)
        self.lines = shown.lines
        self.column.addWidget(shown)
        if self.lines:
            self.column.addSpacing(LARGE_PX)
            self.column.addWidget(hint(self._no_need_to_wait()))
        self.column.addStretch(1)

    def _sentence(self, reports: bool) -> str:
        if reports:
            return self.tr(
                "Play anything for five seconds on your media server. The line below turns green "
                "as soon as the server has reported it."
            )
        return self.tr(
            "Scroblarr asks your media server every three minutes what was watched. The line "
            "below turns green once that has worked; what somebody finishes then appears "
            "within three minutes."
        )

    def _no_need_to_wait(self) -> str:
        return self.tr(
            "You need not wait for it: the page Servers shows the same, and tests the way where "
            "nothing comes."
        )
