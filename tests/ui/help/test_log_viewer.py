"""The app's own log in a window: read in pieces, followed, searched, copied."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.diagnostics import log_file
from scroblarr_desktop.diagnostics.reading import Entry, Level, LogReading
from scroblarr_desktop.diagnostics.tail import PIECE_BYTES
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.help.log_model import LogModel
from scroblarr_desktop.ui.help.log_viewer import LogViewer
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing


def line(number: int, level: str = "INFO", said: str = "step") -> str:
    return (
        f"2026-05-04 20:00:00,{number % 1000:03d} {level} scroblarr_desktop.sync: {said} {number}\n"
    )


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


@pytest_asyncio.fixture
async def backing(engine: Engine, icons: Icons, qapp: QApplication) -> AsyncIterator[Backing]:
    background = Background()
    yield Backing(engine, icons, background)
    await background.stop()


def logs(backing: Backing) -> Path:
    return backing.engine.options.data_dir.logs


async def opened(backing: Backing) -> LogViewer:
    viewer = LogViewer(backing)
    viewer.show()
    await until(lambda: viewer.said.text() != "")
    return viewer


async def test_the_newest_is_at_the_end_and_more_comes(backing: Backing) -> None:
    file = log_file(logs(backing))
    file.write_text("".join(line(number) for number in range(200)), encoding="utf-8")
    viewer = await opened(backing)
    bar = viewer.list.verticalScrollBar()
    assert viewer.model.index(199).data().endswith("step 199")
    assert bar.value() == bar.maximum() > 0
    with file.open("a", encoding="utf-8") as more:
        more.write(line(200) + "Traceback of it\n")
    viewer._look.timeout.emit()
    await until(lambda: viewer.model.rowCount() == 202)
    assert bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    here = bar.value()
    with file.open("a", encoding="utf-8") as more:
        more.write(line(201))
    viewer._look.timeout.emit()
    await until(lambda: viewer.model.rowCount() == 203)
    assert bar.value() == here, "who reads further up is left alone"
    viewer.follow.setChecked(False)
    with file.open("a", encoding="utf-8") as more:
        more.write(line(202))
    viewer._look.timeout.emit()
    await asyncio.sleep(0)
    assert viewer.model.rowCount() == 203
    viewer.close()


async def test_a_large_log_is_read_in_pieces(backing: Backing) -> None:
    file = log_file(logs(backing))
    count = 3 * PIECE_BYTES // len(line(0))
    file.write_text("".join(line(number) for number in range(count)), encoding="utf-8")
    older = "".join(line(number, said="older") for number in range(5))
    file.with_name(f"{file.name}.1").write_text(older, encoding="utf-8")
    viewer = await opened(backing)
    first = viewer.model.rowCount()
    assert first < count / 2
    bar = viewer.list.verticalScrollBar()
    while not viewer._reached_start:
        before = viewer.model.rowCount()
        bar.setValue(bar.minimum())
        await until(lambda had=before: viewer.model.rowCount() != had or viewer._reached_start)  # type: ignore[misc]
    texts = [viewer.model.index(row).data() for row in range(viewer.model.rowCount())]
    assert len(texts) == count + 5
    assert texts[0].endswith("older 0")
    assert texts[-1].endswith(f"step {count - 1}")
    viewer.close()


async def test_it_is_narrowed_by_gravity_and_words(backing: Backing) -> None:
    text = "".join(line(number) for number in range(100))
    text += line(100, "ERROR", "it broke") + "Traceback (most recent call last)\nValueError: deep\n"
    text += line(101, "DEBUG", "detail") + line(102, "WARNING", "careful")
    log_file(logs(backing)).write_text(text, encoding="utf-8")
    viewer = await opened(backing)
    viewer.level.setCurrentIndex(viewer.level.findData(int(Level.WARNING)))
    assert viewer.model.rowCount() == 4
    viewer.level.setCurrentIndex(viewer.level.findData(int(Level.ERROR)))
    assert viewer.model.rowCount() == 3
    viewer.level.setCurrentIndex(viewer.level.findData(int(Level.INFO)))
    assert viewer.model.rowCount() == 104
    viewer.search.setText("DEEP")
    await until(lambda: viewer.model.rowCount() == 3)
    viewer.search.setText("nowhere")
    await until(lambda: viewer.model.rowCount() == 0)
    await until(lambda: viewer.said.text() == "Nothing matches.")
    viewer.search.clear()
    await until(lambda: viewer.model.rowCount() == 104)
    viewer.close()


async def test_lines_are_copied(backing: Backing) -> None:
    file = log_file(logs(backing))
    file.write_text("".join(line(number) for number in range(5)), encoding="utf-8")
    viewer = await opened(backing)
    viewer.copy.click()
    assert QGuiApplication.clipboard().text() == file.read_text(encoding="utf-8")
    for row in (3, 1):
        index = viewer.model.index(row)
        viewer.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    viewer.copy.click()
    assert QGuiApplication.clipboard().text() == line(1) + line(3)
    assert viewer.said.text() == "2 lines were copied."
    viewer.close()


async def test_its_size_is_remembered(backing: Backing) -> None:
    viewer = await opened(backing)
    assert viewer.said.text() == "Nothing was written yet."
    viewer.resize(700, 444)
    viewer.reject()
    again = await opened(backing)
    assert (again.width(), again.height()) == (700, 444)
    again.close()


async def test_everything_in_it_has_a_name(backing: Backing) -> None:
    viewer = await opened(backing)
    for part in (viewer.search, viewer.level, viewer.list):
        assert part.accessibleName()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    viewer.close()


def test_a_new_file_is_followed(tmp_path: Path) -> None:
    """The log begins a new file when one is full."""
    file = log_file(tmp_path)
    file.write_text("".join(line(number) for number in range(9)), encoding="utf-8")
    reading = LogReading(tmp_path)
    assert len(reading.newest()) == 9
    with file.open("a", encoding="utf-8") as more:
        more.write(line(9))
    file.rename(file.with_name(f"{file.name}.1"))
    file.write_text(line(10), encoding="utf-8")
    assert [one.lines[0][-2:] for one in reading.newer()] == [" 9", "10"]
    assert reading.newer() == []
    assert reading.earlier() == []


@pytest.mark.parametrize("level", [Level.DEBUG, Level.WARNING])
def test_the_model_keeps_qt_s_rules(qapp: QApplication, level: Level) -> None:
    model = LogModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.narrow(level, "")
    model.start([Entry(None, ["rest"]), Entry(Level.ERROR, ["e"])])
    model.add([Entry(None, ["of e"]), Entry(Level.INFO, ["i"])])
    assert model.add_before([Entry(Level.WARNING, ["w"])]) >= 1
    wanted = ["w", "rest", "e", "of e"] + (["i"] if level is Level.DEBUG else [])
    assert model.text().split() == " ".join(wanted).split()
    assert model.add_before([Entry(Level.ERROR, ["first"])]) == 1
    assert model.text().startswith("first\nw\n")
    tester.deleteLater()
