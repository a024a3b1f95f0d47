"""The step in which a Jellyfin is found, or its address is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from scroblarr_desktop.linking.jellyfin.finding import FoundJellyfin
from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached
from scroblarr_desktop.store import servers
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.buttons import plain_button, quiet_button
from scroblarr_desktop.ui.widgets.card import Card
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text, empty, hint

translate = QCoreApplication.translate


class AddressStep(JellyfinStep):
    reached = Signal(object)
    """Carries the Reached, or the OwnCertificate that has to be looked at first."""
    by_hand = Signal()

    def __init__(self, backing: Backing, link: JellyfinLink) -> None:
        super().__init__(backing)
        self._link = link
        self._busy = self._failed = False
        self.title = self.tr("Where is your Jellyfin?")
        self.sentence = self.tr("Choose the one that was found, or type its address.")
        self.looking = Progress(backing.icons)
        self.search_again = plain_button(self.tr("Search again"), self.look)
        self.search_again.hide()
        self.manual = quiet_button(
            self.tr("Enter an address in Jellyfin by hand instead"), self.by_hand.emit
        )
        self.cards: list[Card] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("nas:8096, or https://media.example.org"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._note_typing())
        label = QLabel(self.tr("Address"))
        label.setBuddy(self.field)
        self.column.addWidget(self.looking)
        self.column.addLayout(self._list)
        self.column.addWidget(self.search_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(SMALL_PX)
        self.column.addWidget(label)
        self.column.addWidget(self.field)
        self.column.addWidget(
            hint(self.tr("As it stands in the browser in which you use Jellyfin."))
        )
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addStretch(1)
        self.column.addWidget(self.manual, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def next_text(self) -> str:
        return self.tr("Try again") if self._failed else self.tr("Connect")

    @property
    def may_go_on(self) -> bool:
        return bool(self.field.text().strip()) and not self._busy

    # -- those nearby

    def look(self) -> None:
        """Look for Jellyfins nearby; each is shown as soon as it answers."""
        empty(self._list)
        self.cards = []
        self.search_again.hide()
        self.looking.show()
        self.looking.say(self.tr("Looking for a Jellyfin in your network…"), "sending")
        self.backing.background.run(self, self._find(), self._say_found)

    async def _find(self) -> None:
        async for found in self._link.find():
            self._add(found)

    def _add(self, found: FoundJellyfin) -> None:
        card = Card(
            self.tr("{name} at {address}").format(name=found.name or "Jellyfin", address=found.url)
        )
        card.add(_words(found, known=_is_known(found)), 1)
        card.clicked.connect(lambda _=False, url=found.url: self._choose(url))
        card.setEnabled(not self._busy)
        self.cards.append(card)
        self._list.addWidget(card)
        self.looking.say(self.tr("Found. Looking for others…"), "sending")

    def _say_found(self, _: object) -> None:
        self.search_again.show()
        if self.cards:
            self.looking.hide()
        else:
            said = self.tr("None answered by itself. Type its address below.")
            self.looking.say(said, "cancelled")
            self.field.setFocus()

    def _choose(self, url: str) -> None:
        self.field.setText(url)
        self.connect_typed()

    # -- the one that was chosen

    def connect_typed(self, certificate: str | None = None) -> None:
        """Find out what is at the address in the field."""
        if self._busy:
            return
        text = self.field.text().strip()
        self._set_busy(True)
        self.say_busy(self.tr("Asking {address}…").format(address=text))
        self.backing.background.run(
            self, self._link.try_address(text, certificate), self._show, self.show_trouble
        )

    def show_trouble(self, trouble: Said) -> None:
        self._set_busy(False)
        self._failed = True
        self.say_trouble(trouble)
        self.field.setFocus()

    def _show(self, outcome: Reached | OwnCertificate) -> None:
        self._set_busy(False)
        self.say_nothing()
        self.reached.emit(outcome)

    def _note_typing(self) -> None:
        self._failed = False
        self.changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self._busy, self._failed = busy, False
        self.field.setEnabled(not busy)
        for one in (*self.cards, self.search_again, self.manual):
            one.setEnabled(not busy)


def _is_known(found: FoundJellyfin) -> bool:
    own = [one for one in servers.all_servers() if one.adopted and one.connection_id is not None]
    return any(one.uuid == found.server_id for one in own)


def _words(found: FoundJellyfin, *, known: bool) -> QWidget:
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(TIGHT_PX)
    column.addWidget(Text(found.name or "Jellyfin", bold=True))
    where = translate("AddressStep", "{address}, connected already") if known else "{address}"
    column.addWidget(hint(where.format(address=found.url)))
    return words
