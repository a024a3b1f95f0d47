"""Anna, signed in to a strict Simkl on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show, Translation
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.world import SimklUser
from scroblarr_desktop.destinations import Access, AppCredentials, Exchange, Tokens
from scroblarr_desktop.destinations.simkl import Simkl
from scroblarr_desktop.remote.calls import Calls

APP = AppCredentials("client")
NEWER = AppCredentials("newer")
START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The time at the fake and in the client."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def film(catalogue: Catalogue) -> Movie:
    return catalogue.add_movie("The Lantern Year", 2019, original_title="L'année des lanternes")


@pytest.fixture
def series(catalogue: Catalogue) -> Show:
    translations = [Translation("Hafenstraße", "de", "de")]
    return catalogue.add_show(
        "Harbour Street", 2016, seasons={1: 4, 2: 3}, specials=2, translations=translations
    )


@pytest.fixture
async def fake(
    catalogue: Catalogue, clock: Clock, film: Movie, series: Show
) -> AsyncIterator[FakeSimkl]:
    async with FakeSimkl(catalogue, clock) as fake:
        fake.add_app(APP.client_id)
        fake.add_app(NEWER.client_id, newer=True)
        fake.write_gap_s = 0
        fake.pin_interval_s = 0
        yield fake
        assert fake.guesses == 0
        assert fake.whole_reads == 0
        assert fake.rewatch_writes == 0


@pytest.fixture
def anime(catalogue: Catalogue, fake: FakeSimkl) -> Show:
    """An anime whose two seasons are two titles at Simkl."""
    show = catalogue.add_show(
        "Kites over Kanda", 2020, seasons={1: 13, 2: 12}, original_title="神田の凧"
    )
    fake.add_anime(show)
    return show


@pytest.fixture
def anna(fake: FakeSimkl) -> SimklUser:
    return fake.add_user("anna")


@pytest.fixture
def simkl(fake: FakeSimkl, calls: Calls, clock: Clock) -> Simkl:
    return Simkl(calls, fake.url, lambda: APP, clock=clock, post_gap_s=0)


@pytest.fixture
def kept() -> list[Exchange]:
    """What was kept of the exchanges."""
    return []


@pytest.fixture
def access(fake: FakeSimkl, anna: SimklUser, kept: list[Exchange]) -> Access:
    token = fake.sign_in(anna, APP.client_id)
    return Access(Tokens(token, client_id=APP.client_id), kept.append)
