from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.store.trouble import Damaged, DiskFull, Gone, StoreTrouble
from scroblarr_desktop.ui.rescue import Way, WayOut
from tests.store.filling import NOON

COPY = Backup(Path("backups/scroblarr-2026-03-14.sqlite3"), NOON, watches=1234)


def opened(qtbot: QtBot, trouble: StoreTrouble, copy: Backup | None = None) -> WayOut:
    box = WayOut(trouble, copy)
    qtbot.addWidget(box)
    box.open()
    return box


def button(box: WayOut, text: str) -> QPushButton:
    [found] = [one for one in box.findChildren(QPushButton) if text in one.text()]
    return found


def press(box: WayOut, text: str) -> Way:
    button(box, text).click()
    assert not box.isVisible()
    return box.way


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_a_damaged_database_offers_the_copy_and_a_fresh_start(qtbot: QtBot) -> None:
    box = opened(qtbot, Damaged(), COPY)
    assert box.text() == "The database is damaged"
    assert "with 1234 watches." in box.informativeText()
    assert "What is there now is kept" in box.informativeText()
    assert box.defaultButton() is button(box, "Put back the copy of")
    assert press(box, "Put back the copy of") is Way.PUT_BACK


def test_without_a_copy_only_a_fresh_start_is_left(qtbot: QtBot) -> None:
    box = opened(qtbot, Gone())
    assert "There is no good copy of it." in box.informativeText()
    assert [one.text() for one in box.findChildren(QPushButton)].count("Quit") == 1
    assert len(box.buttons()) == 2
    assert press(box, "empty log") is Way.START_FRESH


def test_one_watch_is_one_watch(qtbot: QtBot) -> None:
    box = opened(qtbot, Damaged(), Backup(COPY.path, NOON, watches=1))
    assert "with 1 watch." in box.informativeText()


def test_other_trouble_can_be_tried_again(qtbot: QtBot) -> None:
    box = opened(qtbot, DiskFull())
    assert "then start Scroblarr again" in box.informativeText()
    assert press(box, "Try again") is Way.TRY_AGAIN


@pytest.mark.parametrize("trouble", [Damaged(), DiskFull()])
def test_closing_it_does_nothing(qtbot: QtBot, trouble: StoreTrouble) -> None:
    box = opened(qtbot, trouble, COPY)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert box.way is Way.QUIT
