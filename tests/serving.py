"""Calls with short time limits, and servers on loopback that answer as a test says: fixtures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from aiohttp import web

from scroblarr_desktop.demo.loopback import LoopbackServer
from scroblarr_desktop.remote.calls import Calls

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]
RawHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
ServeRaw = Callable[[RawHandler], Awaitable[str]]


@pytest.fixture
def calls() -> Iterator[Calls]:
    calls = Calls(connect_s=2.0, read_s=2.0, workers=4)
    yield calls
    calls.close()


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Call it with a handler for every path; it returns the base URL."""
    servers: list[LoopbackServer] = []

    async def start(handler: Handler) -> str:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        servers.append(LoopbackServer(app))
        await servers[-1].start()
        return servers[-1].url

    yield start
    for server in servers:
        await server.stop()


@pytest.fixture
async def serve_raw() -> AsyncIterator[ServeRaw]:
    """Call it with what a server does with each connection; it returns "127.0.0.1:port"."""
    servers: list[asyncio.Server] = []
    running: set[asyncio.Task[None]] = set()

    async def start(handler: RawHandler) -> str:
        async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                running.add(task)
            try:
                await handler(reader, writer)
            except (asyncio.CancelledError, ConnectionError):
                pass
            finally:
                writer.close()

        servers.append(await asyncio.start_server(serve_one, "127.0.0.1", 0))
        return f"127.0.0.1:{servers[-1].sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
