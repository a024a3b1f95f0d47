from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.store import log, watched
from scroblarr_desktop.store.records import LogFilter
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.log.model import LogModel
from scroblarr_desktop.ui.log.rows import StoredLog
from scroblarr_desktop.ui.log.table import LogTable
from tests.ui.made_up import Household, movie


@pytest.fixture
def table(home: Household, icons: Icons, qtbot: QtBot) -> Iterator[LogTable]:
    home.season(60)
    made = LogTable(LogModel(StoredLog(), TITLES, icons))
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.follow()
    made.show_columns({"trakt"})
    made.show()
    QApplication.processEvents()
    yield made
    made.close()


def model(table: LogTable) -> LogModel:
    found = table.model()
    assert isinstance(found, LogModel)
    return found


def test_rows_in_sight_stay_when_new_ones_come(table: LogTable, home: Household) -> None:
    table.verticalScrollBar().setValue(417)
    seen = [(model(table).id_at(table.rowAt(y)), y) for y in range(0, 280, 40)]
    for _ in range(3):
        home.watch(movie(), ago=timedelta(0))
    table.follow()
    QApplication.processEvents()
    assert [(model(table).id_at(table.rowAt(y)), y) for _, y in seen] == seen


def test_at_the_top_new_rows_come_into_sight(table: LogTable, home: Household) -> None:
    new = home.watch(movie(), ago=timedelta(0))
    table.follow()
    QApplication.processEvents()
    assert model(table).id_at(table.rowAt(0)) == new


def test_the_chosen_watch_stays_chosen(table: LogTable, home: Household) -> None:
    table.selectRow(5)
    chosen = table.chosen_id()
    home.watch(movie(), ago=timedelta(0))
    table.follow()
    assert table.chosen_id() == chosen
    assert [index.row() for index in table.selectionModel().selectedRows()] == [6]


def test_the_chosen_watch_stays_chosen_when_the_model_starts_over(table: LogTable) -> None:
    table.selectRow(5)
    chosen = table.chosen_id()
    for watch_id in log.ids(LogFilter())[10:]:
        watched.delete(watch_id)
    model(table).beginResetModel()
    model(table).endResetModel()
    assert table.chosen_id() is None
    assert chosen is not None
    assert table.choose(chosen)
    table.follow()
    assert table.chosen_id() == chosen


def test_choosing_tells_the_watch(table: LogTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.watch_chosen) as told:
        table.selectRow(2)
    assert told.args == [model(table).id_at(2)]
    assert not table.choose(987654)


def test_marks_lose_their_words_only_where_titles_need_the_room(table: LogTable) -> None:
    table.resize(1200, 300)
    assert not table.is_tight
    words = table.columnWidth(len(Column))
    table.resize(600, 300)
    assert table.is_tight
    assert table.columnWidth(len(Column)) < words
    assert table.columnWidth(Column.TITLE) > 100


def test_in_a_very_narrow_table_the_server_gives_way_to_the_title(table: LogTable) -> None:
    table.resize(900, 300)
    assert not table.isColumnHidden(Column.SERVER)
    table.resize(420, 300)
    assert table.isColumnHidden(Column.SERVER)
    QApplication.processEvents()
    assert not table.horizontalScrollBar().isVisible()
    table.resize(900, 300)
    assert not table.isColumnHidden(Column.SERVER)


def test_columns_of_destinations_that_nobody_uses_are_hidden(table: LogTable) -> None:
    hidden = [
        model(table).destination(column)
        for column in range(len(Column), model(table).columnCount())
        if table.isColumnHidden(column)
    ]
    assert hidden == ["tvtime", "simkl"]


def test_ageing_covers_the_rows_in_sight(table: LogTable) -> None:
    told: list[tuple[int, int]] = []
    model(table).dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    table.age()
    assert len(told) == 1
    assert told[0][0] == 0
    assert 5 < told[0][1] < 20


def test_the_focus_alone_chooses_nothing(table: LogTable) -> None:
    told: list[object] = []
    table.watch_chosen.connect(told.append)
    table.setCurrentIndex(model(table).index(0, 0))
    table.clearSelection()
    assert table.currentIndex().isValid()
    assert table.chosen_id() is None
    assert told[-1] is None


def test_what_a_search_hid_is_chosen_again(table: LogTable) -> None:
    table.selectRow(5)
    chosen = table.chosen_id()
    model(table).set_filter(LogFilter(text="zzzz"))
    assert table.chosen_id() is None
    assert not table.choose_again()
    model(table).set_filter(LogFilter())
    assert table.choose_again()
    assert table.chosen_id() == chosen


def test_what_was_let_go_of_is_not_chosen_again(table: LogTable) -> None:
    table.selectRow(5)
    table.clearSelection()
    table.follow()
    assert table.chosen_id() is None


def test_home_and_end_go_to_the_first_and_last_row(table: LogTable) -> None:
    table.selectRow(5)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.chosen_id() == model(table).id_at(59)
    assert table.rowViewportPosition(59) < table.viewport().height()
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.chosen_id() == model(table).id_at(0)


def test_a_long_title_keeps_its_beginning_with_season_and_episode(table: LogTable) -> None:
    assert table.textElideMode() is Qt.TextElideMode.ElideRight
    title = model(table).index(0, Column.TITLE)
    assert title.data(Qt.ItemDataRole.ToolTipRole) == title.data()


def high_rows(table: LogTable) -> list[int]:
    header = table.verticalHeader()
    plain = header.defaultSectionSize()
    return [row for row in range(header.count()) if header.sectionSize(row) > plain]


@pytest.mark.parametrize("column", [Column.TITLE, Column.WHO])
def test_only_rows_with_a_day_above_are_high_in_whatever_order(
    table: LogTable, column: Column
) -> None:
    assert high_rows(table) == sorted(model(table).days()) != []
    for by in (column, Column.WHEN, column, Column.WHEN):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            table.sortByColumn(by, order)
            QApplication.processEvents()
            assert high_rows(table) == sorted(model(table).days())


def test_sorted_otherwise_a_row_has_room_for_its_day(table: LogTable) -> None:
    table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    said = [table.model().index(row, Column.WHEN).data() for row in range(60)]
    assert any(wording.moment(wording.now() - timedelta(days=1))[:4] in one for one in said)
    widest = max(table.fontMetrics().horizontalAdvance(one) for one in said)
    assert widest < table.columnWidth(Column.WHEN)
