"""Quick Connect: a program shows six digits, a signed-in user types them in and allows it.

Source: jellyfin, QuickConnectManager.cs and QuickConnectController.cs: codes live 10 minutes,
allowed ones a minute longer, and neither survives a restart.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.jellyfin.json import answer, moment, sign_in_body
from scroblarr_desktop.demo.jellyfin.people import Caller, Device, Grant, JellyfinUser, People
from scroblarr_desktop.demo.jellyfin.visits import Access, Refusal, Route, Visit, guid_of

LIFE = timedelta(minutes=10)
SWITCHED_OFF = "Quick connect is disabled"


@dataclass(eq=False)
class QuickConnectRequest:
    """A program that waits to be allowed. `grant` is what it may fetch then."""

    device: Device
    made_at: datetime
    code: str = field(default_factory=lambda: f"{100_000 + secrets.randbelow(900_000)}")
    secret: str = field(default_factory=lambda: secrets.token_hex(32).upper(), repr=False)
    grant: Grant | None = None

    def body(self) -> dict[str, Any]:
        return {
            "Authenticated": self.grant is not None,
            "Secret": self.secret,
            "Code": self.code,
            "DeviceId": self.device.device_id,
            "DeviceName": self.device.name,
            "AppName": self.device.client,
            "AppVersion": self.device.version,
            "DateAdded": moment(self.made_at),
        }


class QuickConnect:
    """The waiting requests and the endpoints around them."""

    def __init__(self, people: People, server_id: str) -> None:
        self.people = people
        self.server_id = server_id
        self.enabled = True
        self.requests: list[QuickConnectRequest] = []

    def routes(self) -> list[Route]:
        anybody, signed_in = Access.ANYBODY, Access.SIGNED_IN
        return [
            Route("GET", "/QuickConnect/Enabled", anybody, self.is_enabled),
            Route("POST", "/QuickConnect/Initiate", anybody, self.initiate),
            Route("GET", "/QuickConnect/Connect", anybody, self.look),
            Route("POST", "/QuickConnect/Authorize", signed_in, self.authorize),
            Route("POST", "/Users/AuthenticateWithQuickConnect", anybody, self.sign_in),
        ]

    # -- what a person does

    def waiting(self, code: str) -> QuickConnectRequest | None:
        """Return the request with that code that nobody allowed yet, and that has not expired."""
        self._forget_old()
        fitting = (each for each in self.requests if each.code == code and each.grant is None)
        return next(fitting, None)

    def allow(self, request: QuickConnectRequest, user: JellyfinUser) -> None:
        request.grant = self.people.sign_in(user, request.device)
        request.made_at = self.people.clock() + timedelta(minutes=1)

    def forget(self, code: str | None = None) -> None:
        """Drop the requests with that code, as if they had expired; all of them without one."""
        self.requests = [each for each in self.requests if code not in (None, each.code)]

    # -- endpoints

    async def is_enabled(self, visit: Visit) -> web.Response:
        return answer(self.enabled)

    async def initiate(self, visit: Visit) -> web.Response:
        if not visit.caller.device.is_complete:
            raise Refusal(400)
        self._need_enabled()
        request = QuickConnectRequest(visit.caller.device, self.people.clock())
        self.requests.append(request)
        return answer(request.body())

    async def look(self, visit: Visit) -> web.Response:
        self._need_enabled()
        request = self._by_secret(visit.query("secret"))
        if request is None:
            raise Denial(404, "Unknown secret")
        return answer(request.body())

    async def authorize(self, visit: Visit) -> web.Response:
        self._need_enabled()
        user = self._acting_user(visit.caller, visit.query("userId"))
        code = visit.query("code")
        request = self.waiting(code)
        if request is None:
            allowed = any(each.code == code for each in self.requests)
            raise Refusal(500 if allowed else 404)
        self.allow(request, user)
        return answer(True)

    async def sign_in(self, visit: Visit) -> web.Response:
        fields = await visit.fields()
        if not self.enabled:
            raise Refusal(401)
        request = self._by_secret(str(fields.get("secret") or ""))
        if request is None or request.grant is None:
            raise Refusal(404)
        return answer(sign_in_body(request.grant, self.server_id))

    def _acting_user(self, caller: Caller, user_id: str) -> JellyfinUser:
        """Return for whom the code is allowed: oneself, or as an administrator anybody."""
        wanted = self.people.users.get(guid_of(user_id) or "") if user_id else caller.user
        if wanted is None or (wanted is not caller.user and not caller.is_administrator):
            raise Denial(403, "Unknown user id")
        return wanted

    def _by_secret(self, secret: str) -> QuickConnectRequest | None:
        self._forget_old()
        return next((each for each in self.requests if each.secret == secret), None)

    def _need_enabled(self) -> None:
        if not self.enabled:
            raise Denial(401, SWITCHED_OFF)

    def _forget_old(self) -> None:
        now = self.people.clock()
        self.requests = [each for each in self.requests if each.made_at + LIFE > now]
