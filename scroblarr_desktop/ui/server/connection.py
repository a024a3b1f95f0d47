"""Who the app is signed in as at a media server."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import KINDS, ago
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.server.connecting import open_dialog, open_reports
from scroblarr_desktop.ui.server.section import Section, button
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox
from scroblarr_desktop.watches import ServerKind


class ConnectionSection(Section):
    """The sign-in, its state, and looking after it."""

    connected = Signal(int)

    def __init__(self, backing: Backing, server_id: int, kind: ServerKind) -> None:
        super().__init__(self.tr("Connection"))
        self._backing = backing
        self._server_id = server_id
        self._kind = kind
        self.mark = Mark(backing.icons)
        self.state = Text()
        self.detail = hint()
        self.sign_in = button("", self._sign_in)
        self.check = button(self.tr("Check now"), self._check)
        self.reports = button(self.tr("Set up the reports…"), self._set_up_reports)
        self.trouble = TroubleBox(backing.icons)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.mark)
        row.addWidget(self.state, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.detail)
        self.add_row(self.sign_in, self.check, self.reports)
        self.column.addWidget(self.trouble)

    def show_proof(self, proof: Proof) -> None:
        connection = proof.connection
        self.check.setVisible(connection is not None)
        self.reports.setHidden(connection is None or connection.hook_state is HookState.SET)
        if connection is None:
            self._show_by_hand()
        else:
            self._show_signed_in(connection, proof.server.url)

    def _show_by_hand(self) -> None:
        self.mark.hide()
        self.state.setText(self.tr("Set up by hand: Scroblarr is not signed in to this server."))
        self.detail.setText(
            self.tr(
                "Signed in, it enters the address itself, keeps it up to date, and knows who "
                "watches there."
            )
        )
        self.sign_in.setText(self.tr("Sign in to {kind}…").format(kind=KINDS[self._kind]))

    def _show_signed_in(self, connection: Connection, url: str | None) -> None:
        names = {"kind": KINDS[self._kind], "name": connection.account_name}
        ended = connection.state is ConnectionState.ENDED
        self.mark.show()
        said = self.tr("Signed in to {kind} as {name}.")
        mark = "offline" if connection.message else "delivered"
        if ended:
            said = self.tr("The sign-in to {kind} as {name} ended.")
            mark = "needs_sign_in"
        self.mark.show_mark(mark)
        parts = [said.format(**names), told(connection.message)]
        self.state.setText(" ".join(part for part in parts if part))
        self.detail.setText(self._where(connection, url))
        self.detail.setVisible(bool(self.detail.text()))
        self.sign_in.setText(self.tr("Sign in again…"))

    def _where(self, connection: Connection, url: str | None) -> str:
        parts = []
        if url:
            parts.append(self.tr("Reached at {url}.").format(url=url))
        if connection.checked_at is not None:
            parts.append(self.tr("Checked {when}.").format(when=ago(connection.checked_at)))
        return " ".join(parts)

    def _sign_in(self) -> None:
        again = servers.get(self._server_id).connection_id
        open_dialog(self._backing, self._kind, self, self.connected.emit, again)

    def _set_up_reports(self) -> None:
        connection_id = servers.get(self._server_id).connection_id
        if connection_id is not None:
            open_reports(self._backing, self._kind, self, connection_id)

    def _check(self) -> None:
        self.trouble.clear()
        self._wait(True)
        self._backing.background.run(
            self,
            self._backing.engine.check_server(self._server_id),
            lambda _: self._wait(False),
            self._show_trouble,
        )

    def _wait(self, waiting: bool) -> None:
        self.check.setEnabled(not waiting)
        self.check.setText(self.tr("Checking…") if waiting else self.tr("Check now"))

    def _show_trouble(self, trouble: Said) -> None:
        self._wait(False)
        self.trouble.show_trouble(trouble)
