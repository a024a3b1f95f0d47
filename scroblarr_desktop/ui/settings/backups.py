"""Copies of the data on the settings page: which there are, a new one, and putting one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.keeping import LookedInto
from scroblarr_desktop.store import StoreTrouble
from scroblarr_desktop.store.backups import KEPT, KEPT_BY_HAND
from scroblarr_desktop.store.kept_copies import KeptCopy, kept_copies
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.folders import keep_folder, last_folder
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.settings.putting_back import ask_to_put_back, put_back
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

ROWS_SHOWN = 8
PURPOSE = "copies"


class BackupsSection(Section):
    """What takes long runs beside the window; only putting back closes it."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Backups"),
            self.tr(
                "A copy of your data is made every day, and {count} are kept. Of those that you "
                "make yourself the last {own} are kept, too."
            ).format(count=KEPT, own=KEPT_BY_HAND),
        )
        self._backing = backing
        self._keeping = backing.engine.keeping
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Copies of your data"))
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.none = hint(self.tr("There is none yet: the first is made soon after a start."))
        self.copy_now = plain_button(self.tr("&Back up now"), self._copy_now)
        self.save = plain_button(self.tr("Sa&ve a copy…"), self._ask_where)
        self.restore = plain_button(self.tr("&Restore…"), self._restore_chosen)
        self.from_file = plain_button(self.tr("Restore from a &file…"), self._ask_which)
        self.doing = Text()
        self.trouble = TroubleBox(backing.icons)
        self._busy = False
        self._lay_out()
        self._say("")

    def refresh(self, changed: Changed) -> None:
        if changed & (Changed.STATE | Changed.SETTINGS):
            self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    # -- what there is

    def chosen(self) -> Path | None:
        """Return the copy that is chosen in the list."""
        item = self.list.currentItem()
        return None if item is None else Path(item.data(Qt.ItemDataRole.UserRole))

    def _list(self) -> None:
        before = self.chosen()
        try:
            found = kept_copies(self._backing.engine.options.data_dir)
        except StoreTrouble:  # which the header tells, for as long as it lasts
            found = []
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._line(one))
            item.setData(Qt.ItemDataRole.UserRole, str(one.path))
            item.setToolTip(one.path.name)
            item.setSizeHint(QSize(0, self._row_px()))
            self.list.addItem(item)
            if one.path == before:
                self.list.setCurrentItem(item)
        if found and self.chosen() is None:
            self.list.setCurrentRow(0)
        self._fit(len(found))
        self._enable()

    def _line(self, one: KeptCopy) -> str:
        size = QLocale().formattedDataSize(one.size_bytes, 1)
        line = self.tr("{time}, {size}", "a copy of the data in the list of copies")
        if one.by_hand:
            line = self.tr("{time}, {size}, made by you", "a copy in the list of copies")
        return line.format(time=wording.day_and_time(one.made_at), size=size)

    # -- a new one, and one elsewhere

    def _copy_now(self) -> None:
        self._work(self.tr("Making a copy…"))
        self._backing.background.run(
            self, self._keeping.copy_now(), lambda _: self._copied(), self._failed
        )

    def _copied(self) -> None:
        self._rest(self.tr("A copy was made."))
        self._list()
        self.list.setCurrentRow(0)

    def _ask_where(self) -> None:
        copy = self.chosen()
        if copy is None:
            return
        asking = QFileDialog(self, self.tr("Save a copy of your data"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix("sqlite3")
        asking.setNameFilter(self._filter())
        asking.setDirectory(last_folder(self._backing.engine.options.data_dir, PURPOSE))
        asking.selectFile(copy.name)
        asking.fileSelected.connect(lambda path: self.save_as(copy, Path(path)))
        asking.open()

    def save_as(self, copy: Path, target: Path) -> None:
        """Put that copy elsewhere as well."""
        self._work(self.tr("Saving a copy…"))
        self._backing.background.run(self, self._saved(copy, target), self._told, self._failed)

    async def _saved(self, copy: Path, target: Path) -> Said | None:
        try:
            await self._keeping.save_as(copy, target)
        except OSError as error:
            sentence = self.tr("{path}: {why}.").format(path=target, why=error.strerror or error)
            next_step = self.tr("Choose another place.")
            return Said(self.tr("The file could not be written"), sentence, next_step)
        keep_folder(self._backing.engine.options.data_dir, PURPOSE, target)
        return None

    def _told(self, trouble: Said | None) -> None:
        if trouble is None:
            self._rest(self.tr("A copy was saved."))
        else:
            self._failed(trouble)

    # -- putting back

    def _restore_chosen(self) -> None:
        copy = self.chosen()
        if copy is not None:
            self.look_at(copy)

    def _ask_which(self) -> None:
        asking = QFileDialog(self, self.tr("Choose a copy of your data"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setDirectory(last_folder(self._backing.engine.options.data_dir, PURPOSE))
        asking.setNameFilter(self._filter())
        asking.fileSelected.connect(lambda path: self.look_at(Path(path)))
        asking.open()

    def look_at(self, copy: Path) -> None:
        """Look into that copy, then ask whether it is to be put back."""
        self._work(self.tr("Looking into the copy…"))
        self._backing.background.run(self, self._keeping.look_into(copy), self._ask, self._failed)

    def _ask(self, into: LookedInto) -> None:
        self._rest("")
        work = put_back(self._backing.engine.options.data_dir, into.backup.path)
        ask_to_put_back(self, into, lambda: self._backing.while_closed(work))

    # -- parts

    def _work(self, saying: str) -> None:
        self.trouble.clear()
        self._busy = True
        self._say(saying)
        self._enable()

    def _rest(self, saying: str) -> None:
        self._busy = False
        self._say(saying)
        self._enable()

    def _failed(self, trouble: Said) -> None:
        self._rest("")
        self.trouble.show_trouble(trouble)

    def _say(self, saying: str) -> None:
        self.doing.setText(saying)
        self.doing.setVisible(bool(saying))

    def _enable(self) -> None:
        free, is_chosen = not self._busy, self.chosen() is not None
        is_real = self._backing.engine.options.companion is None
        self.copy_now.setEnabled(free)
        self.save.setEnabled(free and is_chosen)
        self.restore.setEnabled(free and is_chosen and is_real)
        self.from_file.setEnabled(free and is_real)

    def _row_px(self) -> int:
        return self.fontMetrics().height() + SMALL_PX

    def _fit(self, count: int) -> None:
        rows_px = min(count, ROWS_SHOWN) * self._row_px()
        self.list.setFixedHeight(rows_px + 2 * self.list.frameWidth())
        self.list.setVisible(count > 0)
        self.none.setVisible(count == 0)

    def _filter(self) -> str:
        return self.tr("Copies of Scroblarr's data") + " (*.sqlite3)"

    def _lay_out(self) -> None:
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.none)
        self.column.addWidget(self.list)
        self.column.addLayout(_row(self.copy_now, self.save, self.restore, self.from_file))
        if self._backing.engine.options.companion is not None:
            self.column.addWidget(
                hint(self.tr("Nothing can be put back into a simulated household."))
            )
        self.column.addWidget(self.doing)
        self.column.addWidget(self.trouble)
        self.column.addWidget(
            hint(
                self.tr(
                    "The sign-ins in a copy open only with the key of this computer. To go to "
                    "another one, move there instead."
                )
            )
        )


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL_PX)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row
