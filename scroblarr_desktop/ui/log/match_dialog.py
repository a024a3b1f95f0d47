"""Another title: looked for at the destination, chosen by a person, and remembered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.destinations import Found, FoundEpisode, Match
from scroblarr_desktop.store import log
from scroblarr_desktop.store.records import SUCCEEDED, LoggedDelivery, LoggedWatch
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint, title
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox
from scroblarr_desktop.watches import Kind

WIDTH_PX, HEIGHT_PX = 560, 480


class MatchDialog(Dialog):
    """Films are chosen from one list; for an episode first the show, then the episode."""

    chosen = Signal(object)
    """Carries the `Match`."""

    def __init__(
        self,
        backing: Backing,
        watch: LoggedWatch,
        delivery: LoggedDelivery,
        destination: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._watch = watch
        self._delivery = delivery
        self._destination = destination
        self.setWindowTitle(self.tr("Correct the match"))
        self.search = QLineEdit(watch.title if watch.kind is Kind.MOVIE else watch.show or "")
        self.look = QPushButton(self.tr("Search"))
        self.titles, self.episodes = QListWidget(), QListWidget()
        self.state = hint()
        self.trouble = TroubleBox(backing.icons)
        self.use = QPushButton(self.tr("Use this one"))
        self._lay_out()
        self._connect()
        self._search()

    def _lay_out(self) -> None:
        fit(self, WIDTH_PX, HEIGHT_PX)
        self.search.setAccessibleName(self.tr("Title to look for"))
        self.titles.setAccessibleName(
            self.tr("Titles at {tracker}").format(tracker=self._destination)
        )
        self.episodes.setAccessibleName(self.tr("Episodes"))
        self.use.setEnabled(False)
        self.use.setAutoDefault(False)
        self.look.setDefault(True)
        words = QHBoxLayout()
        words.setSpacing(SMALL_PX)
        words.addWidget(self.search, 1)
        words.addWidget(self.look)
        lists = QHBoxLayout()
        lists.setSpacing(MEDIUM_PX)
        lists.addWidget(self.titles, 1)
        lists.addWidget(self.episodes, 1)
        self.episodes.setVisible(self._watch.kind is Kind.EPISODE)
        foot = QDialogButtonBox()
        foot.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        foot.addButton(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        foot.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        question = self.tr("What is it at {tracker}?").format(tracker=self._destination)
        column.addWidget(title(question))
        column.addWidget(Text(log.heading(self._watch), bold=True))
        column.addWidget(Text(self._what_follows()))
        column.addLayout(words)
        column.addWidget(self.trouble)
        column.addLayout(lists, 1)
        column.addWidget(self.state)
        column.addWidget(foot)

    def _connect(self) -> None:
        self.look.clicked.connect(self._search)
        self.titles.currentItemChanged.connect(self._follow_title)
        self.episodes.currentItemChanged.connect(self._follow_episode)
        for one in (self.titles, self.episodes):
            one.itemActivated.connect(lambda _: self._use())
        self.use.clicked.connect(self._use)

    def _what_follows(self) -> str:
        remembered = self.tr("Your choice is remembered whenever this is watched again.")
        if self._delivery.state not in SUCCEEDED:
            return remembered
        if self._backing.engine.sync.correcting.removes(self._delivery.destination):
            said = self.tr("What stands there now is removed, and the right one takes its place.")
        else:
            said = self.tr("What stands there now stays: remove it there by hand.")
        return f"{said} {remembered}"

    # -- looking

    def _search(self) -> None:
        text = self.search.text().strip()
        if not text or self.result():
            return
        self._begin(self.titles, self.episodes)
        work = self._backing.engine.sync.correcting.search(self._delivery.id, text)
        self._backing.background.run(self, work, self._show_titles, self._failed)

    def _show_titles(self, found: list[Found]) -> None:
        self.titles.clear()
        for one in found:
            item = QListWidgetItem(f"{one.title} ({one.year})" if one.year else one.title)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(item.text())
            self.titles.addItem(item)
        nothing = self.tr("{tracker} has nothing under that title.")
        self._end("" if found else nothing.format(tracker=self._destination))

    def _follow_title(self) -> None:
        found: Found | None = _in(self.titles)
        self.use.setEnabled(found is not None and found.match is not None)
        if found is None or found.match is not None:
            return
        self._begin(self.episodes)
        work = self._backing.engine.sync.correcting.episodes(self._delivery.id, found)
        asked = found.id

        def show(episodes: list[FoundEpisode]) -> None:
            present: Found | None = _in(self.titles)
            if present is not None and present.id == asked:
                self._show_episodes(episodes)

        self._backing.background.run(self, work, show, self._failed)

    def _show_episodes(self, found: list[FoundEpisode]) -> None:
        self.episodes.clear()
        for one in found:
            item = QListWidgetItem(f"{one.season}x{one.number:02d} {one.title}".strip())
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(item.text())
            self.episodes.addItem(item)
            if (one.season, one.number) == (self._watch.season, self._watch.number):
                self.episodes.setCurrentItem(item)
        self._end("" if found else self.tr("No episodes are listed there."))

    def _follow_episode(self) -> None:
        self.use.setEnabled(_in(self.episodes) is not None)

    def _begin(self, *lists: QListWidget) -> None:
        for one in lists:
            one.clear()
        self.trouble.clear()
        self.use.setEnabled(False)
        self.state.setText(self.tr("Asking {tracker}…").format(tracker=self._destination))

    def _end(self, said: str) -> None:
        self.state.setText(said)

    def _failed(self, trouble: Said) -> None:
        self.state.setText("")
        self.trouble.show_trouble(trouble, (self.tr("Try again"), self._search))

    def _use(self) -> None:
        if self.use.isEnabled() and (match := self._chosen()) is not None:
            self.chosen.emit(match)
            self.accept()

    def _chosen(self) -> Match | None:
        found: Found | None = _in(self.titles)
        if found is not None and found.match is not None:
            return found.match
        episode: FoundEpisode | None = _in(self.episodes)
        return None if episode is None else episode.match


def _in(one: QListWidget) -> Any:
    item = one.currentItem()
    return None if item is None else item.data(Qt.ItemDataRole.UserRole)
