"""What can come of an attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.store.deliveries import FATE_WAIT
from scroblarr_desktop.store.records import DeliveryState, DueDelivery
from scroblarr_desktop.sync.asking import There
from scroblarr_desktop.watches import Kind

UNMATCHED_TRIES = 8
"""The first, and one a day for a week: new episodes appear late."""

UNMATCHED_EVERY = timedelta(days=1)
ASK_PERSON = "It is not known whether {title} took it. Look there, then send it again or cancel it."


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt; the fields are those of `store.attempts.end_attempt`."""

    state: DeliveryState
    message: str = ""
    outcome: str | None = None
    next_try_at: datetime | None = None
    fate_unknown: bool = False
    asks_person: bool = False
    wants_history: bool = False
    play_id: str | None = None
    claimed_at: datetime | None = None
    claim_exact: bool = False


def delivered(
    destination: Destination, play_id: str | None, claimed_at: datetime | None, *, exact: bool
) -> Outcome:
    """It is there. `claimed_at` and `exact` tell which play is this delivery's."""
    traits = destination.traits
    message = "" if traits.can_ask else f"{traits.title} said yes; it cannot be asked to show it."
    return Outcome(
        DeliveryState.DELIVERED, message, play_id=play_id, claimed_at=claimed_at, claim_exact=exact
    )


def already_there(destination: Destination, there: There) -> Outcome:
    return Outcome(
        DeliveryState.ALREADY_THERE,
        f"{destination.traits.title} had it already.",
        play_id=there.play_id,
        claimed_at=there.watched_at,
        claim_exact=True,
    )


def into_history(message: str, now: datetime) -> Outcome:
    """The live call is ruled out; the next attempt follows at once."""
    return Outcome(
        DeliveryState.WAITING, message, outcome="refused", next_try_at=now, wants_history=True
    )


def unmatched(
    due: DueDelivery, error: RemoteError, now: datetime, *, fate_unknown: bool
) -> Outcome:
    again = due.unmatched_tries + 1 < UNMATCHED_TRIES
    next_try_at = now + UNMATCHED_EVERY if again else None
    return Outcome(
        DeliveryState.UNMATCHED, error.sentence, next_try_at=next_try_at, fate_unknown=fate_unknown
    )


def may_repeat(destination: Destination, due: DueDelivery) -> bool:
    """Return whether a write of unknown fate may be sent again without a person's word.

    Yes where the destination can be asked first, and where a repetition changes nothing: a first
    watch of an episode at TV Time.
    """
    return destination.traits.can_ask or (due.item.kind is Kind.EPISODE and not due.rewatched)


def ask_person(destination: Destination) -> Outcome:
    message = ASK_PERSON.format(title=destination.traits.title)
    return Outcome(
        DeliveryState.WAITING, message, outcome="unknown", fate_unknown=True, asks_person=True
    )


def later(
    destination: Destination,
    due: DueDelivery,
    message: str,
    now: datetime,
    wait: timedelta,
    *,
    fate_unknown: bool,
) -> Outcome:
    """It is tried again, unless it may have arrived and only a person can tell."""
    if fate_unknown and not may_repeat(destination, due):
        return ask_person(destination)
    return Outcome(
        DeliveryState.WAITING,
        message,
        outcome="unknown" if fate_unknown else "failed",
        next_try_at=now + (max(wait, FATE_WAIT) if fate_unknown else wait),
        fate_unknown=fate_unknown,
    )
