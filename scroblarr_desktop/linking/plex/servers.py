"""Finding the own Plex servers of an account, and the connection over which each answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network
from urllib.parse import urlsplit

from scroblarr_desktop.media_servers.plex_api import PlexApi
from scroblarr_desktop.media_servers.plex_tv_resources import PlexConnection, PlexServer
from scroblarr_desktop.remote.addresses import check_base_url, is_loopback
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.this_computer import OwnAddress

GRACE_S = 0.4
"""How long a better connection may be slower than one at home that answered already."""

DOCKER_NETS = IPv4Network("172.16.0.0/12")
"""From here Docker takes the nets of its containers unless told otherwise."""


class Reach(StrEnum):
    """How near a connection is, the nearest first."""

    LOCAL = "local"
    REMOTE = "remote"
    RELAY = "relay"
    """Over a computer of Plex's: slow, and only a stopgap."""


@dataclass(frozen=True)
class Way:
    """One connection to a server: where it is called, and how near that is."""

    url: str
    reach: Reach
    address: str
    """The address behind it: a name like 192-168-1-20.abc.plex.direct tells little."""


@dataclass(frozen=True)
class FoundServer:
    """An own server of the account that is signed in."""

    uuid: str
    name: str
    ways: tuple[Way, ...]
    """All connections, the preferable ones first."""
    working: tuple[Way, ...]
    """Those over which it answered."""
    likely: bool
    """The one to choose where somebody has several."""
    place: Place
    """Where it seems to run."""
    server_id: int | None = None
    """Ours, where it is connected already."""
    token: str | None = field(default=None, repr=False)

    @property
    def way(self) -> Way | None:
        """The connection to use; one that did not answer only for want of a better one."""
        return next(iter(self.working or self.ways), None)


@dataclass(frozen=True)
class Found:
    """What is on the account: its own servers, and by name and owner those of others."""

    own: tuple[FoundServer, ...]
    of_others: tuple[tuple[str, str], ...]


ApiAt = Callable[[str], PlexApi]


def ways_to(server: PlexServer) -> list[Way]:
    """Return the connections in the order local, remote, relay.

    The secure names under plex.direct come first. Some routers refuse to look them up
    ("DNS rebinding protection"), so the plain address at home follows, and at last this computer
    itself: a container tells only addresses of its own net.
    """
    ordered = sorted(server.connections, key=lambda one: _RANK[_reach(one)])
    local = [one for one in ordered if one.local and not one.relay]
    ways = [Way(one.uri, Reach.LOCAL, one.address) for one in local]
    if not server.https_required:
        ways += [Way(_plain(one.address, one.port), Reach.LOCAL, one.address) for one in local]
        here = dict.fromkeys(one.port for one in local)
        ways += [Way(_plain("127.0.0.1", port), Reach.LOCAL, "127.0.0.1") for port in here]
    ways += [Way(one.uri, _reach(one), one.address) for one in ordered if one not in local]
    return _usable(ways)


def _reach(connection: PlexConnection) -> Reach:
    if connection.relay:
        return Reach.RELAY
    return Reach.LOCAL if connection.local else Reach.REMOTE


_RANK = {reach: rank for rank, reach in enumerate(Reach)}


def _plain(address: str, port: int) -> str:
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def _usable(ways: Sequence[Way]) -> list[Way]:
    """Return each address once, without those over which a token may not travel."""
    found: dict[str, Way] = {}
    for way in ways:
        try:
            url = check_base_url(way.url, entered=way.reach is Reach.LOCAL)
        except ValueError:
            continue
        found.setdefault(url, replace(way, url=url))
    return list(found.values())


async def working_ways(ways: Sequence[Way], uuid: str, api_at: ApiAt) -> tuple[Way, ...]:
    """Return the ways over which this very server answers, in their order.

    All are tried at once. Who answers is asked before any token goes out: behind a plain address
    there may be anybody.
    """
    tries = {asyncio.ensure_future(_answers(api_at(way.url), uuid)): way for way in ways}
    try:
        await _settle(tries)
        worked = {way for one, way in tries.items() if one.done() and one.result()}
    finally:
        for one in tries:
            one.cancel()
        await asyncio.gather(*tries, return_exceptions=True)
    return tuple(way for way in ways if way in worked)


async def _settle(tries: Mapping[asyncio.Task[bool], Way]) -> None:
    """Return when all have answered, or a while after one at home did."""
    left = set(tries)
    while left:
        done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        if any(one.result() and tries[one].reach is Reach.LOCAL for one in done):
            if left:
                await asyncio.wait(left, timeout=GRACE_S)
            return


async def _answers(api: PlexApi, uuid: str) -> bool:
    try:
        return await api.identity() == uuid
    except RemoteError:
        return False


def guess_place(ways: Sequence[Way], working: Sequence[Way], own: Sequence[OwnAddress]) -> Place:
    """Return where a server seems to run, by its addresses and those of this computer."""
    told = [way.address for way in ways if way.reach is Reach.LOCAL and not _is_here(way)]
    mine = {one.address for one in own}
    if mine.intersection(told):
        return Place.HERE
    answers_here = any(_is_here(way) for way in working)
    nets = [_docker_net(one) for one in own if one.adapter.startswith(("docker", "br-"))]
    if any(_is_in(address, net) for address in told for net in nets):
        return Place.DOCKER
    if answers_here and told and all(_is_in(address, DOCKER_NETS) for address in told):
        return Place.DOCKER
    return Place.HERE if answers_here else Place.HOME


def _is_here(way: Way) -> bool:
    return is_loopback(urlsplit(way.url).hostname or "")


def _docker_net(own: OwnAddress) -> IPv4Network:
    return IPv4Network(f"{own.address}/16", strict=False)


def _is_in(address: str, net: IPv4Network) -> bool:
    try:
        return IPv4Address(address) in net
    except ValueError:
        return False


def in_likely_order(found: Sequence[tuple[PlexServer, FoundServer]]) -> tuple[FoundServer, ...]:
    """Return the servers, the likeliest first and marked: near, then running, then the first."""

    def distance(one: tuple[PlexServer, FoundServer]) -> tuple[int, bool, bool]:
        told, server = one
        nearest = min((_RANK[way.reach] for way in server.working), default=len(_RANK))
        return nearest, not told.same_network, not told.present

    ordered = [server for _, server in sorted(found, key=distance)]
    return tuple(replace(server, likely=place == 0) for place, server in enumerate(ordered))
