"""What the log says while there is nothing in it: what to do next."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.ui.copying import AddressField, CopyButton
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.labels import (
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
    """A connected media server with the webhook address that is to be pasted there."""

    kind: ServerKind
    name: str
    address: str
    heard: bool
    """Whether any of its events came already."""


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
            self._say_what_to_paste(connections)
        else:
            self._ask_for_a_server()
        self._column.addStretch(2)

    def _say_nothing_matches(self) -> None:
        self._column.addWidget(heading(self.tr("Nothing matches")))
        self._column.addWidget(Text(self.tr("No watch in the log fits your search.")))
        self._add_buttons((self.tr("Show everything"), self.clear_asked.emit))

    def _ask_for_a_server(self) -> None:
        self._column.addWidget(heading(self.tr("Where do you watch?")))
        self._column.addWidget(
            Text(
                self.tr(
                    "Scroblarr gives you an address. Your media server calls it whenever somebody "
                    "has finished a film or an episode."
                )
            )
        )
        self._offer(
            {
                ServerKind.PLEX: self.tr("We watch on Plex"),
                ServerKind.JELLYFIN: self.tr("We watch on Jellyfin"),
            }
        )

    def _say_what_waits(self, connections: Sequence[Connection]) -> None:
        self._column.addWidget(heading(self.tr("Nothing is in the log yet")))
        self._column.addWidget(
            Text(self.tr("Something was watched and waits for your answer above."))
        )
        if silent := [one for one in connections if not one.heard]:
            self._column.addWidget(Text(self.tr("A media server that has sent nothing yet:")))
            self._add_addresses(silent)
        self._offer_others(connections)

    def _say_what_to_paste(self, connections: Sequence[Connection]) -> None:
        self._column.addWidget(heading(self.tr("Waiting for the first watch")))
        self._column.addWidget(
            Text(self.tr("Give your media server this address, then watch something to its end:"))
        )
        self._add_addresses(connections)
        self._offer_others(connections)

    def _add_addresses(self, connections: Sequence[Connection]) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(MEDIUM_PX)
        form.setVerticalSpacing(SMALL_PX)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for one in connections:
            form.addRow(*self._address(one))
        self._column.addLayout(form)
        for line in self._instructions(connections):
            self._column.addWidget(hint(line))

    def _offer_others(self, connections: Sequence[Connection]) -> None:
        others = {
            ServerKind.PLEX: self.tr("We watch on Plex as well"),
            ServerKind.JELLYFIN: self.tr("We watch on Jellyfin as well"),
        }
        kinds = {one.kind for one in connections}
        self._offer({kind: text for kind, text in others.items() if kind not in kinds})

    def _offer(self, kinds: Mapping[ServerKind, str]) -> None:
        buttons = [
            (text, lambda kind=kind: self.connect_asked.emit(kind.value))
            for kind, text in kinds.items()
        ]
        if buttons:
            self._add_buttons(*buttons)

    def _instructions(self, connections: Sequence[Connection]) -> list[str]:
        """Return where to paste it, for the kinds of server that there are."""
        places = {
            ServerKind.PLEX: self.tr(
                "Plex: in Plex Web, signed in with the owner's account: Settings, then Webhooks, "
                "then Add Webhook. Plex has webhooks only for accounts with a Plex Pass."
            ),
            ServerKind.JELLYFIN: self.tr(
                "Jellyfin: Dashboard, then Plugins: install Webhook, there Add Generic Destination "
                "with this address. Tick Playback Start, Playback Stop and User Data Saved, the "
                "item types Movies and Episodes, and Send All Properties."
            ),
        }
        kinds = {one.kind for one in connections}
        lines = [line for kind, line in places.items() if kind in kinds]
        if any(_is_loopback(one.address) for one in connections):
            lines.append(
                self.tr(
                    "Does the media server run on another computer? Then start Scroblarr with "
                    "--bind 0.0.0.0; the address changes to one that it can reach."
                )
            )
        return lines

    def _address(self, connection: Connection) -> tuple[QLabel, QHBoxLayout]:
        name, address = connection.name, connection.address
        field = AddressField(address)
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        copy = CopyButton(self._icons, self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy the address for {server}").format(server=name))
        copy.show_addresses([(name, address)])
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(field, 1)
        row.addWidget(copy)
        return label, row

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


def _is_loopback(address: str) -> bool:
    """Return whether only this computer reaches that address."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
