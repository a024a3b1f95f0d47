"""The window in which the file from another PC is opened."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.moving import arriving
from scroblarr_desktop.moving.arriving import Outside, Place, Ready
from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.moving.troubles import Stopped, WrongPassphrase
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import StoreTrouble, moving
from scroblarr_desktop.store.closed_database import Counts
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.folders import first_folder
from scroblarr_desktop.ui.moving.course import StageLine, ToldCourse
from scroblarr_desktop.ui.moving.going import file_filter
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, said
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Text,
    hint,
    title,
)
from scroblarr_desktop.ui.widgets.secret_field import SecretField
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 580, 400


class MoveInDialog(Dialog):
    """Opens the file beside what is here; only the last step closes everything for a moment."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Moving from another PC"))
        self._backing = backing
        self._folder = backing.engine.options.data_dir
        self._outside: Outside | None = None
        self._told: ToldCourse | None = None
        self._moves_in = False
        self.choose = QPushButton(self.tr("&Choose the file…"))
        self.choose.clicked.connect(lambda _=False: self._ask_which())
        self.about = Text()
        self.warning = TroubleBox(backing.icons)
        self.passphrase = SecretField(self.tr("Passphrase"))
        self.passphrase.textChanged.connect(lambda _: self._follow())
        self.line = StageLine()
        self.trouble = TroubleBox(backing.icons)
        self.cancel = plain_button(self.tr("Cancel"), self.reject)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.clicked.connect(lambda _=False: self.open_file())
        self._lay_out()
        fit(self, WIDTH_PX, HEIGHT_PX)
        self.finished.connect(lambda _: self._stop())
        self._follow()

    # -- the file

    def _ask_which(self) -> None:
        asking = QFileDialog(self, self.tr("Choose the file that the other PC wrote"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setNameFilter(file_filter())
        asking.setDirectory(first_folder())
        asking.fileSelected.connect(lambda path: self.look_at(Path(path)))
        asking.open()

    def look_at(self, file: Path) -> None:
        """Show what can be told of the file without its passphrase."""
        self.trouble.clear()
        self.warning.clear()
        try:
            self._outside = arriving.look_at(file)
        except StoreTrouble as trouble:
            self._outside = None
            self._fail(trouble)
        else:
            self._warn(self._outside)
            self.passphrase.setFocus()
        self._follow()

    def _warn(self, outside: Outside) -> None:
        if outside.opened_at is None:
            return
        self.warning.show_trouble(
            Said(
                self.tr("This file was opened before"),
                self.tr(
                    "That was {when}. If the household lives on that computer, go on there: two "
                    "copies would both send. If not, open it: what is not certain is looked for at "
                    "the trackers first, and somebody may have to sign in again."
                ).format(when=wording.at_a_time(outside.opened_at)),
            )
        )

    # -- opening it

    def open_file(self) -> None:
        """Unpack it in a thread, then let it move in."""
        if self._outside is None or self._told is not None:
            return
        self.trouble.clear()
        try:
            place = arriving.place_here(self._folder)
        except StoreTrouble as trouble:
            self._fail(trouble)
            return
        self._told = ToldCourse(self)
        self._told.told.connect(self.line.show_stage)
        self.line.show_stage(Stage.LOOKING, 0.0)
        self._follow()
        work = _unpacked(self._outside, self.passphrase.text(), place, self._told.course)
        self._backing.background.run(self, work, self._opened, self._failed)

    def _opened(self, found: Ready | StoreTrouble) -> None:
        self._told = None
        self._follow()
        if isinstance(found, Ready):
            self._ask_to_move_in(found)
            return
        if not isinstance(found, Stopped):
            self._fail(found)
        if isinstance(found, WrongPassphrase):
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _ask_to_move_in(self, ready: Ready) -> None:
        is_empty = moving.is_empty()
        sentence = self.tr("{what}. It left {computer} {when}.").format(
            what=_what_moves(ready.letter.counts),
            computer=ready.letter.computer,
            when=wording.at_a_time(ready.outside.label.written_at),
        )
        aside = self.tr(
            "There is a household here already. It is set aside as a copy in Scroblarr's folder, "
            "and not used any more."
        )
        ask(
            self,
            self.tr("Let this household live here?"),
            sentence if is_empty else f"{sentence}\n\n{aside}",
            self.tr("Move in") if is_empty else self.tr("Set aside what is here, and move in"),
            lambda: self._move_in(ready, keep_old=not is_empty),
            expected=is_empty,
        )

    def _move_in(self, ready: Ready, *, keep_old: bool) -> None:
        self._moves_in = True
        self.accept()
        self._backing.while_closed(moving_in_work(self._folder, ready, keep_old=keep_old))

    def _stop(self) -> None:
        """Let nothing of the file stay here, unless it moves in."""
        if self._told is not None:
            self._told.course.stop()
        elif not self._moves_in:
            arriving.clear(self._folder)

    # -- what is shown

    def _failed(self, trouble: Said) -> None:
        self._told = None
        self._follow()
        self.trouble.show_trouble(trouble)

    def _fail(self, error: StoreTrouble) -> None:
        trouble = said(error)
        assert trouble is not None
        self.trouble.show_trouble(trouble)

    def _follow(self) -> None:
        busy, outside = self._told is not None, self._outside
        self.about.setText(self._about())
        self.passphrase.setEnabled(outside is not None and not busy)
        self.choose.setEnabled(not busy)
        self.line.setVisible(busy)
        may_open = outside is not None and not busy and bool(self.passphrase.text())
        self.open_button.setEnabled(may_open)
        self.open_button.setDefault(outside is not None)
        self.choose.setDefault(outside is None)

    def _about(self) -> str:
        if self._outside is None:
            return self.tr("No file is chosen yet.")
        label = self._outside.label
        return self.tr("{name}, written {when} by Scroblarr {version}.").format(
            name=self._outside.file.name,
            when=wording.at_a_time(label.written_at),
            version=label.version,
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Moving from another PC")))
        column.addWidget(
            Text(
                self.tr(
                    "On the other PC choose “Move to another PC” in the settings. It writes a "
                    "file; bring that here."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.choose)
        row.addWidget(self.about, 1)
        column.addLayout(row)
        column.addWidget(self.warning)
        line = QHBoxLayout()
        line.setSpacing(SMALL_PX)
        label = QLabel(self.tr("&Passphrase"))
        label.setBuddy(self.passphrase)
        line.addWidget(label)
        line.addWidget(self.passphrase, 1)
        line.addWidget(self.passphrase.show_button)
        column.addLayout(line)
        column.addWidget(hint(self.tr("The one that was chosen when the file was written.")))
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.open_button)
        column.addLayout(buttons)


async def _unpacked(
    outside: Outside, passphrase: str, place: Place, course: Course
) -> Ready | StoreTrouble:
    """Return the household, or why it cannot be had."""
    work = partial(arriving.unpack, outside, passphrase, place, course)
    pool = ThreadPoolExecutor(1, thread_name_prefix="moving in")
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, work)
    except StoreTrouble as trouble:
        return trouble
    except asyncio.CancelledError:
        course.stop()
        raise
    finally:
        pool.shutdown(wait=False)  # making the key takes a second, in which nobody is to wait


def moving_in_work(folder: DataDir, ready: Ready, *, keep_old: bool) -> ClosedWork:
    """Return what puts the household in its place once everything is closed."""

    def work() -> None:
        arriving.move_in(folder, ready, utc_now(), keep_old=keep_old)

    return ClosedWork(translate("MoveInDialog", "Moving in…"), work)


def _what_moves(counts: Counts) -> str:
    members = translate("MoveInDialog", "{count} members").format(count=counts.members)
    if counts.members == 1:
        members = translate("MoveInDialog", "1 member")
    watches = translate("MoveInDialog", "{count} watches").format(count=counts.watches)
    if counts.watches == 1:
        watches = translate("MoveInDialog", "1 watch")
    if not counts.waiting:
        return translate("MoveInDialog", "{members} and {watches}").format(
            members=members, watches=watches
        )
    return translate("MoveInDialog", "{members}, {watches}, and {count} waiting to be sent").format(
        members=members, watches=watches, count=counts.waiting
    )
