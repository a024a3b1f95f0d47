"""The steps of setting up on the left of its window: which are behind, which is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.ui.colours import Tone, colour, hairline, mixed, quiet
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, SMALL_PX, hint, scaled

WIDTH_PX = 200
SIDE_PX = 22
_PANEL = 0.96
_THICK_PX = 1.5


class StepList(QWidget):
    def __init__(self, icons: Icons, names: Mapping[Step, str]) -> None:
        super().__init__()
        self._rows: dict[Step, tuple[StepSign, QLabel]] = {}
        self.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, PAGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        for number, (step, name) in enumerate(names.items(), 1):
            sign, text = StepSign(icons, number), QLabel(name)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)  # in some languages the names are long
            self._rows[step] = (sign, text)
            row = QHBoxLayout()
            row.setSpacing(SMALL_PX)
            row.addWidget(sign)
            row.addWidget(text, 1)
            column.addLayout(row)
        column.addStretch(1)
        column.addWidget(hint(self.tr("You can close this and go on later.")))

    def show_progress(
        self, shown: Step, done: set[Step], left_out: set[Step], waiting: set[Step]
    ) -> None:
        """`waiting`: behind the person, but not done before somebody plays something."""
        for step, (sign, text) in self._rows.items():
            mark, state = "", self.tr("not done yet")
            if step in done:
                mark, state = "delivered", self.tr("done")
            elif step in waiting:
                mark, state = "waiting", self.tr("waits until somebody plays something")
            elif step in left_out:
                mark, state = "cancelled", self.tr("left out")
            sign.show_state(mark, is_shown=step is shown)
            font = text.font()
            font.setBold(step is shown)
            text.setFont(font)
            text.setAccessibleName(f"{text.text()}, {state}")

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        painter = QPainter(self)
        painter.fillRect(self.rect(), mixed(text, palette.color(QPalette.ColorRole.Window), _PANEL))
        painter.setPen(hairline(palette))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()


class StepSign(QWidget):
    """The step's number in a ring, until it is done or left out."""

    def __init__(self, icons: Icons, number: int) -> None:
        super().__init__()
        self._icons = icons
        self._number = number
        self._mark = ""
        self._is_shown = False
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))

    def show_state(self, mark: str, *, is_shown: bool) -> None:
        """`mark`: one of the nine, or "" for the number."""
        self._mark, self._is_shown = mark, is_shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mark:
            self._icons.mark(self._mark).paint(painter, self.rect())
        else:
            self._paint_number(painter)
        painter.end()

    def _paint_number(self, painter: QPainter) -> None:
        palette = QGuiApplication.palette()
        ink = colour(Tone.PLAIN, palette) if self._is_shown else quiet(palette)
        half = _THICK_PX / 2
        painter.setPen(QPen(ink, _THICK_PX))
        painter.drawEllipse(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.setFont(scaled(self.font(), 0.9, bold=self._is_shown))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
