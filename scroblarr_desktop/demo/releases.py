"""Where a project tells of its latest release, strict, on loopback.

    async with FakeReleases() as fake:
        fake.publish("1.3.0")             # pre-releases and drafts are never the latest there
        fake.address                      # what the program asks
        fake.calls                        # what it sent

Answers as https://docs.github.com/en/rest/releases/releases#get-the-latest-release describes, and
refuses what GitHub refuses: a call without a User-Agent
(https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api). It refuses
as well what this question must not carry: a query, a body, cookies, or anybody's sign-in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiohttp import web

from scroblarr_desktop.demo.calls import Call
from scroblarr_desktop.demo.fake_service import Clock, Denial, FakeService, utc_now

PROJECT = "made-up/scroblarr-desktop"
EXPECTED = frozenset(("host", "user-agent", "accept", "accept-encoding", "connection"))
"""The headers that the question may have."""


class FakeReleases(FakeService):
    """One project's releases. Without any, GitHub answers 404."""

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self._latest: dict[str, Any] | None = None
        path = f"/repos/{PROJECT}/releases/latest"
        self._server = self.add_server("api", [web.get(path, self._answer)])
        self._path = path

    @property
    def address(self) -> str:
        return f"{self._server.url}{self._path}"

    @property
    def host(self) -> str:
        return self._server.url.rpartition(":")[0].removeprefix("http://")

    def publish(self, version: str, **changed: Any) -> dict[str, Any]:
        """Make this the latest release; `changed` replaces fields of its answer. Return that."""
        tag = f"v{version}"
        page = f"https://{self.host}/{PROJECT}/releases/tag/{tag}"
        told_at = self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        made_at = (self.clock() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._latest = {
            "url": f"{self._server.url}/repos/{PROJECT}/releases/1",
            "html_url": page,
            "assets_url": f"{self._server.url}/repos/{PROJECT}/releases/1/assets",
            "id": 1,
            "tag_name": tag,
            "target_commitish": "main",
            "name": f"Scroblarr {version}",
            "draft": False,
            "prerelease": False,
            "created_at": made_at,
            "published_at": told_at,
            "assets": [],
            "body": "- Something is better.\r\n",
            **changed,
        }
        return self._latest

    async def check(self, call: Call, request: web.Request) -> None:
        if not request.headers.get("User-Agent"):
            raise Denial(403, {"message": "Request forbidden by administrative rules."})
        too_much = {name.lower() for name in request.headers} - EXPECTED
        if too_much or call.query or call.body is not None:
            raise Denial(400, {"message": f"This question carries too much: {sorted(too_much)}"})

    async def _answer(self, request: web.Request) -> web.Response:
        if self._latest is None:
            raise Denial(404, {"message": "Not Found", "status": "404"})
        return web.json_response(self._latest)
