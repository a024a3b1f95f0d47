"""Windows and pages that fit a small screen, and a large magnification."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_OF_SCREEN = 0.9
"""Room for the frame of the window and the desktop's own bars."""


def fit(window: QWidget, width_px: int, height_px: int) -> None:
    """Give the window that size, or what the screen has of it."""
    room = window.screen().availableSize() * _OF_SCREEN
    window.resize(min(width_px, room.width()), min(height_px, room.height()))


def scrolled(page: QWidget) -> QScrollArea:
    """Return the page in something that scrolls where the room is too small."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
