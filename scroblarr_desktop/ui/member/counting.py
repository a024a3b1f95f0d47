"""What counts as a watch of a member."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scroblarr_desktop.store import household
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui.household.account_options import INDENT_PX
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, heading, hint

PERCENTAGES = (70, 80, 90)


class MemberCounting(QWidget):
    """From which part on it counts, and whether marks made by hand do."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self.percent = CalmCombo()
        self.percent.addItem(self.tr("as the media server says"), None)
        for percent in PERCENTAGES:
            self.percent.addItem(self.tr("from {percent} % on").format(percent=percent), percent)
        self.percent.activated.connect(lambda _: self._keep_percent())
        self.hand_marks = QCheckBox(self.tr("Count what is marked as watched by hand"))
        self.hand_marks.clicked.connect(lambda on: self._keep({"hand_marks": on}))
        self._lay_out()

    def show_member(self, member: Member) -> None:
        self.hand_marks.setChecked(member.hand_marks)
        self.percent.setCurrentIndex(self.percent.findData(member.watched_at_percent))

    def _keep_percent(self) -> None:
        self._keep({"watched_at_percent": self.percent.currentData()})

    def _keep(self, changes: dict[str, Any]) -> None:
        if attempt(self, lambda: household.change_member(self._member_id, changes)):
            self._backing.engine.sync.wake()
        self.show_member(household.member(self._member_id))

    def _lay_out(self) -> None:
        label = QLabel(self.tr("A film or an episode &counts"))
        label.setBuddy(self.percent)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(label)
        row.addWidget(self.percent)
        row.addStretch(1)
        of_percent = hint(
            self.tr(
                "A share of the run time lets it count although it was stopped before the end, for "
                "whoever skips the credits."
            )
        )
        of_marks = hint(
            self.tr(
                "Jellyfin tells of these marks. They never count as watched again, and a whole "
                "series at once is asked about first."
            )
        )
        of_marks.setContentsMargins(INDENT_PX, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(heading(self.tr("What counts")))
        column.addLayout(row)
        column.addWidget(of_percent)
        column.addSpacing(SMALL_PX)
        column.addWidget(self.hand_marks)
        column.addWidget(of_marks)


class CalmCombo(QComboBox):
    """Leaves the mouse wheel to the page around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
