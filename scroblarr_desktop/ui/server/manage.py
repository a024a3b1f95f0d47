"""A server's name, quiet, and end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import servers
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.server.section import Section, button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, hint

LONGEST_NAME = 100


class ManageSection(Section):
    disconnect_asked = Signal()

    def __init__(self, server_id: int) -> None:
        super().__init__(self.tr("This server"))
        self._server_id = server_id
        self._name = ""
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the server"))
        self.name.textEdited.connect(lambda _: self._follow())
        self.name.returnPressed.connect(self._rename)
        self.rename = button(self.tr("Rename"), self._rename)
        self.mute = button("", self._mute)
        self.quiet = hint()
        self.disconnect_button = button(self.tr("Disconnect…"), self.disconnect_asked.emit)
        self._muted = False
        label = QLabel(self.tr("Name"))
        label.setBuddy(self.name)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        row.addWidget(self.rename)
        self.column.addLayout(row)
        self.column.addWidget(self.quiet)
        self.add_row(self.mute, self.disconnect_button)

    def show_proof(self, proof: Proof) -> None:
        server = proof.server
        if server.name != self._name:
            self._name = server.name
            self.name.setText(server.name)
        self._muted = server.muted
        self.mute.setText(self.tr("Unmute") if server.muted else self.tr("Mute"))
        self.quiet.setText(
            self.tr("Muted: its events are counted and not kept.")
            if server.muted
            else self.tr("Muting keeps it connected, but what is watched there does not count.")
        )
        self._follow()

    def _follow(self) -> None:
        wanted = self.name.text().strip()
        self.rename.setEnabled(bool(wanted) and wanted != self._name)

    def _rename(self) -> None:
        wanted = self.name.text().strip()
        if self.rename.isEnabled():
            attempt(self, lambda: servers.change(self._server_id, name=wanted))

    def _mute(self) -> None:
        attempt(self, lambda: servers.change(self._server_id, muted=not self._muted))
