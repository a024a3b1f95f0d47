"""A new address for a media server: asked about first, and what became of it said in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.reach import Renewed
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import former_secrets, servers
from scroblarr_desktop.store.records import Server
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import KINDS
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class RenewAddress(QWidget):
    """Lay `button` out beside the address, and this below it."""

    renewed = Signal()
    """There is a new address now."""

    def __init__(self, backing: Backing, server: Server) -> None:
        super().__init__()
        self._backing = backing
        self._server = server
        self._entered = False
        self.button = plain_button(self.tr("New address…"), self._ask)
        self.mark = Mark(backing.icons)
        self.said = Text()
        self.stop = plain_button(self.tr("Stop the old one now"), self._stop)
        self.stop.setAccessibleName(self.tr("Stop the old address of {}").format(server.name))
        self.trouble = TroubleBox(backing.icons)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show anew how it stands."""
        has_address = servers.secret(self._server.id) is not None
        self.button.setText(
            self.tr("New address…") if has_address else self.tr("Give it an address of its own")
        )
        name = self.tr("New address for {server}")
        self.button.setAccessibleName(name.format(server=self._server.name))
        until = former_secrets.works_until(self._server.id, utc_now())
        self._entered = self._entered and until is None
        if until is not None:
            self._say("waiting", self._paste_it().format(day=wording.day_and_time(until)))
        elif self._entered:
            entered = self.tr(
                "Scroblarr entered the new address at {kind}. The old one has stopped working."
            )
            self._say("delivered", entered.format(kind=KINDS[self._server.kind]))
        self.stop.setVisible(until is not None)
        self._words.setVisible(until is not None or self._entered)

    def _say(self, mark: str, sentence: str) -> None:
        self.mark.show_mark(mark)
        self.said.setText(sentence)

    def _paste_it(self) -> str:
        return self.tr(
            "Enter the new address in the media server now. The old one works until the first "
            "event comes to the new one, at the latest until {day}."
        )

    def _ask(self) -> None:
        if servers.secret(self._server.id) is None:
            self._renew()
            return
        ask(
            self,
            self.tr("Make a new address?"),
            self.tr(
                "Where Scroblarr entered the old one itself, it enters the new one, and the old "
                "one stops. Everywhere else you paste it; until an event comes to the new one, but "
                "for 7 days at most, the old one works as well."
            ),
            self.tr("Make a new address"),
            self._renew,
        )

    def _renew(self) -> None:
        self.trouble.clear()
        self.button.setEnabled(False)
        work = self._backing.engine.reach.renew_address(self._server.id)
        self._backing.background.run(self, work, self._done, self._failed)

    def _done(self, result: Renewed) -> None:
        self.button.setEnabled(True)
        self._entered = result.entered
        self.refresh()
        self.renewed.emit()

    def _failed(self, trouble: Said) -> None:
        self.button.setEnabled(True)
        self.trouble.show_trouble(trouble)

    def _stop(self) -> None:
        attempt(self, lambda: former_secrets.end(self._server.id))
        self.refresh()

    def _lay_out(self) -> None:
        self._words = QWidget()
        beside = QVBoxLayout()
        beside.setSpacing(SMALL_PX)
        beside.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        beside.addLayout(row)
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(MEDIUM_PX)
        words.addWidget(self.mark)
        words.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self._words)
        column.addWidget(self.trouble)
