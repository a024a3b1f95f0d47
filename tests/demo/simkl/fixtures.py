"""Anna at a fake Simkl, and clients with and without her token."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.simkl.fake import FakeSimkl
from scroblarr_desktop.demo.simkl.world import SimklUser
from tests.demo.conftest import Clock
from tests.demo.simkl.client import SimklClient


@pytest.fixture
async def simkl(
    catalogue: Catalogue, clock: Clock, film: Movie, series: Show
) -> AsyncIterator[FakeSimkl]:
    async with FakeSimkl(catalogue, clock) as simkl:
        simkl.add_app("client")
        simkl.add_app("newer", newer=True)
        simkl.write_gap_s = 0
        simkl.pin_interval_s = 0
        yield simkl


@pytest.fixture
def anna(simkl: FakeSimkl) -> SimklUser:
    return simkl.add_user("anna")


@pytest.fixture
async def anybody(simkl: FakeSimkl) -> AsyncIterator[SimklClient]:
    """A client of the app that nobody has signed in to."""
    async with aiohttp.ClientSession() as session:
        yield SimklClient(session, simkl)


@pytest.fixture
def hers(anybody: SimklClient, simkl: FakeSimkl, anna: SimklUser) -> SimklClient:
    """A client that Anna signed in to."""
    anybody.token = simkl.sign_in(anna, "client")
    return anybody
