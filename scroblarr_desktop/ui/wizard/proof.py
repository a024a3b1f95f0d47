"""The last step of setting up: the proof that media servers report."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.store import household
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, empty, hint
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines, may_report
from scroblarr_desktop.ui.wizard.steps import StepPage, own_servers

translate = QCoreApplication.translate


class _Arriving(Enum):
    """How what is watched comes from the media servers."""

    NOTHING = 1
    READ = 2
    REPORTED = 3

    @classmethod
    def of(cls, reports: list[bool]) -> _Arriving:
        if not reports:
            return cls.NOTHING
        return cls.REPORTED if any(reports) else cls.READ


class ProofStep(StepPage):
    people_asked = Signal()
    """Somebody was seen first here, and it can be said now who that is."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing, "", "")
        self.name = translate("Wizard", "Proof")
        self._shown: object = None
        self._lines = QVBoxLayout()
        self.who = plain_button(translate("Wizard", "Say who watches"), self.people_asked.emit)
        self._more = hint()
        self.body.addLayout(self._lines)
        self.body.addWidget(self.who, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(LARGE_PX)
        self.body.addWidget(self._more)
        self.body.addStretch(1)

    def refresh(self, changed: Changed) -> None:
        own = [one.id for one in own_servers()]
        shown = [(one, may_report(one)) for one in own]
        if shown != self._shown:
            self._shown = shown
            empty(self._lines)
            self._lines.addWidget(ProofLines(self._backing, own))
        self._say(_Arriving.of([reports for _, reports in shown]))
        unknown = _somebody_is_unknown(own)
        self.who.setVisible(unknown)
        if unknown:
            self._more.setText(_words_of_unknown())

    def _say(self, arriving: _Arriving) -> None:
        question, sentence, more = _words(arriving, proven=Step.PROOF in set_up.done())
        self.question.setText(question)
        self.sentence.setText(sentence)
        self._more.setText(more)


def _somebody_is_unknown(server_ids: list[int]) -> bool:
    """Return whether people of these servers are known, and of none it was said who they are."""
    if Step.PEOPLE in set_up.done():
        return False
    return any(household.viewers_on(one) for one in server_ids)


def _words_of_unknown() -> str:
    return translate(
        "Wizard", "Until somebody says who that is, what they watch is kept here and not sent."
    )


def _words(arriving: _Arriving, *, proven: bool) -> tuple[str, str, str]:
    """Return what stands above the lines, as a title and a sentence, and what below them."""
    if arriving is _Arriving.NOTHING:
        return (
            translate("Wizard", "Nothing reports yet"),
            translate("Wizard", "The log fills as soon as a media server reports what is watched."),
            translate("Wizard", "The page Servers shows at any time how that stands."),
        )
    if arriving is _Arriving.READ:
        return _words_of_reading(proven)
    if proven:
        return (
            translate("Wizard", "It works"),
            translate(
                "Wizard",
                "Your media server reports to Scroblarr. Whatever somebody finishes from now on "
                "appears in the log, and goes to their tracker by itself.",
            ),
            "",
        )
    return (
        translate("Wizard", "Does it work?"),
        translate(
            "Wizard",
            "Play anything for five seconds on your media server. The line below turns green as "
            "soon as the server has reported it.",
        ),
        translate(
            "Wizard",
            "Nothing comes? Press Done and open Servers: there the way to your media server is "
            "tested and explained.",
        ),
    )


def _words_of_reading(proven: bool) -> tuple[str, str, str]:
    if proven:
        return (
            translate("Wizard", "It works"),
            translate(
                "Wizard",
                "Scroblarr reads what was watched on your media server. Whatever somebody finishes "
                "from now on appears in the log within three minutes, and goes to their tracker by "
                "itself.",
            ),
            "",
        )
    return (
        translate("Wizard", "Does it work?"),
        translate(
            "Wizard",
            "Scroblarr asks your media server every three minutes what was watched. The line below "
            "turns green once that has worked.",
        ),
        translate("Wizard", "The page Servers shows at any time how that stands."),
    )
