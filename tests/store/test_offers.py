"""What was watched before an account was linked is offered once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scroblarr_desktop.store import accounts, deliveries, offers, watched
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.watches import Item
from tests.store.filling import (
    DAY,
    HOUR,
    NOON,
    Person,
    an_entry,
    delivery_of,
    episode,
    link,
    movie,
    planned,
)


def test_what_was_watched_before_is_offered_and_sent_with_its_own_time(anna: Person) -> None:
    early, late = planned(anna, watched_at=NOON - HOUR), planned(anna, watched_at=NOON)
    account = link(anna)
    offers.open_for(account.id)
    offer = offers.waiting(account.id)
    assert offer == offers.Offer(2, NOON - HOUR)
    assert deliveries.counts()[DeliveryState.WAITING] == 0, "never by itself"
    assert offers.send(account.id) == 2
    assert [deliveries.get(delivery_of(one)).watched_at for one in (early, late)] == [
        NOON - HOUR,
        NOON,
    ]
    assert offers.waiting(account.id) is None
    assert offers.send(account.id) == 0


def test_only_what_is_newer_than_a_date_where_one_is_named(anna: Person) -> None:
    planned(anna, watched_at=NOON - HOUR)
    late = planned(anna, watched_at=NOON)
    account = link(anna)
    offers.open_for(account.id)
    assert offers.preview(account.id, NOON) == offers.Offer(1, NOON)
    assert offers.send(account.id, NOON) == 1
    assert deliveries.get(delivery_of(late)).watched_at == NOON
    assert offers.waiting(account.id) is None


def test_kept_here_it_is_not_asked_about_again(anna: Person) -> None:
    planned(anna)
    account = link(anna)
    offers.open_for(account.id)
    offers.keep(account.id)
    accounts.unlink(account.id)
    again = link(anna)
    offers.open_for(again.id)
    assert again.id != account.id
    assert offers.waiting(again.id) is None


def test_what_has_a_delivery_is_not_offered(anna: Person) -> None:
    account = link(anna)
    planned(anna)
    offers.open_for(account.id)
    assert offers.waiting(account.id) is None


def test_an_account_that_is_not_linked_has_no_offer(anna: Person) -> None:
    account = link(anna)
    accounts.unlink(account.id)
    with pytest.raises(Conflict):
        offers.preview(account.id)


def again(person: Person, item: Item) -> None:
    """Let somebody watch what the media server says they had seen before."""
    ids = (person.id, person.viewer.id, person.server.id)
    watched.add(an_entry(), 0, *ids, item, NOON, by_hand=False, rewatched=True)


def test_what_would_be_sent_is_listed_newest_first(anna: Person) -> None:
    planned(anna, movie("The Lantern Year", 2021), watched_at=NOON - DAY)
    planned(anna, episode(4), watched_at=NOON)
    planned(anna, episode(5), watched_at=NOON - HOUR)
    account = link(anna)
    listed = offers.earlier(account.id)
    assert [(one.what, one.watched_at) for one in listed] == [
        ("Harbour Street 1x04 Part 4", NOON),
        ("Harbour Street 1x05 Part 5", NOON - HOUR),
        ("The Lantern Year (2021)", NOON - DAY),
    ]
    assert [one.what for one in offers.earlier(account.id, NOON)] == ["Harbour Street 1x04 Part 4"]
    assert len(offers.earlier(account.id, limit=2)) == 2


def test_repeats_that_the_account_does_not_take_are_not_offered(anna: Person) -> None:
    again(anna, movie("The Lantern Year"))
    again(anna, episode(4))
    planned(anna, episode(5), watched_at=NOON - HOUR)
    account = link(anna)
    offers.open_for(account.id)
    assert offers.preview(account.id).count == 3
    accounts.change(account.id, {"rewatch_episodes": False})
    assert offers.preview(account.id) == offers.Offer(2, NOON - HOUR)
    assert len(offers.earlier(account.id)) == 2
    accounts.change(account.id, {"rewatch_films": False})
    assert offers.send(account.id) == 1


def test_years_of_watches_are_sent_at_once(anna: Person) -> None:
    for hours in range(120):
        planned(anna, episode(hours + 1), watched_at=NOON - hours * HOUR)
    account = link(anna)
    assert offers.send(account.id) == 120
    assert deliveries.counts()[DeliveryState.WAITING] == 120
    first = deliveries.next_due(account.id, datetime.now(UTC), HOUR)
    assert first is not None
    assert first.watched_at == NOON - 119 * HOUR, "the oldest goes first"
