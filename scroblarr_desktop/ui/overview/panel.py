"""A framed part of the overview: a heading, lines below it, and the page where there is more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.ui.colours import hairline, mixed
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.card import RADIUS_PX
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    Text,
    heading,
    hint,
)
from scroblarr_desktop.ui.widgets.mark import Mark

BAR_PX = 6
_GROUND = 0.97


@dataclass(frozen=True)
class Line:
    """What one line says. `mark` may be empty."""

    title: str
    sentence: str = ""
    mark: str = ""
    percent: float | None = None
    """How far somebody is, 0 to 100."""
    tool_tip: str = ""


class LineRow(QWidget):
    """Says something else in place, so that nothing jumps."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.mark = Mark(icons)
        self.title = Text(bold=True)
        self.sentence = hint()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_PX)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX // 2)
        for part in (self.title, self.bar, self.sentence):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        self.line: Line | None = None

    def show_line(self, line: Line) -> None:
        if line == self.line:
            return
        self.line = line
        self.mark.setVisible(bool(line.mark))
        if line.mark:
            self.mark.show_mark(line.mark)
        self.title.setText(line.title)
        self.sentence.setText(line.sentence)
        self.sentence.setVisible(bool(line.sentence))
        self.bar.setVisible(line.percent is not None)
        self.bar.setValue(round(line.percent or 0))
        self.bar.setAccessibleName(line.title)
        self.setToolTip(line.tool_tip)
        self.setAccessibleName(f"{line.title}. {line.sentence}".strip(". "))


class Lines(QWidget):
    """As many lines as there are things to say."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.rows: list[LineRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEDIUM_PX)

    def show_lines(self, lines: Sequence[Line]) -> None:
        while len(self.rows) > len(lines):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(lines):
            self.rows.append(LineRow(self._icons))
            self._column.addWidget(self.rows[-1])
        for row, line in zip(self.rows, lines, strict=True):
            row.show_line(line)
        self.setVisible(bool(lines))


class Panel(QWidget):
    """Heading and lines in a frame. `leads`: the name of another page, and what shows it."""

    def __init__(
        self, icons: Icons, name: str, leads: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.heading = heading(name)
        self.lines = Lines(icons)
        self.nothing = hint()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button = quiet_button(*(leads or ("", lambda: None)))
        button.setAccessibleDescription(name)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance(button.text()) + LARGE_PX)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, -SMALL_PX, 0)  # the word ends where the lines below do
        head.setSpacing(SMALL_PX)
        head.addWidget(self.heading, 1)
        if leads is not None:
            head.addWidget(button)
        else:  # as high as with one
            head.addSpacing(SMALL_PX)
            self.heading.setMinimumHeight(button.sizeHint().height())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(LARGE_PX, MEDIUM_PX, LARGE_PX, LARGE_PX)
        self.column.setSpacing(SMALL_PX)
        self.column.addLayout(head)
        self.column.addWidget(self.lines)
        self.column.addWidget(self.nothing)
        self.column.addStretch(1)

    def show_lines(self, lines: Sequence[Line], nothing: str = "") -> None:
        """Show these lines, or why there are none."""
        self.lines.show_lines(lines)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not lines and bool(nothing))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(mixed(text, palette.color(QPalette.ColorRole.Window), _GROUND))
        painter.setPen(hairline(palette))
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, RADIUS_PX, RADIUS_PX)
        painter.end()
