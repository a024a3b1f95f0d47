"""What was watched before an account was linked is offered once."""

from __future__ import annotations

import pytest

from scroblarr_desktop.store import accounts, deliveries, offers
from scroblarr_desktop.store.records import DeliveryState
from scroblarr_desktop.store.refusals import Conflict
from tests.store.filling import HOUR, NOON, Person, delivery_of, link, planned


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
