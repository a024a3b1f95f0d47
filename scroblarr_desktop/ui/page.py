"""What the pages of the window have in common, and what all of them work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.ui.background import Background
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, PAGE_PX, TIGHT_PX, hint, title


@dataclass(frozen=True)
class Backing:
    """What pages and dialogs work with."""

    engine: Engine
    icons: Icons
    background: Background
    show_page: Callable[[str], None] = lambda key: None
    """Turns the window to another page, by its key in the rail: "overview", "servers", "log".

    "settings:network" turns to that group of the settings as well.
    """
    while_closed: Callable[[ClosedWork], None] = lambda work: None
    """Closes everything, does the work, and starts again: all windows are made anew by that."""
    quit: Callable[[], None] = lambda: None
    """Ends the app."""
    renew: Callable[[], None] = lambda: None
    """Makes all windows anew, as in another language; everything else goes on."""


class Page(QWidget):
    """One page: its title, a line that says what it is for, and what a subclass adds to `column`.

    Pages keep their state while others are shown.
    """

    def __init__(self, name: str, purpose: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, PAGE_PX)
        self.column.setSpacing(MEDIUM_PX)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(title(name))
        words.addWidget(hint(purpose))
        self.column.addLayout(words)

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed. Called only while the window is visible."""

    def repaint_icons(self) -> None:
        """Draw anew after the palette changed."""

    def save_state(self, settings: QSettings) -> None:
        """Keep what the person arranged."""

    def restore_state(self, settings: QSettings) -> None:
        """Arrange the page as the person left it."""
