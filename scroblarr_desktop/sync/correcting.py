"""What a person says afterwards: it was somebody else, nobody, or another title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.destinations import Destination, Found, FoundEpisode, Match, Searchable
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import (
    accounts,
    choices,
    corrections,
    deliveries,
    household,
    log,
    writing,
)
from scroblarr_desktop.store.corrections import Corrected
from scroblarr_desktop.store.records import Account, AccountState, DueDelivery
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.sync.entries import read_entry
from scroblarr_desktop.sync.libraries import LibraryOf
from scroblarr_desktop.sync.removing import leave_what_cannot_be_removed
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.watches import Ignored, Kind, Unreadable


class Correcting:
    """Carries it out at once as far as the store goes; the senders do the rest."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        sessions: Sessions,
        clock: Clock,
        wake: Callable[[], None],
        library_of: LibraryOf | None = None,
    ) -> None:
        self._destinations = destinations
        self._sessions = sessions
        self._clock = clock
        self._wake = wake
        self._ask_library = library_of

    def give(self, watch_ids: Sequence[int], member_ids: Sequence[int]) -> Corrected:
        """Let the watches be those members'. Raises Missing, Conflict, StoreTrouble."""
        with writing(Changed.LOG):
            corrected = corrections.give(watch_ids, member_ids, self._clock())
            leave_what_cannot_be_removed(self._destinations, self._clock)
        self._wake()
        return corrected

    def undo(self, watch_ids: Sequence[int]) -> Corrected:
        """Take the watches back everywhere. Raises Missing, Conflict, StoreTrouble."""
        with writing(Changed.LOG):
            corrected = corrections.undo(watch_ids, self._clock())
            leave_what_cannot_be_removed(self._destinations, self._clock)
        self._wake()
        return corrected

    def searches(self, destination: str, kind: Kind) -> bool:
        """Return whether a person may choose such a title there."""
        there = self._destinations.get(destination)
        return there is not None and kind in there.traits.searches

    def removes(self, destination: str) -> bool:
        """Return whether that destination can take a play back."""
        there = self._destinations.get(destination)
        return there is not None and there.traits.can_remove

    async def search(self, delivery_id: int, text: str) -> list[Found]:
        """Return what the delivery's destination offers under that text.

        Raises Missing, Conflict, RemoteError.
        """
        delivery, account, there = self._searchable(delivery_id)
        kind = delivery.item.kind
        return await self._sessions.call(account, lambda access: there.search(access, kind, text))

    async def episodes(self, delivery_id: int, show: Found) -> list[FoundEpisode]:
        """Return the episodes of a show that a search found. Raises as `search` does."""
        _, account, there = self._searchable(delivery_id)
        return await self._sessions.call(account, lambda access: there.episodes(access, show))

    def correct(self, delivery_id: int, match: Match) -> None:
        """Send it as this, now and whenever the same item is watched.

        What stands there as another title is removed first. Raises Missing, Conflict, StoreTrouble.
        """
        delivery = deliveries.get(delivery_id)
        account = accounts.get(delivery.account_id)
        if match.kind is not delivery.item.kind:
            raise Conflict("A film is no episode.")
        with writing(Changed.LOG):
            corrections.send_as_chosen(delivery_id, match.id, self._clock())
            choices.choose(account.destination, delivery.item, asdict(match))
            leave_what_cannot_be_removed(self._destinations, self._clock)
        self._wake()

    async def skip_library(self, watch_id: int) -> None:
        """Let the library that this is in count no more for its member.

        Raises Missing, Conflict where nobody can tell the library, RemoteError, StoreTrouble.
        """
        watch = log.watch(watch_id)
        if watch is None or watch.member is None or watch.server is None:
            raise Missing("watch")
        key = await self._library_of(watch.id, watch.server.id)
        if key is None:
            raise Conflict(f"{watch.server.name} does not say in which library this is.")
        member = household.member(watch.member.id)
        skipped = dict.fromkeys((*member.skipped_libraries, (watch.server.id, key)))
        household.change_member(member.id, {"skipped_libraries": list(skipped)})

    async def _library_of(self, watch_id: int, server_id: int) -> str | None:
        entry = corrections.told_by(watch_id)
        if entry is None:
            return None
        try:
            outcome = read_entry(entry).outcome
        except Unreadable:
            return None
        if isinstance(outcome, Ignored):
            return None
        item_key = outcome.items[0].server_key
        if outcome.library is not None or item_key is None or self._ask_library is None:
            return outcome.library
        return await self._ask_library(server_id, item_key)

    def _searchable(self, delivery_id: int) -> tuple[DueDelivery, Account, Searchable]:
        delivery = deliveries.get(delivery_id)
        account = accounts.get(delivery.account_id)
        there = self._destinations.get(account.destination)
        if there is None or not isinstance(there, Searchable):
            raise Conflict("Nothing can be looked for there.")
        if account.state is not AccountState.LINKED:
            raise Conflict(f"{there.traits.title} cannot be asked until the account is linked.")
        return delivery, account, there
