"""What shows that a server's events arrive, and what is in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import (
    address_change_sentence,
    only_this_computer_sentence,
    reports_line,
)
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.server.section import Section
from scroblarr_desktop.ui.where_it_runs import let_home_network_in
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class ProofSection(Section):
    """The live line, what became of the webhook, and the warning about a changed address."""

    address_asked = Signal()
    """Somebody wants to see the new address."""

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Does it report?"))
        self._backing = backing
        self._server_id = server_id
        self._warned: object = None
        self.line = ProofLine(backing, server_id)
        self.hook_mark = Mark(backing.icons)
        self.hook = Text()
        self.warning = TroubleBox(backing.icons)
        self._hook_row = QWidget()
        row = QHBoxLayout(self._hook_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.hook_mark)
        row.addWidget(self.hook, 1)
        self.column.setContentsMargins(*[self.column.contentsMargins().left()] * 4)
        self.column.addWidget(self.line)
        self.column.addWidget(self._hook_row)
        self.column.addWidget(self.warning)

    def show_proof(self, proof: Proof) -> None:
        self.line.refresh()
        self._show_hook(proof)
        let_in = self._backing.engine.reach.lets_in(proof.server)
        warned = (proof.address_change, let_in)
        if warned != self._warned:
            self._warned = warned
            self._show_warning(proof)

    def _show_hook(self, proof: Proof) -> None:
        said = reports_line(proof)
        self._hook_row.setVisible(said is not None)
        if said is not None:
            mark, sentence = said
            self.hook_mark.show_mark(mark)
            self.hook.setText(sentence)

    def _show_warning(self, proof: Proof) -> None:
        if proof.address_change is None:
            self.warning.clear()
            return
        title = self.tr("The server needs the new address")
        if not self._backing.engine.reach.lets_in(proof.server):
            self.warning.show_trouble(
                Said(title, only_this_computer_sentence(proof.server.name)),
                (self.tr("Allow the home network…"), self._ask_to_let_in),
            )
            return
        self.warning.show_trouble(
            Said(title, address_change_sentence(proof)),
            (self.tr("Show the new address"), self.address_asked.emit),
            (self.tr("I entered it"), self._acknowledge),
        )

    def _ask_to_let_in(self) -> None:
        let_home_network_in(self, self._backing, self._let_in)

    def _let_in(self) -> None:
        self.show_proof(self._backing.engine.proof(self._server_id))

    def _acknowledge(self) -> None:
        reach, server_id = self._backing.engine.reach, self._server_id
        if attempt(self, lambda: reach.acknowledge(server_id)):
            self.warning.clear()
