"""From the inbox to the destinations: watches, deliveries, attempts, retries."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.destinations import Destination
from scroblarr_desktop.destinations.errors import Offline, Outage
from scroblarr_desktop.schedule import Clock, Pace, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    attempts,
    deliveries,
    holds,
    inbox,
    removals,
    writing,
)
from scroblarr_desktop.store.records import Account, AccountState, InboxEntry, InboxState
from scroblarr_desktop.sync.correcting import Correcting
from scroblarr_desktop.sync.health import Health
from scroblarr_desktop.sync.intake import Intake, Seen
from scroblarr_desktop.sync.libraries import Libraries, LibraryOf
from scroblarr_desktop.sync.progress import ProgressRelay
from scroblarr_desktop.sync.removing import leave_what_cannot_be_removed
from scroblarr_desktop.sync.sender import AccountSender
from scroblarr_desktop.sync.sessions import Sessions
from scroblarr_desktop.sync.upkeep import Upkeep
from scroblarr_desktop.tasks import Tasks, called_within

log = logging.getLogger(__name__)

TURN_S = 0.005
"""The longest the intake works before it lets others, the windows among them, have a turn."""

ANSWERED_FIRST_S = 0.001
"""A media server has its answer in hand before the work on what it sent begins."""

TICK_S = 5.0
CALM_S = 1.0
"""The clock is looked at so often at most, however many webhooks call."""

SLEPT_S = 90.0
"""A tick this far from the one before means that the computer slept or its clock was set."""

END_WITHIN_S = 0.8
"""How long the end waits for attempts under way: whoever quits sees it gone within two seconds.

What is cut off then is checked at the next start.
"""

BATCH = 50


class Sync:
    """Works until it is stopped; every state it needs after a sudden end is in the store."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        changes: Changes,
        clock: Clock = utc_now,
        pace: Callable[[float], Pace] = Pace,
        library_of: LibraryOf | None = None,
    ) -> None:
        self._destinations = destinations
        self._changes = changes
        self._clock = clock
        self._new_pace = pace
        self._tasks = Tasks()
        self._inbox_called = asyncio.Event()
        self._time_called = asyncio.Event()
        self._household_changed = True
        self._paces: dict[int, Pace] = {}
        self._senders: dict[int, AccountSender] = {}
        self._sending_tasks: set[asyncio.Task[None]] = set()
        self._stop_listening: Callable[[], None] = lambda: None
        self._troubles: dict[str, StoreTrouble] = {}
        self.sessions = sessions = Sessions(destinations, clock)
        self._health = health = Health(changes, clock)
        self.correcting = Correcting(destinations, sessions, clock, self.wake, library_of)
        self._upkeep = Upkeep(destinations, sessions, health, self._tasks, clock)
        self._progress = ProgressRelay(
            destinations, sessions, self._pace_of, health, self._tasks, clock
        )
        self._libraries = Libraries(library_of, self._tasks, clock, self._inbox_called.set)
        self._intake = Intake(
            clock, self._progress.offer, self._progress.finished, self._libraries.of
        )

    async def start(self) -> None:
        """Raises StoreTrouble."""
        cut_off = attempts.recover(self._clock())
        if cut_off:
            log.info("%d deliveries were cut off and are checked first", cut_off)
        self._heed_clock_at_start()
        self._stop_listening = self._changes.listen(self._changed)
        self._open_senders()
        self._tasks.spawn(self._read_inbox(), "inbox")
        self._tasks.spawn(self._keep_time(), "sync clock")
        self.wake()

    async def stop(self) -> None:
        """End. Attempts and refreshes under way get a moment, so that their answers are kept."""
        self._stop_listening()
        for sender in self._senders.values():
            sender.end()
        under_way = [*self._sending_tasks, *self.sessions.under_way]
        if under_way:
            await asyncio.wait(under_way, timeout=END_WITHIN_S)
        await self._tasks.stop()
        await self.sessions.stop()

    def wake(self) -> None:
        """Look at the inbox and at what is due now."""
        self._inbox_called.set()
        self._time_called.set()
        for sender in self._senders.values():
            sender.wake()

    @property
    def trouble(self) -> StoreTrouble | None:
        """Why the store holds everything up now, or None."""
        return next(iter(self._troubles.values()), None)

    @property
    def sending(self) -> bool:
        return any(sender.sending for sender in self._senders.values())

    @property
    def now_playing(self) -> list[Seen]:
        return self._progress.now_playing

    @property
    def offline(self) -> bool:
        """Whether no destination could be reached at all, as without a network."""
        errors = [self._health.unreachable.get(account_id) for account_id in self._senders]
        return bool(errors) and all(isinstance(error, Offline) for error in errors)

    @property
    def held_up(self) -> list[str]:
        """The titles of the destinations that do not work right now, for some account at least."""
        errors = self._health.unreachable
        failing = (one for one in self._senders if isinstance(errors.get(one), Outage))
        return sorted({self._senders[one].title for one in failing})

    def retry(self, delivery_id: int) -> None:
        """Make a delivery, or its removal, due, an outage included. Raises Missing, Conflict."""
        now = self._clock()
        with writing(Changed.LOG):
            account_id = removals.again(delivery_id, now) or deliveries.retry(delivery_id, now)
            self._health.lift(account_id)
        self.wake()

    def cancel(self, delivery_id: int) -> None:
        """Send it no more, or leave there what was to be removed. Raises Missing, Conflict."""
        if removals.is_pending(delivery_id):
            removals.left(delivery_id, self._clock(), "You chose to leave it there.")
        else:
            deliveries.cancel(delivery_id)

    async def test(self, account_id: int) -> None:
        """Try the sign-in of an account; what comes of it is noted. Raises RemoteError, Missing."""
        await self._upkeep.test(accounts.get(account_id))

    def retry_all(self) -> None:
        """Try at once whatever waits for its time or for its destination to come back."""
        now = self._clock()
        with writing(Changed.LOG):
            for account in accounts.all_accounts():
                if account.state is AccountState.LINKED:
                    deliveries.make_due(account.id, now)
                    self._health.lift(account.id)
        self.wake()

    def _changed(self, changed: Changed) -> None:
        # Called in the middle of somebody's work: only notes what is to be looked at.
        if changed & Changed.INBOX:
            self._inbox_called.set()
        if changed & Changed.HOUSEHOLD:
            self._household_changed = True
            self._time_called.set()
        if changed & (Changed.LOG | Changed.HOUSEHOLD | Changed.QUESTIONS):
            for sender in self._senders.values():
                sender.look_again()

    def _note_trouble(self, where: str, trouble: StoreTrouble | None) -> None:
        if trouble is None and where not in self._troubles:
            return
        if trouble is None:
            del self._troubles[where]
        elif where not in self._troubles:
            log.warning("%s waits: %s", where, trouble.title)
            self._troubles[where] = trouble
        self._changes.publish(Changed.STATE)

    # Senders

    def _open_senders(self) -> None:
        for account in accounts.all_accounts():
            destination = self._destinations.get(account.destination)
            if destination is None or account.user_id is None or account.id in self._senders:
                continue
            name = f"account {account.id}"
            self._senders[account.id] = AccountSender(
                account.id,
                destination,
                self.sessions,
                self._pace_of(account),
                self._clock,
                self._health,
                partial(self._note_trouble, name),
            )
            task = self._tasks.spawn(self._run_sender(account.id), f"deliveries of {name}")
            self._sending_tasks.add(task)
            task.add_done_callback(self._sending_tasks.discard)

    def _pace_of(self, account: Account) -> Pace:
        """Return the pace that all writes of the account share."""
        if account.id not in self._paces:
            traits = self._destinations[account.destination].traits
            self._paces[account.id] = self._new_pace(traits.write_gap_s)
        return self._paces[account.id]

    async def _run_sender(self, account_id: int) -> None:
        try:
            await self._senders[account_id].run()
        finally:
            self._senders.pop(account_id, None)
            self._paces.pop(account_id, None)
            self._health.forget(account_id)
            self._note_trouble(f"account {account_id}", None)

    # The inbox

    async def _read_inbox(self) -> None:
        while True:
            await self._inbox_called.wait()
            await asyncio.sleep(ANSWERED_FIRST_S)
            self._inbox_called.clear()
            try:
                await self._read_all()
                self._note_trouble("inbox", None)
                continue
            except StoreTrouble as trouble:
                self._note_trouble("inbox", trouble)
            except Exception:
                log.exception("the inbox stumbled")
            await called_within(self._inbox_called, TICK_S)
            self._inbox_called.set()

    async def _read_all(self) -> None:
        started = time.monotonic()
        while entries := inbox.unread(BATCH, self._clock(), self._libraries.asking):
            for entry in entries:
                self._take(entry)
                if time.monotonic() - started > TURN_S:
                    await asyncio.sleep(0)
                    started = time.monotonic()

    def _take(self, entry: InboxEntry) -> None:
        playing = self.now_playing
        try:
            self._intake.take(entry)
        except StoreTrouble:
            raise
        except Exception:
            log.exception("inbox entry %d could not be read", entry.id)
            self._set_aside(entry.id)
        if self.now_playing != playing:
            self._changes.publish(Changed.STATE)

    def _set_aside(self, entry_id: int) -> None:
        now = inbox.get(entry_id)
        if now is not None and now.state is InboxState.UNREAD:
            reason = "Scroblarr stumbled over it. It is kept; please report it."
            inbox.settle(entry_id, InboxState.UNREADABLE, "fault", reason)

    # The clock

    async def _keep_time(self) -> None:
        last, wait_s = self._clock(), TICK_S
        while True:
            called = await called_within(self._time_called, wait_s)
            self._time_called.clear()
            now = self._clock()
            is_calm = abs(now - last) < timedelta(seconds=CALM_S)
            if called and is_calm and not self._household_changed:
                wait_s = CALM_S
                continue
            self._household_changed, wait_s = False, TICK_S
            try:
                if abs(now - last) > timedelta(seconds=SLEPT_S):
                    self._wake_up()
                last = now
                self._open_senders()
                if inbox.is_due(now):
                    self._inbox_called.set()
                holds.end_due_pauses(now)
                leave_what_cannot_be_removed(self._destinations, self._clock)
                self._look_after_accounts()
                self._note_trouble("the clock", None)
            except StoreTrouble as trouble:
                self._note_trouble("the clock", trouble)
            except Exception:
                log.exception("the clock stumbled")

    def _wake_up(self) -> None:
        """After sleep the network is another one: what waited out an outage tries at once."""
        log.info("the computer slept, or its clock was set; everything is looked at again")
        self._heed_clock()
        self.retry_all()

    def _heed_clock_at_start(self) -> None:
        """A clock that was set back between two runs shows in what was noted before."""
        lived_until = attempts.lived_until()
        if lived_until is not None and lived_until > self._clock() + timedelta(seconds=SLEPT_S):
            self._wake_up()
        else:
            self._heed_clock()

    def _heed_clock(self) -> None:
        now = self._clock()
        with writing(Changed.NOTHING):
            deliveries.heed_clock(now)
            accounts.heed_clock(now)

    def _look_after_accounts(self) -> None:
        for account in accounts.all_accounts():
            sender = self._senders.get(account.id)
            if sender is not None:
                waits = sender.has_something_to_send
                self._upkeep.look_after(account, has_something_to_send=waits)
