"""Whether what is watched arrives from media servers, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.store import catch_up, connections, servers
from scroblarr_desktop.store.records import CatchUpMode, HookState
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import hook_sentence
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.proof_line import ProofLine

_MAY_REPORT = (HookState.SET, HookState.MANUAL)


class ProofLines(QWidget):
    """Follows these servers while it can be seen; with several each has its name above."""

    def __init__(self, backing: Backing, server_ids: Sequence[int]) -> None:
        super().__init__()
        self._backing = backing
        self.lines: list[ProofLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        for server_id in server_ids:
            column.addLayout(self._block(server_id, named=len(server_ids) > 1))
        if not all(may_report(one) for one in server_ids):
            backing.engine.catching_up.look_soon()  # nobody is to wait for its turn here

    def _block(self, server_id: int, *, named: bool) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(TIGHT_PX)
        if named:
            block.addWidget(Text(servers.get(server_id).name, bold=True))
        line = ProofLine(self._backing, server_id)
        self.lines.append(line)
        block.addWidget(line)
        why_not = _why_not(server_id)
        if why_not:
            block.addWidget(hint(why_not))
        return block


def may_report(server_id: int) -> bool:
    """Return whether events of the server can be expected; else its play history is read."""
    connection_id = servers.get(server_id).connection_id
    if connection_id is None:
        return True
    if catch_up.of(server_id).mode is CatchUpMode.READING:
        return False
    return connections.get(connection_id).hook_state in _MAY_REPORT


def _why_not(server_id: int) -> str:
    """Return why the server does not report; "" where it does, or could if anybody wanted it."""
    connection_id = servers.get(server_id).connection_id
    if may_report(server_id) or connection_id is None:
        return ""
    connection = connections.get(connection_id)
    could = connection.hook_state in _MAY_REPORT and not connection.hook_message
    return "" if could else hook_sentence(connection)
