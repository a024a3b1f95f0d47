"""The address that a media server calls: hidden until asked for, to copy, to replace."""

from __future__ import annotations

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import HookState, Server
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.check import ReachTest
from scroblarr_desktop.ui.server.renewing import RenewAddress
from scroblarr_desktop.ui.server.section import Section, Unfolding
from scroblarr_desktop.ui.server.steps import steps, steps_label
from scroblarr_desktop.ui.widgets.labels import Text
from scroblarr_desktop.ui.widgets.masked_address import MaskedAddress


class AddressSection(Section):
    """Its secret part is as good as a key, so it never stands there unasked."""

    def __init__(self, backing: Backing, server: Server) -> None:
        super().__init__(self.tr("Address for events"))
        self._engine = backing.engine
        self._server = server
        self._tested = ""
        self.purpose = Text()
        self.own = MaskedAddress(backing.icons)
        self.field, self.copy = self.own.field, self.own.copy
        self.renewing = RenewAddress(backing, server)
        self.renew = self.renewing.button
        self.renewing.renewed.connect(self._renewed)
        self.test = ReachTest(backing, server.id)
        self.test.new_address_asked.connect(self.show_steps)
        self.manual = Unfolding(steps_label(server.kind), steps(server.kind))
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(self.purpose)
        self.column.addWidget(self.own)
        self.add_row(self.renew)
        self.column.addWidget(self.renewing)
        self.column.addWidget(self.manual)
        self.column.addWidget(self.test)

    def show_proof(self, proof: Proof) -> None:
        self._server = proof.server
        has_address = servers.secret(self._server.id) is not None
        for part in (self.own, self.manual, self.test):
            part.setVisible(has_address)
        self.renewing.refresh()
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
        if not self._engine.reach.lets_in(proof.server):
            return self.tr(
                "The media server cannot call this address yet: so far only this computer may call "
                "Scroblarr."
            )
        return self.tr("The media server calls this address whenever somebody watches.")

    def _show_address(self) -> None:
        if servers.secret(self._server.id) is None:
            return
        address = self._engine.webhook_address(self._server.kind, self._server.id)
        if address.rpartition("/")[0] != self._tested:
            self._tested = address.rpartition("/")[0]
            self.test.clear()  # what was tried is not the address any more
        self.own.show_address(self._server.name, address)

    def _renewed(self) -> None:
        self.test.clear()
        self._show_address()
