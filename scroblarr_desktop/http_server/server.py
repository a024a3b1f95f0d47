"""The HTTP server: one port for webhooks and the local API."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from scroblarr_desktop.http_server import openapi
from scroblarr_desktop.http_server.access import near_only, own_hosts_only
from scroblarr_desktop.http_server.answers import errors_as_json
from scroblarr_desktop.http_server.api import local_api
from scroblarr_desktop.http_server.bodies import READ_TIME_OUT_S
from scroblarr_desktop.http_server.callers import is_loopback
from scroblarr_desktop.http_server.health import HEALTHZ, Health
from scroblarr_desktop.http_server.listening import listen
from scroblarr_desktop.http_server.member_pages import ROOT, member_pages
from scroblarr_desktop.http_server.pages import HELLO, HelloPage, PhoneVisit
from scroblarr_desktop.http_server.ports import EngineStatus, Linking, MediaServers, Services, Sync
from scroblarr_desktop.http_server.webhooks import Webhooks
from scroblarr_desktop.http_server.wrong_secrets import WrongCalls
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.this_computer import name as computer_name

log = logging.getLogger(__name__)

KEEPALIVE_S = 15
LINGERING_S = 2
"""How long the rest of a refused body is read on, so that its sender gets to see the answer."""
SHUTDOWN_S = 2


class HttpServer:
    """Listens between `start` and `stop`; may be started again, elsewhere too.

    The store must be open. `on_entry` is called after each webhook that was stored.
    """

    def __init__(
        self,
        *,
        sync: Sync,
        linking: Linking,
        engine_status: Callable[[], EngineStatus],
        media_servers: MediaServers,
        on_entry: Callable[[], None],
        read_time_out_s: float = READ_TIME_OUT_S,
        clock: Clock = utc_now,
        page_base: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._webhooks = Webhooks(on_entry, read_time_out_s, clock)
        self._hello = HelloPage(computer_name)
        self._health = Health()
        self._services = Services(
            sync=sync,
            linking=linking,
            engine_status=engine_status,
            media_servers=media_servers,
            listening=lambda: self.addresses,
            wrong_secrets=self._webhooks.wrong_secrets,
            page_base=page_base,
        )
        self._runner: web.AppRunner | None = None
        self._addresses: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it should listen: "http://127.0.0.1:8711". Empty while stopped."""
        return self._addresses

    @property
    def instance(self) -> str:
        """What tells this run's own answers from those of another copy."""
        return self._health.instance

    def wrong_secret_calls(self) -> list[WrongCalls]:
        """Return who called with a wrong webhook secret since the program started, latest first."""
        return self._webhooks.wrong_secrets.calls()

    @property
    def phone_visit(self) -> PhoneVisit | None:
        """Return who opened the page for phones last, since the program started."""
        return self._hello.last_visit

    def progress_dropped(self, server_id: int) -> int:
        """Return how many PlaybackProgress webhooks of that Jellyfin were dropped unread."""
        return self._webhooks.progress_dropped[server_id]

    @property
    def trouble(self) -> StoreTrouble | None:
        """Why the last webhook could not be stored; None once one could again."""
        return self._webhooks.trouble

    def forget_trouble(self) -> None:
        """Somebody else could store something again."""
        self._webhooks.trouble = None

    async def start(self, bind: str, port: int) -> None:
        """Listen at that address; port 0 takes a free one. Raises CannotListen."""
        if self._runner is not None:
            raise RuntimeError("the HTTP server is started already")
        runner = web.AppRunner(
            self._application(for_home=not is_loopback(bind)),
            access_log=None,
            logger=_QuietLogger(logging.getLogger(f"{__name__}.protocol")),
            keepalive_timeout=KEEPALIVE_S,
            lingering_time=LINGERING_S,
            shutdown_timeout=SHUTDOWN_S,
        )
        await runner.setup()
        try:
            await listen(runner, bind, port)
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner
        # Noted here, because a listening socket that the loop closed by itself cannot tell.
        self._addresses = tuple(_url(host, port) for host, port, *_ in runner.addresses)
        log.info("listening on %s", ", ".join(self.addresses))

    async def stop(self) -> None:
        """Close the port; what is being answered has two seconds to end."""
        runner, self._runner = self._runner, None
        self._addresses = ()
        if runner is not None:
            for site in runner.sites:
                with suppress(OSError, ValueError):  # its socket may be closed already
                    await site.stop()
            await runner.cleanup()

    def _application(self, *, for_home: bool) -> web.Application:
        guards = [near_only] if for_home else []
        app = web.Application(middlewares=[errors_as_json, *guards, own_hosts_only()])
        app.on_response_prepare.append(_dress)
        app.add_routes(self._webhooks.routes())
        app.router.add_get(HEALTHZ, self._health.show, allow_head=False)
        app.router.add_get(HELLO, self._hello.show, allow_head=False)
        app.add_routes(openapi.ROUTES)  # before the API, which wants the key
        app.add_subapp("/api/v1", local_api(self._services))
        if for_home:  # phones could not reach them otherwise
            pages = member_pages(self._services, self._clock, computer_name)
            app.add_subapp(ROOT, pages)
        return app


class _QuietLogger(logging.LoggerAdapter[logging.Logger]):
    """Says that a request broke, but not its words: the request line holds a webhook's secret."""

    def log(self, level: int, msg: object, *args: object, **kwargs: Any) -> None:
        error = type(kwargs.get("exc_info")).__name__
        self.logger.log(min(level, logging.INFO), "a request could not be answered: %s", error)


async def _dress(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Scroblarr"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
