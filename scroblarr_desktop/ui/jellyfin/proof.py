"""The last step: the proof that it works."""

from __future__ import annotations

from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from scroblarr_desktop.ui.widgets.proof_lines import ProofLines


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
        self._say_what_this_is()
        self.column.addWidget(shown)
        if self.line is not None:
            self.column.addSpacing(LARGE_PX)
            self.column.addWidget(hint(self._no_need_to_wait()))
        self.column.addStretch(1)

    def _say_what_this_is(self) -> None:
        if self.line is not None:
            self.title = self.tr("Does it work?")
            self.sentence = self.tr(
                "Play anything for five seconds on your Jellyfin. The line below turns green as "
                "soon as Jellyfin has reported it."
            )
        else:
            self.title = self.tr("Connected, without reports")
            self.sentence = self.tr(
                "Jellyfin does not tell this computer what is watched yet, so nothing appears in "
                "the log for now. The page Servers shows how it stands."
            )

    def _no_need_to_wait(self) -> str:
        return self.tr(
            "You need not wait for it: the page Servers shows the same, and tests the way where "
            "nothing comes."
        )
