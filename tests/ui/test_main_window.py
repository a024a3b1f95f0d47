from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QToolButton, QWidget

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import connections, holds, household, inbox, log, servers, settings
from scroblarr_desktop.store.records import DeliveryState, InboxState
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.model import Column
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from scroblarr_desktop.ui.settings.network import NetworkSection
from scroblarr_desktop.ui.widgets.kind_card import KindCard
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.ui.made_up import Household, episode, movie

EVERYTHING = ~Changed.NOTHING


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "windows.ini"


@pytest.fixture
def make(
    engine: Engine, icons: Icons, settings_file: Path, qapp: QApplication
) -> Iterator[Callable[[], MainWindow]]:
    windows: list[MainWindow] = []

    def build() -> MainWindow:
        windows.append(MainWindow(engine, icons, settings_file))
        windows[-1].show_page("log")
        windows[-1].show()
        return windows[-1]

    yield build
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make: Callable[[], MainWindow]) -> MainWindow:
    return make()


async def drawn(window: MainWindow) -> None:
    """Let Qt do what it put off."""
    for _ in range(5):
        await asyncio.sleep(0.005)


def button(window: QWidget, text: str) -> QPushButton:
    found = window.findChildren(QPushButton)
    return next(one for one in found if one.text() == text and one.isVisible())


async def test_an_empty_log_offers_to_connect_a_server(window: MainWindow, engine: Engine) -> None:
    await drawn(window)
    cards = {card.accessibleName(): card for card in window.log_page.findChildren(KindCard)}
    cards["Plex"].click()
    dialog = window.findChild(PlexDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    await drawn(window)
    assert not window.log_page.search.isVisible()


async def test_others_are_let_in_from_what_needs_somebody(
    window: MainWindow, engine: Engine
) -> None:
    server = servers.add(ServerKind.PLEX, "Attic")
    window.answering.answer(f"server:{server.id}", "let_in")
    button(window, "Allow the home network").click()
    async with asyncio.timeout(5):
        while not (engine.home_network_allowed and window.servers_page.isVisible()):
            await asyncio.sleep(0.01)
    assert window.servers_page.list.chosen_id() == server.id


async def test_only_the_address_that_a_person_enters_can_be_copied(
    window: MainWindow, engine: Engine
) -> None:
    assert not window.header.copy.isVisible()
    engine.connect_server(ServerKind.PLEX, "Attic")
    window.refresh(EVERYTHING)
    assert window.header.copy.isVisible()
    sign_in = connections.keep(ServerKind.PLEX, "4071", "anna", "token")
    connections.attach(servers.all_servers()[0].id, sign_in.id, "http://127.0.0.1:32400")
    window.refresh(EVERYTHING)
    assert not window.header.copy.isVisible()


async def test_watches_appear_with_their_details(window: MainWindow) -> None:
    home = Household()
    first = home.watch(episode(4, "Part 4"))
    home.settle(first, DeliveryState.DELIVERED)
    window.refresh(EVERYTHING)
    table = window.log_page.table
    assert table.isVisible()
    table.selectRow(0)
    await drawn(window)
    assert window.log_page.details.shown_id == first
    home.watch(movie(), ago=timedelta(0))
    window.refresh(Changed.LOG)
    assert window.log_page.model.rowCount() == 2
    assert table.chosen_id() == first
    assert window.log_page.details.shown_id == first


async def test_only_the_household_s_destinations_have_a_column(window: MainWindow) -> None:
    home = Household()
    home.watch(movie())
    window.refresh(EVERYTHING)
    table = window.log_page.table
    assert not table.isColumnHidden(len(Column))
    assert table.isColumnHidden(len(Column) + 1)
    home.link("tvtime")
    window.refresh(Changed.HOUSEHOLD)
    assert not table.isColumnHidden(len(Column) + 1)


async def test_a_delivery_is_tried_again_or_left_out_from_the_details(window: MainWindow) -> None:
    home = Household()
    watch_id = home.watch(movie())
    home.settle(watch_id, DeliveryState.REJECTED, "Not accepted.")
    window.refresh(EVERYTHING)
    window.log_page.table.selectRow(0)
    await drawn(window)
    button(window, "Do not send").click()
    watch = log.watch(watch_id)
    assert watch is not None
    assert watch.deliveries[0].state is DeliveryState.CANCELLED
    window.refresh(Changed.LOG)
    await drawn(window)
    button(window, "Send it anyway").click()
    watch = log.watch(watch_id)
    assert watch is not None
    assert watch.deliveries[0].state is not DeliveryState.CANCELLED


async def test_what_needs_a_person_is_counted_and_can_be_settled(window: MainWindow) -> None:
    home = Household()
    household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    delivery = home.settle(home.watch(movie()), DeliveryState.REJECTED, "Not accepted.")
    window.refresh(EVERYTHING)
    await drawn(window)
    assert window.rail.item(3).text() == "Log (2)"
    button(window, "Do not send").click()
    window.refresh(Changed.LOG)
    await drawn(window)
    assert window.rail.item(3).text() == "Log (1)"
    assert delivery
    button(window, "This is Anna").click()
    asked = window.findChild(AssignDialog)
    assert asked is not None
    assert asked.members[home.anna.id].isChecked()
    asked.send.click()
    window.refresh(Changed.HOUSEHOLD)
    assert window.rail.item(3).text() == "Log"
    assert [one.account_id for one in household.viewers_of(home.anna.id)] == ["1", "9"]


async def test_a_question_is_answered_with_a_button(window: MainWindow, engine: Engine) -> None:
    home = Household()
    home.watch(movie())
    holds.start_pause(None, None)
    window.refresh(EVERYTHING)
    assert engine.status().state is AppState.PAUSED
    resume = next(
        one
        for one in window.header.findChildren(QToolButton)
        if one.text() == "Resume" and one.isVisible()
    )
    resume.click()
    assert engine.status().state is not AppState.PAUSED


async def test_what_cannot_be_done_is_said(window: MainWindow, engine: Engine) -> None:
    watch_id = Household().watch(movie())
    window.carry_out(lambda: engine.retry(watch_id + 1000))
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.isVisible()
    assert "There is no such delivery." in box.informativeText()
    box.done(0)


@pytest.mark.logs("not listening: The port is taken")
async def test_a_taken_port_is_told_with_one_that_is_free(
    window: MainWindow, engine: Engine
) -> None:
    before, header = engine.port, window.header
    assert not header._use_port.isVisible()
    await engine.http.stop()
    with socket.create_server(("127.0.0.1", before)):
        await engine._open_port.mend()
        window.refresh(Changed.STATE)
        said = f"The port is taken. Another program uses port {before}."
        assert header._sentence.text() == said
        use = header._use_port
        assert (use.isVisible(), use.text().startswith("Use port ")) == (True, True)
        window.show_page("settings")
        assert not window.settings_page.section(NetworkSection).trouble.isHidden()
        use.click()
        async with asyncio.timeout(10):
            while engine.not_listening is not None:
                await asyncio.sleep(0.01)
    window.refresh(Changed.STATE)
    assert (use.isVisible(), use.text()) == (False, f"Use port {engine.port}")
    assert window.settings_page.section(NetworkSection).trouble.isHidden()
    assert settings.get("port") == engine.port != before


async def test_a_bug_in_an_action_is_not_hidden(window: MainWindow) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        window.carry_out(broken)


async def test_searching(window: MainWindow) -> None:
    home = Household()
    home.season(5)
    lantern = home.watch(movie())
    window.refresh(EVERYTHING)
    page = window.log_page
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.setText("lantern")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.model.rowCount() == 1
    assert page.model.id_at(0) == lantern
    page.search.setText("no such title")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    await drawn(window)
    assert page.empty.isVisible()
    assert page.search.isVisible()
    button(window, "Show everything").click()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.model.rowCount() == 6


async def test_leaving_a_search_shows_the_watch_chosen_before(window: MainWindow) -> None:
    Household().season(5)
    window.refresh(EVERYTHING)
    page = window.log_page
    page.table.selectRow(3)
    chosen = page.table.chosen_id()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.setText("zzzz")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    await drawn(window)
    assert page.table.chosen_id() == chosen
    assert page.details.shown_id == chosen


async def test_leaving_a_search_with_nothing_chosen_chooses_nothing(window: MainWindow) -> None:
    Household().season(5)
    window.refresh(EVERYTHING)
    page = window.log_page
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.setText("zzzz")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    await drawn(window)
    assert page.table.chosen_id() is None
    assert page.details.shown_id is None


async def test_somebody_is_ignored_only_after_a_question(window: MainWindow) -> None:
    home = Household()
    household.see_viewer(home.plex.id, ViewerRef("9", "Kids & TV"), datetime.now(UTC))
    window.refresh(EVERYTHING)
    for answer, left in (("Cancel", 1), ("Ignore", 0)):
        button(window.log_page.needs, "Ignore").click()
        [box] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
        assert box.text() == "<b>Ignore Kids &amp; TV?</b>"
        assert "comes back" in box.informativeText()
        button(box, answer).click()
        await drawn(window)
        assert len(household.all_viewers(unassigned=True)) == left


async def test_what_is_kept_for_somebody_new_is_said_in_the_empty_log(window: MainWindow) -> None:
    home = Household()
    now = datetime.now(UTC)
    viewer = household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), now)
    window.refresh(EVERYTHING)
    headings = [one.text() for one in window.log_page.empty.findChildren(QLabel)]
    assert "Waiting for the first watch" in headings
    entry_id = inbox.save(ServerKind.PLEX, home.plex.id, b"{}", now)
    inbox.note(entry_id, server_id=home.plex.id, viewer_id=viewer.id, event="media.scrobble")
    inbox.settle(entry_id, InboxState.UNASSIGNED)
    window.refresh(EVERYTHING)
    headings = [one.text() for one in window.log_page.empty.findChildren(QLabel)]
    assert "Nothing is in the log yet" in headings


async def test_the_list_of_pages_shows_where_the_keyboard_is(window: MainWindow) -> None:
    window.activateWindow()
    window.log_page.table.setFocus()
    await drawn(window)
    before = window.rail.grab().toImage()
    window.rail.setFocus(Qt.FocusReason.TabFocusReason)
    await drawn(window)
    assert window.rail.hasFocus()
    assert window.rail.grab().toImage() != before


async def test_a_watch_from_the_tray_is_shown_whatever_was_searched(window: MainWindow) -> None:
    home = Household()
    home.season(3)
    lantern = home.watch(movie())
    window.refresh(EVERYTHING)
    window.log_page.search.setText("harbour")
    QTest.keyClick(window.log_page.search, Qt.Key.Key_Return)
    window.present_watch(lantern)
    assert window.log_page.table.chosen_id() == lantern
    assert window.log_page.details.shown_id == lantern


async def test_a_hidden_window_reads_nothing_until_it_is_shown(window: MainWindow) -> None:
    window.hide()
    Household().watch(movie())
    window.refresh(Changed.LOG)
    assert window.log_page.model.rowCount() == 0
    window.show()
    assert window.log_page.model.rowCount() == 1


async def test_a_close_event_is_accepted_and_hides(window: MainWindow) -> None:
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted()
    window.close()
    assert not window.isVisible()
    window.present()
    assert window.isVisible()


async def test_size_and_parts_are_remembered(
    make: Callable[[], MainWindow], settings_file: Path
) -> None:
    first = make()
    Household().watch(movie())
    first.refresh(EVERYTHING)
    first.resize(780, 590)
    first.log_page.table.setColumnWidth(Column.WHO, 177)
    first.log_page.splitter.setSizes([300, 400])
    sizes = first.log_page.splitter.sizes()
    first.close()
    assert QSettings(str(settings_file), QSettings.Format.IniFormat).contains("window/geometry")
    second = make()
    assert second.size() == first.size()
    assert second.log_page.table.columnWidth(Column.WHO) == 177
    assert second.log_page.splitter.sizes() == sizes


async def test_quit_has_a_key(window: MainWindow) -> None:
    asked: list[bool] = []
    window.quit_asked.connect(lambda: asked.append(True))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]


async def test_it_follows_the_palette(window: MainWindow, qapp: QApplication) -> None:
    before = qapp.palette()
    pictures = window.rail.item(0).icon().cacheKey()
    try:
        qapp.setPalette(QPalette(QColor("#2b2b2b")))
        await drawn(window)
        assert window.rail.item(0).icon().cacheKey() != pictures
    finally:
        qapp.setPalette(before)


async def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    home = Household()
    home.settle(home.watch(movie()), DeliveryState.REJECTED, "Not accepted.")
    window.refresh(EVERYTHING)
    window.log_page.table.selectRow(0)
    await drawn(window)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        and not widget.objectName().startswith("qt_")
    ]
    assert [type(widget).__name__ for widget in nameless] == []
