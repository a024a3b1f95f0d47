from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.ui.log.kept_line import KeptLine


class Kept:
    def __init__(self) -> None:
        self.text = "before"
        self.tried: list[str] = []

    def keep(self, text: str) -> None:
        self.tried.append(text)
        if text == "wrong":
            raise ValueError("That is wrong.")
        if text == "in the way":
            raise Conflict("Something is in the way.")
        self.text = text.strip()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def line(kept: Kept, qtbot: QtBot) -> KeptLine:
    line = KeptLine(lambda: kept.text, kept.keep)
    qtbot.addWidget(line)
    line.refresh()
    return line


def enter(line: KeptLine, text: str) -> None:
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_left_there_is_kept(line: KeptLine, kept: Kept) -> None:
    enter(line, " after ")
    assert (kept.text, line.text()) == ("after", "after")


def test_what_is_the_same_is_not_kept_again(line: KeptLine, kept: Kept) -> None:
    enter(line, "before")
    line.editingFinished.emit()
    assert kept.tried == []


@pytest.mark.parametrize("text", ["wrong", "in the way"])
def test_what_cannot_be_kept_goes_back_and_says_why(line: KeptLine, kept: Kept, text: str) -> None:
    enter(line, text)
    assert (kept.text, line.text()) == ("before", "before")
    assert not line.wrong.isHidden()
    assert line.wrong.text().endswith("It stays as it was.")
    line.editingFinished.emit()
    assert not line.wrong.isHidden(), "leaving the line does not take the answer away"
    QTest.keyClicks(line, "x")
    assert line.wrong.isHidden()
