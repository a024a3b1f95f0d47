from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from scroblarr_desktop.store import Store, accounts, attempts, deliveries, log, watched
from scroblarr_desktop.store.records import Account, DeliveryState, LogFilter, Named
from scroblarr_desktop.watches import Item, Kind
from tests.store.filling import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    Person,
    deliver,
    delivery_of,
    end,
    episode,
    link,
    movie,
    only,
    plan,
    planned,
    watch,
)

WAITING, DELIVERED = DeliveryState.WAITING, DeliveryState.DELIVERED


def find(**wanted: Any) -> list[int]:
    ids = log.ids(LogFilter(**wanted))
    assert [one.id for one in log.watches(LogFilter(**wanted), limit=100)] == ids
    return ids


def test_a_row_says_what_a_person_wants_to_know(anna: Person, trakt: Account) -> None:
    item = movie(ids={"imdb": "tt1"})
    watch_id = watch(anna, item, NOON, received_at=NOON + MINUTE, by_hand=True)
    plan(watch_id, NOON)
    (logged,) = log.watches(LogFilter(), limit=10)
    assert logged == log.watch(watch_id)
    assert (logged.kind, logged.title, logged.year) == (Kind.MOVIE, "The Lantern Year", 2021)
    assert (logged.show, logged.season, logged.number) == (None, None, None)
    assert (logged.ids, logged.show_ids) == ({"imdb": "tt1"}, {})
    assert logged.member == Named(anna.id, "Anna")
    assert logged.server == Named(anna.server.id, "Attic")
    assert (logged.watched_at, logged.received_at) == (NOON, NOON + MINUTE)
    assert (logged.by_hand, logged.rewatched) == (True, False)
    delivery = only(logged)
    assert (delivery.destination, delivery.account_id) == ("trakt", trakt.id)


def test_rows_are_found_by_their_ids(anna: Person) -> None:
    ids = [watch(anna, episode(n)) for n in range(3)]
    found = log.by_ids([ids[2], ids[0], 99])
    assert found.keys() == {ids[0], ids[2]}
    assert found[ids[2]].number == 2
    assert log.by_ids([]) == {}
    assert log.watch(99) is None


@pytest.mark.parametrize(
    ("item", "heading"),
    [
        (episode(4), "Harbour Street 1x04 Part 4"),
        (episode(12, 0), "Harbour Street 0x12 Part 12"),
        (Item(Kind.EPISODE, "Part 4", show="Harbour Street"), "Harbour Street Part 4"),
        (Item(Kind.EPISODE, "Part 4", season=1, number=4), "1x04 Part 4"),
        (movie(), "The Lantern Year (2021)"),
        (movie(year=None), "The Lantern Year"),
    ],
)
def test_a_row_is_headed_as_people_name_it(anna: Person, item: Item, heading: str) -> None:
    logged = log.watch(watch(anna, item))
    assert logged is not None
    assert log.heading(logged) == heading


# Order and pages


def test_the_newest_come_first_and_equal_times_by_arrival(anna: Person) -> None:
    old = watch(anna, episode(1), NOON - DAY)
    new = watch(anna, episode(2), NOON)
    equal = watch(anna, episode(3), NOON)
    assert find() == [equal, new, old]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_neither_skip_nor_repeat(anna: Person, limit: int) -> None:
    times = [NOON, NOON, NOON, NOON - HOUR, NOON - HOUR, NOON - DAY, NOON, NOON - HOUR]
    for number, at in enumerate(times):
        watch(anna, episode(number), at)
    found: list[int] = []
    before: log.Cursor | None = None
    while page := log.watches(LogFilter(), limit=limit, before=before):
        assert len(page) <= limit
        found += [one.id for one in page]
        before = log.Cursor(page[-1].watched_at, page[-1].id)
    assert found == log.ids(LogFilter())
    assert len(found) == len(times)


def test_a_page_stays_where_it_is_while_newer_watches_arrive(anna: Person) -> None:
    first, second = watch(anna, episode(1), NOON - DAY), watch(anna, episode(2), NOON)
    watch(anna, episode(3), NOON)
    (rest,) = log.watches(LogFilter(), limit=9, before=log.Cursor(NOON, second))
    assert rest.id == first


# Details


def test_attempts_are_listed_by_delivery_oldest_first(anna: Person, trakt: Account) -> None:
    simkl = link(anna, "simkl")
    watch_id = planned(anna)
    first, second = log.by_ids([watch_id])[watch_id].deliveries
    request = {"method": "POST", "path": "/sync/history", "status": 502}
    failed = end(first.id, WAITING, NOON, message="No answer.", exchanges=[request, request])
    done = end(first.id, DELIVERED, NOON + HOUR, play_id="p1", outcome="fine")
    other = end(second.id, DeliveryState.UNMATCHED, NOON)
    found = log.attempts(watch_id)
    assert {key: [one.id for one in tries] for key, tries in found.items()} == {
        first.id: [failed, done],
        second.id: [other],
    }
    one, two = found[first.id]
    assert (one.outcome, one.message, one.exchanges) == ("waiting", "No answer.", (request,) * 2)
    assert (two.outcome, two.play_id, two.finished_at) == ("fine", "p1", NOON + HOUR)
    assert second.account_id == simkl.id
    assert log.attempts(99) == {}


def test_the_body_is_shown_as_text_whatever_it_is(anna: Person, store: Store) -> None:
    watch_id = watch(anna)
    assert log.raw_body(watch_id) == '{"event": "made up"}'
    store.db.execute_sql("UPDATE inbox SET body = ?", (b"caf\xe9",))
    assert log.raw_body(watch_id) == "caf\ufffd"
    assert log.raw_body(99) is None


# What needs a person


def trouble_of(now: datetime = NOON) -> list[int]:
    return [trouble.watch_id for trouble in log.troubles(now)]


def wait_since(delivery_id: int, first_try_at: datetime) -> None:
    end(delivery_id, WAITING, first_try_at, next_try_at=NOON + DAY)


@pytest.mark.parametrize(
    ("bring", "needs"),
    [
        (lambda d: None, False),
        (lambda d: end(d, DeliveryState.UNMATCHED), True),
        (lambda d: end(d, DeliveryState.REJECTED), True),
        (deliver, False),
        (deliveries.cancel, False),
        (lambda d: wait_since(d, NOON - DAY), False),
        (lambda d: wait_since(d, NOON - DAY - MINUTE), True),
        (lambda d: attempts.hold_for_person(d, "Say."), True),
    ],
)
def test_what_needs_a_person(
    anna: Person, trakt: Account, bring: Callable[[int], object], needs: bool
) -> None:
    watch_id = planned(anna, watched_at=NOON - 10 * DAY)
    bring(delivery_of(watch_id))
    assert trouble_of() == ([watch_id] if needs else [])


def test_what_an_outage_kept_from_a_first_try_for_a_day_needs_a_person(
    anna: Person, trakt: Account
) -> None:
    watch_id = planned(anna, watched_at=NOON - 2 * DAY)
    assert trouble_of() == []
    accounts.note_failure(trakt.id, "Trakt does not answer.", NOON + DAY)
    assert trouble_of() == [watch_id]


def test_trouble_is_told_in_words(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    end(delivery_id, DeliveryState.REJECTED, message="Trakt does not take it.")
    (trouble,) = log.troubles(NOON)
    assert (trouble.delivery_id, trouble.destination) == (delivery_id, "trakt")
    assert (trouble.state, trouble.member) == (DeliveryState.REJECTED, Named(anna.id, "Anna"))
    assert (trouble.what, trouble.message) == (
        "Harbour Street 1x04 Part 4",
        "Trakt does not take it.",
    )


def test_what_was_deleted_or_unlinked_troubles_nobody(anna: Person, trakt: Account) -> None:
    deleted, unlinked = planned(anna, episode(1)), planned(anna, episode(2))
    for watch_id in (deleted, unlinked):
        end(delivery_of(watch_id), DeliveryState.UNMATCHED, next_try_at=NOON)
    watched.delete(deleted)
    assert trouble_of() == [unlinked]
    accounts.unlink(trakt.id)
    assert trouble_of() == []
    link(anna, user_id=trakt.user_id or "")
    assert trouble_of() == [unlinked]
