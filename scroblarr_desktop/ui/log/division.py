"""How the log and the details of one watch share the page: side by side, or one below the other."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget

NARROW_PX = 780
"""A narrower page has no room for titles beside the details."""

BESIDE, BELOW = Qt.Orientation.Horizontal, Qt.Orientation.Vertical

_KEYS = {BESIDE: "log/splitter", BELOW: "log/splitter-below"}
_FIRST_SIZES = {BESIDE: [760, 300], BELOW: [220, 180]}


class Division(QSplitter):
    """Keeps how a person divided the page for each of the two ways."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__(BESIDE)
        self._kept: dict[Qt.Orientation, QByteArray] = {}
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setSizes(_FIRST_SIZES[BESIDE])

    @property
    def is_narrow(self) -> bool:
        return self.orientation() is BELOW

    def arrange(self, width_px: int) -> None:
        """Follow the width of the page."""
        wanted = BELOW if width_px < NARROW_PX else BESIDE
        if wanted is not self.orientation():
            self._kept[self.orientation()] = self.saveState()
            self._turn(wanted)

    def save(self, settings: QSettings) -> None:
        self._kept[self.orientation()] = self.saveState()
        for way, state in self._kept.items():
            settings.setValue(_KEYS[way], state)

    def restore(self, settings: QSettings) -> None:
        for way, key in _KEYS.items():
            if (state := settings.value(key)) is not None:
                self._kept[way] = state
        self._turn(self.orientation())

    def _turn(self, way: Qt.Orientation) -> None:
        if (state := self._kept.get(way)) is not None:
            self.restoreState(state)
        else:
            self.setSizes(_FIRST_SIZES[way])
        self.setOrientation(way)  # also where a state says otherwise
