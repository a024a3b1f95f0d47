"""Setting up, step by step, over the same dialogs that the pages open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.port import PortTrouble
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, PAGE_PX, SMALL_PX, Hairline
from scroblarr_desktop.ui.wizard.list import StepList
from scroblarr_desktop.ui.wizard.proof import ProofStep
from scroblarr_desktop.ui.wizard.steps import (
    LoginStep,
    PeopleStep,
    ServerStep,
    StepPage,
    TrackerStep,
)

WIDTH_PX, HEIGHT_PX = 820, 560


class Wizard(Dialog):
    """Can be closed at any time; opened again it goes on at the first step that is ahead."""

    left = Signal()
    """It was closed; what is left to do is offered in the window."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backing = backing
        self.setWindowTitle(self.tr("Set up"))
        fit(self, WIDTH_PX, HEIGHT_PX)
        self.port = PortTrouble(backing)
        self.login = LoginStep(backing)
        self.proof = ProofStep(backing)
        self.proof.people_asked.connect(lambda: self._show(Step.PEOPLE))
        self.steps: dict[Step, StepPage] = {
            Step.SERVER: ServerStep(backing),
            Step.PEOPLE: PeopleStep(backing),
            Step.TRACKER: TrackerStep(backing),
            Step.LOGIN: self.login,
            Step.PROOF: self.proof,
        }
        self._pages = QStackedWidget()
        self._areas: dict[StepPage, QScrollArea] = {}
        for page in self.steps.values():
            self._areas[page] = area = scrolled(page)
            self._pages.addWidget(area)
            page.changed.connect(self._follow)
            page.done.connect(self._go_ahead)
        self._marks = StepList(backing.icons, {k: page.name for k, page in self.steps.items()})
        self.back = plain_button(self.tr("Back"), self._go_back)
        self.later = plain_button(self.tr("Later"), self.close)
        self.skip = plain_button(self.tr("Skip this"), self._skip)
        self.next = plain_button(self.tr("Next"), self._go_on)
        self.next.setDefault(True)
        # Else "Back" would move to where "Skip this" was pressed just before.
        policy = self.skip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.skip.setSizePolicy(policy)
        self._lay_out()
        set_up.begin()
        self._step = set_up.next_step() or Step.PROOF
        self._show(self._step)

    @property
    def step(self) -> Step:
        return self._step

    def refresh(self, changed: Changed) -> None:
        """Follow what was done, here or elsewhere."""
        self.steps[self._step].refresh(changed)
        self._follow()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        right.setSpacing(LARGE_PX)
        right.addWidget(self.port)
        right.addWidget(self._pages, 1)
        right.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.later)
        row.addStretch(1)
        for button in (self.back, self.skip, self.next):
            row.addWidget(button)
        right.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._marks)
        across.addLayout(right, 1)

    def _show(self, step: Step) -> None:
        self._step = step
        self._pages.setCurrentWidget(self._areas[self.steps[step]])
        self.steps[step].refresh(~Changed.NOTHING)
        self._follow()
        self._focus_what_comes_next()

    def _focus_what_comes_next(self) -> None:
        if self.next.isEnabled():
            self.next.setFocus()
        else:
            self.steps[self._step].focus_first()

    def _follow(self) -> None:
        self.port.refresh()
        behind, done = set_up.passed(), set_up.done()
        if self.login.is_on:
            done.add(Step.LOGIN)
        waiting = {Step.PEOPLE} & behind - done if set_up.nobody_is_known() else set()
        self._marks.show_progress(self._step, done, behind - done - waiting, waiting)
        may_go_on = self._step in behind or self.steps[self._step].may_go_on
        self.back.setVisible(self._step is not Step.SERVER)
        # Without a media server there is nothing to do in the steps behind it.
        self.skip.setVisible(not may_go_on and self._step not in (Step.SERVER, Step.PROOF))
        self.next.setEnabled(may_go_on or self._step is Step.PROOF)
        proven = Step.PROOF in done
        self.later.setVisible(not (self._step is Step.PROOF and proven))
        self.next.setText(self.tr("Done") if self._step is Step.PROOF else self.tr("Next"))

    def _go_back(self) -> None:
        order = list(Step)
        self._show(order[order.index(self._step) - 1])

    def _go_ahead(self) -> None:
        """Go on to the first step that is still ahead: what was done in passing is not asked."""
        ahead = set_up.next_step() or Step.PROOF
        if ahead is not self._step:
            self._show(ahead)

    def _skip(self) -> None:
        set_up.leave_out(self._step)
        self._go_on()

    def _go_on(self) -> None:
        self.steps[self._step].leave()
        if self._step is Step.PROOF:
            set_up.finish()
            self.accept()
            self.left.emit()
            return
        order = list(Step)
        self._show(order[order.index(self._step) + 1])

    def reject(self) -> None:
        super().reject()
        self.left.emit()
