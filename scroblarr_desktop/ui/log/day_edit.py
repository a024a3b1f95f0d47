"""A day that may be any day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

NO_DATE = QDate(2000, 1, 1)
"""Stands for no date at all, and is shown as such."""


class DayEdit(QDateEdit):
    """Shows its name until a day is chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setMinimumDate(NO_DATE)
        self.setSpecialValueText(self.tr("{name}: any day").format(name=name))
        self.setAccessibleName(name)
        self.clear_day()

    @property
    def day(self) -> date | None:
        chosen = self.date()
        return None if chosen == NO_DATE else date(chosen.year(), chosen.month(), chosen.day())

    @property
    def said(self) -> str | None:
        """The day as text, for `say`."""
        return None if self.day is None else self.day.isoformat()

    def say(self, text: str) -> None:
        """Choose the day again that was kept as text; any day where it is none."""
        given = QDate.fromString(text, Qt.DateFormat.ISODate)
        self.setDate(given if given.isValid() else NO_DATE)

    def clear_day(self) -> None:
        self.setDate(NO_DATE)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go on: Qt's own keeps the focus while no day is chosen."""
        return QWidget.focusNextPrevChild(self, forward)
