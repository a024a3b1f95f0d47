"""Webhooks that come together are kept together, and all hear how it went."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from scroblarr_desktop.http_server import saving
from scroblarr_desktop.http_server.saving import Saving
from scroblarr_desktop.store import Locked, Store, inbox
from scroblarr_desktop.store.inbox import Arrival
from tests.http_server.conftest import Home

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many webhooks went into each commit."""
    sizes: list[int] = []
    real = inbox.save_all

    def counted(arrivals: Iterable[Arrival]) -> None:
        given = list(arrivals)
        sizes.append(len(given))
        real(given)

    monkeypatch.setattr(inbox, "save_all", counted)
    return sizes


def arrival(home: Home, number: int) -> Arrival:
    return Arrival(home.plex.kind, home.plex.id, b'{"n": %d}' % number, NOON)


def bodies() -> list[bytes]:
    return [entry.body for entry in inbox.entries(limit=100)][::-1]


async def test_one_alone_does_not_wait_for_others(home: Home, commits: list[int]) -> None:
    here = Saving()
    await here.save(arrival(home, 1), alone=True)
    await here.save(arrival(home, 2), alone=True)
    assert commits == [1, 1]


async def test_several_wait_for_the_disk_once_and_keep_their_order(
    home: Home, commits: list[int]
) -> None:
    here = Saving()
    await asyncio.gather(*(here.save(arrival(home, number), alone=False) for number in range(7)))
    await here.save(arrival(home, 7), alone=False)
    assert commits == [7, 1]
    assert bodies() == [b'{"n": %d}' % number for number in range(8)]


async def test_all_hear_that_it_failed(
    home: Home, store: Store, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "LOCKED_WAIT_S", 0.0)
    store.db.pragma("busy_timeout", 1)
    other = sqlite3.connect(store.folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    here = Saving()
    found = await asyncio.gather(
        *(here.save(arrival(home, number), alone=False) for number in range(3)),
        return_exceptions=True,
    )
    other.execute("ROLLBACK")
    other.close()
    assert [type(one) for one in found] == [Locked] * 3
    assert (commits, bodies()) == ([3], [])


async def test_whoever_went_away_meanwhile_does_not_hold_up_the_others(home: Home) -> None:
    here = Saving()
    gone = asyncio.ensure_future(here.save(arrival(home, 1), alone=False))
    stays = asyncio.ensure_future(here.save(arrival(home, 2), alone=False))
    await asyncio.sleep(0)
    gone.cancel()
    await stays
    assert gone.cancelled()
    assert bodies() == [b'{"n": 1}', b'{"n": 2}']
