"""The lines of the app's own log as a list of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication

from scroblarr_desktop.diagnostics.reading import Entry, Level
from scroblarr_desktop.ui.colours import Tone, colour
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, TIGHT_PX

MOST_LINES = 100_000
"""So many are kept in memory: all that the log's files can hold, in lines of usual length."""

WIDEST = 2000
"""Characters of a line that can be scrolled to; the whole of it can be copied."""

FIXED = QFontDatabase.SystemFont.FixedFont

_TONES = {
    Level.DEBUG: Tone.QUIET,
    Level.INFO: Tone.PLAIN,
    Level.WARNING: Tone.WARNING,
    Level.ERROR: Tone.BAD,
    Level.CRITICAL: Tone.BAD,
}

Row = tuple[str, Level]
Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractListModel):
    """Shows the entries that fit a level and a search; what does not fit is kept all the same."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rows: list[Row] = []
        self._level = Level.DEBUG
        self._wanted = ""
        self._letters = QFontMetrics(QFontDatabase.systemFont(FIXED))
        self._longest = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text, level = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(_TONES[level], QGuiApplication.palette())
        if role == Qt.ItemDataRole.SizeHintRole:  # asked for once, for all rows
            width_px = self._longest * self._letters.averageCharWidth()
            return QSize(width_px + LARGE_PX, self._letters.lineSpacing() + TIGHT_PX)
        return None

    def text(self, rows: Iterable[int] | None = None) -> str:
        """Return those rows as text, all of them where none are named."""
        wanted = range(len(self._rows)) if rows is None else rows
        return "".join(f"{self._rows[row][0]}\n" for row in wanted)

    @property
    def is_full(self) -> bool:
        return sum(len(one.lines) for one in self._entries) >= MOST_LINES

    def narrow(self, level: Level, wanted: str) -> None:
        """Show only what is at least as grave, and holds that text."""
        wanted = wanted.strip().lower()
        if (level, wanted) != (self._level, self._wanted):
            self._level, self._wanted = level, wanted
            self.start(self._entries)

    def start(self, entries: list[Entry]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self._entries = entries
        self._longest = 0
        self._rows = list(self._fitting(entries))
        self.endResetModel()

    def add(self, entries: list[Entry]) -> None:
        """Show what was written since; rows that are there stay where they are."""
        entries = self._joined_to_last(entries)
        new = list(self._fitting(entries))
        self._entries += entries
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def add_before(self, entries: list[Entry]) -> int:
        """Show what was written earlier; return how many rows that made at the top."""
        if entries and self._entries and self._entries[0].level is None:
            entries[-1].lines += self._entries[0].lines
            entries += self._entries[1:]
            before = len(self._rows)
            self.start(entries)
            return len(self._rows) - before
        new = list(self._fitting(entries))
        self._entries = entries + self._entries
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._rows[:0] = new
            self.endInsertRows()
        return len(new)

    def _joined_to_last(self, entries: list[Entry]) -> list[Entry]:
        """Give lines without a head the level of the entry that they go on with."""
        if entries and entries[0].level is None and self._entries:
            return [Entry(self._entries[-1].level, entries[0].lines), *entries[1:]]
        return entries

    def _fitting(self, entries: Iterable[Entry]) -> Iterator[Row]:
        for entry in entries:
            if entry.fits(self._level, self._wanted):
                level = entry.level or Level.INFO
                for line in entry.lines:
                    self._longest = min(max(self._longest, len(line)), WIDEST)
                    yield line, level
