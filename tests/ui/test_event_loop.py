from __future__ import annotations

import asyncio
import heapq
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.ui.event_loop import EventLoop, poll_less_often

YEAR_S = 365 * 24 * 3600.0


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[EventLoop]:
    event_loop = EventLoop(qapp)
    with event_loop:
        yield event_loop


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_ready_callbacks_run_in_the_order_of_their_registration(loop: EventLoop) -> None:
    order: list[int] = []
    for number in range(50):
        loop.call_soon(order.append, number)
    loop.call_soon(loop.stop)
    loop.run_forever()
    assert order == list(range(50))


def test_timers_fire_in_the_order_of_their_times(loop: EventLoop) -> None:
    order: list[str] = []
    now = loop.time()
    loop.call_later(0.03, order.append, "third")
    loop.call_at(now + 0.01, order.append, "first")
    loop.call_later(0.02, order.append, "second")
    loop.call_later(0.04, loop.stop)
    loop.run_forever()
    assert order == ["first", "second", "third"]


def test_a_timer_never_fires_early(loop: EventLoop) -> None:
    async def nap() -> float:
        started = time.monotonic()
        await asyncio.sleep(0.03)
        return time.monotonic() - started

    # The clock's own resolution is the only tolerance asyncio gives.
    assert loop.run_until_complete(nap()) >= 0.03 - time.get_clock_info("monotonic").resolution


def test_timers_tell_when_they_are_due_and_can_be_cancelled(loop: EventLoop) -> None:
    fired: list[str] = []
    due = loop.time() + 0.01
    timer = loop.call_at(due, fired.append, "cancelled")
    assert isinstance(timer, asyncio.TimerHandle)
    assert timer.when() == due
    timer.cancel()
    loop.call_later(0.02, loop.stop)
    loop.run_forever()
    assert fired == []


def test_two_thousand_timeouts_that_did_not_fire_leave_no_timer(loop: EventLoop) -> None:
    async def many() -> None:
        for _ in range(2000):
            async with asyncio.timeout(60):
                await asyncio.sleep(0)

    loop.run_until_complete(many())
    assert loop.pending_timers == 0


def test_cancelled_timers_go_even_while_an_earlier_one_waits(loop: EventLoop) -> None:
    async def many() -> int:
        waiting = loop.call_later(30, loop.stop)
        for timer in [loop.call_later(60 + number, print) for number in range(2000)]:
            timer.cancel()
        await turns()
        waiting.cancel()
        return loop.pending_timers

    assert loop.run_until_complete(many()) == 1


def test_live_timers_stay_in_order_when_cancelled_ones_are_dropped(loop: EventLoop) -> None:
    order: list[int] = []
    timers = [loop.call_later(0.001 * number, order.append, number) for number in range(40, 0, -1)]
    for timer in timers[:30]:
        timer.cancel()
    loop.call_later(0.05, loop.stop)
    loop.run_forever()
    assert order == list(range(1, 11))
    assert loop.pending_timers == 0


def test_a_wait_longer_than_a_qt_timer_can_count(loop: EventLoop) -> None:
    async def wait() -> bool:
        far = loop.call_later(5 * YEAR_S, print)
        await asyncio.sleep(0.001)
        still_waits = not far.cancelled() and loop.pending_timers == 1
        far.cancel()
        return still_waits

    assert loop.run_until_complete(wait())


def test_an_idle_loop_uses_next_to_no_processor_time(loop: EventLoop) -> None:
    loop.call_later(0.3, loop.stop)
    used = time.process_time()
    loop.run_forever()
    assert time.process_time() - used < 0.1


def test_qt_gets_its_turn_between_asyncio_callbacks_that_never_end(loop: EventLoop) -> None:
    paints: list[int] = []
    spins = 0

    def paint() -> None:
        paints.append(spins)
        if len(paints) == 20:
            loop.stop()

    def spin() -> None:
        nonlocal spins
        spins += 1
        loop.call_soon(spin)

    frames = QTimer()
    frames.setInterval(0)
    frames.timeout.connect(paint)
    frames.start()
    loop.call_soon(spin)
    loop.run_forever()
    frames.stop()
    assert len(paints) == 20
    assert spins <= 60


def test_a_long_queue_does_not_hold_up_qt(loop: EventLoop) -> None:
    done: list[int] = []
    seen: list[int] = []

    def work(number: int) -> None:
        end = time.perf_counter() + 0.002
        while time.perf_counter() < end:
            pass
        done.append(number)

    for number in range(100):
        loop.call_soon(work, number)
    loop.call_soon(loop.stop)
    QTimer.singleShot(1, lambda: seen.append(len(done)))
    loop.run_forever()
    assert done == list(range(100))
    assert seen
    assert seen[0] < 50


def test_a_thread_wakes_the_loop(loop: EventLoop) -> None:
    handles: list[asyncio.Handle] = []

    def elsewhere() -> None:
        handles.append(loop.call_soon_threadsafe(loop.stop))

    thread = threading.Thread(target=elsewhere)
    loop.call_soon(thread.start)
    loop.call_later(5, pytest.fail, "the thread did not wake the loop")
    loop.run_forever()
    thread.join()
    assert isinstance(handles[0], asyncio.Handle)


def test_many_threads_lose_nothing(loop: EventLoop) -> None:
    arrived: list[int] = []

    def arrive(number: int) -> None:
        arrived.append(number)
        if len(arrived) == 800:
            loop.stop()

    def elsewhere(first: int) -> None:
        for number in range(first, first + 200):
            loop.call_soon_threadsafe(arrive, number)

    threads = [threading.Thread(target=elsewhere, args=(first,)) for first in range(0, 800, 200)]
    for thread in threads:
        loop.call_soon(thread.start)
    loop.run_forever()
    for thread in threads:
        thread.join()
    assert sorted(arrived) == list(range(800))


def test_blocking_work_runs_in_our_own_threads(loop: EventLoop) -> None:
    name = loop.run_until_complete(
        loop.run_in_executor(None, lambda: threading.current_thread().name)
    )
    assert name.startswith("scroblarr-worker")


def test_closing_does_not_wait_for_a_hung_thread(qapp: QApplication) -> None:
    event_loop = EventLoop(qapp)
    release = threading.Event()

    async def hang() -> None:
        asyncio.ensure_future(event_loop.run_in_executor(None, release.wait, 30)).cancel()
        await turns()

    event_loop.run_until_complete(hang())
    started = time.monotonic()
    event_loop.close()
    took_s = time.monotonic() - started
    release.set()
    assert took_s < 5
    assert event_loop.is_closed()


def test_a_closed_loop_takes_no_more_work(qapp: QApplication) -> None:
    event_loop = EventLoop(qapp)
    event_loop.close()
    with pytest.raises(RuntimeError, match="closed"):
        event_loop.call_soon(print)
    with pytest.raises(RuntimeError, match="closed"):
        event_loop.call_soon_threadsafe(print)
    with pytest.raises(RuntimeError, match="closed"):
        event_loop.run_forever()


def test_quit_ends_run_forever_and_an_orderly_end_can_still_run(
    qapp: QApplication, loop: EventLoop
) -> None:
    steps: list[str] = []

    async def boot() -> None:
        steps.append("boot")
        await asyncio.sleep(0.01)
        qapp.quit()
        await asyncio.sleep(0)
        steps.append("after quit")

    async def shut_down() -> None:
        await asyncio.sleep(0.01)
        async with asyncio.timeout(1):
            await loop.run_in_executor(None, time.sleep, 0.001)
        steps.append("down")

    booting = loop.create_task(boot())
    loop.run_forever()
    loop.run_until_complete(asyncio.wait_for(shut_down(), 5))
    assert booting.done()
    assert steps == ["boot", "after quit", "down"]


def test_a_task_that_is_still_waiting_at_quit_is_not_broken(
    qapp: QApplication, loop: EventLoop
) -> None:
    reported: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: reported.append(context))

    async def ticking() -> int:
        ticks = 0
        while ticks < 30:
            await asyncio.sleep(0)
            asyncio.get_running_loop()
            ticks += 1
            if ticks == 10:
                qapp.quit()
        return ticks

    task = loop.create_task(ticking())
    loop.run_forever()
    assert loop.run_until_complete(task) == 30
    assert reported == []


def test_a_failing_callback_is_reported_and_the_loop_goes_on(loop: EventLoop) -> None:
    reported: list[dict[str, Any]] = []
    went_on: list[bool] = []
    loop.set_exception_handler(lambda _, context: reported.append(context))

    def fail() -> None:
        raise ValueError("broken on purpose")

    loop.call_soon(fail)
    loop.call_soon(went_on.append, True)
    loop.call_later(0.01, fail)
    loop.call_later(0.02, loop.stop)
    loop.run_forever()
    assert [str(context["exception"]) for context in reported] == ["broken on purpose"] * 2
    assert went_on == [True]


@pytest.mark.logs("ERROR asyncio: Task exception was never retrieved")
def test_without_a_handler_a_failure_goes_to_the_log(
    loop: EventLoop, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ValueError("broken on purpose")

    async def forget_a_task() -> None:
        task = asyncio.create_task(fail())
        await turns()
        del task

    loop.run_until_complete(forget_a_task())
    assert "broken on purpose" in caplog.text


def test_exit_from_a_callback_ends_run_forever(loop: EventLoop) -> None:
    loop.call_soon(sys.exit, 3)
    with pytest.raises(SystemExit) as ended:
        loop.run_forever()
    assert ended.value.code == 3
    assert not loop.is_running()


def test_running_twice_at_once_is_refused(loop: EventLoop) -> None:
    refused: list[str] = []

    def again() -> None:
        try:
            loop.run_forever()
        except RuntimeError as error:
            refused.append(str(error))
        loop.call_later(0.01, loop.stop)

    loop.call_soon(again)
    loop.run_forever()
    assert refused == ["This event loop is already running"]


def test_a_nested_qt_loop_does_not_break_tasks(qapp: QApplication, loop: EventLoop) -> None:
    async def other() -> int:
        for _ in range(20):
            await asyncio.sleep(0)
        return 20

    async def nests() -> None:
        for _ in range(5):
            qapp.processEvents()
            await asyncio.sleep(0)

    async def both() -> int:
        task = asyncio.create_task(other())
        await nests()
        return await task

    assert loop.run_until_complete(both()) == 20


def test_async_generators_are_closed(loop: EventLoop) -> None:
    closed: list[bool] = []

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed.append(True)

    async def take_one() -> None:
        async for _ in numbers():
            break
        await turns(20)

    loop.run_until_complete(take_one())
    assert closed == [True]


if os.name != "nt":  # Windows has no signal handlers on event loops

    def test_signals_reach_the_loop(loop: EventLoop) -> None:
        got: list[int] = []

        def take(number: int) -> None:
            got.append(number)
            loop.stop()

        loop.add_signal_handler(signal.SIGTERM, take, signal.SIGTERM)
        loop.call_soon(os.kill, os.getpid(), signal.SIGTERM)
        loop.run_forever()
        assert loop.remove_signal_handler(signal.SIGTERM)
        assert got == [signal.SIGTERM]


def test_readers_and_writers(loop: EventLoop) -> None:
    left, right = socket.socketpair()
    left.setblocking(False)
    right.setblocking(False)
    got: list[bytes] = []

    def read() -> None:
        got.append(right.recv(100))
        loop.remove_reader(right)
        loop.stop()

    def write() -> None:
        left.send(b"hello")
        loop.remove_writer(left)

    loop.add_reader(right, read)
    loop.add_writer(left, write)
    loop.run_forever()
    left.close()
    right.close()
    assert got == [b"hello"]


async def test_async_tests_run_on_this_loop() -> None:
    assert isinstance(asyncio.get_running_loop(), EventLoop)


async def test_a_web_server_and_its_client() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=(await request.text())[::-1])

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=15, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = "http://{}:{}/".format(*runner.addresses[0][:2])
    async with aiohttp.ClientSession() as session:

        async def ask(number: int) -> str:
            async with session.post(address, data=f"question {number}") as response:
                return await response.text()

        answers = await asyncio.gather(*(ask(number) for number in range(200)))
    await runner.cleanup()
    assert answers == [f"question {number}"[::-1] for number in range(200)]


def test_the_windows_worker_waits_longer_and_still_hands_on_everything() -> None:
    class Proactor:
        def __init__(self) -> None:
            self.asked_for_s: list[float] = []
            self.events = [["first"], [], ["second"]]

        def select(self, timeout: float) -> list[str]:
            self.asked_for_s.append(timeout)
            return self.events.pop(0)

    class Emitter:
        def __init__(self, worker: Any) -> None:
            self.worker = worker
            self.got: list[list[str]] = []

        def emit(self, events: list[str]) -> None:
            self.got.append(events)
            self.worker._EventWorker__stop = events == ["second"]

    class _EventWorker:
        # The names as they are inside qasync's class.
        def __init__(self) -> None:
            self.__stop = False
            self.__proactor = Proactor()
            self.__sig_events = Emitter(self)
            self.__semaphore = threading.Semaphore(0)

        @property
        def parts(self) -> tuple[Proactor, Emitter, threading.Semaphore]:
            return self.__proactor, self.__sig_events, self.__semaphore

        def run(self) -> None:
            raise AssertionError("replaced")

    poll_less_often(_EventWorker, 0.25)
    worker = _EventWorker()
    worker.run()
    proactor, emitter, semaphore = worker.parts
    assert proactor.asked_for_s == [0.25] * 3
    assert emitter.got == [["first"], ["second"]]
    assert semaphore.acquire(blocking=False)


def test_the_heap_stays_a_heap(loop: EventLoop) -> None:
    timers = [loop.call_later(100 - number, print) for number in range(100)]
    for timer in timers[::3] + timers[::2]:
        timer.cancel()
    loop.call_soon(loop.stop)
    loop.run_forever()
    dues = [timer.when() for timer in loop._scheduled]
    assert heapq.nsmallest(1, dues)[0] == dues[0]
    assert loop.pending_timers < 60
