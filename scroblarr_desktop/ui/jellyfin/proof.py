"""The last step: the proof that it works."""

from __future__ import annotations

from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines, may_report


class ProofStep(JellyfinStep):
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.line: ProofLine | None = None

    @property
    def next_text(self) -> str:
        return self.tr("Done")

    def begin(self, server_id: int, said: str = "") -> None:
        """Follow that server; `said` stands above."""
        empty(self.column)
        if said:
            self.column.addWidget(Text(said))
        shown = ProofLines(self.backing, [server_id])
        self.line = shown.lines[0] if shown.lines else None
        self._say_what_this_is(reports=may_report(server_id))
        self.column.addWidget(shown)
        if self.line is not None:
            self.column.addSpacing(LARGE_PX)
            self.column.addWidget(hint(self._no_need_to_wait()))
        self.column.addStretch(1)

    def _say_what_this_is(self, *, reports: bool) -> None:
        self.title = self.tr("Does it work?")
        if reports:
            self.sentence = self.tr(
                "Play anything for five seconds on your Jellyfin. The line below turns green as "
                "soon as Jellyfin has reported it."
            )
        else:
            self.sentence = self.tr(
                "Scroblarr asks your Jellyfin every three minutes what was watched. The line below "
                "turns green once that has worked; what somebody finishes then appears within "
                "three minutes."
            )

    def _no_need_to_wait(self) -> str:
        return self.tr(
            "You need not wait for it: the page Servers shows the same, and tests the way where "
            "nothing comes."
        )
