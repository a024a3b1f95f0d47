"""The log page through its real widgets, over the real engine and a strict tracker."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QWidget,
)

from scroblarr_desktop.store import household, log, never
from scroblarr_desktop.store.records import DeliveryState, LogFilter, Removal
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.log.export_dialog import ExportDialog
from scroblarr_desktop.ui.log.give_dialog import GiveDialog
from scroblarr_desktop.ui.log.match_dialog import MatchDialog
from tests.ui.desk import buttons, pages_noted, press, question, until, words
from tests.ui.log.desk import LogDesk, a_log_desk, as_json
from tests.ui.made_up import episode, movie

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest_asyncio.fixture
async def at(tmp_path: Path) -> AsyncIterator[LogDesk]:
    async with a_log_desk(tmp_path) as made:
        yield made


async def delivered(at: LogDesk, ago: timedelta = 3 * HOUR) -> None:
    """Anna has the film, here and at Trakt, and its row is chosen."""
    at.film()
    await at.link_both()
    when = at.finishes(ago)
    await until(lambda: at.plays("anna") == [when])
    await at.shows(1)
    await until(lambda: at.texts()[len(Column)] == "delivered")
    await at.choose()


def given(at: LogDesk) -> GiveDialog:
    [dialog] = [one for one in at.page.findChildren(GiveDialog) if one.isVisible()]
    return dialog


def chosen_name(at: LogDesk) -> str:
    """Return whose watch is chosen in the table, "" where none or several are."""
    watch = log.watch(at.page.table.chosen_id() or 0)
    return watch.member.name if watch is not None and watch.member is not None else ""


# -- the wrong person


async def test_a_watch_on_the_wrong_account_is_put_right_in_two_clicks(at: LogDesk) -> None:
    await delivered(at)
    [when] = at.plays("anna")
    press(at.page.details, "Somebody else…")
    await until(lambda: "taken back (Trakt)" in words(given(at)))
    press(given(at), "Ben")
    await until(lambda: (at.plays("anna"), at.plays("ben")) == ([], [when]))
    await until(lambda: at.page.model.rowCount() == 1 and at.texts()[Column.WHO] == "Ben")
    await until(lambda: at.texts()[len(Column)] == "delivered")
    assert at.desk.trakt.dangerous_writes == 0
    await at.choose()
    said = "Moved from Anna to Ben by you, today "
    await until(lambda: said in words(at.page.details))
    assert "Taken back from Anna's Trakt." in words(at.page.details)


async def test_what_was_moved_is_moved_back_where_it_was_done(at: LogDesk) -> None:
    await delivered(at)
    [when] = at.plays("anna")
    press(at.page.details, "Somebody else…")
    press(given(at), "Ben")
    assert at.page.notice.words.text() == "The Lantern Year (2019) is Ben's now."
    await until(lambda: (at.plays("anna"), at.plays("ben")) == ([], [when]))
    await until(lambda: chosen_name(at) == "Ben")
    press(at.page.notice, "Undo")
    assert at.page.notice.words.text() == "Moved back."
    assert not at.page.notice.undo.isVisible()
    await until(lambda: (at.plays("anna"), at.plays("ben")) == ([when], []))
    await until(lambda: chosen_name(at) == "Anna")
    assert "The Lantern Year" in words(at.page.details)
    assert at.desk.trakt.dangerous_writes == 0


async def test_also_when_the_tracker_is_down_in_between(at: LogDesk) -> None:
    await delivered(at)
    [when] = at.plays("anna")
    at.desk.trakt.outage(True)
    press(at.page.details, "Somebody else…")
    press(given(at), "Ben")
    await at.shows(2)
    await until(lambda: sum(len(log.attempts(one.id)) for one in at.watches()) == 2)
    marks = {at.texts(row)[Column.WHO]: at.texts(row)[len(Column)] for row in range(2)}
    assert marks == {"Anna": "being removed", "Ben": "waiting"}
    assert at.plays("anna") == [when]
    at.desk.trakt.outage(False)
    at.page.table.selectAll()
    await until(lambda: not at.desk.engine.sync.sending)
    at.page.choices.retry.trigger()
    await until(lambda: (at.plays("anna"), at.plays("ben")) == ([], [when]))
    await at.shows(1)
    assert at.texts()[Column.WHO] == "Ben"


async def test_several_people_may_have_watched_it(at: LogDesk) -> None:
    await delivered(at)
    [when] = at.plays("anna")
    press(at.page.details, "Somebody else…")
    press(given(at), "Several people…")
    boxes = given(at).boxes
    assert boxes[at.anna.id].isChecked()
    boxes[at.anna.id].setChecked(False)
    assert not given(at).save.isEnabled()
    for box in boxes.values():
        box.setChecked(True)
    press(given(at), "Save")
    await until(lambda: (at.plays("anna"), at.plays("ben")) == ([when], [when]))
    await at.shows(2)


async def test_who_has_no_tracker_is_told_so(at: LogDesk) -> None:
    await delivered(at)
    household.add_member("Cleo")
    press(at.page.details, "Somebody else…")
    said = words(given(at))
    assert "no linked tracker: kept here only" in said
    assert "goes to Trakt" in said


# -- another title


async def test_another_title_is_looked_for_and_chosen(at: LogDesk) -> None:
    await delivered(at)
    right = at.catalogue.add_movie("The Lantern Years", 2023, imdb="tt9000777")
    press(at.page.details, "Another title…")
    [dialog] = at.page.findChildren(MatchDialog)
    await until(lambda: dialog.titles.count() == 2)
    assert not dialog.use.isEnabled()
    [item] = dialog.titles.findItems("The Lantern Years (2023)", Qt.MatchFlag.MatchExactly)
    dialog.titles.setCurrentItem(item)
    press(dialog, "Use this one")
    await until(lambda: at.played("anna") == [right])
    await until(lambda: at.watches()[0].deliveries[0].state is DeliveryState.DELIVERED)


async def test_for_an_episode_the_show_comes_first(at: LogDesk) -> None:
    show = at.catalogue.add_show("Harbour Street", 2020, seasons={2: 6})
    await at.link_both()
    at.finishes(kind="episode", grandparentTitle="Harbor St.", Guid=[])
    await at.shows(1)
    await until(lambda: at.watches()[0].deliveries[0].state is DeliveryState.UNMATCHED)
    at.refresh()
    await at.choose()
    press(at.page.details, "Another title…")
    [dialog] = at.page.findChildren(MatchDialog)
    await until(lambda: dialog.state.text() == "Trakt has nothing under that title.")
    dialog.search.setText("Harbour Street")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    await until(lambda: dialog.titles.count() == 1)
    dialog.titles.setCurrentRow(0)
    await until(lambda: dialog.episodes.count() == 6)
    assert dialog.episodes.currentItem().text().startswith("2x05")
    press(dialog, "Use this one")
    await until(lambda: at.played("anna") == [show.season(2)[4]])


async def test_where_nobody_answers_it_is_said_and_tried_again(at: LogDesk) -> None:
    await delivered(at)
    at.desk.trakt.outage(True)
    press(at.page.details, "Another title…")
    [dialog] = at.page.findChildren(MatchDialog)
    await until(dialog.trouble.isVisible)
    at.desk.trakt.outage(False)
    press(dialog, "Try again")
    await until(lambda: dialog.titles.count() == 1)
    assert not dialog.trouble.isVisible()
    dialog.reject()


# -- undone, never, deleted


async def test_undone_after_a_question_it_is_nowhere(at: LogDesk) -> None:
    await delivered(at)
    at.page.choices.undo.trigger()
    said = question(at.page).informativeText()
    assert said.startswith("It leaves the log. What Scroblarr sent to Trakt is removed there.")
    press(question(at.page), "Undo")
    assert at.page.notice.words.text() == "The Lantern Year (2019) is undone."
    await until(lambda: at.plays("anna") == [])
    await at.shows(0)


async def test_deleted_after_a_question_it_leaves_the_log_only(at: LogDesk) -> None:
    await delivered(at)
    at.page.table.setFocus()
    QTest.keyClick(at.page.table, Qt.Key.Key_Delete)
    press(question(at.page), "Cancel")
    QTest.keyClick(at.page.table, Qt.Key.Key_Delete)
    press(question(at.page), "Delete")
    await at.shows(0)
    assert len(at.plays("anna")) == 1


async def test_a_title_is_never_sent_after_a_question(at: LogDesk) -> None:
    await delivered(at)
    [film, library] = at.page.choices.never.actions()
    assert (film.text(), library.text()) == ("This film…", "This library…")
    film.trigger()
    press(question(at.page), "Never send it")
    [rule] = never.of_member(at.anna.id)
    assert rule.name == "The Lantern Year (2019)"


async def test_a_library_counts_no_more_after_a_question(at: LogDesk) -> None:
    at.film()
    at.finishes(librarySectionID=4, librarySectionKey="/library/sections/4")
    await at.shows(1)
    await at.choose()
    at.page.choices.never.actions()[-1].trigger()
    press(question(at.page), "Never send it")
    skipped = ((at.desk.plex.id, "4"),)
    await until(lambda: household.member(at.anna.id).skipped_libraries == skipped)


# -- looking


async def test_several_are_copied_at_once(at: LogDesk) -> None:
    at.desk.watch(movie(), ago=HOUR)
    at.desk.watch(episode(4, "Part 4"), ago=2 * HOUR)
    at.refresh()
    at.page.table.selectAll()
    await until(lambda: "2 watches are chosen." in words(at.page.details))
    QTest.keyClick(at.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.split("\t")[1:4] == ["The Lantern Year (2021)", "Anna", "Attic"]
    assert second.split("\t")[1] == "Harbour Street 1x04 Part 4"


async def test_pages_about_it_are_opened(at: LogDesk) -> None:
    at.desk.watch(movie(), ago=HOUR)
    at.refresh()
    await at.choose()
    with pages_noted() as opened:
        for action in at.page.choices.pages.actions():
            action.trigger()
    assert opened == [
        "https://trakt.tv/search/imdb/tt9990001?id_type=movie",
        "https://www.imdb.com/title/tt9990001/",
    ]


async def test_filters_are_combined_and_cleared(at: LogDesk) -> None:
    at.desk.watch(movie(), ago=40 * DAY)
    at.desk.watch(episode(4), ago=10 * DAY)
    at.desk.watch(movie("Salt and Tin"), ago=timedelta())
    at.refresh()
    filters, model = at.page.filters, at.page.model
    filters.spans["month"].click()
    assert model.rowCount() == 2
    filters.spans["today"].click()
    assert model.rowCount() == 1
    assert not filters.spans["month"].isChecked()
    filters.spans["today"].click()
    assert model.rowCount() == 3
    filters.more.click()
    filters.kind.setCurrentIndex(2)
    assert model.rowCount() == 1
    filters.member.setCurrentIndex(filters.member.findText("Ben"))
    assert model.rowCount() == 0
    assert at.page.empty.isVisible()
    press(at.page.empty, "Show everything")
    assert model.rowCount() == 3
    assert not filters.is_active
    filters.needs.click()
    assert model.rowCount() == 0
    press(filters, "Clear filters")
    assert model.rowCount() == 3


async def test_the_head_sorts_by_any_column(at: LogDesk) -> None:
    at.desk.watch(movie("Zebra"), ago=HOUR)
    at.desk.watch(movie("Apple"), ago=2 * HOUR)
    at.desk.watch(episode(4, "Part 4"), ago=3 * HOUR)
    at.refresh()

    def titles() -> list[str]:
        return [at.texts(row)[Column.TITLE].split()[0] for row in range(3)]

    assert titles() == ["Zebra", "Apple", "Harbour"]
    for column in range(at.page.model.columnCount()):
        at.page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        assert at.page.model.rowCount() == 3
    at.page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    assert titles() == ["Apple", "Harbour", "Zebra"]
    assert at.page.model.days() == []
    at.page.table.sortByColumn(Column.WHEN, Qt.SortOrder.AscendingOrder)
    assert titles() == ["Harbour", "Apple", "Zebra"]


async def test_each_day_has_its_heading(at: LogDesk) -> None:
    for days in (0, 0, 1, 9, 400):
        at.desk.watch(movie(f"Film {days}"), ago=days * DAY)
    at.refresh()
    model, table = at.page.model, at.page.table
    said = [model.day_above(row) for row in range(5)]
    assert said[:3] == ["Today", None, "Yesterday"]
    assert None not in said[3:]
    heights = [table.rowHeight(row) for row in range(5)]
    assert heights[0] == heights[2] == heights[1] + table.heading_px
    at.desk.watch(movie("New"), ago=timedelta())
    at.refresh()
    heights = [table.rowHeight(row) for row in range(6)]
    assert heights[0] == heights[3] == heights[1] + table.heading_px
    assert heights[1] == heights[2]


async def test_in_a_narrow_page_the_details_come_below_with_what_is_chosen(at: LogDesk) -> None:
    for number in range(40):
        at.desk.watch(episode(number), ago=number * HOUR)
    at.refresh()
    assert at.page.details.isVisible(), "where there is room its place is kept"
    at.page.resize(700, 480)
    await until(lambda: not at.page.details.isVisible())
    last = at.page.model.id_at(39)
    at.page.table.choose(last)
    await until(at.page.details.isVisible)
    assert at.page.splitter.orientation() is Qt.Orientation.Vertical

    def in_sight() -> bool:
        view = at.page.table.viewport()
        cell = at.page.table.visualRect(at.page.model.index(39, 0))
        return cell.top() >= 0 and cell.bottom() <= view.height()

    await until(in_sight)
    at.page.splitter.setSizes([150, 200])
    sizes = at.page.splitter.sizes()
    at.page.resize(1000, 640)
    assert at.page.splitter.orientation() is Qt.Orientation.Horizontal
    at.page.resize(700, 480)
    await until(lambda: at.page.splitter.sizes() == sizes)
    at.page.table.clearSelection()
    await until(lambda: not at.page.details.isVisible())


async def test_the_column_by_which_it_is_sorted_is_in_sight(at: LogDesk) -> None:
    at.desk.watch(movie(), ago=HOUR)
    at.refresh()
    at.page.table.resize(400, 300)
    table, model = at.page.table, at.page.model
    for column in range(model.columnCount()):
        table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        at.page.resize(700 + column, 480)
        assert not table.isColumnHidden(column), model.name(column)


async def test_how_it_was_arranged_is_remembered(at: LogDesk, tmp_path: Path) -> None:
    at.desk.watch(movie(), ago=HOUR)
    at.refresh()
    settings = QSettings(str(tmp_path / "page.ini"), QSettings.Format.IniFormat)
    at.page.table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    at.page.table.setColumnWidth(Column.WHO, 131)
    at.page.filters.spans["week"].click()
    at.page.filters.more.click()
    at.page.save_state(settings)
    at.page.table.sortByColumn(Column.WHEN, Qt.SortOrder.DescendingOrder)
    at.page.table.setColumnWidth(Column.WHO, 90)
    at.page.filters.clear()
    at.page.restore_state(settings)
    assert at.page.model.order.by == "title"
    assert at.page.table.columnWidth(Column.WHO) == 131
    assert at.page.filters.spans["week"].isChecked()
    assert at.page.filters.more.isChecked()
    settings.setValue("log/filters", "nonsense")
    at.page.restore_state(settings)


async def test_the_marks_say_what_is_being_removed_and_what_is_left(at: LogDesk) -> None:
    await delivered(at)
    at.desk.trakt.outage(True)
    at.desk.engine.sync.correcting.undo([at.watches()[0].id])
    await until(lambda: at.texts()[len(Column)] == "being removed")
    at.refresh()
    await at.choose()
    await until(lambda: not at.desk.engine.sync.sending)
    at.refresh()
    await until(lambda: "Taken back; a tracker still has it." in words(at.page.details))
    assert "Leave it there" in buttons(at.page.details)
    assert "Somebody else…" not in buttons(at.page.details)
    at.desk.engine.cancel(at.watches()[0].deliveries[0].id)
    await until(lambda: at.texts()[len(Column)] == "still there")
    assert at.watches()[0].deliveries[0].removal is Removal.LEFT


async def test_a_filter_that_hides_a_watch_gives_way_to_it(at: LogDesk) -> None:
    hidden = at.desk.watch(movie(), ago=HOUR)
    at.desk.watch(movie("Salt and Tin"), ago=HOUR)
    at.refresh()
    at.page.search.setText("salt")
    QTest.keyClick(at.page.search, Qt.Key.Key_Return)
    assert at.page.model.rowCount() == 1
    at.page.show_watch(hidden)
    assert at.page.table.chosen_id() == hidden
    assert log.watch(hidden) is not None


async def test_what_is_filtered_is_exported(at: LogDesk, tmp_path: Path) -> None:
    at.desk.watch(movie("=Salt"), ago=HOUR)
    at.desk.watch(episode(4), ago=2 * HOUR)
    at.refresh()
    at.page.export.click()
    [dialog] = at.page.findChildren(ExportDialog)
    dialog.json.setChecked(True)
    dialog.start(tmp_path / "all.json")
    await until(lambda: dialog.said.text() == "2 watches were written.")
    rows = as_json(tmp_path / "all.json")
    assert [row["title"] for row in rows] == ["=Salt", "Part 4"]
    dialog.csv.setChecked(True)
    dialog.start(tmp_path / "nowhere" / "all.csv")
    await until(dialog.trouble.isVisible)
    dialog.start(tmp_path / "all.csv")
    await until(lambda: (tmp_path / "all.csv").exists() and not dialog.trouble.isVisible())
    assert ",'=Salt," in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    await until(dialog.choose.isEnabled)
    assert "Z is " in words(dialog)
    dialog.reject()
    settings = QSettings(str(tmp_path / "page.ini"), QSettings.Format.IniFormat)
    at.page.save_state(settings)
    at.page.export_folder = ""
    at.page.restore_state(settings)
    at.page.export.click()
    [again] = [one for one in at.page.findChildren(ExportDialog) if one.isVisible()]
    press(again, "Choose a file…")
    assert again.asking is not None
    assert Path(again.asking.directory().absolutePath()) == tmp_path
    again.asking.reject()
    again.reject()


async def test_the_store_is_what_the_page_filters(at: LogDesk) -> None:
    at.desk.watch(movie(), ago=HOUR)
    at.refresh()
    assert at.page.model.filter == LogFilter()
    assert at.page.count.text() == "1 watch"


async def test_everything_is_named_and_reached_by_keyboard(at: LogDesk) -> None:
    await delivered(at)
    at.page.filters.more.click()
    at.page.filters.spans["week"].click()
    await until(at.page.filters.clear_button.isVisible)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QDateEdit)
    found = [
        one
        for kind in kinds
        for one in at.page.findChildren(kind)
        if one.isVisibleTo(at.page) and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    names = [one.accessibleName() or getattr(one, "text", str)() for one in found]
    assert "" not in names
    assert {"Search titles", "Who", "From", "Watches", "Export…", "Filters"} <= set(names)
    reached: set[QWidget] = set()
    at.page.search.setFocus()
    for _ in range(60):
        reached.add(at.page.focusWidget())
        QTest.keyClick(at.page.focusWidget(), Qt.Key.Key_Tab)
    for one in (at.page.table, at.page.filters.member, at.page.filters.needs, at.page.export):
        assert one in reached
