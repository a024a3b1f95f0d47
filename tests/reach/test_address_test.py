"""What a try of the address tells apart, against real HTTP on loopback."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from aiohttp import web

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.reach import Verdict
from scroblarr_desktop.store import connections, given_addresses, inbox, servers
from scroblarr_desktop.store.records import HookState, Place, Server
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.this_computer import OwnAddress
from scroblarr_desktop.watches import ServerKind, ServerRef
from tests.reach.conftest import WIRELESS, Home

LOOPBACK_HOME = OwnAddress("eth0", "127.0.0.1", likely=True)
"""Stands for the home network's address: tests call nothing beyond this computer."""

KINDS = list(ServerKind)


@pytest.mark.parametrize("kind", KINDS)
async def test_on_this_computer_all_can_be_seen(home: Home, kind: ServerKind) -> None:
    server = home.by_hand(kind, Place.HERE)
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.is_ok, found.page) == (Verdict.WORKS, True, None)
    assert found.address == f"http://127.0.0.1:{home.port}"
    assert inbox.entries(limit=5)[0].admitted_by == server.id


@pytest.mark.parametrize("kind", KINDS)
async def test_from_elsewhere_a_phone_has_to_see(home: Home, kind: ServerKind) -> None:
    server = home.by_hand(kind, Place.HOME)
    await home.engine.allow_home_network(True)
    await home.now_has(LOOPBACK_HOME)
    home.engine.reach.acknowledge(server.id)
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.is_ok) == (Verdict.WORKS_FROM_HERE, True)
    assert found.page == f"http://127.0.0.1:{home.port}/hello"


async def test_docker_s_name_cannot_be_tried(home: Home) -> None:
    server = home.by_hand(place=Place.DOCKER)
    await home.engine.allow_home_network(True)
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.is_ok, found.page) == (Verdict.WORKS_BUT_NAME, True, None)
    assert found.address == f"http://host.docker.internal:{home.port}"


@pytest.mark.parametrize("place", [Place.HOME, Place.DOCKER])
async def test_elsewhere_while_only_this_computer_is_let_in(home: Home, place: Place) -> None:
    server = home.by_hand(place=place)
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.is_ok) == (Verdict.LOOPBACK_ONLY, False)


async def test_not_listening_at_all(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    await home.engine.http.stop()
    assert (await home.engine.test_address(server.id)).verdict is Verdict.NOT_LISTENING


async def test_no_network(home: Home) -> None:
    server = home.by_hand()
    await home.engine.allow_home_network(True)
    home.engine.reach._addresses._home = "127.0.0.1"
    await home.now_has()
    assert (await home.engine.test_address(server.id)).verdict is Verdict.NO_NETWORK


async def test_an_address_of_before(home: Home) -> None:
    server = home.by_hand()
    await home.engine.allow_home_network(True)
    await home.look()
    await home.now_has(WIRELESS)
    found = await home.engine.test_address(server.id)
    assert found.verdict is Verdict.OLD_ADDRESS
    assert found.address == f"http://192.168.1.10:{home.port}"
    assert found.now == f"http://192.168.1.44:{home.port}"


async def test_the_address_that_the_app_registered_is_the_one_that_is_tried(home: Home) -> None:
    server, _ = home.by_the_app(f"http://192.168.1.10:{home.port + 1}")
    await home.engine.allow_home_network(True)
    found = await home.engine.test_address(server.id)
    assert found.verdict is Verdict.OLD_ADDRESS
    assert found.address == f"http://192.168.1.10:{home.port + 1}"


async def test_the_secret_that_travels_in_a_header_is_tried_there(home: Home) -> None:
    server = home.by_hand(ServerKind.JELLYFIN, Place.HERE)
    connection = connections.keep(ServerKind.JELLYFIN, "s/u", "ben", "token")
    connections.attach(server.id, connection.id, "http://127.0.0.1:9", place=Place.HERE)
    connections.change(connection.id, {"hook_state": HookState.SET})
    seen: list[tuple[str, str | None]] = []

    def note(request: web.Request) -> web.Response:
        seen.append((request.path, request.headers.get("X-Webhook-Secret")))
        return web.Response(text="Received.")

    await other_answers(home, server, note, "Scroblarr")
    connections.change(connection.id, {"hook_base": given_addresses.given(server.id)})
    assert (await home.engine.test_address(server.id)).is_ok
    assert seen == [("/webhooks/jellyfin", servers.secret(server.id))] * 2


async def test_a_server_without_an_address_cannot_be_tried(home: Home) -> None:
    found = servers.recognise(ServerKind.PLEX, ServerRef("foreign", "Shed"), None, True)
    with pytest.raises(Conflict):
        await home.engine.test_address(found.id)


async def test_another_copy_of_the_program(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    await other_answers(home, server, lambda _: web.Response(status=404), "Scroblarr")
    assert (await home.engine.test_address(server.id)).verdict is Verdict.WRONG_SECRET


async def test_another_program_on_the_port(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    await other_answers(home, server, lambda _: web.Response(text="Welcome!"), "someserver/1.2")
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.detail) == (Verdict.SOMETHING_ELSE, "someserver/1.2")


async def test_nobody_answers_there(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    stopped = await other_answers(home, server, lambda _: web.Response(), "")
    await stopped.stop()
    found = await home.engine.test_address(server.id)
    assert found.verdict is Verdict.NO_ANSWER
    assert "127.0.0.1" in found.detail


async def test_what_cannot_be_kept_is_told(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    full = "The disk is full. Make room."
    await other_answers(home, server, lambda _: web.Response(status=503, text=full), "Scroblarr")
    found = await home.engine.test_address(server.id)
    assert (found.verdict, found.detail) == (Verdict.NOT_TAKEN, full)


async def test_an_address_outside_of_any_home_is_said(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    await other_answers(home, server, lambda _: web.Response(status=403), "Scroblarr")
    found = await home.engine.test_address(server.id)
    assert found.verdict is Verdict.NOT_HOME


async def test_no_result_holds_the_secret(home: Home) -> None:
    server = home.by_hand(place=Place.HERE)
    secret = servers.secret(server.id)
    assert secret is not None
    assert secret not in repr(await home.engine.test_address(server.id))
    assert connections.all_connections() == []


async def other_answers(
    home: Home, server: Server, answer: Callable[[web.Request], web.Response], name: str
) -> LoopbackServer:
    """Put another program where the server's address leads."""

    async def respond(request: web.Request) -> web.Response:
        response = answer(request)
        response.headers["Server"] = name
        return response

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", respond)
    other = LoopbackServer(app)
    await other.start()
    home.stand_ins.append(other)
    given_addresses.give(server.id, other.url)
    # It leads here as far as anybody can tell by its number.
    home.engine.reach._port = StandInPort(other.port)
    return other


class StandInPort:
    """The port of a program that took ours."""

    home_network_allowed = False

    def __init__(self, port: int) -> None:
        self.port = port

    async def mend(self) -> None:
        """Nothing here dies."""
