"""Sign-ins that end in a linked account, and their withdrawal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.destinations import (
    BrowserSignIn,
    Destination,
    DeviceCode,
    DeviceSignIn,
    Traits,
)
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.linking.app_check import Checked as Checked
from scroblarr_desktop.linking.app_check import Verdict as Verdict
from scroblarr_desktop.linking.app_check import check_app
from scroblarr_desktop.linking.browser import BrowserSignIns
from scroblarr_desktop.linking.sign_in import NoApp as NoApp
from scroblarr_desktop.linking.sign_in import SignIns, refusal
from scroblarr_desktop.linking.sign_in import page_with_code as page_with_code
from scroblarr_desktop.linking.withdrawals import Withdrawals
from scroblarr_desktop.remote.addresses import check_base_url
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    accounts,
    deliveries,
    household,
    offers,
    settings,
    tokens,
    writing,
)
from scroblarr_desktop.store.records import Account, AccountState, SignIn
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.store.sealing import KeyTrouble
from scroblarr_desktop.tasks import Tasks

TVTIME_URL = "tvtime_url"
INTERRUPTED = "The sign-in was interrupted. Ask for a new code to try again."
OTHER_APP = "The household uses another app now. Sign in again."
APP_ENTERED = "The household's app was entered anew; the sign-in is checked."


@dataclass(frozen=True)
class Offered:
    """A destination at which an account may be linked."""

    name: str
    traits: Traits
    by_code: bool
    """Signed in by a code that is confirmed in a browser; else by user name and password."""
    in_browser: bool
    """Can be signed in without a code, in this computer's browser."""
    has_app: bool = True
    """Whether there is an app of the household, or one that the build brings along."""


class Linking:
    """One per engine. A sign-in under way outlives a restart."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        app_of: Callable[[str], AppCredentials | None],
        tvtime_url: str,
        clock: Clock = utc_now,
    ) -> None:
        self._destinations = destinations
        self._app_of = app_of
        self._tvtime_url = tvtime_url
        self._clock = clock
        self._tasks = Tasks()
        self._withdrawals = Withdrawals(destinations, self._tasks)
        self._sign_ins = SignIns(destinations, app_of, self._withdrawals, self._tasks, clock)
        self._browser = BrowserSignIns(destinations, self._sign_ins, clock)

    async def start(self) -> None:
        """Go on with the sign-ins and withdrawals that a restart interrupted."""
        for account in accounts.all_accounts():
            if account.state is AccountState.WAITING:
                self._resume(account)
        self._withdrawals.resume()

    async def stop(self) -> None:
        await self._tasks.stop()

    def offered(self) -> list[Offered]:
        """Return the destinations that this program knows, in the order to show them."""
        return [
            Offered(
                name,
                client.traits,
                by_code=isinstance(client, DeviceSignIn),
                in_browser=isinstance(client, BrowserSignIn),
                has_app=self._app_of(name) is not None,
            )
            for name, client in self._destinations.items()
        ]

    async def start_sign_in(self, member_id: int, destination: str) -> Account:
        """Return the account with the code that the person is to confirm.

        Raises NoApp, Conflict, Missing, RemoteError.
        """
        self._refuse_linked(member_id, destination)
        code = await self._sign_ins.new_code(destination)
        sign_in = SignIn(code.user_code, code.verification_url, code.expires_at)
        with writing(Changed.HOUSEHOLD):
            account = self._open(member_id, destination)
            account = accounts.start_sign_in(account.id, sign_in, code.device_code)
        self._sign_ins.follow(account, code)
        return account

    async def start_browser_sign_in(self, member_id: int, destination: str) -> tuple[Account, str]:
        """Return the account, waiting, and the page to open in this computer's browser.

        Raises NoApp, Conflict, Missing.
        """
        self._refuse_linked(member_id, destination)

        def note() -> Account:
            with writing(Changed.HOUSEHOLD):
                return accounts.wait_for_browser(self._open(member_id, destination).id)

        return await self._browser.start(destination, note)

    async def check_app(self, destination: str, app: AppCredentials) -> Checked:
        """Return whether the destination knows this app; nothing of it is kept."""
        return await check_app(self._destinations[destination], app)

    def enter_app(self, destination: str, app: AppCredentials) -> None:
        """Keep the household's app and ask for new sign-ins where it is another one now."""
        settings.put_app_credentials(destination, app.client_id, app.client_secret)
        self.app_changed(destination)

    @property
    def tvtime_url(self) -> str:
        """The address at which TV Time is asked unless somebody enters another."""
        return str(settings.get(TVTIME_URL) or self._tvtime_url)

    def choose_tvtime_url(self, url: str) -> None:
        """Ask at this address from now on; an empty one goes back to the usual.

        Raises ValueError with a sentence for people.
        """
        settings.put(TVTIME_URL, check_base_url(url, entered=True) if url.strip() else None)

    async def probe_tvtime(self, server_url: str) -> str:
        """Return the address in one spelling if TV Time answers there; nothing personal is sent.

        Raises NotThisService.
        """
        return await self._tvtime().probe(server_url)

    async def sign_in_tvtime(
        self,
        member_id: int,
        server_url: str | None,
        username: str,
        password: str,
        start_token: str | None = None,
    ) -> Account:
        """Return the account, linked or denied. The address is asked before the password is sent.

        Raises Conflict, Missing, RemoteError.
        """
        client = self._tvtime()
        self._refuse_linked(member_id, "tvtime")
        url = await client.probe(server_url or self.tvtime_url)
        granted, user = await client.sign_in(url, username, password, start_token)
        with writing(Changed.HOUSEHOLD):
            account = self._open(member_id, "tvtime")
            reason = refusal(account, user)
            if reason is not None:
                return accounts.end_sign_in(account.id, AccountState.DENIED, reason)
            linked = accounts.link(account.id, user.id, user.name, granted)
            offers.open_for(linked.id)
            return linked

    async def unlink(self, account_id: int) -> None:
        """Unlink now; the tokens are withdrawn at the destination, at once where it answers.

        Raises Missing.
        """
        account = accounts.get(account_id)
        self._let_go(account)
        await self._withdrawals.first_try([account])

    async def unlink_all(
        self, tell: Callable[[Account], object] = lambda account: None
    ) -> list[Account]:
        """Unlink every account; return those whose tokens could not be withdrawn for now.

        `tell` hears of each as soon as it was tried.
        """
        for account in accounts.all_accounts():
            self._let_go(account)
        await asyncio.gather(*(self._withdraw(one, tell) for one in _to_withdraw()))
        return _to_withdraw()

    async def _withdraw(self, account: Account, tell: Callable[[Account], object]) -> None:
        await self._withdrawals.first_try([account])
        tell(account)

    async def delete_member(self, member_id: int) -> None:
        """Take a member out of the household: accounts revoked, open deliveries cancelled.

        Raises Missing.
        """
        member = household.member(member_id)
        with writing(Changed.HOUSEHOLD | Changed.LOG):
            theirs = accounts.of_member(member_id)
            for account in theirs:
                self._let_go(account)
            deliveries.cancel_of_member(member_id, f"{member.name} was taken out of the household.")
            household.delete_member(member_id)
        await self._withdrawals.first_try(theirs)

    def app_changed(self, destination: str) -> None:
        """Ask for new sign-ins where the household's app is another one now."""
        app = self._app_of(destination)
        for account in accounts.all_accounts():
            if account.destination != destination or account.user_id is None or app is None:
                continue
            if account.client_id == app.client_id:
                self._check_again(account)
            elif account.state is not AccountState.WAITING:
                changes = {"state": AccountState.NEEDS_RELINK, "message": OTHER_APP}
                accounts.change(account.id, changes)

    def _check_again(self, account: Account) -> None:
        """Ask the destination about an account that may be accepted with what was entered."""
        if account.state in (AccountState.PAUSED, AccountState.NEEDS_RELINK):
            state, now = AccountState.PAUSED, self._clock()
            changes = {"state": state, "message": APP_ENTERED, "probe_at": now}
            accounts.change(account.id, changes)

    def _resume(self, account: Account) -> None:
        try:
            device_code = tokens.get_device_code(account.id)
        except KeyTrouble:  # the code has run out by the time the key can be had
            device_code = None
        if account.sign_in is None or device_code is None:
            accounts.end_sign_in(account.id, AccountState.EXPIRED, INTERRUPTED)
            return
        # The person may have confirmed meanwhile, so the first question comes at once.
        self._sign_ins.follow(account, _code(account.sign_in, device_code), first_wait_s=0.0)

    def _refuse_linked(self, member_id: int, destination: str) -> None:
        household.member(member_id)
        if any(_is_linked(one, destination) for one in accounts.of_member(member_id)):
            raise Conflict("This account is linked already. Unlink it first to use another one.")

    def _tvtime(self) -> TvTime:
        client = self._destinations["tvtime"]
        if not isinstance(client, TvTime):
            raise TypeError("the destination called tvtime is another one")
        return client

    def _open(self, member_id: int, destination: str) -> Account:
        rewatches = self._destinations[destination].traits.rewatches_by_default
        return accounts.open_for(member_id, destination, rewatches=rewatches)

    def _let_go(self, account: Account) -> None:
        self._sign_ins.stop(account.id)
        with writing(Changed.HOUSEHOLD):
            tokens.move_to_revoke(account.id, account.destination)
            accounts.unlink(account.id)


def _to_withdraw() -> list[Account]:
    return [accounts.get(account_id) for account_id, _ in tokens.to_revoke()]


def _code(sign_in: SignIn, device_code: str) -> DeviceCode:
    interval_s = 5.0  # RFC 8628's default; the answer that named another one is gone
    return DeviceCode(
        device_code, sign_in.user_code, sign_in.verification_url, sign_in.expires_at, interval_s
    )


def _is_linked(account: Account, destination: str) -> bool:
    return account.destination == destination and account.state is AccountState.LINKED
