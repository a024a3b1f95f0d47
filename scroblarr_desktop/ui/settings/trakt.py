"""The household's Trakt app on the settings page."""

from __future__ import annotations

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.tracker_app import TrackerAppSection
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog


class TraktSection(TrackerAppSection):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            "trakt",
            self.tr("How Scroblarr is registered at Trakt. One app serves the whole household."),
            lambda: TraktAppDialog(backing, self.window()),
        )
