from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import Store, deliveries, holds, household, log
from scroblarr_desktop.store.records import (
    Account,
    DeliveryState,
    HoldKind,
    Named,
    Pause,
    Question,
    WaitingFor,
)
from scroblarr_desktop.store.refusals import Missing
from tests.store.filling import (
    HOUR,
    MINUTE,
    NOON,
    Person,
    delivery_of,
    episode,
    link,
    only,
    plan,
    planned,
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


def test_without_a_pause_nothing_is_held(anna: Person) -> None:
    assert holds.pauses() == []
    assert holds.pause_for(anna.id) is None
    assert holds.questions() == []


def test_a_pause_of_one_member_holds_nobody_else(
    anna: Person, ben: Person, heard: list[Changed]
) -> None:
    holds.start_pause(anna.id, NOON)
    (pause,) = holds.pauses()
    assert (pause.member_id, pause.until) == (anna.id, NOON)
    assert (holds.pause_for(anna.id), holds.pause_for(ben.id)) == (pause.id, None)
    assert heard[-1] == Changed.QUESTIONS | Changed.LOG | Changed.STATE


def test_a_pause_of_everyone_holds_each(anna: Person, ben: Person) -> None:
    holds.start_pause(None, None)
    (pause,) = holds.pauses()
    assert pause == Pause(pause.id, None, None)
    assert holds.pause_for(anna.id) == holds.pause_for(ben.id) == pause.id


def test_pausing_again_only_moves_the_end(anna: Person) -> None:
    holds.start_pause(anna.id, NOON)
    holds.start_pause(anna.id, NOON + HOUR)
    (pause,) = holds.pauses()
    assert pause.until == NOON + HOUR
    holds.start_pause(anna.id, None)
    assert holds.pauses() == [Pause(pause.id, anna.id, None)]


def test_only_members_can_be_paused(store: Store) -> None:
    with pytest.raises(Missing):
        holds.start_pause(99, None)


def test_the_pause_of_a_member_who_left_is_over(anna: Person, ben: Person) -> None:
    holds.start_pause(anna.id, None)
    household.delete_member(anna.id)
    assert holds.pauses() == []
    assert holds.pause_for(ben.id) is None


def test_what_comes_in_during_a_pause_waits_for_an_answer(anna: Person, trakt: Account) -> None:
    holds.start_pause(None, None)
    watch_id = held_watch(anna)
    assert not is_due(trakt)
    assert only(log.watch(watch_id)).waiting_for is WaitingFor.ANSWER
    assert holds.questions() == []


def test_a_pause_ends_at_its_time_and_asks(anna: Person, trakt: Account) -> None:
    holds.start_pause(anna.id, NOON)
    held_watch(anna, 1)
    held_watch(anna, 2)
    holds.end_due_pauses(NOON - MINUTE)
    assert len(holds.pauses()) == 1
    holds.end_due_pauses(NOON)
    assert holds.pauses() == []
    question = the_question()
    assert (question.kind, question.member, question.count) == (
        HoldKind.PAUSE,
        Named(anna.id, "Anna"),
        2,
    )
    assert question.text == "2 watches of the pause wait to be sent."
    assert dict(question.options).keys() == {holds.SEND, holds.KEEP}
    assert not is_due(trakt)


def test_a_watch_with_two_accounts_is_asked_about_once(anna: Person, trakt: Account) -> None:
    link(anna, "simkl")
    holds.start_pause(anna.id, NOON)
    held_watch(anna)
    holds.end_due_pauses(NOON)
    assert the_question().text == "1 watch of the pause waits to be sent."


def test_a_pause_without_a_watch_asks_nothing(anna: Person, trakt: Account) -> None:
    holds.start_pause(None, NOON)
    planned(anna)
    holds.end_due_pauses(NOON)
    assert (holds.pauses(), holds.questions()) == ([], [])
    assert is_due(trakt)


def test_a_pause_until_resumed_does_not_end_by_itself(anna: Person) -> None:
    holds.start_pause(anna.id, None)
    holds.end_due_pauses(NOON + 1000 * HOUR)
    assert len(holds.pauses()) == 1


def test_ending_a_pause_without_an_answer_asks(anna: Person, trakt: Account) -> None:
    holds.start_pause(None, None)
    held_watch(anna)
    holds.resume(None, None)
    question = the_question()
    assert question.member is None
    assert not is_due(trakt)


@pytest.mark.parametrize(("answer", "sent"), [(holds.SEND, True), (holds.KEEP, False)])
def test_resuming_with_an_answer_asks_nothing(
    anna: Person, trakt: Account, answer: str, sent: bool
) -> None:
    holds.start_pause(anna.id, None)
    watch_id = held_watch(anna)
    holds.resume(anna.id, answer)
    assert (holds.pauses(), holds.questions()) == ([], [])
    assert is_due(trakt) is sent
    delivery = only(log.watch(watch_id))
    assert delivery.state is (DeliveryState.WAITING if sent else DeliveryState.CANCELLED)
    assert delivery.message == ("" if sent else "You chose to keep it here only.")
    assert not deliveries.get(delivery.id).at_release


def test_resuming_answers_for_an_earlier_pause_too(anna: Person, trakt: Account) -> None:
    holds.start_pause(anna.id, NOON)
    first = held_watch(anna, 1)
    holds.end_due_pauses(NOON)
    holds.resume(anna.id, holds.KEEP)
    assert holds.questions() == []
    assert states(log.watch(first)) == [DeliveryState.CANCELLED]


def test_resuming_one_member_leaves_the_others_paused(
    anna: Person, ben: Person, trakt: Account
) -> None:
    link(ben)
    holds.start_pause(anna.id, None)
    holds.start_pause(ben.id, None)
    held_watch(anna)
    his = held_watch(ben)
    holds.resume(anna.id, holds.SEND)
    assert [pause.member_id for pause in holds.pauses()] == [ben.id]
    assert only(log.watch(his)).waiting_for is WaitingFor.ANSWER
    holds.resume(None, holds.SEND)
    assert [pause.member_id for pause in holds.pauses()] == [ben.id]


def test_answering_sends_or_keeps(anna: Person, trakt: Account) -> None:
    for choice, expected in (
        (holds.SEND, DeliveryState.WAITING),
        (holds.KEEP, DeliveryState.CANCELLED),
    ):
        holds.start_pause(anna.id, NOON)
        watch_id = held_watch(anna)
        holds.end_due_pauses(NOON)
        question = the_question()
        holds.answer(question.id, choice)
        assert states(log.watch(watch_id)) == [expected]
        assert holds.questions() == []
        with pytest.raises(Missing):
            holds.answer(question.id, choice)


def test_only_what_was_offered_is_an_answer(anna: Person, trakt: Account) -> None:
    holds.start_pause(anna.id, NOON)
    held_watch(anna)
    (pause,) = holds.pauses()
    with pytest.raises(Missing):
        holds.answer(pause.id, holds.SEND)  # it is still running
    holds.end_due_pauses(NOON)
    for choice in (holds.NOW, "", "anything"):
        with pytest.raises(Missing):
            holds.answer(pause.id, choice)
    assert len(holds.questions()) == 1


def test_what_was_cancelled_meanwhile_is_not_sent(anna: Person, trakt: Account) -> None:
    holds.start_pause(anna.id, NOON)
    dropped, kept = held_watch(anna, 1), held_watch(anna, 2)
    holds.end_due_pauses(NOON)
    deliveries.cancel(delivery_of(dropped))
    question = the_question()
    assert question.count == 1
    holds.answer(question.id, holds.SEND)
    assert states(log.watch(dropped)) == [DeliveryState.CANCELLED]
    assert states(log.watch(kept)) == [DeliveryState.WAITING]


def test_questions_are_kept_across_pauses(anna: Person, trakt: Account) -> None:
    for number in (1, 2):
        holds.start_pause(anna.id, NOON)
        held_watch(anna, number)
        holds.end_due_pauses(NOON)
    assert [question.count for question in holds.questions()] == [1, 1]
