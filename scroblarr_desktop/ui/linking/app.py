"""Where the household's own app at a tracker is entered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog


def can_enter_app(destination: str) -> bool:
    """Return whether there is a window for it."""
    return destination in ("trakt", "simkl")


def enter_app(
    backing: Backing,
    parent: QWidget,
    then: Callable[[], object],
    instead: Callable[[], object] = lambda: None,
    *,
    destination: str = "trakt",
) -> QDialog:
    """Return the open window for it; `then` follows once an app is in it.

    `instead` follows where the person would rather link another tracker.
    """
    dialog: TraktAppDialog | SimklAppDialog
    if destination == "simkl":
        dialog = SimklAppDialog(backing, parent)
    else:
        dialog = TraktAppDialog(backing, parent)
        dialog.others_asked.connect(instead)
    dialog.entered.connect(then)
    dialog.open()
    return dialog
