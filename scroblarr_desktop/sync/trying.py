"""What every try at a destination has in common: it is recorded, and its outcome always kept."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.destinations import Access, Destination, Exchange
from scroblarr_desktop.destinations.errors import RemoteError
from scroblarr_desktop.schedule import Clock, Pace
from scroblarr_desktop.store import StoreTrouble, accounts, attempts, writing
from scroblarr_desktop.store.records import Account, DueDelivery, DueRemoval
from scroblarr_desktop.sync.sessions import Sessions

Due = TypeVar("Due", DueDelivery, DueRemoval)
Outcome = TypeVar("Outcome")
T = TypeVar("T")

log = logging.getLogger(__name__)

BEHIND = timedelta(seconds=5)
"""So much later than the account may be used again is this delivery's turn: another one goes
first, and one that always fails holds up nothing but itself."""

KEEP_AGAIN_S = 1.0
"""How long to wait before trying again to keep what came of an attempt."""

STUMBLED = "Something went wrong inside Scroblarr."


class Withdrawn(Exception):
    """It may not go on any more: cancelled, unlinked or paused during the attempt."""


@dataclass
class Try(ABC, Generic[Due, Outcome]):
    """Carries one attempt through and keeps what came of it. Those below say what it is about."""

    due: Due
    account: Account
    destination: Destination
    sessions: Sessions
    pace: Pace
    clock: Clock
    on_store: Callable[[StoreTrouble], None]
    """Told whenever what came of the attempt cannot be kept yet."""
    exchanges: list[dict[str, Any]] = field(default_factory=list)
    wait: timedelta | None = None
    """After an error of the account: how long to leave the destination alone."""

    async def run(self) -> None:
        """Make the attempt. Raises RemoteError, StoreTrouble for what is not its own fault."""
        attempt_id = attempts.begin_attempt(self.due.id, self.clock())
        trouble: RemoteError | StoreTrouble | None = None
        outcome: Outcome | None
        try:
            outcome = await self._work()
        except Withdrawn:
            outcome = self._withdrawn()
        except RemoteError as error:
            outcome, trouble = self._judge(error)
        except StoreTrouble as error:
            outcome, trouble = self._stumbled(error.sentence), error
        except Exception:
            log.exception("delivery %d failed for a reason nobody foresaw", self.due.id)
            outcome = self._stumbled(STUMBLED)
        await self._keep(attempt_id, outcome)
        came_of_it = getattr(outcome, "state", "removal")
        log.debug("delivery %d, attempt %d: %s", self.due.id, attempt_id, came_of_it)
        if trouble is not None:
            raise trouble

    @abstractmethod
    async def _work(self) -> Outcome:
        """Do what is to be done and return what came of it."""

    @abstractmethod
    def _judge(self, error: RemoteError) -> tuple[Outcome, RemoteError | None]:
        """Return what the error means for the delivery, and the error if the account has it."""

    @abstractmethod
    def _stumbled(self, message: str) -> Outcome:
        """Return what comes of a try that broke off for a reason of our own."""

    @abstractmethod
    def _withdrawn(self) -> Outcome | None:
        """Return None where the delivery is as it was, or as the person made it meanwhile."""

    @abstractmethod
    def _store(self, attempt_id: int, outcome: Outcome) -> None:
        """Keep what came of it, within a transaction."""

    async def _keep(self, attempt_id: int, outcome: Outcome | None) -> None:
        """Keep it however long that takes: a delivery left `sending` would never move again."""
        while True:
            try:
                with writing(Changed.LOG):
                    if outcome is None:
                        attempts.close_attempt(attempt_id, self.clock(), self.exchanges)
                    else:
                        self._store(attempt_id, outcome)
                return
            except StoreTrouble as trouble:
                self.on_store(trouble)
                await asyncio.sleep(KEEP_AGAIN_S)

    async def _call(self, use: Callable[[Access], Awaitable[T]]) -> T:
        return await self.sessions.call(accounts.get(self.account.id), use, self._note)

    def _note(self, exchange: Exchange) -> None:
        self.exchanges.append(asdict(exchange))
