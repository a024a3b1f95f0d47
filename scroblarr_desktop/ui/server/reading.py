"""How watches arrive from a server: it reports them, or its play history is read."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from scroblarr_desktop.reach import Proof
from scroblarr_desktop.store import catch_up
from scroblarr_desktop.store.records import CatchUp, CatchUpMode
from scroblarr_desktop.store.silence import Silence
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.reading import (
    by_hand_sentence,
    found_sentence,
    missed_at,
    missed_said,
    read_mark,
    read_sentence,
    silence_said,
    way_names,
)
from scroblarr_desktop.ui.saying import Said, attempt
from scroblarr_desktop.ui.server.section import Section, button
from scroblarr_desktop.ui.widgets.labels import MARK_PX, PAGE_PX, SMALL_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class ReadingSection(Section):
    """Two ways to choose from, when the history was read last, and what stopped."""

    test_asked = Signal()
    """Somebody wants to know whether the way to this computer is open."""
    sign_in_asked = Signal()

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__(self.tr("How watches arrive"))
        self._backing = backing
        self._server_id = server_id
        self._stopped: datetime | Silence | None = None
        self.stopped = TroubleBox(backing.icons)
        self.by_hand = Text(by_hand_sentence())
        self.buttons: dict[CatchUpMode, QRadioButton] = {}
        self.mark = Mark(backing.icons)
        self.read = Text()
        self.look = button(self.tr("Look now"), self._look)
        self.found = Text()
        self._found_at: datetime | None = None
        self.trouble = TroubleBox(backing.icons)
        self._ways = QWidget()
        self._lay_out()

    def show_proof(self, proof: Proof) -> None:
        found = proof.catch_up
        self._ways.setVisible(found is not None)
        self.by_hand.setVisible(found is None)
        if found is not None:
            self._show_way(found)
        stopped = missed_at(proof) or proof.silence
        if stopped != self._stopped:
            self._stopped = stopped
            self._show_stopped(proof)

    # -- what is shown

    def _show_way(self, found: CatchUp) -> None:
        for mode, made in self.buttons.items():
            made.setChecked(mode is found.mode)
        reports = found.mode is CatchUpMode.WEBHOOKS or found.chosen
        self.buttons[CatchUpMode.WEBHOOKS].setEnabled(reports)
        self.mark.show_mark(read_mark(found))
        self.read.setText(read_sentence(found))
        self.read.setToolTip(wording.exact(found.read_at) if found.read_at else "")
        self.found.setVisible(found.read_at is not None and found.read_at == self._found_at)

    def _show_stopped(self, proof: Proof) -> None:
        at = missed_at(proof)
        if at is not None:
            self.stopped.show_trouble(missed_said(at), (self.tr("Repair"), self._repair))
        elif proof.silence is not None:
            self.stopped.show_trouble(
                silence_said(proof.silence),
                (self.tr("Test the way"), self.test_asked.emit),
                (self.tr("Sign in"), self.sign_in_asked.emit),
            )
        else:
            self.stopped.clear()

    # -- what a person does

    def choose(self, mode: CatchUpMode) -> None:
        """Learn of watches in that way from now on."""
        if mode is catch_up.of(self._server_id).mode:
            return  # what follows from the server needs no choice
        wanted = None if mode is CatchUpMode.WEBHOOKS else mode
        attempt(self, lambda: catch_up.choose(self._server_id, wanted))
        self._backing.engine.catching_up.look_soon()

    def _look(self) -> None:
        self.trouble.clear()
        self._wait(True)
        work = self._backing.engine.catching_up.read(self._server_id)
        self._backing.background.run(self, work, self._show_found, self._show_trouble)

    def _show_found(self, new: int) -> None:
        """Say what came of looking, until it is read the next time."""
        self._wait(False)
        found = catch_up.of(self._server_id)
        self._found_at = found.read_at
        self.found.setText(found_sentence(new))
        self._show_way(found)

    def _wait(self, waiting: bool) -> None:
        self.look.setEnabled(not waiting)
        self.look.setText(self.tr("Looking…") if waiting else self.tr("Look now"))

    def _repair(self) -> None:
        self.trouble.clear()
        self.stopped.setEnabled(False)
        work = self._backing.engine.repair_server(self._server_id)
        self._backing.background.run(self, work, lambda _: self._repaired(), self._show_trouble)

    def _repaired(self) -> None:
        self.stopped.setEnabled(True)

    def _show_trouble(self, trouble: Said) -> None:
        self._wait(False)
        self._repaired()
        self.trouble.show_trouble(trouble)

    # -- parts

    def _lay_out(self) -> None:
        self.column.addWidget(self.stopped)
        self.column.addWidget(self.by_hand)
        ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(TIGHT_PX)
        group = QButtonGroup(self)
        for mode, (name, sentence) in way_names().items():
            made = QRadioButton(name)
            made.setAccessibleDescription(sentence)
            made.clicked.connect(lambda _=False, mode=mode: self.choose(mode))
            group.addButton(made)
            self.buttons[mode] = made
            ways.addWidget(made)
            indented = QHBoxLayout()
            indented.setContentsMargins(PAGE_PX, 0, 0, 0)
            indented.addWidget(hint(sentence), 1)
            ways.addLayout(indented)
            ways.addSpacing(TIGHT_PX)
        ways.addLayout(self._read_row())
        self.found.hide()
        below = QHBoxLayout()
        below.setContentsMargins(MARK_PX + SMALL_PX, 0, 0, 0)
        below.addWidget(self.found, 1)
        ways.addLayout(below)
        self.column.addWidget(self._ways)
        self.column.addWidget(self.trouble)

    def _read_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.mark)
        row.addWidget(self.read, 1)
        row.addWidget(self.look)
        return row
