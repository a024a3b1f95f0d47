"""What every call to the fake Simkl must bring along, and how often it may come.

Simkl's pages on required parameters, on rate limits and on errors: `client_id`, `app-name` and
`app-version` in the query of every call and a User-Agent of the form name/version; ten GETs and
one POST a second of one token. Who exceeds the latter is locked out for a while.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.fake_service import EdgeDenial
from scroblarr_desktop.demo.simkl.grants import Grant, Grants
from scroblarr_desktop.demo.simkl.json import refusal
from scroblarr_desktop.demo.simkl.world import SimklUser

AGENT = re.compile(r"[\w.-]+/[\w.+-]+( .*)?")
APP_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
LOCKED_OUT_AFTER = 5
LOCKED_OUT_S = 60.0
FOR_PEOPLE = "/pin"
"""The page where codes are entered: looked at with a browser."""

WITHOUT_TOKEN = ("/oauth/", "/movies/", "/tv/", "/anime/", "/redirect", "/search/")


@dataclass(frozen=True)
class RateViolation:
    """A POST that came too soon after the token's last one."""

    user: str
    line: str
    gap_s: float


class Door:
    """Checks calls before any endpoint sees them."""

    def __init__(self, grants: Grants) -> None:
        self.grants = grants
        self.violations: list[RateViolation] = []
        self._gets: dict[str, list[float]] = {}
        self._locked_out_until: dict[str, float] = {}

    def check(self, call: Call) -> None:
        """Raises Denial where the real service would not let the call in."""
        if call.path == FOR_PEOPLE or call.path.startswith(f"{FOR_PEOPLE}/"):
            return
        agent = call.headers.get("User-Agent", "")
        if edge.is_library(agent) or edge.is_browser(agent):
            raise EdgeDenial
        if call.path.startswith("/oauth2/"):
            return  # a stock OAuth client sends nothing but its form
        self._check_query(call, agent)
        self._check_app(call)
        kind = call.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if call.body is not None and kind != "application/json":
            raise refusal(400, "wrong_parameter", "Content-Type is not application/json")
        if "Authorization" in call.headers or not call.path.startswith(WITHOUT_TOKEN):
            self._check_token(call)

    def grant_of(self, authorization: str) -> Grant | None:
        """Return whose token a header carries, dead or alive."""
        scheme, _, token = authorization.partition(" ")
        return self.grants.grant_behind(token) if scheme.lower() == "bearer" else None

    def _check_query(self, call: Call, agent: str) -> None:
        name, version = call.query.get("app-name", ""), call.query.get("app-version", "")
        is_told = AGENT.fullmatch(agent) and APP_NAME.fullmatch(name) and version
        if is_told and "client_id" in call.query:
            return
        if call.path.startswith("/scrobble/"):
            raise refusal(404, "url_failed")  # seen at the gateway by others
        if "client_id" not in call.query and "simkl-api-key" not in call.headers:
            raise refusal(412, "client_id_failed", "Your client_id is wrong. Try another one")
        if not is_told:
            raise refusal(400, "empty_field", "app-name, app-version or User-Agent is missing")

    def _check_app(self, call: Call) -> None:
        app = self.grants.apps.get(self.client_id(call))
        if app is None or app.locked:
            raise refusal(412, "client_id_failed", "Your client_id is wrong. Try another one")
        if call.path.startswith("/oauth/") and app.newer:
            message = "This client_id is an OAuth 2.0 app: use POST /oauth2/device"
            raise refusal(400, "unauthorized_client", message)

    def client_id(self, call: Call) -> str:
        return call.query.get("client_id") or call.headers.get("simkl-api-key", "")

    def _check_token(self, call: Call) -> None:
        header = call.headers.get("Authorization")
        if header is None:
            raise refusal(401, "user_token_required")
        grant = self.grant_of(header)
        if grant is None or not self.grants.alive(grant):
            newer = grant is not None and grant.newer
            word = "invalid_token" if newer else "user_token_failed"
            challenge = f'Bearer realm="api.simkl.com", error="{word}"'
            raise refusal(401, word, WWW_Authenticate=challenge)
        if grant.client_id != self.client_id(call):
            raise refusal(401, "user_token_failed")
        self._pace(grant, call)
        if call.is_write and "media:write" not in grant.scope:
            raise refusal(403, "insufficient_scope")
        if call.is_write and grant.user.is_locked:
            raise refusal(400, "RATE_LIMIT")

    def _pace(self, grant: Grant, call: Call) -> None:
        now_s, token = time.monotonic(), grant.access_token
        if self.grants.world.write_gap_s and self._locked_out_until.get(token, 0.0) > now_s:
            raise refusal(412, "client_id_failed")
        if not call.is_write:
            self._pace_gets(token, now_s)
            return
        gap_s = now_s - grant.last_post_s if grant.last_post_s is not None else None
        if gap_s is not None and gap_s < self.grants.world.write_gap_s:
            self.violations.append(RateViolation(grant.user.username, call.line, gap_s))
            if len(self.violations) >= LOCKED_OUT_AFTER:
                self._locked_out_until[token] = now_s + LOCKED_OUT_S
            raise refusal(429, "rate_limit")
        grant.last_post_s = now_s

    def _pace_gets(self, token: str, now_s: float) -> None:
        recent = [at for at in self._gets.get(token, []) if now_s - at < 1.0]
        if self.grants.world.write_gap_s and len(recent) >= self.grants.world.most_gets_a_second:
            raise refusal(429, "rate_limit")
        self._gets[token] = [*recent, now_s]


def signed_in(request: web.Request, door: Door) -> SimklUser:
    """Return the user of a call that the door let in."""
    grant = door.grant_of(request.headers.get("Authorization", ""))
    if grant is None:
        raise refusal(401, "user_token_required")
    return grant.user
