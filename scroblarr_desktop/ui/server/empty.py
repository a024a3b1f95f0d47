"""What the servers page says while no media server is connected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import KINDS
from scroblarr_desktop.ui.server.connecting import by_hand_menu, open_dialog
from scroblarr_desktop.ui.widgets.kind_card import KindCard
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, PAGE_PX, SMALL_PX, Text, heading, hint
from scroblarr_desktop.watches import ServerKind

WIDTH_PX = 560


class NoServers(QWidget):
    """A card for each kind, and quietly the way by hand."""

    connected = Signal(int)

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self._backing = backing
        self.buttons = {kind: self._button(kind) for kind in KINDS}
        self.by_hand = QToolButton()
        self.by_hand.setText(self.tr("Set up by hand"))
        self.by_hand.setAutoRaise(True)
        self.by_hand.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.by_hand.setMenu(by_hand_menu(backing, self, self.connected.emit))
        self._lay_out()

    def _button(self, kind: ServerKind) -> KindCard:
        made = KindCard(kind)
        made.clicked.connect(
            lambda _=False: open_dialog(self._backing, kind, self, self.connected.emit)
        )
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(heading(self.tr("No media server is connected yet")))
        column.addWidget(
            Text(
                self.tr(
                    "Sign in to the server that you watch on. From then on it tells Scroblarr "
                    "whenever somebody has finished a film or an episode."
                )
            )
        )
        big = QHBoxLayout()
        big.setContentsMargins(0, SMALL_PX, 0, 0)
        big.setSpacing(MEDIUM_PX)
        for made in self.buttons.values():
            big.addWidget(made, 1)
        column.addLayout(big)
        quiet = QHBoxLayout()
        quiet.addWidget(
            hint(self.tr("Rather not sign in? You can enter an address there yourself.")), 1
        )
        quiet.addWidget(self.by_hand)
        column.addLayout(quiet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, PAGE_PX, 0, PAGE_PX)
        around.addStretch(1)
        around.addLayout(row)
        around.addStretch(2)
