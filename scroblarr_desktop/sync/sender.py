"""One account's deliveries, sent one after the other. Accounts never wait for one another."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.schedule import Clock, Pace
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    attempts,
    deliveries,
    holds,
    household,
    keys,
    removals,
)
from scroblarr_desktop.store.records import Account, AccountState, DueDelivery, DueRemoval
from scroblarr_desktop.sync.attempt import LIVE_WITHIN, Attempt
from scroblarr_desktop.sync.health import Health
from scroblarr_desktop.sync.outcome import ask_person, may_repeat
from scroblarr_desktop.sync.removing import Removing
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.tasks import called_within

log = logging.getLogger(__name__)

LONGEST_SLEEP_S = 30.0
"""Clocks jump and PCs sleep: never trust one long wait."""

LOOK_EVERY_S = 300.0
"""However calm it is: what was missed would wait no longer."""

SOON = timedelta(seconds=10)


class AccountSender:
    """Sends what is due for one account for as long as the account is in use."""

    def __init__(
        self,
        account_id: int,
        destination: Destination,
        sessions: Sessions,
        pace: Pace,
        clock: Clock,
        health: Health,
        on_store: Callable[[StoreTrouble | None], None],
    ) -> None:
        self._account_id = account_id
        self._destination = destination
        self._sessions = sessions
        self._pace = pace
        self._clock = clock
        self._health = health
        self._on_store = on_store
        self._wake = asyncio.Event()
        self._stale = True
        self._looked_s = 0.0
        self._rests_until: datetime | None = None
        self._ends = False
        self.sending = False

    @property
    def title(self) -> str:
        """What the destination is called."""
        return self._destination.traits.title

    def wake(self) -> None:
        """Look whether it is time for something that is known of."""
        self._wake.set()

    def look_again(self) -> None:
        """Something was written that this account may have to do with."""
        self._stale = True
        self._wake.set()

    def end(self) -> None:
        """Begin nothing more; an attempt under way may come to its end."""
        self._ends = True
        self._wake.set()

    def has_something_to_send(self) -> bool:
        """Return whether a delivery is sent now or in a moment, or would be but for an outage."""
        at = deliveries.next_due_at(self._account_id)
        return self.sending or (at is not None and at <= self._clock() + SOON)

    async def run(self) -> None:
        while not self._ends:
            self._wake.clear()
            try:
                if self._has_to_look():
                    self._stale, self._looked_s = False, time.monotonic()
                    account = accounts.get(self._account_id)
                    if account.state is AccountState.UNLINKED:
                        return
                    await self._work(account)
                    self._on_store(None)
            except StoreTrouble as trouble:
                self._stale = True
                self._on_store(trouble)
                await self._sleep(LONGEST_SLEEP_S)
            except Exception:
                self._stale = True
                log.exception("account %d stumbled", self._account_id)
                await self._sleep(LONGEST_SLEEP_S)
            else:
                await self._sleep(self._rest_s())

    def _has_to_look(self) -> bool:
        """Return whether there may be something to do. Senders are woken far more often."""
        waited_long = time.monotonic() - self._looked_s > LOOK_EVERY_S
        return self._stale or waited_long or self._rest_s() <= 0

    def _rest_s(self) -> float:
        if self._stale:
            return 0.0
        if self._rests_until is None:
            return LONGEST_SLEEP_S
        return min(LONGEST_SLEEP_S, self._wait_s(self._rests_until))

    async def _work(self, account: Account) -> None:
        """Send what is due next; then, or where there is nothing, know when to look again."""
        due = self._next(account)
        if due is None:
            self._rests_until = self._next_time(account)
            return
        keys.look()  # without its key a try would fail, and the next would come later each time
        await self._send(account, due)
        self._stale = True

    def _next(self, account: Account) -> DueDelivery | DueRemoval | None:
        """Return what is just finished, then what is to be taken back, then what waited longer."""
        now = self._clock()
        in_outage = account.probe_at is not None and account.probe_at > now
        if account.state is not AccountState.LINKED or in_outage:
            return None
        next_at = deliveries.next_due_at(account.id)
        if next_at is None or next_at > now:
            return None
        if holds.pause_for(account.member_id):
            return None
        enabled = household.member(account.member_id).enabled
        due = deliveries.next_due(account.id, now, LIVE_WITHIN) if enabled else None
        if due is not None and not due.attempts and due.watched_at > now - LIVE_WITHIN:
            return due
        return removals.next_due(account.id, now) or due

    def _next_time(self, account: Account) -> datetime | None:
        times = [deliveries.next_due_at(account.id), account.probe_at]
        # Something due that may not be sent now is looked at again when anything changes.
        return min((at for at in times if at is not None and self._wait_s(at) > 0), default=None)

    def _wait_s(self, at: datetime) -> float:
        return (at - self._clock()).total_seconds()

    async def _sleep(self, sleep_s: float) -> None:
        await called_within(self._wake, sleep_s)

    async def _send(self, account: Account, due: DueDelivery | DueRemoval) -> None:
        if isinstance(due, DueDelivery) and _only_a_person_knows(due, self._destination):
            attempts.hold_for_person(due.id, ask_person(self._destination).message)
            return
        common = (
            account,
            self._destination,
            self._sessions,
            self._pace,
            self._clock,
            self._on_store,
        )
        attempt = Removing(due, *common) if isinstance(due, DueRemoval) else Attempt(due, *common)
        error = await self._carry_out(attempt)
        if error is not None:
            self._health.failed(account.id, error, attempt.wait)
        elif attempt.exchanges:
            self._health.worked(account.id)

    async def _carry_out(self, attempt: Attempt | Removing) -> RemoteError | None:
        self.sending = True
        try:
            await attempt.run()
        except RemoteError as error:
            return error
        finally:
            self.sending = False
            self._health.tell()
        return None


def _only_a_person_knows(due: DueDelivery, destination: Destination) -> bool:
    return due.fate_unknown and not may_repeat(destination, due)
