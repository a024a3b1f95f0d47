"""Who lives in the Plex home, who is a friend, and what they look like."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scroblarr_desktop.demo.plex.api_library import rating_key
from scroblarr_desktop.media_servers.plex_tv_answers import SignInEnded
from scroblarr_desktop.remote.errors import Outage
from scroblarr_desktop.store import connections, household, people
from scroblarr_desktop.store.records import KeptViewer, Relation
from scroblarr_desktop.watches import Item, Kind, ViewerRef
from tests.linking.plex_world import World, plex_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with plex_world(tmp_path) as made:
        yield made


async def read(world: World) -> dict[str, KeptViewer]:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    await world.link.read_people(server_id)
    return {one.name: one for one in household.all_viewers()}


async def test_everybody_is_noted_by_what_they_are(world: World) -> None:
    ben, emil = world.tv.add_account("ben"), world.tv.add_account("emil")
    kids = world.tv.add_managed(world.anna, "Kids")
    world.tv.join_home(world.anna, ben)
    world.tv.befriend(world.anna, ben)
    world.tv.befriend(world.anna, emil)
    world.tv.share(world.attic, emil)
    world.tv.befriend(world.anna, world.tv.add_account("a friend without a share"))
    found = await read(world)
    assert {name: one.relation for name, one in found.items()} == {
        "anna": Relation.OWNER,
        "ben": Relation.HOME,
        "Kids": Relation.HOME,
        "emil": Relation.SHARE,
    }
    managed = {
        one.name for one in map(household.viewer, (v.id for v in found.values())) if one.managed
    }
    assert managed == {"Kids"}
    assert household.viewer(found["Kids"].id).avatar == kids.uuid
    assert found["emil"].account_id == str(emil.id)


async def test_the_owner_is_tied_to_account_1_of_the_server(world: World) -> None:
    found = await read(world)
    server_id = found["anna"].server.id
    by_number = household.see_viewer(server_id, ViewerRef("1", "anna"), world.tv.clock())
    twin = household.twin_of(by_number)
    assert twin is not None
    assert twin.id == found["anna"].id


async def test_where_somebody_else_is_the_admin_of_the_home_the_rest_still_comes(
    world: World,
) -> None:
    ben, emil = world.tv.add_account("ben"), world.tv.add_account("emil")
    world.tv.join_home(ben, world.anna)
    world.tv.befriend(world.anna, emil)
    world.tv.share(world.attic, emil)
    assert set(await read(world)) == {"anna", "emil"}


async def test_pictures_are_fetched_and_kept(world: World) -> None:
    world.tv.faults.add(
        f"GET /users/{world.anna.uuid}/avatar",
        status=200,
        body="GIF89a-anna",
        content_type="image/gif",
    )
    found = await read(world)
    assert people.picture(found["anna"].id) == b"GIF89a-anna"
    (call,) = world.tv.calls_to("GET /users/*")
    assert "X-Plex-Token" not in call.headers


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500},
        {"status": 200, "body": "<html>no picture</html>"},
        {"status": 302, "headers": {"Location": "http://203.0.113.5/picture.png"}},
        {"status": 302, "headers": {"Location": "/users/round/avatar"}, "times": 10},
        {"drop": "before"},
    ],
)
async def test_without_a_picture_somebody_is_noted_all_the_same(
    world: World, answer: dict[str, object]
) -> None:
    world.tv.faults.add("GET /users/*", **answer)
    found = await read(world)
    assert people.picture(found["anna"].id) is None


async def test_trouble_is_said(world: World) -> None:
    world.tv.faults.add("GET /api/users/", status=503)
    with pytest.raises(Outage):
        await read(world)


async def test_a_list_with_entities_is_not_read(world: World) -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY x "y">]><MediaContainer><User id="5" title="&x;"/></MediaContainer>'
    )
    world.tv.faults.add("GET /api/users/", status=200, body=bomb, content_type="application/xml")
    with pytest.raises(Outage, match="could not be read"):
        await read(world)


async def test_an_ended_sign_in_is_said(world: World) -> None:
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    world.tv.sign_out_everywhere(world.anna)
    with pytest.raises(SignInEnded):
        await world.link.read_people(server_id)


async def test_the_library_of_an_item_is_found(world: World) -> None:
    item = Item(Kind.MOVIE, "Salt and Tin", 2021, {"imdb": "tt9990001"}, run_time_s=6000)
    world.attic.state.library.add(item)
    connection_id = await world.connect()
    (server_id,) = connections.servers_of(connection_id)
    assert await world.link.library_of(server_id, rating_key(item)) == "1"
    assert await world.link.library_of(server_id, "999999") is None
    assert await world.link.library_of(server_id, "../identity") is None
