"""Background tasks with a name and an owner."""

from __future__ import annotations

import asyncio
import gc

import pytest

from scroblarr_desktop.tasks import Tasks, called_within


async def test_a_task_nobody_holds_lives_on_under_its_name() -> None:
    tasks, done = Tasks(), asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        done.set()

    name = tasks.spawn(work(), "polishing").get_name()
    gc.collect()
    await asyncio.wait_for(done.wait(), 1)
    assert name == "polishing"


async def test_stopping_ends_all_and_waits_for_their_tidying_up() -> None:
    tasks, tidied = Tasks(), []

    async def work(number: int) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            tidied.append(number)

    running = [tasks.spawn(work(number), f"work {number}") for number in range(3)]
    await asyncio.sleep(0)
    await tasks.stop()
    assert sorted(tidied) == [0, 1, 2]
    assert all(task.cancelled() for task in running)


async def test_stopping_with_nothing_to_stop_is_no_trouble() -> None:
    tasks = Tasks()
    await tasks.stop()
    ended = tasks.spawn(asyncio.sleep(0), "short")
    await ended
    await tasks.stop()
    assert not ended.cancelled()


@pytest.mark.logs(r"ERROR .*tasks: task clumsy failed(.|\n)*ZeroDivisionError")
async def test_one_that_fails_says_so_and_disturbs_no_other() -> None:
    tasks, other = Tasks(), asyncio.Event()

    async def fail() -> None:
        raise ZeroDivisionError

    async def go_on() -> None:
        await asyncio.sleep(0)
        other.set()

    failed = tasks.spawn(fail(), "clumsy")
    tasks.spawn(go_on(), "steady")
    await asyncio.wait_for(other.wait(), 1)
    await tasks.stop()
    assert isinstance(failed.exception(), ZeroDivisionError)


async def test_a_wait_ends_when_it_is_called_or_over() -> None:
    event = asyncio.Event()
    assert not await called_within(event, 0.001)
    event.set()
    assert await called_within(event, 60)
    assert event.is_set()
