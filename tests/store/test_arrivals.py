from __future__ import annotations

from scroblarr_desktop.store import Store, arrivals, attempts
from scroblarr_desktop.store.records import Account, DeliveryState
from tests.store.filling import NOON, Person, delivery_of, end, episode, movie, planned


def test_before_the_first_attempt_there_is_nothing(store: Store) -> None:
    assert arrivals.newest_attempt() == 0
    assert arrivals.since(0) == (0, [])


def test_only_what_arrived_is_told(anna: Person, trakt: Account) -> None:
    film, part = planned(anna, movie()), planned(anna, episode())
    end(delivery_of(part), DeliveryState.UNMATCHED)
    done = end(delivery_of(film), DeliveryState.DELIVERED)
    mark, [arrival] = arrivals.since(0)
    assert (mark, arrival.attempt_id) == (done, done)
    assert (arrival.watch_id, arrival.what) == (film, "The Lantern Year (2021)")
    assert arrivals.since(mark) == (mark, [])


def test_an_attempt_under_way_is_asked_for_again(anna: Person, trakt: Account) -> None:
    slow, quick = planned(anna, movie()), planned(anna, episode())
    under_way = attempts.begin_attempt(delivery_of(slow), NOON)
    done = end(delivery_of(quick), DeliveryState.DELIVERED)
    mark, found = arrivals.since(0)
    assert mark == under_way - 1
    assert [one.attempt_id for one in found] == [done]
    attempts.end_attempt(
        delivery_of(slow),
        under_way,
        NOON,
        state=DeliveryState.DELIVERED,
        message="",
        exchanges=[],
    )
    mark, found = arrivals.since(mark)
    assert mark == arrivals.newest_attempt()
    assert [one.attempt_id for one in found] == [under_way, done]
