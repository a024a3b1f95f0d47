"""Where the browser comes back to after a sign-in: a small listener that lives as long as it.

RFC 8252, section 7.3: a desktop app takes the redirect on a loopback address. Trakt wants the
address exactly as it was registered, port included, so the ports are fixed.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from scroblarr_desktop.endpoints import REDIRECT_PORTS
from scroblarr_desktop.linking.redirect_page import page
from scroblarr_desktop.store.refusals import Conflict

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PATH = "/callback"
PORTS = REDIRECT_PORTS
"""Beside the port that media servers call. Registered with the app: changing one breaks it."""

NO_PORT = (
    "Other programs on this computer use the ports that a sign-in in the browser needs"
    " ({ports}). Sign in with a code instead."
)
ERROR = re.compile(r"[a-z_]{1,40}")
"""RFC 6749, section 4.1.2.1, lists such words; nothing else is taken over from the address."""


def redirect_uri(port: int) -> str:
    return f"http://{HOST}:{port}{PATH}"


def redirect_uris() -> tuple[str, ...]:
    """Return the addresses to which a browser may be sent back."""
    return tuple(redirect_uri(port) for port in PORTS)


@dataclass(frozen=True)
class Redirect:
    """What the browser brought: a code, or why there is none."""

    code: str | None
    error: str = ""

    def __repr__(self) -> str:
        return f"Redirect(error={self.error!r})"


class RedirectListener:
    """Takes the one redirect that belongs to a sign-in, and turns every other away.

    async with await RedirectListener.open() as listener:
        listener.expect(state)
        redirect = await listener.redirect()
    """

    def __init__(self) -> None:
        app = web.Application()
        app.router.add_get(PATH, self._take, allow_head=False)
        # A request that cannot be read may hold the code: it must not get into the log.
        quiet = _QuietLogger(log)
        self._runner = web.AppRunner(app, access_log=None, logger=quiet, shutdown_timeout=1.0)
        self._port = 0
        self._state: str | None = None
        self._redirect: asyncio.Future[Redirect] = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls) -> Self:
        """Return a listener on the first free one of the ports. Raises Conflict where none is."""
        listener = cls()
        await listener._runner.setup()
        for port in PORTS:
            try:
                await web.TCPSite(listener._runner, HOST, port).start()
            except OSError:
                continue
            listener._port = port
            return listener
        await listener.close()
        raise Conflict(NO_PORT.format(ports=", ".join(map(str, PORTS))))

    @property
    def redirect_uri(self) -> str:
        return redirect_uri(self._port)

    def expect(self, state: str) -> None:
        """Take the redirect that brings this state along. Until then none is taken."""
        self._state = state

    async def redirect(self) -> Redirect:
        """Wait for the redirect; may be cancelled and called again."""
        return await asyncio.shield(self._redirect)

    async def close(self) -> None:
        """Close the port, after what is being answered."""
        self._redirect.cancel()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _take(self, request: web.Request) -> web.Response:
        found = _read(request)
        # A foreign page that makes its own name point here keeps that name (DNS rebinding).
        is_ours = request.headers.get("Host") == f"{HOST}:{self._port}"
        if not is_ours or found is None or not self._is_expected(request.query["state"]):
            return page(request, 400, "This page belongs to no sign-in that is under way.")
        if self._redirect.done():
            return page(request, 410, "This sign-in was answered already.")
        self._redirect.set_result(found)
        if found.code is None:
            return page(request, 200, "Nothing was linked.")
        return page(request, 200, "Thank you. Scroblarr goes on by itself: see its window.")

    def _is_expected(self, state: str) -> bool:
        offered = state.encode("utf-8", "surrogateescape")
        return self._state is not None and hmac.compare_digest(offered, self._state.encode())


def _read(request: web.Request) -> Redirect | None:
    """Return what the address says; None where it says nothing, too little, or a thing twice."""
    given = {name: request.query.getall(name, []) for name in ("state", "code", "error")}
    if len(given["state"]) != 1 or len(given["code"] + given["error"]) != 1:
        return None
    if given["code"]:
        return Redirect(given["code"][0]) if given["code"][0] else None
    error = given["error"][0]
    return Redirect(None, error if ERROR.fullmatch(error) else "unknown")


class _QuietLogger(logging.LoggerAdapter[logging.Logger]):
    """Says that a request broke, but not its words."""

    def log(self, level: int, msg: object, *args: object, **kwargs: Any) -> None:
        error = type(kwargs.get("exc_info")).__name__
        self.logger.log(min(level, logging.INFO), "a redirect could not be read: %s", error)
