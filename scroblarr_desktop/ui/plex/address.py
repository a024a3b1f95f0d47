"""An address to enter in Plex by hand, and how that is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.server.steps import entering
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, hint, numbered_line
from scroblarr_desktop.watches import ServerKind

BULLETS = "•" * 12


class PastedAddress(QWidget):
    """The address, its secret part hidden until asked for, and where it belongs."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self._address = ""
        self._is_open = False
        self.field = AddressField("")
        self.field.setAccessibleName(self.tr("Address to enter in Plex"))
        self.show_button = plain_button("", self._toggle)
        self.copy = CopyButton(backing.icons, self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the address"))
        self.copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(Text(self.tr("Enter this address in Plex:")))
        column.addLayout(row)
        for line in entering(ServerKind.PLEX):
            column.addWidget(numbered_line(line))
        column.addWidget(
            hint(
                self.tr(
                    "Keep the address to yourself: whoever knows it can report watches. Some "
                    "servers have to be restarted before they use a new address."
                )
            )
        )

    def show_address(self, address: str) -> None:
        self._address = address
        self.copy.show_addresses([("", address)])
        self._say()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_open = False
        self._say()

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._say()

    def _say(self) -> None:
        masked = f"{self._address.rpartition('/')[0]}/{BULLETS}"
        self.field.setText(self._address if self._is_open else masked)
        self.field.setToolTip("")
        self.field.setCursorPosition(0)
        self.show_button.setText(self.tr("Hide") if self._is_open else self.tr("Show"))
