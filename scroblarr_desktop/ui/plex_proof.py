"""The last step: the proof that it works."""

from __future__ import annotations

from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import HookState
from scroblarr_desktop.ui.labels import LARGE_PX, Text, empty, hint
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex_step import PlexStep
from scroblarr_desktop.ui.proof_line import ProofLine


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
        self.lines = []
        if said:
            self.column.addWidget(Text(said))
        if any(_reports(one) for one in server_ids):
            self._follow(server_ids)
        else:
            self.title = self.tr("Connected, without reports")
            self.sentence = self.tr(
                "Plex does not tell this computer what is watched, so nothing appears in the log "
                "for now. The page Servers shows how it stands."
            )
        self.column.addStretch(1)

    def _follow(self, server_ids: list[int]) -> None:
        self.title = self.tr("Does it work?")
        self.sentence = self.tr(
            "Play anything for five seconds on your media server. The line below turns green as "
            "soon as the server has reported it."
        )
        self.lines = [ProofLine(self.backing, one) for one in server_ids]
        for server_id, line in zip(server_ids, self.lines, strict=True):
            if len(server_ids) > 1:
                self.column.addWidget(Text(servers.get(server_id).name, bold=True))
            self.column.addWidget(line)
        self.column.addSpacing(LARGE_PX)
        self.column.addWidget(
            hint(
                self.tr(
                    "You need not wait for it: the page Servers shows the same, and tests the way "
                    "where nothing comes."
                )
            )
        )


def _reports(server_id: int) -> bool:
    """Return whether anything can be expected to come from there."""
    connection_id = servers.get(server_id).connection_id
    if connection_id is None:
        return True
    return connections.get(connection_id).hook_state not in (HookState.IMPOSSIBLE, HookState.NONE)
