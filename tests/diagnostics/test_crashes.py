"""A bug leaves a report, whatever ends the process hard leaves one, and nothing else does."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scroblarr_desktop.diagnostics import crashes, log_file
from scroblarr_desktop.diagnostics.crashes import CrashReports, left_behind, put_away, reports

SECRET = "5f0c2b7d9a4e4c31b86f7e2d1a90c4f3b25d8e60"
log = logging.getLogger("scroblarr_desktop.anything")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log_file(tmp_path).write_text("first\nthe line before\n", encoding="utf-8")
    handler = CrashReports(tmp_path)
    logging.getLogger().addHandler(handler)
    yield tmp_path
    logging.getLogger().removeHandler(handler)


def stumble(error: Exception, **more: bool) -> None:
    try:
        raise error
    except Exception:
        log.exception("it stumbled", extra=more)


@pytest.mark.logs("it stumbled")
def test_a_bug_leaves_one_report_however_often_it_comes(folder: Path) -> None:
    for _ in range(3):
        stumble(ValueError(f"token {SECRET}"))
    [report] = reports(folder)
    assert not report.stopped
    text = report.text()
    assert "Traceback" in text
    assert "ValueError: token [hidden]" in text
    assert "the line before" in text
    assert SECRET not in text
    assert report.path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


@pytest.mark.logs("it stumbled", "a complaint", "nobody's fault")
def test_what_is_no_bug_leaves_none(folder: Path) -> None:
    stumble(TimeoutError(), no_report=True)
    stumble(ConnectionResetError())
    log.error("a complaint")
    try:
        raise ValueError
    except ValueError:
        logging.getLogger("aiohttp.server").exception("nobody's fault")
    assert reports(folder) == []


@pytest.mark.logs("it stumbled")
def test_only_the_newest_few_are_kept(folder: Path) -> None:
    for second in range(7):
        (folder / f"crash-20200101-00000{second}-000000-stumbled.txt").touch()
    stumble(RuntimeError("the newest"))
    kept = reports(folder)
    assert len(kept) == crashes.KEPT
    assert "the newest" in kept[0].text()


def test_what_was_put_away_is_not_offered_again(tmp_path: Path) -> None:
    (tmp_path / "crash-20200101-000000-000000-stopped.txt").touch()
    [report] = left_behind(tmp_path)
    assert report.stopped
    put_away(tmp_path)
    assert left_behind(tmp_path) == []
    assert [one.seen for one in reports(tmp_path)] == [True]


# -- as a process of its own: hooks and signals are the whole process's


def run(folder: Path, what: str) -> int:
    code = f"""
import os, signal, sys, threading
from pathlib import Path
from scroblarr_desktop import diagnostics
from scroblarr_desktop.diagnostics.crashes import reported
folder = Path(sys.argv[1])
diagnostics.start_logging(folder, to_screen=False)
with reported(folder):
    {what}
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, timeout=60, check=False
    )
    return done.returncode


def test_a_hard_crash_is_told_at_the_next_start(tmp_path: Path) -> None:
    assert run(tmp_path, "import ctypes; ctypes.string_at(0)") != 0
    assert run(tmp_path, "pass") == 0
    [report] = left_behind(tmp_path)
    assert report.stopped
    assert "most recent call first" in report.text()
    put_away(tmp_path)
    assert run(tmp_path, "pass") == 0
    assert left_behind(tmp_path) == []


def test_what_nobody_caught_is_reported_as_what_it_did(tmp_path: Path) -> None:
    thread = "t = threading.Thread(target=lambda: [][1]); t.start(); t.join(); raise KeyError(1)"
    assert run(tmp_path, thread) != 0
    ended, stumbled = left_behind(tmp_path)
    assert (ended.stopped, stumbled.stopped) == (True, False)
    assert "KeyError" in ended.text()
    assert "IndexError" in stumbled.text()


def test_a_bug_in_a_slot_or_a_task_is_reported_and_the_app_goes_on(tmp_path: Path) -> None:
    what = """
    from PySide6.QtCore import QTimer
    from scroblarr_desktop.app import application, report_bugs
    from scroblarr_desktop.tasks import Tasks
    from scroblarr_desktop.ui.event_loop import EventLoop
    async def breaks():
        raise KeyError("in a task")
    def fail():
        raise ValueError("in a slot")
    loop = EventLoop(application())
    report_bugs(loop)
    tasks = Tasks()
    loop.call_soon(lambda: tasks.spawn(breaks(), "one that breaks"))
    QTimer.singleShot(0, fail)
    loop.call_later(0.05, loop.stop)
    with loop:
        loop.run_forever()"""
    assert run(tmp_path, what.strip()) == 0
    found = left_behind(tmp_path)
    texts = [one.text() for one in found]
    assert not any(one.stopped for one in found)
    assert any("in a slot" in text for text in texts)
    assert any("in a task" in text for text in texts)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_power_cut_is_no_crash(tmp_path: Path) -> None:
    assert run(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)") == -signal.SIGKILL
    assert run(tmp_path, "os._exit(1)") == 1
    assert run(tmp_path, "sys.exit(3)") == 3
    assert run(tmp_path, "pass") == 0
    assert reports(tmp_path) == []


def test_windows_errors_that_were_survived_are_no_crash(tmp_path: Path) -> None:
    survived = "Windows fatal exception: code 0x8001010d\n\nThread 0x1 (most recent call first):\n"
    (tmp_path / "hard-crash.txt").write_text(survived, encoding="utf-8")
    assert run(tmp_path, "pass") == 0
    assert reports(tmp_path) == []
