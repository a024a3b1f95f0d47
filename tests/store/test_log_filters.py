from __future__ import annotations

import itertools
from typing import Any

import pytest

from scroblarr_desktop.store import log, watched
from scroblarr_desktop.store.records import Account, DeliveryState, LogFilter, LoggedWatch, Server
from scroblarr_desktop.watches import Kind
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
    watch,
)

WAITING, DELIVERED = DeliveryState.WAITING, DeliveryState.DELIVERED


def find(**wanted: Any) -> list[int]:
    ids = log.ids(LogFilter(**wanted))
    assert [one.id for one in log.watches(LogFilter(**wanted), limit=100)] == ids
    return ids


@pytest.fixture
def full_log(attic: Server, anna: Person, ben: Person) -> list[LoggedWatch]:
    """Two members, two servers, two destinations, each in several states."""
    cleo = person("Cleo", connect("Cellar"))
    link(anna, "trakt")
    link(anna, "simkl")
    link(ben, "trakt")
    for number, who in enumerate([anna, ben, cleo, anna, anna, ben, cleo, anna]):
        item = movie(f"The Lantern Year {number}") if number % 3 == 0 else episode(number)
        watch_id = planned(who, item, NOON + number * HOUR)
        for place, delivery in enumerate(log.by_ids([watch_id])[watch_id].deliveries):
            if (number + place) % 2:
                deliver(delivery.id)
            elif number > 4:
                end(delivery.id, DeliveryState.UNMATCHED)
    return log.watches(LogFilter(), limit=100)


def fits(one: LoggedWatch, wanted: LogFilter) -> bool:
    """The same filter in plain Python."""
    there = [
        delivery
        for delivery in one.deliveries
        if wanted.state in (None, delivery.state)
        and wanted.destination in (None, delivery.destination)
    ]
    words = f"{one.show or ''} {one.title}".lower()
    return (
        wanted.member in (None, one.member and one.member.id)
        and wanted.server in (None, one.server and one.server.id)
        and wanted.kind in (None, one.kind)
        and (wanted.since is None or one.watched_at >= wanted.since)
        and (wanted.until is None or one.watched_at < wanted.until)
        and all(word in words for word in (wanted.text or "").lower().split())
        and (bool(there) or wanted.state is wanted.destination is None)
    )


# Few deliveries are looked up in another way than many.
@pytest.mark.parametrize("few", [0, 5000])
def test_filters_work_alone_and_together(
    full_log: list[LoggedWatch], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(log, "FEW", few)
    members = [None, *sorted({one.member.id for one in full_log if one.member})]
    servers = [None, full_log[0].server.id if full_log[0].server else 0]
    every = itertools.product(
        members,
        servers,
        [None, "trakt", "simkl", "tvtime"],
        [None, WAITING, DELIVERED, DeliveryState.UNMATCHED],
        [None, Kind.MOVIE],
        [None, "lantern", "street PART"],
        [(None, None), (NOON + HOUR, NOON + 6 * HOUR)],
    )
    sizes = set()
    for member, server, destination, state, kind, text, (since, until) in every:
        wanted = LogFilter(member, server, destination, state, kind, text, since, until)
        found = log.ids(wanted)
        assert found == [one.id for one in full_log if fits(one, wanted)], wanted
        sizes.add(len(found))
    assert sizes >= {0, 1, 2, 3, 8}


def test_a_page_is_filtered_like_the_ids(full_log: list[LoggedWatch]) -> None:
    whose = full_log[-1].member
    assert whose is not None
    assert find(member=whose.id, state=DELIVERED)
    assert find(destination="simkl", text="lantern")
    assert find(state=DeliveryState.REJECTED) == []


def test_the_span_includes_its_start_and_not_its_end(anna: Person) -> None:
    at = [watch(anna, episode(n), NOON + n * HOUR) for n in range(3)]
    assert find(since=NOON + HOUR, until=NOON + 2 * HOUR) == [at[1]]
    assert find(since=NOON + HOUR) == [at[2], at[1]]
    assert find(until=NOON + HOUR) == [at[0]]


def test_deleted_watches_are_never_listed(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    watched.delete(watch_id)
    assert find() == find(state=DeliveryState.CANCELLED) == find(text="harbour") == []
    assert log.by_ids([watch_id]) == {}


# Searching


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lantern", ["The Lantern Year"]),
        ("LANT year", ["The Lantern Year"]),
        ("year lant", ["The Lantern Year"]),
        ("street", ["Part 4", "100% Cold_Water"]),
        ("street part", ["Part 4"]),
        ("lantern street", []),
        ("%", ["100% Cold_Water"]),
        ("100%", ["100% Cold_Water"]),
        ("0%c", []),
        ("_", ["100% Cold_Water"]),
        ("d_w", ["100% Cold_Water"]),
        ("o_d", []),
        ("'", ['Anna\'s "Boat"']),
        ('"boat"', ['Anna\'s "Boat"']),
        ("\\", ["Back\\slash"]),
        ("ärzte", ["Die Ärzte"]),
        ("ÄRZTE", ["Die Ärzte"]),
        ("arzte", ["Die Ärzte"]),
        ("東京", ["東京"]),
        ("') OR 1=1 --", []),
        ("*", []),
    ],
)
def test_text_is_searched_as_it_is_written(anna: Person, text: str, found: list[str]) -> None:
    every = [
        movie(),
        episode(4),
        episode(5, title="100% Cold_Water"),
        movie('Anna\'s "Boat"'),
        movie("Back\\slash"),
        movie("Die Ärzte"),
        movie("東京"),
    ]
    for number, item in enumerate(every):
        watch(anna, item, NOON - number * HOUR)
    titles = [one.title for one in log.watches(LogFilter(text=text), limit=100)]
    assert titles == found
    assert len(log.ids(LogFilter(text=" "))) == len(every)
