"""Everything about one member of the household."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import household
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.member.accounts import MemberAccounts
from scroblarr_desktop.ui.member.add_viewer import AddViewerDialog
from scroblarr_desktop.ui.member.counting import MemberCounting
from scroblarr_desktop.ui.member.head import MemberHead
from scroblarr_desktop.ui.member.inviting import MemberInviting
from scroblarr_desktop.ui.member.leaving import MemberLeaving
from scroblarr_desktop.ui.member.libraries import MemberLibraries
from scroblarr_desktop.ui.member.never import MemberNever
from scroblarr_desktop.ui.member.sending import MemberSending
from scroblarr_desktop.ui.member.viewers import MemberViewers
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.refresher import Refresher
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, Hairline

WIDTH_PX, HEIGHT_PX = 660, 640
SHOWN = Changed.HOUSEHOLD | Changed.SERVERS | Changed.QUESTIONS | Changed.LOG


class MemberDialog(Dialog):
    """What is changed here counts at once; there is nothing to save."""

    def __init__(self, backing: Backing, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._member_id = member_id
        self.head = MemberHead()
        self.accounts = MemberAccounts(backing)
        self.viewers = MemberViewers(backing, member_id)
        self.sending = MemberSending(backing, member_id)
        self.counting = MemberCounting(backing, member_id)
        self.libraries = MemberLibraries(backing, member_id)
        self.never = MemberNever(backing, member_id)
        self.inviting = MemberInviting(backing, member_id)
        self.leaving = MemberLeaving(backing, member_id)
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self.refresh(SHOWN)

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed, wherever that was done."""
        if not changed & SHOWN:
            return
        try:
            member = household.member(self._member_id)
        except Missing:  # deleted or merged meanwhile
            self.reject()
            return
        self.setWindowTitle(member.name)
        for part in self._parts:
            part.show_member(member)

    def link(self, destination: str | None) -> LinkingDialog:
        """Return the open window for linking; None: which tracker is asked there."""
        dialog = LinkingDialog(self._backing, self._member_id, destination, self)
        dialog.open()
        return dialog

    def _add_viewer(self) -> None:
        AddViewerDialog(self._backing, self._member_id, self).open()

    def _connect(self) -> None:
        self._parts = (
            self.head,
            self.accounts,
            self.viewers,
            self.sending,
            self.counting,
            self.libraries,
            self.never,
            self.inviting,
            self.leaving,
        )
        self.accounts.link_asked.connect(self.link)
        self.viewers.add_asked.connect(self._add_viewer)
        self.leaving.left.connect(self.accept)
        self.close_button.clicked.connect(self.accept)
        refresher = Refresher(self._backing.engine.changes, self)
        refresher.due.connect(self.refresh)
        self.finished.connect(refresher.stop)

    def _lay_out(self) -> None:
        fit(self, WIDTH_PX, HEIGHT_PX)
        inside = QWidget()
        sections = QVBoxLayout(inside)
        sections.setContentsMargins(0, 0, LARGE_PX, 0)
        sections.setSpacing(LARGE_PX)
        for part in (self.accounts, self.viewers, self.sending):
            sections.addWidget(part)
            sections.addWidget(Hairline())
        sections.addWidget(self.counting)
        sections.addWidget(self.libraries)
        sections.addWidget(self.never)
        sections.addWidget(Hairline())
        sections.addWidget(self.inviting)
        sections.addWidget(Hairline())
        sections.addWidget(self.leaving)
        sections.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        column.addWidget(scrolled(inside), 1)
        column.addLayout(buttons)
        self.close_button.setDefault(True)
