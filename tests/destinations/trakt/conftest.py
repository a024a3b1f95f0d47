"""Anna, signed in to a strict Trakt on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show, Translation
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser
from scroblarr_desktop.destinations import Access, AppCredentials, Exchange, Tokens
from scroblarr_desktop.destinations.trakt import Trakt
from scroblarr_desktop.remote.calls import Calls

APP = AppCredentials("client", "secret")
START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The time at the fake and in the client."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Settings:
    """Holds the household's app, as Settings would."""

    app: AppCredentials | None = field(default_factory=lambda: APP)

    def __call__(self) -> AppCredentials | None:
        return self.app


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def film(catalogue: Catalogue) -> Movie:
    return catalogue.add_movie("The Lantern Year", 2019, original_title="L'année des lanternes")


@pytest.fixture
def series(catalogue: Catalogue) -> Show:
    translations = [
        Translation("Hafenstraße", "de", "de"),
        Translation("Rua do Porto", "pt", "br"),
    ]
    return catalogue.add_show(
        "Harbour Street", 2016, seasons={1: 4, 2: 3}, specials=2, translations=translations
    )


@pytest.fixture
async def fake(
    catalogue: Catalogue, clock: Clock, film: Movie, series: Show
) -> AsyncIterator[FakeTrakt]:
    async with FakeTrakt(catalogue, clock) as fake:
        fake.add_app(APP.client_id, APP.client_secret)
        fake.write_gap_s = 0
        fake.device_interval_s = 0
        yield fake


@pytest.fixture
def anna(fake: FakeTrakt) -> FakeUser:
    return fake.add_user("anna", vip=True)


@pytest.fixture
def trakt(fake: FakeTrakt, calls: Calls, settings: Settings, clock: Clock) -> Trakt:
    return Trakt(calls, fake.api_url, fake.auth_url, settings, language="pt", clock=clock)


@pytest.fixture
def kept() -> list[Exchange]:
    """What was kept of the exchanges."""
    return []


@pytest.fixture
def access(fake: FakeTrakt, anna: FakeUser, kept: list[Exchange]) -> Access:
    body = fake.sign_in(anna, APP.client_id)
    tokens = Tokens(
        body["access_token"],
        body["refresh_token"],
        client_id=APP.client_id,
        redirect_uri="urn:ietf:wg:oauth:2.0:oob",
    )
    return Access(tokens, kept.append)
