"""Which address media servers are told, and what happens when it changes."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.http_server import PortTaken
from scroblarr_desktop.reach import CHECK_EVERY
from scroblarr_desktop.store import connections, given_addresses, servers, settings
from scroblarr_desktop.store.records import HookState, Place
from scroblarr_desktop.watches import ServerKind
from tests.bodies import plex_multipart, plex_scrobble
from tests.http_server.test_open_port import close_under
from tests.reach.conftest import CABLE, DOCKER_NET, WIRELESS, Home

TOLD = Changed.STATE | Changed.SERVERS


def hosts(home: Home) -> list[str]:
    bases = (home.engine.hook_base(place) for place in Place)
    return [base.removeprefix("http://").rpartition(":")[0] for base in bases]


# -- the address to tell


async def test_each_place_has_its_address(home: Home) -> None:
    expected = ["127.0.0.1", "127.0.0.1", "host.docker.internal", "192.168.1.10"]
    assert hosts(home) == expected
    assert home.engine.base_url() == f"http://127.0.0.1:{home.port}"


async def test_a_server_at_an_unknown_place_is_told_the_widest_address(home: Home) -> None:
    await home.engine.allow_home_network(True)
    assert home.engine.base_url() == f"http://192.168.1.10:{home.port}"
    await home.engine.allow_home_network(False)
    assert home.engine.base_url() == f"http://127.0.0.1:{home.port}"


async def test_real_adapters_come_first_and_the_person_may_choose(home: Home) -> None:
    await home.now_has(CABLE, WIRELESS, DOCKER_NET)
    found = home.engine.home_addresses()
    assert [one.address for one in found.found] == ["192.168.1.10", "192.168.1.44", "172.17.0.1"]
    assert (found.told, found.by_choice, found.lost) == ("192.168.1.10", False, None)
    home.engine.reach.choose_address("192.168.1.44")
    found = home.engine.home_addresses()
    assert (found.told, found.by_choice) == ("192.168.1.44", True)
    assert hosts(home)[-1] == "192.168.1.44"
    assert settings.get("home_address") == "192.168.1.44"


@pytest.mark.logs("WARNING .*the chosen address is not this computer's any more")
async def test_a_chosen_address_that_is_gone_is_dropped_and_told(home: Home) -> None:
    await home.now_has(CABLE, WIRELESS)
    home.engine.reach.choose_address("192.168.1.44")
    await home.now_has(CABLE)
    found = home.engine.home_addresses()
    assert (found.told, found.by_choice, found.lost) == ("192.168.1.10", False, "192.168.1.44")
    home.engine.reach.choose_address("192.168.1.10")
    assert home.engine.home_addresses().lost is None


async def test_without_a_network_the_address_of_before_stays(home: Home) -> None:
    await home.now_has(WIRELESS)
    home.engine.reach.choose_address("192.168.1.44")
    for left in ([], [DOCKER_NET]):
        await home.now_has(*left)
        assert hosts(home)[-1] == "192.168.1.44"
    home.engine.reach.choose_address(None)
    assert hosts(home)[-1] == "192.168.1.44", "the latest that led into the home"


# -- telling the media servers


async def test_a_changed_address_is_told_to_every_connected_server(home: Home) -> None:
    _, connection = home.by_the_app()
    home.link.checked.clear()
    await home.look()
    assert home.link.checked == []
    home.heard.clear()
    await home.now_has(WIRELESS)
    assert home.link.checked == [connection.id]
    assert TOLD in home.heard
    await home.look()
    assert home.link.checked == [connection.id]


async def test_another_adapter_alone_changes_nothing_for_them(home: Home) -> None:
    home.by_the_app()
    await home.now_has(CABLE, DOCKER_NET)
    assert home.link.checked == []
    assert TOLD in home.heard


async def test_every_six_hours_everything_is_checked(home: Home) -> None:
    _, connection = home.by_the_app()
    home.offset += CHECK_EVERY - timedelta(minutes=1)
    await home.look()
    assert home.link.checked == []
    home.offset += timedelta(minutes=2)
    await home.look()
    assert home.link.checked == [connection.id]


@pytest.mark.logs(r"WARNING .*connection 1 could not be checked: That did not work")
async def test_a_check_that_fails_ends_nothing(home: Home) -> None:
    home.by_the_app()
    home.link.fail()
    await home.now_has(WIRELESS)
    home.link.trouble = None
    await home.now_has(CABLE)
    assert len(home.link.checked) == 2


@pytest.mark.logs(r"ERROR .*the check of connection 1 stumbled")
async def test_a_fault_in_a_check_ends_nothing_either(home: Home) -> None:
    home.by_the_app()
    home.link.trouble = KeyError("a fault")
    await home.now_has(WIRELESS)
    assert home.link.checked == [1]


async def test_whoever_is_told_does_not_wait_for_the_next_minute(home: Home) -> None:
    noticed = asyncio.Event()
    home.engine.changes.listen(lambda changed: noticed.set() if changed == TOLD else None)
    home.adapters[:] = [WIRELESS]
    home.engine.reach.look_soon()
    await asyncio.wait_for(noticed.wait(), 5)


async def test_another_port_is_told_too(home: Home) -> None:
    _, connection = home.by_the_app()
    with pytest.raises(PortTaken):
        async with taken_port() as port:
            await home.engine.change_port(port)
    assert home.link.checked == []
    before = home.port
    async with taken_port() as port:
        pass
    await home.engine.change_port(port)
    assert home.port == port != before
    await home.look()
    assert connection.id in home.link.checked


# -- the port itself


@pytest.mark.logs("nobody answered at the port: opened it anew")
async def test_after_a_sleep_port_and_addresses_are_looked_at(
    home: Home, http: aiohttp.ClientSession
) -> None:
    noticed = asyncio.Event()
    home.engine.changes.listen(lambda changed: noticed.set() if changed == TOLD else None)
    close_under(home.engine.http, socket.AF_INET, socket.AF_INET6)
    home.adapters[:] = [WIRELESS]
    home.offset += timedelta(hours=8)
    await home.engine.watchdog.tick()
    await asyncio.wait_for(noticed.wait(), 5)
    async with http.get(f"http://127.0.0.1:{home.port}/healthz") as answer:
        assert answer.status == 200


@pytest.mark.logs("nobody answered at the port: opened it anew")
async def test_another_network_may_have_cost_the_listener_its_life(
    home: Home, http: aiohttp.ClientSession
) -> None:
    close_under(home.engine.http, socket.AF_INET, socket.AF_INET6)
    await home.now_has(WIRELESS)
    async with http.get(f"http://127.0.0.1:{home.port}/healthz") as answer:
        assert answer.status == 200


class taken_port:  # noqa: N801 - reads as a function
    """A port that another program uses."""

    async def __aenter__(self) -> int:
        self._server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()


async def test_a_window_that_closes_does_not_leave_the_port_shut(home: Home) -> None:
    moving = asyncio.create_task(home.engine.allow_home_network(True))
    await asyncio.sleep(0)
    moving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await moving
    async with asyncio.timeout(5):
        while home.engine.http.addresses != (f"http://0.0.0.0:{home.port}",):
            await asyncio.sleep(0.01)


# -- servers that only the person can tell


async def test_a_new_address_has_to_be_pasted(home: Home) -> None:
    server = home.by_hand()
    await home.look()
    assert home.engine.proof(server.id).address_change is None
    await home.now_has(WIRELESS)
    change = home.engine.proof(server.id).address_change
    assert change is not None
    assert change.was == f"http://192.168.1.10:{home.port}"
    assert change.now == f"http://192.168.1.44:{home.port}"


async def test_the_old_address_come_back_needs_nobody(home: Home) -> None:
    server = home.by_hand()
    await home.look()
    await home.now_has(WIRELESS)
    await home.now_has(CABLE)
    assert home.engine.proof(server.id).address_change is None


async def test_what_was_pasted_is_said_by_the_person(home: Home) -> None:
    server = home.by_hand()
    await home.look()
    await home.now_has(WIRELESS)
    home.engine.reach.acknowledge(server.id)
    await home.look()
    assert home.engine.proof(server.id).address_change is None
    assert given_addresses.given(server.id) == f"http://192.168.1.44:{home.port}"


async def test_an_event_shows_that_it_was_pasted(home: Home, http: aiohttp.ClientSession) -> None:
    server = home.by_hand()
    await home.look()
    await home.now_has(WIRELESS)
    await let_anna_watch(home, http, server.id)
    await home.look()
    assert home.engine.proof(server.id).address_change is None


async def test_an_address_that_still_leads_here_is_left_where_it_is_used(
    home: Home, http: aiohttp.ClientSession
) -> None:
    server = home.by_hand(place=Place.UNKNOWN)
    await home.look()
    await let_anna_watch(home, http, server.id)
    await home.engine.allow_home_network(True)
    await home.look()
    assert home.engine.proof(server.id).address_change is None
    async with taken_port() as port:
        pass
    await home.engine.change_port(port)
    await home.look()
    assert home.engine.proof(server.id).address_change is not None


async def test_this_computer_is_another_one_to_a_server_elsewhere(
    home: Home, http: aiohttp.ClientSession
) -> None:
    server = home.by_hand(place=Place.HERE)
    await home.look()
    await let_anna_watch(home, http, server.id)
    servers.change(server.id, place=Place.HOME)
    await home.look()
    change = home.engine.proof(server.id).address_change
    assert change is not None
    assert change.was == f"http://127.0.0.1:{home.port}"
    assert not home.engine.reach.lets_in(servers.get(server.id))


async def test_without_a_network_nothing_is_to_be_pasted(home: Home) -> None:
    server = home.by_hand()
    await home.look()
    await home.now_has()
    assert home.engine.proof(server.id).address_change is None


async def test_saying_where_it_runs_before_any_event_changes_the_shown_address(home: Home) -> None:
    server = home.by_hand(place=Place.UNKNOWN)
    await home.look()
    home.engine.reach.set_place(server.id, Place.DOCKER)
    await home.look()
    assert servers.get(server.id).place is Place.DOCKER
    assert home.engine.proof(server.id).address_change is None
    address = home.engine.webhook_address(server.kind, server.id)
    assert address.startswith(f"http://host.docker.internal:{home.port}/webhooks/plex/")


async def test_what_the_app_registers_itself_needs_nobody(home: Home) -> None:
    server, connection = home.by_the_app()
    await home.look()
    await home.now_has(WIRELESS)
    assert given_addresses.changes() == []
    assert given_addresses.given(server.id) is None
    connections.change(connection.id, {"hook_state": HookState.MANUAL})
    await home.look()
    assert given_addresses.given(server.id) == f"http://192.168.1.44:{home.port}"


async def test_a_server_that_is_gone_is_forgotten(home: Home) -> None:
    server = home.by_hand()
    await home.look()
    left = await home.engine.disconnect_server(server.id)
    assert left == "Take the address out by hand."
    await home.look()
    assert given_addresses.given(server.id) is None


async def let_anna_watch(home: Home, http: aiohttp.ClientSession, server_id: int) -> None:
    """Let the server call, whatever address it uses, and wait until it was read."""
    path = home.engine.webhook_address(ServerKind.PLEX, server_id).partition("/webhooks")[2]
    content, content_type = plex_multipart(plex_scrobble(account_name="Anna"))
    url = f"http://127.0.0.1:{home.port}/webhooks{path}"
    async with http.post(url, data=content, headers={"Content-Type": content_type}) as answer:
        assert answer.status == 200
    began = datetime.now(UTC) - timedelta(seconds=5)
    async with asyncio.timeout(5):
        while (servers.get(server_id).last_event_at or began) <= began:
            await asyncio.sleep(0.01)
