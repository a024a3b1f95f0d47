"""Setting up: each step shows what is done, can be left out, left and taken up again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import accounts, catch_up, connections, household, people, servers
from scroblarr_desktop.store.records import HookState, Relation
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from scroblarr_desktop.ui.wizard.dialog import Wizard
from scroblarr_desktop.ui.wizard.steps import PeopleStep, ServerStep, TrackerStep
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.ui.desk import until

EVERYTHING = ~Changed.NOTHING


@pytest.fixture
def make(engine: Engine, icons: Icons, qtbot: QtBot) -> Callable[[], Wizard]:
    def build() -> Wizard:
        wizard = Wizard(Backing(engine, icons, Background()))
        qtbot.addWidget(wizard)
        wizard.show()
        return wizard

    return build


async def drawn() -> None:
    for _ in range(5):
        await asyncio.sleep(0.005)


def at(wizard: Wizard) -> Step:
    return wizard.step


def words(wizard: Wizard) -> str:
    return " ".join(one.text() for one in wizard.findChildren(QLabel) if one.isVisible())


async def test_it_begins_with_the_server_and_goes_on_once_one_is_there(
    make: Callable[[], Wizard],
) -> None:
    wizard = make()
    assert at(wizard) is Step.SERVER
    assert not wizard.next.isEnabled()
    page = wizard.steps[Step.SERVER]
    assert isinstance(page, ServerStep)
    page.plex.click()
    dialog = wizard.findChild(PlexDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    servers.add(ServerKind.PLEX, "Attic", "uuid")
    wizard.refresh(Changed.SERVERS)
    await drawn()
    assert "Attic is connected." in words(wizard)
    wizard.next.click()
    assert at(wizard) is Step.PEOPLE


async def test_the_people_step_takes_who_was_chosen(make: Callable[[], Wizard]) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    people.note(attic.id, "1", "anna", Relation.OWNER)
    wizard = make()
    assert at(wizard) is Step.PEOPLE
    assert wizard.next.isEnabled()
    wizard.next.click()
    assert [one.name for one in household.members()] == ["anna"]
    assert at(wizard) is Step.TRACKER
    await drawn()
    assert "anna" in words(wizard)


async def test_the_tracker_step_opens_the_link_of_that_member(make: Callable[[], Wizard]) -> None:
    anna = household.add_member("Anna")
    wizard = make()
    wizard.skip.click()
    wizard.skip.click()
    assert at(wizard) is Step.TRACKER
    page = wizard.steps[Step.TRACKER]
    assert isinstance(page, TrackerStep)
    page._link(anna.id)
    dialog = wizard.findChild(LinkingDialog)
    assert dialog is not None
    dialog.reject()
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.link(account.id, "u1", "anna", Tokens("token"))
    wizard.refresh(Changed.HOUSEHOLD)
    assert wizard.next.isEnabled()
    assert not wizard.skip.isVisible()


async def test_what_is_left_is_taken_up_where_it_was(
    make: Callable[[], Wizard], qtbot: QtBot
) -> None:
    wizard = make()
    wizard.skip.click()
    assert at(wizard) is Step.PEOPLE
    with qtbot.waitSignal(wizard.left):
        wizard.later.click()
    assert set_up.is_under_way()
    assert make().step is Step.PEOPLE


async def test_the_last_step_shows_the_proof_and_ends_it(
    make: Callable[[], Wizard], qtbot: QtBot
) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    for step in (Step.PEOPLE, Step.TRACKER, Step.LOGIN):
        set_up.leave_out(step)
    wizard = make()
    assert at(wizard) is Step.PROOF
    assert "Play anything for five seconds" in words(wizard)
    servers.note_event(attic.id, datetime.now(UTC), "Anna began to watch The Lantern Year")
    wizard.refresh(EVERYTHING)
    assert wizard.next.text() == "Done"
    with qtbot.waitSignal(wizard.left):
        wizard.next.click()
    assert not set_up.is_under_way()


async def test_one_may_go_back(make: Callable[[], Wizard]) -> None:
    wizard = make()
    assert not wizard.back.isVisible()
    wizard.skip.click()
    wizard.back.click()
    assert at(wizard) is Step.SERVER


async def test_what_was_done_in_the_servers_window_is_not_asked_again(
    make: Callable[[], Wizard],
) -> None:
    wizard = make()
    page = wizard.steps[Step.SERVER]
    assert isinstance(page, ServerStep)
    page.plex.click()
    dialog = wizard.findChild(PlexDialog)
    assert dialog is not None
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    household.give_viewer(household.add_member("Anna").id, attic.id, "1", "anna")
    dialog.accept()
    assert at(wizard) is Step.TRACKER


async def test_without_a_server_nothing_is_skipped(make: Callable[[], Wizard]) -> None:
    wizard = make()
    assert not wizard.skip.isVisible()
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    people.note(attic.id, "7", "emil", Relation.SHARE)
    wizard.refresh(Changed.SERVERS)
    wizard.next.click()
    assert wizard.skip.isVisible()


async def test_a_server_set_up_by_hand_is_no_dead_end(
    make: Callable[[], Wizard],
) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic")
    wizard = make()
    assert at(wizard) is Step.PEOPLE
    assert "Attic has not told of anybody yet." in words(wizard)
    assert wizard.next.isEnabled()
    page = wizard.steps[Step.PEOPLE]
    assert isinstance(page, PeopleStep)
    assert page.nobody is not None
    QTest.keyClicks(page.nobody.name, "Anna")
    page.nobody.add_button.click()
    assert wizard.focusWidget() is page.nobody.name, "typing on names the next"
    QTest.keyClicks(page.nobody.name, "Bne")
    QTest.keyClick(page.nobody.name, Qt.Key.Key_Return)
    await drawn()
    [remove] = [
        one
        for one in page.nobody.findChildren(QPushButton)
        if one.accessibleName() == "Remove Bne" and one.isVisible()
    ]
    remove.click()
    assert [one.name for one in household.members()] == ["Anna"]
    assert at(wizard) is Step.PEOPLE
    wizard.next.click()
    assert at(wizard) is Step.TRACKER
    await drawn()
    assert "Anna" in words(wizard)
    names = [one.accessibleName() for one in wizard.findChildren(QLabel)]
    assert "People, waits until somebody plays something" in names
    wizard.skip.click()
    wizard.next.click()
    proof = wizard.proof
    assert at(wizard) is Step.PROOF
    assert not proof.who.isVisible()
    household.see_viewer(attic.id, ViewerRef("1", "anna"), datetime.now(UTC))
    wizard.refresh(Changed.HOUSEHOLD)
    proof.who.click()
    assert at(wizard) is Step.PEOPLE
    assert page.nobody is None


async def test_whoever_plays_appears_among_the_people(make: Callable[[], Wizard]) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic")
    wizard = make()
    household.see_viewer(attic.id, ViewerRef("1", "anna"), datetime.now(UTC))
    wizard.refresh(Changed.HOUSEHOLD)
    assert wizard.next.isEnabled()
    wizard.next.click()
    assert [one.name for one in household.members()] == ["anna"]


async def test_without_members_one_goes_on_past_the_trackers(make: Callable[[], Wizard]) -> None:
    servers.add(ServerKind.PLEX, "Attic")
    wizard = make()
    wizard.next.click()
    assert at(wizard) is Step.TRACKER
    wizard.next.click()
    assert at(wizard) is Step.LOGIN


@pytest.mark.logs("not listening: The port is taken")
async def test_a_taken_port_is_said_with_a_way_out(
    tmp_path: Path, icons: Icons, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        port = int(other_program.getsockname()[1])
        engine = Engine(EngineOptions(DataDir(tmp_path), port=port))
        await engine.start()
        try:
            wizard = Wizard(Backing(engine, icons, Background()))
            qtbot.addWidget(wizard)
            wizard.show()
            assert f"port {port}" in words(wizard)
            [use] = [one for one in wizard.port.findChildren(QPushButton) if one.isVisible()]
            assert use.text().startswith("Use port ")
            use.click()
            await until(lambda: engine.not_listening is None)
            wizard.refresh(Changed.STATE)
            await until(lambda: not wizard.port.isVisible())
            assert use.text() == f"Use port {engine.port}"
        finally:
            await engine.stop()


async def test_the_list_tells_what_is_done_from_what_is_left_out(
    make: Callable[[], Wizard],
) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    people.note(attic.id, "7", "emil", Relation.SHARE)
    wizard = make()
    wizard.skip.click()
    names = [one.accessibleName() for one in wizard.findChildren(QLabel)]
    for said in ("Media server, done", "People, left out", "Trackers, not done yet"):
        assert said in names


async def test_at_the_end_it_says_whether_it_works(make: Callable[[], Wizard]) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    for step in (Step.PEOPLE, Step.TRACKER, Step.LOGIN):
        set_up.leave_out(step)
    wizard = make()
    assert "Does it work?" in words(wizard)
    servers.note_event(attic.id, datetime.now(UTC), "Anna began to watch The Lantern Year")
    wizard.refresh(EVERYTHING)
    assert "It works" in words(wizard)
    assert not wizard.later.isVisible()


async def test_a_server_that_cannot_report_is_not_waited_for(make: Callable[[], Wizard]) -> None:
    connection = connections.keep(ServerKind.PLEX, "4711", "anna", "a-token")
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    connections.attach(attic.id, connection.id, "http://127.0.0.1:9")
    noted = {"hook_state": HookState.IMPOSSIBLE, "hook_message": "No Plex Pass."}
    connections.change(connection.id, noted)
    for step in (Step.PEOPLE, Step.TRACKER, Step.LOGIN):
        set_up.leave_out(step)
    wizard = make()
    await drawn()
    assert "Scroblarr asks your media server every three minutes" in words(wizard)
    assert "No Plex Pass." in words(wizard)
    assert "Play anything" not in words(wizard)
    catch_up.note_read(attic.id, datetime.now(UTC))
    wizard.refresh(EVERYTHING)
    assert "It works" in words(wizard)
    assert "within three minutes" in words(wizard)
