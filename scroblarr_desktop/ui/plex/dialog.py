"""The window in which Plex is connected, and in which an ended sign-in is renewed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from scroblarr_desktop.linking.plex.connecting import Chosen
from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.plex.servers import Found
from scroblarr_desktop.linking.plex.sign_in import SignedIn
from scroblarr_desktop.store import connections
from scroblarr_desktop.store.records import Connection, HookState
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.manual import ManualStep
from scroblarr_desktop.ui.plex.people import PeopleStep
from scroblarr_desktop.ui.plex.reports import ReportsStep
from scroblarr_desktop.ui.plex.servers import ServersStep
from scroblarr_desktop.ui.plex.sign_in import SignInStep
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.server.stepped import SteppedDialog
from scroblarr_desktop.watches import ServerKind


class PlexDialog(SteppedDialog):
    """Steps from the sign-in to the first event. With one server nothing is asked in between.

    `again` renews the ended sign-in of that connection; `reports` sets up its reports anew.
    """

    def __init__(
        self,
        backing: Backing,
        parent: QWidget | None = None,
        *,
        again: int | None = None,
        reports: int | None = None,
        proves: bool = True,
    ) -> None:
        super().__init__(backing, parent, proves=proves)
        self.setWindowTitle(self.tr("Connect Plex"))
        self._link = plex_link(backing)
        self._again = again
        self._signed_in: SignedIn | None = None
        self._connection_id = reports
        self._only_reports = reports is not None
        self._server_ids: list[int] = []
        account = None if again is None else connections.get(again).account_name
        self.sign_in = SignInStep(backing, self._link, again=account)
        self.servers = ServersStep(backing)
        self.reports = ReportsStep(backing, self._link)
        self.people = PeopleStep(backing, self._link)
        self.manual = ManualStep(backing)
        self._connect()
        self._show_steps(self.sign_in, self.servers, self.reports, self.people, self.manual)
        if reports is not None:
            self._server_ids = connections.servers_of(reports)
            self._register(reports)

    # -- from one step to the next

    def _go_on(self) -> None:
        if self.step is self.servers:
            self._connect_chosen(self.servers.chosen())
        elif self.step is self.reports:
            self._show_people()
        elif self.step is self.people:
            if self.people.apply():
                self._show_proof(self._server_ids)
        elif self.step is self.manual:
            server_id = self.manual.keep()
            self.connected.emit(server_id)
            self._show_proof([server_id])
        else:
            self.accept()

    def _go_back(self) -> None:
        if self.step is self.servers and self._connection_id is not None:
            self._turn_to(self.people)
        elif self.step in (self.manual, self.servers):
            self._sign_in_afresh()
        elif self.step is self.reports:
            self._change()
        elif self.step is self.people:
            self._turn_to(self.reports)

    def _take(self, signed_in: SignedIn) -> None:
        if self._again is not None:
            self.sign_in.say_busy(self.tr("Signed in. Looking at the account…"))
            work = self._link.sign_in_again(self._again, signed_in)
            self._backing.background.run(
                self,
                work,
                lambda connection: self._end_again(connection, signed_in),
                self.sign_in.show_trouble,
            )
            return
        self._signed_in = signed_in
        self._look()

    def _end_again(self, connection: Connection, signed_in: SignedIn) -> None:
        if self._connection_id is not None:  # it ended while its reports were set up
            self._signed_in = signed_in
            self._register(self._connection_id)
            return
        said = self.tr("Signed in again as {account}.").format(account=connection.account_name)
        self._show_proof(connections.servers_of(connection.id), said)

    def _look(self) -> None:
        """Find the servers of the account."""
        if self._signed_in is None:
            return
        self.servers.show_looking()
        self._turn_to(self.servers)
        work = self._link.find(self._signed_in)
        self._backing.background.run(self, work, self._show_found, self.servers.show_trouble)

    def _show_found(self, found: Found) -> None:
        assert self._signed_in is not None
        self.servers.show_found(found, self._signed_in.user.name)
        only = found.own[0] if len(found.own) == 1 else None
        if only is not None and only.working and self._connection_id is None:
            self._connect_chosen([Chosen(only)])

    def _connect_chosen(self, chosen: list[Chosen]) -> None:
        if attempt(self, lambda: self._keep(chosen)) and self._connection_id is not None:
            for server_id in self._server_ids:
                self.connected.emit(server_id)
            self._register(self._connection_id)

    def _keep(self, chosen: list[Chosen]) -> None:
        assert self._signed_in is not None
        connection, self._server_ids = self._link.connect(self._signed_in, chosen)
        self._connection_id = connection.id

    def _register(self, connection_id: int) -> None:
        self._turn_to(self.reports)
        self.reports.begin(connection_id)

    def _show_people(self) -> None:
        assert self._connection_id is not None
        if self._only_reports:
            self._show_proof(self._server_ids)
            return
        self._turn_to(self.people)
        self.people.begin(self._connection_id, self._server_ids)

    def _change(self) -> None:
        """Choose another connection, or further servers."""
        if self._signed_in is not None:
            self._look()

    def _sign_in_afresh(self) -> None:
        self._let_go()
        self.sign_in.begin()
        self._turn_to(self.sign_in)

    def _sign_in_again(self) -> None:
        """The sign-in ended meanwhile; only the same account can take up from here."""
        self._again = self._connection_id
        self._sign_in_afresh()

    def _enter_by_hand(self) -> None:
        self._let_go()
        self.sign_in.begin()
        self._turn_to(self.manual)

    def done(self, result: int) -> None:
        """Close; what was begun and not kept is taken back."""
        self._let_go()
        if self._is_cut_off:
            self._backing.engine.reach.look_soon(check=True)
        super().done(result)

    @property
    def _is_cut_off(self) -> bool:
        """Whether Plex has still to be told; that goes on without the window."""
        kept = connections.all_connections()
        mine = [one for one in kept if one.id == self._connection_id]
        return any(one.hook_state is HookState.FAILED for one in mine)

    def _let_go(self) -> None:
        self.manual.undo()
        if self._signed_in is not None:
            self._link.forget_soon(self._signed_in)
        self._signed_in = None

    # -- parts

    @property
    def _may_go_back(self) -> bool:
        return self._is_new and self.step in (self.manual, self.servers, self.reports, self.people)

    @property
    def _is_kept(self) -> bool:
        return self._connection_id is not None

    @property
    def _is_new(self) -> bool:
        return self._signed_in is not None or self.step is self.manual

    def _connect(self) -> None:
        self.sign_in.signed_in.connect(self._take)
        self.sign_in.by_hand.connect(self._enter_by_hand)
        self.servers.look_again.connect(self._look)
        self.servers.other_account.connect(self._sign_in_afresh)
        self.servers.by_hand.connect(self._enter_by_hand)
        self.reports.done.connect(self._show_people)
        self.reports.sign_in_asked.connect(self._sign_in_again)
        self.people.change_asked.connect(self._change)


def plex_link(backing: Backing) -> PlexLink:
    """Return what talks to Plex."""
    link = backing.engine.links[ServerKind.PLEX]
    if not isinstance(link, PlexLink):
        raise TypeError("what is there for Plex is something else")
    return link
