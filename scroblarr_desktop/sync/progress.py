"""Now playing and resume points: the newest word per account, never kept, never retried."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Access, Destination
from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AppRejected,
    LiveRefused,
    RemoteError,
    SignInEnded,
    TooFast,
)
from scroblarr_desktop.schedule import Clock, Pace
from scroblarr_desktop.store import StoreTrouble, accounts, holds
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.sync.health import Health
from scroblarr_desktop.sync.intake import Seen
from scroblarr_desktop.sync.matching import find_and_remember, remembered
from scroblarr_desktop.sync.rules import same_watch_window
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.watches import Item, ProgressAction, same_item

log = logging.getLogger(__name__)

OF_THE_ACCOUNT = (SignInEnded, AppRejected, AccountBlocked, TooFast)
"""What concerns deliveries as well. An outage is left to them to find out."""

GONE_AFTER = timedelta(hours=6)
"""A player that vanished never says so: nobody plays longer than this without a word."""


class ProgressRelay:
    """Passes progress on to the accounts that share it, one call at a time for each."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        sessions: Sessions,
        pace_of: Callable[[Account], Pace],
        health: Health,
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self._destinations = destinations
        self._sessions = sessions
        self._pace_of = pace_of
        self._health = health
        self._tasks = tasks
        self._clock = clock
        self._newest: dict[int, Seen] = {}
        self._busy: set[int] = set()
        self._finished: dict[int, list[tuple[Item, datetime]]] = {}
        self._playing: dict[int, Seen] = {}

    @property
    def now_playing(self) -> list[Seen]:
        since = self._clock() - GONE_AFTER
        return [seen for seen in self._playing.values() if seen.progress.at > since]

    def offer(self, seen: Seen) -> None:
        """Take a word on where somebody is; a newer one takes the place of one not sent yet."""
        if self._just_finished(seen):
            return
        self._note_playing(seen)
        sharing = [one for one in accounts.of_member(seen.member.id) if self._shares(one)]
        if not sharing or not seen.member.enabled or holds.pause_for(seen.member.id):
            return
        for account in sharing:
            self._newest[account.id] = seen
            self._start(account.id)

    def finished(self, member_id: int, item: Item) -> None:
        """Drop what was still to be said of an item that is finished now."""
        now = self._clock()
        earlier = self._finished.get(member_id, [])
        fresh = [(one, at) for one, at in earlier if now - at < GONE_AFTER]
        self._finished[member_id] = [*fresh, (item, now)]
        for account in accounts.of_member(member_id):
            waiting = self._newest.get(account.id)
            if waiting is not None and same_item(waiting.item, item):
                del self._newest[account.id]
        for viewer_id, playing in list(self._playing.items()):
            if playing.member.id == member_id and same_item(playing.item, item):
                del self._playing[viewer_id]

    def _note_playing(self, seen: Seen) -> None:
        if seen.progress.action is ProgressAction.STOP:
            self._playing.pop(seen.viewer_id, None)
        else:
            self._playing[seen.viewer_id] = seen

    def _just_finished(self, seen: Seen) -> bool:
        """Skipping the credits sends a play after the finish, which must not start it anew."""
        now = self._clock()
        return any(
            same_item(item, seen.item) and now - at < same_watch_window(item, seen.item)
            for item, at in self._finished.get(seen.member.id, ())
        )

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
                account = accounts.get(account_id)
                if self._shares(account):
                    await self._send(account, seen)
        except StoreTrouble as trouble:
            log.info("progress of account %d was dropped: %s", account_id, trouble.title)
        finally:
            self._busy.discard(account_id)

    async def _send(self, account: Account, seen: Seen) -> None:
        destination, pace = self._destinations[account.destination], self._pace_of(account)
        try:
            match = remembered(destination, seen.item) or await find_and_remember(
                self._sessions, destination, account, seen.item
            )

            async def send(access: Access) -> None:
                if await pace.spare_turn(lambda: self._still_true(account, seen)):
                    progress = seen.progress
                    try:
                        await destination.send_progress(
                            access, match, progress.action, progress.percent
                        )
                    finally:
                        pace.spent()

            await self._sessions.call(account, send)
        except LiveRefused:
            accounts.change(account.id, {"live_allowed": False})
        except OF_THE_ACCOUNT as error:
            self._health.failed(account.id, error)
        except RemoteError as error:
            log.info("progress of account %d was not taken: %s", account.id, error.title)

    def _still_true(self, account: Account, seen: Seen) -> bool:
        """Return whether nothing newer came while this one waited its turn."""
        return account.id not in self._newest and not self._just_finished(seen)
