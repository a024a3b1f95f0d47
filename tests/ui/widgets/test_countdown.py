"""The ring counts down to a moment, and says it in words as well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from scroblarr_desktop.ui.widgets.countdown import Countdown

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ring(clock: Clock, qtbot: QtBot) -> Countdown:
    made = Countdown(clock)
    qtbot.addWidget(made)
    return made


def painted(ring: Countdown) -> QImage:
    return ring.grab().toImage()


def test_it_says_what_is_left(ring: Countdown, clock: Clock) -> None:
    ring.show_until(NOON + timedelta(minutes=9, seconds=5))
    assert ring.said == "9:05"
    assert ring.accessibleDescription() == "9 min 5 s"
    clock.now += timedelta(minutes=9)
    assert ring.said == "0:05"


def test_it_ends_at_nothing(ring: Countdown, clock: Clock) -> None:
    assert ring.said == "0:00"
    ring.show_until(NOON + timedelta(seconds=1))
    clock.now += timedelta(hours=1)
    assert (ring.left_s, ring.said) == (0.0, "0:00")
    ring.show_until(None)
    assert ring.left_s == 0.0


def test_the_ring_runs_empty(ring: Countdown, clock: Clock) -> None:
    ring.show_until(NOON + timedelta(minutes=10))
    full = painted(ring)
    clock.now += timedelta(minutes=5)
    half = painted(ring)
    left, right = 4, ring.width() - 5
    middle = ring.height() // 2
    assert full.pixelColor(left, middle) == full.pixelColor(right, middle)
    # Against the clock from the top: what is left stands on the left side.
    assert half.pixelColor(left, middle) == full.pixelColor(left, middle)
    assert half.pixelColor(right, middle) != full.pixelColor(right, middle)


def test_a_longer_life_is_a_full_ring_too(ring: Countdown) -> None:
    ring.show_until(NOON + timedelta(minutes=30))
    long_lived = painted(ring).pixelColor(ring.width() - 5, ring.height() // 2)
    ring.show_until(NOON + timedelta(minutes=10))
    assert painted(ring).pixelColor(ring.width() - 5, ring.height() // 2) == long_lived
