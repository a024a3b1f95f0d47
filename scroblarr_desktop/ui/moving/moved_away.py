"""The window of a copy that was moved away: where the household is, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout

from scroblarr_desktop.moving import at_start
from scroblarr_desktop.store.moving import Away
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.rescue import Way
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Hairline,
    Text,
    heading,
    hint,
    title,
)

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 600, 500


class MovedAwayWindow(Dialog):
    """Asks how to go on, as `WayOut` does. Closing it is "Quit"."""

    def __init__(self, away: Away) -> None:
        super().__init__()
        self._away = away
        self.way = Way.QUIT
        """What was chosen, once it is closed."""
        self.setWindowTitle("Scroblarr")
        fit(self, WIDTH_PX, HEIGHT_PX)
        opened = at_start.was_opened(away)
        self.show_file = plain_button(self.tr("Show the file"), self._show_file)
        self.show_file.setVisible(opened is not None)
        self.fresh = plain_button(self.tr("Start with an empty log…"), self._ask_fresh)
        self.never_opened = QCheckBox(self.tr("The file was never opened on another computer"))
        self.again = plain_button(self.tr("Use this copy again…"), self._ask_again)
        self.again.setEnabled(False)
        self.never_opened.toggled.connect(self.again.setEnabled)
        self.leave = QPushButton(self.tr("Quit"))
        self.leave.clicked.connect(self.reject)
        self.leave.setDefault(True)
        self._lay_out(opened)

    def _lay_out(self, opened: bool | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        when = wording.at_a_time(self._away.at)
        column.addWidget(
            title(self.tr("This copy was moved to another PC {when}").format(when=when))
        )
        column.addWidget(Text(self._where(opened)))
        column.addWidget(
            Text(
                self.tr(
                    "Here nothing is received and nothing is sent any more. Use Scroblarr there."
                )
            )
        )
        column.addWidget(
            hint(
                self.tr(
                    "What was here still lies in Scroblarr's folder, sign-ins included. Before you "
                    "give this computer away, remove Scroblarr with its data."
                )
            )
        )
        column.addWidget(self.show_file, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SMALL_PX)
        column.addWidget(Hairline())
        column.addWidget(heading(self.tr("To use Scroblarr on this computer all the same")))
        column.addWidget(
            hint(
                self.tr(
                    "With an empty log you can set up another household here, or open a file from "
                    "another PC. What is here is kept in Scroblarr's folder."
                )
            )
        )
        column.addWidget(self.fresh, 0, Qt.AlignmentFlag.AlignLeft)
        if opened:
            column.addWidget(
                hint(
                    self.tr(
                        "This copy cannot be used again, because the file was opened: both would "
                        "send everything. If that computer is lost, start with an empty log and "
                        "open the file here."
                    )
                )
            )
        else:
            column.addSpacing(SMALL_PX)
            column.addWidget(
                hint(
                    self.tr(
                        "If the file was never opened anywhere, this copy can be used again. If "
                        "two live, everything may be sent twice, and sign-ins end."
                    )
                )
            )
            column.addWidget(self.never_opened)
            column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)

    def _where(self, opened: bool | None) -> str:
        away = self._away
        if not away.whole:
            return self.tr(
                "The file {file} is not finished yet: its disk or stick went away. Connect it, "
                "then start Scroblarr here once more."
            ).format(file=away.file)
        if opened is None:
            return self.tr(
                "Everything is in the file {name}, which was taken away from {folder}."
            ).format(name=away.file.name, folder=away.file.parent)
        if opened:
            return self.tr(
                "Everything was in the file {file}, which was opened on another computer."
            ).format(file=away.file)
        return self.tr(
            "Everything is in the file {file}. Take it to the other PC and choose “I am moving "
            "from another PC” there."
        ).format(file=away.file)

    def _show_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._away.file.parent)))

    def _ask_fresh(self) -> None:
        ask(
            self,
            self.tr("Start with an empty log?"),
            self.tr(
                "The household on the other PC is not touched. What is here is kept in Scroblarr's "
                "folder, and is not used any more."
            ),
            self.tr("Start with an empty log"),
            lambda: self._choose(Way.START_FRESH),
        )

    def _ask_again(self) -> None:
        ask(
            self,
            self.tr("Use this copy again?"),
            self.tr(
                "Delete the file afterwards, and never open it. Were it opened as well, both "
                "copies would send: plays would stand twice at trackers that cannot be asked, and "
                "people would have to sign in again and again. What is not certain is looked for "
                "at the tracker first, and somebody may have to sign in again."
            ),
            self.tr("Use this copy again"),
            lambda: self._choose(Way.USE_AGAIN),
        )

    def _choose(self, way: Way) -> None:
        self.way = way
        self.accept()
