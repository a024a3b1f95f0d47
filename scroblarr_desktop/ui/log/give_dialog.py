"""It was somebody else: who it was, with what follows from it, in one more click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import accounts, deliveries, household, log
from scroblarr_desktop.store.records import SUCCEEDED, LoggedDelivery, LoggedWatch, Member
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    SMALL_PX,
    Hairline,
    Text,
    hint,
    title,
)

WIDTH_PX, HEIGHT_PX = 500, 440
LEAST_PX, ROW_PX = 230, 34
LONGEST_NAME = 32


class GiveDialog(Dialog):
    """Asks whose these watches are. One member is one click; several are ticked."""

    chosen = Signal(list)
    """Carries the ids of the members who watched it."""

    def __init__(
        self,
        backing: Backing,
        watches: Sequence[LoggedWatch],
        destinations: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._watches = watches
        self._title_of = destinations
        self.setWindowTitle(self.tr("Who watched it?"))
        present = {one.member.id for one in watches if one.member is not None}
        self._only = next(iter(present)) if len(present) == 1 else None
        members = household.members()
        self.buttons = {one.id: self._button(one) for one in members if one.id != self._only}
        self.boxes = {one.id: QCheckBox(_short(one.name)) for one in members}
        self.several = QPushButton(self.tr("Several people…"))
        self.save = QPushButton(self.tr("Save"))
        self._lay_out(members)
        self._connect()

    def _button(self, member: Member) -> QPushButton:
        button = QPushButton(_short(member.name))
        button.setToolTip(member.name)
        button.setAccessibleName(self.tr("It was {name}").format(name=member.name))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose([member.id]))
        return button

    def _lay_out(self, members: Sequence[Member]) -> None:
        fit(self, WIDTH_PX, min(HEIGHT_PX, LEAST_PX + ROW_PX * len(members)))
        others = [one for one in members if one.id in self.buttons]
        self._one = self._listed([(self.buttons[one.id], one) for one in others])
        self._many = self._listed([(self.boxes[one.id], one) for one in members])
        self._many.hide()
        inside = QWidget()
        choices = QVBoxLayout(inside)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self._one)
        choices.addWidget(self._many)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Who watched it?")))
        column.addWidget(Text(self._what(), bold=True))
        for line in self._what_follows():
            column.addWidget(Text(line))
        column.addWidget(Hairline())
        column.addWidget(scrolled(inside), 1)
        column.addWidget(self._foot())

    def _listed(self, choices: Sequence[tuple[QWidget, Member]]) -> QWidget:
        """Return the choices beneath each other, each with where the watch would go."""
        listed = QWidget()
        grid = QGridLayout(listed)
        grid.setContentsMargins(0, 0, SMALL_PX, 0)
        grid.setHorizontalSpacing(MEDIUM_PX)
        grid.setVerticalSpacing(SMALL_PX)
        grid.setColumnStretch(1, 1)
        for row, (choice, member) in enumerate(choices):
            grid.addWidget(choice, row, 0)
            grid.addWidget(hint(self._where(member)), row, 1)
        return listed

    def _foot(self) -> QDialogButtonBox:
        foot = QDialogButtonBox()
        foot.addButton(self.several, QDialogButtonBox.ButtonRole.ActionRole)
        foot.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        foot.addButton(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        foot.rejected.connect(self.reject)
        for button in (self.several, self.save):
            button.setAutoDefault(False)
        self.several.setVisible(len(self.boxes) > 1)
        self.save.hide()
        return foot

    def _connect(self) -> None:
        self.several.clicked.connect(self._tick_several)
        self.save.clicked.connect(lambda: self._choose(self._ticked()))
        for member_id, box in self.boxes.items():
            box.setChecked(member_id == self._only)
            box.setAccessibleName(household.member(member_id).name)
            box.toggled.connect(lambda _: self.save.setEnabled(bool(self._ticked())))

    def _tick_several(self) -> None:
        self._one.hide()
        self._many.show()
        self.several.hide()
        self.save.show()
        self.save.setEnabled(bool(self._ticked()))
        self.save.setDefault(True)
        next(iter(self.boxes.values())).setFocus()

    def _ticked(self) -> list[int]:
        return [member_id for member_id, box in self.boxes.items() if box.isChecked()]

    def _choose(self, member_ids: list[int]) -> None:
        self.chosen.emit(member_ids)
        self.accept()

    # -- what is said

    def _what(self) -> str:
        if len(self._watches) == 1:
            return log.heading(self._watches[0])
        return self.tr("{count} watches").format(count=len(self._watches))

    def _what_follows(self) -> list[str]:
        """Say what becomes of what is at a tracker already."""
        there = [one for watch in self._watches for one in watch.deliveries if _may_be_there(one)]
        names = dict.fromkeys(one.destination for one in there)
        removes = self._backing.engine.sync.correcting.removes
        gone = [self._title_of(one) for one in names if removes(one)]
        stays = [self._title_of(one) for one in names if not removes(one)]
        said = []
        if gone:
            text = self.tr(
                "It is sent to whom you choose, and taken back ({trackers}) from others."
            )
            said.append(text.format(trackers=", ".join(gone)))
        if stays:
            text = self.tr("{trackers} cannot take it back: remove it there by hand.")
            said.append(text.format(trackers=", ".join(stays)))
        return said

    def _where(self, member: Member) -> str:
        if member.id == self._only:
            return self.tr("has it now")
        there = [accounts.get(one).destination for one in deliveries.accounts_of(member.id)]
        if not there:
            return self.tr("no linked tracker: kept here only")
        return self.tr("goes to {trackers}").format(
            trackers=", ".join(self._title_of(one) for one in there)
        )


def _short(name: str) -> str:
    return wording.elided(name, LONGEST_NAME).replace("&", "&&")


def _may_be_there(delivery: LoggedDelivery) -> bool:
    return delivery.state in SUCCEEDED and delivery.removal is None
