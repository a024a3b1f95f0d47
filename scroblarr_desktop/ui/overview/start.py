"""What to do next while the household is not set up: the steps, and a button for the first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.overview.panel import Line, Panel
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX

translate = QCoreApplication.translate

STEPS = (Step.SERVER, Step.PEOPLE, Step.TRACKER, Step.PROOF)
"""Without any of these nothing arrives anywhere."""

PLAYED_FIRST = (Step.SERVER, Step.PROOF, Step.PEOPLE, Step.TRACKER)
"""The same where people become known only once they play something."""

_PAGES = {Step.SERVER: "servers", Step.PEOPLE: "household", Step.TRACKER: "household"}


class StartPanel(Panel):
    """Hidden once everything works."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing.icons, translate("StartPanel", "What to do next"))
        self._backing = backing
        self._page = ""
        self.go = plain_button("", lambda: backing.show_page(self._page))
        row = QHBoxLayout()
        row.setContentsMargins(0, SMALL_PX, 0, 0)
        row.addWidget(self.go)
        row.addStretch(1)
        self.column.insertLayout(self.column.count() - 1, row)

    def refresh(self) -> None:
        done, unknown = set_up.done(), set_up.nobody_is_known()
        is_played_first = set_up.plays_first() and Step.PEOPLE not in done
        steps = PLAYED_FIRST if is_played_first else STEPS
        ahead = [step for step in steps if step not in done]
        next_ = [step for step in ahead if not (unknown and step is Step.PEOPLE)][:1]
        self.setVisible(bool(ahead))
        self.show_lines([self._line(step, done, next_) for step in steps])
        self.go.setVisible(bool(next_) and next_[0] in _PAGES)
        if next_ and next_[0] in _PAGES:
            self._page = _PAGES[next_[0]]
            self.go.setText(self._button(next_[0]))

    def _line(self, step: Step, done: set[Step], next_: list[Step]) -> Line:
        title, sentence = self._words(step)
        if step in done:
            return Line(title, mark="delivered")
        return Line(title, sentence, "sending" if step in next_ else "waiting")

    def _words(self, step: Step) -> tuple[str, str]:
        return {
            Step.SERVER: (
                self.tr("Connect your media server"),
                self.tr("From then on it tells Scroblarr what was finished."),
            ),
            Step.PEOPLE: (
                self.tr("Say who watches"),
                self.tr("Play something: then say here who it was.")
                if set_up.nobody_is_known()
                else self.tr("So that everybody's watches go to their own account."),
            ),
            Step.TRACKER: (
                self.tr("Link somebody's tracker"),
                self.tr("Until then what is watched is only kept here."),
            ),
            Step.PROOF: (
                self.tr("Watch something"),
                self.tr("Play anything for a few seconds, and see here that it arrives."),
            ),
        }[step]

    def _button(self, step: Step) -> str:
        return {
            Step.SERVER: self.tr("Connect a media server"),
            Step.PEOPLE: self.tr("Say who watches"),
            Step.TRACKER: self.tr("Link a tracker"),
        }[step]
