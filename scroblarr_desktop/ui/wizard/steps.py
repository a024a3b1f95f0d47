"""What each step of setting up shows and offers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import set_up
from scroblarr_desktop.linking.set_up import Step
from scroblarr_desktop.store import accounts, household, moving, servers
from scroblarr_desktop.store.records import AccountState, Server
from scroblarr_desktop.ui.household.account_marks import AccountChip
from scroblarr_desktop.ui.household.people_picker import PeoplePicker
from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.linking.dialog import LinkingDialog
from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.dialog import PlexDialog
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.login import StartAtLogin
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.buttons import plain_button, quiet_button
from scroblarr_desktop.ui.widgets.kind_card import KindCard
from scroblarr_desktop.ui.widgets.labels import (
    MEDIUM_PX,
    SMALL_PX,
    Text,
    empty,
    heading,
    hint,
    title,
)
from scroblarr_desktop.ui.wizard.unknown import NobodyKnown
from scroblarr_desktop.watches import ServerKind

translate = QCoreApplication.translate


def own_servers() -> list[Server]:
    return [one for one in servers.all_servers() if one.adopted]


class StepPage(QWidget):
    """A heading, a sentence, and what the step is about in `body`."""

    changed = Signal()
    done = Signal()
    """What the step is about was done in a window of its own."""
    name = ""

    def __init__(self, backing: Backing, question: str, sentence: str) -> None:
        super().__init__()
        self._backing = backing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        self.question, self.sentence = title(question), Text(sentence)
        column.addWidget(self.question)
        column.addWidget(self.sentence)
        self.body = QVBoxLayout()
        self.body.setSpacing(MEDIUM_PX)
        self.body.setContentsMargins(0, MEDIUM_PX, 0, 0)
        column.addLayout(self.body, 1)

    @property
    def may_go_on(self) -> bool:
        """Whether "Next" makes sense although nothing was done."""
        return False

    def refresh(self, changed: Changed) -> None:
        """Show anew what changed."""

    def focus_first(self) -> None:
        """Put the keyboard on what is to be done here."""

    def leave(self) -> None:
        """The person goes on to the next step."""

    def open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self.changed.emit())
        dialog.open()


class ServerStep(StepPage):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            translate("Wizard", "Where do you watch?"),
            translate(
                "Wizard",
                "Scroblarr hears from your media server when somebody has finished a film or an "
                "episode, and marks it in their own tracker. Sign in once; it sets up the rest.",
            ),
        )
        self.name = self.tr("Media server")
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL_PX)
        self.plex, self.jellyfin = KindCard(ServerKind.PLEX), KindCard(ServerKind.JELLYFIN)
        self.plex.clicked.connect(lambda _=False: self._connect_plex())
        self.jellyfin.clicked.connect(lambda _=False: self._connect_jellyfin())
        row = QHBoxLayout()
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.plex, 1)
        row.addWidget(self.jellyfin, 1)
        self.moving = quiet_button(self.tr("I am moving from another PC"), self._move_in)
        self.body.addLayout(self._list)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.addWidget(self.moving, 0, Qt.AlignmentFlag.AlignLeft)

    def _move_in(self) -> None:
        self.open(MoveInDialog(self._backing, self.window()))

    def refresh(self, changed: Changed) -> None:
        self.moving.setVisible(moving.is_empty())
        empty(self._list)
        for server in own_servers():
            line = Progress(self._backing.icons)
            said = self.tr("{server} is connected.").format(server=server.name)
            line.say(said, "delivered")
            self._list.addWidget(line)

    def focus_first(self) -> None:
        self.plex.setFocus()

    def _connect_plex(self) -> None:
        self._open_here(PlexDialog(self._backing, self.window(), proves=False))

    def _connect_jellyfin(self) -> None:
        self._open_here(JellyfinDialog(self._backing, self.window(), proves=False))

    def _open_here(self, dialog: QDialog) -> None:
        # The people were asked about in there, and the proof comes last: nothing is asked twice.
        dialog.accepted.connect(self.done)
        self.open(dialog)


class PeopleStep(StepPage):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            translate("Wizard", "Who watches?"),
            translate("Wizard", "Choose who belongs to your household. Others can be added later."),
        )
        self.name = self.tr("People")
        self._pickers: list[PeoplePicker] = []
        self._shown: list[int] | None = None
        self.nobody: NobodyKnown | None = None

    @property
    def may_go_on(self) -> bool:
        return self.nobody is not None or any(picker.count for picker in self._pickers)

    def refresh(self, changed: Changed) -> None:
        own = own_servers()
        ids = [one.id for one in own]
        if ids == self._shown and not changed & Changed.HOUSEHOLD:
            return
        if ids == self._shown and any(not one.is_untouched for one in self._pickers):
            return
        if self.nobody is not None and ids == self._shown and _nobody_is_known(own):
            self.nobody.refresh()
            return
        self._shown = ids
        self._fill(own)
        self.changed.emit()

    def _fill(self, own: list[Server]) -> None:
        empty(self.body)
        self._pickers = []
        self.nobody = None
        if not own:
            self.body.addWidget(hint(self.tr("Connect a media server first.")))
            self.body.addStretch(1)
        elif _nobody_is_known(own):
            self.nobody = NobodyKnown([one.name for one in own])
            self.body.addWidget(self.nobody, 1)
        else:
            for server in own:
                self._add_picker(server, named=len(own) > 1)

    def _add_picker(self, server: Server, *, named: bool) -> None:
        if named:
            self.body.addWidget(heading(server.name))
        picker = PeoplePicker(self._backing, server.id)
        picker.changed.connect(self.changed)
        self._pickers.append(picker)
        self.body.addWidget(picker, 1)

    def leave(self) -> None:
        if self.nobody is not None:
            self.nobody.add()
            set_up.leave_out(Step.PEOPLE)
        for picker in self._pickers:
            if picker.count:
                attempt(self, picker.apply)


def _nobody_is_known(own: list[Server]) -> bool:
    """Return whether no server has told of anybody yet: without a sign-in it does so by playing."""
    return not any(household.viewers_on(one.id) for one in own)


class TrackerStep(StepPage):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            translate("Wizard", "Whose tracker?"),
            translate(
                "Wizard",
                "Each member links their own account, on this computer or with a phone. Without "
                "one, what they watch is kept here, and can be sent once one is linked.",
            ),
        )
        self.name = self.tr("Trackers")

    @property
    def may_go_on(self) -> bool:
        return not household.members()

    def leave(self) -> None:
        if self.may_go_on:
            set_up.leave_out(Step.TRACKER)

    def refresh(self, changed: Changed) -> None:
        empty(self.body)
        for member in household.members():
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(MEDIUM_PX)
            line.addWidget(Avatar(member.name, None, 32))
            line.addWidget(QLabel(member.name), 1)
            linked = accounts.of_member(member.id)
            for account in linked:
                line.addWidget(AccountChip(self._backing.icons, account))
            text = self.tr("Link a tracker") if not linked else self.tr("Link another")
            waiting = any(one.state is AccountState.WAITING for one in linked)
            text = self.tr("Go on") if waiting else text
            link = plain_button(text, partial(self._link, member.id))
            link.setAccessibleDescription(member.name)
            line.addWidget(link)
            self.body.addWidget(row)
        if not household.members():
            self.body.addWidget(
                hint(
                    self.tr(
                        "Nobody is in the household yet. Go back to name somebody, or go on: the "
                        "page Household links trackers at any time."
                    )
                )
            )
        self.body.addStretch(1)

    def _link(self, member_id: int) -> None:
        self.open(LinkingDialog(self._backing, member_id, parent=self.window()))


class LoginStep(StepPage):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            backing,
            translate("Wizard", "Start together with this computer?"),
            translate(
                "Wizard",
                "What is watched while Scroblarr is not running arrives late, and from a server "
                "that you set up by hand not at all. It sits in the tray and needs next to "
                "nothing.",
            ),
        )
        self.name = self.tr("Start at login")
        self.switch = StartAtLogin(backing)
        self.switch.switch.clicked.connect(lambda _: self.changed.emit())
        self.body.addWidget(self.switch)
        self.body.addStretch(1)

    @property
    def is_on(self) -> bool:
        return self.switch.switch.isChecked()

    @property
    def may_go_on(self) -> bool:
        return True

    def leave(self) -> None:
        set_up.leave_out(Step.LOGIN)
