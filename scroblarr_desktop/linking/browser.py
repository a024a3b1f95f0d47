"""Sign-ins in this computer's browser: the person agrees there, and the browser comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from scroblarr_desktop.destinations import AuthorizationRequest, BrowserSignIn, Destination
from scroblarr_desktop.destinations.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.linking.redirect_listener import Redirect, RedirectListener
from scroblarr_desktop.linking.sign_in import LONGEST_PAUSE_S, Answer, NoApp, Refusal, SignIns
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.store.refusals import Conflict

LASTS = timedelta(minutes=10)
LOOK_AGAIN_S = 5.0
"""How often the clock is looked at: the computer may sleep through the end of a sign-in."""

DECLINED = (
    "The sign-in was declined in the browser. Start it again if you want to link the account."
)
NOT_ANSWERED = "Nobody agreed in the browser in time. Start the sign-in again."
TURNED_AWAY = "{title} did not take the sign-in in the browser ({error}). Use a code instead."
OTHER_APP = "The household's app was changed meanwhile. Start the sign-in again."


@dataclass(frozen=True)
class Attempt:
    """One sign-in under way."""

    client_id: str
    request: AuthorizationRequest
    listener: RedirectListener
    expires_at: datetime


class BrowserSignIns:
    """Begins them; what they end in is the business of `SignIns`, as for those by code."""

    def __init__(
        self, destinations: Mapping[str, Destination], sign_ins: SignIns, clock: Clock
    ) -> None:
        self._destinations = destinations
        self._sign_ins = sign_ins
        self._clock = clock

    async def start(self, destination: str, note: Callable[[], Account]) -> tuple[Account, str]:
        """Return the account that `note` gives, waiting, and the page to open in the browser.

        Raises NoApp; Conflict where the destination has no such sign-in or no port is free; and
        what `note` raises.
        """
        attempt = await self._open(destination)
        try:
            account = note()
        except BaseException:
            await attempt.listener.close()
            raise
        self._sign_ins.settle(account, lambda: self._answer(account, attempt))
        # Lets the task reach the point from which on it closes the listener, however it ends.
        await asyncio.sleep(0)
        return account, attempt.request.url

    async def _open(self, destination: str) -> Attempt:
        client, app = self._client(destination), self._sign_ins.app(destination)
        listener = await RedirectListener.open()
        request = client.authorization_request(app, listener.redirect_uri)
        listener.expect(request.state)
        return Attempt(app.client_id, request, listener, self._clock() + LASTS)

    def _client(self, destination: str) -> BrowserSignIn:
        client = self._destinations[destination]
        if not isinstance(client, BrowserSignIn):
            raise Conflict(f"{client.traits.title} has no sign-in in the browser.")
        return client

    async def _answer(self, account: Account, attempt: Attempt) -> Answer:
        """Return what became of it. The port stays open until then, to turn a second use away."""
        async with attempt.listener:
            redirect = await self._redirect(attempt)
            if redirect is None:
                return Refusal(NOT_ANSWERED, AccountState.EXPIRED)
            if redirect.code is None:
                return self._declined(account.destination, redirect.error)
            return await self._exchanged(account, attempt, redirect.code)

    async def _redirect(self, attempt: Attempt) -> Redirect | None:
        while (left_s := (attempt.expires_at - self._clock()).total_seconds()) > 0:
            try:
                async with asyncio.timeout(min(left_s, LOOK_AGAIN_S)):
                    return await attempt.listener.redirect()
            except TimeoutError:
                continue
        return None

    def _declined(self, destination: str, error: str) -> Refusal:
        if error == "access_denied":
            return Refusal(DECLINED)
        title = self._destinations[destination].traits.title
        return Refusal(TURNED_AWAY.format(title=title, error=error))

    async def _exchanged(self, account: Account, attempt: Attempt, code: str) -> Answer:
        """Return the tokens for the code, asking again while the destination does not answer."""
        failures = 0
        while self._clock() < attempt.expires_at:
            try:
                app = self._sign_ins.app(account.destination)
                if app.client_id != attempt.client_id:
                    return Refusal(OTHER_APP)
                client = self._client(account.destination)
                return await client.exchange_code(app, attempt.request, code)
            except NoApp:
                return Refusal(OTHER_APP)
            except (Outage, TooFast) as error:
                self._sign_ins.note_answer(account, answers=False)
                failures += 1
                await asyncio.sleep(max(min(LONGEST_PAUSE_S, failures), error.retry_after_s or 0))
            except RemoteError as error:
                return Refusal(f"{error.sentence} {error.next_step}")
        return Refusal(NOT_ANSWERED, AccountState.EXPIRED)
