from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets import copying
from scroblarr_desktop.ui.widgets.copying import CopyButton

PLEX = ("Living Room", "http://127.0.0.1:24180/webhooks/plex/one")
JELLYFIN = ("Attic", "http://127.0.0.1:24180/webhooks/jellyfin/two")


def test_copying_one_address_says_so(
    icons: Icons, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "COPIED_FOR_MS", 1)
    copy = CopyButton(icons)
    qtbot.addWidget(copy)
    copy.show_addresses([PLEX])
    copy.click()
    assert QGuiApplication.clipboard().text() == PLEX[1]
    assert copy.text() == "Copied"
    qtbot.waitUntil(lambda: copy.text() == "Copy webhook address")


def test_with_several_servers_it_asks_for_which(icons: Icons, qtbot: QtBot) -> None:
    copy = CopyButton(icons)
    qtbot.addWidget(copy)
    copy.show_addresses([PLEX, JELLYFIN])
    menu = copy.menu()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["For Living Room", "For Attic"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == JELLYFIN[1]
    copy.show_addresses([PLEX])
    copy.click()
    assert QGuiApplication.clipboard().text() == PLEX[1]


def test_without_an_address_there_is_no_button(icons: Icons, qtbot: QtBot) -> None:
    copy = CopyButton(icons)
    qtbot.addWidget(copy)
    copy.show_addresses([])
    assert copy.isHidden()
