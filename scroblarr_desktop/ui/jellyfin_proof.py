"""The last step: the proof that it works."""

from __future__ import annotations

from scroblarr_desktop.ui.jellyfin_step import JellyfinStep
from scroblarr_desktop.ui.labels import LARGE_PX, Text, empty, hint
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.proof_line import ProofLine


class ProofStep(JellyfinStep):
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.line: ProofLine | None = None
        self.title = self.tr("Does it work?")
        self.sentence = self.tr(
            "Play anything for five seconds on your Jellyfin. The line below turns green as soon "
            "as Jellyfin has reported it."
        )

    @property
    def next_text(self) -> str:
        return self.tr("Done")

    def begin(self, server_id: int, said: str = "") -> None:
        """Follow that server; `said` stands above."""
        empty(self.column)
        if said:
            self.column.addWidget(Text(said))
        self.line = ProofLine(self.backing, server_id)
        self.column.addWidget(self.line)
        self.column.addSpacing(LARGE_PX)
        self.column.addWidget(
            hint(
                self.tr(
                    "You need not wait for it: the page Servers shows the same, and tests the way "
                    "where nothing comes."
                )
            )
        )
        self.column.addStretch(1)
