from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, qInstallMessageHandler
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.empty_log import Connection, EmptyLog, Nothing
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.watches import ServerKind

PLEX = Connection(
    ServerKind.PLEX, "Living Room", "http://127.0.0.1:24180/webhooks/plex/one", heard=True
)
JELLYFIN = Connection(
    ServerKind.JELLYFIN, "Attic", "http://192.0.2.7:24180/webhooks/jellyfin/two", heard=False
)


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
    page.show_reason([], Nothing.WATCHED)
    assert "Where do you watch?" in said(page)
    with qtbot.waitSignal(page.connect_asked) as asked:
        button(page, text).click()
    assert asked.args == [kind]


def test_then_it_says_where_to_paste_the_address(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([PLEX], Nothing.WATCHED)
    text = said(page)
    assert "Living Room" in text
    assert "Add Webhook" in text
    assert "Generic Destination" not in text
    assert PLEX.address in [one.text() for one in page.findChildren(QLineEdit)]
    copy = button(page, "Copy")
    assert copy.accessibleName() == "Copy the address for Living Room"
    copy.click()
    assert QGuiApplication.clipboard().text() == PLEX.address
    with qtbot.waitSignal(page.connect_asked) as asked:
        button(page, "We watch on Jellyfin as well").click()
    assert asked.args == ["jellyfin"]


def test_each_server_has_its_address(page: EmptyLog) -> None:
    page.show_reason([PLEX, JELLYFIN], Nothing.WATCHED)
    text = said(page)
    assert "Add Webhook" in text
    assert "Generic Destination" in text
    assert "as well" not in " ".join(one.text() for one in page.findChildren(QAbstractButton))


def test_a_search_without_a_hit_can_be_cleared(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([PLEX], Nothing.MATCHES)
    assert "Nothing matches" in said(page)
    with qtbot.waitSignal(page.clear_asked):
        button(page, "Show everything").click()


def test_the_same_reason_leaves_the_page_alone(page: EmptyLog) -> None:
    page.show_reason([PLEX], Nothing.WATCHED)
    before = button(page, "Copy")
    page.show_reason([PLEX], Nothing.WATCHED)
    assert button(page, "Copy") is before


def test_what_waits_for_an_answer_is_not_waited_for(page: EmptyLog) -> None:
    page.show_reason([PLEX, JELLYFIN], Nothing.SETTLED)
    text = said(page)
    assert "Nothing is in the log yet" in text
    assert "Something was watched and waits for your answer above." in text
    assert "Waiting for the first watch" not in text
    shown = [one.text() for one in page.findChildren(QLineEdit) if one.isVisible()]
    assert shown == [JELLYFIN.address]


@pytest.mark.parametrize(("server", "told"), [(PLEX, True), (JELLYFIN, False)])
def test_an_address_of_this_computer_alone_is_explained(
    page: EmptyLog, server: Connection, told: bool
) -> None:
    page.show_reason([server], Nothing.WATCHED)
    assert ("--bind 0.0.0.0" in said(page)) is told


def test_an_address_is_seen_from_its_beginning(page: EmptyLog) -> None:
    page.show_reason([PLEX], Nothing.WATCHED)
    field = page.findChildren(QLineEdit)[0]
    assert field.toolTip() == PLEX.address
    tab = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(field, tab)
    assert field.selectedText() == PLEX.address
    assert field.cursorPosition() == 0


def test_another_server_is_shown_without_a_warning_of_qt(page: EmptyLog) -> None:
    warnings: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, text: warnings.append(text))
    try:
        page.show_reason([PLEX], Nothing.WATCHED)
        page.show_reason([PLEX, JELLYFIN], Nothing.WATCHED)
    finally:
        qInstallMessageHandler(before)
    assert warnings == []
