"""Whether media servers report, one line each, or why nothing can come from one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import HookState
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import hook_sentence, hook_standing
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text
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

    def _block(self, server_id: int, *, named: bool) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(TIGHT_PX)
        if named:
            block.addWidget(Text(servers.get(server_id).name, bold=True))
        if may_report(server_id):
            line = ProofLine(self._backing, server_id)
            self.lines.append(line)
            block.addWidget(line)
        else:
            block.addWidget(self._in_the_way(server_id))
        return block

    def _in_the_way(self, server_id: int) -> Progress:
        connection_id = servers.get(server_id).connection_id
        assert connection_id is not None
        connection = connections.get(connection_id)
        said = Progress(self._backing.icons)
        said.say(hook_sentence(connection), hook_standing(connection).mark)
        return said


def may_report(server_id: int) -> bool:
    """Return whether anything can be expected to come from there now."""
    connection_id = servers.get(server_id).connection_id
    if connection_id is None:
        return True
    return connections.get(connection_id).hook_state in _MAY_REPORT
