"""What Enter presses in a dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog


class Asked(Dialog):
    """A field, a button that is the default one before it is in here, and another."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.field = QLineEdit()
        self.save = plain_button("Save", lambda: self.pressed.append("save"))
        self.save.setDefault(True)
        self.cancel = plain_button("Cancel", lambda: self.pressed.append("cancel"))
        column = QVBoxLayout(self)
        for widget in (self.field, self.save, self.cancel, QPushButton("Help")):
            column.addWidget(widget)


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    dialog = Asked()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.field.setFocus()
    return dialog


def press(dialog: Asked, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.focusWidget(), key)


def test_from_a_field_the_default_button(asked: Asked) -> None:
    press(asked, Qt.Key.Key_Return)
    assert asked.pressed == ["save"]


def test_the_button_that_tab_led_to(asked: Asked) -> None:
    press(asked, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert asked.pressed == ["cancel"]


def test_not_the_button_that_qt_put_the_keyboard_on(asked: Asked) -> None:
    asked.cancel.setFocus()
    press(asked, Qt.Key.Key_Return)
    assert asked.pressed == ["save"]


def test_the_default_button_stays_the_default_one(asked: Asked) -> None:
    """Qt forgets one that was made so before it was in the dialog."""
    press(asked, *[Qt.Key.Key_Tab] * 4)
    assert asked.focusWidget() is asked.field
    press(asked, Qt.Key.Key_Return)
    assert asked.pressed == ["save"]


def test_a_button_with_a_menu_opens_it(asked: Asked) -> None:
    menu = QMenu(asked)
    menu.addAction("For an hour")
    asked.cancel.setMenu(menu)
    press(asked, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert menu.isVisible()
    assert asked.pressed == []
    menu.close()
