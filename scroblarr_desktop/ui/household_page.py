"""The household page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.ui.page import Backing, Page

translate = QCoreApplication.translate


class HouseholdPage(Page):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("HouseholdPage", "Household"),
            translate("HouseholdPage", "Who watches, and whose accounts get to know of it."),
        )
        self._backing = backing
        self.column.addStretch(1)
