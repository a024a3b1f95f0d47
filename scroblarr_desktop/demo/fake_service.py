"""What all fakes share: servers on loopback, a list of calls, faults, outages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, NamedTuple, Self

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call, parsed
from scroblarr_desktop.demo.faults import Fault, Faults
from scroblarr_desktop.demo.loopback import LoopbackServer

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def http_date(at: datetime) -> str:
    """Return a time as the header Date has it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


class Address(NamedTuple):
    """What a call asks for: of which host, which path, with which query."""

    server: str
    path: str
    query: dict[str, str]


class Denial(Exception):
    """A refusal on the way: `status`, a JSON body (or nothing), and headers."""

    def __init__(
        self, status: int, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body
        self.headers = headers or {}

    def response(self) -> web.Response:
        if self.body is None:
            return web.Response(status=self.status, headers=self.headers)
        return web.json_response(self.body, status=self.status, headers=self.headers)


class EdgeDenial(Denial):
    """Turned away by the service's shield, before the service itself saw the call."""

    def __init__(self) -> None:
        super().__init__(403)

    def response(self) -> web.Response:
        return web.Response(
            status=self.status, text=edge.PAGE, content_type="text/html", headers=edge.HEADERS
        )


class FakeService:
    """One or more servers that record every call and can be told to fail.

    `async with` starts and stops it. After `await stop()` connections are refused; `await start()`
    opens the same ports again, with everything the service held.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self.clock = clock
        self.calls: list[Call] = []
        self.faults = Faults()
        self._down = False
        self._servers: dict[str, LoopbackServer] = {}
        self._crashes: list[Exception] = []
        self._at_work = 0
        self._arrived = asyncio.Event()

    @property
    def at_work(self) -> bool:
        """Whether a call is being worked on, be it one whose caller has gone."""
        return self._at_work > 0

    def outage(self, down: bool) -> None:
        """While down, everything is answered with 503 and nothing is done."""
        self._down = down

    def calls_to(self, match: str) -> list[Call]:
        """Return the calls whose method and path fit, as in `faults`: "POST /scrobble/*"."""
        wanted = Fault(match)
        return [call for call in self.calls if wanted.fits(call)]

    async def called(self, match: str, *, times: int = 1, within_s: float = 5.0) -> list[Call]:
        """Wait until so many fitting calls arrived and return them. Raises TimeoutError.

        The last may still be without a status: it has arrived, it need not be answered.
        """
        async with asyncio.timeout(within_s):
            while len(found := self.calls_to(match)) < times:
                await self._arrived.wait()
        return found

    async def start(self) -> None:
        for server in self._servers.values():
            await server.start()

    async def stop(self) -> None:
        """Close the ports. Raises what broke inside the fake, which no test may mistake for 500."""
        for server in self._servers.values():
            await server.stop()
        if self._crashes:
            raise self._crashes.pop()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def add_server(self, name: str, routes: Iterable[web.AbstractRouteDef]) -> LoopbackServer:
        """Prepare one server of this service. For the fakes themselves."""

        @web.middleware
        async def record(request: web.Request, handler: Any) -> web.StreamResponse:
            self._at_work += 1
            try:
                return await self._serve(name, request, handler)
            finally:
                self._at_work -= 1

        app = web.Application(middlewares=[record])
        app.add_routes(routes)
        self._servers[name] = server = LoopbackServer(app)
        return server

    # -- what a service may do its own way

    def whose(self, request: web.Request) -> str | None:
        """Return the name of the user whose token came along, for the record."""
        return None

    def address_of(self, server: str, request: web.Request) -> Address:
        """Return the address under which the call is recorded and matched."""
        return Address(server, request.path, dict(request.query))

    async def check(self, call: Call, request: web.Request) -> None:
        """Refuse calls that no handler may see, by raising Denial."""

    def dress(self, response: web.Response) -> None:
        """Add the headers that every answer of the service itself carries."""

    # -- one call

    async def _serve(self, name: str, request: web.Request, handler: Any) -> web.StreamResponse:
        text = (await request.read()).decode("utf-8", "replace")
        address = self.address_of(name, request)
        call = Call(
            server=address.server,
            method=request.method,
            path=address.path,
            query=address.query,
            headers=request.headers,
            body=parsed(text),
            user=self.whose(request),
            at=self.clock(),
        )
        self.calls.append(call)
        self._arrived.set()
        self._arrived = asyncio.Event()
        if self._down:
            return self._close(call, request, web.Response(status=503))
        fault = self.faults.take(call)
        if fault is not None:
            return await self._go_wrong(fault, call, request, handler)
        return self._close(call, request, await self._act(call, request, handler))

    async def _go_wrong(
        self, fault: Fault, call: Call, request: web.Request, handler: Any
    ) -> web.StreamResponse:
        if fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        done = await self._act(call, request, handler) if fault.acts_first else None
        call.lost = done is not None and (fault.drop is not None or fault.status is not None)
        if fault.drop is not None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if fault.status is None and done is not None:
            return self._close(call, request, done)
        return self._close(call, request, fault.answer())

    async def _act(self, call: Call, request: web.Request, handler: Any) -> web.StreamResponse:
        try:
            await self.check(call, request)
            response: web.StreamResponse = await handler(request)
        except EdgeDenial as denial:
            return denial.response()
        except Denial as denial:
            response = denial.response()
        except web.HTTPException as unrouted:
            response = web.Response(status=unrouted.status)
        except Exception as crash:
            self._crashes.append(crash)
            raise
        if isinstance(response, web.Response):
            self.dress(response)
        return response

    def _close(
        self, call: Call, request: web.Request, response: web.StreamResponse
    ) -> web.StreamResponse:
        call.lost = call.lost or request.transport is None
        call.close(response)
        return response
