"""Who answers at an address, asked for real."""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.http_server import HttpServer
from scroblarr_desktop.http_server.health import Who, who_answers

LIMIT_S = 0.3

Serve = Callable[[str | None, bytes], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Call it with a `Server` header and a body for every path; it returns the base URL."""
    running: list[LoopbackServer] = []

    async def start(name: str | None, body: bytes) -> str:
        async def answer(request: web.Request) -> web.Response:
            return web.Response(body=body, headers={"Server": name} if name else None)

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        running.append(LoopbackServer(app))
        await running[-1].start()
        return running[-1].url

    yield start
    for one in running:
        await one.stop()


async def test_its_own_answer_is_known_at_every_address(server: HttpServer) -> None:
    for address in server.addresses:
        assert await who_answers(address, server.instance) is Who.THIS


async def test_another_run_is_another_copy(server: HttpServer) -> None:
    assert await who_answers(server.addresses[0], "other") is Who.ANOTHER_COPY


@pytest.mark.parametrize(
    ("name", "body", "who"),
    [
        ("Scroblarr", b'{"status": "ok", "version": "0.1.0"}', Who.ANOTHER_COPY),
        ("Scroblarr", b"[]", Who.ANOTHER_COPY),
        ("Scroblarr", b"<html>", Who.ANOTHER_PROGRAM),
        ("Scroblarr", b"\xff\xfe\xfa", Who.ANOTHER_PROGRAM),
        ("nginx", b'{"instance": "own"}', Who.ANOTHER_PROGRAM),
        (None, b"x" * 100_000, Who.ANOTHER_PROGRAM),
    ],
)
async def test_others_are_told_apart(serve: Serve, name: str | None, body: bytes, who: Who) -> None:
    assert await who_answers(await serve(name, body), "own") is who


async def test_a_program_that_speaks_no_http(unused_tcp_port: int) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.invalid ESMTP\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", unused_tcp_port):
        base = f"http://127.0.0.1:{unused_tcp_port}"
        assert await who_answers(base, "own") is Who.ANOTHER_PROGRAM


async def test_nobody_at_a_closed_port(unused_tcp_port: int) -> None:
    assert await who_answers(f"http://127.0.0.1:{unused_tcp_port}", "own") is Who.NOBODY


async def test_nobody_where_all_hang_up() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
        assert await who_answers(f"http://127.0.0.1:{port}", "own") is Who.NOBODY


async def test_nobody_where_no_answer_comes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert await who_answers(base, "own", LIMIT_S) is Who.NOBODY


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENOBUFS, errno.EPERM])
async def test_without_the_means_to_ask_nothing_is_known(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def connect(self: socket.socket, address: Any) -> None:
        raise OSError(number, "no means")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert await who_answers(server.addresses[0], server.instance) is Who.UNKNOWN


async def test_time_in_which_the_loop_stood_still_does_not_count(server: HttpServer) -> None:
    loop = asyncio.get_running_loop()
    for after_s in (0.0, 0.001):
        loop.call_later(after_s, threading.Event().wait, 2 * LIMIT_S)
    assert await who_answers(server.addresses[0], server.instance, LIMIT_S) is Who.THIS


async def test_a_wildcard_is_asked_at_loopback(server: HttpServer) -> None:
    await server.stop()
    await server.start("0.0.0.0", 0)
    assert await who_answers(server.addresses[0], server.instance) is Who.THIS
