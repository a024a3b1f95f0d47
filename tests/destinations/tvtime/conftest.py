"""Anna, signed in to a server that speaks TV Time's language, on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.tvtime.fake import FakeTvTime
from scroblarr_desktop.demo.tvtime.world import TvTimeUser
from scroblarr_desktop.destinations import Access, Exchange
from scroblarr_desktop.destinations.tvtime import TvTime
from scroblarr_desktop.remote.calls import Calls

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def film(catalogue: Catalogue) -> Movie:
    catalogue.add_show("The Lantern Year", 2018, seasons={1: 1})
    catalogue.add_movie("The Lantern Year", 1961)
    return catalogue.add_movie("The Lantern Year", 2019)


@pytest.fixture
def series(catalogue: Catalogue) -> Show:
    return catalogue.add_show("Harbour Street", 2016, seasons={1: 4}, specials=1)


@pytest.fixture
async def fake(catalogue: Catalogue, film: Movie, series: Show) -> AsyncIterator[FakeTvTime]:
    async with FakeTvTime(catalogue, now) as fake:
        yield fake


@pytest.fixture
def anna(fake: FakeTvTime) -> TvTimeUser:
    return fake.add_user("Anna", "her password")


@pytest.fixture
def tvtime(calls: Calls) -> TvTime:
    return TvTime(calls, clock=now)


@pytest.fixture
def kept() -> list[Exchange]:
    return []


@pytest.fixture
async def access(
    tvtime: TvTime, fake: FakeTvTime, anna: TvTimeUser, kept: list[Exchange]
) -> Access:
    tokens, _ = await tvtime.sign_in(fake.url, anna.login, anna.password)
    fake.calls.clear()
    return Access(tokens, kept.append)
