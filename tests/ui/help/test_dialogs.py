"""The diagnostic file, a report of what broke, and the licences, each in its window."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest_asyncio
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from scroblarr_desktop.diagnostics.crashes import left_behind
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.help.bars import Bars
from scroblarr_desktop.ui.help.crash_dialog import CrashDialog
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.help.licences_dialog import LicencesDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from tests.ui.desk import pages_noted, press, words

STOPPED = "crash-20260504-200000-000000-stopped.txt"
STUMBLED = "crash-20260505-200000-000000-stumbled.txt"


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


@pytest_asyncio.fixture
async def backing(engine: Engine, icons: Icons, qapp: QApplication) -> AsyncIterator[Backing]:
    background = Background()
    yield Backing(engine, icons, background)
    await background.stop()


def leave(backing: Backing, name: str) -> Path:
    path = backing.engine.options.data_dir.logs / name
    path.write_text("Scroblarr stopped\nTraceback\n", encoding="utf-8")
    return path


def dialogs(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


# -- the diagnostic file


async def test_the_file_is_saved_and_shown_where_it_is(backing: Backing, tmp_path: Path) -> None:
    dialog = DiagnosticDialog(backing)
    dialog.open()
    assert "names of people" in words(dialog)
    path = tmp_path / "it.zip"
    dialog.start(path)
    await until(dialog.show_folder.isVisible)
    assert zipfile.is_zipfile(path)
    assert dialog.path.text() == str(path)
    assert not dialog.save.isVisible()
    dialog.close()


async def test_whatever_is_typed_it_is_a_zip_file(backing: Backing, tmp_path: Path) -> None:
    (tmp_path / "diag.txt.zip").write_text("mine")
    dialog = DiagnosticDialog(backing)
    dialog.open()
    assert "a ZIP file with plain text in it" in words(dialog)
    dialog.start(tmp_path / "diag.txt")
    await until(dialog.show_folder.isVisible)
    assert dialog.path.text() == str(tmp_path / "diag.txt-2.zip")
    assert zipfile.is_zipfile(dialog.path.text())
    assert (tmp_path / "diag.txt.zip").read_text() == "mine"
    dialog.close()
    again = DiagnosticDialog(backing)
    press(again, "&Save…")
    assert again.asking is not None
    assert Path(again.asking.directory().absolutePath()) == tmp_path
    again.asking.close()
    again.close()


async def test_what_cannot_be_written_is_said(backing: Backing, tmp_path: Path) -> None:
    dialog = DiagnosticDialog(backing)
    dialog.open()
    dialog.start(tmp_path / "nowhere" / "it.zip")
    await until(dialog.trouble.isVisible)
    assert "could not be written" in words(dialog)
    assert dialog.save.isEnabled()
    dialog.close()


async def test_closing_calls_it_off(backing: Backing, tmp_path: Path) -> None:
    dialog = DiagnosticDialog(backing)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.open()
    dialog.start(tmp_path / "it.zip")
    dialog.reject()
    await until(lambda: bool(gone))
    assert not list(tmp_path.glob("*.part"))


# -- what was left behind


async def test_a_report_from_last_time_is_offered_until_it_is_dismissed(backing: Backing) -> None:
    leave(backing, STOPPED)
    leave(backing, STUMBLED)
    bars = Bars(backing)
    bars.show()
    assert "stopped unexpectedly last time" in words(bars)
    bars.crash.look.click()
    [dialog] = dialogs(bars, CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert "Traceback" in dialog.text.toPlainText()
    dialog.copy.click()
    assert "Traceback" in QGuiApplication.clipboard().text()
    dialog.save.click()
    [saving] = dialogs(dialog, DiagnosticDialog)
    saving.close()
    dialog.dismiss.click()
    assert not bars.crash.isVisible()
    assert left_behind(backing.engine.options.data_dir.logs) == []
    assert not Bars(backing).crash.isVisibleTo(bars)
    bars.close()


async def test_where_it_went_on_it_does_not_say_that_it_stopped(backing: Backing) -> None:
    leave(backing, STUMBLED)
    bars = Bars(backing)
    bars.show()
    assert "and it went on" in words(bars)
    bars.crash.save.click()
    [saving] = dialogs(bars, DiagnosticDialog)
    saving.close()
    bars.crash.dismiss.click()
    assert not bars.crash.isVisible()
    bars.close()


async def test_where_nothing_broke_nothing_is_said(backing: Backing) -> None:
    bars = Bars(backing)
    bars.show()
    bars.refresh()
    assert words(bars) == ""
    bars.close()


async def test_a_report_that_is_gone_is_no_end(backing: Backing) -> None:
    path = leave(backing, STOPPED)
    [report] = left_behind(path.parent)
    path.unlink()
    dialog = CrashDialog(backing, report)
    assert "No such file" in dialog.text.toPlainText()
    dialog.deleteLater()


# -- licences


async def test_each_licence_can_be_read(backing: Backing) -> None:
    dialog = LicencesDialog(backing)
    dialog.open()
    await until(lambda: dialog.list.count() > 10)
    assert dialog.list.item(0).text().startswith("Python ")
    names = [dialog.list.item(row).text().partition(" ")[0] for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index("PySide6_Essentials"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    assert any("LGPL" in one.text() for one in dialog.findChildren(QLabel))
    with pages_noted() as opened:
        dialog.close_button.click()
    assert opened == []
