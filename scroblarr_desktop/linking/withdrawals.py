"""Taking tokens out of use at the destination, also when it does not answer for days."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence

from scroblarr_desktop.destinations import Access, Destination
from scroblarr_desktop.destinations.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.schedule import wait_after
from scroblarr_desktop.store import StoreTrouble, tokens
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 8.0
"""Unlinking does not keep a person waiting longer; what is not withdrawn by then is tried later."""


class Withdrawals:
    """Works on what `tokens.to_revoke` lists; that list outlives a restart."""

    def __init__(self, destinations: Mapping[str, Destination], tasks: Tasks) -> None:
        self._destinations = destinations
        self._tasks = tasks
        self._late: dict[int, asyncio.Task[None]] = {}

    def resume(self) -> None:
        for account_id, destination in tokens.to_revoke():
            self._go_on(account_id, destination, failures=0)

    async def first_try(self, let_go: Sequence[Account]) -> None:
        """Return once each was tried, or after a while; what failed goes on in the background."""
        tries = [
            self._tasks.spawn(self._try(one.id, one.destination), f"revoke {one.id}")
            for one in let_go
        ]
        if tries:
            await asyncio.wait(tries, timeout=LONGEST_WAIT_S)

    def leave(self, account_id: int) -> None:
        """Leave alone what waits for this account: it is about to be other tokens."""
        late = self._late.pop(account_id, None)
        if late is not None:
            late.cancel()

    async def _try(self, account_id: int, destination: str) -> None:
        if not await self._is_settled(account_id, destination):
            self._go_on(account_id, destination, failures=1)

    def _go_on(self, account_id: int, destination: str, failures: int) -> None:
        self.leave(account_id)
        work = self._until_settled(account_id, destination, failures)
        self._late[account_id] = self._tasks.spawn(work, f"late revoke {account_id}")

    async def _until_settled(self, account_id: int, destination: str, failures: int) -> None:
        while True:
            if failures:
                await asyncio.sleep(wait_after(failures - 1).total_seconds())
            if await self._is_settled(account_id, destination):
                return
            failures += 1

    async def _is_settled(self, account_id: int, destination: str) -> bool:
        """Try to withdraw what waits for it; return whether nothing more can be done."""
        try:
            granted = tokens.get_to_revoke(account_id, destination)
            if granted is not None:
                await self._revoke(destination, Access(granted))
                tokens.forget_to_revoke(account_id, destination)
        except (Outage, TooFast, StoreTrouble):
            return False
        return True

    async def _revoke(self, destination: str, access: Access) -> None:
        try:
            await self._destinations[destination].revoke(access)
        except (Outage, TooFast):
            raise
        except RemoteError as error:
            log.info("tokens of %s were not withdrawn: %s", destination, error.title)
