from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.attacks import tally
from tests.attacks.trackers import TRACKERS, Tracker
from tests.attacks.world import World, a_world


@pytest.fixture(autouse=True)
def _quiet_fakes() -> Iterator[None]:
    """The fakes' web server complains when its caller is killed, or when it is stopped itself."""
    complaints = logging.getLogger("aiohttp.server")
    complaints.disabled = True
    yield
    complaints.disabled = False


@pytest.fixture(autouse=True)
def _tally(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Hand what the attack came to to whoever ends the run, which may be another process."""
    tally.drained()
    yield
    for found in tally.drained():
        record_property(tally.PROPERTY, found)


@pytest_asyncio.fixture(params=TRACKERS, ids=lambda one: one.name)
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """A household with one tracker; the test runs once for each there is."""
    kind: type[Tracker] = request.param
    async with a_world(tmp_path / "data", [kind]) as world:
        yield world


@pytest_asyncio.fixture
async def whole_world(tmp_path: Path) -> AsyncIterator[World]:
    """A household with every tracker."""
    async with a_world(tmp_path / "data") as world:
        yield world
