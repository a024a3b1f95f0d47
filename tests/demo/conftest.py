"""Two simulated people at a fake Trakt, and a plain client that sends what a test says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from scroblarr_desktop.demo.calls import parsed
from scroblarr_desktop.demo.catalogue import Alias, Catalogue, Movie, Show, Translation
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

AGENT = "FakeTests/1.0 (+https://example.invalid)"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 20, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any


class Client:
    """Sends one request as it is told to. `token`, `key` and `agent` go along unless emptied."""

    def __init__(self, session: aiohttp.ClientSession, fake: FakeTrakt) -> None:
        self.session = session
        self.fake = fake
        self.token = ""
        self.key = "client"
        self.agent = AGENT
        self.version = "2"

    def headers(self) -> dict[str, str]:
        headers = {"User-Agent": self.agent, "trakt-api-key": self.key}
        headers["trakt-api-version"] = self.version
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return {name: value for name, value in headers.items() if value}

    async def api(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        return await self.send(method, self.fake.api_url + path, body, **more)

    async def auth(self, path: str, body: Any, **more: Any) -> Answer:
        return await self.send("POST", self.fake.auth_url + path, body, **more)

    async def send(
        self, method: str, url: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Answer:
        sent = self.headers() | (headers or {})
        kwargs: dict[str, Any] = {"json": body} if not isinstance(body, str) else {"data": body}
        if body is None:
            kwargs = {}
        skipped = [] if self.agent else ["User-Agent"]
        async with self.session.request(
            method, url, headers=sent, skip_auto_headers=skipped, **kwargs
        ) as response:
            text = await response.text()
            return Answer(response.status, parsed(text), response.headers)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def film(catalogue: Catalogue) -> Movie:
    return catalogue.add_movie(
        "The Lantern Year",
        2019,
        translations=[Translation("Das Laternenjahr", "de", "de")],
    )


@pytest.fixture
def series(catalogue: Catalogue) -> Show:
    return catalogue.add_show(
        "Harbour Street",
        2016,
        seasons={1: 4, 2: 3},
        specials=2,
        aliases=[Alias("Hafenstraße", "de")],
    )


@pytest.fixture
async def fake(
    catalogue: Catalogue, clock: Clock, film: Movie, series: Show
) -> AsyncIterator[FakeTrakt]:
    async with FakeTrakt(catalogue, clock) as fake:
        fake.add_app("client", "secret")
        fake.write_gap_s = 0
        fake.device_interval_s = 0
        yield fake


@pytest.fixture
def anna(fake: FakeTrakt) -> FakeUser:
    return fake.add_user("anna", vip=True)


@pytest.fixture
async def stranger(fake: FakeTrakt) -> AsyncIterator[Client]:
    """A client of the app that nobody has signed in to."""
    async with aiohttp.ClientSession() as session:
        yield Client(session, fake)


@pytest.fixture
def client(stranger: Client, fake: FakeTrakt, anna: FakeUser) -> Client:
    """A client that Anna signed in to."""
    stranger.token = fake.sign_in(anna, "client")["access_token"]
    return stranger
