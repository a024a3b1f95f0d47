"""What of a member's watches is never sent, and how to take that back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.store import never
from scroblarr_desktop.store.records import Member, Never, Reach
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, empty, heading, hint


class MemberNever(QWidget):
    """One row per title or show; hidden while there is none."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self._shown: list[Never] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("Never sent")))
        column.addWidget(hint(self.tr("It stays in the log. You choose this at a row of the log.")))
        column.addLayout(self._list)

    def show_member(self, member: Member) -> None:
        rules = never.of_member(member.id)
        self.setVisible(bool(rules))
        if rules == self._shown:
            return
        self._shown = rules
        empty(self._list)
        for rule in rules:
            self._list.addLayout(self._row(rule))

    def _row(self, rule: Never) -> QHBoxLayout:
        whole = self.tr("{show}: every episode")
        said = whole.format(show=rule.name) if rule.reach is Reach.SHOW else rule.name
        button = QPushButton(self.tr("Send it again"))
        button.setAccessibleName(self.tr("Send {what} again").format(what=rule.name))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: attempt(self, lambda: never.remove(rule.id)))
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(Text(said), 1)
        row.addWidget(button)
        return row
