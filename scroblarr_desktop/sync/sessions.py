"""Calls on an account's behalf, with tokens that are refreshed once for all callers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.destinations import Access, Destination, Exchange
from scroblarr_desktop.destinations.errors import (
    AppRejected,
    Outage,
    RemoteError,
    SignInEnded,
    TokenRefused,
)
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, accounts, tokens, writing
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.tasks import Tasks

T = TypeVar("T")
Record = Callable[[Exchange], None]

EARLY = timedelta(minutes=5)
"""A token this close to its end is refreshed before it is used."""

RESTORED = "Your data was put back from a copy, and the sign-in in it is not valid any more."
"""A refresh token works once, and the one in the copy may have been used since."""

REFRESH_AT_SHARE = 0.75
"""The share of a token's life after which it is refreshed in the background."""


class Sessions:
    """One per engine. A refresh token works once: one refresh at a time per account."""

    def __init__(self, destinations: Mapping[str, Destination], clock: Clock) -> None:
        self._destinations = destinations
        self._clock = clock
        self._tasks = Tasks()
        self._refreshing: dict[int, asyncio.Task[Tokens | Exception]] = {}
        self._unsaved: dict[int, tuple[Tokens, Tokens]] = {}

    @property
    def under_way(self) -> list[asyncio.Task[Tokens | Exception]]:
        """The refreshes that run now: cutting one off may cost a sign-in."""
        return list(self._refreshing.values())

    async def stop(self) -> None:
        await self._tasks.stop()

    async def call(
        self,
        account: Account,
        use: Callable[[Access], Awaitable[T]],
        record: Record = lambda exchange: None,
    ) -> T:
        """Return what `use` returns, with one refresh where the token is not accepted.

        Raises what `use` and the refresh raise; SignInEnded where there is no token at all.
        """
        held = self._held(account.id)
        ends_soon = held.expires_at is not None and held.expires_at - EARLY <= self._clock()
        if ends_soon and not held.restored:
            held = await self._refreshed(account, held, record)
        try:
            return await use(Access(held, record, account.live_allowed))
        except TokenRefused:
            held = await self._refreshed(account, held, record)
        try:
            return await use(Access(held, record, account.live_allowed))
        except TokenRefused as error:
            sentence = "The sign-in was renewed and still is not accepted."
            raise Outage(sentence, fate_unknown=False, status=error.status) from error

    def should_refresh(self, account: Account) -> bool:
        """Return whether three quarters of the token's life are over."""
        held = tokens.get_account(account.id)
        if held is None or held.issued_at is None or held.expires_at is None or held.restored:
            return False
        life = held.expires_at - held.issued_at
        return self._clock() >= held.issued_at + life * REFRESH_AT_SHARE

    async def refresh(self, account: Account) -> None:
        """Raises SignInEnded, AppRejected, Outage, TooFast."""
        await self._refreshed(account, self._held(account.id), lambda exchange: None)

    def _held(self, account_id: int) -> Tokens:
        if account_id in self._unsaved:
            self._save(account_id)
        held = tokens.get_account(account_id)
        if held is None:
            raise SignInEnded("There is no saved sign-in for this account.")
        return held

    async def _refreshed(self, account: Account, stale: Tokens, record: Record) -> Tokens:
        held = self._held(account.id)
        if held.access_token != stale.access_token:
            return held  # somebody else refreshed meanwhile
        if held.restored:
            raise SignInEnded(RESTORED)
        running = self._refreshing.get(account.id)
        if running is None:
            work = self._refresh(account, held, record)
            running = self._tasks.spawn(work, f"refresh of account {account.id}")
            self._refreshing[account.id] = running
            running.add_done_callback(lambda _: self._refreshing.pop(account.id, None))
        # Whoever stops waiting does not stop the refresh: its answer comes only once.
        outcome = await asyncio.shield(running)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def _refresh(self, account: Account, held: Tokens, record: Record) -> Tokens | Exception:
        destination = self._destinations[account.destination]
        access = Access(held, record)
        try:
            try:
                fresh = await destination.refresh(access)
            except AppRejected:
                fresh = await destination.refresh(access)  # a second call makes it certain
            self._unsaved[account.id] = (held, fresh)
            return self._save(account.id)
        except (RemoteError, StoreTrouble) as error:
            return error

    def _save(self, account_id: int) -> Tokens:
        """Commit the pair that a refresh brought: nobody uses it before. Raises StoreTrouble.

        Where somebody signed in anew meanwhile those tokens hold; where the account was unlinked
        SignInEnded is raised, and the pair waits to be withdrawn.
        """
        replaced, fresh = self._unsaved[account_id]
        with writing(Changed.HOUSEHOLD):
            held = tokens.get_account(account_id)
            if held is None or held.access_token == replaced.access_token:
                tokens.put_account(account_id, fresh)
            account = accounts.get(account_id)
            if held is None:
                tokens.move_to_revoke(account_id, account.destination)
        del self._unsaved[account_id]
        if held is None:
            raise SignInEnded("This account was unlinked meanwhile.")
        return fresh if held.access_token == replaced.access_token else held
