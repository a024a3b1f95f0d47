"""The end of a member: as the same person as another one, or out of the household."""

from __future__ import annotations

from collections.abc import Callable
from inspect import isawaitable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.linking import people
from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.store.records import Member
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.household.account_marks import title_of
from scroblarr_desktop.ui.member.sending import LONGEST_NAME
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, say
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, heading


class MemberLeaving(QWidget):
    """Two ways out, each said before it happens."""

    left = Signal()
    """The member is gone."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self._others: list[Member] = []
        self.merge = QPushButton(self.tr("This is the same person as"))
        self.merge.setAutoDefault(False)
        self.menu = QMenu(self)
        self.merge.setMenu(self.menu)
        self.delete = QPushButton()
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self._ask_to_delete)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.merge)
        row.addWidget(self.delete)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("No longer a member")))
        column.addLayout(row)

    def show_member(self, member: Member) -> None:
        self._member = member
        name = wording.elided(member.name, LONGEST_NAME)
        self.delete.setText(self.tr("Delete {member}…").format(member=name))
        others = [one for one in household.members() if one.id != member.id]
        self.merge.setVisible(bool(others) and merging() is not None)
        if others != self._others:
            self._others = others
            self.menu.clear()
            for other in others:
                action = self.menu.addAction(other.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, other=other: self._ask_to_merge(other))

    def _ask_to_merge(self, other: Member) -> None:
        names = {"member": self._member.name, "other": other.name}
        ask(
            self,
            self.tr("Is {member} the same person as {other}?").format(**names),
            self.tr(
                "{other} gets {member}'s viewers, what {member} watched, and the trackers that "
                "{other} does not have yet. {member} is gone then, and this cannot be undone. "
                "Nothing is sent a second time."
            ).format(**names),
            self.tr("Merge"),
            lambda: self._merge(other.id),
        )

    def _merge(self, into_member_id: int) -> None:
        self.setEnabled(False)
        work = self._merged(into_member_id)
        self._backing.background.run(self, work, lambda _: self._is_merged(), self._failed)

    async def _merged(self, into_member_id: int) -> None:
        merge = merging()
        assert merge is not None
        done = merge(self._member_id, into_member_id)
        if isawaitable(done):
            await done

    def _is_merged(self) -> None:
        self._backing.engine.sync.wake()
        self.left.emit()

    def _ask_to_delete(self) -> None:
        ask(
            self,
            self.tr("Delete {member}?").format(member=self._member.name),
            " ".join([*self._what_goes(), self._what_stays()]),
            self.tr("Delete"),
            self._delete,
        )

    def _what_goes(self) -> list[str]:
        mine = self._member_id
        theirs = accounts.of_member(mine)
        said = []
        signed_in = [one for one in theirs if one.user_id is not None]
        if signed_in:
            where = ", ".join(
                self.tr("{tracker} ({name})").format(
                    tracker=title_of(one.destination), name=one.username
                )
                for one in signed_in
            )
            said.append(self.tr("The app signs out of {where}.").format(where=where))
        waiting = sum(accounts.waiting_count(one.id) for one in theirs)
        if waiting == 1:
            said.append(self.tr("One watch that waits is not sent any more."))
        elif waiting:
            said.append(
                self.tr("{count} watches that wait are not sent any more.").format(count=waiting)
            )
        alone = [len(household.members_of(one.id)) == 1 for one in household.viewers_of(mine)]
        if any(alone):
            said.append(
                self.tr(
                    "Whoever watched as this member only is nobody then; the app asks who that is."
                )
            )
        return said

    def _what_stays(self) -> str:
        return self.tr(
            "What {member} watched stays in the log, and what was sent stays at the trackers."
        ).format(member=self._member.name)

    def _delete(self) -> None:
        self.setEnabled(False)
        work = self._backing.engine.linking.delete_member(self._member_id)
        self._backing.background.run(self, work, lambda _: self.left.emit(), self._failed)

    def _failed(self, trouble: Said) -> None:
        self.setEnabled(True)
        say(self, trouble)


def merging() -> Callable[[int, int], object] | None:
    """Return what makes one member of two, None where that cannot be done."""
    merge: Callable[[int, int], object] | None = getattr(people, "merge", None)
    return merge
