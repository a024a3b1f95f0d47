"""Going for good, on the settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.leave_dialog import LeaveDialog
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button


class LeaveSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Leave"),
            self.tr(
                "Before you remove Scroblarr from this computer: it signs out everywhere, and no "
                "media server reports here any more."
            ),
        )
        self._backing = backing
        self.leave = plain_button(self.tr("&Leave everywhere…"), self.open_dialog)
        # Whoever is simulated would be gone for the rest of the demo.
        self.leave.setEnabled(backing.engine.options.companion is None)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        self.column.addLayout(row)

    def open_dialog(self) -> LeaveDialog:
        """Return the open window that asks first."""
        dialog = LeaveDialog(self._backing, self)
        dialog.open()
        return dialog
