"""Another viewer for a member, out of all that are known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.linking import people
from scroblarr_desktop.store import household, servers
from scroblarr_desktop.store.records import KeptViewer, Relation
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, Text, hint, title

WIDTH_PX, HEIGHT_PX = 480, 440
ROW_PX = 32


class AddViewerDialog(Dialog):
    """First those who are nobody's yet, then those of others, who then count for both."""

    def __init__(self, backing: Backing, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._member = household.member(member_id)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Known viewers"))
        self.list.setWordWrap(True)
        self._nobody = Text(
            self.tr(
                "Nobody else is known yet. Who plays something on a connected media server appears "
                "here."
            )
        )
        self.add = QPushButton(self.tr("Add"))
        self._lay_out()
        self.list.currentItemChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _: self._add())
        self._fill()
        self._read_anew()

    def _fill(self) -> None:
        chosen = self._chosen()
        self.list.clear()
        for viewer, owners in _choices(self._member.id):
            item = QListWidgetItem(self._said(viewer, owners))
            item.setData(Qt.ItemDataRole.UserRole, viewer.id)
            item.setSizeHint(QSize(0, ROW_PX))
            self.list.addItem(item)
            if viewer.id == chosen:
                self.list.setCurrentItem(item)
        self.list.setVisible(self.list.count() > 0)
        self._nobody.setVisible(self.list.count() == 0)
        self._follow()

    def _said(self, viewer: KeptViewer, owners: list[str]) -> str:
        said = self.tr("{viewer} on {server}").format(
            viewer=viewer.name or viewer.account_id, server=viewer.server.name
        )
        if owners:
            more = self.tr("is {owners}").format(owners=", ".join(owners))
        elif viewer.kept_watches == 1:
            more = self.tr("1 watch is kept")
        elif viewer.kept_watches:
            more = self.tr("{count} watches are kept").format(count=viewer.kept_watches)
        elif viewer.relation is Relation.SHARE:
            more = self.tr("a friend it is shared with")
        else:
            return said
        return self.tr("{viewer}: {more}").format(viewer=said, more=more)

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def _follow(self) -> None:
        self.add.setEnabled(self._chosen() is not None)

    def _add(self) -> None:
        viewer_id = self._chosen()
        if viewer_id is None:
            return
        kept = {one.id: one.kept_watches for one in household.all_viewers(unassigned=True)}
        if kept.get(viewer_id):
            self._ask_about_kept(viewer_id)
        elif attempt(self, lambda: self._give(viewer_id)):
            self.accept()

    def _give(self, viewer_id: int) -> None:
        people.assign(viewer_id, [self._member.id])
        self._backing.engine.sync.wake()

    def _ask_about_kept(self, viewer_id: int) -> None:
        """Show what would be sent before it is, or kept here only."""
        dialog = AssignDialog(self._backing, viewer_id, (self._member.id,), self)
        dialog.accepted.connect(self.accept)
        dialog.open()

    def _read_anew(self) -> None:
        """Ask the connected servers who lives there, and show them once they say."""
        for server in servers.all_servers():
            link = self._backing.engine.links.get(server.kind)
            if link is not None and server.connection_id is not None:
                work = link.read_people(server.id)
                self._backing.background.run(self, work, lambda _: self._fill())

    def _lay_out(self) -> None:
        name = self._member.name
        self.setWindowTitle(self.tr("Add a viewer to {member}").format(member=name))
        fit(self, WIDTH_PX, HEIGHT_PX)
        buttons = QDialogButtonBox()
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Who else is {member}?").format(member=name)))
        column.addWidget(
            hint(
                self.tr(
                    "A viewer who is somebody else already then stands for both: what is watched "
                    "together goes to both."
                )
            )
        )
        column.addWidget(self.list, 1)
        column.addWidget(self._nobody)
        column.addStretch()
        column.addWidget(buttons)


def _choices(member_id: int) -> list[tuple[KeptViewer, list[str]]]:
    """Return who may be added with the names of whose they are, nobody's viewers first."""
    free = sorted(household.all_viewers(unassigned=True), key=_unlikely)
    taken = []
    for viewer in household.all_viewers():
        owners = household.members_of(viewer.id)
        if owners and all(one.id != member_id for one in owners):
            taken.append((viewer, [one.name for one in owners]))
    return [(one, list[str]()) for one in free] + taken


def _unlikely(viewer: KeptViewer) -> tuple[bool, int]:
    """Put those first of whom something is kept, and friends last."""
    return viewer.relation is Relation.SHARE, -viewer.kept_watches
