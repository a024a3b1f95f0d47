from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.empty_log import EmptyLog
from scroblarr_desktop.ui.icons import Icons

PLEX = ("Living Room", "http://127.0.0.1:24180/webhooks/plex/one")
JELLYFIN = ("Attic", "http://127.0.0.1:24180/webhooks/jellyfin/two")


@pytest.fixture
def page(icons: Icons, qtbot: QtBot) -> EmptyLog:
    made = EmptyLog(icons)
    qtbot.addWidget(made)
    made.show()
    return made


def said(page: EmptyLog) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: EmptyLog, text: str) -> QAbstractButton:
    QApplication.processEvents()
    buttons = page.findChildren(QAbstractButton)
    return next(one for one in buttons if one.text() == text and one.isVisible())


@pytest.mark.parametrize(
    ("text", "kind"), [("We watch on Plex", "plex"), ("We watch on Jellyfin", "jellyfin")]
)
def test_at_first_it_asks_where_people_watch(
    page: EmptyLog, qtbot: QtBot, text: str, kind: str
) -> None:
    page.show_reason([], filtered=False)
    assert "Where do you watch?" in said(page)
    with qtbot.waitSignal(page.connect_asked) as asked:
        button(page, text).click()
    assert asked.args == [kind]


def test_then_it_says_where_to_paste_the_address(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([PLEX], filtered=False)
    text = said(page)
    assert "Living Room" in text
    assert "Add Webhook" in text
    assert "Generic Destination" not in text
    assert PLEX[1] in [one.text() for one in page.findChildren(QLineEdit)]
    copy = button(page, "Copy")
    assert copy.accessibleName() == "Copy the address for Living Room"
    copy.click()
    assert QGuiApplication.clipboard().text() == PLEX[1]
    with qtbot.waitSignal(page.connect_asked) as asked:
        button(page, "We watch on Jellyfin as well").click()
    assert asked.args == ["jellyfin"]


def test_each_server_has_its_address(page: EmptyLog) -> None:
    page.show_reason([PLEX, JELLYFIN], filtered=False)
    text = said(page)
    assert "Add Webhook" in text
    assert "Generic Destination" in text
    assert "as well" not in " ".join(one.text() for one in page.findChildren(QAbstractButton))


def test_a_search_without_a_hit_can_be_cleared(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([PLEX], filtered=True)
    assert "Nothing matches" in said(page)
    with qtbot.waitSignal(page.clear_asked):
        button(page, "Show everything").click()


def test_the_same_reason_leaves_the_page_alone(page: EmptyLog) -> None:
    page.show_reason([PLEX], filtered=False)
    before = button(page, "Copy")
    page.show_reason([PLEX], filtered=False)
    assert button(page, "Copy") is before
