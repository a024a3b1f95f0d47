"""Keeping the reports of connected Plex accounts up to date, one look at a time per account."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable
from contextlib import suppress

from scroblarr_desktop.linking.plex import hooks as plex_hooks
from scroblarr_desktop.linking.plex.reaching import token_of
from scroblarr_desktop.linking.plex.registering import Foreign, HookOutcome, PlexRegistering
from scroblarr_desktop.linking.plex.upkeep import LOOK_EVERY_S, is_to_mend
from scroblarr_desktop.media_servers.plex_tv import PlexTv
from scroblarr_desktop.media_servers.plex_tv_answers import SignInEnded
from scroblarr_desktop.media_servers.plex_tv_device import PRODUCT
from scroblarr_desktop.remote.errors import Outage, RemoteError, TooFast
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import StoreTrouble, connections
from scroblarr_desktop.store.records import Connection, ConnectionState, HookState
from scroblarr_desktop.store.refusals import Missing

log = logging.getLogger(__name__)

ENDED = (
    "Plex ended this sign-in. What is watched may still be reported, but neither people nor "
    "addresses can be kept up to date until you sign in again."
)
BY_HAND = (
    "In Plex Web, signed in as {account}, open Settings, then Webhooks, and delete the address "
    "that begins with {base}/webhooks/plex/."
)
DEVICE_BY_HAND = f"Under Settings, then Authorized Devices, remove {PRODUCT}."
NOT_PASTED = "This computer's address does not stand among the account's webhooks in Plex."

LET_GO_WITHIN_S = 10.0
"""A person waits for it; what Plex did not answer by then is said instead."""

_UNTOUCHED = (HookState.NONE, HookState.MANUAL)


class PlexReports:
    """Sees to it that no two write an account's list at once: each writes the whole of it."""

    def __init__(self, tv: PlexTv, registering: PlexRegistering, clock: Clock) -> None:
        self._tv = tv
        self._registering = registering
        self._clock = clock
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    def lock(self, connection_id: int) -> asyncio.Lock:
        """Hold it while the account, or which servers it has, is changed."""
        return self._locks[connection_id]

    async def register(self, connection_id: int, foreign: Foreign) -> HookOutcome:
        """Have the account report to this computer. Raises RemoteError, which is noted as well."""
        async with self.lock(connection_id):
            connection = connections.get(connection_id)
            try:
                outcome = await self._registering.register(
                    connection, token_of(connection), foreign
                )
            except RemoteError as error:
                self._note_trouble(connection, error)
                if not isinstance(error, SignInEnded):
                    connections.change(connection_id, {"hook_state": HookState.FAILED})
                raise
            finally:
                connections.change(connection_id, {"checked_at": self._clock()})
            return outcome

    def enter_by_hand(self, connection_id: int) -> str:
        """Return the address that the person enters in Plex. The app leaves the list alone."""
        base = self._registering.base(connection_id)
        noted = {"hook_state": HookState.MANUAL, "hook_base": base, "hook_message": ""}
        connections.change(connection_id, noted)
        return self._registering.address(connection_id)

    async def check(self, connection_id: int) -> None:
        """See `ServerLink.check`. Raises Missing."""
        async with self.lock(connection_id):
            connection = connections.get(connection_id)
            try:
                await self._look(connection, token_of(connection))
                noted = {"state": ConnectionState.OK, "message": ""}
                connections.change(connection_id, noted)
            except RemoteError as error:
                self._note_trouble(connection, error)
            connections.change(connection_id, {"checked_at": self._clock()})

    async def _look(self, connection: Connection, token: str) -> None:
        # An account whose servers are all gone has no address to register.
        is_bare = not connections.servers_of(connection.id)
        if connection.hook_state in _UNTOUCHED or is_bare:
            user = await self._tv.user(token)
            noted = {"webhooks_possible": user.may_have_webhooks}
            connections.change(connection.id, noted)
            if connection.hook_state is HookState.MANUAL and user.may_have_webhooks:
                await self._look_for_pasted(connection, token)
        else:
            await self._registering.register(connection, token, Foreign.MEND)

    async def _look_for_pasted(self, connection: Connection, token: str) -> None:
        address = self._registering.address(connection.id)
        is_there = address in await self._tv.webhooks(token)
        connections.change(connection.id, {"hook_message": "" if is_there else NOT_PASTED})

    def _note_trouble(self, connection: Connection, error: RemoteError) -> None:
        log.info("connection %d: %s", connection.id, error.title)
        if isinstance(error, SignInEnded):
            noted = {"state": ConnectionState.ENDED, "message": ENDED}
            connections.change(connection.id, noted)
            return
        connections.change(connection.id, {"hook_message": f"{error.sentence} {error.next_step}"})
        passes = isinstance(error, (Outage, TooFast))
        if not passes and connection.hook_state not in _UNTOUCHED:
            connections.change(connection.id, {"hook_state": HookState.FAILED})

    async def keep_up(self) -> None:
        """Mend now and then what failed, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            with suppress(StoreTrouble):
                await self.mend()

    async def mend(self) -> None:
        """Look again at accounts where something had failed a while ago."""
        for connection in connections.all_connections():
            if is_to_mend(connection, self._clock()):
                with suppress(Missing):
                    await self.check(connection.id)

    async def let_go(self, connection: Connection) -> str | None:
        """Take our address away and sign out; return what is left to do by hand, if anything.

        For whoever holds the lock.
        """
        left = []
        token = connections.token(connection.id) or ""
        if plex_hooks.memory(connection.id).registered or connection.hook_state is HookState.MANUAL:
            base = connection.hook_base or self._registering.base(connection.id)
            if not await _worked(self._registering.remove(connection.id, token)):
                left.append(BY_HAND.format(account=connection.account_name, base=base))
        if not await _worked(self._tv.sign_out(token)):
            left.append(DEVICE_BY_HAND)
        return " ".join(["Plex could not be told.", *left]) if left else None


async def _worked(work: Awaitable[None]) -> bool:
    try:
        await asyncio.wait_for(work, LET_GO_WITHIN_S)
    except (RemoteError, TimeoutError) as error:
        log.info("something at Plex was left undone: %s", type(error).__name__)
        return False
    return True
