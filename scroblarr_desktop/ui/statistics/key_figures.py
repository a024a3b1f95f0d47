"""The few numbers that somebody looks for first, in large type."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from scroblarr_desktop.store.figures import Figures, Months
from scroblarr_desktop.ui.statistics.series import kind_words, number
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, TIGHT_PX, Text, hint

translate = QCoreApplication.translate

WEEK_DAYS = 7
NARROWEST_PX = 165
"""Of one number with its words."""


class KeyFigures(QWidget):
    """Side by side where there is room, else in two rows."""

    def __init__(self) -> None:
        super().__init__()
        self.watches = _KeyFigure()
        self.average = _KeyFigure()
        self.month = _KeyFigure()
        self.kinds = _KeyFigure()
        self._all = (self.watches, self.average, self.month, self.kinds)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(LARGE_PX)
        self._columns = 0
        self.arrange(len(self._all) * NARROWEST_PX)

    def arrange(self, width_px: int) -> None:
        """Take the room that there is."""
        columns = len(self._all) if width_px >= len(self._all) * NARROWEST_PX else 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, one in enumerate(self._all):
            self._grid.addWidget(one, place // columns, place % columns)
        for column in range(len(self._all)):
            self._grid.setColumnStretch(column, int(column < columns))

    def show_figures(self, figures: Figures) -> None:
        one, several = self.tr("watch"), self.tr("watches")
        self.watches.say(number(figures.total), one if figures.total == 1 else several)
        if figures.span_days < WEEK_DAYS:
            self.average.say("\u2013", self.tr("a week on average: not a week yet"))
        else:
            self.average.say(_average(figures.per_week), self.tr("a week on average"))
        self.month.say(number(figures.months.so_far), against_last_month(figures.months))
        self.kinds.say(_kinds(figures), self.tr("films and episodes"))


class _KeyFigure(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.large = Text(size=1.7, bold=True)
        self.words = hint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.large)
        column.addWidget(self.words)
        column.addStretch(1)

    def say(self, large: str, words: str) -> None:
        self.large.setText(large)
        self.words.setText(words)
        self.setAccessibleName(f"{large} {words}")


def against_last_month(months: Months) -> str:
    """Return how this month is going, beside the last one up to the same day."""
    more = months.so_far - months.last_by_now
    if not months.last:
        return translate("Statistics", "this month; nothing in the last one")
    said = translate("Statistics", "this month; by this day {count} more than last month")
    if more < 0:
        said = translate("Statistics", "this month; by this day {count} fewer than last month")
    if more == 0:
        said = translate("Statistics", "this month; by this day as many as last month")
    return said.format(count=number(abs(more)))


def _average(per_week: float) -> str:
    return QLocale().toString(per_week, "f", 0 if per_week >= 100 else 1)


def _kinds(figures: Figures) -> str:
    return " · ".join(number(figures.kinds.get(kind, 0)) for kind in kind_words())
