"""Texts of the three sizes that every page uses, and the spaces between things."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from scroblarr_desktop.ui.colours import Tone, colour, hairline

TIGHT_PX, SMALL_PX, MEDIUM_PX, LARGE_PX, PAGE_PX = 4, 8, 12, 16, 24
"""The only distances used: see the margins of a page (24) and of a card (16)."""

MARK_PX = 18

_ABOVE_PX = 2
_TITLE, _HEADING, _HINT = 1.5, 1.1, 0.9


class Text(QLabel):
    """Plain text that wraps, can be selected, and keeps to the palette when that changes."""

    def __init__(
        self, text: str = "", *, size: float = 1.0, bold: bool = False, tone: Tone = Tone.PLAIN
    ) -> None:
        super().__init__(text)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)  # else the longest word would set the width of a whole pane
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFont(scaled(self.font(), size, bold=bold))
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def _recolour(self) -> None:
        if self._tone is not Tone.PLAIN:
            palette = QPalette(self.palette())
            ink = colour(self._tone, QGuiApplication.palette())
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)


def title(text: str) -> Text:
    return Text(text, size=_TITLE, bold=True)


def heading(text: str = "") -> Text:
    return Text(text, size=_HEADING, bold=True)


def hint(text: str = "") -> Text:
    return Text(text, size=_HINT, tone=Tone.QUIET)


def numbered_line(text: str) -> Text:
    """Return one of several lines that say what to do, with room for the dots of an Ö."""
    line = Text(text)
    # Where text can be selected, Qt cuts off what stands higher than the font says.
    line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    line.setContentsMargins(0, _ABOVE_PX, 0, 0)
    return line


def scaled(font: QFont, size: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * size)
    made.setBold(bold)
    return made


class Hairline(QFrame):
    """A thin horizontal line in a colour between text and background."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def _recolour(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, hairline(QGuiApplication.palette()))
        self.setPalette(palette)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    # Asked first, because a form layout warns where nothing is left to take.
    while layout.count() and (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
