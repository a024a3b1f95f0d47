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
DOUBT = "It was not certain whether it had arrived before."
HAD_IT = f"{DOUBT} {{title}} was asked and had it."
HAD_IT_NOT = f"{DOUBT} {{title}} was asked, did not have it and took it now."
REPEATED = f"{DOUBT} It was sent again, which changes nothing at {{title}} where it had."
SAID_YES = "{title} said yes; it cannot be asked to show it."
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
    own_play: bool = False


def delivered(
    destination: Destination,
    play_id: str | None,
    claimed_at: datetime | None,
    *,
    exact: bool,
    doubt: bool,
) -> Outcome:
    """It is there. `claimed_at` and `exact` tell which play is this delivery's.

    `doubt`: it was not known whether an earlier try had arrived.
    """
    can_ask = destination.traits.can_ask
    said = [(HAD_IT_NOT if can_ask else REPEATED)] if doubt else []
    said += [] if can_ask else [SAID_YES]
    message = " ".join(said).format(title=destination.traits.title)
    return Outcome(
        DeliveryState.DELIVERED, message, play_id=play_id, claimed_at=claimed_at, claim_exact=exact
    )


def already_there(
    destination: Destination,
    there: There,
    *,
    ours: bool = False,
    doubtful: bool = False,
    doubt: bool = False,
) -> Outcome:
    """It stands there.

    `ours`: an earlier try of this delivery wrote it; `doubtful`: one may have, nobody can tell.
    `doubt`: it was not known whether an earlier try had arrived.
    """
    said = HAD_IT if doubt else "{title} had it already."
    return Outcome(
        DeliveryState.ALREADY_THERE,
        said.format(title=destination.traits.title),
        play_id=there.play_id,
        claimed_at=there.watched_at,
        claim_exact=True,
        own_play=ours,
        fate_unknown=doubtful,
    )


def into_history(message: str, now: datetime) -> Outcome:
    """The live call is ruled out; the next attempt follows at once."""
    return Outcome(
        DeliveryState.WAITING, message, outcome="refused", next_try_at=now, wants_history=True
    )


def put_off(until: datetime) -> Outcome:
    """Another watch of it has to be cleared up first."""
    message = "It follows the first watch of it, which may not have arrived yet."
    return Outcome(DeliveryState.WAITING, message, outcome="put off", next_try_at=until)


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
