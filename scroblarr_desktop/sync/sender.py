"""One account's deliveries, sent one after the other. Accounts never wait for one another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.errors import (
    AccountBlocked,
    AppRejected,
    DestinationError,
    SignInEnded,
)
from scroblarr_desktop.schedule import Clock, Pace, wait_after
from scroblarr_desktop.store import StoreTrouble, accounts, deliveries, holds, household
from scroblarr_desktop.store.records import Account, AccountState, DueDelivery
from scroblarr_desktop.sync.attempt import LIVE_WITHIN, Attempt, ask_person, may_repeat
from scroblarr_desktop.sync.sessions import Sessions

log = logging.getLogger(__name__)

LONGEST_SLEEP_S = 30.0
"""Clocks jump and PCs sleep: never trust one long wait."""

PROBE_PAUSED_EVERY = timedelta(hours=1)


class AccountSender:
    """Sends what is due for one account for as long as the account is in use."""

    def __init__(
        self,
        account_id: int,
        destination: Destination,
        sessions: Sessions,
        pace: Pace,
        clock: Clock,
        on_contact: Callable[[int, DestinationError | None], None],
    ) -> None:
        self._account_id = account_id
        self._destination = destination
        self._sessions = sessions
        self._pace = pace
        self._clock = clock
        self._on_contact = on_contact
        self._wake = asyncio.Event()
        self.sending = False

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        while (account := accounts.get(self._account_id)).state is not AccountState.UNLINKED:
            self._wake.clear()
            try:
                due = self._next(account)
                if due is not None:
                    await self._send(account, due)
                    continue
                sleep_s = self._sleep_s(account)
            except StoreTrouble as trouble:
                log.warning("account %d waits: %s", account.id, trouble.title)
                sleep_s = LONGEST_SLEEP_S
            await self._sleep(sleep_s)

    def _next(self, account: Account) -> DueDelivery | None:
        now = self._clock()
        if account.state is not AccountState.LINKED:
            return None
        if account.probe_at is not None and account.probe_at > now:
            return None
        if holds.pause_for(account.member_id) or not household.member(account.member_id).enabled:
            return None
        return deliveries.next_due(account.id, now, LIVE_WITHIN)

    def _sleep_s(self, account: Account) -> float:
        times = [deliveries.next_due_at(account.id), account.probe_at]
        waits = [self._wait_s(at) for at in times if at is not None]
        # Something due that may not be sent now is looked at again when anything changes.
        return min([LONGEST_SLEEP_S, *(wait for wait in waits if wait > 0)])

    def _wait_s(self, at: datetime) -> float:
        return (at - self._clock()).total_seconds()

    async def _sleep(self, sleep_s: float) -> None:
        try:
            async with asyncio.timeout(sleep_s):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _send(self, account: Account, due: DueDelivery) -> None:
        if due.fate_unknown and not may_repeat(self._destination, due):
            deliveries.hold_for_person(due.id, ask_person(self._destination).message)
            return
        self.sending = True
        try:
            await Attempt(
                due, account, self._destination, self._sessions, self._pace, self._clock
            ).run()
        except DestinationError as error:
            self._on_contact(account.id, error)
            note_trouble(accounts.get(account.id), error, self._clock())
        else:
            self._on_contact(account.id, None)
            accounts.note_success(account.id)
        finally:
            self.sending = False


def note_trouble(account: Account, error: DestinationError, now: datetime) -> None:
    """Keep what an error means for the account, or for all accounts on the same app."""
    if account.state is AccountState.UNLINKED:
        return
    if isinstance(error, SignInEnded):
        message = f"{error.sentence} {error.next_step}"
        accounts.change(account.id, {"state": AccountState.NEEDS_RELINK, "message": message})
    elif isinstance(error, AppRejected):
        for other in accounts.all_accounts():
            same = (other.destination, other.client_id) == (account.destination, account.client_id)
            if same and other.state is AccountState.LINKED:
                pause(other, error, now)
    elif isinstance(error, AccountBlocked):
        pause(account, error, now)
    else:
        wait = wait_after(account.failures, error.retry_after_s)
        accounts.note_failure(account.id, error.sentence, now + wait)


def pause(account: Account, error: DestinationError, now: datetime) -> None:
    """Stop sending to the account until it is asked again, much later, or a person acts."""
    changes = {
        "state": AccountState.PAUSED,
        "message": f"{error.sentence} {error.next_step}",
        "probe_at": now + PROBE_PAUSED_EVERY,
    }
    accounts.change(account.id, changes)
