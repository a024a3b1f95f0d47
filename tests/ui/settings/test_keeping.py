from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import housekeeping
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.keeping import KeepingSection


@pytest_asyncio.fixture
async def section(engine: Engine, icons: Icons) -> AsyncIterator[KeepingSection]:
    background = Background()
    section = KeepingSection(Backing(engine, icons, background))
    section.show()
    yield section
    await background.stop()
    section.close()
    section.deleteLater()


async def test_thirty_days_unless_said_otherwise(section: KeepingSection) -> None:
    assert section.days.value() == 30
    assert section.days.suffix() == " days"


async def test_what_is_typed_counts_once_it_is_done(section: KeepingSection) -> None:
    section.days.selectAll()
    QTest.keyClicks(section.days, "90")
    assert housekeeping.keep_days() == 30
    QTest.keyClick(section.days, Qt.Key.Key_Return)
    assert housekeeping.keep_days() == 90


async def test_it_follows_what_was_set_elsewhere(section: KeepingSection) -> None:
    section.days.clearFocus()
    housekeeping.put_keep_days(7)
    section.refresh(Changed.SETTINGS)
    assert section.days.value() == 7


@pytest.mark.parametrize(
    ("limit", "days"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, housekeeping.MOST_DAYS)]
)
async def test_its_limits(section: KeepingSection, limit: Qt.Key, days: int) -> None:
    section.days.setValue(days)
    QTest.keyClick(section.days, limit)
    assert section.days.value() == days
