"""The program itself as a child process, set up through its local API."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from tests.bodies import plex_multipart

STARTED_WITHIN_S = 20.0


class Program:
    """One `--headless` process. Everything a test does goes through its ports."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, api_key: str) -> None:
        self.process = process
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

    async def send_plex(self, webhook_url: str, body: Any) -> int:
        content, content_type = plex_multipart(body, thumb=b"\xff\xd8 not really a picture")
        return await post(webhook_url, content, content_type)

    async def watches_when(self, true: Callable[[list[Any]], bool], within_s: float = 20) -> Any:
        """Return the watches as soon as they satisfy a condition."""
        async with asyncio.timeout(within_s):
            while True:
                watches = (await self.call("GET", "/watches"))["items"]
                if true(watches):
                    return watches
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()


async def post(url: str, content: bytes, content_type: str) -> int:
    headers = {"Content-Type": content_type}
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, data=content, headers=headers) as answer,
    ):
        await answer.read()
        return answer.status


def environment(trakt: FakeTrakt, tvtime_url: str = "") -> dict[str, str]:
    return {
        **os.environ,
        "SCROBLARR_TRAKT_API_URL": trakt.api_url,
        "SCROBLARR_TRAKT_AUTH_URL": trakt.auth_url,
        "SCROBLARR_TVTIME_URL": tvtime_url,
    }


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "scroblarr_desktop", "--data-dir", str(folder), *arguments]


@asynccontextmanager
async def running(folder: Path, env: dict[str, str], *arguments: str) -> AsyncIterator[Program]:
    """Start the program on a free port and end it in an orderly way, if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *command(folder, "--headless", "--port", "0", *arguments),
        stdout=asyncio.subprocess.PIPE,
        env=env,
    )
    try:
        async with asyncio.timeout(STARTED_WITHIN_S):
            assert process.stdout is not None
            line = (await process.stdout.readline()).decode().strip()
            assert line.startswith("listening on http://127.0.0.1:"), line
        yield Program(process, line.removeprefix("listening on "), await api_key(folder, env))
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), 10)
        process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns


async def api_key(folder: Path, env: dict[str, str]) -> str:
    process = await asyncio.create_subprocess_exec(
        *command(folder, "api-key"), stdout=asyncio.subprocess.PIPE, env=env
    )
    output, _ = await process.communicate()
    process._transport.close()  # type: ignore[attr-defined]
    return output.decode().strip()
