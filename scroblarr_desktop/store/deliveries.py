"""Deliveries: planning them, finding the due ones, and what a person does about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import generations, left_there, never
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    AccountRow,
    DeliveryRow,
    MemberRow,
    TimeField,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared, add, by_id
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    SUCCEEDED,
    UNFINISHED,
    AccountState,
    DeliveryState,
    DueDelivery,
    Removal,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.watched import from_json
from scroblarr_desktop.watches import Kind

LONGEST_WAIT = timedelta(hours=27)
"""Nothing waits longer for its next try: at most a day, lengthened by the jitter."""

FATE_WAIT = timedelta(seconds=10)
"""A try whose fate is unknown is not asked about sooner than this."""


def plan(
    watch_id: int,
    *,
    earlier: Sequence[int],
    rewatched: bool,
    due_at: datetime,
    hold_id: int | None,
    again_at: Collection[int] = (),
) -> None:
    """Make one delivery of this watch for each account that its member linked.

    `earlier` are the watches of the same item, `rewatched` is what the media server says; an
    account whose switch is off gets its rewatch as a cancelled delivery that says so. `again_at`:
    the accounts for which it was a rewatch before it was moved away and back.
    """
    watch = by_id(WatchRow, watch_id)
    doubtful = generations.of_unknown_fate(watch.watched_at, watch.received_at)
    unwanted = never.why(watch.member_id, from_json(watch.item))
    with writing(Changed.LOG):
        for account in _linked(watch.member_id):
            again = rewatched or account.id in again_at or _went_to(account, earlier)
            row = DeliveryRow(watch=watch, account=account, rewatched=again)
            left = left_there.find(watch, account)
            if left is not None:
                left_there.take_over(row, left)
            elif unwanted is not None:
                row.state, row.message = DeliveryState.CANCELLED, unwanted
            elif again and not wants_rewatch(account, watch.kind):
                row.state = DeliveryState.CANCELLED
                row.message = "Rewatched: this account takes no rewatches."
            else:
                row.state, row.next_try_at, row.hold = DeliveryState.WAITING, due_at, hold_id
                # What may have gone out before a copy was put back is asked for, never sent live.
                row.fate_unknown = row.wants_history = row.unproven = doubtful
            add(row)


def next_due(account_id: int, now: datetime, live_within: timedelta) -> DueDelivery | None:
    """Return what is to be sent to this account now: first what is just finished, then by age."""
    at, live_since = (TimeField().db_value(one) for one in (now, now - live_within))
    row = _NEXT_DUE.first(account_id, at, live_since)
    return None if row is None else _due(row)


def _most_urgent(account_id: Any, now: Any, live_since: Any) -> Any:
    fresh = (DeliveryRow.attempts == 0) & (WatchRow.watched_at > live_since)
    query = DeliveryRow.select().join(WatchRow).where(_sendable(account_id))
    urgent = query.where(DeliveryRow.next_try_at <= now)
    return urgent.order_by(fresh.desc(), WatchRow.watched_at, DeliveryRow.id).limit(1)


_NEXT_DUE = Prepared(_most_urgent)


def next_due_at(account_id: int) -> datetime | None:
    """Return when the next delivery or removal of this account falls due."""
    rows = [query.run(account_id).fetchone() for query in (_NEXT_TO_SEND, _NEXT_TO_REMOVE)]
    return TimeField().python_value(min((row[0] for row in rows if row is not None), default=None))


def _earliest(ready: Any) -> Any:
    query = DeliveryRow.select(DeliveryRow.next_try_at).where(ready)
    return query.order_by(DeliveryRow.next_try_at).limit(1)


_NEXT_TO_SEND = Prepared(lambda account_id: _earliest(_sendable(account_id)))
_NEXT_TO_REMOVE = Prepared(lambda account_id: _earliest(removable(account_id)))


def get(delivery_id: int) -> DueDelivery:
    """Return the delivery. Raises Missing."""
    row = by_id(DeliveryRow, delivery_id)
    if row is None:
        raise Missing("delivery")
    return _due(row)


def make_due(account_id: int, now: datetime) -> None:
    """Let what waits for its next try go out now; a try of unknown fate keeps its ten seconds."""
    waits = (
        (DeliveryRow.account == account_id)
        & ((DeliveryRow.state == DeliveryState.WAITING) | pending_removal())
        & (DeliveryRow.next_try_at > now)
        & (DeliveryRow.attempts > 0)
    )
    with writing(Changed.LOG):
        DeliveryRow.update(next_try_at=now).where(waits, ~DeliveryRow.fate_unknown).execute()
        for row in DeliveryRow.select().where(waits, DeliveryRow.fate_unknown):
            row.next_try_at = earliest_question(row.last_try_at, now)
            row.save()


def earliest_question(last_try_at: datetime | None, now: datetime) -> datetime:
    """Return when it may be asked what became of a try of unknown fate."""
    if last_try_at is None:
        return now
    # A try that seems to lie ahead was made before the clock was set back.
    return max(now, min(last_try_at, now) + FATE_WAIT)


def heed_clock(now: datetime) -> None:
    """Let nothing wait for a time that only a wrong clock named; it was set back since.

    What came in later than now is not live any more, whatever its age seems to be.
    """
    from_ahead = WatchRow.select(WatchRow.id).where(WatchRow.received_at > now)
    waits = (
        (DeliveryRow.state.in_((DeliveryState.WAITING, DeliveryState.UNMATCHED)))
        | pending_removal()
    ) & (DeliveryRow.next_try_at > now)
    untried = (DeliveryRow.attempts == 0) & DeliveryRow.watch.in_(from_ahead)
    with writing(Changed.LOG):
        DeliveryRow.update(wants_history=True).where(waits, untried).execute()
        too_far = DeliveryRow.next_try_at > now + LONGEST_WAIT
        DeliveryRow.update(next_try_at=now).where(waits, untried | too_far).execute()


def retry(delivery_id: int, now: datetime) -> int:
    """Make the delivery due, also one that was held, unmatched or cancelled; return its account.

    Raises Missing, or Conflict where there is nothing to send again.
    """
    with writing(Changed.LOG | Changed.QUESTIONS):
        row = _row(delivery_id)
        if row.state in (DeliveryState.SENDING, *SUCCEEDED):
            raise Conflict("It is being sent or has arrived already.")
        if row.removal is not None or row.watch.undone_at is not None:
            raise Conflict("It was taken back and is not sent again.")
        earliest = now
        if row.fate_unknown and row.last_try_at is not None:
            earliest = earliest_question(row.last_try_at, now)
        if row.asks_person:  # the person has just answered: send it again, whatever became of it
            row.asks_person = row.fate_unknown = False
        row.state, row.next_try_at = DeliveryState.WAITING, earliest
        row.hold, row.unmatched_tries, row.message = None, 0, ""
        row.save()
        return int(row.account_id)


def cancel(delivery_id: int, reason: str = "You cancelled it.") -> None:
    """Raises Missing, or Conflict where it is being sent or is finished."""
    with writing(Changed.LOG | Changed.QUESTIONS):
        row = _row(delivery_id)
        finished = (DeliveryState.SENDING, DeliveryState.CANCELLED, *SUCCEEDED)
        if row.state in finished or row.removal is not None:
            raise Conflict("It is being sent or is finished already.")
        row.state, row.next_try_at, row.hold = DeliveryState.CANCELLED, None, None
        row.message = reason
        row.save()


def cancel_of_member(member_id: int, reason: str) -> None:
    """Cancel all that is not finished of a member who leaves; what is there stays there."""
    own = WatchRow.select(WatchRow.id).where(WatchRow.member == member_id)
    with writing(Changed.LOG | Changed.QUESTIONS):
        DeliveryRow.update(
            state=DeliveryState.CANCELLED,
            next_try_at=None,
            removal=Removal.LEFT,
            message=f"{reason} Remove it there by hand.",
        ).where(
            DeliveryRow.watch.in_(own),
            pending_removal(),
            DeliveryRow.state != DeliveryState.SENDING,
        ).execute()
        query = DeliveryRow.update(
            state=DeliveryState.CANCELLED, next_try_at=None, hold=None, message=reason
        )
        query.where(
            DeliveryRow.watch.in_(own),
            DeliveryRow.state.in_((*UNFINISHED, DeliveryState.REJECTED)),
            DeliveryRow.state != DeliveryState.SENDING,
        ).execute()


def accounts_of(member_id: int) -> list[int]:
    """Return the accounts to which the member's watches go."""
    return [account.id for account in _linked(member_id)]


def counts() -> dict[DeliveryState, int]:
    return {
        state: DeliveryRow.select().where(DeliveryRow.state == state).count()
        for state in DeliveryState
    }


def pending_removal() -> Any:
    """Which deliveries are to be taken back."""
    return DeliveryRow.removal.in_(PENDING_REMOVALS)


def removable(account_id: int) -> Any:
    """Which deliveries of the account wait to be removed; what is being sent has its end first."""
    return (
        (DeliveryRow.account == account_id)
        & pending_removal()
        & (DeliveryRow.state != DeliveryState.SENDING)
        & DeliveryRow.next_try_at.is_null(False)
    )


def _sendable(account_id: int) -> Any:
    open_states = (DeliveryState.WAITING, DeliveryState.UNMATCHED)
    return (
        (DeliveryRow.account == account_id)
        & DeliveryRow.state.in_(open_states)
        & DeliveryRow.next_try_at.is_null(False)
        & DeliveryRow.hold.is_null()
        & DeliveryRow.removal.is_null()
    )


def _linked(member_id: int) -> list[AccountRow]:
    return list(_LINKED.rows(member_id))


_LINKED = Prepared(
    lambda member_id: (
        AccountRow.select()
        .join(MemberRow)
        .where(
            AccountRow.member == member_id,
            MemberRow.enabled,
            AccountRow.user_id.is_null(False),
            AccountRow.state != AccountState.UNLINKED,
        )
        .order_by(AccountRow.id)
    )
)


def _went_to(account: AccountRow, earlier: Sequence[int]) -> bool:
    """Return whether one of those watches reached, or will reach, this user there."""
    if not earlier:
        return False
    query = (
        DeliveryRow.select()
        .join(AccountRow)
        .where(
            DeliveryRow.watch.in_(list(earlier)),
            AccountRow.destination == account.destination,
            AccountRow.user_id == account.user_id,
            DeliveryRow.state.in_((*SUCCEEDED, *UNFINISHED)),
        )
    )
    return bool(query.exists())


def wants_rewatch(account: Any, kind: str) -> bool:
    """Return whether the account takes a repeated play of a movie or an episode."""
    return bool(account.rewatch_films if kind == Kind.MOVIE else account.rewatch_episodes)


def _row(delivery_id: int) -> Any:
    query = DeliveryRow.select().join(WatchRow).where(WatchRow.deleted_at.is_null())
    row = query.where(DeliveryRow.id == delivery_id).first()
    if row is None:
        raise Missing("delivery")
    return row


def _due(row: DeliveryRow) -> DueDelivery:
    watch = by_id(WatchRow, row.watch_id)
    return DueDelivery(
        id=row.id,
        watch_id=row.watch_id,
        account_id=row.account_id,
        member_id=watch.member_id,
        state=DeliveryState(row.state),
        item=from_json(watch.item),
        watched_at=watch.watched_at,
        by_hand=watch.by_hand,
        at_release=row.at_release,
        rewatched=row.rewatched,
        attempts=row.attempts,
        first_try_at=row.first_try_at,
        last_try_at=row.last_try_at,
        fate_unknown=row.fate_unknown,
        wants_history=row.wants_history,
        unmatched_tries=row.unmatched_tries,
        next_try_at=row.next_try_at,
        unproven=row.unproven,
        removal=Removal(row.removal) if row.removal else None,
    )
