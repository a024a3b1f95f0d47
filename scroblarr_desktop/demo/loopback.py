"""A small web server on 127.0.0.1, for the fakes."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress

from aiohttp import web

HOST = "127.0.0.1"
ACCEPTED_AFTER_TURNS = 4
"""So many turns of the loop after it was accepted a connection is known to the server."""


class LoopbackServer:
    """Serves one application on a free port. Stopped and started again it keeps its port.

    While stopped, connections are refused: that is how tests play "the service is unreachable".
    """

    def __init__(self, app: web.Application, port: int = 0) -> None:
        self._app = app
        self._runner: web.AppRunner | None = None
        self.port = port
        self.tls: ssl.SSLContext | None = None
        """Set before the start it makes the server speak https."""

    @property
    def url(self) -> str:
        """The base URL without a slash at the end. Known after the first start."""
        if not self.port:
            raise RuntimeError("The server was never started, so it has no port yet.")
        return f"{'https' if self.tls else 'http'}://{HOST}:{self.port}"

    async def start(self) -> None:
        """Listen. Raises OSError when the port of an earlier start is taken meanwhile."""
        if self._runner is not None:
            return
        # Clients keep connections open: without a short limit every stop would wait for them.
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, HOST, self.port, ssl_context=self.tls)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.port = int(runner.addresses[0][1])

    async def stop(self) -> None:
        """Close the port and every open connection."""
        runner, self._runner = self._runner, None
        if runner is None:
            return
        await _accept_no_more(runner)
        await runner.cleanup()


async def _accept_no_more(runner: web.AppRunner) -> None:
    """Let whoever connected just now become one of those that are closed.

    A connection that is half accepted when its server is closed would stay behind.
    """
    servers = (getattr(site, "_server", None) for site in runner.sites)
    for server in (one for one in servers if isinstance(one, asyncio.Server)):
        for listening in server.sockets:
            with suppress(NotImplementedError):  # on Windows the loop has no readers
                asyncio.get_running_loop().remove_reader(listening.fileno())
    for _ in range(ACCEPTED_AFTER_TURNS):
        await asyncio.sleep(0)
