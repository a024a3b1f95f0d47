"""Loading what somebody is likely to want next, while the window has nothing else to do."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

FIRST_AFTER_MS = 1_500
EVERY_MS = 40
"""Each module is a step of its own: no click waits for more than one of them."""


class LoadedAhead(QObject):
    """Loads the modules of one package, one after the other. `start` it as often as you like."""

    def __init__(self, package: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._package = package
        self._left: list[str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def start(self, after_ms: int = FIRST_AFTER_MS) -> None:
        if self._left is None and not self._timer.isActive():
            self._timer.start(after_ms)

    @property
    def is_done(self) -> bool:
        return self._left == []

    def _step(self) -> None:
        if self._left is None:
            found = pkgutil.iter_modules(import_module(self._package).__path__)
            self._left = [f"{self._package}.{one.name}" for one in found]
        else:
            import_module(self._left.pop(0))
        if self._left:
            self._timer.start(EVERY_MS)
