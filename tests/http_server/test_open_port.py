"""The port opened, moved, and opened again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from scroblarr_desktop.http_server import HttpServer, NoSuchAddress, OpenPort, PortTaken
from scroblarr_desktop.http_server.listening import next_free_port
from scroblarr_desktop.store import settings
from tests.conftest import ExpectLog

Changes = list[int]


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


async def test_a_port_that_became_free_is_opened_later(
    server: HttpServer, expect_log: ExpectLog, heard: Changes
) -> None:
    expect_log("not listening")
    expect_log("listens anew")
    await server.stop()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        opened = OpenPort(server, lambda: heard.append(0), "127.0.0.1", port)
        await opened.open()
        await opened.mend()
        assert heard == [0], "still the same trouble: nothing new to tell"
    await opened.mend()
    assert (opened.trouble, len(heard)) == (None, 2)
    assert await reaches(port)


@pytest.mark.logs("listens anew")
async def test_a_listener_that_died_silently_is_opened_again(
    opened: OpenPort, server: HttpServer
) -> None:
    port = opened.port
    assert server._runner is not None
    for site in list(server._runner.sites):
        assert site._server is not None
        site._server.close()
    assert not await reaches(port)
    await opened.mend()
    assert await reaches(port)
    assert opened.port == port


async def test_a_listener_that_works_is_left_alone(opened: OpenPort, heard: Changes) -> None:
    await opened.mend()
    assert len(heard) == 1


def test_the_next_free_port_leaves_out_taken_ones(taken: int) -> None:
    free = next_free_port("127.0.0.1", taken - 1)
    assert free is not None
    assert free > taken
    assert next_free_port("127.0.0.1", 65535) is None
