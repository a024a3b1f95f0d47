"""Signing in at Plex by PIN, with everything that may happen on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scroblarr_desktop.demo.faults import Fault
from scroblarr_desktop.linking.device import device_id
from scroblarr_desktop.media_servers.plex_tv_answers import CodeExpired
from scroblarr_desktop.remote.errors import EdgeBlocked, Offline, Outage
from scroblarr_desktop.store import connections
from scroblarr_desktop.store.records import ConnectionState
from scroblarr_desktop.store.refusals import Conflict
from tests.linking.plex_world import World, plex_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with plex_world(tmp_path) as made:
        yield made


async def test_a_code_for_the_browser_is_long_and_names_this_app(world: World) -> None:
    code = await world.link.new_code()
    assert len(code.text) > 4
    assert code.page.startswith(f"{world.tv.url}/auth#?clientID={device_id()}&code={code.text}")
    assert "Scroblarr+Desktop" in code.page


async def test_a_code_for_another_device_has_four_characters(world: World) -> None:
    code = await world.link.new_code(other_device=True)
    assert len(code.text) == 4
    assert code.page == f"{world.tv.url}/link/?pin={code.text}"
    assert world.link.link_page.endswith("/link")


@pytest.mark.parametrize("other_device", [False, True])
async def test_confirmed_it_says_who_signed_in(world: World, other_device: bool) -> None:
    code = await world.link.new_code(other_device=other_device)
    following = asyncio.ensure_future(world.link.follow(code))
    await world.tv.called("GET /api/v2/pins/*", times=2)
    world.tv.confirm_pin(code.text, world.anna)
    signed_in = await following
    assert (signed_in.user.id, signed_in.user.name) == (str(world.anna.id), "anna")
    assert signed_in.user.may_have_webhooks
    assert connections.all_connections() == []


async def test_a_code_that_ran_out_says_so(world: World) -> None:
    code = await world.link.new_code()
    world.tv.expire_pin(code.text)
    with pytest.raises(CodeExpired) as caught:
        await world.link.follow(code)
    assert caught.value.title == "The code has run out"
    assert caught.value.next_step == "Get a new code."


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 503, "times": 3},
        {"status": 429, "headers": {"Retry-After": "0"}, "times": 1},
        {"drop": "before", "times": 2},
    ],
)
async def test_trouble_while_waiting_is_waited_out(
    world: World, trouble: dict[str, object]
) -> None:
    code = await world.link.new_code()
    fault: Fault = world.tv.faults.add("GET /api/v2/pins/*", **trouble)
    world.tv.confirm_pin(code.text, world.anna)
    signed_in = await world.link.follow(code)
    assert signed_in.user.name == "anna"
    assert fault.times == 0


async def test_an_outage_right_after_the_confirmation_loses_nothing(world: World) -> None:
    """plex.tv hands the token out once; whose it is may take longer to learn."""
    code = await world.link.new_code()
    world.tv.faults.add("GET /api/v2/user", status=502, times=2)
    world.tv.confirm_pin(code.text, world.anna)
    assert (await world.link.follow(code)).user.name == "anna"


async def test_cancelled_it_asks_no_more(world: World) -> None:
    code = await world.link.new_code()
    following = asyncio.ensure_future(world.link.follow(code))
    await world.tv.called("GET /api/v2/pins/*")
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    asked = len(world.tv.calls)
    await asyncio.sleep(0.05)
    assert len(world.tv.calls) == asked


async def test_no_network_and_an_outage_are_told_apart(world: World) -> None:
    world.tv.outage(True)
    with pytest.raises(Outage):
        await world.link.new_code()
    world.tv.outage(False)
    world.tv.faults.edge_page("POST /api/v2/pins")
    with pytest.raises(EdgeBlocked):
        await world.link.new_code()
    await world.tv.stop()
    with pytest.raises(Offline):
        await world.link.new_code()


async def test_the_token_shows_in_no_repr(world: World) -> None:
    code = await world.link.new_code()
    assert code.text not in repr(code)
    world.tv.confirm_pin(code.text, world.anna)
    signed_in = await world.link.follow(code)
    assert signed_in.token not in repr(signed_in)


async def test_this_installation_keeps_its_name_for_good(world: World) -> None:
    assert device_id() == device_id()
    await world.sign_in()
    await world.sign_in()
    assert {call.headers["X-Plex-Client-Identifier"] for call in world.tv.calls} == {device_id()}
    assert {call.headers["X-Plex-Product"] for call in world.tv.calls} == {"Scroblarr Desktop"}


async def test_what_came_to_nothing_is_signed_out(world: World) -> None:
    signed_in = await world.sign_in()
    await world.link.forget(signed_in)
    assert world.anna.tokens == {}


async def test_a_kept_account_is_not_signed_out_by_a_second_sign_in(world: World) -> None:
    await world.connect()
    await world.link.forget(await world.sign_in())
    assert world.tv.calls_to("DELETE *") == []


async def test_an_ended_connection_is_signed_in_again(world: World) -> None:
    connection_id, _ = await world.set_up()
    world.tv.sign_out_everywhere(world.anna)
    await world.link.check(connection_id)
    ended = world.connection()
    assert ended.state is ConnectionState.ENDED
    assert "sign in again" in ended.message
    again = await world.link.sign_in_again(connection_id, await world.sign_in())
    assert (again.id, again.state, again.message) == (connection_id, ConnectionState.OK, "")
    (server_id,) = connections.servers_of(connection_id)
    assert [one.name for one in await world.link.libraries(server_id)] == ["Films", "Series"]


async def test_another_account_is_refused_and_signed_out_again(world: World) -> None:
    connection_id, _ = await world.set_up()
    before = connections.token(connection_id)
    ben = world.tv.add_account("ben")
    with pytest.raises(Conflict, match="belong to the Plex account anna, but ben signed in"):
        await world.link.sign_in_again(connection_id, await world.sign_in(ben))
    assert ben.tokens == {}
    assert connections.token(connection_id) == before
