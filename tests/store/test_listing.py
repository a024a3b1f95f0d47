"""The whole log as ids: filtered, sorted, read in any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from scroblarr_desktop.store import listing, log
from scroblarr_desktop.store.database import current
from scroblarr_desktop.store.records import (
    DeliveryState,
    LogColumn,
    LogFilter,
    LoggedWatch,
    LogOrder,
    Server,
)
from tests.store.filling import (
    HOUR,
    NOON,
    Person,
    connect,
    deliver,
    end,
    episode,
    link,
    movie,
    person,
    planned,
)


@pytest.fixture
def full_log(attic: Server, anna: Person, ben: Person) -> list[LoggedWatch]:
    """Three members, two servers, two destinations, several states."""
    cleo = person("Cleo", connect("Cellar"))
    for whose, name in ((anna, "trakt"), (anna, "simkl"), (ben, "trakt")):
        link(whose, name)
    for number, who in enumerate([anna, ben, cleo, anna, anna, ben, cleo, anna]):
        item = movie(f"The Lantern Year {number}") if number % 3 == 0 else episode(number)
        watch_id = planned(who, item, NOON + number * HOUR)
        for place, delivery in enumerate(log.by_ids([watch_id])[watch_id].deliveries):
            if (number + place) % 2:
                deliver(delivery.id)
            elif number > 4:
                end(delivery.id, DeliveryState.UNMATCHED)
    return log.watches(LogFilter(), limit=100)


def read(by: str, *, descending: bool = False) -> list[LoggedWatch]:
    ids = listing.read(LogFilter(), LogOrder(by, descending)).ids
    found = log.by_ids(ids)
    return [found[one] for one in ids]


def test_newest_first_is_as_the_log_is(full_log: list[LoggedWatch]) -> None:
    found = listing.read(LogFilter())
    assert found.ids == log.ids(LogFilter())
    assert found.watched_us == [listing.stamp(one.watched_at) for one in full_log]
    assert listing.read(LogFilter(), limit=3).ids == found.ids[:3]
    assert read(LogColumn.WATCHED_AT) == full_log[::-1]


@pytest.mark.parametrize("descending", [False, True])
def test_sorted_by_each_column(full_log: list[LoggedWatch], descending: bool) -> None:
    def place(one: LoggedWatch) -> tuple[int, int]:
        return one.season or 0, one.number or 0

    keys: dict[LogColumn, Callable[[Any], Any]] = {
        LogColumn.TITLE: lambda one: ((one.show or one.title).lower(), *place(one)),
        LogColumn.MEMBER: lambda one: one.member.name,
        LogColumn.SERVER: lambda one: one.server.name,
    }
    for by, key in keys.items():
        found = [key(one) for one in read(by, descending=descending)]
        assert found == sorted(found, reverse=descending)


def test_sorted_by_a_destination_what_needs_somebody_comes_first(
    full_log: list[LoggedWatch],
) -> None:
    states = []
    for one in read("trakt"):
        there = [delivery.state for delivery in one.deliveries if delivery.destination == "trakt"]
        states.append(there[-1] if there else "nowhere")
    ranks = [*listing._RANKS, "nowhere"]
    assert [ranks.index(state) for state in states] == sorted(map(ranks.index, states))
    assert len(set(states)) > 2


def test_within_equal_ones_the_newest_come_first(full_log: list[LoggedWatch]) -> None:
    annas = [one.watched_at for one in read(LogColumn.MEMBER) if one.member.name == "Anna"]  # type: ignore[union-attr]
    assert annas == sorted(annas, reverse=True)


def test_only_what_needs_somebody(full_log: list[LoggedWatch]) -> None:
    wanted = LogFilter(needs_person=True)
    needed = {trouble.watch_id for trouble in log.troubles(datetime.now(UTC))}
    assert set(listing.read(wanted).ids) == needed
    assert 0 < len(needed) < len(full_log)


def test_another_thread_reads_the_same_and_leaves_no_connection(
    full_log: list[LoggedWatch],
) -> None:
    found: list[list[int]] = []
    still_open: list[bool] = []

    def work() -> None:
        for wanted in (LogFilter(), LogFilter(state=DeliveryState.DELIVERED)):
            found.append(listing.read(wanted).ids)
        still_open.append(not current().db.is_closed())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] == [one.id for one in full_log]
    assert still_open == [False]


def test_a_long_log_is_told(full_log: list[LoggedWatch], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not listing.is_long()
    monkeypatch.setattr(listing, "LONG", len(full_log))
    assert listing.is_long()
