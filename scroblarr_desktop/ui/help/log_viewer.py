"""The window with the app's own log: the newest at the end, and more as it is written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.diagnostics import log_file
from scroblarr_desktop.diagnostics.reading import Entry, Level, LogReading
from scroblarr_desktop.ui.help.log_model import FIXED, LogModel
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import copy_to_clipboard
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Text, hint

WIDTH_PX, HEIGHT_PX = 980, 640
LOOK_EVERY_MS = 1000
SEARCH_AFTER_MS = 150
SCREENFUL = 60
"""With fewer lines than that it is read further back by itself."""

GEOMETRY = "log_viewer/geometry"


class LogViewer(Dialog):
    """Stands beside the main window. Reads a piece at a time, in a thread."""

    def __init__(self, backing: Backing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The program's own log"))
        self._backing = backing
        folder = backing.engine.options.data_dir
        self._logs: Path = folder.logs
        self._reading = LogReading(self._logs)
        self._settings = QSettings(str(folder.root / "windows.ini"), QSettings.Format.IniFormat)
        self._busy = False
        self._reached_start = False
        self.model = LogModel(self)
        self.search = QLineEdit()
        self.level = QComboBox()
        self.follow = QCheckBox(self.tr("&Follow"))
        self.list = QListView()
        self.said = Text()
        self.copy = plain_button(self.tr("&Copy"), self._copy)
        self.open_folder = plain_button(self.tr("Open f&older"), self._open_folder)
        self.close_button = plain_button(self.tr("Close"), self.reject)
        self.close_button.setDefault(True)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(SEARCH_AFTER_MS)
        self._set_up_parts()
        self._lay_out()
        self._connect()
        self._restore()
        self._read(self._reading.newest, self._begin)

    # -- reading

    def _read(
        self, piece: Callable[[], list[Entry]], done: Callable[[list[Entry]], object]
    ) -> None:
        """Read in a thread; only one piece at a time, a second wish is dropped."""
        if self._busy:
            return
        self._busy = True

        def rest(entries: list[Entry]) -> None:
            self._busy = False
            self._reached_start = not self._reading.has_earlier
            done(entries)
            self._say()
            if self.model.rowCount() < SCREENFUL:
                self._read_earlier()

        self._backing.background.run(self, asyncio.to_thread(piece), rest)

    def _begin(self, entries: list[Entry]) -> None:
        self.model.start(entries)
        self.list.scrollToBottom()
        self._look.start()

    def _look_for_more(self) -> None:
        if self.follow.isChecked() and self.isVisible():
            self._read(self._reading.newer, self._add)

    def _add(self, entries: list[Entry]) -> None:
        bar = self.list.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum()
        self.model.add(entries)
        # Who has scrolled up reads there.
        if is_at_end and entries:
            self.list.scrollToBottom()

    def _look_for_earlier(self) -> None:
        bar = self.list.verticalScrollBar()
        if bar.value() <= bar.minimum():
            self._read_earlier()

    def _read_earlier(self) -> None:
        if not self._reached_start and not self.model.is_full:
            self._read(self._reading.earlier, self._add_before)

    def _add_before(self, entries: list[Entry]) -> None:
        added = self.model.add_before(entries)
        if added:
            first = self.model.index(added)
            self.list.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    # -- what a person does

    def _narrow(self) -> None:
        self.model.narrow(Level(self.level.currentData()), self.search.text())
        self.list.scrollToBottom()
        self._say()
        if self.model.rowCount() < SCREENFUL:  # there may be more of it further back
            self._read_earlier()

    def _toggle(self, follows: bool) -> None:
        if follows:
            self.list.scrollToBottom()
            self._look_for_more()

    def _copy(self) -> None:
        """Copy what is selected, or all that is shown."""
        chosen = sorted(index.row() for index in self.list.selectedIndexes())
        copy_to_clipboard(self.model.text(chosen or None))
        count = len(chosen) or self.model.rowCount()
        self.said.setText(self.tr("{count} lines were copied.").format(count=count))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))

    def _say(self) -> None:
        shown = self.model.rowCount()
        if shown:
            text = self.tr("{count} lines; earlier ones come as you scroll up.")
            if self._reached_start or self.model.is_full:
                text = self.tr("{count} lines.")
            self.said.setText(text.format(count=shown))
        elif self.search.text() or self.level.currentIndex():
            self.said.setText(self.tr("Nothing matches."))
        else:
            self.said.setText(self.tr("Nothing was written yet."))

    # -- parts

    def _set_up_parts(self) -> None:
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in the log"))
        self.search.setClearButtonEnabled(True)
        self.level.setAccessibleName(self.tr("How grave"))
        for name, level in (
            (self.tr("Everything"), Level.DEBUG),
            (self.tr("Without details"), Level.INFO),
            (self.tr("Warnings and errors"), Level.WARNING),
            (self.tr("Errors only"), Level.ERROR),
        ):
            self.level.addItem(name, int(level))
        self.follow.setChecked(True)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Lines of the log"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setFont(QFontDatabase.systemFont(FIXED))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addWidget(self.search, 1)
        top.addWidget(self.level)
        top.addWidget(self.follow)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL_PX)
        foot.addWidget(self.said, 1)
        for button in (self.copy, self.open_folder, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(SMALL_PX)
        what = self.tr("{file}: what the program does, with numbers in place of names and titles.")
        column.addWidget(hint(what.format(file=log_file(self._logs).name)))
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._search_soon.start())
        self._search_soon.timeout.connect(self._narrow)
        self.level.currentIndexChanged.connect(lambda _index: self._narrow())
        self.follow.toggled.connect(self._toggle)
        self._look.timeout.connect(self._look_for_more)
        self.list.verticalScrollBar().valueChanged.connect(lambda _at: self._look_for_earlier())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        self.finished.connect(self._remember)

    def _restore(self) -> None:
        kept = self._settings.value(GEOMETRY)
        if kept is None or not self.restoreGeometry(kept):
            fit(self, WIDTH_PX, HEIGHT_PX)

    def _remember(self) -> None:
        self._look.stop()
        self._settings.setValue(GEOMETRY, self.saveGeometry())
