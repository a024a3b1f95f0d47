"""The app as other programs meet it: its local API and its webhooks, wherever it runs."""

from __future__ import annotations

import contextlib
from typing import Any

import aiohttp


class LocalApp:
    """One app at an address. Connections are closed after each call: it may end at any time."""

    def __init__(self, url: str, api_key: str) -> None:
        self.url = url
        self._headers = {"X-API-Key": api_key}

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer's JSON, or None where it has no body. Raises for an error answer."""
        async with (
            aiohttp.ClientSession(headers=self._headers) as client,
            client.request(method, f"{self.url}/api/v1{path}", json=body) as answer,
        ):
            text = await answer.text()
            assert answer.status < 400, f"{method} {path}: {answer.status} {text}"
            return await answer.json() if text else None

    async def watches(self) -> list[dict[str, Any]]:
        """Return all watches in the log, every attempt with them."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = await self.call("GET", f"/watches?limit=500{cursor}")
            found += page["items"]
            if page["next"] is None:
                return [await self.call("GET", f"/watches/{one['id']}") for one in found]
            cursor = f"&cursor={page['next']}"

    async def open_deliveries(self) -> bool:
        """Return whether anything is still on its way, or only now to be read."""
        for state in ("waiting", "sending", "unmatched"):
            if await self._in_state(state):
                return True
        return bool((await self.call("GET", "/status"))["inbox"].get("unread"))

    async def press_every_button(self) -> None:
        """Try at once what waits for its time, as an impatient person would: one per account."""
        accounts: set[int] = set()
        for one in await self._in_state("waiting"):
            if one["waiting_for"] == "account" and one["account_id"] not in accounts:
                accounts.add(one["account_id"])
                with contextlib.suppress(AssertionError):  # it is just being sent
                    await self.call("POST", f"/deliveries/{one['id']}/retry")

    async def _in_state(self, state: str) -> list[dict[str, Any]]:
        page = await self.call("GET", f"/watches?state={state}&limit=500")
        found = [one for watch in page["items"] for one in watch["deliveries"]]
        return [one for one in found if one["state"] == state and one["waiting_for"] != "answer"]


async def post(url: str, content: bytes, content_type: str) -> int | None:
    """Return the status of the answer, None where there was none."""
    with contextlib.suppress(aiohttp.ClientError, ConnectionError):
        async with (
            aiohttp.ClientSession() as client,
            client.post(url, data=content, headers={"Content-Type": content_type}) as answer,
        ):
            await answer.read()
            return answer.status
    return None
