"""Everything about one media server."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from scroblarr_desktop.store import servers
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.server.address import AddressSection
from scroblarr_desktop.ui.server.connection import ConnectionSection
from scroblarr_desktop.ui.server.manage import ManageSection
from scroblarr_desktop.ui.server.proof import ProofSection
from scroblarr_desktop.ui.server.reading import ReadingSection
from scroblarr_desktop.ui.server.section import Section
from scroblarr_desktop.ui.where_it_runs import WhereItRuns
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text

SMALLEST_PX = 340
WIDEST_PX = 720
_NAME = 1.25


class ServerDetails(QScrollArea):
    """Built for one server, and then kept up to date in place: the focus stays where it is."""

    connected = Signal(int)
    disconnect_asked = Signal(int)

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__()
        self.server_id = server_id
        self._engine = backing.engine
        server = servers.get(server_id)
        self.name = Text(server.name, size=_NAME, bold=True)
        self.proof = ProofSection(backing, server_id)
        self.reading = ReadingSection(backing, server_id)
        self.connection = ConnectionSection(backing, server_id, server.kind)
        self.where = WhereItRuns(backing, server_id)
        self.address = AddressSection(backing, server)
        self.manage = ManageSection(server_id)
        self._place = Section(self.tr("Where it runs"))
        self._place.column.addWidget(self.where)
        self._lay_out()
        self.proof.address_asked.connect(self._show_address)
        self.reading.test_asked.connect(self._test_the_way)
        self.reading.sign_in_asked.connect(self.connection.sign_in.click)
        self.where.changed.connect(self.address.test.clear)
        # Later: until then the result has no height.
        self.address.test.found.connect(lambda: QTimer.singleShot(0, self, self._show_result))
        self.where.changed.connect(self.refresh)
        self.connection.connected.connect(self.connected)
        self.manage.disconnect_asked.connect(lambda: self.disconnect_asked.emit(server_id))
        self.refresh()

    def refresh(self) -> None:
        """Follow the store."""
        try:
            found = self._engine.proof(self.server_id)
        except Missing:
            return  # the page takes this away
        self.name.setText(found.server.name)
        for section in (self.proof, self.reading, self.connection, self.address, self.manage):
            section.show_proof(found)
        self.where.refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done here."""
        self.connection.sign_in.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_result(self) -> None:
        self.ensureWidgetVisible(self.address.test)

    def _test_the_way(self) -> None:
        self.ensureWidgetVisible(self.address.test)
        self.address.test.start()

    def _show_address(self) -> None:
        self.address.show_steps()
        self.ensureWidgetVisible(self.address)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(MEDIUM_PX, 0, SMALL_PX, MEDIUM_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.name)
        first = (self.proof, self.reading, self.connection)
        for section in (*first, self._place, self.address, self.manage):
            column.addWidget(section)
        column.addStretch(1)
        self.setMinimumWidth(SMALLEST_PX)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Details"))
        self.setWidget(inside)
