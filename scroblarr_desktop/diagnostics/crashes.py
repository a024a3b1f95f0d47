"""Reports of what broke, left on this computer for the next start. Nothing is sent anywhere.

A bug that nobody foresaw leaves one while the app goes on; so does whatever ends the process hard.
A normal end, a log-out and a power cut leave none.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from scroblarr_desktop import __version__
from scroblarr_desktop.diagnostics import log_file
from scroblarr_desktop.diagnostics.redaction import redacted
from scroblarr_desktop.diagnostics.tail import last

KEPT = 5
"""Reports on the disk, and reports that one run may write."""

LINES_BEFORE = 40
LONGEST = 60_000
"""Characters of what broke: an endless recursion would fill the disk."""

NO_REPORT = {"no_report": True}
"""To be given as `extra` with a log record that tells of no bug."""

_HARD = "hard-crash.txt"
"""What Python itself writes while it dies. Empty in any other case."""

_FATAL = re.compile(
    r"^(Fatal Python error|Windows fatal exception: (?!code 0x))", re.IGNORECASE | re.MULTILINE
)
"""Windows tells of errors by number that programs handle and survive: those are no crash."""

_NAME = re.compile(r"crash-(\d{8}-\d{6}-\d{6})-(stopped|stumbled)(-seen)?\.txt")
_NOT_BUGS = (ConnectionError, KeyboardInterrupt, SystemExit)
_OURS = ("scroblarr_desktop", "asyncio", "root")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CrashReport:
    """`stopped`: the app ended with it; otherwise it stumbled and went on."""

    path: Path
    at: datetime
    stopped: bool
    seen: bool

    def text(self) -> str:
        """Return what it says. Raises OSError."""
        return self.path.read_text(encoding="utf-8", errors="replace")


def reports(folder: Path) -> list[CrashReport]:
    """Return the reports in the log's folder, the newest first."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("crash-*.txt"))
    made = [
        CrashReport(path, _time(match[1]), match[2] == "stopped", match[3] is not None)
        for match, path in found
        if match is not None
    ]
    return sorted(made, key=lambda report: report.at, reverse=True)


def left_behind(folder: Path) -> list[CrashReport]:
    """Return what earlier runs left and nobody has looked at yet, the newest first."""
    return [one for one in reports(folder) if not one.seen and not _is_of_this_run(one)]


def put_away(folder: Path) -> None:
    """Do not offer again what earlier runs left. The reports stay until newer ones come."""
    for one in left_behind(folder):
        with suppress(OSError):
            one.path.rename(one.path.with_name(f"{one.path.stem}-seen.txt"))


class CrashReports(logging.Handler):
    """Writes reports while the process runs: of every bug that is logged, one for each place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.ERROR)
        self._folder = folder
        self._places: set[str] = set()
        self._hard: TextIO | None = None
        self.ending = False
        """Set once a bug is about to end the process."""

    def start(self) -> None:
        """Take over what the last run left, then listen. To be called once the log is open."""
        global _began_at
        self._take_over()
        _began_at = datetime.now(UTC)
        logging.getLogger().addHandler(self)
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_uncaught_in_thread
        with suppress(OSError):
            self._hard = _private(self._folder / _HARD)
            faulthandler.enable(self._hard)

    def stop(self) -> None:
        """The process ends in order: what Python wrote meanwhile was survived."""
        global _began_at
        _began_at = None
        logging.getLogger().removeHandler(self)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._hard is not None:
            faulthandler.disable()
            self._hard.close()
            self._hard = None
            with suppress(OSError):
                (self._folder / _HARD).unlink()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if _is_bug(record):
                self._report(record)
        except Exception:  # noqa: BLE001 - as every handler: what fails here must not break the app
            self.handleError(record)

    def _report(self, record: logging.LogRecord) -> None:
        assert record.exc_info is not None
        error = record.exc_info[1]
        place = _place(error)
        if place in self._places or len(self._places) >= KEPT:
            return
        self._places.add(place)
        broke = "".join(traceback.format_exception(error))
        if len(broke) > LONGEST:
            broke = f"{broke[: LONGEST // 2]}\n[…]\n{broke[-LONGEST // 2 :]}"
        said = f"{record.name}: {record.getMessage()} (thread {record.threadName})"
        self._write(f"{said}\n\n{broke}", stopped=self.ending, at=datetime.now(UTC))

    def _take_over(self) -> None:
        """Make a report of what Python wrote when the last run died."""
        path = self._folder / _HARD
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            if _FATAL.search(text):
                died_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                self._write(text[:LONGEST], stopped=True, at=died_at)
            path.unlink()

    def _write(self, what: str, *, stopped: bool, at: datetime) -> None:
        name = f"crash-{at:%Y%m%d-%H%M%S-%f}-{'stopped' if stopped else 'stumbled'}.txt"
        with suppress(OSError):  # a full disk must not make things worse
            with _private(self._folder / name) as file:
                file.write(f"{_heading(at, stopped)}\n{redacted(what)}\n\n{_before(self._folder)}")
            for old in reports(self._folder)[KEPT:]:
                old.path.unlink(missing_ok=True)


@contextmanager
def reported(folder: Path) -> Iterator[None]:
    """Write reports while this runs: see `CrashReports`."""
    made = CrashReports(folder)
    made.start()
    try:
        yield
    except BaseException:
        # Whoever knows the error says it; what nobody knows still has to be reported.
        made.ending = True
        raise
    made.stop()


_began_at: datetime | None = None
"""When this run began; None where it writes no reports."""


def _is_of_this_run(report: CrashReport) -> bool:
    return _began_at is not None and report.at >= _began_at


def _is_bug(record: logging.LogRecord) -> bool:
    if record.exc_info is None or getattr(record, "no_report", False):
        return False
    error = record.exc_info[1]
    known = error is None or isinstance(error, _NOT_BUGS)
    return not known and record.name.partition(".")[0] in _OURS


def _place(error: BaseException | None) -> str:
    """Return where it broke: the same bug again and again is one."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}"


def _heading(at: datetime, stopped: bool) -> str:
    what = "stopped unexpectedly" if stopped else "stumbled and went on"
    python = f"Python {platform.python_version()}, {platform.platform()}"
    return f"Scroblarr {__version__} {what}: {at:%Y-%m-%d %H:%M:%S} UTC\n{python}\n"


def _before(folder: Path) -> str:
    """Return what the log held then, which is redacted already."""
    lines = last(log_file(folder)).lines[-LINES_BEFORE:]
    return "The end of the log:\n" + "\n".join(lines) + "\n"


def _private(path: Path) -> TextIO:
    def for_me_only(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    return open(path, "w", encoding="utf-8", opener=for_me_only)


def _time(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("nobody caught this", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: Any) -> None:
    error = args.exc_value or args.exc_type()
    if not isinstance(error, SystemExit):
        log.critical(
            "nobody caught this in a thread", exc_info=(args.exc_type, error, args.exc_traceback)
        )
