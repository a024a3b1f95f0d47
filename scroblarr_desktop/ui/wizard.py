"""Setting up, step by step, over the same dialogs that the pages open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.labels import (
    LARGE_PX,
    MARK_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Hairline,
    hint,
)
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.wizard_steps import (
    LoginStep,
    PeopleStep,
    ProofStep,
    ServerStep,
    StepPage,
    TrackerStep,
)

WIDTH_PX, HEIGHT_PX = 820, 560
STEPS_WIDTH_PX = 200


class Wizard(QDialog):
    """Can be closed at any time; opened again it goes on at the first step that is ahead."""

    left = Signal()
    """It was closed; what is left to do is offered in the window."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backing = backing
        self.setWindowTitle(self.tr("Set up Scroblarr"))
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.steps: dict[Step, StepPage] = {
            Step.SERVER: ServerStep(backing),
            Step.PEOPLE: PeopleStep(backing),
            Step.TRACKER: TrackerStep(backing),
            Step.LOGIN: LoginStep(backing),
            Step.PROOF: ProofStep(backing),
        }
        self._pages = QStackedWidget()
        for page in self.steps.values():
            self._pages.addWidget(page)
            page.changed.connect(self._follow)
        self._marks = StepList(backing.icons, {k: page.name for k, page in self.steps.items()})
        self.back = self._button(self.tr("Back"), self._go_back)
        self.later = self._button(self.tr("Later"), self.close)
        self.skip = self._button(self.tr("Skip this"), self._skip)
        self.next = self._button(self.tr("Next"), self._go_on)
        self.next.setDefault(True)
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

    def _button(self, text: str, then: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: then())  # type: ignore[operator]
        return button

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        right.setSpacing(LARGE_PX)
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
        self._pages.setCurrentWidget(self.steps[step])
        self.steps[step].refresh(~Changed.NOTHING)
        self._follow()
        self.next.setFocus()

    def _follow(self) -> None:
        behind = set_up.passed()
        done = self._step in behind or self.steps[self._step].may_go_on
        self._marks.show_progress(self._step, behind)
        self.back.setVisible(self._step is not Step.SERVER)
        self.skip.setVisible(not done and self._step is not Step.PROOF)
        self.next.setEnabled(done or self._step is Step.PROOF)
        self.next.setText(self.tr("Done") if self._step is Step.PROOF else self.tr("Next"))

    def _go_back(self) -> None:
        order = list(Step)
        self._show(order[order.index(self._step) - 1])

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


class StepList(QWidget):
    """The steps on the left: which are behind, which is shown."""

    def __init__(self, icons: Icons, names: dict[Step, str]) -> None:
        super().__init__()
        self._icons = icons
        self._names = names
        self._rows: dict[Step, tuple[QLabel, QLabel]] = {}
        self.setFixedWidth(STEPS_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, PAGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        for step, name in names.items():
            mark, text = QLabel(), QLabel(name)
            mark.setFixedSize(QSize(MARK_PX, MARK_PX))
            self._rows[step] = (mark, text)
            row = QHBoxLayout()
            row.setSpacing(SMALL_PX)
            row.addWidget(mark)
            row.addWidget(text, 1)
            column.addLayout(row)
        column.addStretch(1)
        column.addWidget(hint(self.tr("You can close this and go on later.")))

    def show_progress(self, shown: Step, behind: set[Step]) -> None:
        for step, (mark, text) in self._rows.items():
            icon = self._icons.mark("delivered") if step in behind else self._icons.mark("waiting")
            size = QSize(MARK_PX, MARK_PX)
            mark.setPixmap(icon.pixmap(size, self.devicePixelRatio()))
            mark.setVisible(True)
            state = self.tr("done") if step in behind else self.tr("not done yet")
            mark.setAccessibleName(state)
            font = text.font()
            font.setBold(step is shown)
            text.setFont(font)
            text.setAccessibleName(f"{self._names[step]}, {state}")
            text.setTextFormat(Qt.TextFormat.PlainText)
