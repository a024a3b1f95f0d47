"""Now playing and resume points: the newest word per account, never kept, never retried."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from scroblarr_desktop.destinations import Access, Destination, Match
from scroblarr_desktop.destinations.errors import DestinationError
from scroblarr_desktop.schedule import Clock, Pace
from scroblarr_desktop.store import accounts, holds, matches
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.sync.attempt import find_and_remember
from scroblarr_desktop.sync.intake import Seen
from scroblarr_desktop.sync.rules import same_watch_window
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.watches import Item, Kind, ProgressAction, same_item

log = logging.getLogger(__name__)


class ProgressRelay:
    """Passes progress on to the accounts that share it, one call at a time for each."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        sessions: Sessions,
        paces: Mapping[int, Pace],
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self._destinations = destinations
        self._sessions = sessions
        self._paces = paces
        self._tasks = tasks
        self._clock = clock
        self._newest: dict[int, Seen] = {}
        self._busy: set[int] = set()
        self._finished: dict[int, tuple[Item, datetime]] = {}
        self.now_playing: dict[int, Seen] = {}

    def offer(self, seen: Seen) -> None:
        """Take a word on where somebody is; a newer one takes the place of one not sent yet."""
        self._note_playing(seen)
        if self._just_finished(seen) or holds.pause_for(seen.member.id) or not seen.member.enabled:
            return
        for account in accounts.of_member(seen.member.id):
            if self._shares(account):
                self._newest[account.id] = seen
                self._start(account.id)

    def finished(self, member_id: int, item: Item) -> None:
        """Drop what was still to be said of an item that is finished now."""
        self._finished[member_id] = (item, self._clock())
        for account in accounts.of_member(member_id):
            waiting = self._newest.get(account.id)
            if waiting is not None and same_item(waiting.item, item):
                del self._newest[account.id]
        for viewer_id, playing in list(self.now_playing.items()):
            if playing.member.id == member_id and same_item(playing.item, item):
                del self.now_playing[viewer_id]

    def _note_playing(self, seen: Seen) -> None:
        if seen.progress.action is ProgressAction.STOP:
            self.now_playing.pop(seen.viewer_id, None)
        else:
            self.now_playing[seen.viewer_id] = seen

    def _just_finished(self, seen: Seen) -> bool:
        """Skipping the credits sends a play after the finish, which must not start it anew."""
        item, at = self._finished.get(seen.member.id, (None, None))
        if item is None or at is None or not same_item(item, seen.item):
            return False
        return self._clock() - at < same_watch_window(item, seen.item)

    def _shares(self, account: Account) -> bool:
        destination = self._destinations.get(account.destination)
        return (
            destination is not None
            and destination.traits.has_progress
            and account.share_progress
            and account.state is AccountState.LINKED
            and account.probe_at is None
        )

    def _start(self, account_id: int) -> None:
        if account_id not in self._busy:
            self._busy.add(account_id)
            self._tasks.spawn(self._send_newest(account_id), f"progress of account {account_id}")

    async def _send_newest(self, account_id: int) -> None:
        try:
            while (seen := self._newest.pop(account_id, None)) is not None:
                await self._send(accounts.get(account_id), seen)
        finally:
            self._busy.discard(account_id)

    async def _send(self, account: Account, seen: Seen) -> None:
        destination = self._destinations[account.destination]
        try:
            match = await self._match(account, destination, seen.item)

            async def send(access: Access) -> None:
                await self._paces[account.id].turn()
                if account.id in self._newest or self._just_finished(seen):
                    return  # something newer came while this one waited its turn
                progress = seen.progress
                await destination.send_progress(access, match, progress.action, progress.percent)

            await self._sessions.call(account, send)
        except DestinationError as error:
            log.info("progress of account %d was not taken: %s", account.id, error.title)

    async def _match(self, account: Account, destination: Destination, item: Item) -> Match:
        kept = matches.recall(account.destination, item)
        if kept is not None:
            return Match(Kind(kept["kind"]), kept["id"], kept["title"], kept["target"])
        return await find_and_remember(
            self._sessions, destination, account, item, lambda exchange: None
        )
