"""One line that turns green when a media server's events arrive."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.reach import Proof, ProofState
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import (
    proof_mark,
    proof_sentence,
    wrong_calls_sentence,
)
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark

LOOK_EVERY_MS = 2000
MOST_CALLERS = 3


class ProofLine(QWidget):
    """A mark and a sentence, followed while it is visible. Below it who calls an old address."""

    heard = Signal()
    """The first event came while somebody was looking."""

    def __init__(self, backing: Backing, server_id: int) -> None:
        super().__init__()
        self._engine = backing.engine
        self._server_id = server_id
        self._was: ProofState | None = None
        self.mark = Mark(backing.icons)
        self.sentence = Text()
        self.callers = hint()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(self.sentence)
        words.addWidget(self.callers)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands now."""
        try:
            proof = self._engine.proof(self._server_id)
        except Missing:
            return  # disconnected meanwhile; whoever holds this line takes it away
        trouble = self._engine.not_listening
        if trouble is None or proof.state is ProofState.READING:
            self._say(proof_mark(proof), proof_sentence(proof), proof)
        else:
            self._say("rejected", f"{told(trouble.sentence)} {told(trouble.next_step)}", proof)
        if proof.state is ProofState.HEARD and self._was not in (None, ProofState.HEARD):
            self.heard.emit()
        self._was = proof.state

    def _say(self, mark: str, sentence: str, proof: Proof) -> None:
        self.mark.show_mark(mark)
        self.sentence.setText(sentence)
        at = proof.reached_at
        self.sentence.setToolTip(wording.exact(at) if at else "")
        callers = [wrong_calls_sentence(one) for one in proof.wrong_calls[:MOST_CALLERS]]
        self.callers.setText("\n".join(callers))
        self.callers.setVisible(bool(callers))
        self.setAccessibleName(" ".join([sentence, *callers]))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
