"""The statistics page: what the household watched, in pictures or in tables."""

from __future__ import annotations

import asyncio
import time

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import household, log, statistics
from scroblarr_desktop.store.figures import Figures, Wanted
from scroblarr_desktop.store.records import LogFilter
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.statistics import series
from scroblarr_desktop.ui.statistics.charts import Bars, Columns
from scroblarr_desktop.ui.statistics.choices import Choices
from scroblarr_desktop.ui.statistics.figure import FigureBox
from scroblarr_desktop.ui.statistics.key_figures import KeyFigures
from scroblarr_desktop.ui.statistics.sent import SentSection
from scroblarr_desktop.ui.statistics.series import Period
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Hairline,
    Text,
    heading,
)
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

COUNTED = Changed.LOG | Changed.HOUSEHOLD | Changed.SERVERS
SOONEST_MS = 1000
REST_TIMES = 10
"""Between two counts it rests so many times as long as the last one took."""

TWO_COLUMNS_PX = 640


class StatisticsPage(Page):
    """Counts in a thread while it is seen; the old figures stay until the new ones are there."""

    watch_asked = Signal(int)
    """Carries the id of a watch to be shown in the log."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("StatisticsPage", "Statistics"),
            translate("StatisticsPage", "What your household watched, and how much of it arrived."),
        )
        self._backing = backing
        self.figures: Figures | None = None
        """What is shown."""
        self._stale = True
        self._counting = False
        self._asked = False
        """Somebody chose something else, and waits for it."""
        self._took_ms = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._count_if_stale)
        self.choices = Choices()
        self.choices.changed.connect(self._choose)
        self.choices.tables_wanted.connect(self._show_as_tables)
        self._make_figures(backing)
        self._lay_out()
        self.choices.show_members(household.members())

    # -- in

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.HOUSEHOLD:
            self.choices.show_members(household.members())
        if changed & COUNTED:
            self._stale = True
            if not self._rest.isActive():
                self._count_if_stale()

    def repaint_icons(self) -> None:
        self.sent.refresh()

    def save_state(self, settings: QSettings) -> None:
        self.choices.save_state(settings)

    def restore_state(self, settings: QSettings) -> None:
        self.choices.restore_state(settings)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()
        # Days go by while nobody looks.
        self._stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- parts

    def _make_figures(self, backing: Backing) -> None:
        self.key_figures = KeyFigures()
        self.over_time = FigureBox(self.tr("Over time"), Columns)
        self.members = FigureBox(self.tr("By member"), Bars)
        self.servers = FigureBox(self.tr("By media server"), Bars)
        self.kinds = FigureBox(self.tr("Films and episodes"), Bars)
        self.weekdays = FigureBox(self.tr("By day of the week"), Columns)
        self.hours = FigureBox(self.tr("By hour of the day"), Columns)
        self.shows = FigureBox(self.tr("Shows watched most"), Bars)
        self.films = FigureBox(self.tr("Films watched most"), Bars)
        self.sent = SentSection(backing.icons)
        self.sent.watch_asked.connect(self.watch_asked)
        self._pairs = (
            (self.weekdays, self.hours),
            (self.members, self.servers),
            (self.shows, self.films),
        )
        self.boxes = (
            self.over_time,
            self.kinds,
            *(box for pair in self._pairs for box in pair),
        )
        self.trouble = TroubleBox(backing.icons)

    def _lay_out(self) -> None:
        self.column.addWidget(self.choices)
        self.column.addWidget(self.trouble)
        self._stack = QStackedWidget()
        self.nothing = self._nothing()
        self.counting = QWidget()
        self._area = self._figures_area()
        for page in (self.counting, self.nothing, self._area):
            self._stack.addWidget(page)
        self.column.addWidget(self._stack, 1)

    def _figures_area(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, SMALL_PX, MEDIUM_PX, 0)
        column.setSpacing(PAGE_PX)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(PAGE_PX)
        self._grid.setVerticalSpacing(PAGE_PX)
        column.addWidget(self.key_figures)
        column.addWidget(self.over_time)
        column.addLayout(self._grid)
        column.addWidget(self.kinds)
        column.addWidget(Hairline())
        column.addWidget(self.sent)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Figures"))
        area.setWidget(inside)
        return area

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(MEDIUM_PX)
        self.nothing_title = heading(self.tr("Nothing to count"))
        self.nothing_sentence = Text()
        column.addStretch(1)
        for words in (self.nothing_title, self.nothing_sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addStretch(2)
        return page

    def _arrange(self) -> None:
        """Put the figures side by side where there is room."""
        room_px = self.width() - 2 * PAGE_PX - LARGE_PX
        self.key_figures.arrange(room_px)
        two = room_px >= TWO_COLUMNS_PX
        for row, (left, right) in enumerate(self._pairs):
            self._grid.addWidget(left, row if two else 2 * row, 0)
            self._grid.addWidget(right, row if two else 2 * row + 1, int(two))
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column == 0 or two else 0)
            self._grid.setColumnMinimumWidth(column, 0)

    # -- counting

    def wanted(self) -> Wanted:
        present = wording.now()
        since = series.since(Period(self.choices.period.currentData()), present)
        return Wanted(member=self.choices.member.currentData(), since=since)

    def _choose(self) -> None:
        self._stale = self._asked = True
        self._count_if_stale()

    def _count_if_stale(self) -> None:
        if not self._stale or self._counting or not self.isVisible():
            return
        self._stale = self._asked = False
        self._counting = True
        began = time.monotonic()
        wanted = self.wanted()
        work = asyncio.to_thread(statistics.counting(wanted, wording.now()))

        def done(figures: Figures) -> None:
            self._took_ms = 1000 * (time.monotonic() - began)
            self._end_count()
            if wanted == self.wanted():
                self._show(figures)

        self._backing.background.run(self, work, done, self._failed)

    def _failed(self, trouble: Said) -> None:
        self._end_count()
        self.trouble.show_trouble(trouble)

    def _end_count(self) -> None:
        self._counting = False
        self.trouble.clear()
        self._rest.start(max(SOONEST_MS, round(REST_TIMES * self._took_ms)))
        if self._asked:
            self._count_if_stale()

    # -- showing

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self._stack.setCurrentWidget(self._area if figures.total else self.nothing)
        self._say_why_nothing()
        since = figures.wanted.since
        first_day = since.astimezone().date() if since else None
        self.key_figures.show_figures(figures)
        self.over_time.show_series(series.over_time(figures, first_day))
        self.weekdays.show_series(series.by_weekday(figures))
        self.hours.show_series(series.by_hour(figures))
        self.members.show_series(series.by_member(figures))
        self.servers.show_series(series.by_server(figures))
        self.kinds.show_series(series.by_kind(figures))
        for box, counted in (
            (self.shows, series.shows(figures)),
            (self.films, series.films(figures)),
        ):
            box.show_series(counted)
            box.setVisible(bool(counted.points))
        self.sent.show_sent(figures.sent)

    def _say_why_nothing(self) -> None:
        self.nothing_sentence.setText(
            self.tr("Nothing was watched in this period. Choose another one above.")
            if log.watches(LogFilter(), limit=1)
            else self.tr("As soon as somebody finishes a film or an episode, it is counted here.")
        )

    def _show_as_tables(self, as_tables: bool) -> None:
        for box in self.boxes:
            box.show_as_table(as_tables)
