"""A member's own page on the phone: who has it open, and the way to an invitation."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import invitations
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.member.invite_dialog import InviteDialog, device_line
from scroblarr_desktop.ui.member.sending import LONGEST_NAME
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, heading


class MemberInviting(QWidget):
    """Says where the page is open; everything else is in the window behind the button."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self.standing = Text()
        self.invite = QPushButton()
        self.invite.setAutoDefault(False)
        self.invite.clicked.connect(lambda _=False: self.open_dialog())
        row = QHBoxLayout()
        row.addWidget(self.invite)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("Own page")))
        column.addWidget(self.standing)
        column.addLayout(row)

    def show_member(self, member: Member) -> None:
        name = wording.elided(member.name, LONGEST_NAME)
        self.invite.setText(self.tr("Invite {member}…").format(member=name))
        self.standing.setText(self._said(member))

    def open_dialog(self) -> InviteDialog:
        """Return the open window with the invitation."""
        dialog = InviteDialog(self._backing, self._member_id, self)
        dialog.open()
        return dialog

    def _said(self, member: Member) -> str:
        now = utc_now()
        open_at = invitations.devices(member.id, now)
        if open_at:
            return "\n".join(device_line(one) for one in open_at)
        waiting = invitations.open_invitation(member.id, now)
        if waiting is not None:
            said = self.tr("{member} is invited; the invitation is good until {when}.")
            return said.format(member=member.name, when=wording.coming(waiting.expires_at))
        return self.tr(
            "On a phone at home {member} can see what was watched, link trackers and pause, "
            "without this computer."
        ).format(member=member.name)
