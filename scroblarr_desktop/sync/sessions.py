"""Calls on an account's behalf, with tokens that one caller at a time keeps fresh."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from scroblarr_desktop.credentials import Tokens
from scroblarr_desktop.destinations import Access, Destination, Exchange
from scroblarr_desktop.destinations.errors import Outage, SignInEnded, TokenRefused
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import accounts, tokens
from scroblarr_desktop.store.records import Account

T = TypeVar("T")

EARLY = timedelta(minutes=5)
"""A token this close to its end is refreshed before it is used."""

REFRESH_AT_SHARE = 0.75
"""The share of a token's life after which it is refreshed in the background."""


class Sessions:
    """One per engine. A refresh token works once, so each account has a lock around its refresh."""

    def __init__(self, destinations: Mapping[str, Destination], clock: Clock) -> None:
        self._destinations = destinations
        self._clock = clock
        self._locks: dict[int, asyncio.Lock] = {}

    async def call(
        self,
        account: Account,
        use: Callable[[Access], Awaitable[T]],
        record: Callable[[Exchange], None] = lambda exchange: None,
    ) -> T:
        """Return what `use` returns, with one refresh where the token is not accepted.

        Raises what `use` and the refresh raise; SignInEnded where there is no token at all.
        """
        held = self._held(account)
        if held.expires_at is not None and held.expires_at - EARLY <= self._clock():
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

    async def refresh_in_time(self, account: Account) -> None:
        """Refresh where three quarters of the token's life are over."""
        held = tokens.get_account(account.id)
        if held is None or held.issued_at is None or held.expires_at is None:
            return
        life = held.expires_at - held.issued_at
        if self._clock() >= held.issued_at + life * REFRESH_AT_SHARE:
            await self._refreshed(account, held, lambda exchange: None)

    def _held(self, account: Account) -> Tokens:
        held = tokens.get_account(account.id)
        if held is None:
            raise SignInEnded("There is no saved sign-in for this account.")
        return held

    async def _refreshed(
        self, account: Account, stale: Tokens, record: Callable[[Exchange], None]
    ) -> Tokens:
        async with self._locks.setdefault(account.id, asyncio.Lock()):
            held = self._held(account)
            if held.access_token != stale.access_token:
                return held  # somebody else refreshed while this one waited
            destination = self._destinations[account.destination]
            fresh = await destination.refresh(Access(held, record))
            tokens.put_account(account.id, fresh)
            accounts.change(account.id, {"client_id": fresh.client_id or account.client_id})
            return fresh
