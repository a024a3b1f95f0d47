"""One line about what was watched while nobody could tell this computer of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scroblarr_desktop.store import afterwards
from scroblarr_desktop.store.afterwards import Afterwards, Fate
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.overview.panel import Line, LineRow
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX

translate = QCoreApplication.translate

_MARKS = {
    Fate.STUCK: "unmatched",
    Fate.WAITING: "waiting",
    Fate.SENT: "delivered",
    Fate.KEPT: "cancelled",
}


class AfterwardsLine(QWidget):
    """Goes when the person has seen it, or after a day."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.row = LineRow(icons)
        self.hide_it = quiet_button(translate("Afterwards", "Hide"), self._put_aside)
        self.hide_it.setFixedWidth(
            self.hide_it.fontMetrics().horizontalAdvance(self.hide_it.text()) + LARGE_PX
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, -SMALL_PX, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.row, 1)
        row.addWidget(self.hide_it, 0, Qt.AlignmentFlag.AlignTop)
        self._shown: Afterwards | None = None
        self.hide()

    def show_now(self, present: datetime) -> None:
        self._shown = afterwards.of_late(present)
        if self._shown is not None:
            line = afterwards_line(self._shown)
            self.row.show_line(line)
            self.hide_it.setAccessibleDescription(line.title)
        self.setVisible(self._shown is not None)

    def _put_aside(self) -> None:
        shown = self._shown
        if shown is not None and attempt(self, lambda: afterwards.put_aside(shown)):
            self.hide()


def afterwards_line(one: Afterwards) -> Line:
    """Return it in words: "6 watches from while this computer was off, all sent"."""
    said = _off(one.count) if one.while_off else _unheard(one.count)
    count = QLocale().toString(one.count)
    worst = next(fate for fate in Fate if fate in one.fates)
    return Line(said.format(count=count, what=_what(one)), mark=_MARKS[worst])


def _off(count: int) -> str:
    if count == 1:
        return translate("Afterwards", "1 watch from while this computer was off, {what}")
    return translate("Afterwards", "{count} watches from while this computer was off, {what}")


def _unheard(count: int) -> str:
    if count == 1:
        return translate("Afterwards", "1 watch of which no media server told in time, {what}")
    return translate("Afterwards", "{count} watches of which no media server told in time, {what}")


def _what(one: Afterwards) -> str:
    if len(one.fates) == 1:
        [fate] = one.fates
        return _single(fate) if one.count == 1 else _all(fate)
    number = QLocale().toString
    said = [_some(fate).format(count=number(one.fates[fate])) for fate in Fate if fate in one.fates]
    return ", ".join(said)


def _single(fate: Fate) -> str:
    return {
        Fate.STUCK: translate("Afterwards", "to be looked at"),
        Fate.WAITING: translate("Afterwards", "still to be sent"),
        Fate.SENT: translate("Afterwards", "sent"),
        Fate.KEPT: translate("Afterwards", "kept here only"),
    }[fate]


def _all(fate: Fate) -> str:
    return {
        Fate.STUCK: translate("Afterwards", "all to be looked at"),
        Fate.WAITING: translate("Afterwards", "all still to be sent"),
        Fate.SENT: translate("Afterwards", "all sent"),
        Fate.KEPT: translate("Afterwards", "all kept here only"),
    }[fate]


def _some(fate: Fate) -> str:
    return {
        Fate.STUCK: translate("Afterwards", "{count} to be looked at"),
        Fate.WAITING: translate("Afterwards", "{count} still to be sent"),
        Fate.SENT: translate("Afterwards", "{count} sent"),
        Fate.KEPT: translate("Afterwards", "{count} kept here only"),
    }[fate]
