"""An address whose last part is as good as a key: hidden until asked for, to copy."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import SMALL_PX

BULLETS = "•" * 12


class MaskedAddress(QWidget):
    """Out of sight it hides the last part again."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._name = self._address = ""
        self._is_open = False
        self.field = AddressField("")
        self.show_button = QPushButton()
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(lambda _=False: self._toggle())
        self.copy = CopyButton(icons, self.tr("Copy"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.copy)

    def show_address(self, name: str, address: str) -> None:
        """Show the address that belongs into the media server of that name."""
        self._name, self._address = name, address
        self.field.setAccessibleName(self.tr("Webhook address of {}").format(name))
        self.copy.setAccessibleName(self.tr("Copy the address for {}").format(name))
        self.copy.show_addresses([(name, address)])
        self._show()

    def _show(self) -> None:
        base = self._address.rpartition("/")[0]
        shown = self._address if self._is_open else f"{base}/{BULLETS}"
        if self.field.text() != shown:
            self.field.setText(shown)
            self.field.setToolTip("")
            self.field.setCursorPosition(0)
        self.show_button.setText(self.tr("Hide") if self._is_open else self.tr("Show"))
        what = (
            self.tr("Hide the address of {}")
            if self._is_open
            else self.tr("Show the address of {}")
        )
        self.show_button.setAccessibleName(what.format(self._name))

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_open = False
        self._show()
