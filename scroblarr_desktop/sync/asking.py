"""Asking a destination for the play that may be a delivery's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Access, Destination, Match, Play
from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, attempts
from scroblarr_desktop.store.records import Account, Claim, DueDelivery
from scroblarr_desktop.sync.plays import (
    CLOCKS_APART,
    EXACT,
    is_claimed,
    only_one,
    own_play,
    span_to_ask,
)

Call = Callable[[Callable[[Access], Awaitable[list[Play]]]], Awaitable[list[Play]]]

REFUSED_FOR = timedelta(hours=1)
"""How far back the play may lie because of which a live call is refused."""


@dataclass(frozen=True)
class There:
    """A play at the destination that counts as the delivery's; what is not known is None."""

    play_id: str | None
    watched_at: datetime | None


@dataclass(frozen=True)
class Asking:
    """Asks on behalf of one delivery. Raises what `call` raises."""

    due: DueDelivery
    account: Account
    destination: Destination
    clock: Clock
    call: Call

    async def existing(self, match: Match) -> There | None:
        """Return the play that is this watch, if the destination holds it already."""
        if self.due.at_release:
            # Any play will do; it need not be this watch's, so it stays free for its own.
            plays = await self._plays(match, None, None)
            return There(None, None) if plays else None
        plays = await self._plays(match, *span_to_ask(self.due))
        mine = own_play(plays, self._claims(match), self.due.watched_at)
        return There(mine.id, mine.watched_at) if mine else None

    async def read_back(self, match: Match) -> str | None:
        """Return the id of the play just written, or None where it cannot be told now."""
        if not self.destination.traits.can_ask:
            return None
        at = self.due.watched_at
        try:
            plays = await self._plays(match, at - EXACT, at + EXACT)
        except (RemoteError, StoreTrouble):
            return None  # until then the item and the watched time claim it
        # Of two at that time nobody can say any more which is ours.
        mine = only_one(plays, self._claims(match))
        return mine.id if mine else None

    async def stamp_of(self, match: Match, play_id: str | None) -> datetime | None:
        """Return the time that a live call's play bears, or None where it cannot be told now."""
        since, until = self.due.watched_at - CLOCKS_APART, self.clock() + CLOCKS_APART
        try:
            plays = await self._plays(match, since, until)
        except (RemoteError, StoreTrouble):
            return None
        return next((play.watched_at for play in plays if play.id == play_id), None)

    async def read_back_release(self, match: Match) -> str | None:
        """Return the id of the play just written with the release date.

        There was none of this item before, so the only one there is it.
        """
        if not self.destination.traits.can_ask:
            return None
        try:
            plays = await self._plays(match, None, None)
        except (RemoteError, StoreTrouble):
            return None
        return plays[0].id if len(plays) == 1 else None

    async def behind_refusal(self, match: Match, watched_at: datetime | None) -> There | None:
        """Return the play because of which a live call was refused as a duplicate.

        None where it is another watch's, so that this one is not there yet.
        """
        claims = self._claims(match)
        if watched_at is None:
            since = self.clock() - REFUSED_FOR
            owned = any(claim.claimed_at and claim.claimed_at > since for claim in claims)
            return None if owned else There(None, self.clock())
        plays = await self._plays(match, watched_at - EXACT, watched_at + EXACT)
        mine = own_play(plays, claims, watched_at)
        if mine is not None:
            return There(mine.id, mine.watched_at)
        owned = bool(plays) or is_claimed(watched_at, claims)
        return None if owned else There(None, watched_at)

    async def _plays(
        self, match: Match, since: datetime | None, until: datetime | None
    ) -> list[Play]:
        async def ask(access: Access) -> list[Play]:
            return await self.destination.plays(access, match, since, until)

        return await self.call(ask)

    def _claims(self, match: Match) -> list[Claim]:
        user_id = self.account.user_id or ""
        return attempts.claims(self.account.destination, user_id, match.id, self.due.id)
