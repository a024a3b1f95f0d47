"""The step in which Plex is told where to report what is watched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.plex.registering import Foreign, HookOutcome
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import ConnectionState, HookState
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.address import PastedAddress
from scroblarr_desktop.ui.reach.wording import listening_question
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.where_it_runs import ELSEWHERE
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class ReportsStep(ConnectingStep):
    done = Signal()
    """It is registered: nothing more to decide."""
    sign_in_asked = Signal()

    def __init__(self, backing: Backing, link: PlexLink) -> None:
        super().__init__(backing)
        self._link = link
        self._connection_id = 0
        self._settled = False
        self.title = self.tr("Have Plex report what is watched")
        self.sentence = self.tr(
            "Plex is told this computer's address. Whatever else is registered there stays."
        )
        self.progress = Progress(backing.icons)
        self.box = TroubleBox(backing.icons, takes_enter=True)
        self.pasted = PastedAddress(backing)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.box)
        self.column.addWidget(self.pasted)
        self.column.addStretch(1)
        self._show()

    @property
    def next_text(self) -> str:
        return self.tr("Next") if self._settled else ""

    def begin(self, connection_id: int) -> None:
        """Register at that account; ask before other computers are let in for it."""
        self._connection_id = connection_id
        self._settle(False)
        if self._is_elsewhere() and not self.backing.engine.home_network_allowed:
            self._ask_for_home_network()
        else:
            self.register()

    def register(self, foreign: Foreign = Foreign.ASK) -> None:
        self._settle(False)
        self._show(self.progress)
        self.progress.say(self.tr("Telling Plex this computer's address…"), "sending")
        self._run(self._link.register(self._connection_id, foreign), self._show_outcome)

    # -- before

    def _is_elsewhere(self) -> bool:
        ids = connections.servers_of(self._connection_id)
        return any(servers.get(one).place in ELSEWHERE for one in ids)

    def _ask_for_home_network(self) -> None:
        self._say(
            Said(self.tr("Let your home network call this computer?"), listening_question()),
            (self.tr("Allow the home network"), self._allow),
            (self.tr("Not now"), self.register),
            mark="unmatched",
        )

    def _allow(self) -> None:
        self._show(self.progress)
        self.progress.say(self.tr("Opening the port…"), "sending")
        self._run(self.backing.engine.allow_home_network(True), lambda _: self.register())

    # -- what came of it

    def _show_outcome(self, outcome: HookOutcome) -> None:
        if outcome.foreign:
            self._ask_about_other(", ".join(outcome.foreign))
        elif outcome.state is HookState.SET:
            self._settle(True)
            self.progress.say(
                self.tr("Plex reports what is watched to this computer."), "delivered"
            )
            self._show(self.progress)
            self.done.emit()
        elif outcome.state is HookState.IMPOSSIBLE:
            go_on = self.tr("Nothing is to be done for that: go on.")
            said = Said(self.tr("No Plex Pass: it works without"), outcome.message, go_on)
            self._say(said, self._again, mark="delivered")
            self._settle(True)  # last, so that Enter goes on rather than tries again
        else:
            self._say_switched_off(outcome)

    def _ask_about_other(self, where: str) -> None:
        sentence = self.tr(
            "This Plex account reports to another Scroblarr already, at {where}. Replace it, and "
            "only this computer hears what is watched. Keep both, and both hear it: each watch may "
            "then arrive twice at the trackers unless the other one is switched off."
        )
        self._say(
            Said(self.tr("Another Scroblarr is set up here"), sentence.format(where=where)),
            (self.tr("Replace it"), lambda: self.register(Foreign.REPLACE)),
            (self.tr("Keep both"), lambda: self.register(Foreign.KEEP)),
            (self.tr("Leave it as it is"), self._leave),
            mark="unmatched",
        )

    def _leave(self) -> None:
        self._link.leave_unregistered(self._connection_id)
        self._say(
            Said(
                self.tr("Plex does not report to this computer"),
                self.tr(
                    "Nothing was changed at Plex. Scroblarr reads the play history every three "
                    "minutes instead: watches arrive a few minutes late."
                ),
            ),
            (self.tr("Set it up after all"), self.register),
            mark="cancelled",
        )
        self._settle(True)

    def _say_switched_off(self, outcome: HookOutcome) -> None:
        self._settle(True)
        remedies: list[Remedy] = [self._again]
        if outcome.switched_off:
            remedies.insert(0, (self.tr("Switch it on"), lambda: self._switch_on(outcome)))
        said = Said(self.tr("The media server does not report"), outcome.message)
        self._say(said, *remedies)

    def _switch_on(self, outcome: HookOutcome) -> None:
        self._settle(False)
        self._show(self.progress)
        self.progress.say(self.tr("Switching it on…"), "sending")
        self._run(self._switched_on(outcome), lambda _: self.register(Foreign.MEND))

    async def _switched_on(self, outcome: HookOutcome) -> None:
        for server_id in outcome.switched_off:
            await self._link.switch_reports_on(server_id)

    def _show_trouble(self, trouble: Said) -> None:
        self._settle(True)
        if connections.get(self._connection_id).state is ConnectionState.ENDED:
            self._say(trouble, (self.tr("Sign in again"), self.sign_in_asked.emit))
            return
        self._say(trouble, self._again, (self.tr("Enter the address by hand"), self.enter_by_hand))

    def enter_by_hand(self) -> None:
        """Show the address that the person enters in Plex."""
        self.pasted.show_address(self._link.enter_by_hand(self._connection_id))
        self._settle(True)
        self._show(self.pasted)

    @property
    def _again(self) -> Remedy:
        return self.tr("Try again"), self.register

    def _run(self, work: object, done: Callable[..., object]) -> None:
        self.backing.background.run(self, work, done, self._show_trouble)  # type: ignore[arg-type]

    def _settle(self, settled: bool) -> None:
        self._settled = settled
        self.changed.emit()

    def _say(self, said: Said, *remedies: Remedy, mark: str = "attention") -> None:
        self._show()  # what is laid out while it can be seen comes up piece by piece
        self.box.show_trouble(said, *remedies, mark=mark)

    def _show(self, *shown: object) -> None:
        for part in (self.progress, self.box, self.pasted):
            part.setVisible(part in shown)
