"""What opens, or happens, when somebody answers to what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from scroblarr_desktop.attention import Need
from scroblarr_desktop.store import accounts, servers
from scroblarr_desktop.ui.where_it_runs import let_home_network_in
from scroblarr_desktop.watches import ServerKind

if TYPE_CHECKING:
    from scroblarr_desktop.ui.main_window import MainWindow


class Answering:
    """Turns the window to what a need is about, or does at once what was chosen."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open(self, need: Need) -> None:
        """Show what that is about."""
        window = self._window
        kind, _, number = need.key.partition(":")
        window.present()
        if need.watch_id is not None:
            window.present_watch(need.watch_id)
        elif kind in ("account", "viewer", "server"):
            window.carry_out(lambda: self._show(kind, int(number)))
        else:
            window.present_needs()

    def answer(self, need_key: str, action: str) -> None:
        """Do what was chosen, or open what it takes a person to do."""
        kind, _, number = need_key.partition(":")
        self._window.carry_out(lambda: self._answer(need_key, kind, number, action))

    def connect_server(self, kind: str) -> None:
        """Open the dialog that connects a media server of this kind."""
        self._window.open_server_dialog(ServerKind(kind))

    def _show(self, kind: str, number: int) -> None:
        match kind:
            case "account":
                self._show_account(number)
            case "viewer":
                self._window.household_page.ask_who(number)
            case "server":
                self._show_server(number)

    def _answer(self, need_key: str, kind: str, number: str, action: str) -> None:
        match kind, action:
            case "account", "sign_in":
                self._sign_in_again(int(number))
            case "viewer", "ignore":
                self._window.household_page.ask_to_ignore(int(number))
            case "viewer", "who":
                self._window.household_page.ask_who(int(number))
            case "viewer", "add":
                self._window.household_page.ask_to_add(int(number))
            case "viewer", _ if action.startswith("give:"):
                chosen = (int(action.removeprefix("give:")),)
                self._window.household_page.ask_who(int(number), chosen)
            case "server", "open":
                self._show_server(int(number))
            case "server", "let_in":
                self._let_in(int(number))
            case "server", "sign_in":
                self._sign_in_at_server(int(number))
            case _:
                self._window.backing.engine.act(need_key, action)

    def _show_account(self, account_id: int) -> None:
        member_id = accounts.get(account_id).member_id
        self._window.show_page("household")
        self._window.household_page.open_member(member_id)

    def _show_server(self, server_id: int) -> None:
        self._window.show_page("servers")
        self._window.servers_page.present(server_id)

    def _let_in(self, server_id: int) -> None:
        # Right after it the server's page shows the address that is to be entered.
        let_home_network_in(
            self._window, self._window.backing, lambda: self._show_server(server_id)
        )

    def _sign_in_again(self, account_id: int) -> None:
        from scroblarr_desktop.ui.linking.dialog import LinkingDialog

        account = accounts.get(account_id)
        backing = self._window.backing
        dialog = LinkingDialog(backing, account.member_id, account.destination, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _sign_in_at_server(self, server_id: int) -> None:
        server = servers.get(server_id)
        self._window.open_server_dialog(server.kind, server.connection_id)
