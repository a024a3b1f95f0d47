"""The port opened, moved, and opened again."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.http_server import (
    HttpServer,
    NoSuchAddress,
    OpenPort,
    PortTaken,
    Unheard,
    port_users,
)
from scroblarr_desktop.http_server.listening import next_free_port
from scroblarr_desktop.store import settings
from tests.conftest import ExpectLog

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller

Changes = list[int]


@pytest.fixture(autouse=True)
def _asks_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes a port in these tests never says who it is."""
    monkeypatch.setattr(port_users, "LOOK_S", 0.4)


@pytest.fixture
def heard() -> Changes:
    """Grows with every change of the port."""
    return []


@pytest.fixture
async def opened(server: HttpServer, heard: Changes) -> OpenPort:
    await server.stop()
    port = OpenPort(server, lambda: heard.append(port.port), "127.0.0.1", 0)
    await port.open()
    return port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def reaches(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


async def test_what_was_asked_for_this_run_is_not_stored(opened: OpenPort, heard: Changes) -> None:
    assert await reaches(opened.port)
    assert (settings.get("bind"), settings.get("port")) == (None, None)
    assert heard == [opened.port]


async def test_stored_settings_hold_where_nothing_else_is_asked(server: HttpServer) -> None:
    await server.stop()
    port = free_port()
    settings.put("port", port)
    opened = OpenPort(server, lambda: None, None, None)
    assert (opened.bind, opened.port, opened.home_network_allowed) == ("127.0.0.1", port, False)
    await opened.open()
    assert await reaches(port)


async def test_a_taken_port_is_a_state(
    server: HttpServer, taken: int, heard: Changes, expect_log: ExpectLog
) -> None:
    expect_log("not listening: The port is taken")
    await server.stop()
    opened = OpenPort(server, lambda: heard.append(0), "127.0.0.1", taken)
    await opened.open()
    assert isinstance(opened.trouble, PortTaken)
    assert heard == [0]


async def test_it_moves_to_another_port(opened: OpenPort, heard: Changes) -> None:
    before, wanted = opened.port, free_port()
    await opened.move(port=wanted)
    assert (await reaches(before), await reaches(wanted)) == (False, True)
    assert (settings.get("port"), settings.get("bind")) == (wanted, None)
    assert heard[-1] == wanted


async def test_the_home_network_is_let_in_and_out_on_the_same_port(
    opened: OpenPort, server: HttpServer
) -> None:
    port = opened.port
    await opened.move(bind="0.0.0.0")
    assert server.addresses == (f"http://0.0.0.0:{port}",)
    assert (opened.home_network_allowed, settings.get("bind")) == (True, "0.0.0.0")
    assert settings.get("port") is None
    await opened.move(bind="127.0.0.1")
    assert server.addresses[0] == f"http://127.0.0.1:{port}"
    assert not opened.home_network_allowed


async def test_a_port_in_use_leaves_everything_as_it_was(opened: OpenPort, taken: int) -> None:
    before = opened.port
    with pytest.raises(PortTaken) as caught:
        await opened.move(port=taken)
    assert caught.value.free_port is not None
    assert caught.value.free_port > taken
    assert f"Port {caught.value.free_port} is free." in caught.value.next_step
    assert (opened.port, opened.trouble) == (before, None)
    assert await reaches(before)
    assert settings.get("port") is None


async def test_an_address_of_another_computer_leaves_everything_too(opened: OpenPort) -> None:
    before = opened.port
    with pytest.raises(NoSuchAddress):
        await opened.move(bind="192.0.2.77")
    assert (opened.bind, opened.port) == ("127.0.0.1", before)
    assert await reaches(before)


async def test_to_where_it_is_already_it_does_not_move(opened: OpenPort, heard: Changes) -> None:
    await opened.move(port=opened.port)
    assert await reaches(opened.port)
    assert settings.get("port") is None


async def test_a_refused_move_leaves_the_old_trouble(
    server: HttpServer, taken: int, expect_log: ExpectLog
) -> None:
    expect_log("not listening: The port is taken")
    await server.stop()
    with socket.create_server(("127.0.0.1", 0)) as other:
        opened = OpenPort(server, lambda: None, "127.0.0.1", taken)
        await opened.open()
        with pytest.raises(PortTaken):
            await opened.move(port=other.getsockname()[1])
    assert f"port {taken}" in str(opened.trouble)


# -- mending


async def test_a_port_that_became_free_is_opened_later(
    server: HttpServer, expect_log: ExpectLog, heard: Changes
) -> None:
    expect_log("not listening")
    expect_log("it listens again")
    await server.stop()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        opened = OpenPort(server, lambda: heard.append(0), "127.0.0.1", port)
        await opened.open()
        await opened.mend()
        assert heard == [0], "still the same trouble: nothing new to tell"
    await opened.mend()
    assert (opened.trouble, len(heard), opened.rebuilt) == (None, 2, 0)
    assert await reaches(port)


def close_under(server: HttpServer, *families: socket.AddressFamily) -> None:
    """Close its listening sockets as the event loop on Windows does: the server never hears."""
    assert server._runner is not None
    for site in server._runner.sites:
        assert isinstance(site._server, asyncio.Server)
        for listening in site._server._sockets or ():  # type: ignore[attr-defined]
            if listening.family in families:
                asyncio.get_running_loop().remove_reader(listening.fileno())
                listening.close()


@pytest.mark.logs(r"nobody answered at the port: opened it anew \(1\)")
async def test_a_listener_that_died_silently_is_opened_again(
    opened: OpenPort, server: HttpServer, heard: Changes
) -> None:
    port = opened.port
    close_under(server, socket.AF_INET, socket.AF_INET6)
    assert not await reaches(port)
    assert server.addresses, "it does not know"
    await opened.mend()
    assert await reaches(port)
    assert (opened.port, opened.trouble, opened.rebuilt, len(heard)) == (port, None, 1, 1)


@pytest.mark.logs("opened it anew")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
async def test_one_dead_address_of_two_is_enough(
    opened: OpenPort, server: HttpServer, family: socket.AddressFamily
) -> None:
    """Where this computer has no IPv6, it is the only one."""
    addresses = server.addresses
    close_under(server, family if len(addresses) == 2 else socket.AF_INET)
    await opened.mend()
    assert (server.addresses, opened.rebuilt) == (addresses, 1)
    assert await reaches(opened.port)


async def test_a_server_that_cannot_close_what_is_closed_ends_all_the_same(
    opened: OpenPort, server: HttpServer
) -> None:
    close_under(server, socket.AF_INET)
    await server.stop()
    assert server.addresses == ()
    with socket.create_server(("127.0.0.1", opened.port)):
        pass


async def test_a_stolen_port_is_told_and_taken_back_later(
    opened: OpenPort, server: HttpServer, heard: Changes, expect_log: ExpectLog
) -> None:
    expect_log("not listening: The port is taken")
    expect_log("it listens again")
    port = opened.port
    close_under(server, socket.AF_INET, socket.AF_INET6)
    thief = LoopbackServer(web.Application(), port)
    await thief.start()
    await opened.mend()
    assert isinstance(opened.trouble, PortTaken)
    assert (opened.port, server.addresses, len(heard)) == (port, (), 2)
    await thief.stop()
    await opened.mend()
    assert (opened.port, len(heard)) == (port, 3)
    assert await reaches(port)


@dataclass
class Elsewhere:
    """A server that thinks it listens where in fact somebody else does, as Windows allows."""

    address: str
    addresses: tuple[str, ...] = ()
    instance: str = "own"
    starts: int = 0

    async def start(self, bind: str, port: int) -> None:
        self.starts += 1
        self.addresses = (self.address,)

    async def stop(self) -> None:
        self.addresses = ()


@pytest.mark.usefixtures("store")
async def test_another_program_in_front_of_the_open_port(expect_log: ExpectLog) -> None:
    expect_log("another program answered at the port: opened it anew")
    expect_log("not listening: The port is taken")
    other = LoopbackServer(web.Application())
    await other.start()
    http = Elsewhere(other.url)
    opened = OpenPort(http, lambda: None, "127.0.0.1", other.port)
    await opened.open()
    await opened.mend()
    await other.stop()
    assert isinstance(opened.trouble, PortTaken)
    assert http.starts == 2


@pytest.mark.usefixtures("store")
async def test_an_open_port_that_nobody_reaches(taken: int, expect_log: ExpectLog) -> None:
    expect_log("nobody answered at the port: opened it anew")
    expect_log("not listening: Nobody gets through")
    http = Elsewhere(f"http://127.0.0.1:{taken}")
    opened = OpenPort(http, lambda: None, "127.0.0.1", taken, answer_s=0.2)
    await opened.open()
    await opened.mend()
    assert isinstance(opened.trouble, Unheard)
    assert "firewall" in opened.trouble.next_step


async def test_where_nothing_can_be_asked_nothing_is_opened_anew(
    opened: OpenPort, heard: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(self: socket.socket, address: object) -> None:
        raise OSError(errno.EMFILE, "too many open files")

    monkeypatch.setattr(socket.socket, "connect", connect)
    await opened.mend()
    assert (opened.trouble, opened.rebuilt, len(heard)) == (None, 0, 1)


async def test_a_listener_that_works_is_left_alone(opened: OpenPort, heard: Changes) -> None:
    await opened.mend()
    assert (opened.rebuilt, len(heard)) == (0, 1)


async def test_what_comes_in_meanwhile_is_answered(opened: OpenPort, caller: Caller) -> None:
    """Looking takes nothing away from anybody."""
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(caller.send("GET", "/healthz")) for _ in range(40)]
        group.create_task(opened.mend())
    assert {one.result().status for one in asked} == {200}


# -- which port instead


def test_the_next_free_port_leaves_out_taken_ones(taken: int) -> None:
    free = next_free_port("127.0.0.1", taken - 1)
    assert free is not None
    assert free > taken
    assert next_free_port("127.0.0.1", 65535) is None


def test_a_port_has_to_be_free_for_localhost_in_both_families() -> None:
    """Where this computer has no IPv6, any free one will do."""
    port = free_port()
    with contextlib.ExitStack() as others, contextlib.suppress(OSError):
        others.enter_context(socket.create_server(("::1", port), family=socket.AF_INET6))
        assert next_free_port("127.0.0.1", port - 1) != port
