"""Lines above the pages for what is told once: a report from last time, a newer version."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.diagnostics import crashes
from scroblarr_desktop.diagnostics.crashes import CrashReport
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.ui.help.crash_dialog import CrashDialog
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Text
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.updates import NewVersion


class Bar(QWidget):
    """A mark, a sentence, and buttons. Hidden while there is nothing to say."""

    def __init__(self, backing: Backing, mark: str) -> None:
        super().__init__()
        self._backing = backing
        self.mark = Mark(backing.icons, mark)
        self.sentence = Text()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(LARGE_PX, SMALL_PX, LARGE_PX, SMALL_PX)
        self._row.setSpacing(SMALL_PX)
        self._row.addWidget(self.mark)
        self._row.addWidget(self.sentence, 1)
        self.hide()


class CrashBar(Bar):
    """Offers what earlier runs left; what breaks while the window is open waits for the next."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing, "attention")
        self._logs = backing.engine.options.data_dir.logs
        self.look = plain_button(self.tr("Look at it"), self._look)
        self.save = plain_button(self.tr("Save for sending…"), self._save)
        self.dismiss = plain_button(self.tr("Dismiss"), self._dismiss)
        for button in (self.look, self.save, self.dismiss):
            self._row.addWidget(button)
        self._reports: list[CrashReport] = []

    def look_for_reports(self) -> None:
        """Offer what earlier runs left by now."""
        self._reports = crashes.left_behind(self._logs)
        self.setVisible(bool(self._reports))
        if self._reports:
            self.sentence.setText(self._said())

    def _said(self) -> str:
        if any(one.stopped for one in self._reports):
            return self.tr("Scroblarr stopped unexpectedly last time. Nothing watched is lost.")
        return self.tr("Something went wrong inside Scroblarr last time, and it went on.")

    def _look(self) -> None:
        gravest = next((one for one in self._reports if one.stopped), self._reports[0])
        dialog = CrashDialog(self._backing, gravest, self.window())
        dialog.dismissed.connect(self._dismiss)
        dialog.open()

    def _save(self) -> None:
        DiagnosticDialog(self._backing, self.window()).open()

    def _dismiss(self) -> None:
        crashes.put_away(self._logs)
        self.hide()


class UpdateBar(Bar):
    """Tells of a newer version until somebody wants no more of it."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing, "ok")
        self._offered: NewVersion | None = None
        self.what_is_new = plain_button(self.tr("What is new"), self._open_page)
        self.not_this = plain_button(self.tr("Not this one"), self._decline)
        for button in (self.what_is_new, self.not_this):
            self._row.addWidget(button)

    def refresh(self) -> None:
        try:
            self._offered = self._backing.engine.updates.offered()
        except StoreTrouble:  # which the header tells
            return
        self.setVisible(self._offered is not None)
        if self._offered is not None:
            said = self.tr("Scroblarr {version} is there.")
            self.sentence.setText(said.format(version=self._offered.version))
            self.what_is_new.setVisible(self._offered.page is not None)

    def _open_page(self) -> None:
        if self._offered is not None and self._offered.page is not None:
            QDesktopServices.openUrl(QUrl(self._offered.page))

    def _decline(self) -> None:
        offered = self._offered
        if offered is not None:
            attempt(self, lambda: self._backing.engine.updates.decline(offered.version))
        self.refresh()


class Bars(QWidget):
    """Both, one below the other."""

    def __init__(self, backing: Backing) -> None:
        super().__init__()
        self.crash = CrashBar(backing)
        self.update_ = UpdateBar(backing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (self.crash, self.update_):
            column.addWidget(bar)
        # Not before it has its place: it would be a window of its own.
        self.crash.look_for_reports()

    def refresh(self) -> None:
        """Show anew what changed."""
        self.update_.refresh()
