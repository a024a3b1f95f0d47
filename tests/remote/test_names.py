"""Names of hosts: one look-up at a time for each, and nobody waits for one that hangs."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from scroblarr_desktop.destinations.errors import Offline
from scroblarr_desktop.engine import Engine, EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Call
from scroblarr_desktop.remote.names import look_up

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serving import Serve


class Resolver:
    """Knows the names that a test gives it; for all others it hangs until let go."""

    def __init__(self) -> None:
        self.known: dict[str, list[tuple[str, ...]]] = {}
        self.asked: list[str] = []
        self.hangs = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, host: Any, port: Any, *args: Any, **more: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in ("127.0.0.1", "::1", "127.0.0.2"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port or 0))]
        self.asked.append(name)
        if name not in self.known:
            self.hangs.set()
            assert self.let_go.wait(30)
            raise socket.gaierror(socket.EAI_AGAIN, "no name server answered")
        return [(0, socket.SOCK_STREAM, 6, "", address) for address in self.known[name]]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    made = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", made)
    yield made
    made.let_go.set()


def test_an_address_needs_no_look_up(resolver: Resolver) -> None:
    for address in ("192.168.1.10", "fe80::1%eth0", "[::1]"):
        assert look_up(address).result(0) == [address]
    assert resolver.asked == []


def test_a_name_has_all_its_addresses_in_their_order(resolver: Resolver) -> None:
    resolver.known["nas.invalid"] = [
        ("fe80::1", 0, 0, 3),  # type: ignore[list-item]
        ("192.168.1.9", 0),  # type: ignore[list-item]
        ("192.168.1.9", 0),  # type: ignore[list-item]
    ]
    assert look_up("nas.invalid").result(5) == ["fe80::1%3", "192.168.1.9"]


def test_whoever_asks_while_it_hangs_waits_for_the_same_look_up(resolver: Resolver) -> None:
    first, second = look_up("slow.invalid"), look_up("slow.invalid")
    resolver.let_go.set()
    for one in (first, second):
        with pytest.raises(socket.gaierror):
            one.result(5)
    assert resolver.asked == ["slow.invalid"]
    with pytest.raises(socket.gaierror):
        look_up("slow.invalid").result(5)
    assert len(resolver.asked) == 2


async def test_a_call_reaches_the_address_that_answers(
    calls: Calls, serve: Serve, resolver: Resolver
) -> None:
    async def host(request: web.Request) -> web.Response:
        return web.json_response(request.headers["Host"])

    port = (await serve(host)).rpartition(":")[2]
    resolver.known["two.invalid"] = [("127.0.0.2", 0), ("127.0.0.1", 0)]  # type: ignore[list-item]
    answer = await calls.send(Call(method="GET", url=f"http://two.invalid:{port}/"))
    assert answer.json() == f"two.invalid:{port}"


async def test_a_look_up_that_hangs_is_given_up(resolver: Resolver) -> None:
    calls = Calls(look_up_s=0.1)
    with pytest.raises(Offline) as caught:
        await calls.send(Call(method="POST", url="https://slow.invalid/", body={}))
    calls.close()
    assert not caught.value.fate_unknown
    assert caught.value.sentence == "slow.invalid could not be reached in time."


async def test_the_loop_goes_on_and_closing_ends_it_at_once(resolver: Resolver) -> None:
    calls = Calls(workers=1)
    call = Call(method="POST", url="https://slow.invalid/", body={})
    waiting = asyncio.gather(*(calls.send(call) for _ in range(3)), return_exceptions=True)
    turns = 0
    while not resolver.hangs.is_set():
        turns += 1
        await asyncio.sleep(0)
    assert turns
    began = time.monotonic()
    calls.close()
    ended = await asyncio.wait_for(waiting, 5)
    assert time.monotonic() - began < 2, "it did not wait for the look-up"
    assert len(ended) == 3


async def test_the_app_starts_and_ends_while_no_name_server_answers(
    resolver: Resolver, tmp_path: Path
) -> None:
    engine, began = Engine(EngineOptions(DataDir(tmp_path), port=0)), time.monotonic()
    await engine.start()
    assert engine.http.addresses
    sending = asyncio.get_running_loop().create_task(
        engine._calls.send(Call(method="GET", url="https://api.slow.invalid/"))
    )
    while not resolver.hangs.is_set():
        await asyncio.sleep(0.001)
    await engine.stop()
    with pytest.raises(Offline):
        await asyncio.wait_for(sending, 5)
    assert time.monotonic() - began < 5


HANGS = """
import asyncio, socket, time
from scroblarr_desktop.remote.calls import Calls
from scroblarr_desktop.remote.messages import Call

hangs = asyncio.Event()

async def main():
    loop, calls = asyncio.get_running_loop(), Calls()

    def hang(*args, **more):
        loop.call_soon_threadsafe(hangs.set)
        time.sleep(600)

    socket.getaddrinfo = hang
    sending = loop.create_task(calls.send(Call(method="GET", url="https://slow.invalid/")))
    await hangs.wait()
    calls.close()
    await asyncio.gather(sending, return_exceptions=True)

asyncio.run(main())
"""


def test_python_ends_while_a_look_up_hangs() -> None:
    command = [sys.executable, "-c", HANGS]
    ended = subprocess.run(command, check=False, timeout=30, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")
