"""A line above the pages while setting up is not through."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text


class UnfinishedSetUp(QWidget):
    """Says what comes next. Hidden where all is done, or where somebody wants no more of it."""

    go_on_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Text()
        self.go_on = QPushButton(self.tr("Go on"))
        self.go_on.clicked.connect(self.go_on_asked)
        self.no_more = QPushButton(self.tr("No more of this"))
        self.no_more.clicked.connect(self._decline)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE_PX, SMALL_PX, LARGE_PX, SMALL_PX)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.sentence, 1)
        for button in (self.go_on, self.no_more):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()

    def refresh(self) -> None:
        step = set_up.next_step() if set_up.is_under_way() else None
        self.setVisible(step is not None)
        if step is not None:
            self.sentence.setText(self._said(step))

    def _said(self, step: Step) -> str:
        return {
            Step.SERVER: self.tr("Setting up is not finished: connect your media server."),
            Step.PEOPLE: self.tr("Setting up is not finished: say who watches."),
            Step.TRACKER: self.tr("Setting up is not finished: link somebody's tracker."),
            Step.LOGIN: self.tr("Setting up is not finished: start at login?"),
            Step.PROOF: self.tr("Setting up is not finished: play something as a proof."),
        }[step]

    def _decline(self) -> None:
        set_up.finish()
        self.refresh()
