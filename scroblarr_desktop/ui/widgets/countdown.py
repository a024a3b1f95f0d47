"""A ring that runs empty while a code lasts."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.ui.colours import Tone, colour, hairline

FULL_S = 600.0
"""How long Trakt's codes last: nobody keeps when a code was made, only when it ends."""

SIDE_PX = 64
_THICK_PX = 5.0
_TICK_MS = 1000
_LAST_MINUTE_S = 60


class Countdown(QWidget):
    """The time left until a moment, as a ring and as minutes and seconds in it."""

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__()
        self._clock = clock
        self._until: datetime | None = None
        self._full_s = FULL_S
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time left"))

    def show_until(self, until: datetime | None) -> None:
        """Count down to that time; None: stand empty."""
        if until != self._until:
            self._until = until
            self._full_s = max(FULL_S, self.left_s)
        self._tick()

    @property
    def left_s(self) -> float:
        """How many seconds are left, 0 where it is over."""
        if self._until is None:
            return 0.0
        return max(0.0, (self._until - self._clock()).total_seconds())

    @property
    def said(self) -> str:
        minutes, seconds = divmod(int(self.left_s), 60)
        return f"{minutes}:{seconds:02d}"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()
        tone = Tone.WARNING if self.left_s < _LAST_MINUTE_S else Tone.BUSY
        room = QRectF(self.rect()).adjusted(_THICK_PX, _THICK_PX, -_THICK_PX, -_THICK_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(hairline(palette), _THICK_PX))
        painter.drawEllipse(room)
        pen = QPen(colour(tone, palette), _THICK_PX)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        # Qt counts in sixteenths of a degree, against the clock, from three o'clock.
        if self.left_s:
            painter.drawArc(room, 90 * 16, round(360 * 16 * self.left_s / self._full_s))
        painter.setPen(colour(Tone.PLAIN, palette))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.said)
        painter.end()

    def _tick(self) -> None:
        minutes, seconds = divmod(int(self.left_s), 60)
        left = self.tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
        self.setAccessibleDescription(left)
        self.setToolTip(self.tr("The code lasts {left} more.").format(left=left))
        self.update()
