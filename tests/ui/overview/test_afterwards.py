"""What was watched while the computer was off, said in one line until somebody has seen it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scroblarr_desktop.store import afterwards, deliveries, inbox, listening, log, watched
from scroblarr_desktop.store.records import DeliveryState, EntrySource
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.overview.afterwards import AfterwardsLine
from scroblarr_desktop.watches import ServerKind
from tests.ui.desk import press
from tests.ui.made_up import Household, movie

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def line(icons: Icons, qtbot: QtBot) -> AfterwardsLine:
    made = AfterwardsLine(icons)
    qtbot.addWidget(made)
    return made


def read(home: Household, watched_at: datetime, read_at: datetime) -> int:
    """Return a watch that the media server's history told at that time."""
    entry_id = inbox.save(ServerKind.PLEX, home.plex.id, b"{}", read_at, EntrySource.CATCH_UP)
    inbox.note(entry_id, event="", server_id=home.plex.id, viewer_id=home.viewer.id)
    entry = inbox.get(entry_id)
    assert entry is not None
    ids = (home.anna.id, home.viewer.id, home.plex.id)
    watch_id = watched.add(entry, 0, *ids, movie(), watched_at, by_hand=False, rewatched=False)
    deliveries.plan(watch_id, earlier=[], rewatched=False, due_at=read_at + DAY, hold_id=None)
    return watch_id


def said(line: AfterwardsLine, at: datetime) -> str:
    line.show_now(at)
    QApplication.processEvents()
    assert line.row.line is not None or line.isHidden()
    return "" if line.isHidden() or line.row.line is None else line.row.line.title


def test_it_says_what_became_of_what_was_read(
    line: AfterwardsLine, home: Household, now: datetime
) -> None:
    listening.beat(now - 12 * HOUR)
    listening.beat(now)
    home.watch(movie(), ago=6 * HOUR)
    read(home, now - 2 * MINUTE, now)
    assert said(line, now) == "", "what a server is asked for every few minutes is no news"
    ids = [read(home, now - hours * HOUR, now) for hours in (2, 4, 6)]
    assert said(line, now) == "3 watches from while this computer was off, all still to be sent"
    home.settle(ids[0], DeliveryState.DELIVERED)
    assert said(line, now).endswith("was off, 2 still to be sent, 1 sent")
    for watch_id in ids[1:]:
        home.settle(watch_id, DeliveryState.ALREADY_THERE)
    assert said(line, now).endswith("was off, all sent")
    assert line.row.mark.name == "delivered"
    home.settle(ids[0], DeliveryState.UNMATCHED)
    assert said(line, now).endswith("was off, 1 to be looked at, 2 sent")
    assert line.row.mark.name == "unmatched"


def test_a_computer_that_was_on_is_not_said_to_have_been_off(
    line: AfterwardsLine, home: Household, now: datetime
) -> None:
    for minutes in range(0, 62, 2):
        listening.beat(now - HOUR + minutes * MINUTE)
    watch_id = read(home, now - 30 * MINUTE, now)
    home.settle(watch_id, DeliveryState.DELIVERED)
    assert said(line, now) == "1 watch of which no media server told in time, sent"


def test_it_goes_when_it_was_seen_and_after_a_day(
    line: AfterwardsLine, home: Household, now: datetime
) -> None:
    read(home, now - 2 * HOUR, now)
    assert said(line, now + 23 * HOUR) != ""
    assert said(line, now + 25 * HOUR) == ""
    assert said(line, now) != ""
    press(line, "Hide")
    assert said(line, now) == ""
    later = read(home, now - 3 * HOUR, now + MINUTE)
    assert said(line, now + HOUR) == "1 watch from while this computer was off, still to be sent"
    watched.delete(later)
    assert log.watch(later) is None
    assert said(line, now + HOUR) == ""


def test_after_a_long_absence_all_are_counted(
    line: AfterwardsLine, home: Household, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(afterwards, "AT_ONCE", 2)
    for hours in range(1, 6):
        read(home, now - hours * HOUR, now)
    assert said(line, now) == "5 watches from while this computer was off, all still to be sent"
