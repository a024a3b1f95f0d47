"""The window in which the file for the other PC is asked for, and the one while it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop import autostart
from scroblarr_desktop.moving import leaving
from scroblarr_desktop.moving.leaving import SUFFIX, Departure, Leaving
from scroblarr_desktop.moving.progress import Stage
from scroblarr_desktop.moving.seal import Cost
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.folders import first_folder
from scroblarr_desktop.ui.moving.course import StageLine, ToldCourse
from scroblarr_desktop.ui.moving.new_passphrase import NewPassphrase
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Text,
    heading,
    hint,
    title,
)

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 640, 560
PROGRESS_PX = 460


class MoveAwayDialog(Dialog):
    """Asks where the file goes and for its passphrase. Everything else happens without windows."""

    def __init__(
        self, backing: Backing, parent: QWidget | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Move to another PC"))
        self._backing = backing
        self._cost = cost
        self.file = QLineEdit(str(_proposed()))
        self.file.setAccessibleName(self.tr("File"))
        self.file.textChanged.connect(lambda _: self._follow())
        self.choose = plain_button(self.tr("&Choose…"), self._choose)
        self.passphrase = NewPassphrase(backing.icons)
        self.passphrase.changed.connect(self._follow)
        self.go = QPushButton(self.tr("Write the file and stop here…"))
        self.go.setDefault(True)
        self.go.clicked.connect(lambda _=False: self.ask_to_leave())
        self.cancel = plain_button(self.tr("Cancel"), self.reject)
        self._lay_out()
        fit(self, WIDTH_PX, HEIGHT_PX)
        self._follow()

    def ask_to_leave(self) -> None:
        """Prepare everything, then ask for the last time."""
        folder, chosen = self._backing.engine.options.data_dir, Path(self.file.text().strip())
        found: list[Departure] = []
        if not attempt(
            self, lambda: found.append(leaving.prepare(folder, chosen, self.passphrase.text))
        ):
            return
        sentence = self.tr(
            "As soon as the file is finished, Scroblarr neither receives nor sends on this "
            "computer any more. The household goes on where the file is opened. Until then you "
            "can still cancel."
        )
        if found[0].file.exists():
            replaced = self.tr("The file {name} is there already and is replaced.")
            sentence = f"{replaced.format(name=found[0].file.name)}\n\n{sentence}"
        ask(
            self,
            self.tr("Stop this copy for good?"),
            sentence,
            self.tr("Write the file and stop here"),
            lambda: self._leave(found[0]),
        )

    def _leave(self, departure: Departure) -> None:
        self.accept()
        self._backing.while_closed(
            leaving_work(self._backing.engine.options.data_dir, departure, self._cost)
        )

    def _choose(self) -> None:
        asking = QFileDialog(self, self.tr("Where to put the file"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix(SUFFIX.removeprefix("."))
        asking.setNameFilter(file_filter())
        asking.selectFile(self.file.text())
        asking.fileSelected.connect(self.file.setText)
        asking.open()

    def _follow(self) -> None:
        self.go.setEnabled(bool(self.file.text().strip()) and self.passphrase.is_good)

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, MEDIUM_PX)
        inner.setSpacing(MEDIUM_PX)
        inner.addWidget(title(self.tr("Move to another PC")))
        for sentence in self._what_happens():
            inner.addWidget(Text(sentence))
        inner.addSpacing(SMALL_PX)
        inner.addWidget(heading(self.tr("File")))
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        inner.addLayout(row)
        inner.addWidget(
            hint(
                self.tr(
                    "A USB stick, or a folder that both computers see. About the size of your log."
                )
            )
        )
        inner.addSpacing(SMALL_PX)
        inner.addWidget(heading(self.tr("Passphrase")))
        inner.addWidget(self.passphrase)
        inner.addWidget(
            hint(
                self.tr(
                    "Write it down. Without it the file is worth nothing, and nobody can get it "
                    "back: everybody would have to start over."
                )
            )
        )
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, LARGE_PX)
        column.addWidget(scrolled(inside), 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(PAGE_PX, 0, PAGE_PX, 0)
        buttons.setSpacing(SMALL_PX)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)

    def _what_happens(self) -> tuple[str, ...]:
        return (
            self.tr(
                "One sealed file takes everything along: members, log, accounts with their "
                "sign-ins, settings, and what still waits to be sent."
            ),
            self.tr(
                "Writing it stops this copy for good, because two copies would send everything "
                "twice. On the other PC install Scroblarr and choose “I am moving from another "
                "PC”: it opens the file, tells your media servers, and tries every account."
            ),
            self.tr(
                "What you watch in between is not lost where Scroblarr is signed in to the media "
                "server: the new copy reads it there."
            ),
        )


class LeavingWindow(QWidget):
    """The only window while the file is written. It can be called off until it is finishing."""

    def __init__(self, told: ToldCourse) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle("Scroblarr")
        self._told = told
        self._is_over = False
        self.line = StageLine()
        self.cancel = plain_button(self.tr("Cancel"), self._stop)
        self.note = hint(
            self.tr("Until the file is finished you can cancel: nothing is changed then.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(LARGE_PX)
        column.addWidget(self.line)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        self.setFixedWidth(PROGRESS_PX)
        told.told.connect(self._follow)

    def end(self) -> None:
        self._is_over = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._is_over)

    def _stop(self) -> None:
        self._told.course.stop()
        self.cancel.setEnabled(False)

    def _follow(self, stage: Stage, share: float) -> None:
        self.line.show_stage(stage, share)
        if stage in _TOO_LATE:
            self.cancel.setEnabled(False)
        # What comes next is the window of a copy that was moved away.
        self.setVisible(stage is not Stage.DONE)


_TOO_LATE = (Stage.FINISHING, Stage.LEFT, Stage.COMPLETED, Stage.DONE)


def leaving_work(folder: DataDir, departure: Departure, cost: Cost | None = None) -> ClosedWork:
    """Return what writes the file once everything is closed."""
    told = ToldCourse()

    def work() -> None:
        Leaving(folder, departure, told.course, cost=cost).run()
        _start_no_more(folder)

    saying = translate("LeavingWindow", "Writing the file for the other PC…")
    return ClosedWork(saying, work, lambda: LeavingWindow(told))


def _start_no_more(folder: DataDir) -> None:
    """Leave this computer's start alone from now on: there is nothing to do here any more."""
    try:
        entry = autostart.for_data_dir(folder.root)
        if entry.is_on():
            entry.turn_off()
    except autostart.CannotSet:
        return


def file_filter() -> str:
    return translate("Moving", "Household on the move") + f" (*{SUFFIX})"


def _proposed() -> Path:
    return Path(first_folder()) / leaving.proposed_name(utc_now())
