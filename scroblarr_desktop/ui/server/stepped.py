"""The window around the steps in which a media server is connected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.server.step import ConnectingStep, ProofStep
from scroblarr_desktop.ui.widgets.buttons import press_by_enter
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, SMALL_PX, Text, title

WIDTH_PX, HEIGHT_PX = 640, 620


class SteppedDialog(Dialog):
    """Shows one step at a time, the proof last; a subclass says what follows what.

    Without `proves` it ends before the proof, which whoever opened it shows.
    """

    connected = Signal(int)
    """Carries our id of a server that has just been connected."""

    def __init__(self, backing: Backing, parent: QWidget | None, *, proves: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, WIDTH_PX, HEIGHT_PX)
        self._backing = backing
        self._proves = proves
        self.proof = ProofStep(backing)
        self.step: ConnectingStep = self.proof
        self.heading, self._under = title(""), Text()
        self._pages = QStackedWidget()
        self._areas: dict[ConnectingStep, QScrollArea] = {}
        self.back = QPushButton(self.tr("Back"))
        self.cancel = QPushButton()
        self.next = QPushButton()
        self.back.clicked.connect(lambda _=False: self._go_back())
        self.cancel.clicked.connect(lambda _=False: self.reject())
        self.next.clicked.connect(lambda _=False: self._go_on())
        self._lay_out()

    # -- what a subclass knows

    def _go_on(self) -> None:
        """Follow the button that leads on."""
        raise NotImplementedError

    def _go_back(self) -> None:
        raise NotImplementedError

    @property
    def _may_go_back(self) -> bool:
        raise NotImplementedError

    @property
    def _is_kept(self) -> bool:
        """Whether closing the window leaves something connected."""
        raise NotImplementedError

    # -- what a subclass calls

    def _show_steps(self, *steps: ConnectingStep) -> None:
        """Take these steps in, and begin with the first."""
        for step in (*steps, self.proof):
            self._areas[step] = area = scrolled(step)
            self._pages.addWidget(area)
            step.changed.connect(self._follow)
        self._turn_to(steps[0])

    def _turn_to(self, step: ConnectingStep) -> None:
        self.step = step
        self._pages.setCurrentWidget(self._areas[step])
        for button in step.findChildren(QPushButton):
            if button.isDefault():
                press_by_enter(button)
        self._follow()
        if not step.enter_goes_on:
            self.cancel.setFocus()

    def _show_proof(self, server_ids: Sequence[int], said: str = "") -> None:
        """Show whether these servers report, `said` above them, or end where others show that."""
        if not self._proves:
            self.accept()
            return
        self.proof.begin(server_ids, said)
        self._turn_to(self.proof)

    # -- parts

    def _follow(self) -> None:
        step = self.step
        self.heading.setText(step.title)
        self._under.setText(step.sentence)
        self.next.setText(step.next_text)
        self.next.setVisible(bool(step.next_text))
        self.next.setEnabled(step.may_go_on)
        self.cancel.setDefault(not step.enter_goes_on)
        self.next.setDefault(bool(step.next_text) and step.enter_goes_on)
        self.back.setVisible(self._may_go_back)
        self.cancel.setVisible(step is not self.proof)
        self.cancel.setText(self.tr("Close") if self._is_kept else self.tr("Cancel"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        for button in (self.back, self.cancel, self.next):
            button.setAutoDefault(False)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.heading)
        column.addWidget(self._under)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
