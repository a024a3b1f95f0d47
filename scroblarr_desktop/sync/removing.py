"""One try at taking back a play, and what cannot be taken back at all.

Removing by id touches that play only, and a second time nothing: no try needs to be asked about.
Where the id is not known the play is looked for first, by item and time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Access, Destination, Match, Play
from scroblarr_desktop.destinations.errors import NotFoundThere, Refused, RemoteError
from scroblarr_desktop.schedule import Clock, wait_after
from scroblarr_desktop.store import accounts, attempts, holds, removals
from scroblarr_desktop.store.records import Account, AccountState, DueRemoval
from scroblarr_desktop.sync.plays import CLOCKS_APART, EXACT, STAMPED, unclaimed
from scroblarr_desktop.sync.trying import BEHIND, Try, Withdrawn

KEEPS = "{title} keeps it: remove it there by hand."
UNLINKED = "{title} is no longer linked: remove it there by hand."
UNCLEAR = "It cannot be told which play at {title} is this one: look there and remove it by hand."
REFUSED = "{title} did not remove it: remove it there by hand. {said}"


@dataclass(frozen=True)
class Removed:
    """It is not there any more."""

    message: str


@dataclass(frozen=True)
class Left:
    """It stays there until a person removes it."""

    message: str


@dataclass(frozen=True)
class Later:
    message: str
    next_try_at: datetime


@dataclass(frozen=True)
class _Where:
    """From when to when a play may be this delivery's, and which time proves that it is."""

    since: datetime | None
    until: datetime | None
    at: datetime | None = None
    within: timedelta = EXACT

    def proves(self, play: Play) -> bool:
        return self.at is not None and abs(play.watched_at - self.at) <= self.within


@dataclass
class Removing(Try[DueRemoval, Removed | Left | Later]):
    """One try at taking back what a delivery wrote."""

    async def _work(self) -> Removed | Left | Later:
        if not self.destination.traits.can_remove:
            return Left(self._say(KEEPS))
        play_id = self.due.play_id if self.due.own_play else None
        if play_id is None:
            found = await self._look()
            if not isinstance(found, Play):
                return found
            play_id = found.id
        return await self._remove(play_id)

    async def _look(self) -> Play | Removed | Left:
        """Return the play that is certainly this delivery's, or what follows without one."""
        due, where = self.due, self._where()
        if due.match_id is None or not self.destination.traits.can_ask:
            return Left(self._say(UNCLEAR))
        plays = await self._plays(where)
        user_id = self.account.user_id or ""
        claims = attempts.claims(self.account.destination, user_id, due.match_id, due.id)
        left = unclaimed(plays, claims)
        if not left:
            return Removed(self._say("{title} does not have it."))
        ours = [play for play in left if where.proves(play)]
        return ours[0] if len(ours) == 1 else Left(self._say(UNCLEAR))

    def _where(self) -> _Where:
        """Return when the play must have been written, by what this delivery did."""
        due = self.due
        if due.own_play and due.claimed_at is not None:
            return _exactly(due.claimed_at) if due.claim_exact else _live(due.claimed_at)
        if due.own_play:
            return _Where(None, None)
        # Of unknown fate. What a live call left may be anybody's who made one at that moment.
        if due.unproven:
            return replace(_live(due.watched_at), at=None)
        return _exactly(due.watched_at)

    async def _plays(self, where: _Where) -> list[Play]:
        match = self._match

        async def ask(access: Access) -> list[Play]:
            return await self.destination.plays(access, match, where.since, where.until)

        return await self._call(ask)

    async def _remove(self, play_id: str) -> Removed:
        match = self._match

        async def remove(access: Access) -> bool:
            await self.pace.turn()
            self._note_removing(play_id)
            try:
                return await self.destination.remove(access, match, play_id)
            finally:
                self.pace.spent()

        was_there = await self._call(remove)
        said = "Removed from {title}." if was_there else "{title} no longer has it."
        return Removed(self._say(said))

    @property
    def _match(self) -> Match:
        """The item as it was when the play was written, whatever is known of it by now."""
        return Match(self.due.kind, self.due.match_id or "", self.due.title, {})

    def _note_removing(self, play_id: str) -> None:
        """Raises Withdrawn where it may not go out any more."""
        account = accounts.get(self.account.id)
        paused = holds.pause_for(account.member_id)
        if not removals.is_pending(self.due.id) or paused or not _is_linked(account):
            raise Withdrawn
        removals.note_play(self.due.id, play_id)

    # What came of it

    def _judge(self, error: RemoteError) -> tuple[Removed | Left | Later, RemoteError | None]:
        if isinstance(error, (Refused, NotFoundThere)):
            return Left(self._say(REFUSED, error.sentence)), None
        self.wait = wait_after(self.account.failures, error.retry_after_s)
        return self._later(error.sentence, self.wait + BEHIND), error

    def _stumbled(self, message: str) -> Removed | Left | Later:
        return self._later(message, wait_after(self.due.tries))

    def _later(self, message: str, wait: timedelta) -> Later:
        return Later(self._say("It is still at {title}. {said}", message), self.clock() + wait)

    def _withdrawn(self) -> None:
        return None

    def _store(self, attempt_id: int, outcome: Removed | Left | Later) -> None:
        at, words = self.clock(), {Removed: "removed", Left: "left", Later: "not removed"}
        attempts.finish_attempt(
            attempt_id,
            at,
            outcome=words[type(outcome)],
            message=outcome.message,
            exchanges=self.exchanges,
        )
        if isinstance(outcome, Removed):
            removals.removed(self.due.id, at, outcome.message)
        elif isinstance(outcome, Left):
            removals.left(self.due.id, at, outcome.message)
        else:
            removals.later(self.due.id, outcome.next_try_at, outcome.message)

    def _say(self, words: str, said: str = "") -> str:
        sentence = words.format(title=self.destination.traits.title, said=said).strip()
        return f"{sentence} {self.due.reason}".strip()


def leave_what_cannot_be_removed(destinations: Mapping[str, Destination], clock: Clock) -> None:
    """Say so where a destination never takes anything back, or the account is not linked."""
    for account_id, (name, state) in removals.accounts_asked().items():
        destination = destinations.get(name)
        if destination is not None and not destination.traits.can_remove:
            words = KEEPS
        elif state is AccountState.UNLINKED:
            words = UNLINKED
        else:
            continue
        title = destination.traits.title if destination else name
        removals.give_up([account_id], clock(), words.format(title=title))


def _exactly(at: datetime) -> _Where:
    return _Where(at - EXACT, at + EXACT, at)


def _live(at: datetime) -> _Where:
    """A play that the destination stamped, by a clock that may not agree with ours.

    Only where a live call left nothing at all this near did it come to nothing.
    """
    return _Where(at - CLOCKS_APART, at + CLOCKS_APART, at, STAMPED)


def _is_linked(account: Account) -> bool:
    return account.state is AccountState.LINKED
