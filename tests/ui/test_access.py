"""Every page and every dialog can be used by keyboard, and says to a screen reader what is what."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scroblarr_desktop import ui
from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.diagnostics.crashes import CrashReport
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.store import StoreTrouble, connections, household, log, people, servers
from scroblarr_desktop.store.moving import Away
from scroblarr_desktop.store.records import DeliveryState, LogFilter, LogOrder, Relation
from scroblarr_desktop.ui.help.crash_dialog import CrashDialog
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.help.licences_dialog import LicencesDialog
from scroblarr_desktop.ui.help.log_viewer import LogViewer
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.household.people_dialog import PeopleDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.log.export_dialog import ExportDialog
from scroblarr_desktop.ui.log.give_dialog import GiveDialog
from scroblarr_desktop.ui.log.match_dialog import MatchDialog
from scroblarr_desktop.ui.main_window import MainWindow
from scroblarr_desktop.ui.member.add_viewer import AddViewerDialog
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.ui.member.invite_dialog import InviteDialog
from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.moving.going import MoveAwayDialog
from scroblarr_desktop.ui.moving.moved_away import MovedAwayWindow
from scroblarr_desktop.ui.moving.taken_over import TakenOverDialog
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from scroblarr_desktop.ui.rescue import WayOut
from scroblarr_desktop.ui.server.stepped import SteppedDialog
from scroblarr_desktop.ui.settings.leave_dialog import LeaveDialog
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.wizard.dialog import Wizard
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.ui.access import closes_by_escape, complaints
from tests.ui.desk import buttons, until
from tests.ui.german import in_german
from tests.ui.made_up import Household, episode, movie

AWAY = Away("1", datetime.now(UTC), Path("nowhere/draft"), Path("nowhere/moved"), b"")
CRASH = CrashReport(Path("nowhere/crash.txt"), datetime.now(UTC), stopped=True, seen=False)
PAGES = ("overview", "household", "servers", "log", "statistics", "settings")


@dataclass
class House:
    """A household with something of everything, in its window."""

    window: MainWindow
    home: Household
    stranger_id: int

    def dialogs(self) -> Iterator[Callable[[], QDialog]]:
        """Yield what makes each dialog there is."""
        backing, anna = self.window.backing, self.home.anna.id
        [watch] = log.watches(LogFilter(), limit=1)
        for kind in (Wizard, PlexDialog, JellyfinDialog, TraktAppDialog, SimklAppDialog):
            yield partial(kind, backing)
        for moving in (MoveAwayDialog, MoveInDialog, TakenOverDialog):
            yield partial(moving, backing)
        for of_help in (DiagnosticDialog, LicencesDialog, LogViewer):
            yield partial(of_help, backing)
        yield partial(CrashDialog, backing, CRASH)
        yield partial(MovedAwayWindow, AWAY)
        yield partial(LeaveDialog, backing, self.window)
        for tracker in (None, "simkl", "tvtime"):
            yield partial(LinkingDialog, backing, anna, tracker)
        for kind_of_member in (MemberDialog, AddViewerDialog, InviteDialog):
            yield partial(kind_of_member, backing, anna)
        yield partial(AssignDialog, backing, self.stranger_id)
        yield partial(PeopleDialog, backing, self.home.plex.id)
        yield partial(ExportDialog, backing, LogFilter(), LogOrder(), 2)
        yield partial(GiveDialog, backing, [watch], TITLES.__getitem__)
        yield partial(MatchDialog, backing, watch, watch.deliveries[0], "Trakt")
        yield partial(WayOut, StoreTrouble(), None)


@pytest.fixture(params=["English", "German"], autouse=True)
def speaks(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Other words have other shortcuts, and other lengths."""
    with in_german() if request.param == "German" else nullcontext():
        yield


@pytest_asyncio.fixture
async def house(engine: Engine, icons: Icons, tmp_path: Path) -> AsyncIterator[House]:
    home = Household()
    home.settle(home.watch(episode(4)), DeliveryState.DELIVERED)
    home.settle(home.watch(movie()), DeliveryState.UNMATCHED, "Trakt does not know this film.")
    stranger = household.see_viewer(home.plex.id, ViewerRef("77", "Emil"), datetime.now(UTC))
    people.note(home.plex.id, "77", "Emil", Relation.HOME)
    connection = connections.keep(ServerKind.JELLYFIN, "a" * 32, "anna", "a-token")
    cellar = servers.add(ServerKind.JELLYFIN, "Cellar", "c" * 32)
    connections.attach(cellar.id, connection.id, "http://127.0.0.1:9")
    window = MainWindow(engine, icons, tmp_path / "windows.ini")
    try:
        yield House(window, home, stranger.id)
    finally:
        window.close()
        await window.background.stop()
        window.deleteLater()


async def in_front(window: QWidget) -> None:
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)


async def looked_at(window: QWidget, *, is_step: bool = False) -> list[str]:
    """Return what is wrong with it, once it has laid itself out."""
    for _ in range(4):
        await asyncio.sleep(0.002)
    return complaints(window, is_step=is_step)


async def test_every_page(house: House) -> None:
    window = house.window
    found: list[str] = []
    await in_front(window)
    for key in PAGES:
        window.show_page(key)
        window.refresh(~Changed.NOTHING)
        found += [f"{key}: {one}" for one in await looked_at(window)]
    for group in window.settings_page.groups:
        window.settings_page.show_group(group.key)
        found += [f"settings, {group.key}: {one}" for one in await looked_at(window)]
    page = window.log_page
    window.show_page("log")
    page.filters.more.click()
    page.table.choose(page.model.id_at(0))
    await until(lambda: bool(buttons(page.details)))
    found += [f"log, unfolded: {one}" for one in await looked_at(window)]
    assert sorted(set(found)) == []


async def test_every_dialog(house: House) -> None:
    opened: set[type] = set()
    found: list[str] = []
    for make in house.dialogs():
        dialog = make()
        opened.add(type(dialog))
        found += [f"{type(dialog).__name__}: {one}" for one in await looked_over(dialog)]
        dialog.deleteLater()
    assert sorted(set(found)) == []
    there = all_dialogs()
    assert {one.__name__ for one in there - opened} == set(), "these were not opened"
    own = {one for one in there if not issubclass(one, QMessageBox)}
    assert {one.__name__ for one in own if not issubclass(one, Dialog)} == set(), "no Dialog"


async def looked_over(dialog: QDialog) -> list[str]:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    await in_front(dialog)
    found = await looked_at(dialog)
    for turn in turns(dialog):
        turn()
        found += await looked_at(dialog, is_step=True)
    if not closes_by_escape(dialog):
        found.append("stays open after Esc")
        dialog.close()
    return found


def turns(dialog: QDialog) -> Iterator[Callable[[], object]]:
    """Yield what brings the further steps of a dialog in front."""
    if isinstance(dialog, SteppedDialog):
        for step in dialog._areas:
            yield partial(dialog._turn_to, step)
    elif isinstance(dialog, Wizard):
        for stage in Step:
            yield partial(dialog._show, stage)
    elif isinstance(dialog, TraktAppDialog):
        yield from (dialog.show_question, dialog.show_no_vip, dialog.show_form)


def all_dialogs() -> set[type]:
    """Return every dialog of the program, whether the other test knows it or not."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    return set(_leaves(QDialog))


def _leaves(kind: type) -> Iterator[type]:
    one: type
    for one in kind.__subclasses__():
        yield from _leaves(one)
        if not one.__subclasses__() and one.__module__.startswith(ui.__name__):
            yield one


async def test_what_is_wrong_is_found(qapp: object, qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    nameless, labelled, unreachable = QLineEdit(), QLineEdit(), QPushButton("&Amend")
    unreachable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    unreachable.setAutoDefault(False)
    label = QLabel("&Address")
    label.setBuddy(labelled)
    for widget in (nameless, label, labelled, unreachable):
        row.addWidget(widget)
    await in_front(window)
    found = " | ".join(complaints(window))
    assert found.count("has no name") == 1
    assert found.count("cannot be reached by Tab") == 1
    assert "Alt+A more than once: &Address, &Amend" in found
    assert "Enter presses nothing" in found
    assert closes_by_escape(window)
