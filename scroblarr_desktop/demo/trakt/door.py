"""What every call to the fake Trakt must bring along, and how often it may write."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from aiohttp import web

from scroblarr_desktop.demo import edge
from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.fake_service import Denial, EdgeDenial, utc_now
from scroblarr_desktop.demo.trakt.grants import Grant, Grants
from scroblarr_desktop.demo.trakt.world import FakeUser

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class RateViolation:
    """A write that came too soon after the user's last one."""

    user: str
    line: str
    gap_s: float


class Door:
    """Checks calls before any endpoint sees them.

    Trakt docs: required headers; AUTHED_API_POST_LIMIT, one write per second and user.
    """

    def __init__(self, grants: Grants) -> None:
        self.grants = grants
        self.violations: list[RateViolation] = []

    def check(self, call: Call) -> None:
        """Raises Denial where the real service would not let the call in."""
        agent = call.headers.get("User-Agent", "")
        if edge.is_library(agent) or edge.is_browser(agent):
            raise EdgeDenial
        kind = call.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if call.body is not None and kind not in kinds_of_body(call):
            raise Denial(412)
        if call.server == "api":
            self._check_api(call)

    def grant_of(self, authorization: str) -> Grant | None:
        """Return whose token a header carries, dead or alive."""
        scheme, _, token = authorization.partition(" ")
        return self.grants.grant_behind(token) if scheme.lower() == "bearer" else None

    def _check_api(self, call: Call) -> None:
        if call.path.startswith("/oauth/"):
            raise Denial(404)
        key = call.headers.get("trakt-api-key")
        if call.headers.get("trakt-api-version") != "2" or key not in self.grants.apps:
            raise Denial(403, {"error": "invalid_api_key"})
        if "Authorization" not in call.headers:
            if call.is_write:
                raise Denial(401)
            return
        grant = self.grant_of(call.headers["Authorization"])
        if grant is None or not self.grants.alive(grant):
            raise Denial(401)
        if grant.client_id != key:
            raise Denial(403, {"error": "invalid_api_key"})
        if call.is_write:
            self._pace(grant.user, call)

    def _pace(self, user: FakeUser, call: Call) -> None:
        now_s = time.monotonic()
        gap_s = now_s - user.last_write_s if user.last_write_s is not None else None
        if gap_s is not None and gap_s < self.grants.world.write_gap_s:
            self.violations.append(RateViolation(user.username, call.line, gap_s))
            self._too_many(self.grants.world.write_gap_s - gap_s)
        user.last_write_s = now_s

    def _too_many(self, wait_s: float) -> NoReturn:
        until = utc_now() + timedelta(seconds=wait_s)
        limit = {
            "name": "AUTHED_API_POST_LIMIT",
            "period": 1,
            "limit": 1,
            "remaining": 0,
            "until": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        headers = {"Retry-After": str(math.ceil(wait_s)), "X-Ratelimit": json.dumps(limit)}
        raise Denial(429, headers=headers)


def kinds_of_body(call: Call) -> tuple[str, ...]:
    """Return what a body may be. The token address has been seen to take a form as well."""
    return (JSON, FORM) if (call.server, call.path) == ("auth", "/oauth/token") else (JSON,)


def signed_in(request: web.Request, door: Door) -> FakeUser:
    """Return the user of a call. Refuses with 401 where no token came along."""
    grant = door.grant_of(request.headers.get("Authorization", ""))
    if grant is None:
        raise Denial(401)
    return grant.user
