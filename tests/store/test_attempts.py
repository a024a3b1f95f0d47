from __future__ import annotations

from datetime import timedelta

import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, attempts, deliveries, log
from scroblarr_desktop.store.records import Account, Claim, DeliveryState
from tests.store.filling import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    Person,
    deliver,
    delivery_of,
    end,
    link,
    only,
    planned,
    states,
)

LIVE = timedelta(seconds=10)
SECOND = timedelta(seconds=1)
WAITING, CANCELLED = DeliveryState.WAITING, DeliveryState.CANCELLED
EVERY_STATE = list(DeliveryState)


def test_an_attempt_is_counted_and_timed(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    for n in range(1, 4):
        at = NOON + n * MINUTE
        attempts.begin_attempt(delivery_id, at)
        now = deliveries.get(delivery_id)
        assert (now.attempts, now.first_try_at, now.last_try_at) == (n, NOON + MINUTE, None)


def test_sending_is_of_unknown_fate_until_it_ends(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    attempts.note_match(delivery_id, "m0")
    attempts.mark_sending(delivery_id, "m1", NOON)
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
    attempt_id = attempts.begin_attempt(delivery_id, NOON)
    deliveries.cancel(delivery_id)
    attempts.end_attempt(
        delivery_id, attempt_id, NOON, state=state, message="Its end.", exchanges=[]
    )
    arrived = state in (DeliveryState.DELIVERED, DeliveryState.ALREADY_THERE)
    assert states(log.watch(watch_id)) == [state if arrived else CANCELLED]
    ((attempt,),) = log.attempts(watch_id).values()
    assert (attempt.finished_at, attempt.message) == (NOON, "Its end.")


def test_an_attempt_that_came_to_nothing_is_closed(anna: Person, trakt: Account) -> None:
    watch_id = planned(anna)
    attempt_id = attempts.begin_attempt(delivery_of(watch_id), NOON)
    attempts.close_attempt(attempt_id, NOON + SECOND, [{"path": "/search"}])
    ((attempt,),) = log.attempts(watch_id).values()
    assert (attempt.outcome, attempt.finished_at) == ("withdrawn", NOON + SECOND)
    assert attempt.exchanges == ({"path": "/search"},)


def test_each_step_is_told(anna: Person, trakt: Account, heard: list[Changed]) -> None:
    delivery_id = delivery_of(planned(anna))
    heard.clear()
    attempt_id = attempts.begin_attempt(delivery_id, NOON)
    attempts.note_match(delivery_id, "m1")
    attempts.mark_sending(delivery_id, "m1", NOON)
    attempts.end_attempt(
        delivery_id, attempt_id, NOON, state=WAITING, message="", exchanges=[], next_try_at=NOON
    )
    sending = Changed.LOG | Changed.STATE
    assert heard == [Changed.LOG, sending, sending]


# Claims


def claims(account: Account, but: int = 0, match_id: str = "m1") -> list[Claim]:
    return attempts.claims(account.destination, account.user_id or "", match_id, but)


def test_a_delivery_claims_the_play_it_made(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliver(delivery_id, play_id="p1", claimed_at=NOON, claim_exact=True)
    assert claims(trakt) == [Claim(delivery_id, "p1", NOON, True)]
    assert claims(trakt, but=delivery_id) == []
    assert claims(trakt, match_id="m2") == []


def test_a_play_whose_id_is_not_known_is_claimed_by_its_time(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    deliver(delivery_id, claimed_at=NOON)
    assert claims(trakt) == [Claim(delivery_id, None, NOON, False)]


def test_a_try_of_unknown_fate_may_own_either_play(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna, watched_at=NOON - HOUR))
    attempts.mark_sending(delivery_id, "m1", NOON, live=True)
    either = [Claim(delivery_id, None, NOON - HOUR, True), Claim(delivery_id, None, NOON, False)]
    assert claims(trakt) == either
    end(delivery_id, WAITING, NOON, next_try_at=NOON + LIVE, fate_unknown=True)
    assert claims(trakt) == either
    deliveries.cancel(delivery_id)
    assert claims(trakt) == either


def test_what_went_out_with_its_own_time_claims_no_play_of_the_moment(
    anna: Person, trakt: Account
) -> None:
    """Else it hides the play of what just ended, which then would be sent again."""
    delivery_id = delivery_of(planned(anna, watched_at=NOON - HOUR))
    attempts.mark_sending(delivery_id, "m1", NOON)
    assert claims(trakt) == [Claim(delivery_id, None, NOON - HOUR, True)]


def test_what_certainly_did_not_arrive_claims_nothing(anna: Person, trakt: Account) -> None:
    delivery_id = delivery_of(planned(anna))
    attempts.note_match(delivery_id, "m1")
    assert claims(trakt) == []
    attempts.mark_sending(delivery_id, "m1", NOON)
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
