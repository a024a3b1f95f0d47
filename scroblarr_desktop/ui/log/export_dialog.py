"""Writing what the log shows into a file, with progress and a way to call it off."""

from __future__ import annotations

import asyncio
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import exports
from scroblarr_desktop.store.exports import Cancelled, Format
from scroblarr_desktop.store.records import LogFilter, LogOrder
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.folders import first_folder
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, Text, hint, title
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

WIDTH_PX = 440


class ExportDialog(Dialog):
    """Asks for the form and the file, then writes beside the window's own work."""

    written = Signal(str)
    """Carries the folder of a file that is there now."""
    _told = Signal(int, int)

    def __init__(
        self,
        backing: Backing,
        wanted: LogFilter,
        order: LogOrder,
        count: int,
        folder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`folder` is where the last file went."""
        super().__init__(parent)
        self._backing = backing
        self._folder = folder
        self._wanted, self._order = wanted, order
        self._called_off = False
        self._running = False
        self.asking: QFileDialog | None = None
        self.setWindowTitle(self.tr("Export the log"))
        self.setMinimumWidth(WIDTH_PX)
        self.csv = QRadioButton(self.tr("A table for spreadsheets (CSV)"))
        self.json = QRadioButton(self.tr("Everything, for programs (JSON)"))
        self.csv.setChecked(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        self.said = Text()
        self.trouble = TroubleBox(backing.icons)
        self.choose = QPushButton(self.tr("Choose a file…"))
        self._lay_out(count)
        self._told.connect(self._show_progress)
        self.finished.connect(self._call_off)

    def start(self, path: Path) -> None:
        """Write the file. Only one is written at a time."""
        form = self._form()
        self._folder = str(path.parent)
        self._running = True
        self.trouble.clear()
        self.said.setText("")
        self.bar.show()
        for part in (self.csv, self.json, self.choose):
            part.setEnabled(False)
        work = self._write(path, form)
        self._backing.background.run(self, work, self._done, self._failed)

    async def _write(self, path: Path, form: Format) -> Said | int | None:
        try:
            return await asyncio.to_thread(
                exports.write, path, form, self._wanted, self._order, self._go_on
            )
        except Cancelled:
            return None
        except OSError as error:
            sentence = self.tr("{path}: {why}.").format(path=path, why=error.strerror or error)
            next_step = self.tr("Choose another place.")
            return Said(self.tr("The file could not be written"), sentence, next_step)

    def _go_on(self, done: int, count: int) -> bool:
        """Called in the thread that writes."""
        if not self._called_off:
            self._told.emit(done, count)
        return not self._called_off

    def _show_progress(self, done: int, count: int) -> None:
        self.bar.setRange(0, max(1, count))
        self.bar.setValue(done if count else 1)

    def _done(self, outcome: Said | int | None) -> None:
        self._rest()
        if isinstance(outcome, Said):
            self._failed(outcome)
        elif outcome is not None:
            self.said.setText(self.tr("{count} watches were written.").format(count=outcome))
            self._close.setText(self.tr("Close"))
            self.written.emit(self._folder)

    def _failed(self, trouble: Said) -> None:
        self._rest()
        self.bar.hide()
        self.trouble.show_trouble(trouble)

    def _rest(self) -> None:
        self._running = False
        for part in (self.csv, self.json, self.choose):
            part.setEnabled(True)

    def _call_off(self) -> None:
        self._called_off = True
        if not self._running:
            self.deleteLater()

    def _form(self) -> Format:
        return Format.CSV if self.csv.isChecked() else Format.JSON

    def _ask_where(self) -> None:
        form = self._form()
        name = self.tr("Watched", "name of a file") + f".{form}"
        asking = QFileDialog(self, self.tr("Export the log"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix(str(form))
        asking.setNameFilter(f"{form.upper()} (*.{form})")
        asking.setDirectory(first_folder(self._folder))
        asking.selectFile(name)
        asking.fileSelected.connect(lambda path: self.start(Path(path)))
        self.asking = asking
        asking.open()

    def _about_times(self) -> str:
        present = wording.now()
        example = present.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        said = self.tr("Times are in UTC: {example} is {time} here.")
        return said.format(example=example, time=f"{present:%H:%M}")

    def _lay_out(self, count: int) -> None:
        foot = QDialogButtonBox()
        foot.addButton(self.choose, QDialogButtonBox.ButtonRole.ActionRole)
        self._close = foot.addButton(QDialogButtonBox.StandardButton.Cancel)
        foot.rejected.connect(self.reject)
        self.choose.clicked.connect(self._ask_where)
        self.choose.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Export the log")))
        what = self.tr("What the filters leave: {count} watches, sorted as they are now.")
        column.addWidget(Text(what.format(count=count)))
        column.addWidget(self.csv)
        column.addWidget(self.json)
        column.addWidget(hint(self._about_times()))
        secret = self.tr("It holds what was watched and by whom, and no sign-in or key.")
        column.addWidget(hint(secret))
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addWidget(foot)
