from __future__ import annotations

import asyncio
import gc
import socket

import pytest
from aiohttp import web

from scroblarr_desktop.demo.loopback import HOST, LoopbackServer


@pytest.mark.parametrize("turns", range(6))
async def test_whoever_connects_while_it_stops_is_closed_too(turns: int) -> None:
    """Else a warning about something left open fails whichever test comes next."""
    server = LoopbackServer(web.Application())
    await server.start()
    with socket.create_connection((HOST, server.port)):
        for _ in range(turns):
            await asyncio.sleep(0)
        await server.stop()
    gc.collect()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, server.port))
