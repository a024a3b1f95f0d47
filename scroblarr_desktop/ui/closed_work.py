"""What can be done only while the store is closed and nothing else runs, asked for in a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, PAGE_PX, Text, hint

translate = QCoreApplication.translate

WIDTH_PX = 380


class MeanwhileLike(Protocol):
    """The only window while nothing runs."""

    def show(self) -> None: ...
    def end(self) -> None: ...


@dataclass(frozen=True)
class ClosedWork:
    """Whoever runs the app closes everything, does it, and starts everything again."""

    saying: str
    """What is being done: stands on the screen meanwhile."""
    work: Callable[[], Said | None]
    """Runs in a thread and returns what the person reads afterwards, if anything. Raises
    StoreTrouble."""
    meanwhile: Callable[[], MeanwhileLike] | None = None
    """Makes the window that stands there meanwhile, in place of the plain one."""


class Meanwhile(QWidget):
    """The only window while nothing runs. It cannot be closed: it goes by itself."""

    def __init__(self, saying: str) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle("Scroblarr")
        self._is_over = False
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(saying)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, PAGE_PX)
        column.setSpacing(LARGE_PX)
        column.addWidget(Text(saying, bold=True))
        column.addWidget(bar)
        column.addWidget(hint(translate("ClosedWork", "Scroblarr comes back by itself.")))
        self.setFixedWidth(WIDTH_PX)

    def end(self) -> None:
        self._is_over = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._is_over)
