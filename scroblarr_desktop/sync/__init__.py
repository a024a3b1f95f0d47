"""From the inbox to the destinations: watches, deliveries, attempts, retries."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.destinations import Access, Destination, User
from scroblarr_desktop.destinations.errors import DestinationError, Offline
from scroblarr_desktop.schedule import Clock, Pace, utc_now
from scroblarr_desktop.store import StoreTrouble, accounts, deliveries, holds, inbox, writing
from scroblarr_desktop.store.records import Account, AccountState, InboxEntry, InboxState
from scroblarr_desktop.sync.intake import Intake, Seen
from scroblarr_desktop.sync.progress import ProgressRelay
from scroblarr_desktop.sync.sender import AccountSender, note_trouble
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

TURN_S = 0.02
"""The longest the intake works before it lets others, the windows among them, have a turn."""

TICK_S = 5.0
SLEPT_S = 90.0
"""A tick this late means that the computer slept."""

BATCH = 50


class Sync:
    """Works until it is stopped; every state it needs after a sudden end is in the store."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        changes: Changes,
        clock: Clock = utc_now,
    ) -> None:
        self._destinations = destinations
        self._changes = changes
        self._clock = clock
        self._tasks = Tasks()
        self._wake = asyncio.Event()
        self._paces: dict[int, Pace] = {}
        self._senders: dict[int, AccountSender] = {}
        self._stop_listening: Callable[[], None] = lambda: None
        self.sessions = Sessions(destinations, clock)
        self._progress = ProgressRelay(destinations, self.sessions, self._paces, self._tasks, clock)
        self._intake = Intake(clock, self._progress.offer, self._progress.finished)
        self.trouble: StoreTrouble | None = None
        """Why the inbox cannot be worked on now, or None."""
        self.unreachable: dict[int, DestinationError] = {}
        """The last error of each account whose destination could not be used."""

    async def start(self) -> None:
        cut_off = deliveries.recover(self._clock())
        if cut_off:
            log.info("%d deliveries were cut off and are checked first", cut_off)
        self._stop_listening = self._changes.listen(self._changed)
        self._open_senders()
        self._tasks.spawn(self._read_inbox(), "inbox")
        self._tasks.spawn(self._keep_time(), "sync clock")
        self._wake.set()

    async def stop(self) -> None:
        self._stop_listening()
        await self._tasks.stop()

    def wake(self) -> None:
        """Look at the inbox and at what is due now."""
        self._wake.set()
        for sender in self._senders.values():
            sender.wake()

    @property
    def sending(self) -> bool:
        return any(sender.sending for sender in self._senders.values())

    @property
    def now_playing(self) -> list[Seen]:
        return list(self._progress.now_playing.values())

    def retry(self, delivery_id: int) -> None:
        """Make a delivery due, an outage included. Raises Missing, Conflict."""
        with writing(Changed.LOG):
            account_id = deliveries.retry(delivery_id, self._clock())
            if accounts.get(account_id).state is AccountState.LINKED:
                accounts.lift_outage(account_id)
        self.wake()

    def cancel(self, delivery_id: int) -> None:
        """Raises Missing, Conflict."""
        deliveries.cancel(delivery_id)

    def retry_all(self) -> None:
        """Try at once whatever waits for its time or for its destination to come back."""
        now = self._clock()
        with writing(Changed.LOG):
            for account in accounts.all_accounts():
                if account.state is AccountState.LINKED:
                    deliveries.make_due(account.id, now)
                    accounts.lift_outage(account.id)
        self.wake()

    def _changed(self, changed: Changed) -> None:
        if changed & Changed.HOUSEHOLD:
            self._open_senders()
        if changed & Changed.INBOX:
            self._wake.set()
        if changed & (Changed.LOG | Changed.HOUSEHOLD | Changed.QUESTIONS):
            for sender in self._senders.values():
                sender.wake()

    def _open_senders(self) -> None:
        for account in accounts.all_accounts():
            destination = self._destinations.get(account.destination)
            if destination is None or account.user_id is None or account.id in self._senders:
                continue
            pace = self._paces.setdefault(account.id, Pace(destination.traits.write_gap_s))
            sender = AccountSender(
                account.id, destination, self.sessions, pace, self._clock, self._contact
            )
            self._senders[account.id] = sender
            self._tasks.spawn(self._run_sender(account.id), f"deliveries of account {account.id}")

    async def _run_sender(self, account_id: int) -> None:
        try:
            await self._senders[account_id].run()
        finally:
            self._senders.pop(account_id, None)
            self.unreachable.pop(account_id, None)

    def _contact(self, account_id: int, error: DestinationError | None) -> None:
        if error is None:
            self.unreachable.pop(account_id, None)
        else:
            self.unreachable[account_id] = error

    @property
    def offline(self) -> bool:
        """Whether no destination could be reached at all, as without a network."""
        errors = [self.unreachable.get(account_id) for account_id in self._senders]
        return bool(errors) and all(isinstance(error, Offline) for error in errors)

    async def _read_inbox(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._read_all()
                self.trouble = None
            except StoreTrouble as trouble:
                log.warning("the inbox waits: %s", trouble.title)
                self.trouble = trouble
                self._changes.publish(Changed.STATE)
                await asyncio.sleep(TICK_S)
                self._wake.set()

    async def _read_all(self) -> None:
        started = time.monotonic()
        while entries := inbox.unread(BATCH):
            for entry in entries:
                self._take(entry)
                if time.monotonic() - started > TURN_S:
                    await asyncio.sleep(0)
                    started = time.monotonic()

    def _take(self, entry: InboxEntry) -> None:
        try:
            self._intake.take(entry)
        except StoreTrouble:
            raise
        except Exception:
            log.exception("inbox entry %d could not be read", entry.id)
            reason = "Scroblarr stumbled over it. It is kept; please report it."
            inbox.settle(entry.id, InboxState.UNREADABLE, "fault", reason)

    async def _keep_time(self) -> None:
        last = self._clock()
        while True:
            await asyncio.sleep(TICK_S)
            now = self._clock()
            try:
                if now - last > timedelta(seconds=SLEPT_S):
                    self._wake_up()
                holds.end_due_pauses(now)
                for account in accounts.all_accounts():
                    await self._look_after(account)
            except StoreTrouble as trouble:
                log.warning("the accounts wait: %s", trouble.title)
            last = now

    def _wake_up(self) -> None:
        """After sleep the network is another one: what waited out an outage tries at once."""
        log.info("the computer slept; everything is looked at again")
        for account in accounts.all_accounts():
            if account.state is AccountState.LINKED and account.probe_at is not None:
                accounts.lift_outage(account.id)
        self.wake()

    async def _look_after(self, account: Account) -> None:
        destination = self._destinations.get(account.destination)
        if destination is None or account.user_id is None:
            return
        healthy = account.state is AccountState.LINKED and account.probe_at is None
        asks_again = (
            account.state is AccountState.PAUSED
            and account.probe_at is not None
            and account.probe_at <= self._clock()
        )
        try:
            if healthy:
                await self.sessions.refresh_in_time(account)
            elif asks_again:
                await self._probe(account, destination)
        except DestinationError as error:
            note_trouble(account, error, self._clock())

    async def _probe(self, account: Account, destination: Destination) -> None:
        """Ask whether a paused account may be used again."""

        async def ask(access: Access) -> User:
            return await destination.identify(access)

        try:
            await self.sessions.call(account, ask)
        except DestinationError as error:
            accounts.change(account.id, {"state": AccountState.LINKED})
            note_trouble(accounts.get(account.id), error, self._clock())
        else:
            accounts.change(account.id, {"state": AccountState.LINKED, "message": ""})
            accounts.note_success(account.id)
