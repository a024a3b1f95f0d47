"""Buttons that Enter does not press from elsewhere, and those that it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget


def quiet_button(text: str, then: Callable[[], object]) -> QPushButton:
    """Return a button for the less usual way, which looks like a link."""
    button = plain_button(text, then)
    font = button.font()
    font.setUnderline(True)
    button.setFont(font)
    button.setFlat(True)
    return button


def plain_button(text: str, then: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: then())
    return button


def press_by_enter(button: QPushButton, on: bool = True) -> None:
    """Make it the one that Enter presses in its window, which it has to be in already."""
    # What it was made before it came into the window, the window has not heard of.
    button.setDefault(False)
    button.setDefault(on)


def pressed_by_enter(event: QKeyEvent, at: QWidget | None) -> bool:
    """Press what has the keyboard, where that is a button; return whether it was Enter on one.

    Qt itself would press the default button of the window instead, or none.
    """
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not is_enter or not isinstance(at, QPushButton | QToolButton) or not at.isEnabled():
        return False
    menu = at.menu()
    if menu is None:
        at.click()
    else:
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
    return True
