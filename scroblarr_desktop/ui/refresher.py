"""Turns a stream of changes into few repaints."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from scroblarr_desktop.changes import Changed, Changes

AT_MOST_EVERY_MS = 250
SHARE = 10
"""What it takes to repaint once is at most one part in so many of the time, whatever comes in."""


class Refresher(QObject):
    """Emits `due` with everything that changed, at most so often: once per quarter of a second.

    Less often where whoever hears it takes long: webhooks come through the same loop.
    """

    due = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self,
        changes: Changes,
        parent: QObject | None = None,
        *,
        at_most_every_ms: int = AT_MOST_EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._at_most_every_ms = at_most_every_ms
        self._changed = Changed.NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(at_most_every_ms)
        self._timer.timeout.connect(self._tell)
        # A signal, because changes come in the thread that made them.
        self._arrived.connect(self._note, Qt.ConnectionType.AutoConnection)
        self._stop_listening = changes.listen(self._arrived.emit)
        # A window inside another one goes with it and says no word.
        self.destroyed.connect(self._stop_listening)

    def stop(self) -> None:
        """Hear no more; call it before the windows go."""
        self._stop_listening()
        self._timer.stop()

    def _note(self, changed: Changed) -> None:
        self._changed |= changed
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        changed, self._changed = self._changed, Changed.NOTHING
        started_s = time.perf_counter()
        self.due.emit(changed)
        took_ms = int((time.perf_counter() - started_s) * 1000)
        self._timer.setInterval(max(self._at_most_every_ms, SHARE * took_ms))
