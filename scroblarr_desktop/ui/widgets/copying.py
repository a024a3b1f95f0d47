"""Webhook addresses on their way to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton

from scroblarr_desktop.ui.icons import Icons

COPIED_FOR_MS = 2000

Addresses = Sequence[tuple[str, str]]
"""Pairs of a media server's name and the webhook address that is to be pasted there."""


def copy_to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


class CopyButton(QToolButton):
    """Copies an address and says so; with several servers it asks which one first."""

    def __init__(self, icons: Icons, label: str = "") -> None:
        super().__init__()
        self._icons = icons
        self._label = label or self.tr("Copy webhook address")
        self._addresses: Addresses = ()
        self._menu = QMenu(self)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(COPIED_FOR_MS)
        self._back.timeout.connect(self._say_what_it_does)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self._on_clicked)
        self._say_what_it_does()

    def show_addresses(self, addresses: Addresses) -> None:
        self.setVisible(bool(addresses))
        if addresses == self._addresses:
            return
        self._addresses = addresses
        self._menu.clear()
        several = len(addresses) > 1
        for name, url in addresses if several else ():
            action = self._menu.addAction(self.tr("For {server}").format(server=name))
            action.triggered.connect(lambda _=False, url=url: self.copy(url))
        self.setMenu(self._menu if several else None)  # type: ignore[arg-type]
        mode = QToolButton.ToolButtonPopupMode
        self.setPopupMode(mode.InstantPopup if several else mode.DelayedPopup)

    def copy(self, url: str) -> None:
        copy_to_clipboard(url)
        self.setText(self.tr("Copied"))
        self.setIcon(self._icons.mark("delivered"))
        self._back.start()

    def refresh(self) -> None:
        if not self._back.isActive():
            self._say_what_it_does()

    def _on_clicked(self) -> None:
        if len(self._addresses) == 1:
            self.copy(self._addresses[0][1])

    def _say_what_it_does(self) -> None:
        self.setText(self._label)
        self.setIcon(self._icons.icon("copy"))


class AddressField(QLineEdit):
    """Shows an address from its beginning, also when all of it is selected."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.setReadOnly(True)
        self.setToolTip(address)
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.hasSelectedText():  # the Tab key selects all and goes to the end
            self.setSelection(len(self.text()), -len(self.text()))
