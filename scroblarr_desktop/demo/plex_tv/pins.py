"""Sign-in by PIN: the program asks for a code, a person confirms it, the program gets a token.

developer.plex.tv, "Authenticating with Plex"; python-plexapi's MyPlexPinLogin. A code for
plex.tv/link has four characters and lives 15 minutes, a strong one has 25 and lives 30.
"""

from __future__ import annotations

import itertools
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Clock
from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount
from scroblarr_desktop.demo.plex_tv.answer import Refusal, answer
from scroblarr_desktop.demo.plex_tv.door import CLIENT_ID, PRODUCT, PlexTvDoor, missing

SHORT = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
STRONG = string.ascii_lowercase + string.digits

# Plex tells where it believes the program to be.
LOCATION = {
    "code": "DE",
    "european_union_member": True,
    "continent_code": "EU",
    "country": "Germany",
    "city": "Harbourtown",
    "time_zone": "Europe/Berlin",
    "postal_code": "00000",
    "in_privacy_restricted_country": True,
    "subdivisions": "Coast",
    "coordinates": "54.000, 10.000",
}


@dataclass
class Pin:
    """One code that a program asked for."""

    id: int
    code: str
    client_id: str
    product: str
    created_at: datetime
    expires_at: datetime
    account: FakePlexAccount | None = None
    token: str | None = field(default=None, repr=False)

    @property
    def is_strong(self) -> bool:
        return len(self.code) > 4

    def body(self, now: datetime, base_url: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "code": self.code,
            "product": self.product,
            "trusted": False,
            "qr": f"{base_url}/api/v2/pins/qr/{self.code}",
            "clientIdentifier": self.client_id,
            "location": LOCATION,
            "expiresIn": max(0, int((self.expires_at - now).total_seconds())),
            "createdAt": self.created_at,
            "expiresAt": self.expires_at,
            "authToken": self.token,
            "newRegistration": None if self.token is None else False,
        }


class Pins:
    """All codes, and the calls that ask for them."""

    def __init__(self, clock: Clock, door: PlexTvDoor, base_url: Callable[[], str]) -> None:
        self.clock = clock
        self.pins: list[Pin] = []
        self.life_s = 900
        self.strong_life_s = 1800
        self.auto_confirm: FakePlexAccount | None = None
        """Agrees to every code when the program next looks."""
        self._door = door
        self._base_url = base_url
        self._numbers = itertools.count(2_100_000_001)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/v2/pins", self._create),
            web.put("/api/v2/pins/link", self._link),
            web.get(r"/api/v2/pins/{id:\d+}", self._look),
        ]

    def waiting(self, code: str) -> Pin:
        """Return the code that nobody confirmed yet. Raises LookupError."""
        for pin in self.pins:
            if pin.code.lower() == code.strip().lower() and self._is_alive(pin):
                if pin.token is None:
                    return pin
                break
        raise LookupError(f"No PIN waits under {code}")

    def confirm(self, code: str, account: FakePlexAccount) -> None:
        """Let the account agree. Raises LookupError where no such code waits."""
        pin = self.waiting(code)
        pin.account, pin.token = account, account.sign_in(pin.client_id)

    def expire(self, code: str) -> None:
        self.waiting(code).expires_at = self.clock()

    async def _create(self, request: web.Request) -> web.Response:
        # The real one takes programs without a name too; people would sign in to nothing then.
        if not request.headers.get(PRODUCT):
            raise missing(request, PRODUCT)
        form = await request.post()
        asked = str(request.query.get("strong", form.get("strong", "")))
        pin = self._new(request, strong=asked.lower() in ("true", "1"))
        return self._tell(request, pin, 201)

    async def _look(self, request: web.Request) -> web.Response:
        number, client_id = int(request.match_info["id"]), request.headers[CLIENT_ID]
        for pin in self.pins:
            if (pin.id, pin.client_id) == (number, client_id) and self._is_alive(pin):
                if pin.token is None and self.auto_confirm is not None:
                    self.confirm(pin.code, self.auto_confirm)
                return self._tell(request, pin, 200)
        raise code_not_found(request)

    async def _link(self, request: web.Request) -> web.Response:
        """Take the code that a signed-in program passes on: plex.tv/link for programs."""
        account = self._door.signed_in(request)
        form = await request.post()
        try:
            self.confirm(str(form.get("code", "")), account)
        except LookupError:
            raise code_not_found(request) from None
        return web.Response(status=204)

    def _new(self, request: web.Request, *, strong: bool) -> Pin:
        letters, length = (STRONG, 25) if strong else (SHORT, 4)
        life = timedelta(seconds=self.strong_life_s if strong else self.life_s)
        pin = Pin(
            id=next(self._numbers),
            code="".join(secrets.choice(letters) for _ in range(length)),
            client_id=request.headers[CLIENT_ID],
            product=request.headers[PRODUCT],
            created_at=self.clock(),
            expires_at=self.clock() + life,
        )
        self.pins.append(pin)
        return pin

    def _tell(self, request: web.Request, pin: Pin, status: int) -> web.Response:
        return answer(request, "pin", pin.body(self.clock(), self._base_url()), status)

    def _is_alive(self, pin: Pin) -> bool:
        return self.clock() < pin.expires_at


def code_not_found(request: web.Request) -> Refusal:
    return Refusal(request, 404, 1020, "Code not found or expired")
