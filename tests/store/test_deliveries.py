from __future__ import annotations

from datetime import timedelta

import peewee
import pytest

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import (
    accounts,
    close_store,
    deliveries,
    holds,
    household,
    log,
    open_store,
    watched,
)
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    Claim,
    DeliveryState,
    HoldKind,
    WaitingFor,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from tests.store.filling import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    Person,
    deliver,
    end,
    episode,
    link,
    movie,
    only,
    plan,
    planned,
    states,
    watch,
)

LIVE = timedelta(seconds=10)
SECOND = timedelta(seconds=1)
WAITING, CANCELLED = DeliveryState.WAITING, DeliveryState.CANCELLED
EVERY_STATE = list(DeliveryState)


def delivery_of(watch_id: int) -> int:
    return only(log.watch(watch_id)).id


def put_into(state: DeliveryState, delivery_id: int, at: object = NOON) -> None:
    """Bring a delivery into that state as it gets there in life."""
    if state is DeliveryState.SENDING:
        deliveries.mark_sending(delivery_id, "m1", NOON)
    elif state is CANCELLED:
        deliveries.cancel(delivery_id)
    elif state is not WAITING:
        end(delivery_id, state)


# Planning


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
    with pytest.raises(peewee.IntegrityError):
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
    deliveries.hold_for_person(held.id, "Look there, then say.")
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
    anna: Person, trakt: Account, item: object, switch: dict[str, bool], expected: DeliveryState
) -> None:
    accounts.change(trakt.id, switch)
    first, again = watch(anna, item), watch(anna, item)  # type: ignore[arg-type]
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


# What is due


def due(account: Account, now: object = NOON) -> int | None:
    found = deliveries.next_due(account.id, now, LIVE)  # type: ignore[arg-type]
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
    assert deliveries.wait_of_account(hers.id) == 1
    assert deliveries.wait_of_account(his.id) == 0


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
    deliveries.hold_for_person(delivery_of(asking), "Say.")
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


# Attempts


def test_an_attempt_is_counted_and_timed(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    for n in range(1, 4):
        at = NOON + n * MINUTE
        deliveries.begin_attempt(delivery_id, at)
        now = deliveries.get(delivery_id)
        assert (now.attempts, now.first_try_at, now.last_try_at) == (n, NOON + MINUTE, None)


def test_sending_is_of_unknown_fate_until_it_ends(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliveries.note_match(delivery_id, "m0")
    deliveries.mark_sending(delivery_id, "m1", NOON)
    now = deliveries.get(delivery_id)
    assert (now.state, now.fate_unknown, now.last_try_at) == (DeliveryState.SENDING, True, NOON)
    end(delivery_id, DeliveryState.DELIVERED, NOON + SECOND, play_id="p1", claimed_at=NOON)
    done = only(log.watch(now.watch_id))
    assert (done.state, done.delivered_at, done.next_try_at) == (
        DeliveryState.DELIVERED,
        NOON + SECOND,
        None,
    )
    assert not deliveries.get(delivery_id).fate_unknown


def test_a_try_that_failed_waits_for_the_next(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    end(
        delivery_id,
        WAITING,
        message="Trakt does not answer.",
        next_try_at=NOON + HOUR,
        wants_history=True,
        fate_unknown=True,
    )
    now = deliveries.get(delivery_id)
    assert (now.next_try_at, now.wants_history, now.fate_unknown) == (NOON + HOUR, True, True)
    assert only(log.watch(watch_id)).message == "Trakt does not answer."
    end(delivery_id, WAITING, next_try_at=NOON + 2 * HOUR)
    later = deliveries.get(delivery_id)
    assert (later.wants_history, later.fate_unknown) == (True, False)


def test_unmatched_tries_are_counted(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    for n in (1, 2):
        end(delivery_id, DeliveryState.UNMATCHED, next_try_at=NOON + DAY)
        assert deliveries.get(delivery_id).unmatched_tries == n


@pytest.mark.parametrize("state", EVERY_STATE)
def test_what_was_withdrawn_while_it_was_looked_up_stays_withdrawn(
    anna: Person, trakt: Account, state: DeliveryState
) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    attempt_id = deliveries.begin_attempt(delivery_id, NOON)
    deliveries.cancel(delivery_id)
    deliveries.end_attempt(
        delivery_id, attempt_id, NOON, state=state, message="Its end.", exchanges=[]
    )
    arrived = state in (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
    assert states(log.watch(watch_id)) == [state if arrived else CANCELLED]
    ((attempt,),) = log.attempts(watch_id).values()
    assert (attempt.finished_at, attempt.message) == (NOON, "Its end.")


def test_an_attempt_that_came_to_nothing_is_closed(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    attempt_id = deliveries.begin_attempt(delivery_of(watch_id), NOON)
    deliveries.close_attempt(attempt_id, NOON + SECOND, [{"path": "/search"}])
    ((attempt,),) = log.attempts(watch_id).values()
    assert (attempt.outcome, attempt.finished_at) == ("withdrawn", NOON + SECOND)
    assert attempt.exchanges == ({"path": "/search"},)


def test_each_step_is_told(anna: Person, trakt: Account, heard: list[Changed]) -> None:
    delivery_id = delivery_of(planned(anna))
    heard.clear()
    attempt_id = deliveries.begin_attempt(delivery_id, NOON)
    deliveries.note_match(delivery_id, "m1")
    deliveries.mark_sending(delivery_id, "m1", NOON)
    deliveries.end_attempt(
        delivery_id, attempt_id, NOON, state=WAITING, message="", exchanges=[], next_try_at=NOON
    )
    sending = Changed.LOG | Changed.STATE
    assert heard == [Changed.LOG, sending, sending]


# After a sudden end


def test_what_was_cut_off_waits_as_of_unknown_fate(
    folder: DataDir, anna: Person, trakt: Account
) -> None:
    cut_off, untouched = planned(anna, episode(1)), planned(anna, episode(2))
    deliveries.begin_attempt(delivery_of(cut_off), NOON)
    deliveries.mark_sending(delivery_of(cut_off), "m1", NOON)
    close_store()
    open_store(folder, Changes())
    assert deliveries.recover(NOON + SECOND) == 1
    now = deliveries.get(delivery_of(cut_off))
    assert (now.state, now.fate_unknown, now.next_try_at) == (WAITING, True, NOON + LIVE)
    assert "checked first" in only(log.watch(cut_off)).message
    assert deliveries.get(delivery_of(untouched)).next_try_at == NOON
    assert deliveries.recover(NOON + SECOND) == 0


def test_what_was_cut_off_long_ago_is_due_at_once(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliveries.mark_sending(delivery_id, "m1", NOON)
    deliveries.recover(NOON + DAY)
    assert deliveries.get(delivery_id).next_try_at == NOON + DAY


# Claims


def claims(account: Account, but: int = 0, match_id: str = "m1") -> list[Claim]:
    return deliveries.claims(account.destination, account.user_id or "", match_id, but)


def test_a_delivery_claims_the_play_it_made(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliver(delivery_id, play_id="p1", claimed_at=NOON, claim_exact=True)
    assert claims(trakt) == [Claim(delivery_id, "p1", NOON, True)]
    assert claims(trakt, but=delivery_id) == []
    assert claims(trakt, match_id="m2") == []


def test_a_play_found_later_is_claimed_by_its_id(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliver(delivery_id, claimed_at=NOON)
    assert claims(trakt) == [Claim(delivery_id, None, NOON, False)]
    deliveries.note_play(delivery_id, "p9", NOON + SECOND)
    assert claims(trakt) == [Claim(delivery_id, "p9", NOON + SECOND, True)]


def test_a_try_of_unknown_fate_may_own_either_play(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna, watched_at=NOON - HOUR))
    deliveries.mark_sending(delivery_id, "m1", NOON)
    either = [Claim(delivery_id, None, NOON - HOUR, True), Claim(delivery_id, None, NOON, False)]
    assert claims(trakt) == either
    end(delivery_id, WAITING, NOON, next_try_at=NOON + LIVE, fate_unknown=True)
    assert claims(trakt) == either
    deliveries.cancel(delivery_id)
    assert claims(trakt) == either


def test_what_certainly_did_not_arrive_claims_nothing(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliveries.note_match(delivery_id, "m1")
    assert claims(trakt) == []
    deliveries.mark_sending(delivery_id, "m1", NOON)
    end(delivery_id, DeliveryState.REJECTED)
    assert claims(trakt) == []


def test_claims_belong_to_the_user_not_to_the_row(
    anna: Person, ben: Person, trakt: Account
) -> None:
    delivery_id = delivery_of(planned(anna))
    deliver(delivery_id, play_id="p1", claimed_at=NOON)
    accounts.unlink(trakt.id)
    again = link(anna, user_id=trakt.user_id or "")
    assert [claim.play_id for claim in claims(again)] == ["p1"]
    assert claims(link(ben)) == []
    assert claims(link(anna, "simkl", user_id=trakt.user_id or "")) == []


# What a person does


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
    deliveries.mark_sending(delivery_id, "m1", NOON)
    end(delivery_id, WAITING, next_try_at=NOON + HOUR, fate_unknown=True)
    deliveries.retry(delivery_id, NOON + SECOND)
    now = deliveries.get(delivery_id)
    assert (now.next_try_at, now.fate_unknown) == (NOON + LIVE, True)
    deliveries.retry(delivery_id, NOON + MINUTE)
    assert deliveries.get(delivery_id).next_try_at == NOON + MINUTE


def test_retry_is_the_answer_where_a_person_was_asked(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    delivery_id = delivery_of(watch_id)
    deliveries.mark_sending(delivery_id, "m1", NOON)
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
    assert due(theirs) == other


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
