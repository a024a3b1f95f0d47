from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from PySide6.QtWidgets import QFileDialog

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.demo.household import DemoHousehold
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import backups, household, tokens
from scroblarr_desktop.store.backups import Copying
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.backups import BackupsSection
from tests.ui.desk import press, question, until, words
from tests.ui.made_up import Household, movie


class Window:
    """The section, and what it asked to be done while all is closed."""

    def __init__(self, engine: Engine, icons: Icons) -> None:
        self.asked: list[ClosedWork] = []
        self.background = Background()
        backing = Backing(engine, icons, self.background, while_closed=self.asked.append)
        self.section = BackupsSection(backing)
        self.folder = engine.options.data_dir

    def lines(self) -> list[str]:
        rows = range(self.section.list.count())
        return [self.section.list.item(row).text() for row in rows]


@pytest_asyncio.fixture
async def window(engine: Engine, icons: Icons) -> AsyncIterator[Window]:
    window = Window(engine, icons)
    window.section.show()
    yield window
    await window.background.stop()
    window.section.close()
    window.section.deleteLater()


async def test_without_copies_one_can_be_made(window: Window) -> None:
    section = window.section
    assert window.lines() == []
    assert "There is none yet" in words(section)
    assert not section.list.isVisible()
    assert not section.restore.isEnabled()
    assert not section.save.isEnabled()
    press(section, "&Back up now")
    assert not section.copy_now.isEnabled()
    await until(section.copy_now.isEnabled)
    assert section.doing.text() == "A copy was made."
    [line] = window.lines()
    assert line.startswith("today ")
    assert "B" in line.partition(", ")[2]
    assert line.endswith(", made by you")
    assert section.restore.isEnabled()


async def test_the_newest_is_chosen_and_a_choice_stays(window: Window) -> None:
    now = datetime.now(UTC)
    made = [Copying(window.folder, now - timedelta(days=days)).run() for days in (3, 1)]
    window.section.refresh(Changed.STATE)
    assert len(window.lines()) == 2
    assert window.section.chosen() == made[1]
    window.section.list.setCurrentRow(1)
    window.section.refresh(Changed.STATE)
    assert window.section.chosen() == made[0]


async def test_one_is_saved_elsewhere(window: Window, tmp_path: Path) -> None:
    made = Copying(window.folder, datetime.now(UTC)).run()
    section = window.section
    section.refresh(Changed.STATE)
    press(section, "Sa&ve a copy…")
    [asking] = section.findChildren(QFileDialog)
    asking.fileSelected.emit(str(tmp_path / "mine.sqlite3"))
    asking.close()
    await until(lambda: section.doing.text() == "A copy was saved.")
    assert (tmp_path / "mine.sqlite3").read_bytes() == made.read_bytes()
    section.save_as(made, tmp_path / "nowhere" / "mine.sqlite3")
    await until(section.trouble.isVisible)
    assert section.trouble.title.text() == "The file could not be written"
    assert section.copy_now.isEnabled()


async def test_before_one_is_put_back_it_is_said_what_goes(window: Window) -> None:
    home, section = Household(), window.section
    home.watch(movie("The Lantern Year"))
    made = Copying(window.folder, datetime.now(UTC) - timedelta(hours=2)).run()
    for title in ("Salt and Tin", "Paper Comets"):
        home.watch(movie(title))
    section.refresh(Changed.STATE)
    press(section, "&Restore…")
    await until(section.restore.isEnabled)
    box = question(section)
    assert "Put back the copy of today" in box.text()
    said = box.informativeText()
    assert said.startswith("It holds 1 watch. What happened since then (2 hours) is not in it: ")
    assert "is not in it: 3 watches, and every change to people" in said
    assert "Nothing is sent twice" in said
    press(box, "Cancel")
    assert window.asked == []
    press(section, "&Restore…")
    await until(section.restore.isEnabled)
    press(question(section), "Put it back")
    [work] = window.asked
    assert work.saying == "Putting your data back…"
    assert backups.look_at(made).watches == 1


async def test_a_copy_of_another_computer_says_that_everybody_signs_in_again(
    window: Window, tmp_path: Path
) -> None:
    section = window.section
    tokens.api_key()
    made = Copying(window.folder, datetime.now(UTC)).run()
    with closing(sqlite3.connect(made)) as other, other:
        other.execute("UPDATE secrets SET sealed = randomblob(80)")
    section.look_at(made)
    await until(section.copy_now.isEnabled)
    box = question(section)
    assert "do not open with this computer's key" in box.informativeText()
    press(box, "Cancel")


async def test_a_file_that_is_no_copy_is_refused(window: Window, tmp_path: Path) -> None:
    section, file = window.section, tmp_path / "letter.txt"
    file.write_text("Dear Ben")
    press(section, "Restore from a &file…")
    [asking] = section.findChildren(QFileDialog)
    asking.fileSelected.emit(str(file))
    asking.close()
    await until(section.trouble.isVisible)
    assert section.trouble.title.text() == "This copy cannot be used"
    assert window.asked == []


async def test_a_simulated_household_is_not_put_back(tmp_path: Path, icons: Icons) -> None:
    options = EngineOptions(DataDir(tmp_path), port=0, companion=DemoHousehold())
    engine = Engine(options)
    await engine.start()
    window = Window(engine, icons)
    household.add_member("Anna")
    Copying(window.folder, datetime.now(UTC)).run()
    window.section.refresh(Changed.STATE)
    assert not window.section.restore.isEnabled()
    assert not window.section.from_file.isEnabled()
    assert "Nothing can be put back into a simulated household." in words(window.section)
    assert window.section.copy_now.isEnabled()
    window.section.deleteLater()
    await window.background.stop()
    await engine.stop()
