"""The household page: members, unknown viewers, what was answered lately and its undo."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QPushButton, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import (
    accounts,
    assignments,
    connections,
    household,
    inbox,
    people,
    servers,
)
from scroblarr_desktop.store.records import AccountState, InboxState, Relation
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.household.page import HouseholdPage
from scroblarr_desktop.ui.household.people_dialog import PeopleDialog
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.ui.member.row import MemberRow
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import ServerKind, ViewerRef
from tests.bodies import as_bytes, plex_scrobble
from tests.ui.made_up import Household, episode

EVERYTHING = ~Changed.NOTHING


@pytest.fixture
def turned_to() -> list[str]:
    """The pages that the window was asked to show."""
    return []


@pytest.fixture
def page(engine: Engine, icons: Icons, turned_to: list[str]) -> Iterator[HouseholdPage]:
    made = HouseholdPage(Backing(engine, icons, Background(), turned_to.append))
    made.show()
    yield made
    made.deleteLater()


async def drawn() -> None:
    for _ in range(5):
        await asyncio.sleep(0.005)


def words(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def buttons(widget: QWidget) -> dict[str, QAbstractButton]:
    found = widget.findChildren(QAbstractButton)
    return {one.text(): one for one in found if one.isVisible()}


def press(widget: QWidget, text: str) -> None:
    QTest.mouseClick(buttons(widget)[text], Qt.MouseButton.LeftButton)


def answer(widget: QWidget, text: str) -> None:
    """Press that button of the open question."""
    box = next(one for one in widget.findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


async def test_without_anybody_it_says_what_to_do_next(
    page: HouseholdPage, turned_to: list[str]
) -> None:
    page.refresh(EVERYTHING)
    await drawn()
    assert "Nobody is in the household yet" in words(page)
    press(page, "Connect a media server")
    assert turned_to == ["servers"]
    attic = servers.add(ServerKind.PLEX, "Attic", "uuid")
    people.note(attic.id, "7", "emil", Relation.SHARE)
    page.refresh(Changed.SERVERS)
    await drawn()
    press(page, f"Choose people of {attic.name}")
    dialog = page.findChild(PeopleDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


async def test_at_a_server_set_up_by_hand_it_says_that_somebody_has_to_play(
    page: HouseholdPage,
) -> None:
    attic = servers.add(ServerKind.PLEX, "Attic")
    household.add_member("Anna")
    page.refresh(EVERYTHING)
    assert "Let everybody play something" in words(page)
    household.see_viewer(attic.id, ViewerRef("1", "anna"), datetime.now(UTC))
    page.refresh(EVERYTHING)
    assert "Let everybody play something" not in words(page)
    assert "Say who this is" in buttons(page)


async def test_a_member_s_row_says_who_where_and_how_the_accounts_are(page: HouseholdPage) -> None:
    home = Household()
    home.watch(episode(4))
    accounts.change(home.trakt.id, {"state": AccountState.NEEDS_RELINK, "message": "It ended."})
    page.refresh(EVERYTHING)
    await drawn()
    row = page.findChild(MemberRow)
    assert row is not None
    assert "Anna" in words(row)
    assert "Living Room: anna" in words(row)
    assert "Harbour Street 1x04" in words(row)
    assert "Trakt: sign-in needed" in words(row)
    assert "sign-in needed" in row.accessibleName()


async def test_a_row_opens_the_member_by_mouse_and_by_keyboard(page: HouseholdPage) -> None:
    Household()
    page.refresh(EVERYTHING)
    await drawn()
    row = page.findChild(MemberRow)
    assert row is not None
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.keyClick(row, Qt.Key.Key_Return)
    opened = page.findChildren(MemberDialog)
    assert len(opened) == 2
    for dialog in opened:
        dialog.reject()


async def test_a_member_is_added_by_name(page: HouseholdPage) -> None:
    page.refresh(EVERYTHING)
    await drawn()
    page._add("  Ben ")
    page._add("   ")
    assert [one.name for one in household.members()] == ["Ben"]


def keep_a_watch(home: Household, viewer_id: int) -> None:
    now = datetime.now(UTC)
    entry = inbox.save(ServerKind.PLEX, home.plex.id, as_bytes(plex_scrobble("movie")), now)
    inbox.note(entry, event="media.scrobble", server_id=home.plex.id, viewer_id=viewer_id)
    inbox.settle(entry, InboxState.UNASSIGNED, "unassigned", "Nobody is this viewer yet.")


async def test_who_brought_nothing_is_not_offered_to_be_undone(page: HouseholdPage) -> None:
    home = Household()
    seen = household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    assignments.assign(seen.id, [home.anna.id])
    page.refresh(EVERYTHING)
    await drawn()
    assert "was given to" not in words(page)


async def test_somebody_new_has_a_name_already(page: HouseholdPage) -> None:
    home = Household()
    seen = household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    dialog = page.ask_to_add(seen.id)
    assert dialog.new_name.text() == "Kids TV"
    assert dialog.send.isEnabled()
    dialog.reject()


async def test_an_unknown_viewer_is_given_after_a_look_at_what_follows(page: HouseholdPage) -> None:
    home = Household()
    seen = household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    keep_a_watch(home, seen.id)
    page.refresh(EVERYTHING)
    await drawn()
    assert "Who is this?" in words(page)
    assert "Kids TV" in words(page)
    press(page, "Say who this is")
    dialog = page.findChild(AssignDialog)
    assert dialog is not None
    assert not dialog.send.isEnabled()
    QTest.keyClick(dialog.members[home.anna.id], Qt.Key.Key_Space)
    assert dialog.send.isEnabled()
    dialog.send.click()
    assert [one.name for one in household.members_of(seen.id)] == ["Anna"]
    page.refresh(EVERYTHING)
    await drawn()
    assert "Kids TV was given to Anna" in words(page)
    press(page, "Undo")
    answer(page, "Undo")
    assert household.members_of(seen.id) == []
    assert assignments.undoable(datetime.now(UTC)) == []


async def test_one_viewer_may_stand_for_two_and_for_somebody_new(page: HouseholdPage) -> None:
    home = Household()
    seen = household.see_viewer(home.plex.id, ViewerRef("9", "Living room"), datetime.now(UTC))
    page.refresh(EVERYTHING)
    await drawn()
    dialog = page.ask_who(seen.id, (home.anna.id,))
    assert dialog.members[home.anna.id].isChecked()
    QTest.keyClicks(dialog.new_name, "Ben")
    dialog.send.click()
    assert [one.name for one in household.members_of(seen.id)] == ["Anna", "Ben"]


async def test_ignoring_asks_first(page: HouseholdPage) -> None:
    home = Household()
    seen = household.see_viewer(home.plex.id, ViewerRef("9", "Kids TV"), datetime.now(UTC))
    page.refresh(EVERYTHING)
    await drawn()
    press(page, "Ignore")
    assert not household.viewer(seen.id).ignored
    answer(page, "Ignore")
    assert household.viewer(seen.id).ignored


async def test_shared_friends_are_listed_quietly_and_ignored_together(page: HouseholdPage) -> None:
    home = Household()
    sign_in = connections.keep(ServerKind.PLEX, "1", "anna", "token")
    connections.attach(home.plex.id, sign_in.id, "http://127.0.0.1:32400")
    friends = []
    for number, name in ((7, "Emil"), (8, "Frida")):
        friends.append(people.note(home.plex.id, str(number), name, Relation.SHARE))
        household.see_viewer(home.plex.id, ViewerRef(str(number), name), datetime.now(UTC))
    page.refresh(EVERYTHING)
    await drawn()
    assert "Who is this?" not in words(page)
    assert "Emil" not in words(page)
    press(page, "Other people who watch there (2)")
    await drawn()
    assert "Emil" in words(page)
    press(page, "Ignore everyone else")
    answer(page, "Ignore them")
    assert all(household.viewer(one).ignored for one in friends)
