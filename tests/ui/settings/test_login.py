from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.autostart import Autostart
from scroblarr_desktop.autostart.linux import DesktopEntry
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.household import DemoHousehold
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import household
from scroblarr_desktop.ui import starting
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.desktop import Desktop
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.login import LoginSection, StartAtLogin
from scroblarr_desktop.ui.tray import Tray

COMMAND = ("/opt/scroblarr/scroblarr", "--minimized")


@pytest.fixture
def entry(tmp_path: Path) -> DesktopEntry:
    return DesktopEntry("scroblarr-desktop", tmp_path, {})


def widget(tmp_path: Path, icons: Icons, entry: DesktopEntry, **options: object) -> StartAtLogin:
    engine = Engine(EngineOptions(DataDir(tmp_path), **options))  # type: ignore[arg-type]
    return StartAtLogin(Backing(engine, icons, Background()), Autostart(entry, COMMAND))


def test_the_switch_acts_at_once(tmp_path: Path, icons: Icons, entry: DesktopEntry) -> None:
    login = widget(tmp_path, icons, entry)
    assert not login.switch.isChecked()
    login.switch.click()
    assert entry.starts(COMMAND)
    assert login.switch.isChecked()
    login.switch.click()
    assert not entry.path.exists()


def test_it_shows_what_the_system_says(tmp_path: Path, icons: Icons, entry: DesktopEntry) -> None:
    entry.turn_on(COMMAND)
    login = widget(tmp_path, icons, entry)
    assert login.switch.isChecked()
    entry.path.unlink()
    login.refresh()
    assert not login.switch.isChecked()


def test_where_the_system_refuses_it_goes_back(
    tmp_path: Path, icons: Icons, entry: DesktopEntry
) -> None:
    (tmp_path / ".config").write_text("a file where the folder should be")
    login = widget(tmp_path, icons, entry)
    login.switch.click()
    assert not login.switch.isChecked()
    assert not login.trouble.isHidden()
    assert "refused" in login.trouble.sentence.text()


def test_a_simulated_household_starts_nothing(
    tmp_path: Path, icons: Icons, entry: DesktopEntry
) -> None:
    entry.turn_on(COMMAND)
    login = widget(tmp_path, icons, entry, companion=DemoHousehold())
    assert not login.switch.isEnabled()
    assert not login.switch.isChecked()
    login.switch.click()
    assert entry.starts(COMMAND)


async def test_the_window_may_stay_away_at_a_start_by_hand(
    engine: Engine, icons: Icons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    household.add_member("Anna")
    section = LoginSection(Backing(engine, icons, Background()))
    section.refresh(Changed.SETTINGS)
    assert not section.in_tray.isChecked()
    section.in_tray.click()
    assert section.in_tray.isChecked()
    desktop = Desktop(engine, Tray(icons, available=lambda: True))
    desktop.start(minimized=False)
    assert not QApplication.activeWindow()
    desktop.present()
    assert desktop.window.isVisible()
    desktop.stop()
    desktop.window.deleteLater()
    section.in_tray.click()
    assert not starting.starts_in_tray()
