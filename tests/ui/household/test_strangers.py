"""People of whom nobody has said who they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store.records import KeptViewer, Named
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.household.strangers import Strangers

SEEN_AT = datetime(2026, 11, 22, 19, 2, tzinfo=UTC)
EMIL = KeptViewer(1, Named(1, "Cellar"), "e1", "emil", 1, SEEN_AT, on_own_server=True)


@pytest.fixture
def strangers(qapp: QApplication, engine: Engine) -> Iterator[Strangers]:
    made = Strangers()
    made.show()
    yield made
    made.deleteLater()


def told(strangers: Strangers) -> str:
    return " ".join(one.text() for one in strangers.findChildren(QLabel))


async def test_how_long_ago_they_were_seen_goes_on(
    strangers: Strangers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "now", lambda: SEEN_AT + timedelta(minutes=2))
    strangers.show_people([EMIL], [], [])
    assert "last seen 2 min ago" in told(strangers)
    pressed = strangers.findChildren(QPushButton)
    monkeypatch.setattr(wording, "now", lambda: SEEN_AT + timedelta(minutes=7))
    strangers.show_people([EMIL], [], [])
    assert "last seen 7 min ago" in told(strangers)
    assert strangers.findChildren(QPushButton) == pressed, "what has the focus stays"


async def test_nothing_is_said_of_those_who_are_gone(strangers: Strangers) -> None:
    strangers.show_people([EMIL], [], [])
    strangers.show_people([], [], [])
    strangers.show_people([], [], [])
    assert not strangers.isVisible()
