"""What the figures are of, and whether they are drawn or written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui.statistics.series import Period
from scroblarr_desktop.ui.widgets.labels import SMALL_PX

NAME_LETTERS = 16
"""A longer name of a member is cut in the field, not in its list."""


class Choices(QWidget):
    """A row of fields above the figures."""

    changed = Signal()
    """Another period or member."""
    tables_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("Period"))
        for text, period in (
            (self.tr("30 days"), Period.DAYS),
            (self.tr("12 months"), Period.MONTHS),
            (self.tr("Everything"), Period.ALL),
        ):
            self.period.addItem(text, period.value)
        self.member = QComboBox()
        self.member.setAccessibleName(self.tr("Member"))
        self.member.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.member.setMinimumContentsLength(NAME_LETTERS)
        self.as_tables = QCheckBox(self.tr("As &tables"))
        self.as_tables.setToolTip(self.tr("The same numbers to read, also for screen readers"))
        self._lay_out()
        self.period.currentIndexChanged.connect(self.changed)
        self.member.currentIndexChanged.connect(self.changed)
        self.as_tables.toggled.connect(self.tables_wanted)

    def show_members(self, members: Sequence[Member]) -> None:
        """Offer these; the choice stays as long as its member does."""
        wanted: list[tuple[str, int | None]] = [(self.tr("Everybody"), None)]
        wanted += [(one.name, one.id) for one in members]
        rows = range(self.member.count())
        if wanted == [(self.member.itemText(row), self.member.itemData(row)) for row in rows]:
            return
        chosen = self.member.currentData()
        self.member.blockSignals(True)
        self.member.clear()
        for name, member_id in wanted:
            self.member.addItem(name, member_id)
        self.member.setCurrentIndex(max(0, self.member.findData(chosen)))
        self.member.blockSignals(False)
        if self.member.currentData() != chosen:
            self.changed.emit()

    def save_state(self, settings: QSettings) -> None:
        settings.setValue("statistics/period", self.period.currentData())
        settings.setValue("statistics/tables", int(self.as_tables.isChecked()))

    def restore_state(self, settings: QSettings) -> None:
        wanted = str(settings.value("statistics/period", Period.DAYS.value))
        self.period.setCurrentIndex(max(0, self.period.findData(wanted)))
        self.as_tables.setChecked(str(settings.value("statistics/tables", "0")) == "1")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        for text, field in ((self.tr("&Period"), self.period), (self.tr("&Member"), self.member)):
            label = QLabel(text)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(SMALL_PX)
        row.addStretch(1)
        row.addWidget(self.as_tables)
