"""The viewers of a member: whose events on which media server are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.store import household, people, servers
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, empty, heading, hint

AVATAR_PX = 28


@dataclass(frozen=True)
class ViewerLine:
    """What the row of a viewer says."""

    viewer_id: int
    name: str
    server: str
    others: tuple[str, ...]
    """Who else it stands for."""
    picture: bytes | None


class MemberViewers(QWidget):
    add_asked = Signal()

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self._name = ""
        self._lines: list[ViewerLine] | None = None
        self.remove: dict[int, QPushButton] = {}
        self.add = QPushButton(self.tr("Add a viewer…"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_asked)
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        button = QHBoxLayout()
        button.addWidget(self.add)
        button.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("On media servers")))
        column.addLayout(self._list)
        column.addLayout(button)

    def show_member(self, member: Member) -> None:
        self._name = member.name
        lines = _lines(member.id)
        if lines == self._lines:
            return
        self._lines = lines
        empty(self._list)
        self.remove.clear()
        for line in lines:
            self._list.addWidget(self._row(line))
        if not lines:
            self._list.addWidget(
                Text(self.tr("Nowhere yet: nothing that is watched counts as theirs."))
            )

    def _row(self, line: ViewerLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(Avatar(line.name, line.picture, AVATAR_PX))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(line.name))
        words.addWidget(hint(self._where(line)))
        row.addLayout(words, 1)
        button = QPushButton(self.tr("Remove"))
        button.setAutoDefault(False)
        button.setAccessibleName(
            self.tr("Remove {viewer} on {server}").format(viewer=line.name, server=line.server)
        )
        button.clicked.connect(lambda: self._ask_to_remove(line))
        self.remove[line.viewer_id] = button
        row.addWidget(button)
        return made

    def _where(self, line: ViewerLine) -> str:
        if not line.others:
            return line.server
        return self.tr("{server}, together with {others}").format(
            server=line.server, others=", ".join(line.others)
        )

    def _ask_to_remove(self, line: ViewerLine) -> None:
        ask(
            self,
            self.tr("Is {viewer} not {member}?").format(viewer=line.name, member=self._name),
            self._what_follows(line),
            self.tr("Remove"),
            lambda: self._take(line.viewer_id),
        )

    def _what_follows(self, line: ViewerLine) -> str:
        if line.others:
            then = self.tr("From now on it goes to {others} only.").format(
                others=", ".join(line.others)
            )
        else:
            then = self.tr("What {viewer} watches from now on is kept until you say whose it is.")
            then = then.format(viewer=line.name)
        stays = self.tr("What was watched so far stays {member}'s, here and at the trackers.")
        return f"{then} {stays.format(member=self._name)}"

    def _take(self, viewer_id: int) -> None:
        if attempt(self, lambda: household.take_viewer(self._member_id, viewer_id)):
            self.show_member(household.member(self._member_id))


def _lines(member_id: int) -> list[ViewerLine]:
    names = {one.id: one.name for one in servers.all_servers()}
    return [
        ViewerLine(
            one.id,
            one.name or one.account_id,
            names.get(one.server_id, ""),
            tuple(o.name for o in household.members_of(one.id) if o.id != member_id),
            people.picture(one.id),
        )
        for one in household.viewers_of(member_id)
    ]
