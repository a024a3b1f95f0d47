"""The window in which a Jellyfin is connected, and in which an ended sign-in is renewed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.reach import OwnCertificate, Reached
from scroblarr_desktop.linking.jellyfin.webhook import connection_of
from scroblarr_desktop.media_servers.jellyfin_sign_in import SignedIn
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import Server
from scroblarr_desktop.ui.jellyfin.address import AddressStep
from scroblarr_desktop.ui.jellyfin.certificate import CertificateStep
from scroblarr_desktop.ui.jellyfin.manual import ManualStep
from scroblarr_desktop.ui.jellyfin.people import PeopleStep
from scroblarr_desktop.ui.jellyfin.reports import ReportsStep
from scroblarr_desktop.ui.jellyfin.sign_in import SignInStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.server.stepped import SteppedDialog
from scroblarr_desktop.watches import ServerKind


class JellyfinDialog(SteppedDialog):
    """Steps from the address to the first event.

    `again` renews the sign-in of that connection, at the same address or at a new one; `reports`
    sets up anew how its server reports.
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
        self.setWindowTitle(self.tr("Connect Jellyfin"))
        self._link = jellyfin_link(backing)
        self._again = None if again is None else _server_of(again)
        self._reached: Reached | None = None
        self._server_id: int | None = None
        self.address = AddressStep(backing, self._link)
        self.certificate = CertificateStep(backing, self._link)
        self.sign_in = SignInStep(backing)
        self.reports = ReportsStep(backing, self._link)
        self.people = PeopleStep(backing, self._link)
        self.manual = ManualStep(backing, self._link)
        self._connect()
        self._show_steps(
            self.address,
            self.certificate,
            self.sign_in,
            self.reports,
            self.people,
            self.manual,
        )
        self.address.manual.setVisible(again is None and reports is None)
        if reports is not None:
            self._set_up(_server_of(reports))
        elif self._again is not None:
            self.address.field.setText(self._again.url or "")
            self.address.connect_typed(self._again.certificate)
        else:
            self.address.look()

    # -- from one step to the next

    def _go_on(self) -> None:
        if self.step is self.address:
            self.address.connect_typed()
        elif self.step is self.certificate:
            self.certificate.trust()
        elif self.step is self.sign_in:
            self.sign_in.sign_in()
        elif self.step is self.reports:
            self._show_people()
        elif self.step is self.people:
            if self.people.apply():
                self._prove()
        elif self.step is self.manual:
            self._keep_by_hand()
        else:
            self.accept()

    def _go_back(self) -> None:
        if self.step is self.manual and self._server_id is None:
            self._undo_by_hand()
            self._turn_to(self.address)
            self._sign_in_at(self._reached)
        elif self.step is self.manual:
            self._turn_to(self.reports)
            self.reports.register()
        elif self.step is self.people:
            self._turn_to(self.reports)
        else:
            self.sign_in.stop()
            self.address.say_nothing()
            self._turn_to(self.address)

    def _take_outcome(self, outcome: Reached | OwnCertificate) -> None:
        if isinstance(outcome, OwnCertificate):
            self.certificate.show_certificate(outcome)
            self._turn_to(self.certificate)
        else:
            self._sign_in_at(outcome)

    def _sign_in_at(self, reached: Reached | None) -> None:
        if reached is not None:
            self._reached = reached
            self._turn_to(self.sign_in)
            self.sign_in.begin(reached, self._link.sign_in(reached))

    def _take(self, signed_in: SignedIn) -> None:
        assert self._reached is not None
        again = None if self._again is None else self._again.id
        work = self._link.connect(self._reached, signed_in, again)
        self._backing.background.run(self, work, self._set_up, self.sign_in.show_trouble)

    def _set_up(self, server: Server) -> None:
        self._server_id = server.id
        if self.step is self.sign_in:
            self.connected.emit(server.id)
        self._turn_to(self.reports)
        self.reports.begin(server.id)

    def _show_people(self) -> None:
        assert self._server_id is not None
        if self._again is not None:
            account = connection_of(self._server_id).account_name
            self._prove(self.tr("Signed in again as {account}.").format(account=account))
            return
        if self._reached is None:  # only the reports were set up anew
            self._prove()
            return
        self._turn_to(self.people)
        self.people.begin(self._server_id)

    def _prove(self, said: str = "") -> None:
        assert self._server_id is not None
        self._show_proof([self._server_id], said)

    # -- by hand

    def _enter_by_hand(self) -> None:
        self.sign_in.stop()
        if self._server_id is not None:
            self.manual.begin(servers.get(self._server_id), new=False)
            self._turn_to(self.manual)
        elif attempt(self, self._begin_by_hand):
            self._turn_to(self.manual)

    def _enter_unreached_by_hand(self) -> None:
        """The same where no address led to a Jellyfin, whichever was reached before."""
        self._reached = None
        self._enter_by_hand()

    def _begin_by_hand(self) -> None:
        known = {one.id for one in servers.all_servers()}
        server = self._link.connect_by_hand(self._reached)
        self.manual.begin(server, new=server.id not in known)

    def _keep_by_hand(self) -> None:
        server = self.manual.keep()
        if self._server_id is None:
            self._server_id = server.id
            self.connected.emit(server.id)
            self._prove()
        else:
            self._show_people()

    def _undo_by_hand(self) -> None:
        self.manual.undo()

    def done(self, result: int) -> None:
        """Close; what was begun by hand and not kept is taken back."""
        self._undo_by_hand()
        self.sign_in.stop()
        super().done(result)

    # -- parts

    @property
    def _may_go_back(self) -> bool:
        return self.step in (self.certificate, self.sign_in, self.manual, self.people)

    @property
    def _is_kept(self) -> bool:
        return self._server_id is not None

    def _connect(self) -> None:
        self.address.reached.connect(self._take_outcome)
        self.address.by_hand.connect(self._enter_unreached_by_hand)
        self.certificate.reached.connect(self._take_outcome)
        self.sign_in.signed_in.connect(self._take)
        self.sign_in.by_hand.connect(self._enter_by_hand)
        self.reports.done.connect(self._show_people)
        self.reports.by_hand.connect(self._enter_by_hand)
        self.reports.sign_in_asked.connect(self._sign_in_again)

    def _sign_in_again(self) -> None:
        assert self._server_id is not None
        self._again = servers.get(self._server_id)
        self.address.manual.hide()
        self.address.field.setText(self._again.url or "")
        self._turn_to(self.address)
        self.address.connect_typed(self._again.certificate)


def jellyfin_link(backing: Backing) -> JellyfinLink:
    """Return what talks to Jellyfins."""
    link = backing.engine.links[ServerKind.JELLYFIN]
    if not isinstance(link, JellyfinLink):
        raise TypeError("what is there for Jellyfin is something else")
    return link


def _server_of(connection_id: int) -> Server:
    """Return the server of a sign-in: each Jellyfin has one of its own. Raises Missing."""
    account = connections.get(connection_id)
    (server_id, *_) = connections.servers_of(account.id)
    return servers.get(server_id)
