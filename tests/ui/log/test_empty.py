from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.empty import Connection, EmptyLog, Nothing

HEARD = Connection("Living Room", heard=True)
SILENT = Connection("Attic", heard=False)


@pytest.fixture
def page(icons: Icons, qtbot: QtBot) -> EmptyLog:
    made = EmptyLog(icons)
    qtbot.addWidget(made)
    made.show()
    return made


def said(page: EmptyLog) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def buttons(page: EmptyLog) -> dict[str, QAbstractButton]:
    QApplication.processEvents()
    found = page.findChildren(QAbstractButton)
    return {one.text() or one.accessibleName(): one for one in found if one.isVisible()}


@pytest.mark.parametrize(("text", "kind"), [("Plex", "plex"), ("Jellyfin", "jellyfin")])
def test_at_first_it_asks_where_people_watch(
    page: EmptyLog, qtbot: QtBot, text: str, kind: str
) -> None:
    page.show_reason([], Nothing.WATCHED)
    assert "Where do you watch?" in said(page)
    with qtbot.waitSignal(page.connect_asked) as asked:
        buttons(page)[text].click()
    assert asked.args == [kind]


def test_a_server_that_reports_only_waits_for_a_watch(page: EmptyLog) -> None:
    page.show_reason([HEARD], Nothing.WATCHED)
    assert "Waiting for the first watch" in said(page)
    assert "reported nothing" not in said(page)
    assert buttons(page) == {}


def test_a_silent_server_is_named_and_leads_to_the_servers(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([HEARD, SILENT], Nothing.WATCHED)
    assert "Attic has reported nothing so far." in said(page)
    with qtbot.waitSignal(page.servers_asked):
        buttons(page)["See why"].click()


def test_a_search_without_a_hit_can_be_cleared(page: EmptyLog, qtbot: QtBot) -> None:
    page.show_reason([HEARD], Nothing.MATCHES)
    assert "Nothing matches" in said(page)
    with qtbot.waitSignal(page.clear_asked):
        buttons(page)["Show everything"].click()


def test_the_same_reason_leaves_the_page_alone(page: EmptyLog) -> None:
    page.show_reason([SILENT], Nothing.WATCHED)
    before = buttons(page)["See why"]
    page.show_reason([SILENT], Nothing.WATCHED)
    assert buttons(page)["See why"] is before


def test_what_waits_for_an_answer_is_not_waited_for(page: EmptyLog) -> None:
    page.show_reason([HEARD, SILENT], Nothing.SETTLED)
    text = said(page)
    assert "Nothing is in the log yet" in text
    assert "Something was watched and waits for your answer above." in text
    assert "Waiting for the first watch" not in text
    assert "Attic has reported nothing so far." in text
