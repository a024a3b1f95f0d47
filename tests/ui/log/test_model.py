from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.store import log, watched
from scroblarr_desktop.store.listing import Listing
from scroblarr_desktop.store.records import DeliveryState, LogFilter, LoggedWatch, LogOrder
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log import rows
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.log.model import LogModel
from scroblarr_desktop.ui.log.rows import PAGE_SIZE, LogSource, StoredLog
from tests.ui.made_up import Household, episode, movie

Role = Qt.ItemDataRole
TRAKT = len(Column)


class CountingLog(StoredLog):
    """The store's log, counting what is read of it."""

    def __init__(self) -> None:
        self.pages: list[int] = []

    def by_ids(self, wanted: Sequence[int], /) -> dict[int, LoggedWatch]:
        self.pages.append(len(wanted))
        return log.by_ids(wanted)


def model_of(icons: Icons, source: LogSource | None = None) -> LogModel:
    model = LogModel(source or StoredLog(), TITLES, icons)
    model.refresh()
    return model


def strict(model: LogModel) -> QAbstractItemModelTester:
    """Let Qt itself watch that the model keeps its promises to views."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def text(model: LogModel, row: int, column: int, role: int = Role.DisplayRole) -> Any:
    return model.data(model.index(row, column), role)


def shown(model: LogModel) -> list[int]:
    return [model.id_at(row) for row in range(model.rowCount())]


def test_a_row_says_when_what_who_and_where(home: Household, icons: Icons) -> None:
    home.watch(episode(4, "Part 4"), ago=timedelta(minutes=3))
    model = model_of(icons)
    assert [text(model, 0, column) for column in Column] == [
        "3 min ago",
        "Harbour Street 1x04 Part 4",
        "Anna",
        "Living Room",
    ]
    assert text(model, 0, Column.TITLE, Role.ToolTipRole) == "Harbour Street 1x04 Part 4"
    assert ":" in text(model, 0, Column.WHEN, Role.ToolTipRole)


def test_a_mark_has_a_shape_a_word_and_a_sentence(home: Household, icons: Icons) -> None:
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.UNMATCHED, "Trakt does not know it yet.")
    model = model_of(icons)
    assert text(model, 0, TRAKT) == "not matched"
    assert text(model, 0, TRAKT, Role.AccessibleTextRole) == "Trakt: not matched"
    assert text(model, 0, TRAKT, Role.ToolTipRole) == "Trakt does not know it yet."
    assert not text(model, 0, TRAKT, Role.DecorationRole).isNull()
    assert text(model, 0, TRAKT + 1) is None


def test_the_header_names_the_columns(home: Household, icons: Icons) -> None:
    model = model_of(icons)
    names = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert names == ["When", "Title", "Who", "Server", "Trakt", "TV Time", "Simkl"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert [model.destination(column) for column in range(TRAKT, TRAKT + 2)] == ["trakt", "tvtime"]


def test_only_pages_in_sight_are_read(home: Household, icons: Icons) -> None:
    home.season(PAGE_SIZE + 30)
    source = CountingLog()
    model = model_of(icons, source)
    assert model.rowCount() == PAGE_SIZE + 30
    assert source.pages == []
    text(model, 0, Column.TITLE)
    text(model, PAGE_SIZE - 1, Column.TITLE)
    assert source.pages == [PAGE_SIZE]
    text(model, PAGE_SIZE + 5, Column.TITLE)
    assert source.pages == [PAGE_SIZE, 30]


def test_new_watches_come_on_top_and_the_others_keep_their_place(
    home: Household, icons: Icons
) -> None:
    home.season(20)
    model = model_of(icons)
    tester = strict(model)
    third = QPersistentModelIndex(model.index(3, 0))
    third_id = model.id_at(3)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    new = home.watch(movie(), ago=timedelta(0))
    model.refresh()
    assert model.id_at(0) == new
    assert third.row() == 4
    assert model.id_at(third.row()) == third_id
    assert resets == []
    assert tester.model() is model


def test_a_late_watch_goes_where_its_time_is(home: Household, icons: Icons) -> None:
    home.season(10)
    model = model_of(icons)
    tester = strict(model)
    late = home.watch(movie(), ago=timedelta(hours=4, minutes=30))
    model.refresh()
    assert model.row_of(late) == 4
    assert shown(model) == log.ids(LogFilter())
    assert tester.model() is model


def test_deleted_watches_go(home: Household, icons: Icons) -> None:
    ids = home.season(10)
    model = model_of(icons)
    tester = strict(model)
    for watch_id in (ids[0], ids[4], ids[5]):
        watched.delete(watch_id)
    model.refresh()
    assert shown(model) == [ids[1], ids[2], ids[3], *ids[6:]]
    assert [model.row_of(one) for one in (ids[0], ids[9])] == [None, 6]
    assert tester.model() is model


def test_a_deleted_watch_is_blank_until_the_next_refresh(home: Household, icons: Icons) -> None:
    ids = home.season(2)
    model = model_of(icons)
    watched.delete(ids[0])
    assert text(model, 0, Column.TITLE) is None
    assert text(model, 1, Column.TITLE).startswith("Harbour Street")


def test_a_delivery_that_goes_on_changes_its_mark_in_place(home: Household, icons: Icons) -> None:
    watch_id = home.watch(movie())
    model = model_of(icons)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    assert text(model, 0, TRAKT) == "waiting"
    home.settle(watch_id, DeliveryState.DELIVERED)
    model.refresh()
    assert text(model, 0, TRAKT) == "delivered"
    assert told == [(0, 0)]


def test_the_filter_starts_over(home: Household, icons: Icons) -> None:
    home.season(5)
    lantern = home.watch(movie())
    model = model_of(icons)
    tester = strict(model)
    model.set_filter(LogFilter(text="lantern"))
    assert shown(model) == [lantern]
    model.set_filter(LogFilter())
    assert model.rowCount() == 6
    assert tester.model() is model


def test_so_many_changes_that_starting_over_is_quicker(
    home: Household, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "NARROW_CHANGE", 5)
    home.season(3)
    model = model_of(icons)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    home.season(9)
    model.refresh()
    assert resets == [True]
    assert shown(model) == log.ids(LogFilter())


def test_watches_whose_order_changed_start_over(home: Household, icons: Icons) -> None:
    class Turned(CountingLog):
        turned = False

        def read(
            self, wanted: LogFilter, order: LogOrder, /, *, limit: int | None = None
        ) -> Listing:
            found = super().read(wanted, order, limit=limit)
            if not self.turned:
                return found
            return Listing(found.ids[::-1], found.watched_us[::-1])

    ids = home.season(4)
    source = Turned()
    model = model_of(icons, source)
    source.turned = True
    model.refresh()
    assert shown(model) == ids[::-1]


def test_ageing_tells_the_times_in_sight_only(home: Household, icons: Icons) -> None:
    home.season(6)
    model = model_of(icons)
    told: list[tuple[int, int, int]] = []
    model.dataChanged.connect(
        lambda top, bottom: told.append((top.row(), bottom.row(), bottom.column()))
    )
    model.tick(1, 3)
    model.tick(-1, 3)
    model.tick(2, 99)
    assert told == [(1, 3, Column.WHEN)]


def test_cells_have_no_rows_of_their_own(home: Household, icons: Icons) -> None:
    home.watch(movie())
    model = model_of(icons)
    cell = model.index(0, 0)
    assert (model.rowCount(cell), model.columnCount(cell)) == (0, 0)
    assert model.data(QModelIndex()) is None
