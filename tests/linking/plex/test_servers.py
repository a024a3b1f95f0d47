"""Finding servers, choosing the connection, and guessing where they run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scroblarr_desktop.demo.media_servers import FakePlexServer
from scroblarr_desktop.demo.plex.api_state import PlexConnection as Told
from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.servers import Reach, Way, guess_place, ways_to
from scroblarr_desktop.media_servers.plex_tv_resources import PlexConnection, PlexServer
from scroblarr_desktop.remote.errors import Offline
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Place
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind, ServerRef
from tests.linking.plex_world import World, plex_world

NOBODY = "http://127.0.0.1:9"
OWN = [
    OwnAddress("eth0", "192.168.1.20", likely=True),
    OwnAddress("docker0", "172.17.0.1", likely=False),
]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with plex_world(tmp_path) as made:
        yield made


def server(*connections: PlexConnection, https_required: bool = False) -> PlexServer:
    return PlexServer("uuid", "Attic", True, "", https_required, True, True, connections, "token")


LOCAL = PlexConnection(
    "https://192-168-1-5.abc.plex.direct:32400", "192.168.1.5", 32400, True, False
)
REMOTE = PlexConnection(
    "https://203-0-113-9.abc.plex.direct:8443", "203.0.113.9", 8443, False, False
)
RELAY = PlexConnection("https://relay.abc.plex.direct:443", "198.51.100.7", 443, False, True)


def test_connections_are_tried_in_the_order_local_remote_relay() -> None:
    found = ways_to(server(RELAY, REMOTE, LOCAL))
    assert [(way.url, way.reach) for way in found] == [
        (LOCAL.uri, Reach.LOCAL),
        ("http://192.168.1.5:32400", Reach.LOCAL),
        ("http://127.0.0.1:32400", Reach.LOCAL),
        (REMOTE.uri, Reach.REMOTE),
        (RELAY.uri, Reach.RELAY),
    ]


def test_no_plain_address_where_the_server_requires_https() -> None:
    found = ways_to(server(LOCAL, REMOTE, https_required=True))
    assert [way.url for way in found] == [LOCAL.uri, REMOTE.uri]


def test_a_token_never_travels_in_the_clear_beyond_the_home() -> None:
    odd = PlexConnection("http://93.184.216.34:32400", "93.184.216.34", 32400, False, False)
    lying = PlexConnection("http://93.184.216.34:32400", "93.184.216.34", 32400, True, False)
    assert [way.url for way in ways_to(server(odd))] == []
    assert [way.url for way in ways_to(server(lying))] == ["http://127.0.0.1:32400"]


async def test_the_nearest_connection_that_works_is_used(world: World) -> None:
    world.attic.told_connections = [
        Told(NOBODY),
        Told(world.attic.url.replace("127.0.0.1", "localhost")),
        Told(f"{NOBODY}0", local=False, relay=True),
    ]
    signed_in = await world.sign_in()
    (found,) = (await world.link.find(signed_in)).own
    assert found.way is not None
    assert found.way.url == world.attic.url.replace("127.0.0.1", "localhost")
    assert len(found.ways) > len(found.working)


async def test_another_server_at_the_address_is_not_taken_for_it(world: World) -> None:
    async with FakePlexServer("Neighbour") as neighbour:
        world.attic.told_connections = [Told(neighbour.url)]
        (found,) = (await world.link.find(await world.sign_in())).own
        assert found.working == ()
        assert all("X-Plex-Token" not in call.headers for call in neighbour.api.calls)


async def test_the_likely_one_comes_first(world: World) -> None:
    async with FakePlexServer("Cellar") as cellar, FakePlexServer("Shed") as shed:
        world.attic.told_connections = [Told(NOBODY)]
        for one in (shed, cellar):
            world.tv.give_server(world.anna, one)
        shed.told_connections = [Told(f"{NOBODY}1")]
        found = (await world.link.find(await world.sign_in())).own
        assert found[0].name == "Cellar"
        assert [one.likely for one in found] == [True, False, False]


async def test_servers_of_others_are_named_but_not_offered(world: World) -> None:
    ben = world.tv.add_account("ben")
    world.tv.befriend(world.anna, ben)
    world.tv.share(world.attic, ben)
    found = await world.link.find(await world.sign_in(ben))
    assert found.own == ()
    assert found.of_others == (("Attic", "anna"),)


async def test_a_connection_is_kept_and_can_be_changed(world: World) -> None:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    assert servers.get(server_id).url == world.attic.url
    world.link.use_way(server_id, "https://example.org")
    changed = servers.get(server_id)
    assert (changed.url, changed.place) == ("https://example.org", Place.HERE)


async def test_a_lost_connection_is_replaced_by_one_that_works(world: World) -> None:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    world.link.use_way(server_id, NOBODY)
    assert [one.name for one in await world.link.libraries(server_id)] == ["Films", "Series"]
    assert servers.get(server_id).url == world.attic.url


async def test_a_server_that_is_gone_is_said(world: World) -> None:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    await world.attic.stop()
    with pytest.raises(Offline, match="Attic does not answer"):
        await world.link.libraries(server_id)


async def test_a_stranger_at_a_plain_address_never_sees_the_token(world: World) -> None:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    async with FakePlexServer("Neighbour") as neighbour:
        world.link.use_way(server_id, neighbour.url)
        await world.link.libraries(server_id)
        assert [call.path for call in neighbour.api.calls] == ["/identity"]
        assert all("X-Plex-Token" not in call.headers for call in neighbour.api.calls)


async def test_the_way_chosen_in_the_window_is_taken(world: World) -> None:
    signed_in = await world.sign_in()
    (found,) = (await world.link.find(signed_in)).own
    other = Way("https://example.org", Reach.REMOTE, "example.org")
    _, (server_id,) = world.link.connect(signed_in, [Chosen(found, other, Place.DOCKER)])
    kept = servers.get(server_id)
    assert (kept.url, kept.place, kept.uuid) == (other.url, Place.DOCKER, world.attic.server_id)


async def test_a_server_whose_events_came_before_is_adopted(world: World) -> None:
    known = servers.recognise(
        ServerKind.PLEX, ServerRef(world.attic.server_id, "Attic"), None, None
    )
    (found,) = (await world.link.find(await world.sign_in())).own
    assert found.server_id is None
    connection_id = await world.connect()
    assert connections.servers_of(connection_id) == [known.id]
    (found,) = (await world.link.find_again(connection_id)).own
    assert found.server_id == known.id


@pytest.mark.parametrize(
    ("told", "working", "place"),
    [
        (["192.168.1.20"], "https://192-168-1-20.abc.plex.direct:32400", Place.HERE),
        (["192.168.1.5"], "https://192-168-1-5.abc.plex.direct:32400", Place.HOME),
        (["172.17.0.2"], "http://172.17.0.2:32400", Place.DOCKER),
        (["172.20.0.2"], "http://127.0.0.1:32400", Place.DOCKER),
        (["192.168.1.5"], "http://127.0.0.1:32400", Place.HERE),
        (["172.20.0.2"], "https://203-0-113-9.abc.plex.direct:8443", Place.HOME),
        (["fd00::5"], "http://[fd00::5]:32400", Place.HOME),
        ([], "https://203-0-113-9.abc.plex.direct:8443", Place.HOME),
    ],
)
def test_where_a_server_runs_is_guessed(told: list[str], working: str, place: Place) -> None:
    ways = [Way(f"https://{address}", Reach.LOCAL, address) for address in told]
    assert guess_place(ways, [Way(working, Reach.LOCAL, "")], OWN) is place
