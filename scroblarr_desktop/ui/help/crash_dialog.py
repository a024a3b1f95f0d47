"""Looking at a report of what broke, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from scroblarr_desktop.diagnostics.crashes import CrashReport
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import copy_to_clipboard
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, title

WIDTH_PX, HEIGHT_PX = 760, 560


class CrashDialog(Dialog):
    """One report. It stays on this computer, whatever is pressed."""

    dismissed = Signal()

    def __init__(
        self, backing: Backing, report: CrashReport, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A report of what broke"))
        self._backing = backing
        self.text = QPlainTextEdit(_read(report))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The report"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = plain_button(self.tr("&Copy"), self._copy)
        self.save = plain_button(self.tr("&Save for sending…"), self._save)
        self.dismiss = plain_button(self.tr("&Dismiss"), self._dismiss)
        self.dismiss.setVisible(not report.seen)
        self.close_button = plain_button(self.tr("Close"), self.reject)
        self.close_button.setDefault(True)
        self._lay_out(report)
        self.close_button.setFocus()
        fit(self, WIDTH_PX, HEIGHT_PX)

    def _lay_out(self, report: CrashReport) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.copy)
        row.addStretch(1)
        for button in (self.dismiss, self.save, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self._heading(report)))
        sentence = self.tr(
            "It happened {when}. This is for whoever works on Scroblarr; it stays on this "
            "computer unless you send it yourself. Nothing that was watched is lost by it."
        )
        column.addWidget(Text(sentence.format(when=wording.moment(report.at))))
        column.addWidget(self.text, 1)
        column.addLayout(row)

    def _heading(self, report: CrashReport) -> str:
        if report.stopped:
            return self.tr("Scroblarr stopped unexpectedly")
        return self.tr("Scroblarr stumbled, and went on")

    def _copy(self) -> None:
        copy_to_clipboard(self.text.toPlainText())

    def _save(self) -> None:
        DiagnosticDialog(self._backing, self).open()

    def _dismiss(self) -> None:
        self.dismissed.emit()
        self.accept()


def _read(report: CrashReport) -> str:
    try:
        return report.text()
    except OSError as error:
        return str(error.strerror or error)
