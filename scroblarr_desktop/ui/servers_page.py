"""The servers page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.ui.page import Backing, Page

translate = QCoreApplication.translate


class ServersPage(Page):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("ServersPage", "Servers"),
            translate(
                "ServersPage",
                "The media servers you watch on, and whether they report.",
            ),
        )
        self._backing = backing
        self.column.addStretch(1)
