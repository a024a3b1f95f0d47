"""Sign-ins by code: waiting until the person confirmed, and whose account it is then."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.destinations import (
    Access,
    Destination,
    DeviceCode,
    DeviceSignIn,
    Poll,
    User,
)
from scroblarr_desktop.destinations.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.linking.withdrawals import Withdrawals
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, accounts, offers, tokens, writing
from scroblarr_desktop.store.records import Account, AccountState, SignIn
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

USED_BY_OTHER = (
    "This account is already linked to another member of the household, and one account cannot"
    " belong to two. If both are the same person, give one member both viewers. If two people watch"
    " together, give that viewer to both members and link each with an account of their own."
)
OTHER_USER = "Somebody else signed in. This link belongs to {name}; unlink it first to change it."
DECLINED = "The sign-in was declined. Ask for a new code to try again."
NOT_CONFIRMED = "The code was not confirmed in time. Ask for a new one."
CHECKING = "Confirmed. Asking whose account it is."
NO_ANSWER = "{title} does not answer right now. The sign-in goes on by itself."
APP_GONE = "The household's app at {title} was taken out meanwhile. Enter it again first."

LONGEST_PAUSE_S = 30.0
"""The longest pause between two questions whose account a fresh sign-in is."""

KEEP_AGAIN_S = 1.0
"""How long to wait before trying again to keep what a sign-in brought."""


class NoApp(Exception):
    """The household has not entered its app at this destination."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} needs the household's own app first. Enter it in Settings.")


@dataclass(frozen=True)
class Refusal:
    """Why a sign-in came to nothing, in a sentence for people."""

    sentence: str
    state: AccountState = AccountState.DENIED


Answer = Tokens | Poll | Refusal


class SignIns:
    """The sign-ins that are under way, one per account at most."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        app_of: Callable[[str], AppCredentials | None],
        withdrawals: Withdrawals,
        tasks: Tasks,
        clock: Clock,
    ) -> None:
        self._destinations = destinations
        self._app_of = app_of
        self._withdrawals = withdrawals
        self._tasks = tasks
        self._clock = clock
        self._polls: dict[int, asyncio.Task[None]] = {}

    async def new_code(self, destination: str) -> DeviceCode:
        """Raises NoApp, Conflict, RemoteError."""
        return await self._client(destination).start_sign_in(self.app(destination))

    def follow(self, account: Account, code: DeviceCode, first_wait_s: float | None = None) -> None:
        """Wait in the background for the person, and link the account then."""
        wait_s = code.interval_s if first_wait_s is None else first_wait_s
        self.settle(account, lambda: self._answer(account, code, wait_s))

    def settle(self, account: Account, answer: Callable[[], Awaitable[Answer]]) -> None:
        """Wait in the background for that answer, and link the account or end the sign-in."""
        self.stop(account.id)
        work = self._settle(account, answer)
        self._polls[account.id] = self._tasks.spawn(work, f"sign-in {account.id}")

    def stop(self, account_id: int) -> None:
        polling = self._polls.pop(account_id, None)
        if polling is not None:
            polling.cancel()

    def app(self, destination: str) -> AppCredentials:
        """Return the household's app there. Raises NoApp."""
        app = self._app_of(destination)
        if app is None:
            raise NoApp(self._title(destination))
        return app

    def _client(self, destination: str) -> DeviceSignIn:
        client = self._destinations[destination]
        if not isinstance(client, DeviceSignIn):
            raise Conflict(f"{client.traits.title} has no sign-in by code.")
        return client

    async def _settle(self, account: Account, answering: Callable[[], Awaitable[Answer]]) -> None:
        answer = await answering()
        user: User | None = None
        if isinstance(answer, Tokens):
            granted = answer
            await _keep(lambda: self._note_grant(account, granted))
            answer, user = await self._identify(account, granted)
        await _keep(lambda: _end(account, answer, user))
        # Whatever was granted and did not become a link is taken out of use.
        await self._withdrawals.first_try([account])

    async def _answer(self, account: Account, code: DeviceCode, wait_s: float) -> Answer:
        """Return what became of the code; that may take as long as the code is good for."""
        interval_s, destination = code.interval_s, account.destination
        while (left_s := (code.expires_at - self._clock()).total_seconds()) > 0:
            await asyncio.sleep(min(wait_s, left_s))
            try:
                answer = await self._client(destination).poll_sign_in(self.app(destination), code)
                self.note_answer(account, answers=True)
                if answer is Poll.SLOW_DOWN:
                    interval_s += 1
                elif answer is not Poll.PENDING:
                    return answer
            except TooFast as error:
                interval_s = max(interval_s + 1, error.retry_after_s or 0)
            except Outage:
                self.note_answer(account, answers=False)  # it may come back before the code ends
            except RemoteError as error:
                return Refusal(f"{error.sentence} {error.next_step}")
            except NoApp:
                return Refusal(APP_GONE.format(title=self._title(destination)))
            wait_s = interval_s
        return Poll.EXPIRED

    def note_answer(self, account: Account, *, answers: bool) -> None:
        """Let whoever waits see whether the destination answers."""
        outage = "" if answers else NO_ANSWER.format(title=self._title(account.destination))
        with contextlib.suppress(StoreTrouble):  # no more than a courtesy
            accounts.note_waiting(account.id, outage)

    def _title(self, destination: str) -> str:
        return self._destinations[destination].traits.title

    def _note_grant(self, account: Account, granted: Tokens) -> None:
        """Keep the tokens among those to withdraw: there they stay if nothing comes of them."""
        self._withdrawals.leave(account.id)
        with writing(Changed.HOUSEHOLD):
            tokens.put_account(account.id, granted)
            tokens.move_to_revoke(account.id, account.destination)
            accounts.change(account.id, {"message": CHECKING})

    async def _identify(
        self, account: Account, granted: Tokens
    ) -> tuple[Tokens | Refusal, User | None]:
        """Return whose tokens these are, however long the destination takes to say so."""
        client, failures = self._destinations[account.destination], 0
        while True:
            try:
                return granted, await client.identify(Access(granted))
            except (Outage, TooFast) as error:
                self.note_answer(account, answers=False)
                failures += 1
                pause_s = max(min(LONGEST_PAUSE_S, failures), error.retry_after_s or 0)
                await asyncio.sleep(pause_s)
            except RemoteError as error:
                log.info("account %d could not be identified: %s", account.id, error.title)
                return Refusal(f"{error.sentence} {error.next_step}"), None


def page_with_code(sign_in: SignIn) -> str:
    """Return the page's address with the code at its end, so that nobody has to type it.

    Trakt and Simkl both fill the code in that stands there (Trakt's maintainers in
    trakt/trakt-api#454 and #867; Simkl's guide to PINs). Where the code stands there already, as in
    the complete address of RFC 8628, nothing is added.
    """
    page = urlsplit(sign_in.verification_url)
    if sign_in.user_code in page.query:
        return sign_in.verification_url
    path = f"{page.path.rstrip('/')}/{quote(sign_in.user_code, safe='')}"
    return urlunsplit(page._replace(path=path))


def refusal(account: Account, user: User) -> str | None:
    """Return why this account may not become that user's, None where it may."""
    if accounts.used_by_other(account.destination, user.id, account.member_id):
        return USED_BY_OTHER
    if account.user_id is not None and account.user_id != user.id:
        return OTHER_USER.format(name=account.username or "somebody else")
    return None


async def _keep(write: Callable[[], None]) -> None:
    """Write, however long the store cannot: what a sign-in brought comes only once."""
    said = False
    while True:
        try:
            write()
            return
        except StoreTrouble as trouble:
            if not said:
                log.warning("a sign-in cannot be kept yet: %s", trouble.title)
            said = True
            await asyncio.sleep(KEEP_AGAIN_S)


def _end(account: Account, answer: Answer, user: User | None) -> None:
    if isinstance(answer, Tokens) and user is not None:
        _granted(account.id, answer, user)
    elif isinstance(answer, Refusal):
        accounts.end_sign_in(account.id, answer.state, answer.sentence)
    elif answer is Poll.DENIED:
        accounts.end_sign_in(account.id, AccountState.DENIED, DECLINED)
    else:
        accounts.end_sign_in(account.id, AccountState.EXPIRED, NOT_CONFIRMED)


def _granted(account_id: int, granted: Tokens, user: User) -> None:
    account = accounts.get(account_id)
    reason = refusal(account, user)
    with writing(Changed.HOUSEHOLD):
        if reason is None:
            accounts.link(account_id, user.id, user.name, granted)
            offers.open_for(account_id)
            log.info("account %d is linked", account_id)
        else:
            accounts.end_sign_in(account_id, AccountState.DENIED, reason)
        if reason in (None, USED_BY_OTHER):
            # Where another member uses it, withdrawing could end that member's link, too.
            tokens.forget_to_revoke(account_id, account.destination)
