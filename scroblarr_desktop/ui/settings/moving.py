"""Taking the household to another computer, or bringing it here."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.moving.going import MoveAwayDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, hint


class MovingSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Another PC"),
            self.tr(
                "One file, sealed with a passphrase, takes everything to another computer: "
                "members, log, accounts, settings, and what waits to be sent."
            ),
        )
        self._backing = backing
        self.leave = plain_button(self.tr("&Move to another PC…"), self._leave)
        self.come = plain_button(self.tr("&Open a file from another PC…"), self._come)
        is_real = backing.engine.options.companion is None
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        for one in (self.leave, self.come):
            one.setEnabled(is_real)
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)
        if not is_real:
            self.column.addWidget(hint(self.tr("A simulated household stays where it is.")))

    def _leave(self) -> None:
        MoveAwayDialog(self._backing, self.window()).open()

    def _come(self) -> None:
        MoveInDialog(self._backing, self.window()).open()
