"""The last step: the proof that it works."""

from __future__ import annotations

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.step import PlexStep
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines, may_report


class ProofStep(PlexStep):
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.lines: list[ProofLine] = []

    @property
    def next_text(self) -> str:
        return self.tr("Done")

    def begin(self, server_ids: list[int], said: str = "") -> None:
        """Follow these servers; `said` stands above them."""
        empty(self.column)
        if said:
            self.column.addWidget(Text(said))
        self._say_what_this_is(any(may_report(one) for one in server_ids))
        shown = ProofLines(self.backing, server_ids)
        self.lines = shown.lines
        self.column.addWidget(shown)
        if self.lines:
            self.column.addSpacing(LARGE_PX)
            self.column.addWidget(hint(self._no_need_to_wait()))
        self.column.addStretch(1)

    def _say_what_this_is(self, reports: bool) -> None:
        self.title = self.tr("Does it work?")
        if reports:
            self.sentence = self.tr(
                "Play anything for five seconds on your media server. The line below turns green "
                "as soon as the server has reported it."
            )
        else:
            self.sentence = self.tr(
                "Scroblarr asks your media server every three minutes what was watched. The line "
                "below turns green once that has worked; what somebody finishes then appears "
                "within three minutes."
            )

    def _no_need_to_wait(self) -> str:
        return self.tr(
            "You need not wait for it: the page Servers shows the same, and tests the way where "
            "nothing comes."
        )
