"""The household's Simkl app on the settings page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.settings.tracker_app import TrackerAppSection

translate = QCoreApplication.translate


def simkl_section(backing: Backing) -> TrackerAppSection:
    """Return what shows the Simkl app, with the dialog in which it is entered."""
    purpose = translate(
        "Settings", "How Scroblarr is registered at Simkl. That is free, and done once."
    )
    section = TrackerAppSection(
        backing, "simkl", purpose, lambda: SimklAppDialog(backing, section.window())
    )
    return section
