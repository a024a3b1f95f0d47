"""The last step of setting up: the proof that media servers report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, empty, hint
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines, may_report
from scroblarr_desktop.ui.wizard.steps import StepPage, own_servers

translate = QCoreApplication.translate


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
        self._say(reports=any(reports for _, reports in shown))

    def _fill(self, server_ids: list[int]) -> None:
        empty(self.body)
        self._more = hint()
        self.body.addWidget(ProofLines(self._backing, server_ids))
        self.body.addSpacing(LARGE_PX)
        self.body.addWidget(self._more)
        self.body.addStretch(1)

    def _say(self, *, reports: bool) -> None:
        question, sentence, more = _words(reports, proven=Step.PROOF in set_up.done())
        self.question.setText(question)
        self.sentence.setText(sentence)
        self._more.setText(more)


def _words(reports: bool, *, proven: bool) -> tuple[str, str, str]:
    """Return what stands above the lines, as a title and a sentence, and what below them."""
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
    if reports:
        return (
            translate("Wizard", "Does it work?"),
            translate(
                "Wizard",
                "Play anything for five seconds on your media server. The line below turns green "
                "as soon as the server has reported it.",
            ),
            translate(
                "Wizard",
                "Nothing comes? Press Done and open Servers: there the way to your media server is "
                "tested and explained.",
            ),
        )
    return (
        translate("Wizard", "Nothing reports yet"),
        translate("Wizard", "The log fills as soon as a media server reports what is watched."),
        translate("Wizard", "The page Servers shows at any time how that stands."),
    )
