"""Who it is: the picture and the name, which can be changed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from scroblarr_desktop.store import household, people
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, title

LONGEST_NAME = 100
AVATAR_PX = 48


class MemberHead(QWidget):
    """Enter keeps another name, Esc the old one."""

    renamed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._member: Member | None = None
        self._picture: bytes | None = None
        self.name = title("")
        self.rename = QPushButton(self.tr("Rename"))
        self.rename.setAutoDefault(False)
        self.rename.clicked.connect(self._begin)
        self.field = NameField()
        self.field.setAccessibleName(self.tr("Name"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.returnPressed.connect(self._keep)
        self.field.given_up.connect(self._end)
        self.keep = QPushButton(self.tr("Keep"))
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(MEDIUM_PX)
        self._avatar = Avatar("", None, AVATAR_PX)
        self._row.addWidget(self._avatar)
        for wide, narrow in ((self.name, self.rename), (self.field, self.keep)):
            self._row.addWidget(wide, 1)
            self._row.addWidget(narrow)
        self._show_field(False)

    def show_member(self, member: Member) -> None:
        picture = _picture_of(member.id)
        if self._member is not None and (member.name, picture) == (
            self._member.name,
            self._picture,
        ):
            return
        self._member, self._picture = member, picture
        self.name.setText(member.name)
        avatar = Avatar(member.name, picture, AVATAR_PX)
        self._row.replaceWidget(self._avatar, avatar)
        self._avatar.deleteLater()
        self._avatar = avatar

    def _show_field(self, shown: bool) -> None:
        self.field.setVisible(shown)
        self.keep.setVisible(shown)
        self.name.setVisible(not shown)
        self.rename.setVisible(not shown)

    def _begin(self) -> None:
        self.field.setText(self.name.text())
        self._show_field(True)
        self.field.setFocus()
        self.field.selectAll()

    def _keep(self) -> None:
        member, name = self._member, self.field.text().strip()
        if member is None or not name:
            return
        if attempt(self, lambda: household.change_member(member.id, {"name": name})):
            self._end()
            self.renamed.emit()

    def _end(self) -> None:
        self._show_field(False)
        self.rename.setFocus()


class NameField(QLineEdit):
    """Esc gives the change up instead of closing the window, Enter presses no button."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _picture_of(member_id: int) -> bytes | None:
    pictures = (people.picture(one.id) for one in household.viewers_of(member_id))
    return next((one for one in pictures if one), None)
