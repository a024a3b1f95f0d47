from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.store import attempts, deliveries, holds, log
from scroblarr_desktop.store.records import (
    Account,
    DeliveryState,
    HoldKind,
    Named,
    Question,
    WaitingFor,
)
from tests.store.filling import (
    MINUTE,
    NOON,
    Person,
    deliver,
    delivery_of,
    episode,
    link,
    only,
    plan,
    states,
    watch,
)


def held_watch(person: Person, number: int = 4) -> int:
    """A watch that came in while the person's pause was running."""
    watch_id = watch(person, episode(number))
    plan(watch_id, hold_id=holds.pause_for(person.id))
    return watch_id


def the_question() -> Question:
    (question,) = holds.questions()
    return question


def is_due(account: Account) -> bool:
    later = datetime.now(UTC) + MINUTE
    return deliveries.next_due(account.id, later, timedelta(seconds=10)) is not None


def marks(person: Person, count: int = 6) -> list[int]:
    found = []
    for number in range(count):
        found.append(watch(person, episode(number), by_hand=True))
        plan(found[-1])
    return found


def test_a_series_marked_by_hand_is_one_question(anna: Person, trakt: Account) -> None:
    holds.ask_about_marks(anna.id, marks(anna))
    question = the_question()
    assert (question.kind, question.count) == (HoldKind.HAND_MARKS, 6)
    assert question.text == "Anna marked 6 watches as watched by hand at once."
    assert dict(question.options).keys() == {holds.NOW, holds.RELEASED, holds.LEAVE_OUT}
    assert not is_due(trakt)
    assert (holds.pauses(), holds.pause_for(anna.id)) == ([], None)


def test_further_marks_join_the_open_question(anna: Person, trakt: Account) -> None:
    first = marks(anna)
    holds.ask_about_marks(anna.id, first)
    more = watch(anna, episode(99), by_hand=True)
    plan(more)
    holds.ask_about_marks(anna.id, [*first, more])
    assert the_question().count == 7


@pytest.mark.parametrize(
    ("choice", "state", "at_release"),
    [
        (holds.NOW, DeliveryState.WAITING, False),
        (holds.RELEASED, DeliveryState.WAITING, True),
        (holds.LEAVE_OUT, DeliveryState.CANCELLED, False),
    ],
)
def test_marks_are_sent_as_the_person_says(
    anna: Person, trakt: Account, choice: str, state: DeliveryState, at_release: bool
) -> None:
    marked = marks(anna)
    holds.ask_about_marks(anna.id, marked)
    holds.answer(the_question().id, choice)
    for watch_id in marked:
        delivery = only(log.watch(watch_id))
        assert delivery.state is state
        assert deliveries.get(delivery.id).at_release is at_release
    assert is_due(trakt) is (state is DeliveryState.WAITING)


def test_what_has_left_is_not_held(anna: Person, trakt: Account) -> None:
    gone, unknown, waiting = marks(anna, 3)
    deliver(delivery_of(gone))
    unsure = delivery_of(unknown)
    attempts.mark_sending(unsure, "m1", NOON)
    attempts.recover(NOON)
    holds.ask_about_marks(anna.id, [gone, unknown, waiting])
    assert the_question().count == 1
    assert states(log.watch(gone)) == [DeliveryState.DELIVERED]
    assert only(log.watch(unknown)).waiting_for is WaitingFor.TIME


def test_the_other_half_of_a_couple_is_asked_for_themselves(
    anna: Person, ben: Person, trakt: Account
) -> None:
    link(ben)
    hers, his = marks(anna, 2), marks(ben, 2)
    holds.ask_about_marks(anna.id, [*hers, *his])
    question = the_question()
    assert (question.member, question.count) == (Named(anna.id, "Anna"), 2)
    assert only(log.watch(his[0])).waiting_for is WaitingFor.TIME


def test_a_new_series_is_a_new_question(anna: Person, trakt: Account) -> None:
    holds.ask_about_marks(anna.id, marks(anna))
    first = the_question()
    holds.answer(first.id, holds.NOW)
    later = watch(anna, episode(50), by_hand=True)
    plan(later)
    holds.ask_about_marks(anna.id, [later])
    assert the_question().id != first.id
