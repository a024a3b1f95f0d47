from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.header import Header
from scroblarr_desktop.ui.icons import Icons


@pytest.fixture
def header(icons: Icons, qtbot: QtBot) -> Header:
    made = Header(icons)
    qtbot.addWidget(made)
    made.show_state("ok", "Everything is up to date.", ["http://127.0.0.1:24180"], paused=False)
    made.show()
    return made


def button(header: Header, text: str) -> QToolButton:
    return next(one for one in header.findChildren(QToolButton) if one.text() == text)


def texts(header: Header) -> list[str]:
    return [label.text() for label in header.findChildren(QLabel) if label.text()]


def action(header: Header, text: str) -> QAction:
    return next(one for one in header.findChildren(QAction) if one.text() == text)


def test_it_says_what_happens_and_where_it_listens(header: Header) -> None:
    assert texts(header) == ["Everything is up to date.", "Listening on 127.0.0.1:24180"]
    header.show_state("error", "The port is taken.", [], paused=False)
    assert texts(header) == ["The port is taken.", "Not listening"]


def test_the_badge_can_be_heard(header: Header) -> None:
    badge = next(one for one in header.findChildren(QLabel) if not one.pixmap().isNull())
    assert badge.accessibleName() == "Everything is up to date."


def test_pause_and_resume_take_turns(header: Header, qtbot: QtBot) -> None:
    assert button(header, "Pause").isVisible()
    assert not button(header, "Resume").isVisible()
    header.show_state("paused", "Paused: nothing is sent.", [], paused=True)
    assert not button(header, "Pause").isVisible()
    with qtbot.waitSignal(header.resume_asked):
        button(header, "Resume").click()


def test_a_pause_has_a_length(header: Header, qtbot: QtBot) -> None:
    menu = button(header, "Pause").menu()
    assert isinstance(menu, QMenu)
    lengths = [one.text() for one in menu.actions()]
    assert lengths == ["For an hour", "Until tomorrow", "Until I resume"]
    with qtbot.waitSignal(header.pause_asked) as asked:
        menu.actions()[0].trigger()
    assert isinstance(asked.args[0], datetime)


def test_retry_and_quit_have_their_keys(header: Header, qtbot: QtBot) -> None:
    retry, leave = action(header, "Try again now what waits"), action(header, "Quit")
    assert (retry.shortcut().toString(), leave.shortcut().toString()) == ("F5", "Ctrl+Q")
    assert {retry, leave} <= set(header.actions())
    with qtbot.waitSignal(header.retry_due_asked):
        retry.trigger()
    with qtbot.waitSignal(header.quit_asked):
        leave.trigger()


def test_a_free_port_is_offered_while_there_is_reason_to(header: Header, qtbot: QtBot) -> None:
    header.offer_port(24184)
    use = button(header, "Use port 24184")
    assert use.isVisible()
    with qtbot.waitSignal(header.port_asked) as asked:
        use.click()
    assert asked.args == [24184]
    header.offer_port(None)
    assert not use.isVisible()


def test_the_menu_offers_what_the_tray_offers(header: Header, qtbot: QtBot) -> None:
    header.show_needs(needed=3, failed=2, quiet=False)
    with qtbot.waitSignal(header.needs_asked):
        action(header, "Needs attention (3)").trigger()
    with qtbot.waitSignal(header.retry_failed_asked):
        action(header, "Retry failed (2)").trigger()
    with qtbot.waitSignal(header.quiet_asked) as asked:
        action(header, "None for an hour").trigger()
    assert asked.args[0] > datetime.now().astimezone()
    assert not action(header, "Show them again").isEnabled()
    header.show_needs(needed=0, failed=0, quiet=True)
    assert not action(header, "Needs attention (0)").isVisible()
    assert not action(header, "Retry failed (0)").isVisible()
    assert action(header, "Show them again").isEnabled()
