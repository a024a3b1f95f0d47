"""A plain client of the fake Jellyfin, which sends what a test says."""

from __future__ import annotations

from typing import Any

import aiohttp

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.jellyfin.api import JellyfinApi
from tests.demo.conftest import Answer

DEVICE = 'Client="Scroblarr", Device="Desk", DeviceId="desk-1", Version="1.0"'


class Client:
    """Speaks as one device; `token` goes along once it is set."""

    def __init__(self, session: aiohttp.ClientSession, api: JellyfinApi) -> None:
        self.session = session
        self.api = api
        self.device = DEVICE
        self.token = ""

    async def send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        if headers is None:
            token = f', Token="{self.token}"' if self.token else ""
            headers = {"Authorization": f"MediaBrowser {self.device}{token}"}
        url = self.api.url + path
        async with self.session.request(
            method, url, json=body, headers=headers, allow_redirects=False
        ) as response:
            return Answer(response.status, parsed(await response.text()), response.headers)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.send("GET", path, headers=headers or None)

    async def post(self, path: str, body: Any = None) -> Answer:
        return await self.send("POST", path, body)
