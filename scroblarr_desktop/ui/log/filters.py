"""What the log is narrowed down to: words, quick spans, and everything else behind a button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import household, servers
from scroblarr_desktop.store.records import DeliveryState, LogFilter
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.log.day_edit import DayEdit
from scroblarr_desktop.ui.widgets.labels import SMALL_PX
from scroblarr_desktop.watches import Kind

TYPING_MS = 150
"""The search waits this long for the next letter."""

SEARCH_WIDTH_PX = 320
LEAST_SEARCH_PX = 130
COLUMNS = 4

SPANS = {"today": 0, "week": 6, "month": 29}
"""How many days before today each quick span begins."""


class FilterBar(QWidget):
    """Says by `changed` that `wanted` is another filter now."""

    changed = Signal()

    def __init__(self, icons: Icons, destinations: Mapping[str, str]) -> None:
        super().__init__()
        self._icons = icons
        self._destinations = destinations
        self.search = self._search_field()
        self.needs = self._quick(self.tr("Needs attention"))
        self.spans = {
            "today": self._quick(self.tr("Today")),
            "week": self._quick(self.tr("7 days")),
            "month": self._quick(self.tr("30 days")),
        }
        self.more = QToolButton()
        self.clear_button = QPushButton(self.tr("Clear filters"))
        self.member, self.server = QComboBox(), QComboBox()
        self.destination, self.state, self.kind = QComboBox(), QComboBox(), QComboBox()
        self.since, self.until = DayEdit(self.tr("From")), DayEdit(self.tr("Until"))
        self._lay_out()
        self._connect()
        self.clear_button.hide()
        self.refresh()

    # -- in and out

    @property
    def wanted(self) -> LogFilter:
        """What the log is to show, with today's date for the quick spans."""
        since, until = self._days()
        state, kind = self.state.currentData(), self.kind.currentData()
        return LogFilter(
            member=self.member.currentData(),
            server=self.server.currentData(),
            destination=self.destination.currentData(),
            state=DeliveryState(state) if state else None,
            kind=Kind(kind) if kind else None,
            text=self.search.text().strip() or None,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
            needs_person=self.needs.isChecked(),
        )

    @property
    def is_active(self) -> bool:
        """Whether anything is narrowed down."""
        return self.wanted != LogFilter()

    def clear(self) -> None:
        """Show everything again."""
        self._set({})
        self.search.clear()
        self._tell()

    def state_to_keep(self) -> dict[str, Any]:
        """Return what was chosen, without the words that are sought."""
        span = next((name for name, one in self.spans.items() if one.isChecked()), None)
        kept = {
            **{name: box.currentData() for name, box in self._boxes().items()},
            "needs": self.needs.isChecked(),
            "span": span,
            "since": self.since.said,
            "until": self.until.said,
            "open": self.more.isChecked(),
        }
        return {name: value for name, value in kept.items() if value}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Choose again what was chosen; what is not there any more is left out."""
        before = self.wanted
        self._set(kept)
        self.more.setChecked(bool(kept.get("open")))
        if self.wanted != before:
            self._tell()

    def refresh(self) -> None:
        """Offer the members and servers that there are now."""
        nobody, nowhere = self.tr("Everybody"), self.tr("Every server")
        _offer(self.member, nobody, [(one.name, one.id) for one in household.members()])
        there = [(one.name, one.id) for one in servers.all_servers()]
        _offer(self.server, nowhere, there)

    def repaint_icons(self) -> None:
        self._magnifier.setIcon(self._icons.icon("search"))
        self.more.setIcon(self._icons.icon("filter"))

    def search_now(self) -> None:
        """Do not wait for the next letter."""
        self._typing.stop()
        self._tell()

    # -- parts

    def _boxes(self) -> dict[str, QComboBox]:
        return {
            "member": self.member,
            "server": self.server,
            "destination": self.destination,
            "state": self.state,
            "kind": self.kind,
        }

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search titles"))
        field.setAccessibleName(self.tr("Search titles"))
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(SEARCH_WIDTH_PX)
        field.setMinimumWidth(LEAST_SEARCH_PX)
        self._magnifier: QAction = field.addAction(
            self._icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        return field

    def _quick(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(text)
        # Pressed or not is hard to see in some styles: the check says it as well.
        button.toggled.connect(lambda on: button.setText(f"✓ {text}" if on else text))
        return button

    def _lay_out(self) -> None:
        self.more.setText(self.tr("Filters"))
        self.more.setIcon(self._icons.icon("filter"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setCheckable(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clear_button.setAutoDefault(False)
        self.first_row = QHBoxLayout()
        self.first_row.setSpacing(SMALL_PX)
        self.first_row.addWidget(self.search, 1)
        for quick in (self.needs, *self.spans.values(), self.more):
            self.first_row.addWidget(quick)
        self.first_row.addWidget(self.clear_button)
        self.first_row.addStretch(1)
        self._folded = QWidget()
        grid = QGridLayout(self._folded)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SMALL_PX)
        for place, part in enumerate([*self._boxes().values(), self.since, self.until]):
            grid.addWidget(part, place // COLUMNS, place % COLUMNS)
        self._folded.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addLayout(self.first_row)
        column.addWidget(self._folded)

    def _connect(self) -> None:
        names = {
            "member": self.tr("Who"),
            "server": self.tr("Server"),
            "destination": self.tr("Tracker"),
            "state": self.tr("State"),
            "kind": self.tr("Films or episodes"),
        }
        for name, box in self._boxes().items():
            box.setAccessibleName(names[name])
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self._tell)
        trackers = [(title, name) for name, title in self._destinations.items()]
        _offer(self.destination, self.tr("Every tracker"), trackers)
        states = [(wording.state_word(one), str(one)) for one in DeliveryState]
        _offer(self.state, self.tr("Every state"), states)
        kinds = [(self.tr("Films"), str(Kind.MOVIE)), (self.tr("Episodes"), str(Kind.EPISODE))]
        _offer(self.kind, self.tr("Films and episodes"), kinds)
        for name, button in self.spans.items():
            button.clicked.connect(lambda _=False, name=name: self._choose_span(name))
        self.needs.clicked.connect(self._tell)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(self._choose_dates)
        self.more.toggled.connect(self._folded.setVisible)
        self.clear_button.clicked.connect(self.clear)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self.search_now)
        self._typing.timeout.connect(self.search_now)

    # -- what follows from what

    def _tell(self) -> None:
        self.clear_button.setVisible(self.is_active)
        self.changed.emit()

    def _choose_span(self, chosen: str) -> None:
        for name, button in self.spans.items():
            button.setChecked(name == chosen and button.isChecked())
        for edit in (self.since, self.until):
            with QSignalBlocker(edit):
                edit.clear_day()
        self._tell()

    def _choose_dates(self) -> None:
        for button in self.spans.values():
            button.setChecked(False)
        self._tell()

    def _days(self) -> tuple[date | None, date | None]:
        today = wording.now().date()
        for name, button in self.spans.items():
            if button.isChecked():
                return today - timedelta(days=SPANS[name]), None
        return self.since.day, self.until.day

    def _set(self, kept: Mapping[str, Any]) -> None:
        for name, box in self._boxes().items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(kept.get(name))))
        self.needs.setChecked(bool(kept.get("needs")))
        for name, button in self.spans.items():
            button.setChecked(kept.get("span") == name)
        for edit, said in ((self.since, kept.get("since")), (self.until, kept.get("until"))):
            with QSignalBlocker(edit):
                edit.say(str(said or ""))


def _offer(box: QComboBox, everything: str, choices: list[tuple[str, Any]]) -> None:
    """Fill the box anew, keeping what is chosen in it."""
    wanted = [(everything, None), *choices]
    if [(box.itemText(row), box.itemData(row)) for row in range(box.count())] == wanted:
        return
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in wanted:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()
