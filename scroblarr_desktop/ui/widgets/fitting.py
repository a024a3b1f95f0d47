"""Windows and pages that fit a small screen, and a large magnification."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_OF_SCREEN = 0.9
"""Room for the frame of the window and the desktop's own bars."""


def fit(window: QWidget, width_px: int, height_px: int) -> None:
    """Give the window that size, or what the screen has of it."""
    window.resize(QSize(width_px, height_px).boundedTo(_room(window)))


def keep_at_least(window: QWidget, size: QSize) -> None:
    """Let nobody make the window smaller than that, or than what the screen has of it."""
    window.setMinimumSize(size.boundedTo(_room(window)))


def _room(window: QWidget) -> QSize:
    return window.screen().availableSize() * _OF_SCREEN


def scrolled(page: QWidget) -> QScrollArea:
    """Return the page in something that scrolls where the room is too small."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
