"""Attempts: what is kept before, during and after each try, so that no sudden end loses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import fn

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import removals
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.deliveries import earliest_question
from scroblarr_desktop.store.models import (
    AccountRow,
    AttemptRow,
    DeliveryRow,
    InboxRow,
    TimeField,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared, by_id, change
from scroblarr_desktop.store.records import (
    PENDING_REMOVALS,
    SUCCEEDED,
    Claim,
    DeliveryState,
    Removal,
)
from scroblarr_desktop.store.watched import DELETED


def begin_attempt(delivery_id: int, at: datetime) -> int:
    """Return the id of a new attempt. Nothing was written at the destination yet."""
    with writing(Changed.LOG, lasting=False):
        began = TimeField().db_value(at)
        _COUNT_TRY.run(began, delivery_id)
        return int(_BEGIN.run(delivery_id, began, AttemptRow.exchanges.db_value([])).lastrowid)


_COUNT_TRY = Prepared(
    lambda at, delivery_id: DeliveryRow.update(
        attempts=DeliveryRow.attempts + 1, first_try_at=fn.COALESCE(DeliveryRow.first_try_at, at)
    ).where(DeliveryRow.id == delivery_id)
)
_BEGIN = Prepared(
    lambda delivery_id, at, exchanges: AttemptRow.insert(
        delivery=delivery_id, started_at=at, exchanges=exchanges
    )
)


def mark_sending(
    delivery_id: int, match_id: str, at: datetime, *, live: bool = False, rewatched: bool = False
) -> None:
    """Note, durably and before the write goes out, that its fate is open from here on.

    `rewatched`: it goes out as a rewatch, whatever was planned.
    """
    with writing(Changed.LOG | Changed.STATE):
        _MARK_SENDING.run(rewatched, match_id, TimeField().db_value(at), live, delivery_id)


_MARK_SENDING = Prepared(
    lambda rewatched, match_id, at, live, delivery_id: DeliveryRow.update(
        state=DeliveryState.SENDING,
        rewatched=DeliveryRow.rewatched | rewatched,
        match_id=match_id,
        last_try_at=at,
        unproven=live,
        fate_unknown=True,
    ).where(DeliveryRow.id == delivery_id)
)


def note_match(delivery_id: int, match_id: str) -> None:
    with writing(Changed.NOTHING, lasting=False):
        _NOTE_MATCH.run(match_id, delivery_id)


_NOTE_MATCH = Prepared(
    lambda match_id, delivery_id: DeliveryRow.update(match_id=match_id).where(
        DeliveryRow.id == delivery_id
    )
)


def end_attempt(
    delivery_id: int,
    attempt_id: int,
    at: datetime,
    *,
    state: DeliveryState,
    message: str,
    exchanges: Sequence[dict[str, Any]],
    outcome: str | None = None,
    next_try_at: datetime | None = None,
    fate_unknown: bool = False,
    asks_person: bool = False,
    wants_history: bool = False,
    play_id: str | None = None,
    claimed_at: datetime | None = None,
    claim_exact: bool = False,
    own_play: bool = False,
) -> None:
    """Keep what came of an attempt, and what the delivery does next.

    `own_play`: the play found there is one that an earlier attempt wrote.
    """
    with writing(Changed.LOG | Changed.STATE):
        finish_attempt(
            attempt_id,
            at,
            outcome=outcome or str(state),
            message=message,
            play_id=play_id,
            exchanges=exchanges,
        )
        row = by_id(DeliveryRow, delivery_id)
        withdrawn = row.state == DeliveryState.CANCELLED and row.removal not in PENDING_REMOVALS
        if withdrawn and state not in SUCCEEDED:
            return  # the person withdrew it while it was looked up
        row.state, row.message, row.next_try_at = state, message, next_try_at
        row.fate_unknown, row.asks_person = fate_unknown, asks_person
        row.wants_history = row.wants_history or wants_history
        if state is DeliveryState.UNMATCHED:
            row.unmatched_tries += 1
        if state in SUCCEEDED:
            row.delivered_at = at
            row.play_id, row.claimed_at, row.claim_exact = play_id, claimed_at, claim_exact
            row.own_play = own_play or state is DeliveryState.DELIVERED
        _give_up_deleted(row)
        change(row)
        removals.after_attempt(row, at)


def finish_attempt(
    attempt_id: int,
    at: datetime,
    *,
    outcome: str,
    message: str,
    exchanges: Sequence[dict[str, Any]],
    play_id: str | None = None,
) -> None:
    """Keep what was said, and what came of it."""
    with writing(Changed.LOG):
        said = AttemptRow.exchanges.db_value(list(exchanges))
        finished = TimeField().db_value(at)
        _FINISH.run(finished, outcome, message, play_id, said, attempt_id)


_FINISH = Prepared(
    lambda at, outcome, message, play_id, exchanges, attempt_id: AttemptRow.update(
        finished_at=at, outcome=outcome, message=message, play_id=play_id, exchanges=exchanges
    ).where(AttemptRow.id == attempt_id)
)


def lived_until() -> datetime | None:
    """Return the latest moment that is noted of the app's life, by the clock of that time."""
    attempt = AttemptRow.select(AttemptRow.started_at).order_by(AttemptRow.id.desc()).first()
    entry = InboxRow.select(InboxRow.received_at).order_by(InboxRow.id.desc()).first()
    times = [attempt and attempt.started_at, entry and entry.received_at]
    return max((at for at in times if at is not None), default=None)


def was_in_doubt(delivery_id: int) -> bool:
    """Return whether of any try so far it was not known whether it had arrived."""
    tries = AttemptRow.select().where(AttemptRow.delivery == delivery_id)
    return bool(tries.where(AttemptRow.outcome == "unknown").exists())


def hold_for_person(delivery_id: int, message: str) -> None:
    """Let the delivery wait until a person says whether to send it again."""
    with writing(Changed.LOG | Changed.STATE):
        query = DeliveryRow.update(
            state=DeliveryState.WAITING, next_try_at=None, asks_person=True, message=message
        )
        query.where(DeliveryRow.id == delivery_id).execute()


def close_attempt(attempt_id: int, at: datetime, exchanges: Sequence[dict[str, Any]]) -> None:
    """End an attempt that came to nothing because its delivery was withdrawn meanwhile."""
    with writing(Changed.LOG):
        query = AttemptRow.update(finished_at=at, outcome="withdrawn", exchanges=list(exchanges))
        query.where(AttemptRow.id == attempt_id).execute()


def claims(destination: str, user_id: str, match_id: str, but: int) -> list[Claim]:
    """Return the plays of this item that other deliveries to this user own, or may own."""
    return [claim for row in _sent(destination, user_id, match_id, but) for claim in _claims(row)]


def first_in_doubt(destination: str, user_id: str, match_id: str, but: int) -> datetime | None:
    """Return when it is tried again to send the first watch of this item, if that is in doubt.

    A destination that cannot be asked takes a repeated first watch for nothing, so a rewatch that
    went out in between would swallow it.
    """
    waits = (DeliveryRow.state == DeliveryState.WAITING) & ~DeliveryRow.asks_person
    first = DeliveryRow.fate_unknown & ~DeliveryRow.rewatched
    row = _sent(destination, user_id, match_id, but).where(waits, first).first()
    return None if row is None else row.next_try_at


def _sent(destination: str, user_id: str, match_id: str, but: int) -> Any:
    """Which other deliveries of this item to this user arrived, or may have."""
    return (
        DeliveryRow.select(DeliveryRow, WatchRow)
        .join(AccountRow)
        .switch(DeliveryRow)
        .join(WatchRow)
        .where(
            AccountRow.destination == destination,
            AccountRow.user_id == user_id,
            DeliveryRow.match_id == match_id,
            DeliveryRow.id != but,
            DeliveryRow.state.in_(SUCCEEDED) | DeliveryRow.fate_unknown,
            # What was left there may count for another watch.
            DeliveryRow.removal.is_null() | (DeliveryRow.removal != Removal.LEFT),
        )
    )


def recover(now: datetime) -> int:
    """Return how many writes a sudden end cut off; they wait as of unknown fate."""
    with writing(Changed.LOG):
        cut_off = DeliveryRow.select().where(DeliveryRow.state == DeliveryState.SENDING)
        rows = list(cut_off)
        for row in rows:
            row.state = DeliveryState.WAITING
            row.next_try_at = earliest_question(row.last_try_at or now, now)
            row.message = "Scroblarr ended while this was being sent; it is checked first."
            _give_up_deleted(row)
            row.save()
            removals.after_attempt(row, now)
        AttemptRow.update(finished_at=now, outcome="cut off").where(
            AttemptRow.finished_at.is_null()
        ).execute()
    return len(rows)


def _claims(row: DeliveryRow) -> list[Claim]:
    if row.state in SUCCEEDED:
        return [Claim(row.id, row.play_id, row.claimed_at, row.claim_exact)]
    # Its fate is open: it may own a play with its own time. Only a live call may have left one
    # with the time of that call; claimed for more, it would hide another watch's own play.
    dated = Claim(row.id, None, row.watch.watched_at, True)
    live = Claim(row.id, None, row.last_try_at, False)
    return [dated, live] if row.unproven else [dated]


def _give_up_deleted(row: DeliveryRow) -> None:
    """What was being sent while its watch was deleted is not tried again."""
    if row.removal in PENDING_REMOVALS:
        return  # what may be there has to be looked for first
    if row.state in SUCCEEDED:
        return
    if by_id(WatchRow, row.watch_id).deleted_at is not None:
        row.state, row.message, row.next_try_at = DeliveryState.CANCELLED, DELETED, None
