"""Saving the diagnostic file: what is in it, where it goes, and then where it is."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QDate, QDir, QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.support.bundle import Cancelled, Material, collect, write
from scroblarr_desktop.ui.folders import keep_folder, last_folder
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import AddressField
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    SMALL_PX,
    Text,
    heading,
    hint,
    title,
)
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

PURPOSE = "diagnostic"
WIDTH_PX = 520
SPARE_PX = 70
"""For what comes once the file is there."""


class DiagnosticDialog(Dialog):
    """Nothing is sent: the file lies where the person put it, and can be looked through."""

    _told = Signal(int, int)

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save a diagnostic file"))
        self.setMinimumWidth(WIDTH_PX)
        self._backing = backing
        self._called_off = self._running = False
        self.asking: QFileDialog | None = None
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.said = Text()
        self.path = AddressField("")
        self.path.setAccessibleName(self.tr("Where the file is"))
        self.trouble = TroubleBox(backing.icons)
        self.save = plain_button(self.tr("&Save…"), self._ask_where)
        self.show_folder = plain_button(self.tr("Show in &folder"), self._open_folder)
        self.close_button = plain_button(self.tr("Cancel"), self.reject)
        column = self._lay_out()
        for part in (self.bar, self.said, self.path, self.show_folder):
            part.hide()
        self.resize(WIDTH_PX, column.totalHeightForWidth(WIDTH_PX) + SPARE_PX)
        self.save.setDefault(True)
        self._told.connect(self._show_progress)
        self.finished.connect(self._end)

    def start(self, path: Path) -> None:
        """Write the file there; its name ends as that of a ZIP file, whatever was typed."""
        path = path if path.suffix.lower() == ".zip" else _free_name(path)
        folder = self._backing.engine.options.data_dir
        material = collect(self._backing.engine, folder, utc_now())
        self._running = True
        self.trouble.clear()
        self.said.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.save.setEnabled(False)
        self._backing.background.run(self, self._write(path, material), self._done, self._failed)

    async def _write(self, path: Path, material: Material) -> Said | Path | None:
        try:
            await asyncio.to_thread(write, path, material, self._go_on)
        except Cancelled:
            return None
        except OSError as error:
            sentence = self.tr("{path}: {why}.").format(path=path, why=error.strerror or error)
            next_step = self.tr("Choose another place.")
            return Said(self.tr("The file could not be written"), sentence, next_step)
        return path

    def _go_on(self, done: int, of: int) -> bool:
        """Called in the thread that writes."""
        if not self._called_off:
            self._told.emit(done, of)
        return not self._called_off

    def _show_progress(self, done: int, of: int) -> None:
        # In thousands: Qt counts no further than two milliards.
        self.bar.setRange(0, max(1, of // 1000))
        self.bar.setValue(done // 1000 if of else 1)

    def _done(self, outcome: Said | Path | None) -> None:
        if isinstance(outcome, Said):
            self._failed(outcome)
            return
        self._rest()
        if outcome is None:
            return
        keep_folder(self._backing.engine.options.data_dir, PURPOSE, outcome)
        self.said.setText(self.tr("The file is there. Look through it before you send it."))
        self.path.setText(QDir.toNativeSeparators(str(outcome)))
        self.path.setToolTip(self.path.text())
        self.path.setCursorPosition(0)
        for part in (self.said, self.path, self.show_folder):
            part.show()
        self.save.hide()
        self.close_button.setText(self.tr("Close"))
        self.show_folder.setDefault(True)
        self.show_folder.setFocus()

    def _failed(self, trouble: Said) -> None:
        self._rest()
        self.trouble.show_trouble(trouble)

    def _rest(self) -> None:
        self._running = False
        self.bar.hide()
        self.save.setEnabled(True)
        if self._called_off:
            self.deleteLater()

    def _end(self) -> None:
        self._called_off = True
        if not self._running:
            self.deleteLater()

    def _ask_where(self) -> None:
        today = QLocale.c().toString(QDate.currentDate(), "yyyy-MM-dd")
        self.asking = asking = QFileDialog(self, self.windowTitle())
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix("zip")
        asking.setNameFilter("ZIP (*.zip)")
        asking.setDirectory(last_folder(self._backing.engine.options.data_dir, PURPOSE))
        asking.selectFile(f"scroblarr-{today}.zip")
        asking.fileSelected.connect(lambda path: self.start(Path(path)))
        asking.open()

    def _open_folder(self) -> None:
        folder = Path(self.path.text()).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _lay_out(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("A file for whoever helps you")))
        nothing = self.tr(
            "Nothing is sent: the file is put where you say. It is a ZIP file with plain text in "
            "it."
        )
        column.addWidget(Text(nothing))
        column.addWidget(heading(self.tr("What is in it")))
        column.addWidget(Text(_list(self._inside())))
        column.addWidget(heading(self.tr("What is not in it")))
        column.addWidget(Text(_list(self._outside())))
        column.addWidget(hint(self.tr("Where one of them stood in the log it says [hidden].")))
        for part in (self.bar, self.said, self.path, self.trouble):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addStretch(1)
        for button in (self.close_button, self.show_folder, self.save):
            row.addWidget(button)
        column.addLayout(row)
        return column

    def _inside(self) -> list[str]:
        return [
            self.tr("Scroblarr's own log, and reports of what broke"),
            self.tr("versions of Scroblarr, of its parts and of your system"),
            self.tr("how your accounts and media servers are doing, by number"),
            self.tr("how much there is in the database, in numbers"),
            self.tr("the settings that say nothing about you"),
        ]

    def _outside(self) -> list[str]:
        return [
            self.tr("names of people, accounts, servers and computers"),
            self.tr("what anybody watched"),
            self.tr("passwords, sign-ins, keys and webhook addresses"),
        ]


def _free_name(path: Path) -> Path:
    """Return the name with the right ending; nobody was asked whether it may be replaced."""
    found, number = path.with_name(f"{path.name}.zip"), 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}.zip")
    return found


def _list(lines: list[str]) -> str:
    return "\n".join(f"•  {line}" for line in lines)
