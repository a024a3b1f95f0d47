"""A mark follows what it stands for, and the palette."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.mark import Mark


def drawn(mark: Mark) -> QImage:
    return mark.pixmap().toImage()


@pytest.mark.parametrize("name", ["rejected", "offline"])
def test_it_shows_marks_and_badges(icons: Icons, qtbot: QtBot, name: str) -> None:
    mark = Mark(icons)
    qtbot.addWidget(mark)
    before = drawn(mark)
    mark.show_mark(name)
    assert mark.name == name
    assert drawn(mark) != before


def test_it_is_drawn_anew_in_another_palette(
    icons: Icons, qtbot: QtBot, qapp: QApplication
) -> None:
    mark = Mark(icons, "delivered")
    qtbot.addWidget(mark)
    on_light, light = drawn(mark), QGuiApplication.palette()
    icons.refresh()
    qapp.setPalette(QPalette(QColor("#202124")))
    try:
        qtbot.waitUntil(lambda: drawn(mark) != on_light)
    finally:
        qapp.setPalette(light)
