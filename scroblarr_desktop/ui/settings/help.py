"""What helps to find a fault: the log, more of it for a while, and a file for somebody else."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.diagnostics import crashes
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.support import detail
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.help.crash_dialog import CrashDialog
from scroblarr_desktop.ui.help.diagnostic_dialog import DiagnosticDialog
from scroblarr_desktop.ui.help.log_viewer import LogViewer
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, hint

AGEING_MS = 15_000


class SpanField(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever scrolls the page means the page


class HelpSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("When something is wrong"),
            self.tr("For you, and for whoever helps you. Nothing is sent by itself."),
        )
        self._backing = backing
        self._viewer: LogViewer | None = None
        self.show_log = plain_button(self.tr("Show the &log…"), self.open_log)
        self.save = plain_button(self.tr("Save a &diagnostic file…"), self._save)
        self.span = SpanField()
        self.begin = plain_button(self.tr("&Begin"), self._begin)
        self.lasting = Text()
        self.end = plain_button(self.tr("&End now"), self._end)
        self.reports = Text()
        self.look = plain_button(self.tr("Loo&k at the last one…"), self._look)
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._ageing.timeout.connect(self._show_detail)
        self._lay_out()
        self.refresh(Changed.SETTINGS)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self._show_detail()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_detail()
        self._show_reports()
        self._ageing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()

    def open_log(self) -> LogViewer:
        """Return the window with the app's own log, brought to the front where it is open."""
        if self._viewer is None:
            self._viewer = LogViewer(self._backing, self.window())
            self._viewer.destroyed.connect(self._forget_viewer)
        self._viewer.show()
        self._viewer.raise_()
        self._viewer.activateWindow()
        return self._viewer

    def _forget_viewer(self) -> None:
        self._viewer = None

    def _save(self) -> None:
        DiagnosticDialog(self._backing, self.window()).open()

    def _begin(self) -> None:
        until = utc_now() + timedelta(hours=int(self.span.currentData()))
        attempt(self, lambda: detail.write_more(until))
        self._show_detail()
        self.end.setFocus()

    def _end(self) -> None:
        attempt(self, lambda: detail.write_more(None))
        self._show_detail()
        self.begin.setFocus()

    def _look(self) -> None:
        found = crashes.reports(self._backing.engine.options.data_dir.logs)
        if found:
            dialog = CrashDialog(self._backing, found[0], self.window())
            dialog.dismiss.hide()
            dialog.open()

    def _show_detail(self) -> None:
        until = detail.detailed_until(utc_now())
        for shown in (self.lasting, self.end):
            shown.setVisible(until is not None)
        for offered in (self.span, self.begin):
            offered.setVisible(until is None)
        if until is not None:
            left = max(1, round((until - utc_now()).total_seconds() / 60))
            said = self.tr("More is written down for {minutes} more minutes.")
            if left > 120:
                left = round(left / 60)
                said = self.tr("More is written down for {hours} more hours.")
            self.lasting.setText(said.format(minutes=left, hours=left))
            self.lasting.setToolTip(wording.exact(until))

    def _show_reports(self) -> None:
        found = crashes.reports(self._backing.engine.options.data_dir.logs)
        self.look.setVisible(bool(found))
        if found:
            said = self.tr("The last report of what broke is of {when}.")
            self.reports.setText(said.format(when=wording.moment(found[0].at)))
        else:
            self.reports.setText(self.tr("Nothing has broken so far."))

    def _lay_out(self) -> None:
        for name, hours in (
            (self.tr("1 hour"), 1),
            (self.tr("8 hours"), 8),
            (self.tr("1 day"), 24),
        ):
            self.span.addItem(name, hours)
        detail_row = QWidget()
        row = QHBoxLayout(detail_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.span)
        row.addWidget(self.begin)
        row.addWidget(self.lasting, 1)
        row.addWidget(self.end)
        row.addStretch(0)
        detail_row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add_row(self.tr("Scroblarr's own log"), self.show_log, self.save)
        self.add_row(self.tr("&Write down more for"), detail_row).setBuddy(self.span)
        self.add_under(
            hint(
                self.tr(
                    "Each step of the work, for support: still with numbers in place of names and "
                    "titles. It ends by itself."
                )
            )
        )
        self.add_row(self.tr("Reports"), self.reports, self.look)
