"""The fake Trakt's OAuth host: device codes, tokens, refresh, revoke.

Trakt contract: POST /oauth/device/code, /oauth/device/token, /oauth/token, /oauth/revoke, on the
auth host only. Credentials travel as JSON in the body, at /oauth/token also as a form; HTTP Basic
is refused. What a person sees in a browser is in `trakt_authorize`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.door import FORM
from scroblarr_desktop.demo.trakt.grants import OUT_OF_BAND, Grant, Grants
from scroblarr_desktop.demo.trakt.world import DeviceCode

INVALID_CLIENT = {
    "error": "invalid_client",
    "error_description": "Client authentication failed due to unknown client, no client "
    "authentication included, or unsupported authentication method.",
}
INVALID_GRANT = {
    "error": "invalid_grant",
    "error_description": "The provided authorization grant is invalid, expired, revoked, does not "
    "match the redirection URI used in the authorization request, or was issued to another client.",
}

# Polls a little early are the network's doing, not the client's.
POLL_SLACK_S = 0.05


class OAuth:
    """The endpoints."""

    def __init__(self, grants: Grants, auth_url: Callable[[], str]) -> None:
        self.grants = grants
        self.world = grants.world
        self._auth_url = auth_url

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/oauth/device/code", self.device_code),
            web.post("/oauth/device/token", self.device_token),
            web.post("/oauth/token", self.token),
            web.post("/oauth/revoke", self.revoke),
        ]

    async def device_code(self, request: web.Request) -> web.Response:
        body = await credentials(request)
        client_id = text_of(body, "client_id")
        if client_id not in self.grants.apps:
            raise Denial(403, INVALID_CLIENT)
        code = self.grants.new_code(client_id)
        interval_s = self.world.device_interval_s
        return web.json_response(
            {
                "device_code": code.device_code,
                "user_code": code.user_code,
                "verification_url": f"{self._auth_url()}/activate",
                "expires_in": self.world.device_code_life_s,
                "interval": int(interval_s) if float(interval_s).is_integer() else interval_s,
            }
        )

    async def device_token(self, request: web.Request) -> web.Response:
        body = await credentials(request)
        # Trakt's documented table has 403 for an unknown app here, and 401 at /oauth/token.
        client_id = self._known_app(body, status=403)
        wanted = text_of(body, "code")
        code = next((c for c in self.grants.codes if c.device_code == wanted), None)
        if code is None or code.client_id != client_id:
            raise Denial(404)
        self._refuse_haste(code)
        match self.grants.look_again(code):
            case "pending":
                raise Denial(400)
            case "used":
                raise Denial(409)
            case "expired":
                raise Denial(410)
            case "denied":
                raise Denial(418)
        if code.user is None:
            raise Denial(400)
        code.state = "used"
        return web.json_response(self.grants.issue(code.user, client_id, OUT_OF_BAND).body())

    def _refuse_haste(self, code: DeviceCode) -> None:
        interval_s = self.world.device_interval_s
        now_s, before_s = time.monotonic(), code.last_poll_s
        code.last_poll_s = now_s
        if before_s is not None and now_s - before_s < interval_s - POLL_SLACK_S:
            raise Denial(429, headers={"Retry-After": str(max(1, round(interval_s)))})

    async def token(self, request: web.Request) -> web.Response:
        body = await credentials(request)
        client_id = self._known_app(body, status=401)
        redirect_uri = text_of(body, "redirect_uri")
        grant: Grant | None
        match body.get("grant_type"):
            case "refresh_token":
                token = text_of(body, "refresh_token")
                grant = self.grants.refresh(token, client_id, redirect_uri)
            case "authorization_code":
                code, verifier = text_of(body, "code"), text_of(body, "code_verifier")
                grant = self.grants.exchange(code, client_id, redirect_uri, verifier)
            case _:
                unknown = {"error": "unsupported_grant_type", "error_description": "Unknown."}
                raise Denial(400, unknown)
        if grant is None:
            raise Denial(400, INVALID_GRANT)
        return web.json_response(grant.body())

    async def revoke(self, request: web.Request) -> web.Response:
        """End the token. 200 whatever the body says, as the real one does."""
        body = parsed(await request.text())
        if not isinstance(body, dict):
            return web.json_response({})
        token, client_id = body.get("token"), body.get("client_id")
        known = isinstance(client_id, str) and client_id in self.grants.apps
        if isinstance(token, str) and isinstance(client_id, str) and known:
            self.grants.revoke(token, client_id)
        return web.json_response({})

    def _known_app(self, body: dict[str, Any], *, status: int) -> str:
        client_id = text_of(body, "client_id")
        secret = text_of(body, "client_secret") if self.world.asks_secret else None
        app = self.grants.apps.get(client_id)
        if app is None or secret not in (None, app.client_secret):
            raise Denial(status, INVALID_CLIENT)
        return client_id


async def credentials(request: web.Request) -> dict[str, Any]:
    """Return the fields of the body. Refuses HTTP Basic, as auth.trakt.tv does, and no object."""
    if request.headers.get("Authorization", "").lower().startswith("basic "):
        raise Denial(401, INVALID_CLIENT)
    if request.content_type == FORM:
        return dict(await request.post())
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Denial(400, {"error": "invalid_request", "error_description": "No JSON object."})
    return body


def text_of(body: dict[str, Any], name: str) -> str:
    """Return a required string of the body. Refuses with 400 where it is missing."""
    value = body.get(name)
    if not isinstance(value, str) or not value:
        missing = {"error": "invalid_request", "error_description": f"{name} is missing."}
        raise Denial(400, missing)
    return value
