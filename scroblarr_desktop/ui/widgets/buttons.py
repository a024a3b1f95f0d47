"""Buttons that Enter does not press from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


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
