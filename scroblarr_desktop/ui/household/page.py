"""The household page: who is in it, and who watches along unknown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop import attention
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.schedule import utc_now
from scroblarr_desktop.store import assignments, household, servers
from scroblarr_desktop.store.records import Assignment
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.household.assign_dialog import AssignDialog
from scroblarr_desktop.ui.household.people_dialog import PeopleDialog
from scroblarr_desktop.ui.household.strangers import Given, Strangers
from scroblarr_desktop.ui.member.dialog import MemberDialog
from scroblarr_desktop.ui.member.row import MemberLine, MemberRow, member_lines
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    SMALL_PX,
    Hairline,
    Text,
    empty,
    heading,
    hint,
)

translate = QCoreApplication.translate

SHOWN = Changed.HOUSEHOLD | Changed.LOG | Changed.SERVERS | Changed.INBOX | Changed.QUESTIONS


class HouseholdPage(Page):
    """One row per member; beneath them whoever is nobody's yet."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("HouseholdPage", "Household"),
            translate("HouseholdPage", "Who watches, and whose accounts get to know of it."),
        )
        self._backing = backing
        self._lines: list[MemberLine] | None = None
        self._known_servers: list[tuple[int, str]] = []
        self._unknown = False
        self.unknown = hint(
            self.tr(
                "Your media server has not told of anybody yet. Let everybody play something for "
                "five seconds: they appear here, and you say who it was."
            )
        )
        self.strangers = Strangers()
        self.members = QVBoxLayout()
        self.members.setSpacing(SMALL_PX)
        self.add = QPushButton(self.tr("Add a member"))
        self.add.setAutoDefault(False)
        self._menu = QMenu(self)
        self.add.setMenu(self._menu)
        self._lay_out()
        self._connect()

    def refresh(self, changed: Changed) -> None:
        if not changed & SHOWN and self._lines is not None:
            return
        lines = member_lines()
        own = [(one.id, one.name) for one in servers.all_servers() if one.adopted]
        unknown = set_up.nobody_is_known()
        if (lines, own, unknown) != (self._lines, self._known_servers, self._unknown):
            self._lines, self._known_servers, self._unknown = lines, own, unknown
            self._fill()
        near, far = attention.strangers()
        self.strangers.show_people(near, far, self._given())

    def repaint_icons(self) -> None:
        if self._lines is not None:
            self._fill()

    def open_member(self, member_id: int) -> MemberDialog:
        """Return the open dialog with everything that is this member's."""
        dialog = MemberDialog(self._backing, member_id, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def ask_who(self, viewer_id: int, chosen: tuple[int, ...] = ()) -> AssignDialog:
        """Return the open question whose viewer that is."""
        dialog = AssignDialog(self._backing, viewer_id, chosen, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def ask_to_add(self, viewer_id: int) -> AssignDialog:
        """Return the same question, answered so far with somebody new of that name."""
        dialog = self.ask_who(viewer_id)
        dialog.new_name.setText(household.viewer(viewer_id).name)
        return dialog

    def ask_to_ignore(self, viewer_id: int) -> None:
        viewer = household.viewer(viewer_id)
        ask(
            self,
            self.tr("Ignore {viewer}?").format(viewer=viewer.name or viewer.account_id),
            self.tr(
                "What they watch is no longer kept. What is kept already comes back if you give "
                "them to somebody later."
            ),
            self.tr("Ignore"),
            lambda: attempt(self, lambda: household.ignore_viewer(viewer_id)),
        )

    # -- parts

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SMALL_PX, 0)
        column.setSpacing(LARGE_PX)
        column.addLayout(self.members)
        column.addWidget(self.unknown)
        column.addWidget(self.strangers)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(area, 1)
        self.column.addWidget(Hairline())
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.add)
        self.column.addLayout(below)

    def _connect(self) -> None:
        self._menu.aboutToShow.connect(self._fill_menu)
        self.strangers.asked_who.connect(self.ask_who)
        self.strangers.ignored.connect(self.ask_to_ignore)
        self.strangers.others_ignored.connect(self._ask_to_ignore_others)
        self.strangers.undo_asked.connect(self._ask_to_undo)

    def _fill(self) -> None:
        self.unknown.setVisible(self._unknown)
        empty(self.members)
        for line in self._lines or []:
            row = MemberRow(self._backing.icons, line)
            row.clicked.connect(lambda _=False, one=line.member.id: self.open_member(one))
            self.members.addWidget(row)
        if not self._lines:
            self._say_nobody()

    def _say_nobody(self) -> None:
        self.members.addWidget(heading(self.tr("Nobody is in the household yet")))
        if self._unknown:
            return  # nobody to choose from: what to do instead stands below
        if self._known_servers:
            self.members.addWidget(
                Text(self.tr("Choose from the people of your media server, or add one by name."))
            )
            for server_id, name in self._known_servers:
                self._offer(
                    self.tr("Choose people of {server}").format(server=name),
                    lambda server_id=server_id: self._choose_people(server_id),
                )
        else:
            self.members.addWidget(
                Text(self.tr("Connect the media server first: it knows who watches there."))
            )
            self._offer(
                self.tr("Connect a media server"), lambda: self._backing.show_page("servers")
            )

    def _offer(self, text: str, then: object) -> None:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: then())  # type: ignore[operator]
        self.members.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for server_id, name in self._known_servers:
            action = self._menu.addAction(self.tr("From the people of {name}").format(name=name))
            action.triggered.connect(
                lambda _=False, server_id=server_id: self._choose_people(server_id)
            )
        self._menu.addAction(self.tr("By name")).triggered.connect(self._ask_name)

    # -- what a person asks for

    def _choose_people(self, server_id: int) -> None:
        dialog = PeopleDialog(self._backing, server_id, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_name(self) -> None:
        box = QInputDialog(self)
        box.setWindowTitle(self.tr("Add a member"))
        box.setLabelText(self.tr("What is the name?"))
        box.setOkButtonText(self.tr("Add"))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.textValueSelected.connect(self._add)
        box.open()

    def _add(self, name: str) -> None:
        if name.strip():
            attempt(self, lambda: household.add_member(name.strip()))

    def _given(self) -> list[Given]:
        """Return what is worth an undo: whoever brought nothing is simply removed again."""
        return [
            Given(one.id, self._given_sentence(one), one.undo_until)
            for one in assignments.undoable(utc_now())
            if assignments.brought_anything(one.id)
        ]

    def _given_sentence(self, one: Assignment) -> str:
        members = self.tr(" and ").join(member.name for member in one.members)
        said = self.tr("{viewer} was given to {members} {when}.")
        when = wording.moment(one.made_at)
        return said.format(viewer=one.viewer.name, members=members, when=when)

    def _ask_to_undo(self, assignment_id: int) -> None:
        viewer = assignments.get(assignment_id).viewer.name
        ask(
            self,
            self.tr("Undo who {viewer} is?").format(viewer=viewer),
            self.tr(
                "It is unknown again who {viewer} is. What was sent is taken back where the "
                "tracker can do that; the log says so where it cannot."
            ).format(viewer=viewer),
            self.tr("Undo"),
            lambda: attempt(self, lambda: self._undo(assignment_id)),
        )

    def _undo(self, assignment_id: int) -> None:
        assignments.undo(assignment_id)
        self._backing.engine.sync.wake()

    def _ask_to_ignore_others(self) -> None:
        ask(
            self,
            self.tr("Ignore everyone else?"),
            self.tr("What these people watch is no longer kept. Nobody asks about them any more."),
            self.tr("Ignore them"),
            lambda: attempt(self, self._ignore_others),
        )

    def _ignore_others(self) -> None:
        _, far = attention.strangers()
        for viewer in far:
            household.ignore_viewer(viewer.id)
