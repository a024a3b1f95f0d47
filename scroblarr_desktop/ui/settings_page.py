"""The settings page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.ui.page import Backing, Page

translate = QCoreApplication.translate


class SettingsPage(Page):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("SettingsPage", "Settings"),
            translate("SettingsPage", "How Scroblarr works on this computer."),
        )
        self._backing = backing
        self.column.addStretch(1)
