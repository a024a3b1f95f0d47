"""Sign-ins that end in a linked account, and their withdrawal."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from scroblarr_desktop.credentials import AppCredentials, Tokens
from scroblarr_desktop.destinations import (
    Access,
    Destination,
    DeviceCode,
    DeviceSignIn,
    Poll,
    User,
)
from scroblarr_desktop.destinations.errors import (
    DestinationError,
    Outage,
    TooFast,
)
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.schedule import Clock, utc_now, wait_after
from scroblarr_desktop.store import StoreTrouble, accounts, deliveries, household, tokens
from scroblarr_desktop.store.records import Account, AccountState, SignIn
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.tasks import Tasks

log = logging.getLogger(__name__)

LONGEST_REVOKE_S = 8.0
"""Unlinking does not keep a person waiting longer; what is not revoked by then is tried later."""

USED_BY_OTHER = "This account is already linked to another member of the household."
OTHER_USER = "Somebody else signed in. This link belongs to {name}; unlink it first to change it."


class NoApp(Exception):
    """The household has not entered its app at this destination."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"{title} needs the household's own app first: "
            "enter its client id and secret in Settings."
        )


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
        self._polls: dict[int, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Go on with the sign-ins and withdrawals that a restart interrupted."""
        for account in accounts.all_accounts():
            if account.state is AccountState.WAITING and account.sign_in is not None:
                device_code = tokens.get_device_code(account.id)
                if device_code is not None:
                    self._poll_in_background(account, _code(account.sign_in, device_code))
        for account_id, destination in tokens.to_revoke():
            self._tasks.spawn(self._revoke_until_done(account_id, destination), "late revoke")

    async def stop(self) -> None:
        await self._tasks.stop()

    async def start_sign_in(self, member_id: int, destination: str) -> Account:
        """Return the account with the code that the person is to confirm.

        Raises NoApp, Conflict, Missing, DestinationError.
        """
        client = self._destinations[destination]
        account = accounts.open_for(
            member_id, destination, rewatches=client.traits.rewatches_by_default
        )
        code = await self._signing_in(destination).start_sign_in(self._app(destination))
        sign_in = SignIn(code.user_code, code.verification_url, code.expires_at)
        account = accounts.start_sign_in(account.id, sign_in, code.device_code)
        self._poll_in_background(account, code)
        return account

    async def sign_in_tvtime(
        self,
        member_id: int,
        server_url: str | None,
        username: str,
        password: str,
        start_token: str | None = None,
    ) -> Account:
        """Return the account, linked. The address is asked before the password is sent.

        Raises Conflict, Missing, DestinationError.
        """
        client = self._destinations["tvtime"]
        if not isinstance(client, TvTime):
            raise TypeError("the destination called tvtime is another one")
        household.member(member_id)
        if any(_is_linked(one, "tvtime") for one in accounts.of_member(member_id)):
            raise Conflict("This account is linked already. Unlink it first to use another one.")
        url = await client.probe(server_url or self._tvtime_url)
        granted, user = await client.sign_in(url, username, password, start_token)
        account = accounts.open_for(
            member_id, "tvtime", rewatches=client.traits.rewatches_by_default
        )
        refusal = self._refusal(account, user)
        if refusal is not None:
            return accounts.end_sign_in(account.id, AccountState.DENIED, refusal)
        return accounts.link(account.id, user.id, user.name, granted)

    async def unlink(self, account_id: int) -> None:
        """Unlink now; the tokens are withdrawn at the destination, at once where it answers."""
        account = accounts.get(account_id)
        self._stop_polling(account_id)
        tokens.move_to_revoke(account_id, account.destination)
        accounts.unlink(account_id)
        work = self._tasks.spawn(
            self._revoke_until_done(account_id, account.destination), f"revoke {account_id}"
        )
        await asyncio.wait([work], timeout=LONGEST_REVOKE_S)

    async def delete_member(self, member_id: int) -> None:
        """Take a member out of the household: accounts revoked, open deliveries cancelled."""
        member = household.member(member_id)
        for account in accounts.of_member(member_id):
            await self.unlink(account.id)
        deliveries.cancel_of_member(member_id, f"{member.name} was taken out of the household.")
        household.delete_member(member_id)

    def app_changed(self, destination: str) -> None:
        """Ask for new sign-ins where the household's app is another one now."""
        app = self._app_of(destination)
        for account in accounts.all_accounts():
            if account.destination != destination or account.user_id is None:
                continue
            if app is not None and account.client_id != app.client_id:
                message = "The household uses another app now. Sign in again."
                state = AccountState.NEEDS_RELINK
                accounts.change(account.id, {"state": state, "message": message})
            elif account.state is AccountState.PAUSED:
                accounts.change(account.id, {"probe_at": self._clock()})

    def _app(self, destination: str) -> AppCredentials:
        app = self._app_of(destination)
        if app is None:
            raise NoApp(self._destinations[destination].traits.title)
        return app

    def _signing_in(self, destination: str) -> DeviceSignIn:
        client = self._destinations[destination]
        if not isinstance(client, DeviceSignIn):
            raise Conflict(f"{client.traits.title} has no sign-in by code.")
        return client

    def _poll_in_background(self, account: Account, code: DeviceCode) -> None:
        self._stop_polling(account.id)
        work = self._poll(account, code)
        self._polls[account.id] = self._tasks.spawn(work, f"sign-in {account.id}")

    def _stop_polling(self, account_id: int) -> None:
        polling = self._polls.pop(account_id, None)
        if polling is not None:
            polling.cancel()

    async def _poll(self, account: Account, code: DeviceCode) -> None:
        signing_in, interval_s = self._signing_in(account.destination), code.interval_s
        while self._clock() < code.expires_at:
            await asyncio.sleep(interval_s)
            try:
                answer = await signing_in.poll_sign_in(self._app(account.destination), code)
            except TooFast as error:
                interval_s = max(interval_s + 1, error.retry_after_s or 0)
            except Outage:
                continue  # it may come back before the code ends
            except DestinationError as error:
                message = f"{error.sentence} {error.next_step}"
                accounts.end_sign_in(account.id, AccountState.DENIED, message)
                return
            except NoApp as error:
                accounts.end_sign_in(account.id, AccountState.DENIED, str(error))
                return
            else:
                if answer is Poll.SLOW_DOWN:
                    interval_s += 1
                elif answer is not Poll.PENDING:
                    await self._end(account, answer)
                    return
        await self._end(account, Poll.EXPIRED)

    async def _end(self, account: Account, answer: Tokens | Poll) -> None:
        if isinstance(answer, Tokens):
            await self._granted(account, answer)
        elif answer is Poll.DENIED:
            message = "The sign-in was declined. Ask for a new code to try again."
            accounts.end_sign_in(account.id, AccountState.DENIED, message)
        else:
            message = "The code was not confirmed in time. Ask for a new one."
            accounts.end_sign_in(account.id, AccountState.EXPIRED, message)

    async def _granted(self, account: Account, granted: Tokens) -> None:
        user = await self._identify(account, granted)
        if user is None:
            message = "The sign-in could not be checked. Ask for a new code to try again."
            accounts.end_sign_in(account.id, AccountState.EXPIRED, message)
            return
        account = accounts.get(account.id)
        refusal = self._refusal(account, user)
        if refusal is None:
            accounts.link(account.id, user.id, user.name, granted)
            log.info("account %d is linked", account.id)
            return
        accounts.end_sign_in(account.id, AccountState.DENIED, refusal)
        if refusal != USED_BY_OTHER:
            # Where another member uses it, withdrawing could end that member's link, too.
            await self._revoke(account.destination, granted)

    async def _identify(self, account: Account, granted: Tokens) -> User | None:
        for failures in range(4):
            try:
                return await self._destinations[account.destination].identify(Access(granted))
            except (Outage, TooFast) as error:
                await asyncio.sleep(min(10.0, error.retry_after_s or 1.0 + failures))
            except DestinationError as error:
                log.info("account %d could not be identified: %s", account.id, error.title)
                return None
        return None

    def _refusal(self, account: Account, user: User) -> str | None:
        if accounts.used_by_other(account.destination, user.id, account.member_id):
            return USED_BY_OTHER
        if account.user_id is not None and account.user_id != user.id:
            return OTHER_USER.format(name=account.username or "somebody else")
        return None

    async def _revoke_until_done(self, account_id: int, destination: str) -> None:
        failures = 0
        while (granted := tokens.get_to_revoke(account_id, destination)) is not None:
            if await self._revoke(destination, granted):
                tokens.forget_to_revoke(account_id, destination)
                return
            await asyncio.sleep(wait_after(failures).total_seconds())
            failures += 1

    async def _revoke(self, destination: str, granted: Tokens) -> bool:
        """Return whether nothing more can be done about these tokens."""
        try:
            await self._destinations[destination].revoke(Access(granted))
        except (Outage, TooFast):
            return False
        except DestinationError as error:
            log.info("tokens of %s were not withdrawn: %s", destination, error.title)
        except StoreTrouble:
            return False
        return True


def _code(sign_in: SignIn, device_code: str) -> DeviceCode:
    interval_s = 5.0  # RFC 8628's default; the answer that named another one is gone
    return DeviceCode(
        device_code, sign_in.user_code, sign_in.verification_url, sign_in.expires_at, interval_s
    )


def _is_linked(account: Account, destination: str) -> bool:
    return account.destination == destination and account.state is AccountState.LINKED
