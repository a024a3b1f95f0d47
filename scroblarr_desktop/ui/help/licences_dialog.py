"""Whose work the program contains: a list, and beside it each licence in full."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.licences import Shipped, shipped
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint, title

WIDTH_PX, HEIGHT_PX = 860, 600
LIST_PX = 250


class LicencesDialog(Dialog):
    """Is filled once the texts were read, in a thread."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licences"))
        self._shipped: list[Shipped] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What Scroblarr contains"))
        self.about = Text(bold=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.close_button = plain_button(self.tr("Close"), self.reject)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        backing.background.run(self, asyncio.to_thread(shipped), self._fill)
        fit(self, WIDTH_PX, HEIGHT_PX)

    def _fill(self, found: list[Shipped]) -> None:
        self._shipped = found
        self.list.addItems([f"{one.name} {one.version}" for one in found])
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self, row: int) -> None:
        one = self._shipped[row]
        self.about.setText(f"{one.name} {one.version}   {one.licence}")
        none = self.tr("No text came along with this package.")
        self.text.setPlainText(one.text or none)

    def _lay_out(self) -> None:
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(SMALL_PX, 0, 0, 0)
        inside.setSpacing(SMALL_PX)
        inside.addWidget(self.about)
        inside.addWidget(self.text, 1)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.list)
        both.addWidget(right)
        both.setSizes([LIST_PX, WIDTH_PX - LIST_PX])
        both.setStretchFactor(1, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("The work of others in Scroblarr")))
        free = self.tr(
            "Scroblarr itself is under the MIT licence. Qt is under the LGPL 3: its libraries "
            "are files of their own and may be replaced."
        )
        column.addWidget(hint(free))
        column.addWidget(both, 1)
        column.addLayout(row)
