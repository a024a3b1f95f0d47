"""What new members and new accounts begin with, on the settings page."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import defaults, servers
from scroblarr_desktop.ui.member.counting import PERCENTAGES, CalmCombo
from scroblarr_desktop.ui.member.libraries import ServerLibraries
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, hint


class DefaultsSection(Section):
    """Counts for whoever comes from now on; whoever is there keeps what they have."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("New members and accounts"),
            self.tr("What they begin with. You can change it for each of them afterwards."),
        )
        self._backing = backing
        self.percent = self._percentages()
        self.hand_marks = QCheckBox(self.tr("Count what is marked as watched by &hand"))
        self.films, self.episodes = (
            self._repeats("rewatch_films"),
            self._repeats("rewatch_episodes"),
        )
        self.progress = QCheckBox(self.tr("Show what is &playing and keep the place"))
        self.hand_marks.clicked.connect(lambda on: self._keep(hand_marks=on))
        self.progress.clicked.connect(lambda on: self._keep(share_progress=on))
        self.choose = plain_button(self.tr("Choose…"), self.show_libraries)
        self.lists: dict[int, ServerLibraries] = {}
        lists = QWidget()
        self._lists = QVBoxLayout(lists)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._lists.setSpacing(SMALL_PX)
        self._lay_out(lists)

    def refresh(self, changed: Changed) -> None:
        if changed & (Changed.SETTINGS | Changed.SERVERS):
            self._show()

    def _show(self) -> None:
        kept = defaults.get()
        self.percent.setCurrentIndex(self.percent.findData(kept.watched_at_percent))
        self.hand_marks.setChecked(kept.hand_marks)
        self.films.setCurrentIndex(self.films.findData(kept.rewatch_films))
        self.episodes.setCurrentIndex(self.episodes.findData(kept.rewatch_episodes))
        self.progress.setChecked(kept.share_progress)
        connected = {one.id for one in servers.all_servers() if one.connection_id is not None}
        self.choose.setEnabled(bool(connected))
        for server_id, part in self.lists.items():
            part.setVisible(server_id in connected)
            part.show_skipped(kept.skipped_libraries)

    def _keep(self, **changes: Any) -> None:
        attempt(self, lambda: defaults.change(**changes))
        self._show()

    # -- libraries

    def show_libraries(self) -> None:
        """Ask the media servers for their libraries, and show them to choose from."""
        for server in servers.all_servers():
            link = self._backing.engine.links.get(server.kind)
            if server.connection_id is None or link is None or server.id in self.lists:
                continue
            part = ServerLibraries(self._backing, server, link)
            part.chosen.connect(self._choose_library)
            self.lists[server.id] = part
            self._lists.addWidget(part)
        self._show()

    def _choose_library(self, server_id: int, key: str, counts: bool) -> None:
        one = (server_id, key)
        others = tuple(pair for pair in defaults.get().skipped_libraries if pair != one)
        self._keep(skipped_libraries=others if counts else (*others, one))

    # -- parts

    def _percentages(self) -> CalmCombo:
        made = CalmCombo()
        made.addItem(self.tr("as the media server says"), None)
        for percent in PERCENTAGES:
            made.addItem(self.tr("from {percent} % on").format(percent=percent), percent)
        made.activated.connect(lambda _: self._keep(watched_at_percent=made.currentData()))
        return made

    def _repeats(self, field: str) -> CalmCombo:
        made = CalmCombo()
        made.addItem(self.tr("as suits each tracker"), None)
        made.addItem(self.tr("are sent"), True)
        made.addItem(self.tr("are not sent"), False)
        made.activated.connect(lambda _: self._keep(**{field: made.currentData()}))
        return made

    def _lay_out(self, lists: QWidget) -> None:
        self.add_row(self.tr("A watch &counts"), self.percent)
        self.add_under(self.hand_marks)
        self.add_row(self.tr("Films seen a&gain"), self.films)
        self.add_row(self.tr("&Episodes seen again"), self.episodes)
        self.add_under(self.progress)
        self.add_under(
            hint(self.tr("Also people who may see the profile at the tracker see it then."))
        )
        self.add_row(self.tr("&Libraries that count"), self.choose)
        self.add_under(lists)
