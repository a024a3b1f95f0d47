"""The asyncio event loop that runs inside Qt's."""

from __future__ import annotations

import asyncio
import heapq
import logging
import os
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any

# qasync takes the first Qt binding that is loaded: PySide6 has to come before it.
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

import qasync  # isort: skip

logger = logging.getLogger(__name__)

LONGEST_NAP_S = 24 * 3600
"""A QTimer counts milliseconds in 32 bits; longer waits are cut into pieces of this length."""

BRIEF_TURN_S = 0.003
ROUNDS_IN_A_TURN = 3
"""What callbacks bring up is run in the same turn, so often and while no more time has passed, in
seconds: each way through Qt's loop takes longer than most of them."""

LONGEST_TURN_S = 0.015
"""After this long the windows get their turn before the next callback, in seconds."""

PRECISE_BELOW_S = 1.0
"""Shorter waits need an exact timer; longer ones may be off by a few percent, which saves power."""

WORKER_THREADS = 4
WINDOWS_POLL_S = 0.25


class _Waker(QObject):
    """Carries "there is something to do" from any thread to the loop's own."""

    woken = Signal()


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no type hints
    """An asyncio loop on Qt's, with one Qt timer however many asyncio timers there are.

    qasync makes one Qt timer per asyncio timer and keeps cancelled ones until they would have
    fired; a process on Windows has 10,000 of them. Here asyncio's own queue and heap are used, as
    in asyncio's other loops, and one QTimer drives them.

    Callbacks run only while the loop runs: what is left when the application quits waits for the
    next `run_until_complete`. Turns never nest: while a nested Qt loop runs inside a callback
    (which nothing here should start), asyncio stands still instead of breaking tasks.
    """

    _ready: deque[Any]
    _scheduled: list[Any]
    _timer_cancelled_count: int

    def __init__(self, app: QCoreApplication | None = None) -> None:
        self._nap = QTimer()
        self._nap.setSingleShot(True)
        self._nap.timeout.connect(self._turn)
        self._nap_until: float | None = None
        self._in_turn = False
        self._fatal: BaseException | None = None
        self._waker = _Waker()
        self._waker.woken.connect(self._arm, Qt.ConnectionType.QueuedConnection)
        super().__init__(app)
        self.set_default_executor(
            ThreadPoolExecutor(WORKER_THREADS, thread_name_prefix="scroblarr-worker")
        )

    # asyncio's own ways where qasync has lesser ones: its executor of QThreads holds up closing.
    run_in_executor = asyncio.BaseEventLoop.run_in_executor
    set_default_executor = asyncio.BaseEventLoop.set_default_executor
    set_exception_handler = asyncio.BaseEventLoop.set_exception_handler
    default_exception_handler = asyncio.BaseEventLoop.default_exception_handler
    call_exception_handler = asyncio.BaseEventLoop.call_exception_handler
    call_later = asyncio.BaseEventLoop.call_later

    @property
    def pending_timers(self) -> int:
        """How many asyncio timers wait in the heap, cancelled ones that are still kept included."""
        return len(self._scheduled)

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        handle: asyncio.Handle = asyncio.BaseEventLoop.call_soon(
            self, callback, *args, context=context
        )
        self._arm()
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._waker.woken.emit()
        return handle

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        timer: asyncio.TimerHandle = asyncio.BaseEventLoop.call_at(
            self, when, callback, *args, context=context
        )
        if self._scheduled[0] is timer:
            self._arm()
        return timer

    def run_forever(self) -> None:
        """Run until `stop` or until the application quits. Raises what ended a callback hard."""
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
        )
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*hooks)
            self._nap.stop()
            self._nap_until = None
        if self._fatal is not None:
            fatal, self._fatal = self._fatal, None
            raise fatal

    def close(self) -> None:
        super().close()
        self._nap.stop()

    def _process_event(self, *event: Any) -> None:
        # A socket is ready (Windows has another way): what that brings up is run with it.
        super()._process_event(*event)
        self._turn()

    def _before_run_forever(self) -> None:
        super()._before_run_forever()
        self._arm()

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        # asyncio calls this for signals. Nothing in qasync is left that would pass a delay.
        if not handle.cancelled():
            self._ready.append(handle)
            self._arm()
        return handle

    def _forget_cancelled(self) -> None:
        """Drop cancelled timers: all once they are the greater half, else those at the head."""
        if 2 * self._timer_cancelled_count > len(self._scheduled):
            for handle in self._scheduled:
                handle._scheduled = not handle.cancelled()
            self._scheduled = [handle for handle in self._scheduled if handle._scheduled]
            heapq.heapify(self._scheduled)
            self._timer_cancelled_count = 0
        while self._scheduled and self._scheduled[0].cancelled():
            heapq.heappop(self._scheduled)._scheduled = False
            self._timer_cancelled_count -= 1

    def _arm(self) -> None:
        """Set the one timer to when something is next to be done; if nothing is, stop it."""
        if self._in_turn or not self.is_running() or self.is_closed():
            return
        self._forget_cancelled()
        if self._ready:
            due = 0.0
        elif self._scheduled:
            due = self._scheduled[0].when()
        else:
            self._nap_until = None
            self._nap.stop()
            return
        if self._nap_until is None or due != self._nap_until:
            self._nap_until = due
            self._sleep(max(0.0, due - self.time()))

    def _sleep(self, delay_s: float) -> None:
        precise = delay_s < PRECISE_BELOW_S
        self._nap.setTimerType(Qt.TimerType.PreciseTimer if precise else Qt.TimerType.CoarseTimer)
        # Rounded up: a nap that ends a fraction too early would only be followed by another.
        self._nap.start(int(-(-min(delay_s, LONGEST_NAP_S) * 1000 // 1)))

    def _turn(self) -> None:
        """Run what is ready now, then let Qt have its turn."""
        self._nap_until = None
        if self._in_turn or not self.is_running():
            return
        self._in_turn = True
        started = self.time()
        try:
            for _ in range(ROUNDS_IN_A_TURN):
                self._take_due_timers()
                self._run_ready()
                is_over = not self._ready or not self.is_running()
                if is_over or self.time() >= started + BRIEF_TURN_S:
                    break
        finally:
            self._in_turn = False
            self._arm()

    def _take_due_timers(self) -> None:
        now = self.time() + self._clock_resolution
        self._forget_cancelled()
        while self._scheduled and self._scheduled[0].when() <= now:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            if handle.cancelled():
                self._timer_cancelled_count -= 1
            else:
                self._ready.append(handle)

    def _run_ready(self) -> None:
        """Run at most what is ready at the start, in order; what comes up meanwhile comes later."""
        end = self.time() + LONGEST_TURN_S
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle.cancelled():
                continue
            try:
                self._run_handle(handle)
            except (KeyboardInterrupt, SystemExit) as error:
                # Qt would swallow these; asyncio promises that they end `run_forever`.
                self._fatal = error
                self.stop()
                return
            if self.time() >= end:
                return

    def _run_handle(self, handle: asyncio.Handle) -> None:
        started = self.time()
        handle._run()
        if self.get_debug() and self.time() - started >= self.slow_callback_duration:
            logger.warning("%r took %.3f s", handle, self.time() - started)


def poll_less_often(worker: type[Any], poll_s: float = WINDOWS_POLL_S) -> None:
    """Make qasync's Windows worker wake `1 / poll_s` times a second instead of 100 times.

    A completed operation still ends its wait at once; only stopping takes up to `poll_s` longer.
    """

    def run(self: Any) -> None:
        self._EventWorker__semaphore.release()
        while not self._EventWorker__stop:
            events = self._EventWorker__proactor.select(poll_s)
            if events:
                self._EventWorker__sig_events.emit(events)

    worker.run = run


if os.name == "nt":  # pragma: no cover
    from importlib.metadata import version

    # Other versions may have another worker: leave theirs alone.
    if version("qasync") == "0.28.0":
        from qasync import _windows

        poll_less_often(_windows._EventWorker)
