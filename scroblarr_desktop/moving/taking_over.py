"""After the move: every media server is told of this computer, and every account is tried.

What an end in the middle left undone is done at the next start; all of it can be done twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.destinations.titles import title_of
from scroblarr_desktop.moving.media_servers import MediaServers
from scroblarr_desktop.moving.results import Result, StepState
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    accounts,
    household,
    invitations,
    moving,
    servers,
)
from scroblarr_desktop.store.moving import CameFrom
from scroblarr_desktop.store.records import Account, AccountState, Member, Server
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.sync import Sync
from scroblarr_desktop.tasks import Tasks, called_within

log = logging.getLogger(__name__)

WORKS = "The sign-in works here."
TRIES_AGAIN = "It is tried again by itself."
SIGN_IN_AGAIN = "Sign in again; what waits is sent then."
PAGE_IS_ELSEWHERE = "The page is open on a device that knows the address of the other computer."
INVITE_AGAIN = "Invite the member once more, under “Household”."
UNEXPECTED = "Something unexpected happened. The log file has the details."


AGAIN_AFTER_S = 600.0
"""A media server may be switched off just now."""

_TO_TRY = (StepState.AHEAD, StepState.TROUBLE)


class About(StrEnum):
    SERVER = "server"
    ACCOUNT = "account"
    PAGE = "page"
    """A member's own page, on phones that know the address of the other computer."""


@dataclass(frozen=True)
class Step:
    """One media server, account or member's page: what it is, and what became of it."""

    about: About
    number: int
    """Our id of it; of a page that of the member."""
    name: str
    state: StepState = StepState.AHEAD
    sentence: str = ""
    next_step: str = ""
    to_let_in: bool = False
    """The home network has to be let in for it."""

    @property
    def key(self) -> tuple[About, int]:
        return self.about, self.number


class TakingOver:
    """One per engine. Does nothing where the household was always here.

    `on_done` is called once everything was told and tried.
    """

    def __init__(
        self,
        media_servers: MediaServers,
        sync: Sync,
        changes: Changes,
        on_done: Callable[[], object] = lambda: None,
        clock: Clock = utc_now,
    ) -> None:
        self._media_servers = media_servers
        self._sync = sync
        self._changes = changes
        self._on_done = on_done
        self._clock = clock
        self._tasks = Tasks()
        self._try_soon = asyncio.Event()
        self._working: asyncio.Task[None] | None = None
        self.steps: tuple[Step, ...] = ()

    @property
    def came(self) -> CameFrom | None:
        """Where the household was before, while nobody has read yet what came of the move."""
        found = moving.came_from()
        return None if found is None or found.seen else found

    @property
    def is_under_way(self) -> bool:
        return any(one.state in (StepState.AHEAD, StepState.UNDER_WAY) for one in self.steps)

    def start(self) -> None:
        """Begin, where the household has just moved in."""
        try:
            came = moving.came_from()
            if came is not None and not came.settled:
                self.again()
        except StoreTrouble as trouble:  # then the next start does it
            log.warning("taking over waits: %s", trouble.title)

    def again(self) -> None:
        """Do all of it once more. Raises StoreTrouble."""
        came = moving.came_from()
        if came is None or self.is_under_way:
            return
        own = [one for one in servers.all_servers() if one.adopted]
        linked = [one for one in accounts.all_accounts() if one.user_id is not None]
        pages = [one for one in household.members() if invitations.devices(one.id, self._clock())]
        self.steps = (*map(_of_server, own), *map(_of_account, linked), *map(_of_page, pages))
        self._try_soon.set()
        if self._working is None or self._working.done():
            self._working = self._tasks.spawn(self._work(came), "taking over")

    def seen(self) -> None:
        """The person has read it. Raises StoreTrouble."""
        came = moving.came_from()
        if came is not None:
            moving.note_came_from(replace(came, seen=True))

    async def stop(self) -> None:
        await self._tasks.stop()

    async def _work(self, came: CameFrom) -> None:
        """Go through all of it, and again through what is in trouble, until nothing is."""
        while True:
            self._try_soon.clear()
            ahead = [one for one in self.steps if one.state in _TO_TRY]
            await asyncio.gather(*(self._step(one, came) for one in ahead))
            self._on_done()
            if self._is_settled():
                return
            await called_within(self._try_soon, AGAIN_AFTER_S)

    def _is_settled(self) -> bool:
        if any(one.state in _TO_TRY for one in self.steps):
            return False
        try:
            came = moving.came_from()
            if came is not None:
                moving.note_came_from(replace(came, settled=True))
        except StoreTrouble as trouble:  # then the next start does it once more
            log.warning("that it moved in could not be noted: %s", trouble.title)
        return True

    async def _step(self, step: Step, came: CameFrom) -> None:
        self._note(step, Result(StepState.UNDER_WAY))
        try:
            result = await self._result(step, came)
        except (RemoteError, StoreTrouble) as trouble:
            result = Result(StepState.TROUBLE, trouble.sentence, trouble.next_step)
        except Missing:
            result = Result(StepState.DONE)  # somebody took it away meanwhile
        except Exception:
            log.exception("taking over stumbled")
            result = Result(StepState.BY_HAND, UNEXPECTED)
        self._note(step, result)

    async def _result(self, step: Step, came: CameFrom) -> Result:
        if step.about is About.SERVER:
            return await self._media_servers.settle(servers.get(step.number), came)
        if step.about is About.PAGE:
            return Result(StepState.BY_HAND, PAGE_IS_ELSEWHERE, INVITE_AGAIN)
        return await self._tried(accounts.get(step.number))

    def _note(self, step: Step, result: Result) -> None:
        self.steps = tuple(
            replace(one, **vars(result)) if one.key == step.key else one for one in self.steps
        )
        self._changes.publish(Changed.STATE)

    async def _tried(self, account: Account) -> Result:
        if account.state not in (AccountState.LINKED, AccountState.PAUSED):
            return Result(StepState.BY_HAND, account.message, SIGN_IN_AGAIN)
        try:
            await self._sync.test(account.id)
        except RemoteError as error:
            now = accounts.get(account.id)
            if now.state is AccountState.NEEDS_RELINK:
                return Result(StepState.BY_HAND, now.message, SIGN_IN_AGAIN)
            return Result(StepState.TROUBLE, error.sentence, TRIES_AGAIN)
        return Result(StepState.DONE, WORKS)


def _of_server(server: Server) -> Step:
    return Step(About.SERVER, server.id, server.name)


def _of_account(account: Account) -> Step:
    member = household.member(account.member_id)
    return Step(About.ACCOUNT, account.id, f"{member.name}, {title_of(account.destination)}")


def _of_page(member: Member) -> Step:
    return Step(About.PAGE, member.id, member.name)
