"""Webhooks that have stopped: the server's history gives them away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scroblarr_desktop import attention
from scroblarr_desktop.store import (
    catch_up,
)
from scroblarr_desktop.store.records import (
    HookState,
)
from tests.sync.telling import (
    EPISODES,
    FILM,
    HOUR,
    MINUTE,
    NOON,
    Desk,
    a_desk,
    give,
    listens,
    signed_in,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "data") as desk:
        yield desk


# -- webhooks that have stopped


def test_a_watch_that_only_the_history_tells_of_gives_dead_webhooks_away(desk: Desk) -> None:
    signed_in(desk, HookState.SET)
    give(desk, "Anna", 501)
    listens(NOON - HOUR, NOON)
    desk.finishes(501, FILM, NOON - 30 * MINUTE)
    desk.read()
    desk.settle()
    assert catch_up.of(desk.plex).webhooks_missed_at == NOON - 30 * MINUTE
    (need,) = [one for one in attention.needs(NOON) if one.key == f"server:{desk.plex}"]
    assert need.title.startswith("Attic has stopped reporting")
    assert need.actions[0] == ("repair", "Repair")
    desk.hear(desk.finishes(501, EPISODES[0], NOON), NOON)
    desk.settle()
    assert catch_up.of(desk.plex).webhooks_missed_at is None
    assert attention.needs(NOON) == []


@pytest.mark.parametrize(
    ("state", "asleep", "age"),
    [
        (HookState.SET, True, 30 * MINUTE),
        (HookState.IMPOSSIBLE, False, 30 * MINUTE),
        (HookState.SET, False, 2 * MINUTE),
    ],
)
def test_these_prove_nothing(desk: Desk, state: HookState, asleep: bool, age: timedelta) -> None:
    signed_in(desk, state)
    give(desk, "Anna", 501)
    listens(NOON - HOUR, NOON - 40 * MINUTE if asleep else NOON)
    desk.finishes(501, FILM, NOON - age)
    desk.read()
    desk.settle()
    assert len(desk.watches()) == 1
    assert catch_up.of(desk.plex).webhooks_missed_at is None
