from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from scroblarr_desktop.store.records import Attempt, DeliveryState, LoggedDelivery, WaitingFor
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.log.attempts import attempts_text, body_text

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 5, 20, 22, 30, tzinfo=BERLIN)  # a Wednesday


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "today 21:30"),
        (timedelta(hours=22, minutes=30), "today 00:00"),
        (timedelta(hours=25, minutes=15), "yesterday 21:15"),
        (timedelta(days=2), "Monday 22:30"),
        (timedelta(days=6), "Thursday 22:30"),
        (timedelta(days=7), "13 May, 22:30"),
        (timedelta(days=400), "15 Apr 2025"),
        (-timedelta(seconds=10), "today 22:30"),
    ],
)
def test_past_times_as_people_say_them(ago: timedelta, said: str) -> None:
    assert wording.moment((NOW - ago).astimezone(UTC), NOW) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "today at 22:30"),
        (timedelta(hours=25, minutes=15), "yesterday at 21:15"),
        (timedelta(days=2), "on 18 May at 22:30"),
        (timedelta(days=400), "on 15 April 2025 at 22:30"),
    ],
)
def test_a_time_that_ends_a_sentence(ago: timedelta, said: str) -> None:
    assert wording.at_a_time((NOW - ago).astimezone(UTC), NOW) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=30), "in less than a minute"),
        (timedelta(minutes=10), "in 10 min"),
        (timedelta(hours=1, minutes=15), "today 23:45"),
        (timedelta(hours=6), "tomorrow 04:30"),
        (timedelta(days=3), "Saturday 22:30"),
    ],
)
def test_times_to_come(ahead: timedelta, said: str) -> None:
    assert wording.coming((NOW + ahead).astimezone(UTC), NOW) == said


def test_a_time_from_before_the_clocks_changed_keeps_its_hour() -> None:
    winter = datetime(2026, 3, 1, 21, 15, tzinfo=BERLIN)
    assert wording.moment(winter.astimezone(UTC), NOW) == "1 Mar, 21:15"


def test_the_exact_time_has_seconds_and_the_day() -> None:
    at = datetime(2026, 5, 20, 12, 30, 7).astimezone()
    assert wording.exact(at) == "Wednesday, 20 May 2026, 12:30:07"


def test_the_ends_of_a_pause() -> None:
    assert wording.in_an_hour(NOW) == NOW + timedelta(hours=1)
    assert wording.tomorrow(NOW) == datetime(2026, 5, 21, 6, 0, tzinfo=BERLIN)


def test_a_pause_says_until_when() -> None:
    until = datetime.now().astimezone() + timedelta(days=1)
    assert wording.status_sentence("Paused.", None) == "Paused."
    assert wording.status_sentence("Paused.", until).startswith("Paused. Until tomorrow ")


def delivery(state: DeliveryState, **more: object) -> LoggedDelivery:
    values: dict[str, object] = {
        "id": 1,
        "destination": "trakt",
        "account_id": 1,
        "state": state,
        "waiting_for": None,
        "attempts": 1,
        "next_try_at": None,
        "delivered_at": None,
        "message": "",
    }
    return LoggedDelivery(**{**values, **more})  # type: ignore[arg-type]


def test_what_became_of_a_delivery() -> None:
    said = wording.delivery_sentence
    at = NOW.astimezone(UTC)
    arrived = delivery(DeliveryState.DELIVERED, delivered_at=at - timedelta(minutes=5))
    assert said(arrived, NOW) == "Delivered 5 min ago."
    late = delivery(
        DeliveryState.WAITING,
        waiting_for=WaitingFor.TIME,
        next_try_at=at + timedelta(minutes=10),
        message="Trakt does not answer.",
    )
    assert said(late, NOW) == "Trakt does not answer. Next try in 10 min."
    held = delivery(DeliveryState.WAITING, waiting_for=WaitingFor.ANSWER)
    assert said(held, NOW) == "Waits for your answer."
    signed_out = delivery(DeliveryState.WAITING, waiting_for=WaitingFor.ACCOUNT)
    assert said(signed_out, NOW) == "Waits until the account can be used again."
    in_outage = delivery(
        DeliveryState.WAITING,
        waiting_for=WaitingFor.ACCOUNT,
        next_try_at=at + timedelta(minutes=2),
        message="Trakt does not answer.",
    )
    assert said(in_outage, NOW) == "Trakt does not answer. Next try in 2 min."
    assert said(delivery(DeliveryState.REJECTED), NOW) == ""


def test_every_state_has_its_own_word() -> None:
    assert len({wording.state_word(state) for state in DeliveryState}) == len(DeliveryState)


def test_long_texts_lose_their_middle() -> None:
    assert wording.elided("Harbour Street", 20) == "Harbour Street"
    assert wording.elided("Harbour Street", 9) == "Harb…reet"
    assert len(wording.elided("x" * 100, 60)) == 60


def test_attempts_read_as_request_and_answer() -> None:
    at = datetime(2026, 5, 20, 12, 30, 7).astimezone()
    exchange = {
        "method": "POST",
        "path": "/sync/history",
        "body": {"movies": [{"year": 2021}]},
        "status": 503,
        "answer": "Service Unavailable",
    }
    lost = {"method": "GET", "path": "/users/me", "body": None, "status": None, "answer": ""}
    text = attempts_text(
        [
            Attempt(1, at, at, "outage", "Trakt does not answer.", None, (exchange, lost)),
            Attempt(2, at, None, "", "", None, ()),
        ]
    )
    assert "1. Wednesday, 20 May 2026, 12:30:07\n   Trakt does not answer." in text
    assert 'POST /sync/history\n{\n  "movies"' in text
    assert "→ 503\nService Unavailable" in text
    assert "GET /users/me\n→ no answer" in text
    assert text.endswith("2. Wednesday, 20 May 2026, 12:30:07\n   not finished")


def test_bodies_are_indented_where_they_are_json() -> None:
    assert body_text('{"event":"media.scrobble"}') == '{\n  "event": "media.scrobble"\n}'
    assert body_text("not json {") == "not json {"
    assert len(body_text("x" * 1_000_000)) == 100_000
