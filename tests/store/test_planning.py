from __future__ import annotations

import sqlite3

import pytest

from scroblarr_desktop.store import accounts, attempts, deliveries, household, log
from scroblarr_desktop.store.records import Account, AccountState, DeliveryState, WaitingFor
from scroblarr_desktop.watches import Item
from tests.store.filling import (
    DAY,
    HOUR,
    NOON,
    Person,
    deliver,
    delivery_of,
    episode,
    link,
    movie,
    only,
    plan,
    planned,
    put_into,
    states,
    watch,
)

WAITING, CANCELLED = DeliveryState.WAITING, DeliveryState.CANCELLED
EVERY_STATE = list(DeliveryState)


def test_each_linked_account_gets_one_delivery(anna: Person, ben: Person) -> None:
    first, second = link(anna, "trakt"), link(anna, "simkl")
    link(ben, "trakt")
    watch_id = planned(anna)
    logged = log.watch(watch_id)
    assert logged is not None
    assert [one.account_id for one in logged.deliveries] == [first.id, second.id]
    for delivery in logged.deliveries:
        assert (delivery.state, delivery.next_try_at, delivery.attempts) == (WAITING, NOON, 0)
        assert (delivery.waiting_for, delivery.message) == (WaitingFor.TIME, "")


def test_the_database_takes_a_watch_once_for_each_account(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    with pytest.raises(sqlite3.IntegrityError):
        plan(watch_id)
    assert states(log.watch(watch_id)) == [WAITING]


def test_a_member_who_is_switched_off_gets_none(anna: Person, trakt: Account) -> None:
    household.change_member(anna.id, {"enabled": False})
    assert states(log.watch(planned(anna))) == []


@pytest.mark.parametrize("state", list(AccountState))
def test_every_account_that_was_ever_linked_counts_until_it_is_unlinked(
    anna: Person, trakt: Account, state: AccountState
) -> None:
    accounts.change(trakt.id, {"state": state})
    expected = [] if state is AccountState.UNLINKED else [WAITING]
    assert states(log.watch(planned(anna))) == expected


@pytest.mark.parametrize("state", [AccountState.WAITING, AccountState.DENIED, AccountState.EXPIRED])
def test_an_account_that_was_never_linked_does_not_count(anna: Person, state: AccountState) -> None:
    account = accounts.open_for(anna.id, "trakt", rewatches=True)
    accounts.change(account.id, {"state": state})
    assert states(log.watch(planned(anna))) == []


def test_what_waits_says_what_for(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    accounts.change(trakt.id, {"state": AccountState.PAUSED})
    assert only(log.watch(watch_id)).waiting_for is WaitingFor.ACCOUNT
    accounts.change(trakt.id, {"state": AccountState.LINKED, "probe_at": NOON + HOUR})
    held = only(log.watch(watch_id))
    assert (held.waiting_for, held.next_try_at) == (WaitingFor.ACCOUNT, NOON + HOUR)
    attempts.hold_for_person(held.id, "Look there, then say.")
    asking = only(log.watch(watch_id))
    assert (asking.waiting_for, asking.next_try_at) == (WaitingFor.ANSWER, None)
    deliveries.cancel(held.id)
    assert only(log.watch(watch_id)).waiting_for is None


# Rewatches


@pytest.mark.parametrize(
    ("item", "switch", "expected"),
    [
        (movie(), {"rewatch_films": False}, CANCELLED),
        (movie(), {"rewatch_episodes": False}, WAITING),
        (episode(), {"rewatch_episodes": False}, CANCELLED),
        (episode(), {"rewatch_films": False}, WAITING),
    ],
)
def test_an_account_may_take_no_rewatches(
    anna: Person, trakt: Account, item: Item, switch: dict[str, bool], expected: DeliveryState
) -> None:
    accounts.change(trakt.id, switch)
    first, again = watch(anna, item), watch(anna, item)
    plan(first)
    plan(again, rewatched=True)
    assert states(log.watch(first)) == [WAITING]
    delivery = only(log.watch(again))
    assert delivery.state is expected
    assert ("takes no rewatches" in delivery.message) == (expected is CANCELLED)
    assert (delivery.next_try_at is None) == (expected is CANCELLED)


@pytest.mark.parametrize("state", EVERY_STATE)
def test_rewatched_means_that_this_account_has_or_will_have_it(
    anna: Person, trakt: Account, state: DeliveryState
) -> None:
    first = planned(anna)
    put_into(state, delivery_of(first))
    again = watch(anna, watched_at=NOON + DAY)
    plan(again, earlier=[first])
    expected = state not in (CANCELLED, DeliveryState.REJECTED)
    assert deliveries.get(delivery_of(again)).rewatched is expected
    logged = log.watch(again)
    assert logged is not None
    assert logged.rewatched is expected


def test_rewatched_counts_for_each_account_alone(anna: Person, trakt: Account) -> None:
    first = planned(anna)
    later = link(anna, "simkl", rewatches=False)
    again = watch(anna, watched_at=NOON + DAY)
    plan(again, earlier=[first])
    logged = log.watch(again)
    assert logged is not None
    by_account = {one.account_id: deliveries.get(one.id).rewatched for one in logged.deliveries}
    assert by_account == {trakt.id: True, later.id: False}
    assert states(logged) == [WAITING, WAITING]


def test_an_unlinked_account_of_the_same_user_counts(anna: Person, trakt: Account) -> None:
    first = planned(anna)
    deliver(delivery_of(first))
    accounts.unlink(trakt.id)
    link(anna, user_id=trakt.user_id or "")
    again = watch(anna, watched_at=NOON + DAY)
    plan(again, earlier=[first])
    assert deliveries.get(delivery_of(again)).rewatched


def test_the_servers_own_count_is_enough(anna: Person, trakt: Account) -> None:
    watch_id = watch(anna)
    plan(watch_id, rewatched=True)
    assert deliveries.get(delivery_of(watch_id)).rewatched
