"""A panel with a heading, and a line that unfolds what is below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.colours import hairline, mixed
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    heading,
    numbered_line,
)

RADIUS_PX = 8.0
_PANEL = 0.97


class Section(QWidget):
    """One subject of a page; lay it out in `column`."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(LARGE_PX, MEDIUM_PX, LARGE_PX, LARGE_PX)
        self.column.setSpacing(SMALL_PX)
        if name:
            self.setAccessibleName(name)
            self.column.addWidget(heading(name))

    def add_row(self, *buttons: QWidget) -> QHBoxLayout:
        """Add the buttons beside each other, and return their row."""
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        for one in buttons:
            row.addWidget(one)
        row.addStretch(1)
        self.column.addLayout(row)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(mixed(text, palette.color(QPalette.ColorRole.Window), _PANEL))
        painter.setPen(hairline(palette))
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, RADIUS_PX, RADIUS_PX)
        painter.end()


class Unfolding(QWidget):
    """A line that shows or hides a text of several paragraphs."""

    def __init__(self, label: str, paragraphs: tuple[str, ...]) -> None:
        super().__init__()
        self.toggle = QToolButton()
        self.toggle.setText(label)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(LARGE_PX, 0, 0, 0)
        inner.setSpacing(SMALL_PX)
        for paragraph in paragraphs:
            inner.addWidget(numbered_line(paragraph))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.toggle)
        column.addWidget(self.body)
        self.toggle.toggled.connect(self._unfold)
        self._unfold(False)

    def unfold(self) -> None:
        self.toggle.setChecked(True)

    def _unfold(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.toggle.setArrowType(arrow)
        self.body.setVisible(opened)


def button(label: str, then: Callable[[], object], accessible_name: str = "") -> QPushButton:
    """Return a button that Enter does not press from elsewhere."""
    made = QPushButton(label)
    made.setAutoDefault(False)
    if accessible_name:
        made.setAccessibleName(accessible_name)
    made.clicked.connect(lambda _=False: then())
    return made
