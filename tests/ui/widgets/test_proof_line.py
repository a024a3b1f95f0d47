from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Place, Server
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.proof_line import ProofLine
from tests.ui.reaching import CABLE, anna_plays, backing_of, by_hand, computer_with


@pytest_asyncio.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    async with computer_with(tmp_path, [CABLE]) as engine:
        yield engine


@pytest_asyncio.fixture
async def backing(engine: Engine) -> AsyncIterator[Backing]:
    async with backing_of(engine) as backing:
        yield backing


@pytest.fixture
def server(engine: Engine) -> Server:
    return by_hand(Place.HERE)


async def test_it_turns_green_while_somebody_looks(backing: Backing, server: Server) -> None:
    line = ProofLine(backing, server.id)
    heard: list[bool] = []
    line.heard.connect(lambda: heard.append(True))
    line.show()
    assert line.mark.name == "waiting"
    assert line.sentence.text().startswith("Waiting for the first event")
    await anna_plays(backing.engine, server.id)
    line.refresh()
    assert line.mark.name == "delivered"
    assert "Anna began to watch The Lantern Year (2019)" in line.sentence.text()
    assert line.sentence.text() in line.accessibleName()
    line.refresh()
    assert heard == [True]


async def test_it_looks_by_itself_only_while_it_is_seen(backing: Backing, server: Server) -> None:
    line = ProofLine(backing, server.id)
    assert not line._timer.isActive()
    line.show()
    assert line._timer.isActive()
    line.hide()
    assert not line._timer.isActive()


async def test_calls_with_an_old_address_stand_below(backing: Backing, server: Server) -> None:
    engine = backing.engine
    old = engine.webhook_address(server.kind, server.id)
    line = ProofLine(backing, server.id)
    assert line.callers.isHidden()
    servers.renew_secret(server.id)
    assert await anna_plays(engine, server.id, old) == 404
    line.refresh()
    assert line.callers.text().startswith("1 call with an old or wrong address from 127.0.0.1")
    assert old.rpartition("/")[2] not in line.accessibleName()


async def test_a_server_that_is_gone_is_no_trouble(backing: Backing, server: Server) -> None:
    line = ProofLine(backing, server.id)
    servers.delete(server.id)
    line.refresh()
    assert line.mark.name == "waiting"
