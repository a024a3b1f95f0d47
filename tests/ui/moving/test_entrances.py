"""Where both windows of a move are found: in the settings, and on the first page of setting up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QDialog, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import moving
from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.moving.going import MoveAwayDialog
from scroblarr_desktop.ui.settings.moving import MovingSection
from scroblarr_desktop.ui.wizard.steps import ServerStep
from tests.ui.desk import Desk, a_desk, buttons, press


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path / "data") as made:
        yield made


def dialog_over(window: QWidget, kind: type[QDialog]) -> QDialog:
    [found] = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


async def test_the_settings_open_both(desk: Desk) -> None:
    section = MovingSection(desk.backing)
    section.show()
    press(section, "&Move to another PC…")
    dialog_over(section, MoveAwayDialog).close()
    press(section, "&Open a file from another PC…")
    dialog_over(section, MoveInDialog).close()
    section.close()


async def test_setting_up_begins_with_it_where_nothing_is_there_yet(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ServerStep(desk.backing)
    step.show()
    step.refresh(Changed.SERVERS)
    assert "I am moving from another PC" not in buttons(step)
    monkeypatch.setattr(moving, "is_empty", lambda: True)
    step.refresh(Changed.SERVERS)
    press(step, "I am moving from another PC")
    dialog_over(step, MoveInDialog).close()
    step.close()
