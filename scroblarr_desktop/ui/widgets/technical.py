"""The technical side of things: one click away, readable, and ready to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX

MOST_LINES = 16


class Technical(QWidget):
    """A line that unfolds a text in a fixed-width font."""

    toggled = Signal(bool)

    def __init__(self, label: str, text: str, *, opened: bool) -> None:
        super().__init__()
        self.toggle = QToolButton()
        self.toggle.setText(label)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box = QPlainTextEdit(text)
        self.box.setReadOnly(True)
        self.box.setAccessibleName(label)
        self.box.setTabChangesFocus(True)
        self.box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        lines = min(text.count("\n") + 3, MOST_LINES)
        self.box.setFixedHeight(lines * self.box.fontMetrics().lineSpacing() + 2 * SMALL_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.toggle)
        column.addWidget(self.box)
        self.toggle.toggled.connect(self._unfold)
        self.toggle.setChecked(opened)
        self._unfold(opened)

    def _unfold(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.toggle.setArrowType(arrow)
        self.box.setVisible(opened)
        self.toggled.emit(opened)
