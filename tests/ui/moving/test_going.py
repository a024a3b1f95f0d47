"""Asking for the file, through the real widgets, and what happens once everything is closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from scroblarr_desktop import autostart
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.moving import at_start, leaving, seal
from scroblarr_desktop.moving.progress import Stage
from scroblarr_desktop.moving.troubles import Stopped
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, open_store
from scroblarr_desktop.store.moving import Away, MovedAway
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.moving.going import LeavingWindow, MoveAwayDialog, leaving_work
from scroblarr_desktop.ui.moving.moved_away import MovedAwayWindow
from scroblarr_desktop.ui.rescue import Way
from tests.moving.luggage import CHEAP, PASSPHRASE, furnish, pack
from tests.store.filling import NOON
from tests.ui.desk import Desk, a_desk, buttons, press, question, words


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path / "data") as made:
        yield made


def opened(desk: Desk, works: list[ClosedWork], file: Path) -> MoveAwayDialog:
    backing = replace(desk.backing, while_closed=works.append)
    dialog = MoveAwayDialog(backing, cost=CHEAP)
    dialog.file.setText(str(file))
    dialog.show()
    return dialog


async def test_the_file_is_asked_for_and_written_once_all_is_closed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched_off: list[Path] = []

    class Entry:
        def is_on(self) -> bool:
            return True

        def turn_off(self) -> None:
            switched_off.append(tmp_path)

    monkeypatch.setattr(autostart, "for_data_dir", lambda root: Entry())
    works: list[ClosedWork] = []
    dialog = opened(desk, works, tmp_path / "household")
    assert not dialog.go.isEnabled()
    dialog.passphrase.first.setText(PASSPHRASE)
    assert not dialog.go.isEnabled(), "it is typed twice"
    dialog.passphrase.second.setText(PASSPHRASE)
    press(dialog, "Write the file and stop here…")
    assert "neither receives nor sends" in question(dialog).informativeText()
    assert works == []
    press(question(dialog), "Write the file and stop here")
    [work] = works
    await desk.engine.stop()
    folder = desk.engine.options.data_dir
    assert work.meanwhile is not None
    window = work.meanwhile()
    assert isinstance(window, LeavingWindow)
    assert work.work() is None
    window.end()
    assert (tmp_path / "household.scroblarr").exists()
    open_store(folder, Changes())
    with pytest.raises(MovedAway):
        at_start.refuse_if_moved(folder)
    assert switched_off == [tmp_path]
    close_store()
    Path(folder.database).unlink()
    folder.generation.unlink()
    folder.moved_away.unlink()
    await desk.engine.start()


async def test_what_stands_in_the_way_is_said_before_anything_closes(
    desk: Desk, tmp_path: Path
) -> None:
    works: list[ClosedWork] = []
    dialog = opened(desk, works, tmp_path / "none" / "household")
    dialog.passphrase.first.setText(PASSPHRASE)
    dialog.passphrase.second.setText(PASSPHRASE)
    press(dialog, "Write the file and stop here…")
    assert "cannot be written" in question(dialog).text()
    assert works == []
    dialog.close()


async def test_a_passphrase_is_judged_and_made_up(desk: Desk, tmp_path: Path) -> None:
    dialog = opened(desk, [], tmp_path / "household")
    field = dialog.passphrase
    field.first.setText("too short")
    assert "At least 10 characters" in words(dialog)
    field.first.setText("1234567890")
    field.second.setText("12345")
    assert "Weak" in words(dialog)
    field.second.setText("other")
    assert "not the same" in words(dialog)
    assert not field.is_good
    press(dialog, "&Make one up")
    assert field.is_good
    assert "Good." in words(dialog)
    assert field.first.echoMode() is field.second.echoMode() is field.first.EchoMode.Normal
    assert dialog.go.isEnabled()
    dialog.close()


def test_it_can_be_called_off_until_it_finishes(qapp: QApplication, tmp_path: Path) -> None:
    folder = DataDir(tmp_path / "old")
    furnish(folder)
    open_store(folder, Changes())
    departure = leaving.prepare(folder, tmp_path / "household", PASSPHRASE)
    close_store()
    work = leaving_work(folder, departure, CHEAP)
    assert work.meanwhile is not None
    window = work.meanwhile()
    assert isinstance(window, LeavingWindow)
    window.show()
    window._follow(Stage.SEALING, 0.4)
    assert "Sealing" in words(window)
    assert not window.close(), "it goes by itself"
    press(window, "Cancel")
    with pytest.raises(Stopped):
        work.work()
    window._follow(Stage.FINISHING, 0.0)
    assert not buttons(window)["Cancel"].isEnabled()
    window._follow(Stage.DONE, 1.0)
    assert not window.isVisible()
    window.end()


@pytest.fixture
def away(tmp_path: Path) -> Away:
    folder = DataDir(tmp_path / "old")
    furnish(folder)
    return pack(folder, tmp_path / "household.scroblarr")


def test_a_moved_copy_is_used_again_only_with_a_yes_and_a_yes(
    qapp: QApplication, away: Away
) -> None:
    window = MovedAwayWindow(away)
    window.show()
    assert "household.scroblarr" in words(window)
    assert not window.again.isEnabled()
    window.never_opened.click()
    press(window, "Use this copy again…")
    assert "never open it" in question(window).informativeText()
    press(question(window), "Use this copy again")
    assert window.way is Way.USE_AGAIN
    assert not window.isVisible()


def test_once_the_file_was_opened_this_copy_stays_stopped(qapp: QApplication, away: Away) -> None:
    with away.file.open("r+b") as file:
        seal.note_opened(file, NOON)
    window = MovedAwayWindow(away)
    window.show()
    assert "Use this copy again…" not in buttons(window)
    assert "opened on another computer" in words(window)
    press(window, "Start with an empty log…")
    press(question(window), "Start with an empty log")
    assert window.way is Way.START_FRESH


def test_the_file_is_shown_and_quit_is_what_closing_does(
    qapp: QApplication, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window = MovedAwayWindow(away)
    window.show()
    press(window, "Show the file")
    assert [one.toLocalFile() for one in shown] == [str(away.file.parent)]
    window.close()
    assert window.way is Way.QUIT
    away.file.unlink()
    gone = MovedAwayWindow(away)
    gone.show()
    assert "was taken away from" in words(gone)
    assert "Show the file" not in buttons(gone)
    gone.close()


def test_a_file_that_is_not_finished_is_said(qapp: QApplication, away: Away) -> None:
    window = MovedAwayWindow(replace(away, whole=False))
    window.show()
    assert "not finished yet" in words(window)
    window.close()
