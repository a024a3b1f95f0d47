from __future__ import annotations

from pathlib import Path

import pytest

from scroblarr_desktop.autostart import Autostart, CannotSet, entry_here, for_data_dir
from scroblarr_desktop.autostart.linux import DesktopEntry
from scroblarr_desktop.autostart.macos import LaunchAgent
from scroblarr_desktop.paths import default_data_dir

OLD, NEW = ("/old/scroblarr", "--minimized"), ("/new/scroblarr", "--minimized")


@pytest.fixture
def entry(tmp_path: Path) -> DesktopEntry:
    return DesktopEntry("scroblarr-desktop", tmp_path, {})


def test_an_entry_follows_the_program(entry: DesktopEntry) -> None:
    entry.turn_on(OLD)
    Autostart(entry, NEW).renew()
    assert entry.starts(NEW)


def test_an_entry_that_is_up_to_date_is_left_alone(entry: DesktopEntry) -> None:
    entry.turn_on(NEW)
    by_hand = entry.path.read_text().replace("Delay=5", "Delay=60")
    entry.path.write_text(by_hand)
    Autostart(entry, NEW).renew()
    assert entry.path.read_text() == by_hand


def test_nothing_is_switched_on_unasked(entry: DesktopEntry) -> None:
    Autostart(entry, NEW).renew()
    assert not entry.path.exists()
    entry.turn_on(OLD)
    entry.path.write_text(entry.path.read_text() + "Hidden=true\n")
    Autostart(entry, NEW).renew()
    assert entry.starts(OLD)


@pytest.mark.logs("could not be brought up to date")
def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file where the folder should be")
    refused = Autostart(DesktopEntry("scroblarr-desktop", tmp_path, {}), NEW)
    for action in (refused.turn_on, refused.turn_off):
        with pytest.raises(CannotSet) as caught:
            action()
        assert "refused" in caught.value.sentence
        assert caught.value.next_step
    assert not refused.is_on()
    refused.renew()


def test_each_data_folder_has_its_own_entry(tmp_path: Path) -> None:
    def file(data_dir: Path | None, system: str) -> str:
        entry = entry_here(data_dir, system, {})
        assert isinstance(entry, DesktopEntry | LaunchAgent)
        return entry.path.name

    assert file(None, "linux") == "scroblarr-desktop.desktop"
    assert file(None, "darwin") == "scroblarr-desktop.plist"
    one, other = file(tmp_path / "one", "linux"), file(tmp_path / "other", "linux")
    assert len({one, other, file(None, "linux")}) == 3
    assert one == file(tmp_path / "one", "linux")


def test_the_folder_is_carried_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for_data_dir(default_data_dir()).turn_on()
    for_data_dir(tmp_path / "mine").turn_on()
    lines = [
        line
        for file in sorted((tmp_path / ".config" / "autostart").iterdir())
        for line in file.read_text().splitlines()
        if line.startswith("Exec=")
    ]
    assert sorted("--data-dir" in line for line in lines) == [False, True]
    assert any(line.endswith(f"--minimized --data-dir {tmp_path}/mine") for line in lines)
    mine = for_data_dir(tmp_path / "mine")
    mine.turn_off()
    assert not mine.is_on()
    assert for_data_dir(default_data_dir()).is_on()
