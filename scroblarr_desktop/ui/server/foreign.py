"""Other media servers whose events came along, quietly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from scroblarr_desktop.store.records import Server
from scroblarr_desktop.ui.reach.wording import KINDS, ago
from scroblarr_desktop.ui.server.section import button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, Text, empty, hint

MOST_HEIGHT_PX = 200


class ForeignServers(QWidget):
    """Folded at first: nobody has to do anything about them."""

    adopt_asked = Signal(int)
    mute_asked = Signal(int, bool)
    """Carries the server's id, and whether it is to be muted."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Server] = []
        self.toggle = QToolButton()
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAutoRaise(True)
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.toggled.connect(self._unfold)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(SMALL_PX, 0, SMALL_PX, 0)
        self._rows.setSpacing(SMALL_PX)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(self.toggle)
        column.addWidget(self._area)
        self._unfold(False)

    def show_servers(self, found: Sequence[Server]) -> None:
        self.setVisible(bool(found))
        label = self.tr("Other media servers ({count})").format(count=len(found))
        self.toggle.setText(label)
        self._area.setAccessibleName(label)
        if list(found) == self._shown:
            return
        self._shown = list(found)
        empty(self._rows)
        self._rows.addWidget(
            hint(self.tr("Not yours, or not connected: their events came along with yours."))
        )
        for server in found:
            self._rows.addWidget(self._row(server))
        self._fit()

    def _row(self, server: Server) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(f"{server.name} ({KINDS[server.kind]})"))
        words.addWidget(hint(self._seen(server)))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL_PX)
        line.addLayout(words, 1)
        for one in self._buttons(server):
            line.addWidget(one)
        return row

    def _seen(self, server: Server) -> str:
        if server.muted:
            said = self.tr("Muted: {count} events were counted and not kept.")
            return said.format(count=server.muted_count)
        if server.last_event_at is None:
            return self.tr("Nothing came from it lately.")
        return self.tr("Last event {when}").format(when=ago(server.last_event_at))

    def _buttons(self, server: Server) -> list[QWidget]:
        adopt = button(
            self.tr("This is ours"),
            lambda: self.adopt_asked.emit(server.id),
            self.tr("{server} is ours").format(server=server.name),
        )
        mute = button(
            self.tr("Unmute") if server.muted else self.tr("Mute"),
            lambda: self.mute_asked.emit(server.id, not server.muted),
        )
        mute.setAccessibleName(f"{mute.text()}: {server.name}")
        return [adopt, mute]

    def _unfold(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.toggle.setArrowType(arrow)
        self._area.setVisible(opened)
        self._fit()

    def _fit(self) -> None:
        """Take no more room than there is something to see."""
        wanted = self._rows.totalHeightForWidth(self._area.viewport().width())
        self._area.setFixedHeight(min(MOST_HEIGHT_PX, max(0, wanted)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
