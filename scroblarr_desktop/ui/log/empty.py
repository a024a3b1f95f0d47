"""What the log says while there is nothing in it: what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.linking import set_up
from scroblarr_desktop.store import servers
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.kind_card import KindCard
from scroblarr_desktop.ui.widgets.labels import (
    LARGE_PX,
    MEDIUM_PX,
    PAGE_PX,
    SMALL_PX,
    Text,
    empty,
    heading,
    hint,
)
from scroblarr_desktop.watches import ServerKind

WIDTH_PX = 560


@dataclass(frozen=True)
class Connection:
    """A connected media server."""

    name: str
    heard: bool
    """Whether any of its events came already."""


def connections_now() -> list[Connection]:
    """Return the household's media servers that have an address to report to."""
    return [
        Connection(one.name, bool(one.last_event_at) or set_up.is_read(one))
        for one in servers.all_servers()
        if one.adopted and servers.secret(one.id) is not None
    ]


class Nothing(Enum):
    """Why there is nothing to show: nothing was..."""

    WATCHED = "watched"
    SETTLED = "settled"
    """Watches are kept for somebody of whom the person has still to say who it is."""
    MATCHES = "matches"
    """The search fits none of the watches."""


class EmptyLog(QWidget):
    """Shown in place of the table: either nothing was watched yet, or nothing matches."""

    connect_asked = Signal(str)
    """Carries the kind of media server that the person has: "plex" or "jellyfin"."""
    servers_asked = Signal()
    """Somebody wants to know whether the media servers report."""
    clear_asked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._shown: tuple[list[Connection], Nothing] | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(MEDIUM_PX)
        inside = QWidget()
        inside.setMaximumWidth(WIDTH_PX)
        inside.setLayout(self._column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, PAGE_PX, 0, PAGE_PX)
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)

    def show_reason(self, connections: Sequence[Connection], nothing: Nothing) -> None:
        """Say why there is nothing, and what to do about it."""
        if (list(connections), nothing) != self._shown:
            self._shown = list(connections), nothing
            self.refresh()

    def refresh(self) -> None:
        connections, nothing = self._shown or ([], Nothing.WATCHED)
        empty(self._column)
        self._column.addStretch(1)
        if nothing is Nothing.MATCHES:
            self._say_nothing_matches()
        elif nothing is Nothing.SETTLED:
            self._say_what_waits(connections)
        elif connections:
            self._say_what_to_do(connections)
        else:
            self._ask_for_a_server()
        self._column.addStretch(2)

    def _say_nothing_matches(self) -> None:
        self._column.addWidget(heading(self.tr("Nothing matches")))
        self._column.addWidget(Text(self.tr("No watch in the log fits your search and filters.")))
        self._add_buttons((self.tr("Show everything"), self.clear_asked.emit))

    def _ask_for_a_server(self) -> None:
        self._column.addWidget(heading(self.tr("Where do you watch?")))
        self._column.addWidget(
            Text(
                self.tr(
                    "Sign in to your media server. From then on it tells Scroblarr whenever "
                    "somebody has finished a film or an episode."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(MEDIUM_PX)
        row.setContentsMargins(0, SMALL_PX, 0, 0)
        for kind in ServerKind:
            card = KindCard(kind)
            card.clicked.connect(lambda _=False, kind=kind: self.connect_asked.emit(kind.value))
            row.addWidget(card, 1)
        self._column.addLayout(row)

    def _say_what_waits(self, connections: Sequence[Connection]) -> None:
        self._column.addWidget(heading(self.tr("Nothing is in the log yet")))
        self._column.addWidget(
            Text(self.tr("Something was watched and waits for your answer above."))
        )
        self._say_who_is_silent(connections)

    def _say_what_to_do(self, connections: Sequence[Connection]) -> None:
        self._column.addWidget(heading(self.tr("Waiting for the first watch")))
        self._column.addWidget(
            Text(self.tr("Watch a film or an episode to its end: it appears here soon after."))
        )
        self._say_who_is_silent(connections)

    def _say_who_is_silent(self, connections: Sequence[Connection]) -> None:
        silent = [one.name for one in connections if not one.heard]
        if not silent:
            return
        said = self.tr("{servers} has reported nothing so far.")
        if len(silent) > 1:
            said = self.tr("{servers} have reported nothing so far.")
        names = self.tr(" and ").join(silent) if len(silent) == 2 else ", ".join(silent)
        self._column.addWidget(hint(said.format(servers=names)))
        self._add_buttons((self.tr("See why"), self.servers_asked.emit))

    def _add_buttons(self, *buttons: tuple[str, Callable[[], None]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.setContentsMargins(0, LARGE_PX, 0, 0)
        for label, then in buttons:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, then=then: then())
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
