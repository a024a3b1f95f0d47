"""The overview page: everything at a glance, and what needs somebody, each with its button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from scroblarr_desktop.app_state import AppState
from scroblarr_desktop.attention import Need
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.log.needs_strip import NeedsStrip
from scroblarr_desktop.ui.overview import facts
from scroblarr_desktop.ui.overview.afterwards import AfterwardsLine
from scroblarr_desktop.ui.overview.panel import Line, Panel
from scroblarr_desktop.ui.overview.start import StartPanel
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX

translate = QCoreApplication.translate

AGEING_MS = 15_000
"""So often the times are said anew: "3 min ago", "41 of 98 min"."""

TWO_COLUMNS_PX = 560
NEEDS_PX = 4000
"""All of them are in sight: the page scrolls as a whole."""


class OverviewPage(Page):
    """Reads through the engine and the store; what a person does goes out as a signal."""

    need_answered = Signal(str, str)
    watch_asked = Signal(int)
    page_asked = Signal(str)

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("OverviewPage", "Overview"),
            translate("OverviewPage", "What is going on, and whether it works."),
        )
        self._engine = backing.engine
        icons, show = backing.icons, backing.show_page
        self.needs = NeedsStrip(icons, NEEDS_PX)
        self.start = StartPanel(backing)
        self.doing = Panel(icons, self.tr("Now"), (self.tr("Log"), lambda: show("log")))
        self.afterwards = AfterwardsLine(icons)
        self.doing.column.insertWidget(2, self.afterwards)
        self.playing = Panel(icons, self.tr("Playing now"))
        self.counts = Panel(
            icons,
            self.tr("Today and this week"),
            (self.tr("Statistics"), lambda: show("statistics")),
        )
        self.servers = Panel(
            icons, self.tr("Media servers"), (self.tr("Servers"), lambda: show("servers"))
        )
        self.health = Panel(
            icons, self.tr("Accounts"), (self.tr("Household"), lambda: show("household"))
        )
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._ageing.timeout.connect(self.show_now)
        self._lay_out()
        self.needs.chosen.connect(self.need_answered)
        self.needs.watch_asked.connect(self.watch_asked)
        self.needs.page_asked.connect(self.page_asked)

    # -- in

    def refresh(self, changed: Changed) -> None:
        if self.isVisible():  # else when it is next shown
            self.show_now()

    def show_needs(self, needs: Sequence[Need]) -> None:
        self.needs.show_needs(needs)

    def show_now(self) -> None:
        """Say everything as it is at this moment."""
        present = wording.now()
        self.start.refresh()
        connected = Step.SERVER in set_up.done()
        for panel in (self.doing, self.playing, self.counts, self.servers, self.health):
            panel.setVisible(connected)
        if not connected:
            return
        self.doing.show_lines([*self._state(), *facts.doing(self._engine, present)])
        self.afterwards.show_now(present)
        self.playing.show_lines(
            facts.playing(self._engine, present), self.tr("Nobody is watching anything just now.")
        )
        self.counts.show_lines(
            facts.counts(present), self.tr("As soon as the household has members, they count here.")
        )
        self.servers.show_lines(facts.media_servers(self._engine, present))
        self.health.show_lines(facts.health(present), self.tr("Nobody is in the household yet."))

    def repaint_icons(self) -> None:
        self.needs.refresh()

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_now()
        self._ageing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- parts

    def _state(self) -> list[Line]:
        status = self._engine.status()
        if status.state is AppState.ATTENTION:
            return []  # what it is about stands above
        sentence = wording.status_sentence(status.sentence, status.paused_until)
        quiet = status.state is AppState.OK and not status.is_set_up
        return [Line(sentence, mark="waiting" if quiet else status.state)]

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SMALL_PX, 0)
        column.setSpacing(LARGE_PX)
        self._grid = QGridLayout()
        self._grid.setSpacing(LARGE_PX)
        column.addWidget(self.needs)
        column.addWidget(self.start)
        column.addWidget(self.doing)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Overview"))
        self._area.setWidget(inside)
        self.column.addWidget(self._area, 1)

    def _arrange(self) -> None:
        """Put the panels side by side where there is room."""
        two = self.width() >= TWO_COLUMNS_PX
        panels = (self.playing, self.counts, self.servers, self.health)
        for place, panel in enumerate(panels):
            row, column = divmod(place, 2) if two else (place, 0)
            self._grid.addWidget(panel, row, column)
        for column in range(2):
            self._grid.setColumnStretch(column, int(two or column == 0))
