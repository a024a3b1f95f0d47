from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scroblarr_desktop.autostart.command import Program, own_command, this_program


def program(tmp_path: Path, **changes: object) -> Program:
    given: dict[str, object] = {
        "executable": tmp_path / "bin" / "python3",
        "script": tmp_path / "scroblarr_desktop" / "__main__.py",
        "bundled": False,
    }
    return Program(**(given | changes))  # type: ignore[arg-type]


def test_python_is_called_with_the_module(tmp_path: Path) -> None:
    python = str(tmp_path / "bin" / "python3")
    assert own_command(program(tmp_path), None) == (
        python,
        "-m",
        "scroblarr_desktop",
        "--minimized",
    )


def test_an_installed_script_is_called_itself(tmp_path: Path) -> None:
    script = tmp_path / "bin" / "scroblarr-desktop"
    started = program(tmp_path, script=script)
    assert own_command(started, None)[1] == "-m", "a script that is gone starts nothing"
    script.parent.mkdir()
    script.touch()
    assert own_command(started, None) == (str(script), "--minimized")


def test_the_link_of_a_virtual_environment_is_kept(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "python3"
    link.symlink_to(sys.executable)
    assert own_command(program(tmp_path), None)[0] == str(link)


def test_a_bundle_is_called_itself(tmp_path: Path) -> None:
    started = program(tmp_path, executable=tmp_path / "scroblarr-desktop", bundled=True)
    assert own_command(started, None) == (str(tmp_path / "scroblarr-desktop"), "--minimized")


@pytest.mark.parametrize("name", ["Scroblarr.exe", "scroblarr-desktop.exe"])
def test_a_bundle_on_windows_is_called_without_its_console(tmp_path: Path, name: str) -> None:
    started = program(tmp_path, executable=tmp_path / name, bundled=True, windows=True)
    assert own_command(started, None) == (str(tmp_path / "Scroblarr.exe"), "--minimized")


def test_an_appimage_is_called_by_its_file(tmp_path: Path) -> None:
    started = program(tmp_path, bundled=True, appimage=tmp_path / "Scroblarr.AppImage")
    assert own_command(started, None)[0] == str(tmp_path / "Scroblarr.AppImage")


def test_on_windows_no_console_comes_up(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    started = program(tmp_path, executable=python, windows=True)
    assert own_command(started, None)[0] == str(python)
    (tmp_path / "pythonw.exe").touch()
    assert own_command(started, None)[:2] == (str(tmp_path / "pythonw.exe"), "-m")


def test_a_data_folder_is_carried_along(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    assert own_command(program(tmp_path), folder)[-3:] == ("--minimized", "--data-dir", str(folder))


def test_this_program_is_read_as_it_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["bin/scroblarr-desktop"])
    monkeypatch.chdir(tmp_path)
    started = this_program({})
    assert started.executable == Path(sys.executable)
    assert started.script == tmp_path / "bin" / "scroblarr-desktop"
    assert (started.bundled, started.appimage) == (False, None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert this_program({}).bundled


def test_the_appimage_of_another_program_is_not_ours() -> None:
    """A terminal that is one hands its variables on to what is started in it."""
    mine = str(Path(sys.executable).parent.parent)
    file = "/home/anna/Some.AppImage"
    assert this_program({"APPIMAGE": file, "APPDIR": "/tmp/.mount_other"}).appimage is None
    assert this_program({"APPIMAGE": file}).appimage is None
    assert this_program({"APPIMAGE": file, "APPDIR": mine}).appimage == Path(file)
