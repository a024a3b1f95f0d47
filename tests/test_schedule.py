"""When to try again, and how far apart writes are."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scroblarr_desktop.schedule import OBEYED_TIMES, RETRY_AFTER, Pace, kept_time, wait_after

GAP_S = 0.1
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("failures", "wait"),
    [
        (0, timedelta(seconds=30)),
        (1, timedelta(minutes=2)),
        (2, timedelta(minutes=10)),
        (3, timedelta(hours=1)),
        (4, timedelta(hours=6)),
        (5, DAY),
        (6, DAY),
        (1000, DAY),
    ],
)
def test_the_waits_grow_to_a_day_and_stay_there(failures: int, wait: timedelta) -> None:
    waits = [wait_after(failures) for _ in range(50)]
    assert min(waits) >= wait
    assert max(waits) <= wait * 1.1


def test_a_household_does_not_call_in_step() -> None:
    assert len({wait_after(0) for _ in range(20)}) > 1


@given(st.integers(0, 50), st.floats(0, 86_400))
def test_what_the_service_asks_for_is_a_lower_bound(failures: int, asked_s: float) -> None:
    assert wait_after(failures, asked_s) >= timedelta(seconds=asked_s)


def test_a_short_wait_is_taken_at_its_word_until_it_turns_out_wrong() -> None:
    assert wait_after(OBEYED_TIMES - 1, 3.0) < timedelta(seconds=4)
    assert wait_after(OBEYED_TIMES, 3.0) >= RETRY_AFTER[-1]


def test_a_service_that_asks_for_no_wait_at_all_gets_a_second() -> None:
    assert wait_after(0, 0.0) >= timedelta(seconds=1)


# -- the pace


async def spent(work: object) -> float:
    started = time.monotonic()
    await work  # type: ignore[misc]
    return time.monotonic() - started


async def test_the_first_turn_keeps_the_gap_too() -> None:
    pace = Pace(GAP_S)
    assert await spent(pace.turn()) >= GAP_S * 0.95


async def test_turns_are_a_gap_apart_and_in_order() -> None:
    pace, order = Pace(GAP_S), []

    async def write(name: str) -> None:
        await pace.turn()
        order.append((name, time.monotonic()))

    await asyncio.gather(write("a"), write("b"), write("c"))
    assert [name for name, _ in order] == ["a", "b", "c"]
    times = [at for _, at in order]
    assert all(later - sooner >= GAP_S * 0.95 for sooner, later in pairwise(times))


async def test_who_gives_up_waiting_uses_no_turn() -> None:
    pace = Pace(GAP_S)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(pace.turn(), GAP_S / 4)
    assert await spent(pace.turn()) < GAP_S * 1.5


async def test_a_spare_turn_lets_everybody_else_go_first() -> None:
    pace, order = Pace(GAP_S), []

    async def spare() -> None:
        if await pace.spare_turn(lambda: True):
            order.append("spare")

    async def write() -> None:
        await pace.turn()
        order.append("write")

    await asyncio.gather(spare(), write(), write())
    assert order == ["write", "write", "spare"]


async def test_a_spare_turn_that_is_not_wanted_any_more_takes_none() -> None:
    pace = Pace(GAP_S)
    assert not await pace.spare_turn(lambda: False)
    assert await spent(pace.turn()) < GAP_S * 0.9


async def test_without_a_gap_nobody_waits() -> None:
    pace = Pace(0)
    assert await spent(asyncio.gather(*(pace.turn() for _ in range(50)))) < GAP_S


@pytest.mark.parametrize("kept", [None, 7, "", "soon", "2026-11-22T10:00:00"])
def test_what_is_no_time_of_the_settings_is_none(kept: object) -> None:
    assert kept_time(kept) is None


def test_a_time_of_the_settings_is_read() -> None:
    assert kept_time("2026-11-22T10:00:00+00:00") == datetime(2026, 11, 22, 10, tzinfo=UTC)
