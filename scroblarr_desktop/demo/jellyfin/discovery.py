"""Answers those who ask the network where a Jellyfin server is.

The question is a UDP datagram that contains "who is JellyfinServer?", upper and lower case do not
matter; real servers hear it on port 7359, this one on a free port of 127.0.0.1.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from scroblarr_desktop.demo.loopback import HOST

QUESTION = b"who is jellyfinserver?"


class Discovery(asyncio.DatagramProtocol):
    """Listens between `start` and `stop`; started again it keeps its port."""

    def __init__(self, name: str, server_id: str, url: Callable[[], str]) -> None:
        self.name = name
        self.server_id = server_id
        self.port = 0
        """Known after the first start."""
        self.says_address: str | None = None
        """What is told instead of the server's own URL, as where one was published."""
        self._url = url
        self._transport: asyncio.DatagramTransport | None = None

    async def start(self) -> None:
        if self._transport is not None:
            return
        loop = asyncio.get_running_loop()
        address = (HOST, self.port)
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, address)
        self.port = int(self._transport.get_extra_info("sockname")[1])

    def stop(self) -> None:
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if QUESTION not in data.lower() or self._transport is None:
            return
        content = {
            "Address": self.says_address or self._url(),
            "Id": self.server_id,
            "Name": self.name,
            "EndpointAddress": None,
        }
        self._transport.sendto(json.dumps(content).encode(), addr)
