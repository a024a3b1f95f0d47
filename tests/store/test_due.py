from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import attempts, close_store, deliveries, holds, log, open_store
from scroblarr_desktop.store.records import Account, DeliveryState
from scroblarr_desktop.store.refusals import Missing
from tests.store.filling import (
    DAY,
    NOON,
    Person,
    deliver,
    delivery_of,
    end,
    episode,
    link,
    only,
    plan,
    planned,
    put_into,
    watch,
)

LIVE = timedelta(seconds=10)
SECOND = timedelta(seconds=1)
WAITING = DeliveryState.WAITING
EVERY_STATE = list(DeliveryState)


def due(account: Account, now: datetime = NOON) -> int | None:
    found = deliveries.next_due(account.id, now, LIVE)
    return None if found is None else found.watch_id


def test_nothing_is_due_before_its_time(anna: Person, trakt: Account) -> None:
    watch_id = watch(anna)
    plan(watch_id, NOON + SECOND)
    assert due(trakt) is None
    assert deliveries.next_due_at(trakt.id) == NOON + SECOND
    assert due(trakt, NOON + SECOND) == watch_id


def test_what_is_just_finished_goes_first_and_the_rest_by_age(anna: Person, trakt: Account) -> None:
    old = planned(anna, episode(1), NOON - DAY)
    older = planned(anna, episode(2), NOON - 2 * DAY)
    fresh = planned(anna, episode(3), NOON - 5 * SECOND)
    tried = planned(anna, episode(4), NOON - 4 * SECOND)
    end(delivery_of(tried), WAITING, NOON, next_try_at=NOON)
    order = []
    while (found := due(trakt)) is not None:
        order.append(found)
        deliver(delivery_of(found))
    assert order == [fresh, older, old, tried]
    assert deliveries.next_due_at(trakt.id) is None


def test_accounts_do_not_see_each_others_deliveries(anna: Person, ben: Person) -> None:
    hers, his = link(anna), link(ben)
    watch_id = planned(anna)
    assert due(hers) == watch_id
    assert due(his) is None
    assert deliveries.next_due_at(his.id) is None


@pytest.mark.parametrize("state", EVERY_STATE)
def test_only_what_is_open_is_due(anna: Person, trakt: Account, state: DeliveryState) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    if state is DeliveryState.UNMATCHED:
        end(delivery_id, state, next_try_at=NOON)
    else:
        put_into(state, delivery_id)
    open_still = state in (WAITING, DeliveryState.UNMATCHED)
    assert (due(trakt) == watch_id) is open_still


def test_what_is_held_or_asks_a_person_is_not_due(anna: Person, trakt: Account) -> None:
    holds.start_pause(anna.id, None)
    held = watch(anna)
    plan(held, hold_id=holds.pause_for(anna.id))
    asking = planned(anna, episode(5))
    attempts.hold_for_person(delivery_of(asking), "Say.")
    unmatched = planned(anna, episode(6))
    end(delivery_of(unmatched), DeliveryState.UNMATCHED, next_try_at=None)
    assert due(trakt, NOON + 10 * DAY) is None
    assert deliveries.next_due_at(trakt.id) is None


def test_a_delivery_says_all_that_an_attempt_needs(anna: Person, trakt: Account) -> None:
    item = episode(ids={"tvdb": "11"}, run_time_s=2400.0)
    watch_id = planned(anna, item)
    found = deliveries.next_due(trakt.id, NOON, LIVE)
    assert found is not None
    assert found == deliveries.get(found.id)
    assert (found.watch_id, found.account_id, found.member_id) == (watch_id, trakt.id, anna.id)
    assert (found.item, found.watched_at, found.attempts) == (item, NOON, 0)
    with pytest.raises(Missing):
        deliveries.get(99)


# After a sudden end


def test_what_was_cut_off_waits_as_of_unknown_fate(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    cut_off, untouched = planned(anna, episode(1)), planned(anna, episode(2))
    attempts.begin_attempt(delivery_of(cut_off), NOON)
    attempts.mark_sending(delivery_of(cut_off), "m1", NOON)
    close_store()
    open_store(folder, Changes())
    assert attempts.recover(NOON + SECOND) == 1
    now = deliveries.get(delivery_of(cut_off))
    assert (now.state, now.fate_unknown, now.next_try_at) == (WAITING, True, NOON + LIVE)
    assert "checked first" in only(log.watch(cut_off)).message
    assert deliveries.get(delivery_of(untouched)).next_try_at == NOON
    assert attempts.recover(NOON + SECOND) == 0


def test_what_was_cut_off_long_ago_is_due_at_once(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    attempts.mark_sending(delivery_id, "m1", NOON)
    attempts.recover(NOON + DAY)
    assert deliveries.get(delivery_id).next_try_at == NOON + DAY
