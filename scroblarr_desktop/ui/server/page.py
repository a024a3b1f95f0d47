"""The servers page: the media servers on the left, everything about one on the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import servers
from scroblarr_desktop.store.records import Server
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing, Page
from scroblarr_desktop.ui.reach.wording import KINDS, event_line, standing
from scroblarr_desktop.ui.saying import Said, attempt, say
from scroblarr_desktop.ui.server.connecting import connect_menu
from scroblarr_desktop.ui.server.details import ServerDetails
from scroblarr_desktop.ui.server.empty import NoServers
from scroblarr_desktop.ui.server.foreign import ForeignServers
from scroblarr_desktop.ui.server.list import ServerList, ServerRow
from scroblarr_desktop.ui.widgets.labels import SMALL_PX

translate = QCoreApplication.translate

AGEING_MS = 5000
LIST_PX, DETAILS_PX = 320, 620
NARROWEST_LIST_PX = 220


class ServersPage(Page):
    """Reads through the store and the engine; what a person does goes to them at once."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            translate("ServersPage", "Servers"),
            translate("ServersPage", "The media servers you watch on, and whether they report."),
        )
        self._backing = backing
        self._engine = backing.engine
        self.list = ServerList(backing.icons)
        self.foreign = ForeignServers()
        self.empty = NoServers(backing)
        self.connect_button = QToolButton()
        self.details: ServerDetails | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._ageing = QTimer(self)
        self._ageing.setInterval(AGEING_MS)
        self._ageing.timeout.connect(self._show_servers)
        self._lay_out()
        self.list.chosen.connect(self.show_server)
        self.list.itemActivated.connect(lambda _: self.details and self.details.focus_first())
        self.empty.connected.connect(self.present)
        self.foreign.adopt_asked.connect(self._adopt)
        self.foreign.mute_asked.connect(self._mute)
        self._show_servers()

    # -- in

    def refresh(self, changed: Changed) -> None:
        if self.isVisible():  # else when it is next shown
            self._show_servers()
            if self.details is not None:
                self.details.refresh()

    def present(self, server_id: int) -> None:
        """Show a server that was just connected."""
        self._show_servers()
        self.list.choose(server_id)
        if self.details is not None:
            self.details.refresh()
            self.details.verticalScrollBar().setValue(0)  # what matters most stands first

    def repaint_icons(self) -> None:
        self.list.viewport().update()

    def save_state(self, settings: QSettings) -> None:
        settings.setValue("servers/splitter", self.splitter.saveState())

    def restore_state(self, settings: QSettings) -> None:
        if (state := settings.value("servers/splitter")) is not None:
            self.splitter.restoreState(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(~Changed.NOTHING)
        self._ageing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()

    # -- parts

    def _lay_out(self) -> None:
        self.connect_button.setText(self.tr("+ Connect"))
        self.connect_button.setAccessibleName(self.tr("Connect another media server"))
        self.connect_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.connect_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.connect_button.setMenu(connect_menu(self._backing, self, self.present))
        left = QWidget()
        left.setMinimumWidth(NARROWEST_LIST_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, SMALL_PX, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.connect_button)
        row.addStretch(1)
        column.addLayout(row)
        self._right = QStackedWidget()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([LIST_PX, DETAILS_PX])
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.empty)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.foreign)

    def _show_servers(self) -> None:
        found = servers.all_servers()
        own = [one for one in found if one.adopted]
        self.list.show_rows([self._row(one) for one in own])
        self.foreign.show_servers([one for one in found if not one.adopted])
        self._stack.setCurrentWidget(self.splitter if own else self.empty)
        if self.details is not None and self.details.server_id not in [one.id for one in own]:
            self._drop_details()

    def _row(self, server: Server) -> ServerRow:
        proof = self._engine.proof(server.id)
        signed_in = self.tr("{kind} · signed in as {name}")
        by_hand = self.tr("{kind} · set up by hand")
        said = by_hand if proof.connection is None else signed_in
        name = proof.connection.account_name if proof.connection else ""
        return ServerRow(
            server.id,
            server.kind,
            server.name,
            said.format(kind=KINDS[server.kind], name=name),
            standing(proof, listening=self._engine.not_listening is None),
            event_line(proof),
        )

    def show_server(self, server_id: int) -> None:
        """Show everything about that server on the right."""
        if self.details is not None and self.details.server_id == server_id:
            return
        self._drop_details()
        self.details = ServerDetails(self._backing, server_id)
        self.details.connected.connect(self.present)
        self.details.disconnect_asked.connect(self._ask_to_disconnect)
        self._right.addWidget(self.details)
        self._right.setCurrentWidget(self.details)

    def _drop_details(self) -> None:
        if self.details is not None:
            self._right.removeWidget(self.details)
            self.details.deleteLater()
            self.details = None

    # -- what a person does

    def _adopt(self, server_id: int) -> None:
        attempt(self, lambda: servers.adopt(server_id))
        self.present(server_id)

    def _mute(self, server_id: int, muted: bool) -> None:
        attempt(self, lambda: servers.change(server_id, muted=muted))
        self._show_servers()

    def _ask_to_disconnect(self, server_id: int) -> None:
        server = servers.get(server_id)
        goes = self.tr(
            "What goes: the connection, its address, and what Scroblarr entered there. From now on "
            "nothing that is watched on {server} is noted."
        )
        stays = self.tr("What stays: everything in the log, your members and their trackers.")
        ask(
            self,
            self.tr("Disconnect {server}?").format(server=server.name),
            f"{goes.format(server=server.name)}\n\n{stays}",
            self.tr("Disconnect"),
            lambda: self._disconnect(server),
        )

    def _disconnect(self, server: Server) -> None:
        if self.details is not None:
            self.details.manage.setEnabled(False)
        self._backing.background.run(
            self,
            self._engine.disconnect_server(server.id),
            lambda left: self._say_what_is_left(server, left),
            self._say_why_not,
        )

    def _say_what_is_left(self, server: Server, left: str | None) -> None:
        self._show_servers()
        if left is not None:
            title = self.tr("{server} is disconnected").format(server=server.name)
            say(self, Said(title, left))

    def _say_why_not(self, trouble: Said) -> None:
        if self.details is not None:
            self.details.manage.setEnabled(True)
        say(self, trouble)
