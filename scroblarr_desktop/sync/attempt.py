"""One try at a delivery: find the item, ask for existing plays, write, judge the answer."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from scroblarr_desktop.destinations import RELEASED, Access, Match, Written
from scroblarr_desktop.destinations.errors import (
    AlreadyThere,
    Doubtful,
    LiveRefused,
    NotFoundThere,
    Outage,
    Refused,
    RemoteError,
    TokenRefused,
)
from scroblarr_desktop.schedule import wait_after
from scroblarr_desktop.store import (
    accounts,
    attempts,
    deliveries,
    holds,
    matches,
    removals,
    watched,
)
from scroblarr_desktop.store.records import AccountState, DeliveryState, DueDelivery, Removal
from scroblarr_desktop.sync.asking import Asking, There
from scroblarr_desktop.sync.matching import chosen, find_and_remember, remembered
from scroblarr_desktop.sync.outcome import (
    Outcome,
    already_there,
    delivered,
    into_history,
    later,
    put_off,
    unmatched,
)
from scroblarr_desktop.sync.plays import EXACT, near
from scroblarr_desktop.sync.trying import BEHIND, Try, Withdrawn
from scroblarr_desktop.watches import Kind

T = TypeVar("T")

LIVE_WITHIN = timedelta(seconds=10)
"""Only this soon after the watch is "now" its true time."""

STAMPED_LATE = "It stood there with a wrong time: the computer slept while it was sent."

SEEN_WITHIN = timedelta(hours=24)
"""Another watch of the item this close rules the live call out: it would be a duplicate there."""


@dataclass
class Attempt(Try[DueDelivery, Outcome]):
    """One try at sending."""

    _marked: bool = False
    _written: bool = False
    """Whether a write went out whose fate is open until its answer was judged."""
    _from_memory: bool = False
    _live_refused: bool = False
    _match_is_stale: bool = False
    _stamped_late: bool = False

    def _store(self, attempt_id: int, outcome: Outcome) -> None:
        if self._live_refused:
            accounts.change(self.account.id, {"live_allowed": False})
        if self._match_is_stale:
            matches.forget(self.destination.name, self.due.item)
        attempts.end_attempt(
            self.due.id, attempt_id, self.clock(), exchanges=self.exchanges, **vars(outcome)
        )
        if self._stamped_late:
            removals.ask(self.due.id, STAMPED_LATE, self.clock(), Removal.RETIME)

    async def _work(self) -> Outcome:
        match = await self._match()
        attempts.note_match(self.due.id, match.id)
        if self._is_live():
            return await self._write_live(match)
        return await self._ask_and_write(match)

    async def _match(self) -> Match:
        picked = chosen(self.destination, self.due.item)
        if picked is not None:
            return picked
        known = remembered(self.destination, self.due.item)
        self._from_memory = known is not None
        return known or await find_and_remember(
            self.sessions, self.destination, self.account, self.due.item, self._note
        )

    def _is_live(self) -> bool:
        traits, due = self.destination.traits, self.due
        if not traits.has_live or not self.account.live_allowed or due.wants_history:
            return False
        if due.attempts or due.at_release or not self._is_fresh():
            return False
        # What was taken back may still stand there, or be remembered there.
        others = watched.earlier(due.member_id, due.item, undone=True)
        return not any(
            one.id != due.watch_id and abs(one.watched_at - due.watched_at) < SEEN_WITHIN
            for one in others
        )

    def _is_fresh(self) -> bool:
        # What seems to lie ahead was watched before the clock was set back, nobody knows when.
        return abs(self.clock() - self.due.watched_at) <= LIVE_WITHIN

    @property
    def _asking(self) -> Asking:
        return Asking(self.due, self.account, self.destination, self.clock, self._call)

    # Writing

    async def _write_live(self, match: Match) -> Outcome:
        async def write(access: Access) -> Written | None:
            await self.pace.turn()
            if not self._is_fresh():
                return None  # it waited its turn too long: "now" would be the wrong time
            self._mark_sending(match, live=True)
            return await self._settling(self.destination.write_live(access, match))

        try:
            written = await self._call(write)
        except AlreadyThere as error:
            return await self._duplicate(match, error.watched_at)
        if written is None:
            return await self._ask_and_write(match)
        outcome = self._delivered(written.play_id, self.clock(), exact=False)
        self._stamped_late = await self._is_stamped_late(match, written.play_id)
        return outcome

    async def _is_stamped_late(self, match: Match, play_id: str | None) -> bool:
        """Return whether the destination's "now" was not the watched time any more.

        A computer that falls asleep with the call under way may send it when it wakes up.
        """
        if self.clock() - self.due.watched_at <= LIVE_WITHIN:
            return False
        traits = self.destination.traits
        if not (traits.can_ask and traits.can_remove and traits.takes_time):
            return False
        stamp = await self._asking.stamp_of(match, play_id)
        return stamp is None or stamp - self.due.watched_at > LIVE_WITHIN + EXACT

    async def _ask_and_write(self, match: Match) -> Outcome:
        traits = self.destination.traits
        # Where a repetition changes nothing there is no need to ask, unless it is in doubt.
        if traits.can_ask and (self.due.fate_unknown or not traits.keeps_one_play):
            there = await self._asking.existing(match)
            if there is not None:
                ours = self._is_ours(there)
                doubtful = self.due.fate_unknown and self.due.unproven
                return already_there(
                    self.destination,
                    there,
                    ours=ours,
                    doubtful=doubtful,
                    doubt=self._was_in_doubt,
                )
        return await self._write_dated(match)

    def _is_ours(self, there: There) -> bool:
        """Return whether an earlier try of this delivery wrote that play.

        Before each dated write it is asked what stands there: what then turns up with exactly the
        time that was written was written by it. A live call is not preceded by a question.
        """
        due = self.due
        if not due.fate_unknown or due.unproven or there.watched_at is None:
            return False
        return there.play_id is not None and near(there.watched_at, due.watched_at)

    async def _write_dated(self, match: Match) -> Outcome:
        again_at = self._heed_other_watches(match)
        if again_at is not None:
            return put_off(again_at)
        due, takes_time = self.due, self.destination.traits.takes_time

        async def write(access: Access) -> Written:
            await self.pace.turn()
            self._mark_sending(match)
            time = RELEASED if due.at_release else due.watched_at
            writing_it = self.destination.write_dated(access, match, time, rewatch=due.rewatched)
            return await self._settling(writing_it)

        written = await self._call(write)
        if due.at_release:
            play_id = written.play_id or await self._asking.read_back_release(match)
            return self._delivered(play_id, None, exact=False)
        if not takes_time:
            return self._delivered(written.play_id, self.clock(), exact=False)
        play_id = written.play_id or await self._asking.read_back(match)
        return self._delivered(play_id, due.watched_at, exact=True)

    def _heed_other_watches(self, match: Match) -> datetime | None:
        """Note whether it goes out as a rewatch. Return when, if that cannot be told yet.

        Watches of one item need not go out in the order in which they were planned.
        """
        destination, due = self.destination, self.due
        which = (destination.name, self.account.user_id or "", match.id, due.id)
        if due.fate_unknown:
            return None  # as it went out before
        if not destination.traits.can_ask and due.item.kind is Kind.EPISODE:
            first_at = attempts.first_in_doubt(*which)
            if first_at is not None:
                return max(first_at, self.clock()) + BEHIND
        wanted = deliveries.wants_rewatch(self.account, due.item.kind)
        if wanted and attempts.claims(*which):
            self.due = replace(due, rewatched=True)
        return None

    def _delivered(
        self, play_id: str | None, claimed_at: datetime | None, *, exact: bool
    ) -> Outcome:
        doubt = self._was_in_doubt
        return delivered(self.destination, play_id, claimed_at, exact=exact, doubt=doubt)

    @property
    def _was_in_doubt(self) -> bool:
        """Return whether it was not known of an earlier try whether it had arrived."""
        due = self.due
        return due.fate_unknown or (due.attempts > 0 and attempts.was_in_doubt(due.id))

    def _mark_sending(self, match: Match, *, live: bool = False) -> None:
        now = deliveries.get(self.due.id)
        account = accounts.get(self.account.id)
        unchanged = now.state in (DeliveryState.WAITING, DeliveryState.UNMATCHED) or self._marked
        linked = account.state is AccountState.LINKED
        if not unchanged or not linked or holds.pause_for(now.member_id) or now.removal:
            raise Withdrawn
        attempts.mark_sending(
            self.due.id, match.id, self.clock(), live=live, rewatched=self.due.rewatched
        )
        self._marked = self._written = True

    async def _settling(self, write: Awaitable[T]) -> T:
        """Return what the write answers, noting a refusal that leaves nothing open."""
        try:
            return await write
        except (TokenRefused, AlreadyThere):
            self._written = False
            raise
        finally:
            self.pace.spent()

    # What the answers mean

    async def _duplicate(self, match: Match, watched_at: datetime | None) -> Outcome:
        there = await self._asking.behind_refusal(match, watched_at)
        if there is not None:
            return already_there(self.destination, there)
        message = "Another watch of it stands there; this one follows with its own time."
        return into_history(message, self.clock())

    def _judge(self, error: RemoteError) -> tuple[Outcome, RemoteError | None]:
        """Return what the error means for the delivery, and the error if the account has it."""
        title, unknown = self.destination.traits.title, self._fate_is_open(error)
        if isinstance(error, LiveRefused):
            self._live_refused = True
            message = f"{title} does not let this app mark things live; its history takes it."
            return into_history(message, self.clock()), None
        if isinstance(error, AlreadyThere):
            there, doubt = There(None, error.watched_at), self._was_in_doubt
            return already_there(self.destination, there, doubt=doubt), None
        if isinstance(error, NotFoundThere):
            return self._not_found(error, unknown), None
        if isinstance(error, Refused):
            return Outcome(DeliveryState.REJECTED, error.sentence, fate_unknown=unknown), None
        self.wait = wait_after(self.account.failures, error.retry_after_s)
        return self._later(error.sentence, self.wait + BEHIND, unknown), error

    def _not_found(self, error: NotFoundThere, unknown: bool) -> Outcome:
        if isinstance(error, Doubtful):
            return Outcome(DeliveryState.UNMATCHED, error.sentence, fate_unknown=unknown)
        self._match_is_stale = True
        if self._from_memory:  # the destination may know it by another id by now
            return self._later(error.sentence, timedelta(), unknown)
        return unmatched(self.due, error, self.clock(), fate_unknown=unknown)

    def _fate_is_open(self, error: RemoteError) -> bool:
        """Return whether it may have arrived. What an earlier try left open stays open."""
        if not self._written:
            return self.due.fate_unknown
        return isinstance(error, Outage) and error.fate_unknown

    def _stumbled(self, message: str) -> Outcome:
        unknown = self._written or self.due.fate_unknown
        return self._later(message, wait_after(self.due.attempts), unknown)

    def _later(self, message: str, wait: timedelta, fate_unknown: bool) -> Outcome:
        return later(
            self.destination, self.due, message, self.clock(), wait, fate_unknown=fate_unknown
        )

    def _withdrawn(self) -> Outcome | None:
        """Return None where the delivery is as it was, or as the person made it meanwhile."""
        if not self._marked:
            return None
        return Outcome(DeliveryState.WAITING, outcome="withdrawn", next_try_at=self.clock())
