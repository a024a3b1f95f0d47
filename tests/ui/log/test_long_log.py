"""A long log is read beside the window, its first rows at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from scroblarr_desktop.store import listing, watched
from scroblarr_desktop.ui.log import reading
from scroblarr_desktop.ui.log.columns import Column
from tests.ui.desk import until
from tests.ui.log.desk import LogDesk, a_log_desk
from tests.ui.made_up import episode, movie

HOUR = timedelta(hours=1)


@pytest_asyncio.fixture
async def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LogDesk]:
    async with a_log_desk(tmp_path) as made:
        for number in range(30):
            made.desk.watch(episode(number + 1), ago=number * HOUR)
        monkeypatch.setattr(listing, "LONG", 10)
        monkeypatch.setattr(reading, "FIRST_ROWS", 8)
        yield made


async def test_first_a_page_then_the_rest(at: LogDesk) -> None:
    model = at.page.model
    strict = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at.refresh()
    assert (model.rowCount(), model.is_whole) == (8, False)
    at.page.table.selectRow(3)
    chosen = at.page.table.chosen_id()
    await at.shows(30)
    assert model.is_whole
    assert at.page.table.chosen_id() == chosen
    assert strict.model() is model


async def test_changes_while_it_is_read_are_not_lost(at: LogDesk) -> None:
    at.refresh()
    await at.shows(30)
    at.refresh()
    new = at.desk.watch(movie(), ago=timedelta(0))
    at.refresh()
    at.refresh()
    await until(lambda: at.page.model.row_of(new) == 0)
    gone = at.page.model.id_at(4)
    watched.delete(gone)
    at.refresh()
    await at.shows(30)
    assert at.page.model.row_of(gone) is None


async def test_following_leaves_time_for_everything_else(
    at: LogDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.refresh()
    await at.shows(30)
    monkeypatch.setattr(reading, "SHARE", 1_000_000)
    at.desk.watch(movie(), ago=timedelta(0))
    at.refresh()
    await at.shows(31)
    at.desk.watch(movie("Salt and Tin"), ago=timedelta(0))
    at.refresh()
    at.refresh()
    assert at.page.model.rowCount() == 31
    at.page.search.setText("salt")
    at.page.filters.search_now()
    await at.shows(1)  # whoever asks for something else does not wait


async def test_the_newest_question_wins(at: LogDesk) -> None:
    at.refresh()
    await at.shows(30)
    at.page.search.setText("zzz")
    at.page.filters.search_now()
    at.page.search.setText("harbour")
    at.page.filters.search_now()
    at.page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    await until(lambda: at.page.model.days() == [] and at.page.model.rowCount() == 30)
    assert at.page.model.filter.text == "harbour"


async def test_a_watch_is_shown_once_its_row_is_there(at: LogDesk) -> None:
    at.refresh()
    oldest = listing.read(at.page.model.filter).ids[-1]
    at.page.show_watch(oldest)
    await until(lambda: at.page.table.chosen_id() == oldest)


async def test_what_is_in_sight_stays_while_the_rest_comes(at: LogDesk) -> None:
    at.refresh()
    await at.shows(30)
    bar = at.page.table.verticalScrollBar()
    await until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    seen = at.page.model.id_at(at.page.table.rowAt(0))
    y = at.page.table.rowViewportPosition(at.page.table.rowAt(0))
    for number in range(3):
        at.desk.watch(movie(f"Film {number}"), ago=timedelta(0))
    at.refresh()
    await at.shows(33)
    row = at.page.model.row_of(seen)
    assert row is not None
    assert at.page.table.rowViewportPosition(row) == y


async def test_what_is_sought_shows_a_window_full_before_the_rest(at: LogDesk) -> None:
    at.refresh()
    await at.shows(30)
    seen: list[tuple[int, bool]] = []
    model = at.page.model
    model.changed.connect(lambda: seen.append((model.rowCount(), model.is_whole)))
    at.page.search.setText("harbour")
    at.page.filters.search_now()
    await until(lambda: (30, True) in seen)
    assert seen[0] == (8, False)
    seen.clear()
    at.page.search.setText("part 7")
    at.page.filters.search_now()
    await until(lambda: bool(seen))
    assert seen == [(3, True)]
