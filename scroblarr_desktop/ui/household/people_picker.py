"""Who of the people on a media server belongs to the household."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.linking import people
from scroblarr_desktop.linking.people import Choice, New, Suggested
from scroblarr_desktop.store import household
from scroblarr_desktop.store import people as pictures
from scroblarr_desktop.store.records import Relation
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, TIGHT_PX, Text, empty, hint

WIDEST_CHOICE_PX = 260
"""A longer name is cut there: it stands in full beside it."""

NOT_NOW, IGNORE, ADD = "", "ignore", "add"
"""What a row may answer besides a member's id."""


class PeoplePicker(QWidget):
    """One row per person of the server; `apply` does what the rows say."""

    changed = Signal()
    """Another choice: `said` reads differently."""

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._server_id = server_id
        self._rows: list[PersonRow] = []
        self._all = QPushButton(self.tr("Add everyone of the home"))
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self.add_everyone)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, SMALL_PX, 0)
        self._list.setSpacing(SMALL_PX)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("People"))
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(area, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the people anew; what was chosen in the rows is chosen no more."""
        empty(self._list)
        found = people.suggestions(self._server_id)
        members = [(one.id, one.name) for one in household.members()]
        self._rows = [PersonRow(one, members) for one in found]
        near = [row for row in self._rows if not row.is_share]
        for row in near:
            self._list.addWidget(row)
        self._add_shares([row for row in self._rows if row.is_share])
        if not self._rows:
            self._list.addWidget(
                Text(self.tr("Nobody is known there yet: let them play something."))
            )
        self._list.addStretch(1)
        widest_px = max((row.choice_px for row in self._rows), default=0)
        for row in self._rows:
            row.choice_px = widest_px
            row.chosen.connect(self._follow)
        self._offer_everyone()
        if not members:
            self.add_everyone()

    def add_everyone(self) -> None:
        """Choose a new member for each of the home who is nobody's and resembles nobody."""
        for row in self._rows:
            row.add_if_new()
        self._follow()

    def _follow(self) -> None:
        self._offer_everyone()
        self.changed.emit()

    def _offer_everyone(self) -> None:
        """Offer it where it would add more than one who is not chosen yet."""
        self._all.setVisible(sum(row.may_be_added for row in self._rows) > 1)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was chosen yet, so that reading anew takes nothing away."""
        return all(not row.touched for row in self._rows)

    @property
    def is_settled(self) -> bool:
        """Whether it is said already of everybody who they are."""
        return not any(row.is_open for row in self._rows)

    @property
    def count(self) -> int:
        """For how many people something was chosen."""
        return sum(row.answer() is not None for row in self._rows)

    @property
    def said(self) -> str:
        """What `apply` would do, for the button that calls it."""
        if not any(row.is_open for row in self._rows):
            return self.tr("Next")
        if self.count == 0:
            return self.tr("Nobody for now")
        added = sum(row.answer() not in (None, IGNORE) for row in self._rows)
        if added == 0:
            return self.tr("Ignore them")
        if added == 1:
            return self.tr("Add one person")
        return self.tr("Add {count} people").format(count=added)

    def apply(self) -> None:
        """Do what was chosen. Raises Conflict, Missing, StoreTrouble."""
        answers = {row.viewer_id: answer for row in self._rows if (answer := row.answer())}
        people.take(self._server_id, answers)
        self._backing.engine.sync.wake()

    def _add_shares(self, rows: list[PersonRow]) -> None:
        if not rows:
            return
        fold = QToolButton()
        fold.setText(self.tr("Friends it is shared with ({count})").format(count=len(rows)))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        fold.setCheckable(True)
        fold.setAutoRaise(True)
        self._list.addWidget(fold)
        folded = QWidget()
        column = QVBoxLayout(folded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        for row in rows:
            column.addWidget(row)
        folded.hide()
        fold.toggled.connect(folded.setVisible)
        fold.toggled.connect(
            lambda on: fold.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        )
        self._list.addWidget(folded)
        # Whoever watched here already must not seem to be gone.
        fold.setChecked(any(row.is_open and row.has_watched for row in rows))


class PersonRow(QWidget):
    """One person: picture, name, what they are there, and who that is."""

    chosen = Signal()

    def __init__(self, one: Suggested, members: list[tuple[int, str]]) -> None:
        super().__init__()
        self._one = one
        self.viewer_id = one.viewer.id
        self.is_share = one.viewer.relation is Relation.SHARE
        self.has_watched = one.viewer.last_seen_at is not None
        self._choice = QComboBox()
        self._fill(members)
        self._choice.currentIndexChanged.connect(lambda _: self.chosen.emit())
        self.touched = False
        self._choice.activated.connect(lambda _: self._touch())
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether it is not yet said who this is."""
        return not self._one.owners

    @property
    def choice_px(self) -> int:
        """How wide the choice is: as wide in every row."""
        return self._choice.sizeHint().width()

    @choice_px.setter
    def choice_px(self, width_px: int) -> None:
        self._choice.setFixedWidth(min(width_px, WIDEST_CHOICE_PX))

    def answer(self) -> Choice:
        """Return what was chosen, None for nothing."""
        value = self._choice.currentData()
        if value == ADD:
            return New(self._name)
        return value or None

    @property
    def may_be_added(self) -> bool:
        """Whether they are of the home, resemble nobody, and nothing is chosen for them yet."""
        is_new = not self.is_share and self._one.member_id is None
        return self.is_open and is_new and self.answer() is None

    def add_if_new(self) -> None:
        if self.may_be_added:
            self._choose(ADD)

    def _touch(self) -> None:
        self.touched = True

    def _choose(self, value: object) -> None:
        place = self._choice.findData(value)
        if place >= 0:
            self._choice.setCurrentIndex(place)

    @property
    def _name(self) -> str:
        return self._one.viewer.name or self._one.viewer.account_id

    def _fill(self, members: list[tuple[int, str]]) -> None:
        self._choice.setAccessibleName(self.tr("Who is {name}?").format(name=self._name))
        self._choice.addItem(self.tr("Not now"), NOT_NOW)
        self._choice.addItem(self.tr("New member: {name}").format(name=self._name), ADD)
        for member_id, name in members:
            self._choice.addItem(self.tr("This is {name}").format(name=name), member_id)
        self._choice.addItem(self.tr("Ignore"), IGNORE)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM_PX)
        row.addWidget(Avatar(self._name, pictures.picture(self.viewer_id), 32))
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(Text(self._name, bold=True))
        words.addWidget(hint(self._what()))
        row.addLayout(words, 1)
        if self._one.owners:
            owners = ", ".join(member.name for member in self._one.owners)
            row.addWidget(QLabel(self.tr("is {name}").format(name=owners)))
            return
        if (guess := self._guess_button()) is not None:
            row.addWidget(guess)
        row.addWidget(self._choice)

    def _guess_button(self) -> QPushButton | None:
        place = self._choice.findData(self._one.member_id) if self._one.member_id else -1
        if place < 0:
            return None
        button = QPushButton(self.tr("{answer}?").format(answer=self._choice.itemText(place)))
        button.setAutoDefault(False)
        button.clicked.connect(self._follow_guess)
        return button

    def _follow_guess(self) -> None:
        self._touch()
        self._choose(self._one.member_id)

    def _what(self) -> str:
        viewer = self._one.viewer
        said = {
            Relation.OWNER: self.tr("Owner of the server"),
            Relation.HOME: self.tr("Of your Plex home"),
            Relation.SHARE: self.tr("A friend it is shared with"),
            Relation.USER: self.tr("User of this server"),
            None: self.tr("Watched here"),
        }[viewer.relation]
        if viewer.managed:
            said = self.tr("Of your Plex home, without a sign-in of their own")
        return said
