"""The addresses that media servers call, on the settings page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import HookState, Server
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import KINDS
from scroblarr_desktop.ui.server.renewing import RenewAddress
from scroblarr_desktop.ui.server.section import Unfolding
from scroblarr_desktop.ui.server.steps import entering, steps_label
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX, Text, empty, hint
from scroblarr_desktop.ui.widgets.masked_address import MaskedAddress


class AddressesSection(Section):
    """A row for each address: the servers of one Plex account share theirs."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Addresses for media servers"),
            self.tr("Their last part is a secret: whoever knows it can add watches."),
        )
        self._backing = backing
        self.rows: list[AddressRow] = []
        self.none = hint(self.tr("No media server is connected yet."))
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(LARGE_PX)
        self.column.addWidget(self.none)
        self.column.addLayout(self._rows_column)

    def refresh(self, changed: Changed) -> None:
        if not changed & (Changed.SERVERS | Changed.STATE | Changed.SETTINGS):
            return
        groups = sharing(servers.all_servers())
        if [row.named for row in self.rows] != [named(group) for group in groups]:
            self._make_rows(groups)
        for row in self.rows:
            row.refresh()

    def repaint_icons(self) -> None:
        for row in self.rows:
            row.address.copy.refresh()

    def _make_rows(self, groups: list[tuple[Server, ...]]) -> None:
        empty(self._rows_column)
        self.rows = [AddressRow(self._backing, group) for group in groups]
        for row in self.rows:
            self._rows_column.addWidget(row)
        self.none.setVisible(not self.rows)


class AddressRow(QWidget):
    """One address with what can be done about it."""

    def __init__(self, backing: Backing, group: tuple[Server, ...]) -> None:
        super().__init__()
        self.named = named(group)
        self._backing = backing
        self._first = group[0]
        self.name = Text(self.tr(", ").join(one.name for one in group))
        self.address = MaskedAddress(backing.icons)
        self.renewing = RenewAddress(backing, self._first)
        self.renewing.renewed.connect(self.refresh)
        self.who_enters = hint()
        self.steps = Unfolding(steps_label(self._first.kind), entering(self._first.kind))
        line = QHBoxLayout()
        line.setSpacing(SMALL_PX)
        line.addWidget(self.address, 1)
        line.addWidget(self.renewing.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self.name)
        column.addLayout(line)
        for one in (self.who_enters, self.renewing, self.steps):
            column.addWidget(one)

    def refresh(self) -> None:
        address = self._backing.engine.webhook_address(self._first.kind, self._first.id)
        self.address.show_address(self.name.text(), address)
        is_ours = self._is_entered_by_app()
        self.who_enters.setVisible(is_ours)
        kind = KINDS[self._first.kind]
        self.who_enters.setText(
            self.tr("Scroblarr entered it at {kind}. You need not do anything.").format(kind=kind)
        )
        self.steps.setVisible(not is_ours)
        self.renewing.refresh()

    def _is_entered_by_app(self) -> bool:
        connection_id = servers.get(self._first.id).connection_id
        if connection_id is None:
            return False
        return connections.get(connection_id).hook_state is HookState.SET


def sharing(found: Sequence[Server]) -> list[tuple[Server, ...]]:
    """Return the household's own servers that have an address, those that share one together."""
    groups: dict[str, list[Server]] = {}
    for one in found:
        secret = servers.secret(one.id) if one.adopted else None
        if secret is not None:
            groups.setdefault(secret, []).append(one)
    return [tuple(group) for group in groups.values()]


def named(group: tuple[Server, ...]) -> tuple[tuple[int, str], ...]:
    """Return what a row is made for; the rest of a server changes with every event."""
    return tuple((one.id, one.name) for one in group)
