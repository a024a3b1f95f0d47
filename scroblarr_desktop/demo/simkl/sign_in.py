"""The fake Simkl's sign-ins by code, of the older apps and of the newer ones.

Simkl's references of GET /oauth/pin, GET /oauth/pin/{user_code}, POST /oauth2/device,
POST /oauth2/token and POST /oauth2/revoke.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.simkl.grants import READ, WRITE, Grant, Grants
from scroblarr_desktop.demo.simkl.world import Pin

PLACEHOLDER = "DEVICE_CODE"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class SignIn:
    """The endpoints. `page` is where people enter codes."""

    def __init__(self, grants: Grants, page: Any) -> None:
        self.grants = grants
        self._page = page

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/oauth/pin", self.new_pin),
            web.get("/oauth/pin/{code}", self.check_pin),
            web.post("/oauth2/device", self.new_device_code),
            web.post("/oauth2/token", self.token),
            web.post("/oauth2/revoke", self.revoke),
        ]

    # -- older apps

    async def new_pin(self, request: web.Request) -> web.Response:
        return self._fresh(client_id_in(request))

    async def check_pin(self, request: web.Request) -> web.Response:
        client_id = client_id_in(request)
        try:
            pin = self.grants.pin_of(request.match_info["code"])
        except LookupError:
            pin = None
        if pin is None or pin.client_id != client_id or pin.device_code is not None:
            return self._fresh(client_id)  # the real one does that, too: the old code is gone
        if self.grants.asked_too_soon(pin):
            return web.json_response({"result": "KO", "message": "Slow down"})
        user = self.grants.confirmed_by(pin)
        if user is None:
            return web.json_response({"result": "KO", "message": "Authorization pending"})
        self.grants.pins.remove(pin)
        token = self.grants.issue(user, client_id).access_token
        return web.json_response({"result": "OK", "access_token": token})

    def _fresh(self, client_id: str) -> web.Response:
        pin = self.grants.new_pin(client_id, newer=False)
        told = {"result": "OK", "device_code": PLACEHOLDER, **self._told(pin)}
        return web.json_response(told | {"verification_url": self._page()})

    def _told(self, pin: Pin) -> dict[str, Any]:
        world = self.grants.world
        return {
            "user_code": pin.user_code,
            "verification_uri": self._page(),
            "expires_in": world.pin_life_s,
            "interval": world.pin_interval_s or 1,
        }

    # -- newer apps

    async def new_device_code(self, request: web.Request) -> web.Response:
        form = await self._form(request)
        pin = self.grants.new_pin(form["client_id"], newer=True)
        pin.scope = WRITE if form.get("scope") == WRITE else READ
        complete = f"{self._page()}?user_code={pin.user_code}"
        told = {"device_code": pin.device_code, **self._told(pin)}
        return web.json_response(told | {"verification_uri_complete": complete})

    async def token(self, request: web.Request) -> web.Response:
        form = await self._form(request)
        grant_type = form.get("grant_type")
        if grant_type == DEVICE_GRANT:
            return self._poll(form)
        if grant_type != "refresh_token":
            raise oauth_error("unsupported_grant_type")
        grant = self.grants.refresh(form.get("refresh_token", ""), form["client_id"])
        if grant is None:
            raise oauth_error("invalid_grant")
        return tokens(grant, self.grants.world.access_token_life_s)

    async def revoke(self, request: web.Request) -> web.Response:
        form = await self._form(request)
        self.grants.revoke(form.get("token", ""), form["client_id"])
        return web.Response()

    def _poll(self, form: dict[str, str]) -> web.Response:
        device_code, now = form.get("device_code", ""), self.grants.world.clock()
        pin = next((one for one in self.grants.pins if one.device_code == device_code), None)
        if pin is None or now >= pin.expires_at or pin.client_id != form["client_id"]:
            raise oauth_error("expired_token")
        if self.grants.asked_too_soon(pin):
            raise oauth_error("slow_down")
        user = self.grants.confirmed_by(pin)
        if user is None:
            raise oauth_error("authorization_pending")
        self.grants.pins.remove(pin)
        grant = self.grants.issue(user, pin.client_id, scope=pin.scope)
        return tokens(grant, self.grants.world.access_token_life_s)

    async def _form(self, request: web.Request) -> dict[str, str]:
        if request.content_type != "application/x-www-form-urlencoded":
            raise oauth_error("invalid_request")
        form = {name: str(value) for name, value in (await request.post()).items()}
        app = self.grants.apps.get(form.get("client_id", ""))
        if app is None or not app.newer:
            raise self.grants.invalid_client(app)
        return form


def tokens(grant: Grant, life_s: int) -> web.Response:
    return web.json_response(
        {
            "access_token": grant.access_token,
            "token_type": "Bearer",
            "expires_in": life_s,
            "refresh_token": grant.refresh_token,
            "scope": grant.scope,
        }
    )


def oauth_error(word: str) -> Denial:
    return Denial(400, {"error": word, "error_description": word.replace("_", " ")})


def client_id_in(request: web.Request) -> str:
    return str(request.query.get("client_id") or request.headers.get("simkl-api-key", ""))
