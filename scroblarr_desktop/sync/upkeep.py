"""Looking after the accounts between deliveries: fresh sign-ins, and asking again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from scroblarr_desktop.destinations import Access, Destination, User
from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AppRejected,
    RemoteError,
    SignInEnded,
)
from scroblarr_desktop.schedule import Clock, wait_after
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.sync.health import Health
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=30)
"""So often it is looked whether a sign-in has to be renewed."""


class Upkeep:
    """Works on one account's behalf at a time; no account waits for another."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        sessions: Sessions,
        health: Health,
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self._destinations = destinations
        self._sessions = sessions
        self._health = health
        self._tasks = tasks
        self._clock = clock
        self._busy: set[int] = set()
        self._refresh_failures: dict[int, int] = {}
        self._refresh_at: dict[int, datetime] = {}
        self._fresh_at: dict[int, datetime] = {}
        """When a sign-in was last seen to be fresh: seeing it means opening what is sealed."""

    def look_after(self, account: Account, *, has_something_to_send: Callable[[], bool]) -> None:
        """Do what is due for the account, in the background. Raises StoreTrouble."""
        if account.id in self._busy or account.destination not in self._destinations:
            return
        work = self._due_work(account, has_something_to_send)
        if work is not None:
            self._busy.add(account.id)
            self._tasks.spawn(self._carry_out(account.id, work), f"upkeep of account {account.id}")

    def _due_work(
        self, account: Account, has_something_to_send: Callable[[], bool]
    ) -> Coroutine[Any, Any, None] | None:
        linked = account.state is AccountState.LINKED
        if not linked and account.state is not AccountState.PAUSED:
            return None
        now = self._clock()
        if account.probe_at is not None:
            # Where something waits to be sent, that is what asks whether the outage is over.
            due = account.probe_at <= now and not (linked and has_something_to_send())
            return self._ask_again(account) if due else None
        resting = self._refresh_at.get(account.id, now) > now
        if linked and not resting and not self._is_fresh(account, now):
            return self._refresh(account)
        return None

    def _is_fresh(self, account: Account, now: datetime) -> bool:
        seen_at = self._fresh_at.get(account.id)
        if seen_at is not None and abs(now - seen_at) < LOOK_EVERY:
            return True
        if self._sessions.should_refresh(account):
            return False
        self._fresh_at[account.id] = now
        return True

    async def _carry_out(self, account_id: int, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except StoreTrouble as trouble:
            log.warning("upkeep of account %d waits: %s", account_id, trouble.title)
        finally:
            self._busy.discard(account_id)

    async def _ask_again(self, account: Account) -> None:
        """Ask whether a paused or unreachable account may be used again."""

        with suppress(RemoteError):
            await self.test(account)

    async def test(self, account: Account) -> None:
        """Ask who is signed in, and note what that says of the account. Raises RemoteError."""

        async def ask(access: Access) -> User:
            return await self._destinations[account.destination].identify(access)

        try:
            await self._sessions.call(account, ask)
        except RemoteError as error:
            self._health.failed(account.id, error)
            raise
        self._health.worked(account.id)

    async def _refresh(self, account: Account) -> None:
        """Refresh ahead of time. The old token is still good: a failure holds nothing up."""
        try:
            await self._sessions.refresh(account)
        except (SignInEnded, AppRejected, AccountBlocked) as error:
            self._health.failed(account.id, error)
        except RemoteError as error:
            failures = self._refresh_failures.get(account.id, 0)
            self._refresh_failures[account.id] = failures + 1
            wait = wait_after(failures, error.retry_after_s)
            self._refresh_at[account.id] = self._clock() + wait
        else:
            self._refresh_failures.pop(account.id, None)
            self._refresh_at.pop(account.id, None)
