"""What is said the first time that somebody closes the window: the app goes on in the tray."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings

translate = QCoreApplication.translate

SAID = "window/stays_said"


def say_once(show: Callable[[str, str], bool], settings_file: Path) -> bool:
    """Say it unless it was said before; return whether it was shown.

    `show` says whether it could show title and text: where it could not, the next time counts.
    """
    settings = QSettings(str(settings_file), QSettings.Format.IniFormat)
    if settings.value(SAID) is not None:
        return False
    title = translate("Staying", "Scroblarr goes on in the tray")
    text = translate(
        "Staying",
        "What you watch is still delivered. To end it, choose Quit in the menu of its icon.",
    )
    if not show(title, text):
        return False
    settings.setValue(SAID, 1)
    settings.sync()
    return True
