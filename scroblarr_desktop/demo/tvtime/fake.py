"""A TV Time on loopback, as compatible servers may speak its API.

    catalogue = Catalogue()
    show = catalogue.add_show("Harbour Street", 2016, seasons={1: 8})
    async with FakeTvTime(catalogue) as fake:
        anna = fake.add_user("anna", "her password")
        fake.url                                  # the base; everything goes to {url}/sidecar
        anna.plays                                # [TvTimePlay(thing, rewatch, at)], with .kind
        anna.plays_of(show.episode(1, 1)), anna.follows
        fake.mark_episode(anna, show.episode(1, 1), rewatch=False)   # what she ticked in an app
        tokens = fake.sign_in(anna)               # Session(jwt, refresh_token, expires_at)
        fake.expire_access(anna)                  # 401, refresh still works
        fake.end_sessions(anna)                   # 401 and refresh 401: only the password helps

Switches: `fake.token_life_s`, `fake.start_token_required` (sign-in and refresh then need
`fake.start_token` as bearer), `fake.users`.

Calls are recorded under their target: `call.server` is the target's host, `call.path` its path,
`call.query` what followed the address. Faults match that too:

    fake.faults.add("POST /v2/watched_episodes/*", status=200, body={"result": "KO"})
    fake.faults.add("POST /prod/v1/tracking/*", status=200, body={"status": "fail"})
    fake.faults.add("*", status=429, headers={"Retry-After": "3"})
    fake.faults.edge_page("*", status=502)        # an HTML page
    fake.close_for_good()                         # an HTML page with 410, whatever is asked

Outages, lost connections, `fake.called(...)`: as with FakeTrakt (see `faults`, `fake_service`).
"""

from __future__ import annotations

import re

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.catalogue import Catalogue
from scroblarr_desktop.demo.fake_service import (
    Address,
    Clock,
    Denial,
    EdgeDenial,
    FakeService,
    utc_now,
)
from scroblarr_desktop.demo.tvtime.endpoints import Asked, Endpoints, bearer, failed
from scroblarr_desktop.demo.tvtime.sidecar import target_of
from scroblarr_desktop.demo.tvtime.world import TvTimeWorld

CLOSED_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>TV Time</title></head>
<body><h1>TV Time has closed</h1><p>Thank you for watching with us.</p></body></html>
"""


class FakeTvTime(TvTimeWorld, FakeService):
    """TV Time as clients see it: one address, through which all its hosts are reached."""

    def __init__(self, catalogue: Catalogue, clock: Clock = utc_now) -> None:
        FakeService.__init__(self, clock)
        TvTimeWorld.__init__(self, catalogue, clock)
        self._table = Endpoints(self).table()
        self._server = self.add_server("tvtime", [web.route("*", "/sidecar", self._pass_on)])

    @property
    def url(self) -> str:
        return self._server.url

    def close_for_good(self) -> None:
        """Answer everything with a page that says that the service has closed."""
        self.faults.clear()
        page = {"status": 410, "body": CLOSED_PAGE, "content_type": "text/html"}
        self.faults.add("*", times=None, **page)

    def address_of(self, server: str, request: web.Request) -> Address:
        try:
            return Address(*target_of(request))
        except ValueError:
            return super().address_of(server, request)

    def whose(self, request: web.Request) -> str | None:
        session = self.session_of(bearer(request))
        return session.user.login if session else None

    async def check(self, call: Call, request: web.Request) -> None:
        if edge.is_library(call.headers.get("User-Agent", "")):
            raise EdgeDenial

    async def _pass_on(self, request: web.Request) -> web.Response:
        try:
            target = target_of(request)
        except ValueError as wrong:
            raise Denial(400, failed(str(wrong))) from None
        for method, host, path, answer in self._table:
            found = re.fullmatch(path, target.path)
            if found and (method, host) == (request.method, target.host):
                return await answer(Asked(request, target.query, found.groups()))
        raise Denial(404, failed("no such address"))
