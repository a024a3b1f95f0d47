"""The step for connecting a Plex server without signing in."""

from __future__ import annotations

from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.address import PastedAddress
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.where_it_runs import WhereItRuns
from scroblarr_desktop.ui.widgets.labels import heading
from scroblarr_desktop.watches import ServerKind


class ManualStep(ConnectingStep):
    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self.server_id: int | None = None
        self._kept = False
        self.title = self.tr("Connect Plex by hand")
        self.sentence = self.tr(
            "Without a sign-in Scroblarr knows the people only once they have watched something, "
            "and cannot tell Plex when this computer's address changes."
        )
        self.where = WhereItRuns(backing, place=Place.UNKNOWN)
        self.where.changed.connect(self._show_address)
        self.pasted = PastedAddress(backing)
        self.pasted.hide()
        self.column.addWidget(heading(self.tr("Where does the media server run?")))
        self.column.addWidget(self.where)
        self.column.addWidget(self.pasted)
        self.column.addStretch(1)

    @property
    def next_text(self) -> str:
        return self.tr("Next") if self.server_id is not None else ""

    def keep(self) -> int:
        """Return our id of the server, which stays from now on. Only where `next_text` is."""
        assert self.server_id is not None
        self._kept = True
        return self.server_id

    def undo(self) -> None:
        """Take back what was only looked at. An address that was used already stays."""
        if self.server_id is None or self._kept:
            return
        if servers.get(self.server_id).last_event_at is None:
            servers.delete(self.server_id)
        self.server_id = None
        self.pasted.hide()

    def _show_address(self) -> None:
        """Make the server with the first choice, and show the address that follows from it."""
        if self.server_id is None:
            self.server_id = servers.add(ServerKind.PLEX, self.tr("Plex")).id
        servers.change(self.server_id, place=self.where.place)
        address = self.backing.engine.webhook_address(ServerKind.PLEX, self.server_id)
        self.pasted.show_address(address)
        self.pasted.show()
        self.changed.emit()
