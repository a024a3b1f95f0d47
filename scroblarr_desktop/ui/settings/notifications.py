"""What a notification is shown for, and whether none is for a while."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from scroblarr_desktop import notices
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.notices import NoticeKind
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text


class NotificationsSection(Section):
    """A switch for each kind. What is chosen counts at once."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Notifications"),
            self.tr("Shown at the edge of the screen, several in one, and each thing only once."),
        )
        self.switches = {kind: self._switch(kind) for kind in NoticeKind}
        self.quiet = Text()
        self.for_an_hour = plain_button(
            self.tr("None for an hour"), lambda: self._be_quiet(wording.in_an_hour())
        )
        self.again = plain_button(self.tr("Show them again"), lambda: self._be_quiet(None))
        for switch in self.switches.values():
            self.column.addWidget(switch)
        self.column.addWidget(self._quiet_row())
        self.refresh(~Changed.NOTHING)

    def refresh(self, changed: Changed) -> None:
        for kind, switch in self.switches.items():
            switch.setChecked(notices.is_wanted(kind))
        until = notices.quiet_until(utc_now())
        self.quiet.setVisible(until is not None)
        self.again.setVisible(until is not None)
        self.for_an_hour.setVisible(until is None)
        if until is not None:
            said = self.tr("None for now; what comes up meanwhile is told afterwards.")
            self.quiet.setText(wording.status_sentence(said, until))

    def _switch(self, kind: NoticeKind) -> QCheckBox:
        switch = QCheckBox(self._words(kind))
        switch.clicked.connect(lambda wanted: self._choose(kind, wanted))
        return switch

    def _choose(self, kind: NoticeKind, wanted: bool) -> None:
        attempt(self, lambda: notices.want(kind, wanted))
        self.refresh(Changed.SETTINGS)

    def _be_quiet(self, until: datetime | None) -> None:
        attempt(self, lambda: notices.be_quiet(until))
        self.refresh(Changed.SETTINGS)

    def _quiet_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL_PX)
        line.addWidget(self.quiet, 1)
        line.addWidget(self.again)
        line.addWidget(self.for_an_hour)
        line.addStretch(0)
        return row

    def _words(self, kind: NoticeKind) -> str:
        return {
            NoticeKind.FAILURES: self.tr("Something fails or waits for an answer"),
            NoticeKind.SIGN_INS: self.tr("Somebody has to sign in again"),
            NoticeKind.NEW_PEOPLE: self.tr("Somebody new is watching"),
            NoticeKind.ARRIVALS: self.tr("A watch arrived at a tracker"),
        }[kind]
