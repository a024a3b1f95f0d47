"""What the tray offers and tells about what needs a person, through the whole desktop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from scroblarr_desktop import notices
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import accounts, household, log
from scroblarr_desktop.store.records import AccountState, DeliveryState
from scroblarr_desktop.ui import notifier as notifier_module
from scroblarr_desktop.ui.desktop import Desktop
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.ui.tray import Tray
from scroblarr_desktop.watches import ViewerRef
from tests.ui.made_up import Household, episode, movie


class NotingTray(Tray):
    """Notes what would be shown at the edge of the screen."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons, available=lambda: True)
        self.shown: list[tuple[str, str]] = []

    def notify(self, title: str, text: str) -> bool:
        self.shown.append((title, text))
        return True


@pytest.fixture
def desktop(
    engine: Engine, icons: Icons, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    monkeypatch.setattr(notifier_module, "GATHER_MS", 1)
    monkeypatch.setattr(notifier_module, "REST_MS", 1)
    made = Desktop(engine, NotingTray(icons))
    yield made
    made.stop()
    made.window.deleteLater()


@pytest.fixture
def home(engine: Engine) -> Household:
    return Household()


def shown(desktop: Desktop) -> list[tuple[str, str]]:
    assert isinstance(desktop.tray, NotingTray)
    return desktop.tray.shown


def entries(desktop: Desktop) -> dict[str, QAction]:
    desktop.tray.menu.aboutToShow.emit()
    return {one.text(): one for one in desktop.tray.menu.actions()}


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


def click(desktop: Desktop) -> None:
    icon = desktop.tray.findChild(QSystemTrayIcon)
    assert icon is not None
    icon.messageClicked.emit()


def state_of(watch_id: int) -> DeliveryState:
    watch = log.watch(watch_id)
    assert watch is not None
    return watch.deliveries[0].state


async def test_all_that_failed_is_tried_again_from_the_tray(
    desktop: Desktop, home: Household
) -> None:
    refused = [home.watch(movie()), home.watch(episode(4))]
    for watch_id in refused:
        home.settle(watch_id, DeliveryState.REJECTED, "Not accepted.")
    desktop.start(minimized=True)
    menu = entries(desktop)
    assert "Needs attention (2)" in menu
    menu["Retry failed (2)"].trigger()
    assert DeliveryState.REJECTED not in [state_of(one) for one in refused]
    await until(lambda: not any(text.startswith("Retry") for text in entries(desktop)))


async def test_what_needs_attention_opens_the_overview(desktop: Desktop, home: Household) -> None:
    home.settle(home.watch(movie()), DeliveryState.REJECTED, "Not accepted.")
    desktop.start(minimized=True)
    entries(desktop)["Needs attention (1)"].trigger()
    assert desktop.window.isVisible()
    assert desktop.window.overview_page.isVisible()
    assert desktop.window.overview_page.needs.isVisible()


async def test_somebody_new_is_told_once_and_asked_about_on_a_click(
    desktop: Desktop, home: Household
) -> None:
    desktop.start(minimized=True)
    household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    await until(lambda: len(shown(desktop)) == 1)
    [(title, text)] = shown(desktop)
    assert title == "Somebody new on Living Room: Kids TV"
    assert text.startswith("Who is this?")
    household.add_member("Ben")
    await asyncio.sleep(0.4)  # longer than changes are gathered
    assert len(shown(desktop)) == 1
    click(desktop)
    dialog = desktop.window.findChild(AssignDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


async def test_a_sign_in_that_ended_opens_the_member(desktop: Desktop, home: Household) -> None:
    desktop.start(minimized=True)
    accounts.end_sign_in(home.trakt.id, AccountState.NEEDS_RELINK, "Trakt ended the sign-in.")
    await until(lambda: len(shown(desktop)) == 1)
    assert shown(desktop) == [("Anna's Trakt sign-in ended", "Trakt ended the sign-in.")]
    click(desktop)
    dialog = desktop.window.findChild(MemberDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


async def test_quiet_from_the_tray_holds_until_it_is_ended(
    desktop: Desktop, home: Household
) -> None:
    desktop.start(minimized=True)
    menu = entries(desktop)["Notifications"].menu()
    quiet = {one.text(): one for one in menu.actions()}  # type: ignore[attr-defined]
    quiet["None for an hour"].trigger()
    assert notices.quiet_until(utc_now()) is not None
    home.settle(home.watch(movie()), DeliveryState.REJECTED, "Not accepted.")
    await asyncio.sleep(0.4)  # longer than changes are gathered
    assert shown(desktop) == []
    quiet["Show them again"].trigger()
    await until(lambda: len(shown(desktop)) == 1)


async def test_who_looks_at_the_window_is_not_told(desktop: Desktop, home: Household) -> None:
    desktop.start(minimized=False)
    desktop.window.activateWindow()
    await until(desktop.window.isActiveWindow)
    home.settle(home.watch(movie()), DeliveryState.REJECTED, "Not accepted.")
    await until(lambda: "Needs attention (1)" in entries(desktop))
    await until(lambda: not desktop.notifier._notices.waiting)
    assert shown(desktop) == []
