"""How one watch reads in the table, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from scroblarr_desktop.store import log
from scroblarr_desktop.store.afterwards import LATE
from scroblarr_desktop.store.records import LoggedDelivery, LoggedWatch
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.columns import Column
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate
Role = Qt.ItemDataRole


class Cells:
    """What Qt asks of a cell. `by_day`: the day stands above the row already."""

    def __init__(self, icons: Icons) -> None:
        self._icons = icons
        self.by_day = False
        self._texts: dict[Column, Callable[[LoggedWatch], str]] = {
            Column.WHEN: self._when,
            Column.TITLE: _titled,
            Column.WHO: lambda watch: watch.member.name if watch.member else "",
            Column.SERVER: lambda watch: watch.server.name if watch.server else "",
        }

    def fixed(self, watch: LoggedWatch, column: Column, role: int) -> Any:
        text = self._texts[column](watch)
        if role == Role.DisplayRole:
            return text
        if role == Role.DecorationRole and column is Column.TITLE:
            return self._sign(watch)
        if column is Column.TITLE:
            return self._about_title(watch, text, role)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return wording.exact(watch.watched_at) if column is Column.WHEN else text
        return None

    def mark(self, delivery: LoggedDelivery | None, title: str, role: int) -> Any:
        """Return what a destination's cell shows; `title` is the destination's."""
        if delivery is None:
            return None
        word = wording.mark_word(delivery)
        if role == Role.DisplayRole:
            return word
        if role == Role.DecorationRole:
            return self._icons.mark(wording.mark_of(delivery))
        if role == Role.AccessibleTextRole:
            return f"{title}: {word}"
        if role == Role.ToolTipRole:
            return wording.delivery_sentence(delivery) or word
        return None

    def _when(self, watch: LoggedWatch) -> str:
        at = watch.watched_at
        return wording.time_of_day(at) if self.by_day else wording.moment(at)

    def _sign(self, watch: LoggedWatch) -> Any:
        if watch.undone:
            return self._icons.icon("undo")
        if watch.note:
            return self._icons.icon("note")
        if watch.rewatched:
            return self._icons.icon("rewatched")
        return self._icons.icon("late") if came_late(watch) else None

    def _about_title(self, watch: LoggedWatch, text: str, role: int) -> Any:
        if role not in (Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        said = [text, *signs(watch)]
        if came_late(watch):
            said.append(translate("LogCells", "Read from the play history afterwards."))
        return "\n".join(said) if role == Role.ToolTipRole else ", ".join(said)


def signs(watch: LoggedWatch) -> list[str]:
    """Return what is special about a watch, in words."""
    said = []
    if watch.undone:
        said.append(translate("LogCells", "Taken back; a tracker still has it."))
    if watch.rewatched:
        said.append(translate("LogCells", "Seen before."))
    return [*said, told(watch.note)] if watch.note else said


def came_late(watch: LoggedWatch) -> bool:
    """Return whether nobody told of it at once, as while this computer was off."""
    return watch.caught_up and watch.received_at - watch.watched_at > LATE


def _titled(watch: LoggedWatch) -> str:
    return log.heading(watch)
