"""One subject on the settings page: its name, a line about it, and its controls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, TIGHT_PX, heading, hint

LABEL_PX = 150


class Section(QWidget):
    """Lay more out in `column`, or add labelled rows."""

    def __init__(self, name: str, purpose: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(heading(name))
        if purpose:
            words.addWidget(hint(purpose))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SMALL_PX)
        self.column.addLayout(words)
        self._rows: QGridLayout | None = None

    def add_row(self, label: str, field: QWidget, *beside: QWidget) -> QLabel:
        """Return the label of a new row: its name leads to the field with Alt and its letter."""
        named = QLabel(label)
        named.setBuddy(field)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        is_wide = isinstance(field, QLabel) or bool(
            field.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
        )
        row.addWidget(field, int(is_wide))
        for one in beside:
            row.addWidget(one)
        if not is_wide:
            row.addStretch(1)
        rows, number = self._grid(), self._grid().rowCount()
        rows.addWidget(named, number, 0)
        rows.addLayout(row, number, 1)
        return named

    def add_under(self, note: QWidget) -> None:
        """Add something under the field of the last row."""
        self._grid().addWidget(note, self._grid().rowCount(), 1)

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed."""

    def repaint_icons(self) -> None:
        """Draw anew after the palette changed."""

    def _grid(self) -> QGridLayout:
        if self._rows is None:
            self._rows = QGridLayout()
            self._rows.setHorizontalSpacing(MEDIUM_PX)
            self._rows.setVerticalSpacing(SMALL_PX)
            self._rows.setColumnMinimumWidth(0, LABEL_PX)
            self._rows.setColumnStretch(1, 1)
            self.column.addLayout(self._rows)
        return self._rows
