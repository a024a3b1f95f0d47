"""A plain client of the fake Simkl that sends what a test says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aiohttp

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.simkl.fake import FakeSimkl

AGENT = "FakeTests/1.0"


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any


class SimklClient:
    """Sends one request as it is told to. What goes along with every call may be changed."""

    def __init__(self, session: aiohttp.ClientSession, fake: FakeSimkl) -> None:
        self.session = session
        self.fake = fake
        self.token = ""
        self.agent = AGENT
        self.query = {"client_id": "client", "app-name": "fake-tests", "app-version": "1.0"}

    async def get(self, path: str, **query: str) -> Answer:
        return await self.send("GET", path, query=query)

    async def post(self, path: str, body: Any = None, **query: str) -> Answer:
        return await self.send("POST", path, body, query=query)

    async def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = {"User-Agent": self.agent} | (headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        what: dict[str, Any] = {"data": form} if form is not None else {}
        if body is not None:
            what = {"json": body} if not isinstance(body, str) else {"data": body}
        async with self.session.request(
            method,
            self.fake.url + path,
            params={**self.query, **(query or {})},
            headers={name: value for name, value in sent.items() if value},
            skip_auto_headers=[] if self.agent else ["User-Agent"],
            allow_redirects=False,
            **what,
        ) as response:
            return Answer(response.status, parsed(await response.text()), response.headers)
