"""Reading the app's own log from its end backwards, over its files, and what is added to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from scroblarr_desktop.diagnostics import log_file, log_files
from scroblarr_desktop.diagnostics.tail import Piece, before, last, since

_HEAD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ([A-Z]+) ")


class Level(IntEnum):
    DEBUG = 10
    INFO = 20
    WARNING = 30
    ERROR = 40
    CRITICAL = 50


@dataclass
class Entry:
    """One record: its first line and those of a traceback. Without `level` its head is missing."""

    level: Level | None
    lines: list[str] = field(default_factory=list)

    def fits(self, at_least: Level, wanted: str) -> bool:
        """Return whether it is as grave as that, and holds a text in small letters."""
        if (self.level or Level.INFO) < at_least:
            return False
        return not wanted or any(wanted in line.lower() for line in self.lines)


def entries_of(lines: tuple[str, ...]) -> list[Entry]:
    found: list[Entry] = []
    for line in lines:
        head = _HEAD.match(line)
        if head is not None:
            level = Level.__members__.get(head[1], Level.INFO)
            found.append(Entry(level, [line]))
        elif found:
            found[-1].lines.append(line)
        else:
            found.append(Entry(None, [line]))
    return found


class LogReading:
    """Where somebody is in the log. Every call reads one piece, and belongs into a thread.

    Not to be called by two threads at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = 0
        """Which file the earliest line was in, counted back from the newest."""
        self._start = 0
        self._end = 0

    @property
    def has_earlier(self) -> bool:
        """Whether there is anything before all that was read."""
        return self._start > 0 or self._file + 1 < len(log_files(self._folder))

    def newest(self) -> list[Entry]:
        """Begin at the end."""
        piece = last(log_file(self._folder))
        self._file, self._start, self._end = 0, piece.start, piece.end
        return entries_of(piece.lines)

    def earlier(self) -> list[Entry]:
        """Return what stands before all that was read; nothing where there is no more."""
        piece = self._before()
        self._start = piece.start
        return entries_of(piece.lines)

    def newer(self) -> list[Entry]:
        """Return what was written since, also into a file that was begun meanwhile."""
        piece = since(log_file(self._folder), self._end)
        if piece is not None:
            self._end = piece.end
            return entries_of(piece.lines)
        rest = self._rest_of_the_old()
        self._file += 1
        piece = since(log_file(self._folder), 0) or Piece(())
        self._end = piece.end
        return entries_of(rest + piece.lines)

    def _before(self) -> Piece:
        files = log_files(self._folder)
        if self._start:
            return before(files[self._file], self._start) if self._file < len(files) else Piece(())
        if self._file + 1 >= len(files):
            return Piece(())
        self._file += 1
        return last(files[self._file])

    def _rest_of_the_old(self) -> tuple[str, ...]:
        files = log_files(self._folder)
        rest = since(files[1], self._end) if len(files) > 1 else None
        return rest.lines if rest is not None else ()
