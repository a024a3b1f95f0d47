from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, attempts, log
from scroblarr_desktop.store.records import Account, AccountState, DeliveryState, SignIn
from tests.store.filling import (
    HOUR,
    MINUTE,
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
    watch,
)

SIGN_IN = SignIn("ABCD1234", "https://tracker.invalid/activate", NOON + 10 * MINUTE)


def test_failures_hold_the_whole_account_back(trakt: Account, heard: list[Changed]) -> None:
    for n in (1, 2):
        accounts.note_failure(trakt.id, "It does not answer.", NOON + n * MINUTE)
    held = accounts.get(trakt.id)
    assert (held.failures, held.probe_at, held.outage) == (
        2,
        NOON + 2 * MINUTE,
        "It does not answer.",
    )
    assert heard[-1] & Changed.STATE
    accounts.lift_outage(trakt.id)
    lifted = accounts.get(trakt.id)
    assert (lifted.failures, lifted.probe_at) == (2, None)


def test_a_success_makes_everything_due(anna: Person, trakt: Account) -> None:
    now = datetime.now(UTC)
    later, first_try, settled = (planned(anna, episode(n), now) for n in (1, 2, 3))
    end(delivery_of(later), DeliveryState.WAITING, now, next_try_at=now + 6 * HOUR)
    deliver(delivery_of(settled), now)
    accounts.note_failure(trakt.id, "It does not answer.", now + HOUR)
    accounts.note_success(trakt.id)
    healthy = accounts.get(trakt.id)
    assert (healthy.failures, healthy.probe_at, healthy.outage) == (0, None, "")
    due_at = only(log.watch(later)).next_try_at
    assert due_at is not None
    assert abs(due_at - now) < MINUTE
    assert only(log.watch(first_try)).next_try_at == now
    assert only(log.watch(settled)).state is DeliveryState.DELIVERED


def test_a_try_of_unknown_fate_is_still_not_asked_about_too_soon(
    anna: Person, trakt: Account
) -> None:
    now = datetime.now(UTC)
    watch_id = planned(anna, episode(), now)
    attempts.mark_sending(delivery_of(watch_id), "m1", now)
    end(
        delivery_of(watch_id),
        DeliveryState.WAITING,
        now,
        next_try_at=now + HOUR,
        fate_unknown=True,
    )
    accounts.note_failure(trakt.id, "It does not answer.", now)
    accounts.note_success(trakt.id)
    assert only(log.watch(watch_id)).next_try_at == now + timedelta(seconds=10)


def test_a_success_of_a_healthy_account_changes_nothing(
    trakt: Account, heard: list[Changed]
) -> None:
    heard.clear()
    accounts.note_success(trakt.id)
    assert heard == []


def test_linking_again_makes_due_what_waited_after_a_try(anna: Person, trakt: Account) -> None:
    now = datetime.now(UTC)
    watch_id = watch(anna, episode(), now)
    plan(watch_id, now)
    end(delivery_of(watch_id), DeliveryState.WAITING, now, next_try_at=now + 24 * HOUR)
    accounts.change(trakt.id, {"state": AccountState.NEEDS_RELINK})
    link(anna, user_id=trakt.user_id or "")
    due_at = only(log.watch(watch_id)).next_try_at
    assert due_at is not None
    assert due_at < now + MINUTE
