"""How a row reads: its time beneath the day's heading, and what is special about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import DeliveryState, LoggedDelivery, LoggedWatch, Removal
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.cells import Cells, signs
from scroblarr_desktop.ui.log.columns import Column
from tests.ui.made_up import Household, movie

Role = Qt.ItemDataRole
NOON = datetime(2026, 3, 14, 12).astimezone()
LEFT = LoggedDelivery(
    1, "trakt", 1, DeliveryState.CANCELLED, None, 1, None, None, "Still.", Removal.LEFT
)


@pytest.fixture
def watch(home: Household) -> LoggedWatch:
    found = log.watch(home.watch(movie(), ago=timedelta(days=3)))
    assert found is not None
    return found


def test_beneath_its_day_a_row_says_the_hour_only(watch: LoggedWatch, icons: Icons) -> None:
    cells = Cells(icons)
    whole = cells.fixed(watch, Column.WHEN, Role.DisplayRole)
    cells.by_day = True
    hour = cells.fixed(watch, Column.WHEN, Role.DisplayRole)
    assert whole.endswith(hour)
    assert len(hour) < len(whole)


def test_what_is_special_is_drawn_and_said(watch: LoggedWatch, icons: Icons) -> None:
    cells = Cells(icons)
    assert cells.fixed(watch, Column.TITLE, Role.DecorationRole) is None
    for changes in ({"rewatched": True}, {"note": "Kept there."}, {"undone": True}):
        special = replace(watch, **changes)
        assert not cells.fixed(special, Column.TITLE, Role.DecorationRole).isNull()
        said = cells.fixed(special, Column.TITLE, Role.AccessibleTextRole)
        assert said == f"The Lantern Year (2021), {signs(special)[0]}"


def test_what_was_read_afterwards_is_told_from_what_was_reported(
    watch: LoggedWatch, icons: Icons
) -> None:
    cells = Cells(icons)
    soon, late = timedelta(minutes=3), timedelta(hours=8)
    for caught_up, after, special in (
        (True, late, True),
        (True, soon, False),
        (False, late, False),
    ):
        one = replace(watch, caught_up=caught_up, received_at=watch.watched_at + after)
        assert (cells.fixed(one, Column.TITLE, Role.DecorationRole) is not None) is special
        said = cells.fixed(one, Column.TITLE, Role.AccessibleTextRole)
        assert ("Read from the play history afterwards." in said) is special


def test_a_mark_says_how_far_taking_back_has_come(icons: Icons) -> None:
    cells = Cells(icons)
    assert cells.mark(LEFT, "Trakt", Role.AccessibleTextRole) == "Trakt: still there"
    assert cells.mark(LEFT, "Trakt", Role.ToolTipRole) == "Still."
    later = replace(LEFT, removal=Removal.CANCEL, next_try_at=wording.now() + timedelta(hours=2))
    assert cells.mark(later, "Trakt", Role.DisplayRole) == "being removed"
    assert "Next try" in cells.mark(later, "Trakt", Role.ToolTipRole)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Today"), (1, "Yesterday"), (3, "Wednesday, 11 March")]
)
def test_a_day_is_said_as_people_do(days: int, said: str) -> None:
    assert wording.day(NOON - timedelta(days=days), NOON) == said
    assert "2025" in wording.day(NOON - timedelta(days=300), NOON)
