"""Whether the window comes up when somebody starts the app by hand."""

from __future__ import annotations

from scroblarr_desktop.store import settings

IN_TRAY = "start_in_tray"


def starts_in_tray() -> bool:
    """Return whether the window stays away until somebody asks for it."""
    return settings.get(IN_TRAY) is True


def start_in_tray(wanted: bool) -> None:
    """Let the next start by hand bring up no window, or bring it up again. Raises StoreTrouble."""
    settings.put(IN_TRAY, True if wanted else None)
