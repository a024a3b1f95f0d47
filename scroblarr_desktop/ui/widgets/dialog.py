"""The window that every dialog of the program is."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from scroblarr_desktop.ui.widgets.buttons import press_by_enter, pressed_by_enter


class Dialog(QDialog):
    """Enter presses the button that somebody moved to by Tab, from everywhere else the default one.

    Qt puts the keyboard on whatever is next where a part is hidden: nobody chose that by Tab.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved_to: QWidget | None = None

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.findChildren(QPushButton):
            if button.isDefault():
                press_by_enter(button)
        super().showEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self._moved_to = self.focusWidget()
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.focusWidget()
        if at is not self._moved_to or not pressed_by_enter(event, at):
            super().keyPressEvent(event)
