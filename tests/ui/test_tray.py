from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui import tray as tray_module
from scroblarr_desktop.ui.icons import TRAY_TONES, Icons
from scroblarr_desktop.ui.tray import RecentWatch, Tray, TrayState

ADDRESS = ("Living Room", "http://127.0.0.1:24180/webhooks/plex/secret")
OTHER = ("Attic & Co", "http://127.0.0.1:24180/webhooks/jellyfin/other")
RECENT = (
    RecentWatch(7, "Anna: Salt & Iron (1987)", "delivered"),
    RecentWatch(6, "Ben: Harbour Street 1x04 Part 4", "waiting"),
    RecentWatch(5, "Ben: Harbour Street 1x03 Part 3", None),
)


class Panel:
    """Says whether there is a tray, as the desktop would."""

    def __init__(self, there: bool) -> None:
        self.there = there
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.there


@pytest.fixture
def make(icons: Icons, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Panel], Tray]]:
    monkeypatch.setattr(tray_module, "LOOK_EVERY_MS", 1)
    made: list[Tray] = []

    def build(panel: Panel) -> Tray:
        made.append(Tray(icons, available=panel))
        return made[-1]

    yield build
    for tray in made:
        tray.stop()


@pytest.fixture
def tray(make: Callable[[Panel], Tray]) -> Tray:
    return make(Panel(True))


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def open_menu(tray: Tray) -> QMenu:
    tray.menu.aboutToShow.emit()
    return tray.menu


def submenu(tray: Tray, text: str) -> QMenu:
    found = entry(open_menu(tray), text).menu()
    assert isinstance(found, QMenu)
    return found


def test_the_menu_holds_everything(tray: Tray) -> None:
    tray.show_state(
        TrayState("ok", "Everything is up to date.", recent=RECENT, addresses=(ADDRESS,))
    )
    assert texts(open_menu(tray)) == [
        "Everything is up to date.",
        "Anna: Salt && Iron (1987)",
        "Ben: Harbour Street 1x04 Part 4",
        "Ben: Harbour Street 1x03 Part 3",
        "Copy webhook address",
        "Pause",
        "Notifications",
        "Open Scroblarr",
        "Quit",
    ]
    assert texts(submenu(tray, "Pause")) == ["For an hour", "Until tomorrow", "Until I resume"]
    assert not entry(tray.menu, "Everything is up to date.").isEnabled()


def test_what_failed_and_what_needs_somebody_are_counted(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(TrayState("attention", "3 things need you.", failed=2, needed=3))
    assert texts(open_menu(tray))[:3] == [
        "3 things need you.",
        "Needs attention (3)",
        "Retry failed (2)",
    ]
    with qtbot.waitSignal(tray.needs_asked):
        entry(tray.menu, "Needs attention (3)").trigger()
    with qtbot.waitSignal(tray.retry_failed_asked):
        entry(tray.menu, "Retry failed (2)").trigger()
    tray.show_state(TrayState("attention", "One thing needs you.", needed=1))
    assert "Needs attention (1)" in texts(open_menu(tray))
    assert not any(text.startswith("Retry failed") for text in texts(tray.menu))


def test_notifications_are_put_off_and_brought_back(tray: Tray, qtbot: QtBot) -> None:
    choices = submenu(tray, "Notifications")
    assert texts(choices) == ["None for an hour", "None until tomorrow", "Show them again"]
    assert not entry(choices, "Show them again").isEnabled()
    with qtbot.waitSignal(tray.quiet_asked) as asked:
        entry(choices, "None for an hour").trigger()
    assert asked.args[0] > datetime.now().astimezone()
    tray.show_state(TrayState(quiet=True))
    with qtbot.waitSignal(tray.quiet_asked) as asked:
        entry(submenu(tray, "Notifications"), "Show them again").trigger()
    assert asked.args == [None]


def test_without_a_tray_nothing_is_notified(make: Callable[[Panel], Tray]) -> None:
    assert not make(Panel(False)).notify("Title", "Text")


def test_a_click_on_a_notification_is_passed_on(tray: Tray, qtbot: QtBot) -> None:
    assert tray.notify("Title", "Text")
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    with qtbot.waitSignal(tray.notice_clicked):
        icon.messageClicked.emit()


def test_while_paused_it_offers_to_resume(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(TrayState("paused", "Paused: nothing is sent.", paused=True))
    assert "Pause" not in texts(open_menu(tray))
    with qtbot.waitSignal(tray.resume_asked):
        entry(tray.menu, "Resume").trigger()


@pytest.mark.parametrize(
    ("text", "endless"),
    [("For an hour", False), ("Until tomorrow", False), ("Until I resume", True)],
)
def test_pausing_tells_its_end(tray: Tray, qtbot: QtBot, text: str, endless: bool) -> None:
    with qtbot.waitSignal(tray.pause_asked) as asked:
        entry(submenu(tray, "Pause"), text).trigger()
    end = asked.args[0]
    if endless:
        assert end is None
    else:
        assert isinstance(end, datetime)
        assert end.tzinfo is not None
        assert end > datetime.now().astimezone()


def test_a_recent_watch_opens_in_the_log(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(TrayState(recent=RECENT))
    open_menu(tray)
    with qtbot.waitSignal(tray.watch_asked) as asked:
        entry(tray.menu, "Ben: Harbour Street 1x04 Part 4").trigger()
    assert asked.args == [6]
    tray.show_state(TrayState(recent=RECENT[2:]))
    open_menu(tray)
    with qtbot.waitSignal(tray.watch_asked) as asked:
        entry(tray.menu, "Ben: Harbour Street 1x03 Part 3").trigger()
    assert asked.args == [5]


def test_one_address_is_copied_at_once(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(TrayState(addresses=(ADDRESS,)))
    open_menu(tray)
    with qtbot.waitSignal(tray.copy_asked) as asked:
        entry(tray.menu, "Copy webhook address").trigger()
    assert asked.args == [ADDRESS[1]]


def test_with_several_servers_it_asks_for_which(tray: Tray, qtbot: QtBot) -> None:
    tray.show_state(TrayState(addresses=(ADDRESS, OTHER)))
    choices = submenu(tray, "Copy webhook address")
    assert texts(choices) == ["Living Room", "Attic && Co"]
    with qtbot.waitSignal(tray.copy_asked) as asked:
        entry(choices, "Attic && Co").trigger()
    assert asked.args == [OTHER[1]]


def test_without_a_server_there_is_nothing_to_copy(tray: Tray) -> None:
    assert "Copy webhook address" not in texts(open_menu(tray))


def test_open_and_quit(tray: Tray, qtbot: QtBot) -> None:
    open_menu(tray)
    with qtbot.waitSignal(tray.open_asked):
        entry(tray.menu, "Open Scroblarr").trigger()
    with qtbot.waitSignal(tray.quit_asked):
        entry(tray.menu, "Quit").trigger()


def test_a_click_opens_the_window_and_a_right_click_does_not(tray: Tray) -> None:
    opened: list[bool] = []
    tray.open_asked.connect(lambda: opened.append(True))
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    reasons = QSystemTrayIcon.ActivationReason
    for reason in (reasons.Trigger, reasons.DoubleClick, reasons.Context, reasons.MiddleClick):
        icon.activated.emit(reason)
    assert opened == [True, True]


def test_the_tool_tip_has_the_last_event_and_is_never_too_long(tray: Tray) -> None:
    tray.show_state(TrayState("ok", "Everything is up to date.", "Anna: Salt & Iron, just now"))
    assert tray.tooltip() == "Scroblarr\nEverything is up to date.\nAnna: Salt & Iron, just now"
    tray.show_state(TrayState("ok", "Everything is up to date.", "x" * 300))
    assert len(tray.tooltip()) == 127
    assert tray.tooltip().endswith("…")


def test_each_state_has_its_icon(tray: Tray) -> None:
    keys = set()
    for state in TRAY_TONES:
        tray.show_state(TrayState(state))
        keys.add(tray.icon().cacheKey())
    assert len(keys) == len(TRAY_TONES) == 6


def test_entries_stay_the_same_objects_when_the_menu_is_filled_again(tray: Tray) -> None:
    tray.show_state(TrayState(recent=RECENT))
    before = [action for action in open_menu(tray).actions() if not action.isSeparator()]
    after = [action for action in open_menu(tray).actions() if not action.isSeparator()]
    assert after == before


def test_a_tray_that_comes_late_gets_the_icon(make: Callable[[Panel], Tray], qtbot: QtBot) -> None:
    panel = Panel(False)
    tray = make(panel)
    tray.start()
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    assert not icon.isVisible()
    qtbot.waitUntil(lambda: panel.asked > 3)
    panel.there = True
    qtbot.waitUntil(icon.isVisible)
    asked = panel.asked
    qtbot.wait(10)
    assert panel.asked == asked


def test_no_tray_is_said_once(make: Callable[[Panel], Tray], qtbot: QtBot) -> None:
    panel = Panel(False)
    tray = make(panel)
    with qtbot.waitSignal(tray.missing):
        tray.start()
    assert panel.asked == tray_module.LOOKS + 1
    assert not tray.present


def test_it_follows_the_palette_without_any_window(tray: Tray, qapp: QApplication) -> None:
    before = qapp.palette()
    pictures = [action.icon().cacheKey() for action in tray.menu.actions() if action.text()]
    try:
        qapp.setPalette(QPalette(QColor("#2b2b2b")))
        qapp.processEvents()
        after = [action.icon().cacheKey() for action in tray.menu.actions() if action.text()]
        assert after[-1] != pictures[-1]
    finally:
        qapp.setPalette(before)


def test_stopping_takes_the_icon_away(tray: Tray) -> None:
    tray.start()
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    tray.stop()
    assert not icon.isVisible()
