"""The statistics page over a real log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import household, watched
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.statistics.page import StatisticsPage
from tests.ui.desk import Desk, a_desk, press, until, words
from tests.ui.made_up import Household, episode, movie

EVERYTHING = ~Changed.NOTHING


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path) as desk:
        yield desk


@pytest_asyncio.fixture
async def page(desk: Desk, qapp: QApplication) -> AsyncIterator[StatisticsPage]:
    made = StatisticsPage(desk.backing)
    made.resize(1000, 700)
    yield made
    made.close()
    made.deleteLater()


async def counted(page: StatisticsPage, total: int) -> None:
    page.show()
    page.refresh(EVERYTHING)
    await until(lambda: page.figures is not None and page.figures.total == total)


async def test_an_empty_log_says_what_comes_here(page: StatisticsPage) -> None:
    await counted(page, 0)
    assert page.nothing.isVisible()
    assert "As soon as somebody finishes" in words(page)


async def test_an_empty_period_is_told_from_an_empty_log(page: StatisticsPage) -> None:
    Household().watch(movie(), ago=timedelta(days=100))
    await counted(page, 0)
    assert "Nothing was watched in this period" in words(page)
    page.choices.period.setCurrentIndex(page.choices.period.findData("all"))
    await counted(page, 1)
    assert not page.nothing.isVisible()


async def test_watches_are_counted_in_pictures_and_tables(page: StatisticsPage) -> None:
    home = Household()
    home.settle(home.watch(movie(), ago=timedelta(0)), DeliveryState.DELIVERED)
    for number in range(3):
        home.watch(episode(number + 1), ago=timedelta(minutes=number))
    await counted(page, 4)
    assert page.key_figures.watches.accessibleName() == "4 watches"
    assert page.key_figures.kinds.large.text() == "1 · 3"
    assert (
        page.over_time.chart.series.points[-1].value
        + (page.over_time.chart.series.points[-2].value)
        == 4
    )
    assert len(page.over_time.chart.series.points) == 30
    assert [one.said for one in page.shows.chart.series.points] == ["Harbour Street"]
    assert "Trakt: all of it arrived" in words(page)
    page.choices.as_tables.click()
    assert all(box.table.isVisibleTo(page) for box in page.boxes)
    assert not any(box.chart.isVisibleTo(page) for box in page.boxes)


async def test_it_is_live(page: StatisticsPage) -> None:
    home = Household()
    home.watch(movie(), ago=timedelta(0))
    await counted(page, 1)
    chart = page.over_time.chart
    home.watch(episode(1), ago=timedelta(0))
    page._rest.setInterval(1)
    page.refresh(Changed.LOG)
    page._rest.start(1)
    await until(lambda: page.figures is not None and page.figures.total == 2)
    assert page.over_time.chart is chart


async def test_an_average_waits_for_a_whole_week(page: StatisticsPage) -> None:
    home = Household()
    home.watch(movie(), ago=timedelta(days=2))
    home.watch(episode(1), ago=timedelta(0))
    await counted(page, 2)
    assert page.key_figures.average.accessibleName().endswith("not a week yet")
    home.watch(episode(2), ago=timedelta(days=13))
    page._rest.setInterval(1)
    page.refresh(Changed.LOG)
    page._rest.start(1)
    await until(lambda: page.figures is not None and page.figures.total == 3)
    assert page.key_figures.average.accessibleName() == "1.5 a week on average"


async def test_period_and_member_are_chosen(page: StatisticsPage, desk: Desk) -> None:
    home = Household()
    for days in (1, 100, 500):
        home.watch(movie(f"Film {days}"), ago=timedelta(days=days))
    desk.watch(movie("Paper Comets"), ago=timedelta(days=1))
    await counted(page, 2)
    for period, total in (("12 months", 3), ("all", 4)):
        page.choices.period.setCurrentIndex(page.choices.period.findData(period))
        await counted(page, total)
    page.choices.member.setCurrentIndex(page.choices.member.findData(desk.anna.id))
    await until(lambda: page.figures is not None and page.figures.total == 1)


async def test_a_choice_during_a_count_is_counted_next(page: StatisticsPage) -> None:
    Household().watch(movie(), ago=timedelta(days=100))
    page.show()
    page.refresh(EVERYTHING)
    assert page._counting
    page.choices.period.setCurrentIndex(page.choices.period.findData("all"))
    await until(lambda: page.figures is not None and page.figures.total == 1)


async def test_members_who_come_and_go_keep_the_choice(page: StatisticsPage, desk: Desk) -> None:
    await counted(page, 0)
    page.choices.member.setCurrentIndex(page.choices.member.findData(desk.ben.id))
    household.add_member("Clara")
    page.refresh(Changed.HOUSEHOLD)
    assert page.choices.member.currentText() == "Ben"
    assert page.choices.member.findText("Clara") > 0
    household.delete_member(desk.ben.id)
    page.refresh(Changed.HOUSEHOLD)
    assert page.choices.member.currentText() == "Everybody"


async def test_hidden_it_counts_nothing(page: StatisticsPage) -> None:
    Household().watch(movie(), ago=timedelta(0))
    page.refresh(EVERYTHING)
    assert not page._counting
    assert page.figures is None


async def test_a_deleted_watch_counts_no_more(page: StatisticsPage) -> None:
    watch_id = Household().watch(movie(), ago=timedelta(0))
    await counted(page, 1)
    watched.delete(watch_id)
    page.hide()
    await counted(page, 0)


async def test_the_last_failure_leads_to_its_watch(page: StatisticsPage) -> None:
    home = Household()
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.REJECTED, "Trakt did not accept it.")
    await counted(page, 1)
    assert "0.0 % arrived" in words(page)
    assert "The Lantern Year (2021), Anna. Trakt did not accept it." in words(page)
    asked: list[int] = []
    page.watch_asked.connect(asked.append)
    press(page, "Show in the log")
    assert asked == [watch_id]


async def test_in_a_narrow_window_it_is_one_column(page: StatisticsPage) -> None:
    Household().watch(movie(), ago=timedelta(0))
    await counted(page, 1)
    assert page.weekdays.y() == page.hours.y()
    page.resize(620, 480)
    QApplication.processEvents()
    await until(lambda: page.weekdays.y() < page.hours.y())
    assert page.weekdays.x() == page.hours.x()


async def test_the_choice_is_remembered(page: StatisticsPage, desk: Desk, tmp_path: Path) -> None:
    page.choices.period.setCurrentIndex(page.choices.period.findData("12 months"))
    page.choices.as_tables.setChecked(True)
    settings = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    page.save_state(settings)
    again = StatisticsPage(Backing(desk.engine, Icons(), Background()))
    again.restore_state(settings)
    assert again.choices.period.currentData() == "12 months"
    assert again.choices.as_tables.isChecked()
    assert not any(box.table.isHidden() for box in again.boxes)
    again.deleteLater()


async def test_today_is_this_computer_s_day(page: StatisticsPage) -> None:
    Household().watch(movie(), ago=timedelta(0))
    await counted(page, 1)
    assert page.figures is not None
    assert page.figures.days[-1][0] == datetime.now(UTC).astimezone().date()
