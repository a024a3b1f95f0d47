from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.ui import appearance
from scroblarr_desktop.ui.appearance import Appearance
from scroblarr_desktop.ui.colours import is_dark
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.settings.appearance import AppearanceSection


@pytest.fixture
def window(engine: Engine, icons: Icons, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(engine, icons, tmp_path / "windows.ini")
    window.show()
    window.show_page("settings")
    yield window
    appearance.choose(Appearance.AS_COMPUTER)
    window.close()
    window.deleteLater()


def ink(icon: QIcon) -> int:
    """How light the icon's strokes are."""
    picture = icon.pixmap(20, 20).toImage()
    colours = [picture.pixelColor(x, y) for x in range(20) for y in range(20)]
    return max((one.alpha(), one.lightness()) for one in colours)[1]


async def test_it_counts_at_once_and_icons_are_drawn_anew(window: MainWindow) -> None:
    section = window.settings_page.show_section(AppearanceSection)
    assert section.buttons[Appearance.AS_COMPUTER].isChecked()
    assert ink(window.rail.item(0).icon()) < 128
    section.buttons[Appearance.DARK].click()
    QApplication.processEvents()
    assert is_dark(window.palette())
    assert is_dark(section.buttons[Appearance.DARK].palette())
    assert ink(window.rail.item(0).icon()) > 128
    section.buttons[Appearance.LIGHT].click()
    QApplication.processEvents()
    assert not is_dark(window.palette())
    assert ink(window.rail.item(0).icon()) < 128


async def test_it_shows_what_was_chosen(window: MainWindow) -> None:
    appearance.choose(Appearance.DARK)
    window.settings_page.refresh(Changed.SETTINGS)
    section = window.settings_page.section(AppearanceSection)
    chosen = [one for one, button in section.buttons.items() if button.isChecked()]
    assert chosen == [Appearance.DARK]
