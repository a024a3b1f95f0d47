"""Who watches, at a media server that has not told of anybody yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.server.manage import LONGEST_NAME
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.buttons import plain_button, quiet_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, empty, hint


class NobodyKnown(QWidget):
    """Says when people appear, and takes names, so that trackers can be linked all the same."""

    def __init__(self, servers: Sequence[str]) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.textChanged.connect(lambda _: self._follow())
        self.add_button = plain_button(self.tr("Add"), self.add)
        self._members = QVBoxLayout()
        self._members.setSpacing(SMALL_PX)
        self._lay_out(self._sentence(servers))
        self._follow()
        self.refresh()

    def refresh(self) -> None:
        """Show who is in the household already."""
        empty(self._members)
        for member in household.members():
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(MEDIUM_PX)
            line.addWidget(Avatar(member.name, None, 32))
            line.addWidget(QLabel(member.name), 1)
            if not accounts.of_member(member.id) and not household.viewers_of(member.id):
                remove = quiet_button(self.tr("Remove"), partial(self._remove, member.id))
                remove.setAccessibleName(self.tr("Remove {name}").format(name=member.name))
                line.addWidget(remove)
            self._members.addWidget(row)

    def add(self) -> None:
        """Take who is named in the field into the household, if anybody is."""
        name = self.name.text().strip()
        if name and attempt(self, lambda: household.add_member(name)):
            self.name.clear()
            self.refresh()
            self.name.setFocus()  # typing on names the next

    def _remove(self, member_id: int) -> None:
        """Take somebody out again who has nothing yet but a name."""
        if attempt(self, lambda: household.delete_member(member_id)):
            self.refresh()
            self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.add_button.isEnabled():
            self.add()  # and nothing else: the window would go on
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.add_button.setEnabled(bool(self.name.text().strip()))

    def _sentence(self, servers: Sequence[str]) -> str:
        if len(servers) > 1:
            return self.tr(
                "Your media servers have not told of anybody yet. Whoever plays something for five "
                "seconds appears here by themselves."
            )
        return self.tr(
            "{server} has not told of anybody yet. Whoever plays something for five seconds "
            "appears here by themselves."
        ).format(server=servers[0])

    def _lay_out(self, sentence: str) -> None:
        label = QLabel(self.tr("Name somebody &now"))
        label.setBuddy(self.name)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(Text(sentence))
        column.addWidget(
            hint(
                self.tr(
                    "You need not wait for that: go on, and say later who it was. What was watched "
                    "until then is kept. Or name people already, and link their trackers next."
                )
            )
        )
        column.addLayout(row)
        column.addLayout(self._members)
        column.addStretch(1)
