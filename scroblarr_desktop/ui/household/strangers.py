"""Viewers of whom nobody has said who they are, on the household page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.store import people
from scroblarr_desktop.store.records import KeptViewer
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.labels import (
    MEDIUM_PX,
    SMALL_PX,
    TIGHT_PX,
    Text,
    empty,
    heading,
    hint,
)


@dataclass(frozen=True)
class Given:
    """Somebody who was given to a member lately, which can be undone."""

    assignment_id: int
    sentence: str
    until: datetime


class Strangers(QWidget):
    """Those who need an answer, what was answered lately, and quietly all others."""

    asked_who = Signal(int)
    """Carries the viewer's id: somebody wants to say who that is."""
    ignored = Signal(int)
    others_ignored = Signal()
    undo_asked = Signal(int)
    """Carries the assignment's id."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._told: list[tuple[KeptViewer, Text]] = []
        """Each with the line that says when they were last seen."""
        self._is_open = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL_PX)

    def show_people(
        self, near: Sequence[KeptViewer], far: Sequence[KeptViewer], given: Sequence[Given]
    ) -> None:
        """`near`: of the home, they need an answer; `far`: friends and foreign servers."""
        shown = (list(near), list(far), list(given))
        if shown == self._shown:
            for viewer, line in self._told:  # the same people, and time goes on
                line.setText(self._kept(viewer))
            return
        self._shown = shown
        self._told.clear()
        empty(self._column)
        if near:
            self._column.addWidget(heading(self.tr("Who is this?")))
        for viewer in near:
            self._column.addWidget(self._row(viewer))
        for one in given:
            self._column.addWidget(self._given(one))
        if far:
            self._add_far(far)
        self.setVisible(bool(near or far or given))

    def _row(self, viewer: KeptViewer) -> QWidget:
        name = viewer.name or viewer.account_id
        picture = Avatar(name, people.picture(viewer.id), 32)
        said = hint(self._kept(viewer))
        self._told.append((viewer, said))
        row, line = self._line(picture, name, said)
        who = QPushButton(self.tr("Say who this is"))
        who.setAccessibleDescription(name)
        who.clicked.connect(lambda: self.asked_who.emit(viewer.id))
        ignore = QPushButton(self.tr("Ignore"))
        ignore.setAccessibleDescription(name)
        ignore.clicked.connect(lambda: self.ignored.emit(viewer.id))
        for button in (who, ignore):
            button.setAutoDefault(False)
            line.addWidget(button)
        return row

    def _kept(self, viewer: KeptViewer) -> str:
        said = [viewer.server.name]
        if viewer.kept_watches == 1:
            said.append(self.tr("one watch kept"))
        elif viewer.kept_watches:
            said.append(self.tr("{count} watches kept").format(count=viewer.kept_watches))
        if viewer.last_seen_at:
            seen = wording.moment(viewer.last_seen_at)
            said.append(self.tr("last seen {when}").format(when=seen))
        return " · ".join(said)

    def _given(self, one: Given) -> QWidget:
        until = self.tr("Can be undone until {when}.").format(when=wording.coming(one.until))
        row, line = self._line(None, one.sentence, hint(until))
        undo = QPushButton(self.tr("Undo"))
        undo.setAccessibleDescription(one.sentence)
        undo.setAutoDefault(False)
        undo.clicked.connect(lambda: self.undo_asked.emit(one.assignment_id))
        line.addWidget(undo)
        return row

    def _line(self, picture: QWidget | None, name: str, more: Text) -> tuple[QWidget, QHBoxLayout]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(MEDIUM_PX)
        if picture is not None:
            line.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(Text(name, bold=picture is not None))
        words.addWidget(more)
        line.addLayout(words, 1)
        return row, line

    def _add_far(self, far: Sequence[KeptViewer]) -> None:
        fold = QToolButton()
        fold.setText(self.tr("Other people who watch there ({count})").format(count=len(far)))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setAutoRaise(True)
        fold.setCheckable(True)
        others = QWidget()
        column = QVBoxLayout(others)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        every = QPushButton(self.tr("Ignore everyone else"))
        every.setAutoDefault(False)
        every.clicked.connect(self.others_ignored)
        column.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        for viewer in far:
            column.addWidget(self._row(viewer))
        self._column.addWidget(fold)
        self._column.addWidget(others)
        fold.toggled.connect(lambda on: self._fold(fold, others, is_open=on))
        fold.setChecked(self._is_open)
        self._fold(fold, others, is_open=self._is_open)

    def _fold(self, fold: QToolButton, others: QWidget, *, is_open: bool) -> None:
        self._is_open = is_open
        fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        others.setVisible(is_open)
