"""Pages that nobody looks at cost nothing; they are up to date once somebody does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import household
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.main_window import MainWindow


@pytest_asyncio.fixture
async def window(engine: Engine, icons: Icons, tmp_path: Path) -> AsyncIterator[MainWindow]:
    window = MainWindow(engine, icons, tmp_path / "windows.ini")
    window.show()
    yield window
    await window.background.stop()
    window.close()
    window.deleteLater()


def names(window: MainWindow) -> int:
    return window.household_page.members.count()


async def test_a_page_catches_up_when_it_is_turned_to(window: MainWindow) -> None:
    window.show_page("household")
    before = names(window)
    window.show_page("settings")
    household.add_member("Anna")
    window.refresh(Changed.HOUSEHOLD)
    assert names(window) == before
    window.show_page("household")
    assert names(window) != before
    shown = names(window)
    household.add_member("Ben")
    window.refresh(Changed.HOUSEHOLD)
    assert names(window) > shown
