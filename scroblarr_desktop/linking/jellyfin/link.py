"""Connecting Jellyfins, and keeping them connected."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from scroblarr_desktop.linking.jellyfin import connecting as jellyfin_connecting
from scroblarr_desktop.linking.jellyfin import people as jellyfin_people
from scroblarr_desktop.linking.jellyfin import plugin as jellyfin_plugin
from scroblarr_desktop.linking.jellyfin import rivals as jellyfin_rivals
from scroblarr_desktop.linking.jellyfin.checking import JellyfinChecks
from scroblarr_desktop.linking.jellyfin.doors import Doors, user_of
from scroblarr_desktop.linking.jellyfin.finding import ON_THIS_COMPUTER, FoundJellyfin, find
from scroblarr_desktop.linking.jellyfin.manual import Manual, manual
from scroblarr_desktop.linking.jellyfin.people import JellyfinPerson
from scroblarr_desktop.linking.jellyfin.played import JellyfinPlayed
from scroblarr_desktop.linking.jellyfin.plugin import Pace, Restarting
from scroblarr_desktop.linking.jellyfin.reach import Outcome, Reached, try_address
from scroblarr_desktop.linking.jellyfin.rivals import Rival
from scroblarr_desktop.linking.jellyfin.sign_in import JellyfinSignIn, sign_out
from scroblarr_desktop.linking.jellyfin.webhook import JellyfinWebhooks, Reporting, connection_of
from scroblarr_desktop.linking.server_link import Library
from scroblarr_desktop.media_servers import jellyfin_libraries, jellyfin_system
from scroblarr_desktop.media_servers import jellyfin_sign_in as sign_in_api
from scroblarr_desktop.media_servers.jellyfin_api import Jellyfin
from scroblarr_desktop.media_servers.jellyfin_discovery import EVERYBODY
from scroblarr_desktop.media_servers.jellyfin_sign_in import SignedIn
from scroblarr_desktop.media_servers.jellyfin_system import NowPlaying
from scroblarr_desktop.media_servers.jellyfin_users import users
from scroblarr_desktop.media_servers.posters import jellyfin_poster
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError, TokenRefused
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Connection, HistoryPage, HookState, Place, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.this_computer import OwnAddress, own_addresses
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)

LET_GO_WITHIN_S = 20.0
"""A person waits for it; what Jellyfin did not answer by then is said instead."""

ENTRY_BY_HAND = (
    "In Jellyfin open Dashboard, Plugins, Webhook, and remove the entry with the address {address}."
)
DEVICE_BY_HAND = "Under Dashboard, Devices, remove this computer's entry of Scroblarr."
KEY_STAYS = "The API key still opens Jellyfin: remove it under Dashboard, API Keys."


class JellyfinLink:
    """One for all Jellyfins. Methods that call out raise RemoteError.

    The way of a window: `find` or `try_address`, `sign_in`, `connect`, `rivals`, `set_webhook`
    with `install_plugin`, `enable_plugin` and `restart`, `people`.
    """

    kind = ServerKind.JELLYFIN

    def __init__(
        self,
        calls: Calls,
        discovery: tuple[str, int],
        hook_base: Callable[[Place], str],
        clock: Clock = utc_now,
        pace: Pace | None = None,
        own_addresses: Callable[[], list[OwnAddress]] = own_addresses,
    ) -> None:
        self._doors = Doors(calls)
        self._discovery = discovery
        self._clock = clock
        self._pace = pace or Pace()
        self._webhooks = JellyfinWebhooks(self._doors, hook_base)
        self._checks = JellyfinChecks(self._doors, self._webhooks, clock, self._pace)
        self._played = JellyfinPlayed(self._doors, clock)
        self._tasks = Tasks()
        self._own_addresses = own_addresses
        self._seers: dict[int, str | None] = {}

    def start(self) -> None:
        """Look after what waits for a restart or for an answer, from now on."""
        self._tasks.spawn(self._checks.keep_up(), "jellyfin upkeep")

    async def stop(self) -> None:
        await self._tasks.stop()

    # -- getting there

    def find(self) -> AsyncIterator[FoundJellyfin]:
        """Return the Jellyfins nearby, each as soon as it answers; it takes a few seconds."""
        # A simulated network is no place for the real Jellyfin of this computer.
        also = [ON_THIS_COMPUTER] if self._discovery[0] == EVERYBODY else []
        return find(self._doors.at(""), self._discovery, self._pace.find_s, also)

    async def try_address(self, text: str, certificate: str | None = None) -> Outcome:
        """Return the Jellyfin at what was typed, or the certificate to be shown first.

        `certificate`: the fingerprint that the person trusts. Raises AddressTrouble.
        """
        return await try_address(self._doors.at("", certificate), text)

    async def reach_again(self, server_id: int) -> Outcome:
        """Return the same for a connected server. Raises AddressTrouble, Missing."""
        server = servers.get(server_id)
        return await self.try_address(server.url or "", server.certificate)

    def sign_in(self, reached: Reached) -> JellyfinSignIn:
        """Return the ways into that Jellyfin."""
        jellyfin = self._doors.at(reached.url, reached.certificate)
        return JellyfinSignIn(
            jellyfin, reached.info.server_id, self._clock, self._pace.code_every_s
        )

    async def connect(
        self, reached: Reached, signed_in: SignedIn, server_id: int | None = None
    ) -> Server:
        """Return the connected server. Nothing is set up there yet.

        `server_id`: the server that is signed in to again. Raises Conflict, Missing.
        """
        try:
            kept = jellyfin_connecting.keep(reached, signed_in, server_id, self._own())
        except Conflict:
            await sign_out(self._doors.at(reached.url, reached.certificate), signed_in)
            raise
        if kept.replaced is not None:
            await self._end(kept.replaced, reached.url, reached.certificate)
        log.info("server %d is connected", kept.server.id)
        return kept.server

    def _own(self) -> set[str]:
        return {one.address for one in self._own_addresses()}

    # -- having it report

    async def set_webhook(self, server_id: int) -> Reporting:
        """Return how it stands once our entry was made or mended; see what `plugin` says."""
        return await self._webhooks.settle(server_id)

    async def install_plugin(self, server_id: int) -> Reporting:
        """Raises NotInCatalogue, RemoteError."""
        await jellyfin_plugin.install(self._doors.of(server_id), self._pace)
        return await self._webhooks.settle(server_id)

    async def enable_plugin(self, server_id: int) -> Reporting:
        await jellyfin_plugin.enable(self._doors.of(server_id))
        return await self._webhooks.settle(server_id)

    async def restart(
        self, server_id: int, progress: Callable[[Restarting], object] = lambda now: None
    ) -> Reporting:
        """Restart Jellyfin, wait until it is back, and go on. Ask whoever watches before.

        Raises NotRestarted, NotBack, RemoteError.
        """
        await jellyfin_plugin.restart(self._doors.of(server_id), self._pace, progress)
        return await self._webhooks.settle(server_id)

    async def now_playing(self, server_id: int) -> list[NowPlaying]:
        """Return who would be interrupted by a restart."""
        return await jellyfin_system.now_playing(self._doors.of(server_id))

    async def rivals(self, server_id: int) -> list[Rival]:
        """Return Jellyfin's own plugins that send somebody's watches already."""
        return await jellyfin_rivals.rivals(self._doors.of(server_id))

    async def move(self, server_id: int, place: Place) -> Reporting:
        """Note where the server runs, and tell it the address that follows from it."""
        servers.change(server_id, place=place)
        return await self._webhooks.settle(server_id)

    def manual(self, server_id: int) -> Manual:
        """Return what a person enters in the plugin by hand. Raises Missing, Conflict."""
        secret = servers.secret(server_id)
        if secret is None:
            raise Conflict("This server has no address of its own.")
        return manual(self._webhooks.address(server_id), secret)

    def leave_by_hand(self, server_id: int) -> None:
        """Leave the plugin's entries alone from now on: a person looks after ours.

        Raises Missing.
        """
        server = servers.get(server_id)
        if server.connection_id is not None:
            noted = {"hook_state": HookState.MANUAL, "hook_message": ""}
            connections.change(server.connection_id, noted)

    def connect_by_hand(self, reached: Reached | None) -> Server:
        """Return the server, without a sign-in: it has to be told our address by hand.

        None for one that is not reached from here; then nobody knows yet where it runs.
        """
        return jellyfin_connecting.keep_by_hand(reached, self._own())

    async def check(self, connection_id: int) -> None:
        """See `ServerLink`. Raises Missing."""
        await self._checks.check(connection_id)

    # -- people and libraries

    async def people(self, server_id: int) -> list[JellyfinPerson]:
        """Return who has an account there, also noted as viewers, with their pictures."""
        return await jellyfin_people.read_people(self._doors.of(server_id), server_id)

    async def read_people(self, server_id: int) -> None:
        await self.people(server_id)

    async def libraries(self, server_id: int) -> list[Library]:
        found = await jellyfin_libraries.libraries(self._doors.of(server_id))
        return [Library(one.library_id, one.name) for one in found]

    async def library_of(self, server_id: int, item_key: str) -> str | None:
        jellyfin = self._doors.of(server_id)
        return await jellyfin_libraries.library_of(jellyfin, item_key, await self._seer(server_id))

    async def poster(self, server_id: int, item_key: str) -> bytes | None:
        jellyfin = self._doors.of(server_id)
        return await jellyfin_poster(jellyfin, item_key, await self._seer(server_id))

    async def _seer(self, server_id: int) -> str | None:
        """Return through whose eyes to look: an API key is nobody, and sees no libraries."""
        user_id = user_of(connection_of(server_id).account_id)
        if user_id is not None:
            return user_id
        if server_id not in self._seers:
            found = await users(self._doors.of(server_id))
            usable = [one.user_id for one in found if one.administrator and not one.disabled]
            self._seers[server_id] = usable[0] if usable else None
        return self._seers[server_id]

    def history(self, server_id: int, since: datetime | None) -> AsyncGenerator[HistoryPage, None]:
        """See `ServerLink`."""
        return self._played.history(server_id, since)

    # -- letting go

    async def disconnect(self, server_id: int) -> str | None:
        """See `ServerLink`."""
        server = servers.get(server_id)
        if server.connection_id is not None:
            left = await self._let_go(server, connections.get(server.connection_id))
        else:
            left = [ENTRY_BY_HAND.format(address=self._webhooks.given_address(server_id))]
        servers.delete(server_id)
        return " ".join(left) or None

    async def _let_go(self, server: Server, connection: Connection) -> list[str]:
        left = []
        if not await _worked(self._webhooks.take_away(server.id)):
            left.append(ENTRY_BY_HAND.format(address=self._webhooks.given_address(server.id)))
        if connections.servers_of(connection.id) == [server.id]:
            is_key = user_of(connection.account_id) is None
            known = await self._end(connection, server.url or "", server.certificate)
            left += [KEY_STAYS] if is_key else [] if known else [DEVICE_BY_HAND]
        return left

    async def _end(self, connection: Connection, url: str, certificate: str | None) -> bool:
        """Sign out and forget a sign-in; return whether Jellyfin knows of it."""
        token = connections.token(connection.id)
        known = True
        if token is not None and user_of(connection.account_id) is not None:
            jellyfin = self._doors.at(url, certificate).as_(token)
            known = await _worked(_signed_out(jellyfin))
        connections.delete(connection.id)
        return known


async def _signed_out(jellyfin: Jellyfin) -> None:
    with suppress(TokenRefused):  # it was ended there already
        await sign_in_api.sign_out(jellyfin)


async def _worked(work: Awaitable[None]) -> bool:
    try:
        await asyncio.wait_for(work, LET_GO_WITHIN_S)
    except (RemoteError, TimeoutError) as error:
        log.info("something at a Jellyfin was left undone: %s", type(error).__name__)
        return False
    return True
