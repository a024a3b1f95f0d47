"""What became of every media server and account after the move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.moving.results import StepState
from scroblarr_desktop.moving.taking_over import About, Step
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.where_it_runs import let_home_network_in
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
    hint,
    title,
)
from scroblarr_desktop.ui.widgets.mark import Mark

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 620, 520

MARKS = {
    StepState.AHEAD: "waiting",
    StepState.UNDER_WAY: "sending",
    StepState.DONE: "delivered",
    StepState.BY_HAND: "attention",
    StepState.TROUBLE: "waiting",
}


class TakenOverDialog(Dialog):
    """Follows the work, which goes on when it is closed."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Moved from another PC"))
        self._backing = backing
        self._taking_over = backing.engine.taking_over
        self._shown: tuple[Step, ...] | None = None
        self.title = title("")
        self.sentence = Text()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How many are done"))
        self.lines = QVBoxLayout()
        self.again = plain_button(self.tr("Try again"), self._again)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        fit(self, WIDTH_PX, HEIGHT_PX)
        self._follow(Changed.STATE)
        self._stop_listening = backing.engine.changes.listen(self._follow)
        self.finished.connect(lambda _: self._leave())
        self.destroyed.connect(self._stop_listening)

    def _lay_out(self) -> None:
        inside = QWidget()
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(0, 0, SMALL_PX, 0)
        self.lines.setSpacing(MEDIUM_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        column.addWidget(scrolled(inside), 1)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _follow(self, changed: Changed) -> None:
        steps = self._taking_over.steps
        if not changed & Changed.STATE or steps == self._shown:
            return
        self._shown = steps
        over = [one for one in steps if one.state not in (StepState.AHEAD, StepState.UNDER_WAY)]
        troubled = any(one.state is StepState.TROUBLE for one in steps)
        by_hand = any(one.state is StepState.BY_HAND for one in steps)
        under_way = len(over) < len(steps)
        self.bar.setRange(0, max(1, len(steps)))
        self.bar.setValue(len(over) if steps else 1)
        self.bar.setVisible(under_way)
        self.again.setVisible(troubled or by_hand)
        self.again.setEnabled(not under_way)
        self.title.setText(self.tr("Your household lives here now"))
        self.sentence.setText(self._in_short(under_way, by_hand, troubled))
        while self.lines.count():
            item = self.lines.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for step in steps:
            self.lines.addWidget(_Line(self._backing, step, self._turn_to, self._ask_to_let_in))
        self.lines.addStretch(1)

    def _in_short(self, under_way: bool, by_hand: bool, troubled: bool) -> str:
        came = self._taking_over.came
        since = ""
        if came is not None:
            since = self.tr("It left {computer} {when}.").format(
                computer=came.computer, when=wording.at_a_time(came.at)
            )
        if under_way:
            said = self.tr("Media servers are told of this computer, and every account is tried.")
        elif by_hand:
            said = self.tr("Almost everything is done. What is marked needs you.")
        elif troubled:
            said = self.tr("What does not answer now is tried again by itself, every ten minutes.")
        else:
            said = self.tr("Everything is done. What was watched in between is being read.")
        return " ".join(part for part in (since, said) if part)

    def _turn_to(self, about: About) -> None:
        self.accept()
        self._backing.show_page("servers" if about is About.SERVER else "household")

    def _ask_to_let_in(self) -> None:
        let_home_network_in(self, self._backing, self._again)

    def _again(self) -> None:
        attempt(self, self._taking_over.again)

    def _leave(self) -> None:
        self._stop_listening()
        attempt(self.parentWidget(), self._taking_over.seen)


class _Line(QWidget):
    def __init__(
        self,
        backing: Backing,
        step: Step,
        turn_to: Callable[[About], None],
        let_in: Callable[[], None],
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEDIUM_PX)
        grid.setVerticalSpacing(TIGHT_PX)
        mark = Mark(backing.icons, MARKS[step.state])
        grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(step.name, bold=True), 0, 1)
        said = " ".join(told(part) for part in (step.sentence, step.next_step) if part)
        said = said or _state_words(step.state)
        grid.addWidget(hint(said), 1, 1)
        grid.setColumnStretch(1, 1)
        if step.to_let_in:
            allow = plain_button(translate("TakenOver", "Allow the home network…"), let_in)
            allow.setAccessibleDescription(step.name)
            grid.addWidget(allow, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        elif step.state is StepState.BY_HAND:
            show = plain_button(translate("TakenOver", "Show"), lambda: turn_to(step.about))
            show.setAccessibleDescription(step.name)
            grid.addWidget(show, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{step.name}: {said}")


def _state_words(state: StepState) -> str:
    return {
        StepState.AHEAD: translate("TakenOver", "Waiting for its turn."),
        StepState.UNDER_WAY: translate("TakenOver", "Being asked…"),
        StepState.DONE: translate("TakenOver", "Done."),
        StepState.BY_HAND: translate("TakenOver", "Needs you."),
        StepState.TROUBLE: translate("TakenOver", "Tried again by itself."),
    }[state]


def show_if_moved_in(backing: Backing, parent: QWidget) -> TakenOverDialog | None:
    """Return the open dialog where the household has just moved in and nobody has read of it."""
    if backing.engine.taking_over.came is None or parent.findChild(TakenOverDialog) is not None:
        return None
    dialog = TakenOverDialog(backing, parent)
    dialog.open()
    return dialog
