"""The step that shows what is connected, and in which the people are chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import HookState
from scroblarr_desktop.ui.household.people_picker import PeoplePicker
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, empty, heading
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

translate = QCoreApplication.translate

LEAST_HEIGHT_PX = 220


class PeopleStep(ConnectingStep):
    change_asked = Signal()
    """Another connection or another server is wanted."""

    def __init__(self, backing: Backing, link: PlexLink) -> None:
        super().__init__(backing)
        self._link = link
        self._server_ids: list[int] = []
        self._unread: set[int] = set()
        self.pickers: list[PeoplePicker] = []
        self.title = self.tr("Who watches?")
        self.sentence = self.tr(
            "Choose who belongs to your household. Others can be added at any time."
        )
        self.server_line = Progress(backing.icons)
        self.report_line = Progress(backing.icons)
        self.change = plain_button(self.tr("Change"), self.change_asked.emit)
        self.progress = Progress(backing.icons)
        self.trouble = TroubleBox(backing.icons)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(LARGE_PX)
        first = QHBoxLayout()
        first.setSpacing(SMALL_PX)
        first.addWidget(self.server_line, 1)
        first.addWidget(self.change)
        self.column.addLayout(first)
        self.column.addWidget(self.report_line)
        self.column.addSpacing(SMALL_PX)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._lists, 1)

    @property
    def next_text(self) -> str:
        if len(self.pickers) != 1 or self._unread or self.pickers[0].is_settled:
            return self.tr("Next")
        return self.pickers[0].said

    def begin(self, connection_id: int, server_ids: list[int]) -> None:
        """Say what is connected, and read who lives there."""
        self._server_ids = server_ids
        self._say_what_is_connected(connection_id)
        self.read()

    def read(self) -> None:
        """Ask Plex for the people of all the servers."""
        self.trouble.clear()
        self._unread = set(self._server_ids)
        self.progress.say(self.tr("Asking Plex who lives there…"), "sending")
        self.progress.show()
        self._fill()
        for server_id in self._server_ids:
            self.backing.background.run(
                self,
                self._link.read_people(server_id),
                partial(self._show_read, server_id),
                self._show_trouble,
            )

    def apply(self) -> bool:
        """Do what was chosen; return whether that worked."""
        return all(attempt(self, one.apply) for one in self.pickers if one.count)

    def _show_read(self, server_id: int, _: None) -> None:
        self._unread.discard(server_id)
        if not self._unread:
            self.progress.hide()
            self._fill()

    def _show_trouble(self, trouble: Said) -> None:
        self._unread.clear()
        self.progress.hide()
        self.trouble.show_trouble(trouble, (self.tr("Try again"), self.read))
        self._fill()

    def _fill(self) -> None:
        empty(self._lists)
        self.pickers = []
        if not self._unread:
            for server_id in self._server_ids:
                self._add_picker(server_id)
        self.changed.emit()

    def _add_picker(self, server_id: int) -> None:
        if len(self._server_ids) > 1:
            name = servers.get(server_id).name
            self._lists.addWidget(heading(self.tr("On {server}").format(server=name)))
        picker = PeoplePicker(self.backing, server_id)
        picker.setMinimumHeight(LEAST_HEIGHT_PX)
        picker.changed.connect(self.changed)
        self.pickers.append(picker)
        self._lists.addWidget(picker, 1)

    def _say_what_is_connected(self, connection_id: int) -> None:
        connection = connections.get(connection_id)
        names = ", ".join(servers.get(one).name for one in self._server_ids)
        said = self.tr("{servers} is connected, signed in as {account}.")
        if len(self._server_ids) > 1:
            said = self.tr("{servers} are connected, signed in as {account}.")
        self.server_line.say(
            said.format(servers=names, account=connection.account_name), "delivered"
        )
        mark, sentence = _report(connection.hook_state)
        self.report_line.say(sentence, mark)


def _report(state: HookState) -> tuple[str, str]:
    reading = translate("Plex", "Its play history is read every three minutes.")
    said = {
        HookState.SET: (
            "delivered",
            translate("Plex", "Plex reports what is watched to this computer."),
        ),
        HookState.MANUAL: (
            "sending",
            translate("Plex", "Plex reports once you have entered the address there."),
        ),
        HookState.IMPOSSIBLE: ("delivered", reading),
        HookState.NONE: ("delivered", reading),
    }
    other = (
        "unmatched",
        translate(
            "Plex",
            "Plex does not report what is watched yet. Until then the play history is read.",
        ),
    )
    return said.get(state, other)
