"""Which libraries of the connected media servers count for a member."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from scroblarr_desktop.linking.server_link import Library, ServerLink
from scroblarr_desktop.store import household, servers
from scroblarr_desktop.store.records import Member, Server
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox

LONGEST_NAME = 60


class MemberLibraries(QWidget):
    """One list per connected server on which the member watches; hidden where there is none."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self.lists: dict[int, ServerLibraries] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(Text(self.tr("Libraries that count")))
        column.addLayout(self._list)
        column.addWidget(
            hint(self.tr("What is watched in the others does not count for this member."))
        )

    def show_member(self, member: Member) -> None:
        wanted = {one.id: one for one in _connected_servers(member.id)}
        for gone in self.lists.keys() - wanted.keys():
            part = self.lists.pop(gone)
            self._list.removeWidget(part)
            part.hide()
            part.deleteLater()
        for server in wanted.values():
            link = self._backing.engine.links.get(server.kind)
            if link is not None and server.id not in self.lists:
                self._add(server, link)
        for part in self.lists.values():
            part.show_skipped(member.skipped_libraries)
        self.setVisible(bool(self.lists))

    def _add(self, server: Server, link: ServerLink) -> None:
        part = ServerLibraries(self._backing, server, link)
        part.chosen.connect(self._keep)
        self.lists[server.id] = part
        self._list.addWidget(part)

    def _keep(self, server_id: int, key: str, counts: bool) -> None:
        member = household.member(self._member_id)
        one = (server_id, key)
        skipped = [pair for pair in member.skipped_libraries if pair != one]
        changes = {"skipped_libraries": skipped if counts else [*skipped, one]}
        attempt(self, lambda: household.change_member(self._member_id, changes))
        self.show_member(household.member(self._member_id))


class ServerLibraries(QWidget):
    """The libraries of one server, read in the background."""

    chosen = Signal(int, str, bool)
    """Carries the server's id, the library's key, and whether it counts."""

    def __init__(self, backing: Backing, server: Server, link: ServerLink) -> None:
        super().__init__()
        self._backing = backing
        self._server = server
        self._link = link
        self._skipped: tuple[tuple[int, str], ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        self.state = hint()
        self.trouble = TroubleBox(backing.icons)
        self._list = QVBoxLayout()
        self._list.setSpacing(TIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(Text(server.name, bold=True))
        column.addWidget(self.state)
        column.addWidget(self.trouble)
        column.addLayout(self._list)
        self._read()

    def show_skipped(self, skipped: tuple[tuple[int, str], ...]) -> None:
        self._skipped = skipped
        for key, box in self.boxes.items():
            box.setChecked((self._server.id, key) not in skipped)

    def _read(self) -> None:
        self.trouble.clear()
        self.state.setText(self.tr("Asking {server}…").format(server=self._server.name))
        self.state.show()
        work = self._link.libraries(self._server.id)
        self._backing.background.run(self, work, self._show, self._failed)

    def _show(self, libraries: list[Library]) -> None:
        self.state.setVisible(not libraries)
        self.state.setText(self.tr("There is no library with films or episodes."))
        empty(self._list)
        self.boxes = {one.key: _box(one.name) for one in libraries}
        for key, box in self.boxes.items():
            box.clicked.connect(lambda on, key=key: self.chosen.emit(self._server.id, key, on))
            self._list.addWidget(box)
        self.show_skipped(self._skipped)

    def _failed(self, trouble: Said) -> None:
        self.state.hide()
        kept = self.tr("What was chosen before still holds.")
        said = Said(trouble.title, trouble.sentence, kept)
        self.trouble.show_trouble(said, (self.tr("Try again"), self._read))


def _box(name: str) -> QCheckBox:
    box = QCheckBox(wording.elided(name, LONGEST_NAME).replace("&", "&&"))
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _connected_servers(member_id: int) -> list[Server]:
    theirs = {one.server_id for one in household.viewers_of(member_id)}
    return [
        one for one in servers.all_servers() if one.id in theirs and one.connection_id is not None
    ]
