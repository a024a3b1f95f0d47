"""The app's local API, as any other program of the household may use it."""

from __future__ import annotations

from typing import Any

import aiohttp

ANSWER_S = 20.0


class ApiRefusal(Exception):
    """The API said no. The message is the app's own sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


class LocalApi:
    """Calls `/api/v1`. Methods raise ApiRefusal, aiohttp.ClientError and TimeoutError."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, api_key: str) -> None:
        self._session = session
        self._prefix = f"{base_url.rstrip('/')}/api/v1"
        self._headers = {"X-API-Key": api_key}

    async def get(self, path: str, **query: str | int) -> Any:
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, **fields: Any) -> Any:
        return await self._ask("POST", path, json=fields)

    async def patch(self, path: str, **fields: Any) -> Any:
        return await self._ask("PATCH", path, json=fields)

    async def _ask(self, method: str, path: str, **what: Any) -> Any:
        url, timeout = self._prefix + path, aiohttp.ClientTimeout(total=ANSWER_S)
        async with self._session.request(
            method, url, headers=self._headers, timeout=timeout, **what
        ) as answer:
            content: Any = None if answer.status == 204 else await answer.json()
        if answer.status >= 400:
            raise ApiRefusal(answer.status, content["error"]["message"])
        return content
