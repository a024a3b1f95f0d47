"""Where a media server runs: it decides under which address it can call this computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.reach import HomeAddresses
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import listening_question
from scroblarr_desktop.ui.saying import Said, attempt, say
from scroblarr_desktop.ui.widgets.labels import PAGE_PX, SMALL_PX, TIGHT_PX, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

ELSEWHERE = (Place.DOCKER, Place.HOME)


def ask_for_home_network(parent: QWidget, then: Callable[[], None]) -> QMessageBox:
    """Return the open question before other computers may call this one."""
    return ask(
        parent,
        translate("WhereItRuns", "Let your home network call this computer?"),
        listening_question(),
        translate("WhereItRuns", "Allow the home network"),
        then,
        expected=True,
    )


def let_home_network_in(
    parent: QWidget, backing: Backing, then: Callable[[], object] = lambda: None
) -> QMessageBox:
    """Ask, then let other computers in; `then` is done once they are. Trouble is said."""

    def allow() -> None:
        backing.background.run(
            parent,
            backing.engine.allow_home_network(True),
            lambda _: then(),
            lambda trouble: say(parent, trouble),
        )

    return ask_for_home_network(parent, allow)


class WhereItRuns(QWidget):
    """Three ways to choose from. What is chosen is stored at once, after a question if need be.

    Without a server only `place` is kept here, for whoever connects one.
    """

    changed = Signal()
    """Another place, or another address of this computer."""

    def __init__(
        self, backing: Backing, server_id: int | None = None, place: Place = Place.UNKNOWN
    ) -> None:
        super().__init__()
        self._backing = backing
        self._engine = backing.engine
        self._server_id = server_id
        self._place = place
        self._wanted: Place | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[Place, QRadioButton] = {}
        self.address = QComboBox()
        self.address.activated.connect(self._choose_address)
        self.lost = hint()
        self.unknown = hint(
            self.tr("Say where, so that the server gets an address that leads to this computer.")
        )
        self.trouble = TroubleBox(backing.icons)
        self._lay_out()
        self.refresh()

    @property
    def place(self) -> Place:
        if self._server_id is None:
            return self._place
        try:
            return servers.get(self._server_id).place
        except Missing:
            return self._place

    def refresh(self) -> None:
        """Show what is stored, and this computer's addresses."""
        shown = self._wanted or self.place
        self._group.setExclusive(False)
        for place, button in self.buttons.items():
            button.setChecked(place is shown)
        self._group.setExclusive(True)
        self.unknown.setVisible(shown is Place.UNKNOWN)
        self._addresses.setVisible(shown is Place.HOME)
        if shown is Place.HOME:
            self._show_addresses(self._engine.home_addresses())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._engine.reach.look_soon()  # a cable may have been plugged in just now

    # -- parts

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.unknown)
        for place, (name, sentence) in self._ways().items():
            button = QRadioButton(name)
            button.setAccessibleDescription(sentence)
            button.clicked.connect(lambda _=False, place=place: self.choose(place))
            self._group.addButton(button)
            self.buttons[place] = button
            column.addWidget(button)
            column.addLayout(_indented(hint(sentence)))
            column.addSpacing(TIGHT_PX)
        self._addresses = self._address_row()
        column.addLayout(_indented(self._addresses))
        column.addWidget(self.trouble)

    def _ways(self) -> dict[Place, tuple[str, str]]:
        return {
            Place.HERE: (
                self.tr("On this computer"),
                self.tr("It calls Scroblarr without leaving this computer."),
            ),
            Place.DOCKER: (
                self.tr("In Docker on this computer"),
                self.tr("The container finds this computer by the name host.docker.internal."),
            ),
            Place.HOME: (
                self.tr("On another computer of the home network"),
                self.tr("A NAS, a server, or another PC: it calls this computer by its address."),
            ),
        }

    def _address_row(self) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        line = QHBoxLayout()
        line.setSpacing(SMALL_PX)
        label = QLabel(self.tr("It is told the address"))
        label.setBuddy(self.address)
        self.address.setAccessibleName(self.tr("This computer's address that the server is told"))
        self.address.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        line.addWidget(label)
        line.addWidget(self.address)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.lost)
        return row

    def _show_addresses(self, found: HomeAddresses) -> None:
        items: list[tuple[str, str | None]] = [
            (self._name(one), one.address) for one in found.found
        ]
        if found.by_choice:
            items.append((self.tr("Choose the likeliest by itself"), None))
        if items != [
            (self.address.itemText(row), self.address.itemData(row)) for row in self._rows
        ]:
            self.address.clear()
            for name, address in items:
                self.address.addItem(name, address)
        self.address.setCurrentIndex(self.address.findData(found.told))
        self.address.setEnabled(bool(items))
        self._say_what_is_lost(found)

    @property
    def _rows(self) -> range:
        return range(self.address.count())

    def _name(self, one: OwnAddress) -> str:
        names = {"address": one.address, "adapter": one.adapter}
        if one.likely:
            return self.tr("{address}  ({adapter})").format(**names)
        return self.tr("{address}  ({adapter}, hardly the home network)").format(**names)

    def _say_what_is_lost(self, found: HomeAddresses) -> None:
        text = ""
        if not found.found:
            text = self.tr("This computer is in no network now.")
        elif found.lost is not None:
            text = self.tr(
                "You had chosen {address}, which this computer does not have any more."
            ).format(address=found.lost)
        self.lost.setText(text)
        self.lost.setVisible(bool(text))

    # -- what a person does

    def choose(self, place: Place) -> None:
        """Store the place; where others have to be let in for it, ask first."""
        self.trouble.clear()
        if place in ELSEWHERE and not self._engine.home_network_allowed:
            question = ask_for_home_network(self, lambda: self._allow(place))
            question.finished.connect(lambda _: self.refresh())
        else:
            self._store(place)

    def _allow(self, place: Place) -> None:
        self._wanted = place
        self.refresh()
        self.setEnabled(False)
        self._backing.background.run(
            self,
            self._engine.allow_home_network(True),
            lambda _: self._store(place),
            self._show_trouble,
        )

    def _store(self, place: Place) -> None:
        self._settle()
        self._place = place
        server_id = self._server_id
        if server_id is not None:
            attempt(self, lambda: self._engine.reach.set_place(server_id, place))
        self.refresh()
        self.changed.emit()

    def _settle(self) -> None:
        self._wanted = None
        self.setEnabled(True)

    def _show_trouble(self, trouble: Said) -> None:
        self._settle()
        self.refresh()
        self.trouble.show_trouble(trouble)

    def _choose_address(self, row: int) -> None:
        address = self.address.itemData(row)
        attempt(self, lambda: self._engine.reach.choose_address(address))
        self.refresh()
        self.changed.emit()


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(PAGE_PX, 0, 0, 0)
    row.addWidget(widget, 1)
    return row
