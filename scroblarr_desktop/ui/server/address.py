"""The address that a media server calls: hidden until asked for, to copy, to replace."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import HookState, Server
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.check import ReachTest
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.server.section import Section, Unfolding, button
from scroblarr_desktop.ui.server.steps import steps, steps_label
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text

BULLETS = "•" * 12


class AddressSection(Section):
    """Its secret part is as good as a key, so it never stands there unasked."""

    def __init__(self, backing: Backing, server: Server) -> None:
        super().__init__(self.tr("Address for events"))
        self._engine = backing.engine
        self._server = server
        self._is_open = False
        self._tested = ""
        self.purpose = Text()
        self.field = AddressField("")
        self.field.setAccessibleName(self.tr("Webhook address of {}").format(server.name))
        self.show_button = button("", self._toggle)
        self.copy = CopyButton(backing.icons, self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the address for {}").format(server.name))
        self.renew = button(self.tr("New address…"), self._ask_to_renew)
        self.test = ReachTest(backing, server.id)
        self.test.new_address_asked.connect(self.show_steps)
        self.manual = Unfolding(steps_label(server.kind), steps(server.kind))
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(self.purpose)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.copy)
        self._own = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        self._own.setLayout(row)
        self.column.addWidget(self._own)
        self.add_row(self.renew)
        self.column.addWidget(self.manual)
        self.column.addWidget(self.test)

    def show_proof(self, proof: Proof) -> None:
        self._server = proof.server
        has_address = servers.secret(self._server.id) is not None
        for part in (self._own, self.manual, self.test):
            part.setVisible(has_address)
        self.renew.setText(
            self.tr("New address…") if has_address else self.tr("Give it an address of its own")
        )
        self.purpose.setText(self._purpose(proof, has_address))
        self._show_address()

    def show_steps(self) -> None:
        """Show how to enter the address, and put the keyboard on it."""
        self.manual.unfold()
        self.copy.setFocus()

    def _purpose(self, proof: Proof, has_address: bool) -> str:
        if not has_address:
            return self.tr("Its events come along with those of another server of yours.")
        connection = proof.connection
        if connection is not None and connection.hook_state is HookState.SET:
            return self.tr("Scroblarr entered this address there itself. You need not do anything.")
        return self.tr("The media server calls this address whenever somebody watches.")

    def _show_address(self) -> None:
        if servers.secret(self._server.id) is None:
            return
        address = self._address()
        shown = address if self._is_open else f"{address.rpartition('/')[0]}/{BULLETS}"
        if address.rpartition("/")[0] != self._tested:
            self._tested = address.rpartition("/")[0]
            self.test.clear()  # what was tried is not the address any more
        if self.field.text() != shown:
            self.field.setText(shown)
            self.field.setToolTip("")
            self.field.setCursorPosition(0)
        self.field.setEchoMode(QLineEdit.EchoMode.Normal)
        self.show_button.setText(self.tr("Hide") if self._is_open else self.tr("Show"))
        self.copy.show_addresses([(self._server.name, address)])

    def _address(self) -> str:
        return self._engine.webhook_address(self._server.kind, self._server.id)

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show_address()

    def _ask_to_renew(self) -> None:
        if servers.secret(self._server.id) is None:
            self._renew()
            return
        ask(
            self,
            self.tr("Make a new address?"),
            self.tr(
                "The old one stops at once. Where Scroblarr entered it itself it enters the new "
                "one; everywhere else you have to paste it, and until then no event arrives."
            ),
            self.tr("Make a new address"),
            self._renew,
        )

    def _renew(self) -> None:
        self.test.clear()
        attempt(self, lambda: self._engine.reach.renew_address(self._server.id))
        self._show_address()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_open = False
        self._show_address()
