from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import attempts, deliveries, holds, log, watched
from scroblarr_desktop.store.records import Account, DeliveryState, HoldKind, WaitingFor
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.store.filling import (
    HOUR,
    MINUTE,
    NOON,
    Person,
    delivery_of,
    end,
    episode,
    link,
    only,
    plan,
    planned,
    put_into,
    states,
    watch,
)

LIVE = timedelta(seconds=10)
SECOND = timedelta(seconds=1)
WAITING, CANCELLED = DeliveryState.WAITING, DeliveryState.CANCELLED
EVERY_STATE = list(DeliveryState)


@pytest.mark.parametrize("state", EVERY_STATE)
def test_retry_makes_due_what_has_not_arrived(
    anna: Person, trakt: Account, state: DeliveryState
) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    put_into(state, delivery_id)
    later = NOON + HOUR
    if state in (DeliveryState.SENDING, DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE):
        with pytest.raises(Conflict):
            deliveries.retry(delivery_id, later)
        assert states(log.watch(watch_id)) == [state]
        return
    assert deliveries.retry(delivery_id, later) == trakt.id
    now = deliveries.get(delivery_id)
    assert (now.state, now.next_try_at, now.unmatched_tries) == (WAITING, later, 0)
    assert only(log.watch(watch_id)).message == ""


def test_retry_frees_what_is_held(anna: Person, trakt: Account, heard: list[Changed]) -> None:
    holds.start_pause(anna.id, None)
    watch_id = watch(anna)
    plan(watch_id, hold_id=holds.pause_for(anna.id))
    heard.clear()
    deliveries.retry(delivery_of(watch_id), NOON)
    assert only(log.watch(watch_id)).waiting_for is WaitingFor.TIME
    assert heard == [Changed.LOG | Changed.QUESTIONS]


def test_retry_keeps_the_wait_before_a_question_of_unknown_fate(
    anna: Person, trakt: Account
) -> None:
    delivery_id = delivery_of(planned(anna))
    attempts.mark_sending(delivery_id, "m1", NOON)
    end(delivery_id, WAITING, next_try_at=NOON + HOUR, fate_unknown=True)
    deliveries.retry(delivery_id, NOON + SECOND)
    now = deliveries.get(delivery_id)
    assert (now.next_try_at, now.fate_unknown) == (NOON + LIVE, True)
    deliveries.retry(delivery_id, NOON + MINUTE)
    assert deliveries.get(delivery_id).next_try_at == NOON + MINUTE


def test_retry_is_the_answer_where_a_person_was_asked(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    attempts.mark_sending(delivery_id, "m1", NOON)
    end(delivery_id, WAITING, fate_unknown=True, asks_person=True)
    assert only(log.watch(watch_id)).waiting_for is WaitingFor.ANSWER
    deliveries.retry(delivery_id, NOON + MINUTE)
    assert not deliveries.get(delivery_id).fate_unknown
    assert only(log.watch(watch_id)).waiting_for is WaitingFor.TIME


@pytest.mark.parametrize("state", EVERY_STATE)
def test_cancel_ends_what_is_open(anna: Person, trakt: Account, state: DeliveryState) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    put_into(state, delivery_id)
    if state in (WAITING, DeliveryState.UNMATCHED, DeliveryState.REJECTED):
        deliveries.cancel(delivery_id, "Not wanted.")
        ended = only(log.watch(watch_id))
        assert (ended.state, ended.message, ended.next_try_at) == (CANCELLED, "Not wanted.", None)
    else:
        with pytest.raises(Conflict):
            deliveries.cancel(delivery_id)
        assert states(log.watch(watch_id)) == [state]


def test_what_is_not_there_is_missing(anna: Person) -> None:
    for call in (lambda: deliveries.retry(99, NOON), lambda: deliveries.cancel(99)):
        with pytest.raises(Missing):
            call()


def test_a_member_who_leaves_takes_all_that_is_open_along(
    anna: Person, ben: Person, trakt: Account
) -> None:
    theirs = link(ben)
    by_state = {state: planned(anna, episode(n)) for n, state in enumerate(EVERY_STATE)}
    for state, watch_id in by_state.items():
        put_into(state, delivery_of(watch_id))
    other = planned(ben)
    deliveries.cancel_of_member(anna.id, "Anna was taken out of the household.")
    kept = (DeliveryState.SENDING, DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
    for state, watch_id in by_state.items():
        assert states(log.watch(watch_id)) == [state if state in kept else CANCELLED]
    assert states(log.watch(other)) == [WAITING]
    assert deliveries.next_due_at(theirs.id) == NOON


def test_every_state_is_counted(anna: Person, trakt: Account) -> None:
    for n, state in enumerate([*EVERY_STATE, WAITING]):
        put_into(state, delivery_of(planned(anna, episode(n))))
    assert deliveries.counts() == {**dict.fromkeys(EVERY_STATE, 1), WAITING: 2}


def test_hand_marks_that_are_deleted_are_not_asked_about(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    holds.ask_about_marks(anna.id, [watch_id])
    assert [question.kind for question in holds.questions()] == [HoldKind.HAND_MARKS]
    watched.delete(watch_id)
    assert holds.questions() == []
