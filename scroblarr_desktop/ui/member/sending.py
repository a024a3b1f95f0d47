"""Whether a member's watches are sent: always, never, or not for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.store import holds, household
from scroblarr_desktop.store.records import Member, Pause, Question
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.household.account_options import INDENT_PX
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.tray import pause_actions
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text, empty, heading, hint
from scroblarr_desktop.ui.widgets.mark import Mark

LONGEST_NAME = 40


class MemberSending(QWidget):
    """The switch, the pause, and the question that a pause leaves behind."""

    pause_asked = Signal(object)
    """Carries the end of the pause: an aware time, or None for "until I resume"."""

    def __init__(self, backing: Backing, member_id: int) -> None:
        super().__init__()
        self._backing = backing
        self._member_id = member_id
        self._questions: list[Question] = []
        self.enabled = QCheckBox()
        self._why = hint()
        self.paused = Text()
        self._mark = Mark(backing.icons, "paused")
        self.pause = QPushButton(self.tr("Pause"))
        self.resume = QPushButton(self.tr("Resume"))
        self._asked = QVBoxLayout()
        self.enabled.clicked.connect(self._switch)
        self.pause_asked.connect(self._pause)
        self.resume.clicked.connect(self._resume)
        self._lay_out()

    def show_member(self, member: Member) -> None:
        name = wording.elided(member.name, LONGEST_NAME)  # a box does not wrap
        self.enabled.setText(self.tr("Send what {member} watches").format(member=name))
        self.enabled.setChecked(member.enabled)
        self._show_pause(member)
        questions = [
            one for one in holds.questions() if one.member and one.member.id == self._member_id
        ]
        if questions != self._questions:
            self._questions = questions
            empty(self._asked)
            for question in questions:
                self._asked.addWidget(self._row(question))

    def _show_pause(self, member: Member) -> None:
        running = holds.pauses()
        own = next((one for one in running if one.member_id == member.id), None)
        everyone = next((one for one in running if one.member_id is None), None)
        self.pause.setVisible(own is None)
        self.pause.setEnabled(member.enabled)
        self.resume.setVisible(own is not None)
        self._mark.setVisible(bool(own or everyone))
        self.paused.setText(self._said(own, everyone))

    def _said(self, own: Pause | None, everyone: Pause | None) -> str:
        if own is not None:
            said = wording.status_sentence(self.tr("Paused."), own.until)
            then = self.tr("What is watched waits, and you are asked about it at the end.")
            return f"{said} {then}"
        if everyone is not None:
            said = self.tr("Sending is paused for everybody in the household.")
            return wording.status_sentence(said, everyone.until)
        return self.tr("For a while only: what is watched meanwhile waits until you decide.")

    def _switch(self, checked: bool) -> None:
        changes = {"enabled": checked}
        if attempt(self, lambda: household.change_member(self._member_id, changes)):
            self._backing.engine.sync.wake()
        else:
            self.enabled.setChecked(not checked)

    def _pause(self, until: datetime | None) -> None:
        self._carry_out(lambda: holds.start_pause(self._member_id, until))

    def _resume(self) -> None:
        self._carry_out(lambda: holds.resume(self._member_id, None))

    def _answer(self, question_id: int, key: str) -> None:
        self._carry_out(lambda: self._backing.engine.act(f"question:{question_id}", key))

    def _carry_out(self, action: Callable[[], object]) -> None:
        if attempt(self, action):
            self._backing.engine.sync.wake()
            self.show_member(household.member(self._member_id))

    def _row(self, question: Question) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(Mark(self._backing.icons, "attention"))
        row.addWidget(Text(told(question.text)), 1)
        for key, label in question.options:
            button = QPushButton(told(label))
            button.setAutoDefault(False)
            button.setAccessibleDescription(told(question.text))
            button.clicked.connect(lambda _=False, one=question.id, key=key: self._answer(one, key))
            row.addWidget(button)
        return made

    def _lay_out(self) -> None:
        self._why.setText(
            self.tr("Switched off, it is recorded here and never delivered, not later either.")
        )
        self._why.setContentsMargins(INDENT_PX, 0, 0, 0)
        self.pause.setAutoDefault(False)
        menu = QMenu(self)
        menu.addActions(pause_actions(self, self.pause_asked))
        self.pause.setMenu(menu)
        self.resume.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self._mark)
        row.addWidget(self.paused, 1)
        row.addWidget(self.pause)
        row.addWidget(self.resume)
        self._asked.setSpacing(TIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(heading(self.tr("Sending")))
        column.addWidget(self.enabled)
        column.addWidget(self._why)
        column.addLayout(row)
        column.addLayout(self._asked)
