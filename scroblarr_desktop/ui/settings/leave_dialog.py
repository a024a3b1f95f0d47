"""The window in which somebody leaves: what it means, how far it is, what is left to do by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop import leaving
from scroblarr_desktop.leaving import Fate, Left, Step
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    TIGHT_PX,
    Text,
    title,
)
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

WIDTH_PX, HEIGHT_PX = 560, 480

MARKS = {Fate.GOING_ON: "sending", Fate.DONE: "delivered", Fate.BY_HAND: "attention"}


class LeaveDialog(Dialog):
    """Asks, then goes through it step by step. Closed meanwhile, it comes back with the result."""

    def __init__(self, backing: Backing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Leave"))
        self._backing = backing
        self._going = False
        self.heading = title(self.tr("Leave everywhere?"))
        self.words = Text()
        self.rows: dict[str, StepRow] = {}
        self.trouble = TroubleBox(backing.icons)
        self.close_button = plain_button(self.tr("Cancel"), self.reject)
        self.close_button.setDefault(True)  # nobody leaves by pressing Enter
        self.go = plain_button(self.tr("&Leave everywhere"), self._go)
        self.quit = plain_button(self.tr("&Quit Scroblarr"), backing.quit)
        self.quit.hide()
        self._lay_out()
        self._show_steps(leaving.steps(backing.engine.linking))
        self.finished.connect(self._closed)
        fit(self, WIDTH_PX, HEIGHT_PX)

    # -- asking

    def _show_steps(self, steps: list[Step]) -> None:
        for step in steps:
            row = StepRow(self._backing.icons, step)
            self.rows[step.key] = row
            self._inside.insertWidget(self._inside.count() - 1, row)
        self.go.setEnabled(bool(steps))
        self.words.setText(self._what_happens() if steps else self._nothing())

    def _what_happens(self) -> str:
        return self.tr(
            "Scroblarr takes its address out of your media servers and signs out there, and it "
            "withdraws its sign-ins at the trackers. Nothing is reported or sent any more, also "
            "what still waits is not. The log and the members stay on this computer."
        )

    def _nothing(self) -> str:
        return self.tr("There is nothing to sign out of: nothing is connected or linked.")

    # -- going on

    def _go(self) -> None:
        self._going = True
        self.trouble.clear()
        self.heading.setText(self.tr("Leaving…"))
        self.go.setEnabled(False)
        self.close_button.setText(self.tr("Close"))
        for row in self.rows.values():
            row.begin()
        work = leaving.leave_with(self._backing.engine, self._tell)
        self._backing.background.run(self, work, self._done, self._failed)

    def _tell(self, step: Step) -> None:
        if step.key in self.rows:
            self.rows[step.key].show_step(step)

    def _done(self, left: Left) -> None:
        self._rest()
        self.go.hide()
        self.quit.show()
        self.quit.setDefault(True)
        if left.by_hand:
            self.heading.setText(self.tr("Some of it is left to you"))
            self.words.setText(self.tr("What could not be done stands below, and how you do it."))
        else:
            self.heading.setText(self.tr("Scroblarr has left"))
            self.words.setText(
                self.tr("It is signed out everywhere, and no media server reports here any more.")
            )

    def _failed(self, trouble: Said) -> None:
        self._rest()
        self.heading.setText(self.tr("Some of it is not done"))
        self.go.setEnabled(True)
        self.trouble.show_trouble(trouble)

    def _rest(self) -> None:
        self._going = False
        if not self.isVisible():
            self.open()

    def _closed(self) -> None:
        if not self._going:
            self.deleteLater()

    # -- parts

    def _lay_out(self) -> None:
        steps = QWidget()
        self._inside = QVBoxLayout(steps)
        self._inside.setContentsMargins(0, 0, SMALL_PX, 0)
        self._inside.setSpacing(MEDIUM_PX)
        self._inside.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL_PX)
        foot.addStretch(1)
        for button in (self.close_button, self.go, self.quit):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addWidget(scrolled(steps), 1)
        column.addWidget(self.trouble)
        column.addLayout(foot)


class StepRow(QWidget):
    """One media server or account: a mark, a word, and what is left to do."""

    def __init__(self, icons: Icons, step: Step) -> None:
        super().__init__()
        self.mark = Mark(icons, "waiting")
        self.name = Text(self._name(step))
        self.by_hand = Text()
        self.by_hand.hide()
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(self.name)
        words.addWidget(self.by_hand)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.mark)
        row.addLayout(words, 1)

    def begin(self) -> None:
        self.mark.show_mark(MARKS[Fate.GOING_ON])

    def show_step(self, step: Step) -> None:
        words = {
            Fate.GOING_ON: self._name(step),
            Fate.DONE: self.tr("{what}: signed out"),
            Fate.BY_HAND: self.tr("{what}: not all of it could be done"),
        }
        self.mark.show_mark(MARKS[step.fate])
        self.name.setText(words[step.fate].format(what=self._name(step)))
        self.by_hand.setText(told(step.by_hand))
        self.by_hand.setVisible(bool(step.by_hand))
        self.setAccessibleName(" ".join([self.name.text(), self.by_hand.text()]).strip())

    def _name(self, step: Step) -> str:
        return f"{step.name}, {step.user}" if step.user else step.name
