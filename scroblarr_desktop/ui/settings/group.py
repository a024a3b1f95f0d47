"""One tab of the settings page: a few sections one below the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, PAGE_PX, SMALL_PX, Hairline

WIDTH_PX = 760

MakeSection = Callable[[Backing], Section]


class SectionGroup(QScrollArea):
    """Makes its sections when it is first shown or asked for them: most are never looked at."""

    def __init__(self, key: str, name: str, backing: Backing, makes: tuple[MakeSection, ...]):
        super().__init__()
        self.key, self.name = key, name
        self.makes = makes
        self._backing = backing
        self._sections: tuple[Section, ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections, made now where nobody has seen them yet."""
        if not self._sections:
            self._sections = tuple(make(self._backing) for make in self.makes)
            self._lay_out()
            self.refresh(~Changed.NOTHING)
        return self._sections

    def refresh(self, changed: Changed) -> None:
        for section in self._sections:
            section.refresh(changed)

    def repaint_icons(self) -> None:
        for section in self._sections:
            section.repaint_icons()

    def showEvent(self, event: QShowEvent) -> None:
        assert self.sections
        super().showEvent(event)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, LARGE_PX, SMALL_PX, PAGE_PX)
        column.setSpacing(PAGE_PX)
        for number, section in enumerate(self._sections):
            if number:
                column.addWidget(Hairline())
            column.addWidget(section)
        column.addStretch(1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        self.setWidget(whole)
