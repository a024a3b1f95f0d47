"""What servers that a person set up were told, and what has to be told anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, given_addresses

OLD, NEW, NEWEST = (f"http://192.168.1.{number}:24180" for number in (10, 11, 12))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _store(store: Store) -> None:
    """Every test here needs the store and nothing of it."""


def test_what_was_given_is_remembered() -> None:
    assert given_addresses.given(1) is None
    given_addresses.give(1, OLD)
    assert given_addresses.given(1) == OLD
    assert given_addresses.changes() == []


def test_giving_the_same_again_writes_nothing(heard: list[Changed]) -> None:
    given_addresses.give(1, OLD)
    heard.clear()
    given_addresses.give(1, OLD)
    assert heard == []


def test_a_change_keeps_the_time_of_its_first_notice() -> None:
    given_addresses.give(1, OLD)
    given_addresses.change(1, NEW, NOON)
    later = given_addresses.change(1, NEWEST, NOON + timedelta(hours=1))
    assert given_addresses.changes() == [later]
    assert (later.was, later.now, later.noticed_at) == (OLD, NEWEST, NOON)


def test_what_is_given_anew_ends_the_change() -> None:
    given_addresses.give(1, OLD)
    given_addresses.change(1, NEW, NOON)
    given_addresses.give(1, NEW)
    assert given_addresses.changes() == []


def test_servers_that_are_gone_are_forgotten() -> None:
    given_addresses.give(1, OLD)
    given_addresses.give(22, OLD)
    given_addresses.keep_only([22])
    assert (given_addresses.given(1), given_addresses.given(22)) == (None, OLD)
    given_addresses.keep_only([])
    assert given_addresses.given(22) is None
