"""The settings that help where something is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest_asyncio
from PySide6.QtWidgets import QApplication

from scroblarr_desktop import diagnostics
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.support.detail import detailed_until, write_more
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.help.crash_dialog import CrashDialog
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.help import HelpSection


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


@pytest_asyncio.fixture
async def section(engine: Engine, icons: Icons, qapp: QApplication) -> AsyncIterator[HelpSection]:
    background = Background()
    made = HelpSection(Backing(engine, icons, background))
    made.show()
    yield made
    await background.stop()
    made.close()
    made.deleteLater()


async def test_more_is_written_for_a_while_or_until_it_is_ended(section: HelpSection) -> None:
    assert not section.end.isVisible()
    section.begin.click()
    ends_at = detailed_until(utc_now())
    assert ends_at is not None
    assert timedelta(minutes=59) < ends_at - utc_now() <= timedelta(hours=1)
    assert section.lasting.text() == "More is written down for 60 more minutes."
    assert not section.begin.isVisible()
    await until(diagnostics.writes_down_more)
    section.end.click()
    assert section.begin.isVisible()
    await until(lambda: not diagnostics.writes_down_more())
    section.span.setCurrentText("1 day")
    section.begin.click()
    assert "for 24 more hours" in section.lasting.text()
    write_more(None)
    section.refresh(Changed.SETTINGS)
    assert section.begin.isVisible()


async def test_the_log_is_shown_in_one_window(section: HelpSection) -> None:
    viewer = section.open_log()
    assert viewer.isVisible()
    assert section.open_log() is viewer
    gone: list[bool] = []
    viewer.destroyed.connect(lambda: gone.append(True))
    viewer.close_button.click()
    await until(lambda: bool(gone))
    again = section.open_log()
    assert again.isVisible()
    again.close()


async def test_reports_can_be_looked_at_later(section: HelpSection, engine: Engine) -> None:
    assert section.reports.text() == "Nothing has broken so far."
    logs = engine.options.data_dir.logs
    (logs / "crash-20260504-200000-000000-stumbled-seen.txt").write_text("it", encoding="utf-8")
    section.hide()
    section.show()
    assert section.look.isVisible()
    section.look.click()
    [dialog] = section.findChildren(CrashDialog)
    assert dialog.text.toPlainText() == "it"
    assert not dialog.dismiss.isVisible()
    dialog.close()
    section.save.click()
    [saving] = section.findChildren(DiagnosticDialog)
    saving.close()
