"""The ways to connect a media server: signed in, or by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from scroblarr_desktop.store import servers
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import KINDS
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.watches import ServerKind

if TYPE_CHECKING:
    from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog
    from scroblarr_desktop.ui.plex.dialog import PlexDialog

translate = QCoreApplication.translate

Connected = Callable[[int], None]
"""Gets our id of the server that was connected."""


def open_dialog(
    backing: Backing,
    kind: ServerKind,
    parent: QWidget,
    connected: Connected,
    again: int | None = None,
) -> QDialog:
    """Return the open dialog that signs in at such a server; `again` renews that connection."""
    dialog = _dialog(kind)(backing, parent, again=again)
    dialog.connected.connect(connected)
    dialog.open()
    return dialog


def open_reports(
    backing: Backing, kind: ServerKind, parent: QWidget, connection_id: int
) -> QDialog:
    """Return the open dialog in which it is set up anew how a connection's servers report."""
    dialog = _dialog(kind)(backing, parent, reports=connection_id)
    dialog.open()
    return dialog


def _dialog(kind: ServerKind) -> type[PlexDialog | JellyfinDialog]:
    # Loaded when first wanted: most starts of the program open neither.
    if kind is ServerKind.PLEX:
        from scroblarr_desktop.ui.plex.dialog import PlexDialog

        return PlexDialog
    from scroblarr_desktop.ui.jellyfin.dialog import JellyfinDialog

    return JellyfinDialog


def connect_by_hand(
    backing: Backing, kind: ServerKind, parent: QWidget, connected: Connected
) -> None:
    """Make a server with an address that the person enters there."""

    def connect() -> None:
        backing.engine.connect_server(kind, _free_name(kind))
        connected(max(one.id for one in servers.all_servers()))

    attempt(parent, connect)


def _free_name(kind: ServerKind) -> str:
    taken = {one.name for one in servers.all_servers()}
    names = (KINDS[kind] if count == 1 else f"{KINDS[kind]} {count}" for count in range(1, 10_000))
    return next(name for name in names if name not in taken)


def by_hand_menu(backing: Backing, parent: QWidget, connected: Connected) -> QMenu:
    """Return the menu that asks of which kind the server is."""
    menu = QMenu(translate("ServerConnecting", "Set up by hand"), parent)
    for kind, name in KINDS.items():
        action = menu.addAction(name)
        action.triggered.connect(
            lambda _=False, kind=kind: connect_by_hand(backing, kind, parent, connected)
        )
    return menu


def connect_menu(backing: Backing, parent: QWidget, connected: Connected) -> QMenu:
    """Return the menu with all ways."""
    menu = QMenu(parent)
    said = translate("ServerConnecting", "Connect {kind}…")
    for kind, name in KINDS.items():
        action = menu.addAction(said.format(kind=name))
        action.triggered.connect(
            lambda _=False, kind=kind: open_dialog(backing, kind, parent, connected)
        )
    menu.addSeparator()
    menu.addMenu(by_hand_menu(backing, menu, connected))
    return menu
