"""The step in which the people of a Jellyfin are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.people import JellyfinPerson
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import HookState
from scroblarr_desktop.ui.jellyfin import wording as jellyfin_wording
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, empty, hint

if TYPE_CHECKING:
    from scroblarr_desktop.ui.household.people_picker import PeoplePicker

LEAST_HEIGHT_PX = 220


class PeopleStep(JellyfinStep):
    def __init__(self, backing: Backing, link: JellyfinLink) -> None:
        super().__init__(backing)
        self._link = link
        self._server_id = 0
        self.picker: PeoplePicker | None = None
        self.title = self.tr("Who watches?")
        self.sentence = self.tr(
            "Choose who belongs to your household. Others can be added at any time."
        )
        self.server_line = Progress(backing.icons)
        self.report_line = Progress(backing.icons)
        self.marked = hint()
        self._list = QVBoxLayout()
        self.column.addWidget(self.server_line)
        self.column.addWidget(self.report_line)
        self.column.addSpacing(SMALL_PX)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._list, 1)
        self.column.addWidget(self.marked)

    @property
    def next_text(self) -> str:
        if self.picker is None or self.picker.is_settled:
            return self.tr("Next")
        return self.picker.said

    def begin(self, server_id: int) -> None:
        """Say what is connected, and read who lives there."""
        self._server_id = server_id
        self._say_what_is_connected()
        self.read()

    def read(self) -> None:
        empty(self._list)
        self.picker = None
        self.marked.hide()
        self.say_busy(self.tr("Asking Jellyfin who lives there…"))
        self.backing.background.run(
            self, self._link.people(self._server_id), self._show, self._show_trouble
        )

    def apply(self) -> bool:
        """Do what was chosen; return whether that worked."""
        picker = self.picker
        return picker is None or not picker.count or attempt(self, picker.apply)

    def _show(self, people: list[JellyfinPerson]) -> None:
        self._fill()
        said = jellyfin_wording.marked(people)
        self.marked.setText(said)
        self.marked.setVisible(bool(said))
        self.say_nothing()

    def _show_trouble(self, trouble: Said) -> None:
        self._fill()
        self.say_trouble(trouble, (self.tr("Try again"), self.read))

    def _fill(self) -> None:
        # Loaded when first wanted, as the dialog itself is.
        from scroblarr_desktop.ui.household.people_picker import PeoplePicker

        self.picker = PeoplePicker(self.backing, self._server_id)
        self.picker.setMinimumHeight(LEAST_HEIGHT_PX)
        self.picker.changed.connect(self.changed)
        self._list.addWidget(self.picker, 1)

    def _say_what_is_connected(self) -> None:
        server = servers.get(self._server_id)
        assert server.connection_id is not None
        connection = connections.get(server.connection_id)
        said = self.tr("{server} is connected, signed in as {account}.")
        self.server_line.say(
            said.format(server=server.name, account=connection.account_name), "delivered"
        )
        mark, sentence = self._report(connection.hook_state)
        self.report_line.say(sentence, mark)

    def _report(self, state: HookState) -> tuple[str, str]:
        said = {
            HookState.SET: (
                "delivered",
                self.tr("Jellyfin reports what is watched to this computer."),
            ),
            HookState.MANUAL: (
                "sending",
                self.tr("Jellyfin reports once you have entered the address there."),
            ),
            HookState.RESTART: (
                "waiting",
                self.tr("Jellyfin reports what is watched once it was restarted."),
            ),
        }
        reading = self.tr("What was watched on Jellyfin is read every three minutes.")
        return said.get(state, ("delivered", reading))
