"""Choosing the people of a server: nobody is taken by a name alone, one click takes the home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import household, people, servers
from scroblarr_desktop.store.records import Relation, Server
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.household.people_picker import PeoplePicker
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.watches import ServerKind


@pytest.fixture
def attic(engine: Engine) -> Server:
    return servers.add(ServerKind.PLEX, "Attic", "uuid")


@pytest.fixture
def pick(engine: Engine, icons: Icons, attic: Server, qtbot: QtBot) -> Callable[[], PeoplePicker]:
    def make() -> PeoplePicker:
        picker = PeoplePicker(Backing(engine, icons, Background()), attic.id)
        qtbot.addWidget(picker)
        picker.show()
        return picker

    return make


def home_of_three(attic: Server) -> None:
    people.note(attic.id, "1", "anna", Relation.OWNER)
    people.note(attic.id, "2", "Ben", Relation.HOME)
    people.note(attic.id, "3", "Kids", Relation.HOME, managed=True)
    people.note(attic.id, "4", "Emil", Relation.SHARE)


def choices(picker: PeoplePicker) -> dict[str, QComboBox]:
    found = picker.findChildren(QComboBox)
    return {one.accessibleName(): one for one in found if one.isVisible()}


async def test_at_first_the_whole_home_is_chosen_and_one_press_adds_it(
    pick: Callable[[], PeoplePicker], attic: Server
) -> None:
    home_of_three(attic)
    picker = pick()
    assert (picker.count, picker.said) == (3, "Add 3 people")
    assert picker.is_untouched
    picker.apply()
    assert [one.name for one in household.members()] == ["anna", "Ben", "Kids"]


async def test_friends_are_folded_away_and_never_chosen_by_themselves(
    pick: Callable[[], PeoplePicker], attic: Server
) -> None:
    home_of_three(attic)
    picker = pick()
    assert "Who is Emil?" not in choices(picker)
    fold = picker.findChild(QToolButton)
    assert fold is not None
    fold.click()
    assert choices(picker)["Who is Emil?"].currentText() == "Not now"


async def test_an_equal_name_is_offered_and_not_taken(
    pick: Callable[[], PeoplePicker], attic: Server
) -> None:
    anna = household.add_member("Anna")
    home_of_three(attic)
    picker = pick()
    assert picker.count == 0
    assert picker.said == "Nobody for now"
    picker.add_everyone()
    assert picker.count == 2
    guess = next(one for one in picker.findChildren(QPushButton) if one.text() == "This is Anna?")
    guess.click()
    assert picker.count == 3
    picker.apply()
    assert [one.account_id for one in household.viewers_of(anna.id)] == ["1"]


async def test_whoever_has_an_owner_is_not_asked_about(
    pick: Callable[[], PeoplePicker], attic: Server
) -> None:
    home_of_three(attic)
    household.give_viewer(household.add_member("Benjamin").id, attic.id, "2", "Ben")
    picker = pick()
    assert "Who is Ben?" not in choices(picker)
    assert "is Benjamin" in [one.text() for one in picker.findChildren(QLabel)]


async def test_a_row_is_answered_with_the_keyboard(
    pick: Callable[[], PeoplePicker], attic: Server, qtbot: QtBot
) -> None:
    household.add_member("Clara")
    home_of_three(attic)
    picker = pick()
    row = choices(picker)["Who is Ben?"]
    with qtbot.waitSignal(picker.changed):
        QTest.keyClicks(row, "Ignore")
    picker.apply()
    ben = next(one for one in household.viewers_on(attic.id) if one.name == "Ben")
    assert ben.ignored
    assert [one.name for one in household.members()] == ["Clara"]


async def test_without_people_it_says_so(pick: Callable[[], PeoplePicker]) -> None:
    picker = pick()
    assert any("Nobody is known there yet" in one.text() for one in picker.findChildren(QLabel))
    assert picker.count == 0
