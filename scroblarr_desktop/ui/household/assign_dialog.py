"""Saying who somebody is, with what follows from it before it happens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.linking import people
from scroblarr_desktop.store import assignments, household
from scroblarr_desktop.store.assignments import Preview
from scroblarr_desktop.store.records import Account
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.household.account_marks import title_of
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint, title

WIDTH_PX = 520


class AssignDialog(Dialog):
    """Asks whose viewer this is: one member, several who watch together, or somebody new."""

    def __init__(
        self,
        backing: Backing,
        viewer_id: int,
        chosen: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backing = backing
        self._viewer = household.viewer(viewer_id)
        name = self._viewer.name or self._viewer.account_id
        self.setWindowTitle(self.tr("Who is {name}?").format(name=name))
        self.setMinimumWidth(WIDTH_PX)
        self.members = {one.id: QCheckBox(one.name) for one in household.members()}
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(self.tr("Their name"))
        self.new_name.setAccessibleName(self.tr("Name of a new member"))
        if not self.members:
            self.new_name.setText(self._viewer.name)
        self._preview = Text()
        self._titles = hint()
        self.send = QPushButton(self.tr("Send them"))
        self.keep = QPushButton(self.tr("Keep them here only"))
        self._lay_out(name)
        for member_id, box in self.members.items():
            box.setChecked(member_id in chosen)
            box.toggled.connect(self._follow)
        self.new_name.textChanged.connect(self._follow)
        self._follow()

    def _lay_out(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Who is {name}?").format(name=name)))
        column.addWidget(
            hint(self.tr("Tick two where this stands for people who watch together: both get it."))
        )
        boxes = QVBoxLayout()
        boxes.setSpacing(SMALL_PX)
        for box in self.members.values():
            boxes.addWidget(box)
        boxes.addLayout(self._somebody_new())
        column.addLayout(boxes)
        column.addWidget(self._preview)
        column.addWidget(self._titles)
        column.addStretch(1)
        column.addWidget(self._buttons())

    def _somebody_new(self) -> QHBoxLayout:
        label = QLabel(self.tr("Somebody &new"))
        label.setBuddy(self.new_name)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(label)
        row.addWidget(self.new_name, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.send.clicked.connect(lambda: self._assign(send=True))
        self.keep.clicked.connect(lambda: self._assign(send=False))
        buttons.rejected.connect(self.reject)
        return buttons

    def _chosen(self) -> list[int]:
        return [member_id for member_id, box in self.members.items() if box.isChecked()]

    def _is_said(self) -> bool:
        return bool(self._chosen() or self.new_name.text().strip())

    def _follow(self) -> None:
        chosen = self._chosen()
        whom: list[int | None] = [*chosen] or [None]
        previews = [assignments.preview(self._viewer.id, one) for one in whom]
        preview, where = previews[0], _destinations(previews)
        self.send.setEnabled(self._is_said())
        self.keep.setEnabled(self.send.isEnabled())
        self.keep.setVisible(preview.count > 0 and bool(where))
        self.send.setText(self._send_text(preview.count if where else 0))
        self._preview.setText(self._preview_text(preview, where))
        self._titles.setText("\n".join(preview.titles))
        self._titles.setVisible(bool(preview.titles))

    def _send_text(self, count: int) -> str:
        if count == 0:
            return self.tr("Save")
        if count == 1:
            return self.tr("Send the one watch")
        return self.tr("Send the {count} watches").format(count=count)

    def _preview_text(self, preview: Preview, where: Sequence[Account]) -> str:
        if preview.count == 0:
            return self.tr("Nothing is kept for them yet. From now on it goes to whom you choose.")
        since = wording.moment(preview.first_at) if preview.first_at else ""
        kept = self.tr("{count} watches are kept for them, the first {since}.").format(
            count=preview.count, since=since
        )
        if preview.count == 1:
            kept = self.tr("One watch is kept for them, {since}.").format(since=since)
        return f"{kept} {self._where(where)}" if self._is_said() else kept

    def _where(self, accounts: Sequence[Account]) -> str:
        if not accounts:
            return self.tr("It is put into the log; no tracker is linked to send it to.")
        names = {member_id: box.text() for member_id, box in self.members.items()}
        where = [
            self.tr("{member}'s {tracker}").format(
                member=names[one.member_id], tracker=title_of(one.destination)
            )
            for one in accounts
        ]
        return self.tr("Each goes with its own time to {where}. You can undo it for a day.").format(
            where=", ".join(where)
        )

    def _assign(self, *, send: bool) -> None:
        if attempt(self, lambda: self._carry_out(send=send)):
            self.accept()

    def _carry_out(self, *, send: bool) -> None:
        people.assign(self._viewer.id, self._chosen(), self.new_name.text().strip(), send=send)
        self._backing.engine.sync.wake()


def _destinations(previews: Sequence[Preview]) -> list[Account]:
    return [account for preview in previews for account in preview.accounts]
