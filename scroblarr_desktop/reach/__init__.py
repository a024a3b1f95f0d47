"""How media servers reach this computer: which address they are told, and whether it works."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.reach.address_test import AddressTest, Verdict, failing
from scroblarr_desktop.reach.addresses import Addresses, HomeAddresses
from scroblarr_desktop.reach.by_hand import ByHand
from scroblarr_desktop.reach.proof import Proof, ProofState, WrongCall, proof
from scroblarr_desktop.reach.renewing import Renewed, renewed, stands_there
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import (
    StoreTrouble,
    connections,
    former_secrets,
    given_addresses,
    servers,
)
from scroblarr_desktop.store.records import HookState, Place, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.tasks import called_within
from scroblarr_desktop.this_computer import DOCKER_HOST, LOOPBACK, OwnAddress, own_addresses
from scroblarr_desktop.watches import ServerKind

__all__ = [
    "AddressTest",
    "HomeAddresses",
    "Proof",
    "ProofState",
    "Reach",
    "Renewed",
    "Verdict",
    "WrongCall",
]

log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0
CHECK_EVERY = timedelta(hours=6)

_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked about, not bound to
_BY_THE_APP = (HookState.SET, HookState.RESTART)


class Entrance(Protocol):
    """What the HTTP server tells of itself."""

    @property
    def addresses(self) -> tuple[str, ...]: ...
    def wrong_secret_calls(self) -> Sequence[WrongCall]: ...
    def progress_dropped(self, server_id: int) -> int: ...


class Port(Protocol):
    """The port as the person wants it."""

    @property
    def port(self) -> int: ...
    @property
    def home_network_allowed(self) -> bool: ...
    async def mend(self) -> None: ...


class Link(Protocol):
    """What can register our webhooks with one kind of media server."""

    async def check(self, connection_id: int) -> None: ...


class Reach:
    """Knows this computer's addresses and looks after what the media servers know of them."""

    def __init__(
        self,
        entrance: Entrance,
        port: Port,
        links: Mapping[ServerKind, Link],
        calls: Calls,
        changes: Changes,
        clock: Clock = utc_now,
        own_addresses: Callable[[], list[OwnAddress]] = own_addresses,
        on_new_network: Callable[[], None] = lambda: None,
    ) -> None:
        self._entrance = entrance
        self._port = port
        self._links = links
        self._calls = calls
        self._changes = changes
        self._clock = clock
        self._on_new_network = on_new_network
        self._addresses = Addresses(own_addresses)
        self._by_hand = ByHand(self.base_of, self._leads_here, clock)
        self._seen: object = None
        self._bases: tuple[str, ...] = ()
        self._told = asyncio.Event()
        self._check_at: datetime | None = None

    # Addresses

    def hook_base(self, place: Place) -> str:
        """Return the address under which a media server at that place reaches this computer."""
        port = self._port.port
        if place is Place.DOCKER:
            return f"http://{DOCKER_HOST}:{port}"
        if (only := self._only_address()) is not None:
            return only
        at_home = place is Place.HOME
        if place is Place.UNKNOWN:
            at_home = self._port.home_network_allowed
        return f"http://{self._addresses.home if at_home else LOOPBACK}:{port}"

    def base_of(self, server: Server) -> str:
        """Return the address that this server should have.

        All servers of a Plex account share one: where they run at different places, only that in
        the home network serves every one of them.
        """
        places = {server.place}
        if server.connection_id is not None:
            others = connections.servers_of(server.connection_id)
            places |= {servers.get(one).place for one in others}
        return self.hook_base(server.place if len(places) == 1 else Place.HOME)

    def lets_in(self, server: Server) -> bool:
        """Return whether calls from where the server runs are let in."""
        elsewhere = server.place in (Place.HOME, Place.DOCKER)
        return self._port.home_network_allowed or not elsewhere

    def _only_address(self) -> str | None:
        """Return the one address at which it listens, where somebody asked for just that."""
        for address in self._entrance.addresses:
            host = urlsplit(address).hostname or ""
            return None if host in _ANYWHERE or _is_loopback(host) else address
        return None

    def home_addresses(self) -> HomeAddresses:
        """Return this computer's addresses at the latest look, and which one servers are told."""
        return self._addresses.all()

    def choose_address(self, address: str | None) -> None:
        """Tell servers elsewhere this address; None goes back to the likeliest."""
        self._addresses.choose(address)
        self._changes.publish(Changed.STATE | Changed.SERVERS)
        self.look_soon()

    def set_place(self, server_id: int, place: Place) -> None:
        """Note where the server runs. Raises Missing."""
        server = servers.change(server_id, place=place)
        if server.last_event_at is None:
            # Nobody used the address yet: the new one stands before the person's eyes.
            given_addresses.give(server_id, self.base_of(server))
        self.look_soon(check=True)

    async def renew_address(self, server_id: int) -> Renewed:
        """Make a new webhook secret, and enter it in the media server where the app can.

        Where a person has to, the old address works meanwhile. Raises Missing, StoreTrouble.
        """
        former_secrets.renew(server_id, self._clock())
        server, entered = servers.get(server_id), False
        link = self._links.get(server.kind)
        if server.connection_id is not None and link is not None:
            looked = await self._check(link, server.connection_id)
            entered = looked and stands_there(server.connection_id)
        return renewed(server_id, self._clock(), entered=entered)

    def acknowledge(self, server_id: int) -> None:
        """The person pasted the new address. Raises Missing."""
        given_addresses.give(server_id, self.base_of(servers.get(server_id)))
        self._changes.publish(Changed.SERVERS)

    # Watching

    def look_soon(self, *, check: bool = False) -> None:
        """Look at the addresses now rather than within a minute; with `check` at all webhooks."""
        if check:
            self._check_at = None
        self._told.set()

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self._told.clear()
            try:
                await self.look()
            except StoreTrouble as trouble:
                log.warning("the look at the network waits: %s", trouble.title)
            except Exception:
                log.exception("the look at the network stumbled")
            await called_within(self._told, LOOK_EVERY_S)

    async def look(self) -> None:
        """Compare the addresses with those of before, and tell the media servers what changed."""
        self._addresses.look()
        bases = tuple(self.hook_base(place) for place in Place)
        seen = (self._addresses.found, bases)
        if self._seen is not None and seen != self._seen:
            log.info("this computer's addresses changed")
            await self._port.mend()
            self._changes.publish(Changed.STATE | Changed.SERVERS)
            self._on_new_network()
        if bases != self._bases:
            self._check_at = None
        self._seen, self._bases = seen, bases
        if self._by_hand.note(network_known=self._addresses.is_home_known):
            self._changes.publish(Changed.SERVERS)
        if self._check_at is None or self._clock() >= self._check_at:
            self._check_at = self._clock() + CHECK_EVERY
            await self._check_all()

    async def _check_all(self) -> None:
        for connection in connections.all_connections():
            link = self._links.get(connection.kind)
            if link is not None:
                await self._check(link, connection.id)

    async def _check(self, link: Link, connection_id: int) -> bool:
        """Return whether it could be looked at."""
        try:
            await link.check(connection_id)
            return True
        except (RemoteError, StoreTrouble) as trouble:
            log.warning("connection %d could not be checked: %s", connection_id, trouble.title)
        except Exception:
            log.exception("the check of connection %d stumbled", connection_id)
        return False

    def _leads_here(self, base: str) -> bool:
        parts = urlsplit(base)
        host = parts.hostname or ""
        own = _is_loopback(host) or host == DOCKER_HOST or self._addresses.is_own(host)
        return own and parts.port == self._port.port

    # Proof

    def proof(self, server_id: int) -> Proof:
        """Return whether that server's events arrive. Raises Missing."""
        entrance = self._entrance
        dropped = entrance.progress_dropped(server_id)
        return proof(server_id, entrance.wrong_secret_calls(), dropped, self._clock())

    async def test_address(self, server_id: int) -> AddressTest:
        """Try the address that the server was given. Raises Missing, Conflict, StoreTrouble."""
        server, secret = servers.get(server_id), servers.secret(server_id)
        if secret is None:
            raise Conflict("This server has no address of its own.")
        self._addresses.look()
        given, now = self._given_base(server), self.base_of(server)
        if not self._entrance.addresses:
            return AddressTest(Verdict.NOT_LISTENING, given, now)
        if not self.lets_in(server):
            return AddressTest(Verdict.LOOPBACK_ONLY, given, now)
        if server.place is Place.HOME and not self._addresses.is_home_known:
            return AddressTest(Verdict.NO_NETWORK, given, now)
        if given != now and not self._leads_here(given):
            return AddressTest(Verdict.OLD_ADDRESS, given, now)
        return await self._tried(server, given, now, secret)

    async def _tried(self, server: Server, given: str, now: str, secret: str) -> AddressTest:
        in_docker = urlsplit(given).hostname == DOCKER_HOST
        # That name is known inside containers only; this computer is where it leads.
        base = self.hook_base(Place.HERE) if in_docker else given
        failed = await failing(
            self._calls, base, server.kind, secret, in_header=self._has_secret_in_header(server)
        )
        if failed is not None:
            return AddressTest(failed[0], given, now, failed[1])
        if in_docker:
            return AddressTest(Verdict.WORKS_BUT_NAME, given, now)
        on_loopback = _is_loopback(urlsplit(given).hostname or "")
        if server.place is Place.HERE or (server.place is Place.UNKNOWN and on_loopback):
            return AddressTest(Verdict.WORKS, given, now)
        return AddressTest(Verdict.WORKS_FROM_HERE, given, now, page=f"{given}/hello")

    def _has_secret_in_header(self, server: Server) -> bool:
        """Return whether the app entered the address, as it does in Jellyfin's plugin."""
        if server.kind is not ServerKind.JELLYFIN or server.connection_id is None:
            return False
        return connections.get(server.connection_id).hook_state in _BY_THE_APP

    def _given_base(self, server: Server) -> str:
        if server.connection_id is not None:
            connection = connections.get(server.connection_id)
            if connection.hook_state in _BY_THE_APP and connection.hook_base:
                return connection.hook_base
        return given_addresses.given(server.id) or self.base_of(server)


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")
