"""A line that unfolds what to do where the tracker's own page stops people."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.ui.linking.words import Snag
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text


class SnagLine(QWidget):
    """Hidden where nothing is known that stops people."""

    def __init__(self) -> None:
        super().__init__()
        self.toggle = QToolButton()
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.answer = Text()
        self.open_page = QPushButton()
        self.open_page.setAutoDefault(False)
        self._page = ""
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(SMALL_PX, 0, 0, 0)
        inside.setSpacing(SMALL_PX)
        inside.addWidget(self.answer)
        inside.addWidget(self.open_page, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        self.toggle.toggled.connect(self._unfold)
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        self._unfold(False)
        self.hide()

    def show_snag(self, snag: Snag | None) -> None:
        self.setVisible(snag is not None)
        if snag is not None:
            self.toggle.setText(snag.question)
            self.answer.setText(snag.answer)
            self.open_page.setText(snag.button)
            self._page = snag.page

    def _unfold(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.toggle.setArrowType(arrow)
        self._inside.setVisible(opened)
