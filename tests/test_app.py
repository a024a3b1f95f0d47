"""The tray app as a process of its own, on a screen that nobody sees."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, household, open_store
from scroblarr_desktop.store.backups import Copying

WITHIN_S = 30.0
ENVIRONMENT = {
    **os.environ,
    "QT_QPA_PLATFORM": "offscreen",
    "SCROBLARR_TRAKT_API_URL": "http://127.0.0.1:9",
    "SCROBLARR_TRAKT_AUTH_URL": "http://127.0.0.1:9",
    "SCROBLARR_TVTIME_URL": "http://127.0.0.1:9",
}


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env=ENVIRONMENT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def program(folder: DataDir, *arguments: str) -> asyncio.subprocess.Process:
    return await start("-m", "scroblarr_desktop", "--data-dir", str(folder.root), *arguments)


async def ended(process: asyncio.subprocess.Process) -> int:
    async with asyncio.timeout(WITHIN_S):
        return await process.wait()


async def logged(folder: DataDir, text: str) -> None:
    """Return once the program's log holds that text."""
    file = folder.logs / "scroblarr.log"
    async with asyncio.timeout(WITHIN_S):
        while True:
            if file.exists() and text in file.read_text(encoding="utf-8"):
                return
            await asyncio.sleep(0.05)


@asynccontextmanager
async def running(folder: DataDir, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await program(folder, "--port", "0", *arguments)
    try:
        await logged(folder, "the windows are up")
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "state")


async def test_it_can_be_shown_and_ended_by_another_start(folder: DataDir) -> None:
    async with running(folder) as process:
        assert await ended(await program(folder, "--show")) == 0
        assert await ended(await program(folder)) == 0, "a second start shows the first"
        assert process.returncode is None
        assert await ended(await program(folder, "--quit")) == 0
        assert await ended(process) == 0
    assert not folder.control.exists()
    await logged(folder, "ended")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_order(folder: DataDir, number: signal.Signals) -> None:
    async with running(folder, "--minimized") as process:
        process.send_signal(number)
        assert await ended(process) == 0
        assert process.stderr is not None
        assert b"Traceback" not in await process.stderr.read()
    await logged(folder, "ended")
    assert "CRITICAL" not in (folder.logs / "scroblarr.log").read_text(encoding="utf-8")


async def test_where_it_cannot_start_it_says_why_and_ends_with_1(folder: DataDir) -> None:
    folder.create()
    with sqlite3.connect(folder.database) as newer:
        newer.execute("PRAGMA user_version=9999")
    newer.close()
    process = await program(folder, "--port", "0")
    await logged(folder, "A newer version of Scroblarr has already used this data.")
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 1


async def test_what_nobody_caught_is_in_the_log() -> None:
    code = """
import asyncio, logging, sys, threading
logging.basicConfig(level=logging.INFO, stream=sys.stdout)
from PySide6.QtCore import QTimer, qWarning
from scroblarr_desktop.app import application, report_bugs
from scroblarr_desktop.ui.event_loop import EventLoop
qt = application()
loop = EventLoop(qt)
report_bugs(loop)
def fail(where):
    raise ValueError("broken in " + where)
QTimer.singleShot(0, lambda: fail("a slot"))
loop.call_soon(fail, "a callback")
threading.Thread(target=fail, args=("a thread",)).start()
qWarning("broken in Qt")
loop.call_later(0.05, loop.stop)
loop.run_forever()
print("went on")
"""
    process = await start("-c", code)
    output, _ = await asyncio.wait_for(process.communicate(), WITHIN_S)
    text = output.decode()
    for place in ("a slot", "a callback", "a thread", "Qt"):
        assert f"broken in {place}" in text
    assert text.rstrip().endswith("went on")


async def test_a_thread_that_hangs_does_not_keep_the_process(folder: DataDir) -> None:
    code = """
import threading
from scroblarr_desktop.app import end_by_force_after
end_by_force_after(0.1)
threading.Thread(target=threading.Event().wait).start()
"""
    assert await ended(await start("-c", code)) == 1


PRESS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from scroblarr_desktop import diagnostics
from scroblarr_desktop.app import App, application
from scroblarr_desktop.engine import EngineOptions
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.ui.rescue import WayOut

folder, text = DataDir(Path(sys.argv[1])), sys.argv[2]
diagnostics.start_logging(folder.logs, to_screen=False)
qt = application()
app = App(qt, EngineOptions(folder, port=0), minimized=True)

def look():
    for box in QApplication.topLevelWidgets():
        if isinstance(box, WayOut) and box.isVisible():
            [button] = [one for one in box.findChildren(QPushButton) if text in one.text()]
            button.click()
    if app._desktop is not None:
        app.quit()

timer = QTimer(interval=50, timeout=look)
timer.start()
sys.exit(app.run())
"""


@pytest.mark.parametrize(
    ("pressed", "exit_code", "kept"),
    [("Put back", 0, ["put back"]), ("empty log", 0, []), ("Quit", 1, None)],
)
async def test_a_damaged_database_is_asked_about(
    folder: DataDir, pressed: str, exit_code: int, kept: list[str] | None
) -> None:
    open_store(folder, Changes())
    household.add_member("put back")
    Copying(folder, datetime.now(UTC)).run()
    close_store()
    folder.database.write_bytes(b"noise" * 4000)
    process = await start("-c", PRESS, str(folder.root), pressed)
    assert await ended(process) == exit_code
    assert "The database is damaged" in (folder.logs / "scroblarr.log").read_text()
    if kept is None:
        assert folder.database.read_bytes() == b"noise" * 4000
        return
    assert len(list(folder.root.glob("kept-*.sqlite3"))) == 1
    open_store(folder, Changes())
    assert [member.name for member in household.members()] == kept
    close_store()


async def test_trouble_that_passed_can_be_tried_again(folder: DataDir) -> None:
    folder.create()
    folder.database.mkdir()
    process = await start("-c", PRESS, str(folder.root), "Try again")
    await logged(folder, "The folder cannot be written")
    folder.database.rmdir()
    assert await ended(process) == 0
