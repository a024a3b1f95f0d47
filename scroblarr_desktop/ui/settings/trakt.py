"""The household's Trakt app on the settings page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.tracker_app import TrackerAppSection
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog

translate = QCoreApplication.translate


def trakt_section(backing: Backing) -> TrackerAppSection:
    """Return what shows the Trakt app, with the dialog that leads through registering one."""
    purpose = translate(
        "Settings", "How Scroblarr is registered at Trakt. One app serves the whole household."
    )
    section = TrackerAppSection(
        backing, "trakt", purpose, lambda: TraktAppDialog(backing, section.window())
    )
    return section
