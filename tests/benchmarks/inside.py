"""The program itself, with a line into it: questions come on stdin, answers go to stdout as JSON.

    python -m tests.benchmarks.inside --data-dir DIR --port N

A thread sleeps until a line comes, so nobody who measures an idle app measures this. Lines:

    close               close the windows, as a person does who leaves the app in the tray
    show NAME           turn the window to that page
    open log            turn to the log; return how long it took until that was painted
    end                 go to the last row; return the same
    search WORDS, member ID, clear    filter the log
    done                when the first and all rows of that were there, once they are
    counts              pending asyncio timers, running Qt timers, objects
    stalls              begin to measure how long the loop leaves a Qt timer waiting
    stalled             end that; return what was found
    profile / profiled FILE    begin to write down where time goes; end that, and keep it
"""

from __future__ import annotations

import cProfile
import gc
import json
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from scroblarr_desktop import app, cli
from scroblarr_desktop.ui.event_loop import EventLoop
from tests.benchmarks.figures import summary

if TYPE_CHECKING:
    from scroblarr_desktop.ui.main_window import MainWindow

EVERY_MS = 5


class ProbedLoop(EventLoop):
    """The app's own loop, which says where it is."""

    running: ProbedLoop | None = None

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        ProbedLoop.running = self


class Stalls:
    """How much later than it should a timer of a few milliseconds gets its turn.

    And how long this thread worked meanwhile, which others at work on this computer do not change.
    """

    def __init__(self) -> None:
        self._late_s: list[float] = []
        self._worked_s: list[float] = []
        self._before_s = 0.0
        self._spent_s = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._late_s.clear()
        self._worked_s.clear()
        self._before_s, self._spent_s = time.perf_counter(), time.thread_time()
        self._timer.start()

    def end(self) -> dict[str, Any]:
        self._timer.stop()
        return {**summary(self._late_s), "worked": summary(self._worked_s)}

    def _tick(self) -> None:
        now_s, spent_s = time.perf_counter(), time.thread_time()
        self._late_s.append(max(0.0, now_s - self._before_s - EVERY_MS / 1000))
        self._worked_s.append(spent_s - self._spent_s)
        self._before_s, self._spent_s = now_s, spent_s


def main_window() -> MainWindow:
    from scroblarr_desktop.ui.main_window import MainWindow  # the app loads it late, too

    [window] = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return window


class LongLog:
    """What a person does with the log, and when it is to be seen."""

    def __init__(self) -> None:
        self._began_s = 0.0
        self._found: dict[str, float] = {}
        self._follows = False

    def open(self, page: str) -> float:
        window = main_window()
        window.present()
        began_s = time.perf_counter()
        self._begin()  # which makes the page, the first time
        self._began_s = began_s
        window.show_page(page)
        window.log_page.table.viewport().repaint()
        return time.perf_counter() - began_s

    def end(self) -> float:
        began_s, page = time.perf_counter(), main_window().log_page
        page.table.choose(page.model.id_at(page.model.rowCount() - 1))
        page.table.viewport().repaint()
        return time.perf_counter() - began_s

    def search(self, *words: str) -> None:
        self._begin()
        filters = main_window().log_page.filters
        filters.search.setText(" ".join(words))
        filters.search_now()

    def member(self, member_id: str) -> None:
        self._begin()
        chosen = main_window().log_page.filters.member
        chosen.setCurrentIndex(chosen.findData(int(member_id)))

    def clear(self) -> None:
        self._begin()
        main_window().log_page.filters.clear()

    def done(self) -> dict[str, float] | None:
        return self._found if "whole" in self._found else None

    def _begin(self) -> None:
        model = main_window().log_page.model
        if not self._follows:
            self._follows = True
            model.changed.connect(self._note)
        self._found = {}
        self._began_s = time.perf_counter()

    def _note(self) -> None:
        if "whole" in self._found:
            return  # painted as always, when Qt comes to it
        page = main_window().log_page
        page.table.viewport().repaint()
        at_s = time.perf_counter() - self._began_s
        self._found.setdefault("first", at_s)
        if page.model.is_whole:
            self._found["rows"] = page.model.rowCount()
            self._found.setdefault("whole", at_s)


class Probe:
    """Answers lines in the thread of the windows."""

    def __init__(self) -> None:
        self._stalls = Stalls()
        self._log = LongLog()
        # Its own time alone: others may be at work on this computer.
        self._profile = cProfile.Profile(time.thread_time)
        self._commands: dict[str, Callable[..., Any]] = {
            "close": self._close,
            "show": self._show,
            "open": self._log.open,
            "end": self._log.end,
            "search": self._log.search,
            "member": self._log.member,
            "clear": self._log.clear,
            "done": self._log.done,
            "counts": self._counts,
            "stalls": self._stalls.begin,
            "stalled": self._stalls.end,
            "profile": self._profile.enable,
            "profiled": self._profiled,
        }

    def answer(self, line: str) -> None:
        if not any(isinstance(one, QMainWindow) for one in QApplication.topLevelWidgets()):
            QTimer.singleShot(50, lambda: self.answer(line))  # it is just being made
            return
        name, *arguments = line.split()
        sys.stdout.write(json.dumps(self._commands[name](*arguments)) + "\n")
        sys.stdout.flush()

    def _close(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.close()

    def _show(self, page: str) -> int:
        window = main_window()
        window.present()
        window.show_page(page)
        return window.log_page.model.rowCount()

    def _counts(self) -> dict[str, int]:
        loop = ProbedLoop.running
        assert loop is not None
        gc.collect()
        objects = gc.get_objects()
        timers = [one for one in objects if isinstance(one, QTimer) and one.isActive()]
        return {
            "asyncio_timers": loop.pending_timers,
            "qt_timers": len(timers),
            "objects": len(objects),
        }

    def _profiled(self, file: str) -> None:
        self._profile.disable()
        self._profile.dump_stats(file)


def _listen() -> None:
    probe: list[Probe] = []

    def answer(line: str) -> None:
        if not probe:
            probe.append(Probe())
        probe[0].answer(line)

    for line in sys.stdin:
        if ProbedLoop.running is not None:
            ProbedLoop.running.call_soon_threadsafe(answer, line)


def main() -> int:
    vars(app)["EventLoop"] = ProbedLoop
    threading.Thread(target=_listen, daemon=True).start()
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
