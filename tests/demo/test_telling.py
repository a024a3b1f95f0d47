"""The lines that a terminal shows of the simulated household."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scroblarr_desktop.demo.telling import heading, outcome

NOW = datetime(2026, 3, 1, 20, 14, 8, tzinfo=UTC)


def delivery(state: str, message: str = "", after_s: float | None = None) -> dict[str, Any]:
    at = None if after_s is None else NOW + timedelta(seconds=after_s)
    next_try_at = at and at.isoformat().replace("+00:00", "Z")
    return {"state": state, "message": message, "next_try_at": next_try_at}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (delivery("delivered"), "delivered"),
        (delivery("already_there", "Trakt had it already."), "was there already"),
        (delivery("unmatched", "Nobody knows it."), "not matched: Nobody knows it. Needs you."),
        (delivery("rejected", "It is full."), "not accepted: It is full. Needs you."),
        (delivery("cancelled", "You cancelled it."), "not sent: You cancelled it."),
        (delivery("waiting", "Look there."), "waiting: Look there."),
        (delivery("waiting", "No answer.", 30.2), "waiting: No answer. Next try in 30 s."),
        (delivery("waiting", "No answer.", 630), "waiting: No answer. Next try in 10 min."),
    ],
)
def test_each_state_in_plain_words(found: dict[str, Any], told: str) -> None:
    assert outcome(found, NOW) == told


@pytest.mark.parametrize(
    "found",
    [
        delivery("sending"),
        delivery("waiting", "", 0),
        delivery("waiting", "", 300),
        delivery("waiting", "No answer.", -0.5),
    ],
)
def test_what_is_on_its_way_is_not_told_yet(found: dict[str, Any]) -> None:
    assert outcome(found, NOW) is None


def test_a_heading_says_when_who_and_what() -> None:
    at = datetime(2026, 3, 1, 20, 14).astimezone()
    watch = {
        "kind": "episode",
        "title": "The Ferry",
        "show": "Harbour Street",
        "season": 1,
        "number": 4,
        "year": 2017,
        "member": {"id": 1, "name": "Anna"},
        "watched_at": at.astimezone(UTC).isoformat(),
    }
    assert " ".join(heading(watch).split()) == "20:14 Anna Harbour Street 1x04 “The Ferry”"
    unplaced = {**watch, "season": None, "number": None}
    assert " ".join(heading(unplaced).split()) == "20:14 Anna Harbour Street “The Ferry”"
    film = {**watch, "kind": "movie", "title": "The Lantern Year", "year": None, "show": None}
    assert " ".join(heading(film).split()) == "20:14 Anna The Lantern Year"
