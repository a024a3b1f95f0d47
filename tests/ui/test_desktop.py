from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui import tray as tray_module
from scroblarr_desktop.ui.desktop import Desktop
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.tray import Tray
from scroblarr_desktop.watches import ServerKind
from tests.ui.made_up import Household, episode, movie


@pytest.fixture
def make(engine: Engine, icons: Icons, qapp: QApplication) -> Iterator[Callable[[bool], Desktop]]:
    made: list[Desktop] = []

    def build(has_tray: bool) -> Desktop:
        made.append(Desktop(engine, Tray(icons, available=lambda: has_tray)))
        return made[-1]

    yield build
    for desktop in made:
        desktop.stop()
        desktop.window.deleteLater()


def menu_texts(desktop: Desktop) -> list[str]:
    desktop.tray.menu.aboutToShow.emit()
    return [one.text() for one in desktop.tray.menu.actions() if not one.isSeparator()]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while True:
            if true():
                return
            await asyncio.sleep(0.01)


async def test_started_in_the_tray_the_window_stays_away(make: Callable[[bool], Desktop]) -> None:
    Household()
    desktop = make(True)
    desktop.start(minimized=True)
    assert not desktop.window.isVisible()
    desktop.tray.open_asked.emit()
    assert desktop.window.isVisible()


async def test_in_the_tray_there_is_no_window_at_all(
    make: Callable[[bool], Desktop], engine: Engine
) -> None:
    """Most days nobody opens it: then it costs nothing."""
    Household()
    before = set(QApplication.topLevelWidgets())
    desktop = make(True)
    desktop.start(minimized=True)
    desktop.tray.pause_asked.emit(None)
    desktop.tray.resume_asked.emit()
    desktop.refresh(~Changed.NOTHING)
    made = set(QApplication.topLevelWidgets()) - before
    assert [one for one in made if not isinstance(one, QMenu)] == []
    assert engine.status().state is AppState.OK


async def test_the_very_first_start_sets_up(make: Callable[[bool], Desktop]) -> None:
    desktop = make(True)
    desktop.start(minimized=True)
    assert desktop.wizard is None
    desktop.tray.open_asked.emit()
    assert desktop.wizard is not None
    assert desktop.wizard.isVisible()
    assert not desktop.window.isVisible()
    desktop.wizard.later.click()
    assert desktop.window.isVisible()
    assert desktop.wizard is None
    assert desktop.window.unfinished.isVisible()
    desktop.window.unfinished.go_on.click()
    assert desktop.wizard is not None


async def test_set_up_comes_up_by_itself_only_once(make: Callable[[bool], Desktop]) -> None:
    make(True).start(minimized=False)
    again = make(True)
    again.start(minimized=False)
    assert again.wizard is None
    assert again.window.isVisible()


async def test_otherwise_the_window_shows(make: Callable[[bool], Desktop]) -> None:
    Household()
    desktop = make(True)
    desktop.start(minimized=False)
    assert desktop.window.isVisible()


async def test_without_a_tray_the_window_shows_all_the_same(
    make: Callable[[bool], Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray_module, "LOOK_EVERY_MS", 1)
    Household()
    desktop = make(False)
    desktop.start(minimized=True)
    assert not desktop.window.isVisible()
    await until(desktop.window.isVisible)


def press_its_cross(desktop: Desktop) -> None:
    """Close the window as a person does, not the program."""
    handle = desktop.window.windowHandle()
    assert handle is not None
    QCoreApplication.sendEvent(handle, QCloseEvent())


async def test_the_first_time_it_is_closed_it_says_that_it_goes_on(
    make: Callable[[bool], Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    Household()
    desktop = make(True)
    said: list[str] = []

    def notify(title: str, _text: str) -> bool:
        said.append(title)
        return len(said) > 1

    monkeypatch.setattr(desktop.tray, "notify", notify)
    desktop.start(minimized=False)
    for _ in range(3):
        press_its_cross(desktop)
        assert not desktop.window.isVisible()
        desktop.tray.notice_clicked.emit()
        desktop.present()
    assert said == ["Scroblarr goes on in the tray"] * 2, "again only if it could not be shown"


async def test_a_click_on_that_opens_the_window(
    make: Callable[[bool], Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    Household()
    desktop = make(True)
    monkeypatch.setattr(desktop.tray, "notify", lambda title, text: True)
    desktop.start(minimized=False)
    press_its_cross(desktop)
    desktop.tray.notice_clicked.emit()
    assert desktop.window.isVisible()


async def test_without_a_tray_it_is_minimized_and_says_nothing(
    make: Callable[[bool], Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    Household()
    desktop = make(False)
    monkeypatch.setattr(desktop.tray, "notify", lambda title, text: pytest.fail("it is no tray"))
    desktop.start(minimized=False)
    desktop.present()
    press_its_cross(desktop)
    await until(desktop.window.isMinimized)


async def test_changes_in_the_store_reach_tray_and_window(make: Callable[[bool], Desktop]) -> None:
    home = Household()
    desktop = make(True)
    desktop.start(minimized=False)
    desktop.window.show_page("log")
    for number in range(1, 8):
        watch_id = home.watch(episode(number), ago=timedelta(hours=9 - number))
    home.settle(watch_id, DeliveryState.DELIVERED)
    await until(lambda: desktop.window.log_page.model.rowCount() == 7)
    await until(lambda: "Part 7" in menu_texts(desktop)[1])
    assert menu_texts(desktop)[:6] == [
        "Everything is up to date.",
        *(f"Anna: Harbour Street 1x0{number} Part {number}" for number in (7, 6, 5, 4, 3)),
    ]
    assert "Anna: Harbour Street 1x07 Part 7, today" in desktop.tray.tooltip() or (
        "yesterday" in desktop.tray.tooltip()
    )


async def test_a_recent_watch_opens_in_the_log(make: Callable[[bool], Desktop]) -> None:
    desktop = make(True)
    desktop.start(minimized=True)
    watch_id = Household().watch(movie())
    desktop.tray.watch_asked.emit(watch_id)
    assert desktop.window.isVisible()
    assert desktop.window.log_page.table.chosen_id() == watch_id


async def test_pause_and_resume_from_the_tray(
    make: Callable[[bool], Desktop], engine: Engine
) -> None:
    desktop = make(True)
    desktop.start(minimized=True)
    desktop.tray.pause_asked.emit(None)
    assert engine.status().state is AppState.PAUSED
    await until(lambda: "Resume" in menu_texts(desktop))
    desktop.tray.resume_asked.emit()
    assert engine.status().state is AppState.OK
    await until(lambda: "Pause" in menu_texts(desktop))


async def test_the_webhook_address_is_copied_from_the_tray(
    make: Callable[[bool], Desktop], engine: Engine
) -> None:
    address = engine.connect_server(ServerKind.PLEX, "Living Room")
    desktop = make(True)
    desktop.start(minimized=True)
    entries = desktop.tray.menu.actions()
    next(one for one in entries if one.text() == "Copy webhook address").trigger()
    assert QGuiApplication.clipboard().text() == address


async def test_quit_from_either_place(make: Callable[[bool], Desktop]) -> None:
    desktop = make(True)
    asked: list[bool] = []
    desktop.quit_asked.connect(lambda: asked.append(True))
    desktop.tray.quit_asked.emit()
    desktop.window.quit_asked.emit()
    assert asked == [True, True]


async def test_after_the_stop_nothing_is_on_the_screen_or_listens(
    make: Callable[[bool], Desktop],
) -> None:
    desktop = make(True)
    desktop.start(minimized=False)
    desktop.stop()
    before = desktop.tray.tooltip()
    Household().watch(movie())
    await asyncio.sleep(0.3)
    assert not desktop.window.isVisible()
    assert desktop.tray.tooltip() == before
