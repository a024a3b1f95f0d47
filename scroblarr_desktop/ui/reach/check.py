"""A button that tries the address, says what it found, and hands over to a phone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.reach import AddressTest, Verdict
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.verdicts import said_of_test
from scroblarr_desktop.ui.reach.wording import ago, firewall_hint
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.where_it_runs import ask_for_home_network
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.qr import QrCode
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox

LOOK_EVERY_MS = 1000


class ReachTest(QWidget):
    """Shows its result in place; where a firewall may stand in between, a code for a phone."""

    new_address_asked = Signal()
    """The server has to be given the new address."""
    found = Signal()
    """There is a result to be read."""

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._engine = backing.engine
        self._server_id = server_id
        self.button = QPushButton(self.tr("Test the address"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _=False: self.start())
        self.result = TroubleBox(backing.icons)
        self.phone = PhonePage(backing)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addLayout(row)
        column.addWidget(self.result)
        column.addWidget(self.phone)

    def start(self) -> None:
        """Try the address."""
        self.clear()
        self.button.setEnabled(False)
        self.button.setText(self.tr("Testing…"))
        self._backing.background.run(
            self, self._engine.test_address(self._server_id), self.show_result, self._show_trouble
        )

    def clear(self) -> None:
        """Take away what an earlier try showed: it may not hold any more."""
        self.result.clear()
        self.phone.hide()

    def show_result(self, found: AddressTest) -> None:
        self._end()
        trouble = self._engine.not_listening
        why = Said(trouble.title, trouble.sentence, trouble.next_step) if trouble else None
        mark = "delivered" if found.is_ok else "rejected"
        self.result.show_trouble(said_of_test(found, why), *self._remedies(found), mark=mark)
        if found.page is not None:
            self.phone.show_page(found.page)
        self.found.emit()

    def _remedies(self, found: AddressTest) -> list[Remedy]:
        if found.verdict is Verdict.LOOPBACK_ONLY:
            return [(self.tr("Allow the home network…"), self._ask_to_allow)]
        if found.verdict is Verdict.OLD_ADDRESS:
            return [(self.tr("Give it the new address"), self.new_address_asked.emit)]
        if found.verdict in (Verdict.NOT_LISTENING, Verdict.SOMETHING_ELSE):
            return [(self.tr("Settings"), lambda: self._backing.show_page("settings:network"))]
        return []

    def _ask_to_allow(self) -> None:
        ask_for_home_network(self, self._allow)

    def _allow(self) -> None:
        self._backing.background.run(
            self,
            self._engine.allow_home_network(True),
            lambda _: self.start(),
            self._show_trouble,
        )

    def _show_trouble(self, trouble: Said) -> None:
        self._end()
        self.result.show_trouble(trouble, mark="rejected")
        self.found.emit()

    def _end(self) -> None:
        self.button.setEnabled(True)
        self.button.setText(self.tr("Test again"))


class PhonePage(QWidget):
    """The code for a small page, and whether a phone has opened it since."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self._engine = backing.engine
        self._since: datetime | None = None
        self.code = QrCode(accessible_name=self.tr("Code for a page to open with a phone"))
        self.address = Text()
        self.mark = Mark(backing.icons)
        self.sentence = Text(bold=True)
        self.firewall = hint()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()
        self.hide()

    def show_page(self, address: str) -> None:
        self._since = wording.now()
        self.code.show_text(address)
        self.address.setText(address)
        self.firewall.setText(firewall_hint(self._engine.port))
        self.show()
        self.refresh()

    def refresh(self) -> None:
        visit = self._engine.http.phone_visit
        came = visit is not None and self._since is not None and visit.at >= self._since
        if visit is not None and came:
            self.mark.show_mark("delivered")
            said = self.tr(
                "A phone at {address} opened the page {when}: your home network reaches this "
                "computer."
            )
            self.sentence.setText(said.format(address=visit.address, when=ago(visit.at)))
        else:
            self.mark.show_mark("waiting")
            self.sentence.setText(self.tr("Waiting for a phone to open the page"))
        self.firewall.setVisible(not came)
        self.setAccessibleName(self.sentence.text())

    def _lay_out(self) -> None:
        seen = QHBoxLayout()
        seen.setSpacing(SMALL_PX)
        seen.addWidget(self.mark)
        seen.addWidget(self.sentence, 1)
        words = QVBoxLayout()
        words.setSpacing(SMALL_PX)
        words.addWidget(
            Text(self.tr("Point a phone's camera at the code, or type this into its browser:"))
        )
        words.addWidget(self.address)
        words.addLayout(seen)
        words.addWidget(self.firewall)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(LARGE_PX)
        row.addWidget(self.code)
        row.addLayout(words, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
