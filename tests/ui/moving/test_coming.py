"""Opening the file, through the real widgets, and reading what came of the move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QMessageBox, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.moving import seal
from scroblarr_desktop.moving.results import StepState
from scroblarr_desktop.moving.taking_over import About, Step
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import household, moving
from scroblarr_desktop.store.moving import CameFrom
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.moving.taken_over import TakenOverDialog, show_if_moved_in
from tests.moving.luggage import PASSPHRASE, furnish, pack
from tests.ui.desk import Desk, a_desk, buttons, press, question, until, words

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = DataDir(tmp_path / "old")
    furnish(folder)
    return pack(folder, tmp_path / "household.scroblarr").file


@pytest_asyncio.fixture
async def desk(file: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path / "new") as made:
        yield made


def opened(desk: Desk, works: list[ClosedWork], file: Path) -> MoveInDialog:
    dialog = MoveInDialog(replace(desk.backing, while_closed=works.append))
    dialog.show()
    dialog.look_at(file)
    return dialog


async def test_it_opens_sets_aside_what_is_here_and_moves_in(desk: Desk, file: Path) -> None:
    works: list[ClosedWork] = []
    dialog = opened(desk, works, file)
    assert "household.scroblarr, written " in words(dialog)
    dialog.passphrase.setText("not the right one")
    press(dialog, "Open")
    await until(lambda: "The passphrase is not right" in words(dialog))
    dialog.passphrase.setText(PASSPHRASE)
    press(dialog, "Open")
    await until(lambda: bool(dialog.findChildren(QMessageBox)))
    box = question(dialog)
    assert "1 member, 1 watch, and 1 waiting to be sent" in box.informativeText()
    assert "set aside" in box.informativeText()
    assert works == []
    press(box, "Set aside what is here, and move in")
    [work] = works
    await desk.engine.stop()
    assert work.work() is None
    await desk.engine.start()
    assert [one.name for one in household.members()] == ["Anna"]
    folder = desk.engine.options.data_dir
    assert len(list(folder.root.glob("kept-*.sqlite3"))) == 1


async def test_what_is_wrong_with_the_file_is_said(desk: Desk, file: Path, tmp_path: Path) -> None:
    dialog = opened(desk, [], tmp_path / "old" / "scroblarr.sqlite3")
    assert "another kind of file" in words(dialog)
    assert not dialog.open_button.isEnabled()
    with file.open("r+b") as changed:
        seal.note_opened(changed, NOON)
    dialog.look_at(file)
    assert "opened before" in words(dialog)
    assert "another kind of file" not in words(dialog)
    assert not buttons(dialog)["Open"].isEnabled(), "without a passphrase"
    dialog.close()


async def test_what_became_of_everything_is_read_once(desk: Desk) -> None:
    moving.note_came_from(CameFrom("0123", NOON, "the old one", (), settled=True))
    taking_over = desk.engine.taking_over
    taking_over.steps = (
        Step(About.SERVER, desk.plex.id, "Attic", StepState.BY_HAND, "Only you can.", "Look."),
        Step(About.ACCOUNT, 7, "Anna, Trakt", StepState.UNDER_WAY),
    )
    turned: list[str] = []
    parent = QWidget()
    parent.show()
    backing = replace(desk.backing, show_page=turned.append)
    dialog = show_if_moved_in(backing, parent)
    assert dialog is not None
    assert show_if_moved_in(backing, parent) is None, "it is open already"
    assert "It left the old one " in words(dialog)
    assert "Being asked…" in words(dialog)
    assert not buttons(dialog)["Try again"].isEnabled()
    done = replace(taking_over.steps[1], state=StepState.DONE, sentence="The sign-in works here.")
    taking_over.steps = (taking_over.steps[0], done)
    desk.engine.changes.publish(Changed.STATE)
    await until(lambda: "The sign-in works here." in words(dialog))
    assert "What is marked needs you." in words(dialog)
    press(dialog, "Show")
    assert turned == ["servers"]
    assert taking_over.came is None, "it was read"
    assert show_if_moved_in(backing, parent) is None
    parent.close()


async def test_the_home_network_is_let_in_where_a_server_needs_it(desk: Desk) -> None:
    moving.note_came_from(CameFrom("0123", NOON, "the old one", ()))
    step = Step(About.SERVER, desk.plex.id, "Attic", StepState.BY_HAND, "Not yet.", to_let_in=True)
    desk.engine.taking_over.steps = (step,)
    dialog = TakenOverDialog(desk.backing)
    dialog.show()
    press(dialog, "Allow the home network…")
    press(question(dialog), "Allow the home network")
    await until(lambda: desk.engine.home_network_allowed)
    await until(lambda: "Attic" in words(dialog) and "Not yet." not in words(dialog))
    assert "Allow the home network…" not in buttons(dialog)
    dialog.close()


async def test_trying_again_does_all_of_it_once_more(desk: Desk) -> None:
    moving.note_came_from(CameFrom("0123", NOON, "the old one", ()))
    taking_over = desk.engine.taking_over
    step = Step(About.SERVER, desk.plex.id, "Attic", StepState.TROUBLE, "It does not answer.")
    taking_over.steps = (step,)
    dialog = TakenOverDialog(desk.backing)
    dialog.show()
    assert "every ten minutes" in words(dialog)
    press(dialog, "Try again")
    await until(lambda: not taking_over.is_under_way and taking_over.steps != (step,))
    await until(lambda: "Attic" in words(dialog) and "does not answer" not in words(dialog))
    press(dialog, "Close")
