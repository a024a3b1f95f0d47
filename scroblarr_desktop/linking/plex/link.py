"""Connecting Plex: sign-in, servers, people, and having what is watched reported."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from datetime import datetime

from scroblarr_desktop import this_computer
from scroblarr_desktop.linking.device import device_id
from scroblarr_desktop.linking.plex import connecting as plex_connecting
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.history import PlexHistory
from scroblarr_desktop.linking.plex.people import PlexPeople
from scroblarr_desktop.linking.plex.reaching import PlexReaching, connection_of, token_of
from scroblarr_desktop.linking.plex.registering import Foreign, HookOutcome, PlexRegistering
from scroblarr_desktop.linking.plex.reports import PlexReports
from scroblarr_desktop.linking.plex.servers import Found
from scroblarr_desktop.linking.plex.sign_in import POLL_S, PlexCode, PlexSignIn, SignedIn
from scroblarr_desktop.linking.server_link import Library
from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv import PlexTv
from scroblarr_desktop.media_servers.plex_tv_device import PlexDevice
from scroblarr_desktop.media_servers.posters import plex_poster
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Connection, HistoryPage, HookState, Place
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind

PASTED = (
    "Now take the address out of Plex: in Plex Web, open Settings, then Webhooks, and delete it."
)


class PlexLink:
    """One for all Plex accounts. Methods that call out raise RemoteError.

    The way of a window: `new_code`, `follow`, `find`, `connect`, `register`, `read_people`.
    """

    kind = ServerKind.PLEX

    def __init__(
        self,
        calls: Calls,
        plex_tv: str | None,
        hook_base: Callable[[Place], str],
        clock: Clock = utc_now,
        poll_s: float = POLL_S,
        own_addresses: Callable[[], list[OwnAddress]] = this_computer.own_addresses,
    ) -> None:
        device = PlexDevice(device_id(), this_computer.name())
        self._tv = PlexTv(calls, device, plex_tv)
        self._sign_in = PlexSignIn(self._tv, clock, poll_s)
        self._reaching = PlexReaching(calls, self._tv, device, own_addresses)
        registering = PlexRegistering(self._tv, hook_base, self._reaching.api_of, own_addresses)
        self._reports = PlexReports(self._tv, registering, clock)
        self._people = PlexPeople(self._tv)
        self._history = PlexHistory(self._reaching, clock)
        self._tasks = Tasks()

    def start(self) -> None:
        """Mend from now on what failed, as soon as it can be mended."""
        self._tasks.spawn(self._reports.keep_up(), "plex reports")

    async def stop(self) -> None:
        await self._tasks.stop()
        self._reaching.close()

    # -- signing in

    @property
    def link_page(self) -> str:
        """Where a short code is typed in, as people write it."""
        return self._tv.link_page

    async def new_code(self, *, other_device: bool = False) -> PlexCode:
        """Return a code for this computer's browser, or a short one to type elsewhere."""
        return await self._sign_in.new_code(other_device=other_device)

    async def follow(self, code: PlexCode) -> SignedIn:
        """Return who confirmed the code. Cancelling ends the wait. Raises CodeExpired."""
        return await self._sign_in.follow(code)

    async def forget(self, signed_in: SignedIn) -> None:
        """Sign out what came to nothing. Never raises RemoteError."""
        # Plex may sign out the device rather than the token: a kept connection would end, too.
        if not plex_connecting.is_kept(signed_in.user.id):
            with suppress(RemoteError):
                await self._tv.sign_out(signed_in.token)

    def forget_soon(self, signed_in: SignedIn) -> None:
        """Do so in the background, also where the window that began it is gone."""
        if not plex_connecting.is_kept(signed_in.user.id):
            self._tasks.spawn(self.forget(signed_in), "sign-out at Plex")

    async def sign_in_again(self, connection_id: int, signed_in: SignedIn) -> Connection:
        """Return the connection, in use again. Raises Conflict for another account, Missing."""
        try:
            plex_connecting.keep_again(connection_id, signed_in)
        except Conflict:
            await self.forget(signed_in)
            raise
        for server_id in connections.servers_of(connection_id):
            with suppress(RemoteError):
                await self._reaching.find_way(servers.get(server_id))
        await self.check(connection_id)
        return connections.get(connection_id)

    # -- servers

    async def find(self, signed_in: SignedIn) -> Found:
        """Return what is on the account, each own server with the connections that work."""
        return await self._reaching.find(signed_in.token)

    async def find_again(self, connection_id: int) -> Found:
        """Return the same for an account that is connected. Raises Missing."""
        return await self._reaching.find(token_of(connections.get(connection_id)))

    def connect(
        self, signed_in: SignedIn, chosen: Sequence[Chosen]
    ) -> tuple[Connection, list[int]]:
        """Return the connection and our ids of the chosen servers.

        Nothing is registered at Plex yet; were the program to end now, `check` would do it.
        """
        return plex_connecting.keep(signed_in, chosen)

    def use_way(self, server_id: int, url: str) -> None:
        """Call the server over this connection from now on. Raises Missing."""
        server = servers.get(server_id)
        if server.connection_id is None:
            raise Missing("connection")
        connections.attach(server_id, server.connection_id, url, place=server.place)

    # -- having it reported

    async def register(self, connection_id: int, foreign: Foreign = Foreign.ASK) -> HookOutcome:
        """Have the account report to this computer. A RemoteError is noted in it as well.

        An outcome with `foreign` is a question: call again with what the person chose, or
        `leave_unregistered`.
        """
        return await self._reports.register(connection_id, foreign)

    def leave_unregistered(self, connection_id: int) -> None:
        """Leave the account's list as it is, also at later looks."""
        connections.change(connection_id, {"hook_state": HookState.NONE, "hook_message": ""})

    def enter_by_hand(self, connection_id: int) -> str:
        """Return the address that the person enters in Plex. The app leaves the list alone."""
        return self._reports.enter_by_hand(connection_id)

    async def switch_reports_on(self, server_id: int) -> None:
        """Set the server to report what is watched, and look whether all is well then."""
        await self._reaching.asking(server_id, PlexApi.switch_webhooks_on)
        connection_id = servers.get(server_id).connection_id
        if connection_id is not None:
            await self.check(connection_id)

    async def check(self, connection_id: int) -> None:
        """See `ServerLink`. Raises Missing."""
        await self._reports.check(connection_id)

    async def mend(self) -> None:
        """Look again at accounts where something failed a while ago. Happens by itself, too."""
        await self._reports.mend()

    # -- people and libraries

    async def read_people(self, server_id: int) -> None:
        server = servers.get(server_id)
        await self._people.read(server, token_of(connection_of(server)))

    async def libraries(self, server_id: int) -> list[Library]:
        found = await self._reaching.asking(server_id, PlexApi.libraries)
        return [Library(one.key, one.title) for one in found]

    async def library_of(self, server_id: int, item_key: str) -> str | None:
        return await self._reaching.asking(server_id, lambda api: api.library_of(item_key))

    async def poster(self, server_id: int, item_key: str) -> bytes | None:
        return await self._reaching.asking_once(server_id, lambda api: plex_poster(api, item_key))

    def history(self, server_id: int, since: datetime | None) -> AsyncGenerator[HistoryPage, None]:
        """See `ServerLink`."""
        return self._history.history(server_id, since)

    # -- letting go

    async def disconnect(self, server_id: int) -> str | None:
        """See `ServerLink`. Where other servers of the account stay, its webhook stays, too."""
        server = servers.get(server_id)
        if server.connection_id is None:
            plex_connecting.delete(server_id)
            return PASTED
        async with self._reports.lock(server.connection_id):
            left = None
            if connections.servers_of(server.connection_id) == [server_id]:
                left = await self._reports.let_go(connections.get(server.connection_id))
            plex_connecting.delete(server_id)
            return left
