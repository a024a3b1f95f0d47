"""The household's Simkl app on the settings page."""

from __future__ import annotations

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.settings.tracker_app import TrackerAppSection


class SimklSection(TrackerAppSection):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            "simkl",
            self.tr("How Scroblarr is registered at Simkl. That is free, and done once."),
            lambda: SimklAppDialog(backing, self.window()),
        )
