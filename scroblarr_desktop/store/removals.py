"""Taking back what was delivered: asked for here, tried like a delivery, kept through every end.

Only a play that is certainly ours is ever taken back. What was never written is cancelled at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.deliveries import earliest_question, pending_removal, removable
from scroblarr_desktop.store.models import AccountRow, DeliveryRow, WatchRow
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    SUCCEEDED,
    AccountState,
    DeliveryState,
    DueRemoval,
    Removal,
)
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.watches import Kind

_CHANGED = Changed.LOG | Changed.QUESTIONS | Changed.STATE

PENDING = "It is to be removed there."
OTHERS = "It was there before and stays there."


def ask(delivery_id: int, reason: str, now: datetime, then: Removal = Removal.CANCEL) -> None:
    """Take back this delivery; `then` says whether it ends cancelled or is sent anew.

    Raises Missing.
    """
    with writing(_CHANGED):
        if DeliveryRow.get_or_none(DeliveryRow.id == delivery_id) is None:
            raise Missing("delivery")
        _take_back(DeliveryRow.id == delivery_id, reason, now, then)


def of_watches(watches: Any, reason: str, now: datetime) -> None:
    """Take back every delivery of these watches, given by their ids or by a query for them."""
    with writing(_CHANGED):
        _take_back(DeliveryRow.watch.in_(watches), reason, now, Removal.CANCEL)


def count(watches: Any) -> int:
    """Return how many deliveries of these watches are still to be taken back."""
    query = DeliveryRow.select().where(DeliveryRow.watch.in_(watches), pending_removal())
    return int(query.count())


def next_due(account_id: int, now: datetime) -> DueRemoval | None:
    """Return what is to be removed from this account now, the oldest watch first."""
    query = DeliveryRow.select(DeliveryRow, WatchRow).join(WatchRow)
    ready = removable(account_id) & (DeliveryRow.next_try_at <= now)
    row = query.where(ready).order_by(WatchRow.watched_at, DeliveryRow.id).first()
    return None if row is None else _due(row)


def is_pending(delivery_id: int) -> bool:
    query = DeliveryRow.select().where(DeliveryRow.id == delivery_id, pending_removal())
    return bool(query.exists())


def note_play(delivery_id: int, play_id: str) -> None:
    """Keep, durably and before it is removed, which play is this delivery's."""
    with writing(Changed.NOTHING):
        changes = {"play_id": play_id, "own_play": True}
        DeliveryRow.update(changes).where(DeliveryRow.id == delivery_id).execute()


def removed(delivery_id: int, at: datetime, message: str) -> None:
    """It is not there any more: the delivery ends cancelled, or waits to be sent anew."""
    with writing(_CHANGED):
        row = DeliveryRow.get_by_id(delivery_id)
        _finish(row, at, message)
        row.save()
        settle_undone([row.watch_id], at)


def later(delivery_id: int, next_try_at: datetime, message: str) -> None:
    """It is tried again then."""
    with writing(_CHANGED):
        DeliveryRow.update(
            next_try_at=next_try_at,
            message=message,
            removal_tries=DeliveryRow.removal_tries + 1,
        ).where(DeliveryRow.id == delivery_id, pending_removal()).execute()


def left(delivery_id: int, at: datetime, message: str) -> None:
    """What is there stays there, as far as this app is concerned."""
    with writing(_CHANGED):
        row = DeliveryRow.get_by_id(delivery_id)
        if row.removal in PENDING_REMOVALS:
            _leave(row, at, message)
            row.save()


def again(delivery_id: int, now: datetime) -> int | None:
    """Make a removal due, also one that was in vain; return its account, None for any other."""
    with writing(_CHANGED):
        row = DeliveryRow.get_or_none(
            DeliveryRow.id == delivery_id, DeliveryRow.removal.is_null(False)
        )
        if row is None:
            return None
        if row.removal == Removal.LEFT:
            row.removal, row.removal_asked_at = Removal.CANCEL, now
            row.message = f"{PENDING} {row.removal_reason}"
        row.next_try_at = earliest_question(row.last_try_at, now) if row.fate_unknown else now
        row.account = _linked_again(row)
        row.save()
        return int(row.account_id)


def _linked_again(row: Any) -> Any:
    """Return the account through which the same user is linked now, else the one it went to."""
    old = AccountRow.get_by_id(row.account_id)
    now_linked = AccountRow.get_or_none(
        AccountRow.member == old.member_id,
        AccountRow.destination == old.destination,
        AccountRow.user_id == old.user_id,
        AccountRow.state != AccountState.UNLINKED,
    )
    if now_linked is None:
        return old
    taken = (DeliveryRow.watch == row.watch_id) & (DeliveryRow.account == now_linked)
    return old if DeliveryRow.select().where(taken).exists() else now_linked


def give_up(account_ids: Sequence[int], at: datetime, message: str) -> None:
    """Leave whatever was to be removed from these accounts: there is no way to do it."""
    wanted = pending_removal() & DeliveryRow.account.in_(list(account_ids))
    rows = list(DeliveryRow.select().where(wanted, DeliveryRow.state != DeliveryState.SENDING))
    if rows:
        with writing(_CHANGED):
            for row in rows:
                _leave(row, at, f"{message} {row.removal_reason}".strip())
                row.save()


def accounts_asked() -> dict[int, tuple[str, AccountState]]:
    """Return the accounts from which something is to be removed: destination and state by id."""
    rows = _ASKED.run()
    return {account: (destination, AccountState(state)) for account, destination, state in rows}


def _accounts_asked() -> Any:
    asked = DeliveryRow.select(DeliveryRow.account).where(pending_removal())
    wanted = AccountRow.select(AccountRow.id, AccountRow.destination, AccountRow.state)
    return wanted.where(AccountRow.id.in_(asked))


_ASKED = Prepared(_accounts_asked)


def after_attempt(row: Any, at: datetime) -> None:
    """Go on with a removal that was asked for while an attempt was under way."""
    if row.removal not in PENDING_REMOVALS:
        return
    row.asks_person, row.hold = False, None
    if row.fate_unknown:
        row.next_try_at = earliest_question(row.last_try_at or at, at)
    elif row.state in SUCCEEDED and row.own_play:
        row.next_try_at, row.message = at, f"{PENDING} {row.removal_reason}"
    else:
        others = row.state == DeliveryState.ALREADY_THERE
        _finish(row, at, f"{OTHERS} {row.removal_reason}" if others else row.removal_reason)
    row.save()
    settle_undone([row.watch_id], at)


def settle_undone(watches: Any, at: datetime) -> None:
    """Take out of the log those of these watches that were undone and are nowhere any more."""
    somewhere = DeliveryRow.select(DeliveryRow.watch).where(DeliveryRow.removal.is_null(False))
    WatchRow.update(deleted_at=at).where(
        WatchRow.id.in_(watches),
        WatchRow.undone_at.is_null(False),
        WatchRow.deleted_at.is_null(),
        WatchRow.id.not_in(somewhere),
    ).execute()


def _take_back(which: Any, reason: str, now: datetime, then: Removal) -> None:
    asked = {
        "removal": then,
        "removal_reason": reason,
        "removal_asked_at": now,
        "removal_tries": 0,
        "hold": None,
        "asks_person": False,
    }
    is_left = DeliveryRow.removal == Removal.LEFT
    open_fate = which & DeliveryRow.fate_unknown & (DeliveryRow.removal.is_null() | ~is_left)
    for row in DeliveryRow.select().where(open_fate):
        at = earliest_question(row.last_try_at or now, now)
        changes = {**asked, "next_try_at": at, "message": f"{PENDING} {reason}"}
        if row.state == DeliveryState.SENDING:
            changes = asked
        DeliveryRow.update(changes).where(DeliveryRow.id == row.id).execute()
    # What a person says now goes before what was to become of it afterwards.
    free = DeliveryRow.removal.is_null() | DeliveryRow.removal.in_((Removal.RESEND, Removal.RETIME))
    certain = which & ~DeliveryRow.fate_unknown & free
    own = DeliveryRow.state.in_(SUCCEEDED) & DeliveryRow.own_play
    changes = {**asked, "next_try_at": now, "message": f"{PENDING} {reason}"}
    DeliveryRow.update(changes).where(certain, own).execute()
    others = DeliveryRow.state.in_(SUCCEEDED) & ~DeliveryRow.own_play
    _end_all(certain & others, f"{OTHERS} {reason}", now, then)
    _end_all(certain & DeliveryRow.state.in_(_UNSENT), reason, now, then)


_UNSENT = (DeliveryState.WAITING, DeliveryState.UNMATCHED, DeliveryState.REJECTED)


def _end_all(which: Any, message: str, now: datetime, then: Removal) -> None:
    """End what needs no removal: it was never written, or somebody else's play is there."""
    # What an earlier statement has just put under removal is not meant any more.
    which = which & DeliveryRow.removal.is_null()
    DeliveryRow.update(_ended(then, now, message)).where(which).execute()


def _ended(then: Removal, at: datetime, message: str) -> dict[str, Any]:
    """Return what a delivery is once nothing of it is there."""
    nothing_there = {
        "removal": None,
        "hold": None,
        "asks_person": False,
        "fate_unknown": False,
        "own_play": False,
        "play_id": None,
        "claimed_at": None,
        "claim_exact": False,
        "delivered_at": None,
    }
    if then is Removal.CANCEL:
        state = DeliveryState.CANCELLED
        return {**nothing_there, "state": state, "next_try_at": None, "message": message}
    anew = {"match_id": None, "unmatched_tries": 0, "wants_history": True}
    state = DeliveryState.WAITING
    return {**nothing_there, **anew, "state": state, "next_try_at": at, "message": ""}


def _finish(row: Any, at: datetime, message: str) -> None:
    then = Removal(row.removal) if row.removal in PENDING_REMOVALS else Removal.CANCEL
    for name, value in _ended(then, at, message).items():
        setattr(row, name, value)


def _leave(row: Any, at: datetime, message: str) -> None:
    if row.removal == Removal.RESEND:
        _finish(row, at, message)
        row.message = message
        # The next try has a word of its own, and this has to be seen afterwards, too.
        noted = {"note": f"{row.watch.note} {message}".strip()}
        WatchRow.update(noted).where(WatchRow.id == row.watch_id).execute()
        return
    if row.removal == Removal.RETIME:  # sent anew it would stand there twice
        row.removal, row.next_try_at, row.message = None, None, message
        return
    row.removal, row.state = Removal.LEFT, DeliveryState.CANCELLED
    row.next_try_at, row.message = None, message


def _due(row: Any) -> DueRemoval:
    return DueRemoval(
        id=row.id,
        watch_id=row.watch_id,
        account_id=row.account_id,
        member_id=row.watch.member_id,
        kind=Kind(row.watch.kind),
        title=row.watch.title,
        watched_at=row.watch.watched_at,
        then=Removal(row.removal),
        reason=row.removal_reason,
        tries=row.removal_tries,
        match_id=row.match_id,
        play_id=row.play_id,
        claimed_at=row.claimed_at,
        claim_exact=row.claim_exact,
        own_play=row.own_play,
        unproven=row.unproven,
    )
