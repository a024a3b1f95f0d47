"""The last step of setting up: the proof that media servers report."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.page import Backing
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
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing, "", "")
        self.name = translate("Wizard", "Proof")
        self._shown: object = None
        self._more = hint()

    def refresh(self, changed: Changed) -> None:
        own = [one.id for one in own_servers()]
        shown = [(one, may_report(one)) for one in own]
        if shown != self._shown:
            self._shown = shown
            self._fill(own)
        self._say(_Arriving.of([reports for _, reports in shown]))

    def _fill(self, server_ids: list[int]) -> None:
        empty(self.body)
        self._more = hint()
        self.body.addWidget(ProofLines(self._backing, server_ids))
        self.body.addSpacing(LARGE_PX)
        self.body.addWidget(self._more)
        self.body.addStretch(1)

    def _say(self, arriving: _Arriving) -> None:
        question, sentence, more = _words(arriving, proven=Step.PROOF in set_up.done())
        self.question.setText(question)
        self.sentence.setText(sentence)
        self._more.setText(more)


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
