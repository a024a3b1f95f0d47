"""The whole app without a window: store, HTTP server, sync and linking, started and stopped.

The tray app and `--headless` both run this; it knows nothing of Qt.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scroblarr_desktop import __version__, attention
from scroblarr_desktop.app_state import EngineStatus, in_trouble, untroubled
from scroblarr_desktop.attention import Need
from scroblarr_desktop.catching_up import CatchingUp
from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.computer_keyring import Find, computer_backend
from scroblarr_desktop.credentials import AppCredentials
from scroblarr_desktop.destinations.listed import all_destinations
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.http_server import ANYWHERE, CannotListen, HttpServer, OpenPort, Watchdog
from scroblarr_desktop.http_server import DEFAULT_PORT as DEFAULT_PORT
from scroblarr_desktop.keeping import Keeping
from scroblarr_desktop.key_keeping import KeyKeeping
from scroblarr_desktop.latest import Latest
from scroblarr_desktop.linking import Linking
from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.posters import poster_of
from scroblarr_desktop.linking.server_link import ServerLink
from scroblarr_desktop.linking.unattended import Unattended
from scroblarr_desktop.moving.at_start import refuse_if_moved
from scroblarr_desktop.moving.media_servers import MediaServers
from scroblarr_desktop.moving.taking_over import TakingOver
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.reach import AddressTest, HomeAddresses, Proof, Reach
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    catch_up,
    close_store,
    generations,
    holds,
    household,
    invitations,
    lost_key,
    open_store,
    servers,
    settings,
    tokens,
)
from scroblarr_desktop.store.records import Named, Place, Server
from scroblarr_desktop.support.detail import Detail
from scroblarr_desktop.sync import Sync
from scroblarr_desktop.tasks import Tasks
from scroblarr_desktop.this_computer import LOOPBACK, OwnAddress, own_addresses
from scroblarr_desktop.updates import Updates
from scroblarr_desktop.watches import ServerKind

log = logging.getLogger(__name__)


class Companion(Protocol):
    """Something that runs beside the engine and plays the world around it: the demo."""

    async def start(self) -> Endpoints:
        """Return where its services are."""

    async def play(self, base_url: str, api_key: str, doors: Unattended) -> None:
        """Live, until cancelled."""

    async def stop(self) -> None: ...


@dataclass(frozen=True)
class EngineOptions:
    data_dir: DataDir
    port: int | None = None
    bind: str | None = None
    endpoints: Endpoints = field(default_factory=Endpoints)
    companion: Companion | None = None
    own_addresses: Callable[[], list[OwnAddress]] = own_addresses
    """How this computer's addresses are found."""
    find_keyring: Find = computer_backend
    """How this computer's keyring is found. Beside a companion none is ever touched."""


class Engine:
    """One per process. `start` raises StoreTrouble; a taken port is a state, not an end."""

    def __init__(self, options: EngineOptions, clock: Clock = utc_now) -> None:
        self.options = options
        self.changes = Changes()
        self._clock = clock
        self._endpoints = options.endpoints
        self._tasks = Tasks()
        self._needed = Latest(self._needing, self.changes, clock)
        self._offered = Latest(attention.offers_to_send, self.changes, clock)
        self.links: dict[ServerKind, ServerLink] = {}
        """What the app can do with the media servers that it is signed in to, by their kind."""

    async def open(self) -> None:
        """Open the store and make everything, with nothing at work yet. Raises StoreTrouble."""
        if self.options.companion is not None:
            self._endpoints = await self.options.companion.start()
        try:
            await self._open_store()
        except StoreTrouble:
            await self._stop_companion()
            raise
        self._calls = Calls()
        self._make_sync()
        self._make_links()
        self._make_network()
        self._make_caretakers()

    def _make_sync(self) -> None:
        destinations = all_destinations(self._calls, self._endpoints, self.app_of, self._clock)
        self.sync = Sync(destinations, self.changes, self._clock, library_of=self._library_of)
        self.linking = Linking(destinations, self.app_of, self._endpoints.tvtime, self._clock)

    def _make_links(self) -> None:
        self.plex = PlexLink(
            self._calls,
            self._endpoints.plex_tv,
            self.hook_base,
            self._clock,
            own_addresses=self.options.own_addresses,
        )
        self.links[ServerKind.PLEX] = self.plex
        self.jellyfin = JellyfinLink(
            self._calls,
            self._endpoints.jellyfin_discovery,
            self.hook_base,
            self._clock,
            own_addresses=self.options.own_addresses,
        )
        self.links[ServerKind.JELLYFIN] = self.jellyfin

    def _make_network(self) -> None:
        """Make what media servers and phones reach, and what sees to it that they do."""
        self.http = HttpServer(
            sync=self.sync,
            linking=self.linking,
            engine_status=self.status,
            media_servers=self,
            on_entry=lambda: self.changes.publish(Changed.INBOX),
            clock=self._clock,
            page_base=self.page_base,
        )
        self._open_port = OpenPort(
            self.http, self._state_changed, self.options.bind, self.options.port
        )
        self.catching_up = CatchingUp(
            self.links, self.changes, lambda: self.not_listening is None, self._clock
        )
        self.reach = Reach(
            self.http,
            self._open_port,
            self.links,
            self._calls,
            self.changes,
            self._clock,
            self.options.own_addresses,
            on_new_network=self.catching_up.look_soon,
        )

    def _make_caretakers(self) -> None:
        self.taking_over = TakingOver(
            MediaServers(self.plex, self.jellyfin, self.reach, lambda: self.home_network_allowed),
            self.sync,
            self.changes,
            on_done=self.catching_up.look_soon,
            clock=self._clock,
        )
        self.detail = Detail(self.changes, self._clock)
        self.updates = Updates(self._calls, self._endpoints.releases, self.changes, self._clock)
        self.keeping = Keeping(
            self.options.data_dir,
            self.changes,
            self._clock,
            is_stuck=lambda: self.http.trouble is not None,
            on_works=self.http.forget_trouble,
        )

    async def start(self) -> None:
        await self.open()
        try:
            await self._open_port.open()
            await self.sync.start()
            await self.linking.start()
            await self.keeping.start()
        except StoreTrouble:
            await self.stop()
            raise
        self.plex.start()
        self.jellyfin.start()
        self.taking_over.start()
        self._tasks.spawn(self.reach.watch(), "network watch")
        self.key_keeping.came = self._key_came
        self._tasks.spawn(self.key_keeping.watch(), "watch on the key")
        self._tasks.spawn(self.catching_up.watch(), "catching up")
        self._tasks.spawn(self.detail.watch(), "detail of the log")
        self._tasks.spawn(self.updates.watch(), "look for a newer version")
        self.watchdog = Watchdog(self._open_port, self._clock, on_wake=self._woke)
        self._tasks.spawn(self.watchdog.watch(), "watch on the port")
        log.info("version %s is running", __version__)
        if self.options.companion is not None and self.not_listening is None:
            play = self.options.companion.play
            self._tasks.spawn(play(self.base_url(), tokens.api_key(), self.unattended()), "demo")

    def unattended(self) -> Unattended:
        """Return what connects media servers where there is nobody to ask."""
        return Unattended(self.plex, self.jellyfin, self.catching_up.look_soon, self._clock)

    async def _open_store(self) -> None:
        open_store(self.options.data_dir, self.changes)
        find = self.options.find_keyring if self.options.companion is None else None
        self.key_keeping = KeyKeeping(find, self.changes, self._clock)
        try:
            refuse_if_moved(self.options.data_dir)
            if generations.begin(self._clock()):
                log.warning("the database was put back from a copy; what is not certain is checked")
                invitations.revoke_all()
            await self.key_keeping.start()
            lost_key.settle()
        except StoreTrouble:
            self._close_store()
            raise

    def _woke(self) -> None:
        self.reach.look_soon()
        self.catching_up.look_soon()

    def _key_came(self) -> None:
        self.keeping.look_at_key()
        self.sync.wake()

    def _close_store(self) -> None:
        try:
            close_store()
        except StoreTrouble as trouble:  # what was written ahead is kept, beside the file
            log.warning("closing: %s", trouble.title)

    async def stop(self) -> None:
        """End in the order that loses nothing: first nobody can bring anything any more."""
        await self._tasks.stop()
        await self.taking_over.stop()
        await self.catching_up.stop()
        await self.key_keeping.stop()
        await self.keeping.stop()
        await self.http.stop()
        await self.linking.stop()
        await self.plex.stop()
        await self.jellyfin.stop()
        await self.sync.stop()
        self._calls.close()
        self._close_store()
        await self._stop_companion()
        log.info("ended")

    async def _stop_companion(self) -> None:
        if self.options.companion is not None:
            await self.options.companion.stop()

    async def poster(self, watch_id: int) -> bytes | None:
        """Return the picture of what was watched, None where there is none. Raises RemoteError."""
        return await poster_of(self.links, watch_id)

    async def _library_of(self, server_id: int, item_key: str) -> str | None:
        return await self.links[servers.get(server_id).kind].library_of(server_id, item_key)

    def app_of(self, destination: str) -> AppCredentials | None:
        """Return the household's app there, or the one that the build brings along."""
        entered = settings.app_credentials(destination)
        if entered is not None:
            return AppCredentials(*entered)
        brought = {"trakt": self._endpoints.trakt_app, "simkl": self._endpoints.simkl_app}
        return brought.get(destination)

    # How media servers reach this computer

    def _state_changed(self) -> None:
        self.changes.publish(Changed.STATE)

    @property
    def not_listening(self) -> CannotListen | None:
        """Why no webhook can arrive, or None."""
        return self._open_port.trouble

    @property
    def port(self) -> int:
        """The port that is open, or the one that should be."""
        return self._open_port.port

    @property
    def home_network_allowed(self) -> bool:
        """Whether other computers of the home network may call this one."""
        return self._open_port.home_network_allowed

    async def allow_home_network(self, allowed: bool) -> None:
        """Listen for the home network too, or for this computer only. Raises CannotListen."""
        await self._listen_anew(bind=ANYWHERE if allowed else LOOPBACK)

    async def change_port(self, port: int) -> None:
        """Listen on another port. Raises CannotListen, which may propose a free one."""
        await self._listen_anew(port=port)

    async def _listen_anew(self, bind: str | None = None, port: int | None = None) -> None:
        # A task of its own: a window that closes meanwhile must not leave the port shut.
        work = self._tasks.spawn(self._moved(bind, port), "move of the port")
        trouble = await asyncio.shield(work)
        if trouble is not None:
            raise trouble

    async def _moved(self, bind: str | None, port: int | None) -> CannotListen | None:
        try:
            await self._open_port.move(bind=bind, port=port)
        except CannotListen as trouble:
            return trouble
        self.reach.look_soon()
        return None

    def base_of(self, server: Server) -> str:
        """Return the address of this computer as that server must call it."""
        return self.reach.base_of(server)

    def base_url(self) -> str:
        """Return the address under which media servers reach this computer."""
        return self.reach.hook_base(Place.UNKNOWN)

    def hook_base(self, place: Place) -> str:
        """Return the address under which a media server at that place reaches this computer."""
        return self.reach.hook_base(place)

    def home_addresses(self) -> HomeAddresses:
        """Return this computer's addresses, the likely ones first, and the one servers are told."""
        return self.reach.home_addresses()

    def page_base(self) -> str | None:
        """Return where phones reach members' pages; None while the home network may not call."""
        return self.reach.hook_base(Place.HOME) if self.home_network_allowed else None

    def proof(self, server_id: int) -> Proof:
        """Return whether that server's events arrive. Raises Missing."""
        return self.reach.proof(server_id)

    async def test_address(self, server_id: int) -> AddressTest:
        """Try the address that the server was given. Raises Missing, Conflict, StoreTrouble."""
        return await self.reach.test_address(server_id)

    async def disconnect_server(self, server_id: int) -> str | None:
        """Forget the server; return what the person has to do by hand. Raises Missing."""
        link = self.links.get(servers.get(server_id).kind)
        if link is not None:
            return await link.disconnect(server_id)
        servers.delete(server_id)
        return None

    async def check_server(self, server_id: int) -> None:
        """Look now whether sign-in and webhook of that server are still there. Raises Missing."""
        server = servers.get(server_id)
        link = self.links.get(server.kind)
        if server.connection_id is not None and link is not None:
            await link.check(server.connection_id)

    async def repair_server(self, server_id: int) -> None:
        """Have that server report again as far as can be done from here. Raises Missing."""
        await self.check_server(server_id)
        catch_up.forget_missed(server_id)
        self.catching_up.look_soon()

    # What the windows ask and do

    def status(self) -> EngineStatus:
        trouble: CannotListen | StoreTrouble | None = self.not_listening
        trouble = trouble or self.http.trouble or self.sync.trouble or self.keeping.trouble
        if trouble is None:
            try:
                return untroubled(
                    self.http.addresses,
                    offline=self.sync.offline,
                    needed=len(self._needed.get()),
                    held_up=self.sync.held_up,
                    sending=bool(self.sync.sending),
                )
            except StoreTrouble as found:
                trouble = found
        return in_trouble(trouble, self.http.addresses)

    def needs_attention(self) -> list[Need]:
        """Return what needs a person, the most urgent first, then what is only offered."""
        return self._needed.get() + self._offered.get()

    def _needing(self) -> list[Need]:
        return attention.needs(self._clock(), self.reach.lets_in)

    def act(self, need_key: str, action_key: str) -> None:
        """Carry out what a person chose for a need. Raises Missing, Conflict, StoreTrouble."""
        kind, _, number = need_key.partition(":")
        if (kind, action_key) == ("server", "pasted"):
            self.reach.acknowledge(int(number))
        elif (kind, action_key) == ("server", "repair"):
            server_id = servers.get(int(number)).id
            self._tasks.spawn(self.repair_server(server_id), "repair of webhooks")
        else:
            attention.act(self.sync, need_key, action_key)
        self.keeping.look_soon()

    def pause(self, until: datetime | None) -> None:
        """Stop sending for everyone, until then or until resumed."""
        holds.start_pause(None, until)

    def resume(self, held: str | None = None) -> None:
        """Send again; `held` says what becomes of the pause's watches: "send", "keep" or later."""
        holds.resume(None, held)
        self.sync.wake()

    def retry(self, delivery_id: int) -> None:
        self.sync.retry(delivery_id)

    def cancel(self, delivery_id: int) -> None:
        self.sync.cancel(delivery_id)

    def retry_failed(self) -> None:
        """Send again whatever failed and needs a person."""
        attention.retry_failed(self.sync, self._clock())

    def retry_due(self) -> None:
        """Try at once whatever waits out an outage or is late."""
        self.key_keeping.try_again()
        self.sync.retry_all()

    def webhook_addresses(self) -> list[tuple[str, str]]:
        """Return name and webhook address of each server that a person set up by hand."""
        return [
            (server.name, self.webhook_address(server.kind, server.id))
            for server in servers.all_servers()
            if server.adopted
            and server.connection_id is None
            and servers.secret(server.id) is not None
        ]

    def webhook_address(self, kind: ServerKind, server_id: int) -> str:
        base = self.reach.base_of(servers.get(server_id))
        return f"{base}/webhooks/{kind}/{servers.secret(server_id) or ''}"

    def connect_server(self, kind: ServerKind, name: str) -> str:
        """Return the webhook address of a newly connected server."""
        server = servers.add(kind, name)
        return self.webhook_address(kind, server.id)

    def members(self) -> list[Named]:
        return [Named(member.id, member.name) for member in household.members()]
