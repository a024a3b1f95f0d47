"""One try at a delivery: find the item, ask for existing plays, write, judge the answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from scroblarr_desktop.destinations import (
    RELEASED,
    Access,
    Destination,
    Exchange,
    Match,
    Play,
    Written,
)
from scroblarr_desktop.destinations.errors import (
    AlreadyThere,
    DestinationError,
    Doubtful,
    LiveRefused,
    NotFoundThere,
    Outage,
    Refused,
)
from scroblarr_desktop.schedule import Clock, Pace
from scroblarr_desktop.store import accounts, deliveries, matches, watched
from scroblarr_desktop.store.deliveries import FATE_WAIT
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    Claim,
    DeliveryState,
    DueDelivery,
)
from scroblarr_desktop.sync.plays import EXACT, own_play, span_to_ask
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.watches import Item, Kind

T = TypeVar("T")

log = logging.getLogger(__name__)

LIVE_WITHIN = timedelta(seconds=10)
"""DESIGN: only this soon after the watch is "now" its true time."""

SEEN_WITHIN = timedelta(hours=24)
"""Another watch of the item this close rules the live call out: it would be a duplicate there."""

UNMATCHED_TRIES = 7
UNMATCHED_EVERY = timedelta(days=1)
ASK_PERSON = "It is not known whether {title} took it. Look there, then send it again or cancel it."


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt; the fields are those of `store.deliveries.end_attempt`."""

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


class Withdrawn(Exception):
    """The delivery was cancelled, or its account unlinked, while the attempt was under way."""


@dataclass
class Attempt:
    """Carries one attempt through. `run` records it; account trouble is raised after that."""

    due: DueDelivery
    account: Account
    destination: Destination
    sessions: Sessions
    pace: Pace
    clock: Clock
    exchanges: list[dict[str, Any]] = field(default_factory=list)
    written: bool = False
    """Whether a write went out whose fate is open until its answer was judged."""

    async def run(self) -> None:
        """Make the attempt and keep what came of it. Raises DestinationError for the account."""
        attempt_id = deliveries.begin_attempt(self.due.id, self.clock())
        trouble: DestinationError | None = None
        try:
            outcome = await self._deliver()
        except Withdrawn:
            outcome = None
        except DestinationError as error:
            outcome, trouble = self._judge(error)
        except Exception:
            log.exception("delivery %d failed for a reason nobody foresaw", self.due.id)
            outcome = self._later("Something went wrong inside Scroblarr.", self.written)
        self._record(attempt_id, outcome)
        if trouble is not None:
            raise trouble

    def _record(self, attempt_id: int, outcome: Outcome | None) -> None:
        if outcome is None:
            deliveries.close_attempt(attempt_id, self.clock(), self.exchanges)
            return
        deliveries.end_attempt(
            self.due.id, attempt_id, self.clock(), exchanges=self.exchanges, **vars(outcome)
        )

    async def _deliver(self) -> Outcome:
        match = await self._match()
        deliveries.note_match(self.due.id, match.id)
        if self._is_live():
            return await self._write_live(match)
        if self.destination.traits.can_ask:
            found = await self._existing(match)
            if found is not None:
                return found
        return await self._write_dated(match)

    async def _match(self) -> Match:
        kept = matches.recall(self.account.destination, self.due.item)
        if kept is not None:
            return Match(Kind(kept["kind"]), kept["id"], kept["title"], kept["target"])
        return await find_and_remember(
            self.sessions, self.destination, self.account, self.due.item, self._note
        )

    def _is_live(self) -> bool:
        traits, due = self.destination.traits, self.due
        if not traits.has_live or not self.account.live_allowed or due.wants_history:
            return False
        if due.attempts or due.at_release or not self._is_fresh():
            return False
        others = watched.earlier(due.member_id, due.item)
        return not any(
            one.id != due.watch_id and abs(one.watched_at - due.watched_at) < SEEN_WITHIN
            for one in others
        )

    def _is_fresh(self) -> bool:
        return self.clock() - self.due.watched_at <= LIVE_WITHIN

    async def _existing(self, match: Match) -> Outcome | None:
        if self.due.at_release:
            plays = await self._plays(match, None, None)
            there = max(plays, key=lambda play: play.watched_at, default=None)
        else:
            plays = await self._plays(match, *span_to_ask(self.due))
            there = own_play(plays, self._claims(match), self.due.watched_at)
        if there is None:
            return None
        return self._already(there.watched_at, None if self.due.at_release else there.id)

    async def _write_live(self, match: Match) -> Outcome:
        async def write(access: Access) -> Written | None:
            await self.pace.turn()
            if not self._is_fresh():
                return None  # it waited its turn too long: "now" would be the wrong time
            self._mark_sending(match)
            return await self.destination.write_live(access, match)

        try:
            written = await self._call(write)
        except AlreadyThere as error:
            return await self._duplicate(match, error.watched_at)
        if written is None:
            return await self._existing(match) or await self._write_dated(match)
        return self._delivered(written.play_id, self.clock(), exact=False)

    async def _write_dated(self, match: Match) -> Outcome:
        due, takes_time = self.due, self.destination.traits.takes_time

        async def write(access: Access) -> Written:
            await self.pace.turn()
            self._mark_sending(match)
            time = RELEASED if due.at_release else due.watched_at
            return await self.destination.write_dated(access, match, time, rewatch=due.rewatched)

        written = await self._call(write)
        if due.at_release or not takes_time:
            return self._delivered(written.play_id, self.clock(), exact=False)
        play_id = written.play_id or await self._read_back(match)
        return self._delivered(play_id, due.watched_at, exact=True)

    async def _read_back(self, match: Match) -> str | None:
        """Return the id of the play just written, or None where it cannot be told now."""
        if not self.destination.traits.can_ask:
            return None
        at = self.due.watched_at
        try:
            plays = await self._plays(match, at - EXACT, at + EXACT)
        except DestinationError:
            return None  # until then the item and the watched time claim it
        mine = own_play(plays, self._claims(match), at)
        return mine.id if mine else None

    async def _duplicate(self, match: Match, watched_at: datetime | None) -> Outcome:
        """The destination refused a live call as a duplicate: of this watch, or of another?"""
        claims = self._claims(match)
        if watched_at is None:
            recent = self.clock() - timedelta(hours=1)
            others = any(claim.claimed_at and claim.claimed_at > recent for claim in claims)
            return self._to_history() if others else self._already(self.clock(), None)
        try:
            there = await self._plays(match, watched_at - EXACT, watched_at + EXACT)
        except DestinationError:
            there = []
        there = there or [Play("", watched_at)]
        mine = own_play(there, claims, watched_at)
        if mine is None:
            return self._to_history()
        return self._already(watched_at, mine.id or None)

    async def _plays(
        self, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        async def ask(access: Access) -> list[Play]:
            return await self.destination.plays(access, match, since, until)

        return await self._call(ask)

    async def _call(self, use: Callable[[Access], Awaitable[T]]) -> T:
        return await self.sessions.call(accounts.get(self.account.id), use, self._note)

    def _claims(self, match: Match) -> list[Claim]:
        user_id = self.account.user_id or ""
        return deliveries.claims(self.account.destination, user_id, match.id, self.due.id)

    def _mark_sending(self, match: Match) -> None:
        now = deliveries.get(self.due.id)
        account = accounts.get(self.account.id)
        unchanged = now.state in (DeliveryState.WAITING, DeliveryState.UNMATCHED) or self.written
        if not unchanged or account.state is not AccountState.LINKED:
            raise Withdrawn
        deliveries.mark_sending(self.due.id, match.id, self.clock())
        self.written = True

    def _note(self, exchange: Exchange) -> None:
        self.exchanges.append(asdict(exchange))

    # What the answers mean

    def _delivered(self, play_id: str | None, at: datetime, *, exact: bool) -> Outcome:
        return Outcome(DeliveryState.DELIVERED, play_id=play_id, claimed_at=at, claim_exact=exact)

    def _already(self, at: datetime, play_id: str | None) -> Outcome:
        message = f"{self.destination.traits.title} had it already."
        return Outcome(
            DeliveryState.ALREADY_THERE, message, play_id=play_id, claimed_at=at, claim_exact=True
        )

    def _to_history(self) -> Outcome:
        message = "Another watch of it stands there; this one follows with its own time."
        return Outcome(DeliveryState.WAITING, message, next_try_at=self.clock(), wants_history=True)

    def _later(self, message: str, fate_unknown: bool) -> Outcome:
        if fate_unknown and not self._may_repeat():
            return ask_person(self.destination)
        wait = FATE_WAIT if fate_unknown else timedelta(seconds=30)
        return Outcome(
            DeliveryState.WAITING,
            message,
            outcome="unknown" if fate_unknown else "failed",
            next_try_at=self.clock() + wait,
            fate_unknown=fate_unknown,
        )

    def _may_repeat(self) -> bool:
        return may_repeat(self.destination, self.due)

    def _judge(self, error: DestinationError) -> tuple[Outcome, DestinationError | None]:
        """Return what the error means for the delivery, and the error if the account has it."""
        if isinstance(error, LiveRefused):
            accounts.change(self.account.id, {"live_allowed": False})
            return self._to_history(), None
        if isinstance(error, Doubtful):
            return Outcome(DeliveryState.UNMATCHED, error.sentence), None
        if isinstance(error, NotFoundThere):
            matches.forget(self.account.destination, self.due.item)
            return self._unmatched(error), None
        if isinstance(error, Refused):
            return Outcome(DeliveryState.REJECTED, error.sentence), None
        # An earlier try's open fate stays open until somebody could ask.
        unknown = isinstance(error, Outage) and error.fate_unknown and self.written
        open_still = self.due.fate_unknown and not self.written
        return self._later(error.sentence, unknown or open_still), error

    def _unmatched(self, error: DestinationError) -> Outcome:
        again = self.due.unmatched_tries + 1 < UNMATCHED_TRIES
        next_try_at = self.clock() + UNMATCHED_EVERY if again else None
        return Outcome(DeliveryState.UNMATCHED, error.sentence, next_try_at=next_try_at)


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


async def find_and_remember(
    sessions: Sessions,
    destination: Destination,
    account: Account,
    item: Item,
    record: Callable[[Exchange], None],
) -> Match:
    """Return the destination's item for ours and keep it. Raises what `find` raises."""
    match = await sessions.call(account, lambda access: destination.find(access, item), record)
    matches.remember(account.destination, item, asdict(match))
    return match
