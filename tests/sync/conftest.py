from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.sync.world import World, a_world


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path / "data") as world:
        yield world


@pytest_asyncio.fixture
async def real_world(tmp_path: Path) -> AsyncIterator[World]:
    """One in which writes keep their pace."""
    async with a_world(tmp_path / "data", real_pace=True) as world:
        yield world
