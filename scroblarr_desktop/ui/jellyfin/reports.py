"""The step in which a Jellyfin is set to report what is watched."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from scroblarr_desktop.linking.jellyfin.link import JellyfinLink
from scroblarr_desktop.linking.jellyfin.plugin import PluginState
from scroblarr_desktop.linking.jellyfin.rivals import Rival
from scroblarr_desktop.linking.jellyfin.webhook import Reporting
from scroblarr_desktop.media_servers.jellyfin_system import NowPlaying
from scroblarr_desktop.remote.errors import RemoteError
from scroblarr_desktop.store import connections, servers
from scroblarr_desktop.store.records import ConnectionState
from scroblarr_desktop.ui.jellyfin import wording as jellyfin_wording
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.reach.wording import listening_question
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.where_it_runs import ELSEWHERE, WhereItRuns
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, SMALL_PX, Text, empty
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class ReportsStep(JellyfinStep):
    done = Signal()
    """Nothing more to decide, and nothing to read."""
    sign_in_asked = Signal()
    by_hand = Signal()

    def __init__(self, backing: Backing, link: JellyfinLink) -> None:
        super().__init__(backing)
        self._link = link
        self._server_id = 0
        self._settled = False
        self.where: WhereItRuns | None = None
        self.title = self.tr("Have Jellyfin report what is watched")
        self.sentence = self.tr(
            "Jellyfin is told this computer's address. Whatever else is entered there stays."
        )
        self.place = Text()
        self.change_place = plain_button(self.tr("Change"), self._change_place)
        self.warnings: list[TroubleBox] = []
        self._places = QVBoxLayout()
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(MEDIUM_PX)
        line = QHBoxLayout()
        line.setSpacing(SMALL_PX)
        line.addWidget(self.place, 1)
        line.addWidget(self.change_place)
        self.column.addLayout(line)
        self.column.addLayout(self._places)
        self.column.addSpacing(SMALL_PX)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._warnings)
        self.column.addStretch(1)

    @property
    def next_text(self) -> str:
        return self.tr("Next") if self._settled else ""

    def begin(self, server_id: int) -> None:
        """Set it up; ask before other computers are let in for it."""
        self._server_id = server_id
        self._settled = False
        self._hide_places()
        self._say_place()
        elsewhere = servers.get(server_id).place in ELSEWHERE
        if elsewhere and not self.backing.engine.home_network_allowed:
            self._ask_for_home_network()
        else:
            self.register()

    def register(self) -> None:
        """Make our entry, or find out what is in the way."""
        self._say_place()
        self._start(self.tr("Telling Jellyfin this computer's address…"))
        self._run(self._link.set_webhook(self._server_id), self._show)

    # -- where it runs

    def _say_place(self) -> None:
        server = servers.get(self._server_id)
        address = self.backing.engine.hook_base(server.place)
        self.place.setText(jellyfin_wording.place_sentence(server.place, server.name, address))

    def _change_place(self) -> None:
        self._hide_places()
        self.where = WhereItRuns(self.backing, self._server_id)
        self.where.changed.connect(self.register)
        self._places.addWidget(self.where)
        self.change_place.hide()

    def _hide_places(self) -> None:
        empty(self._places)
        self.where = None
        self.change_place.show()

    def _ask_for_home_network(self) -> None:
        self._ask(
            Said(self.tr("Let your home network call this computer?"), listening_question()),
            (self.tr("Allow the home network"), self._allow),
            (self.tr("Not now"), self.register),
        )

    def _allow(self) -> None:
        self._start(self.tr("Opening the port…"))
        self._run(self.backing.engine.allow_home_network(True), lambda _: self.register())

    # -- what came of it

    def _show(self, reporting: Reporting) -> None:
        if reporting.plugin is PluginState.READY:
            self._look_for_rivals(reporting)
        elif reporting.plugin is PluginState.RESTART:
            self._run(self._playing(), self._ask_for_restart)
        else:
            self._ask_about(reporting.plugin)

    def _ask_about(self, plugin: PluginState) -> None:
        first: Remedy = {
            PluginState.MISSING: (self.tr("Install it"), self._install),
            PluginState.DISABLED: (self.tr("Switch it on"), self._enable),
        }.get(plugin, self._again)
        without = (self.tr("Go without it"), self._go_on_without)
        self._ask(jellyfin_wording.question(plugin), first, without, self._hand)

    def _install(self) -> None:
        self._start(self.tr("Jellyfin downloads the plugin…"))
        self._run(self._link.install_plugin(self._server_id), self._show)

    def _enable(self) -> None:
        self._start(self.tr("Switching it on…"))
        self._run(self._link.enable_plugin(self._server_id), self._show)

    # -- the restart

    async def _playing(self) -> list[NowPlaying] | None:
        """Return who would be interrupted; None where Jellyfin does not say."""
        try:
            return await self._link.now_playing(self._server_id)
        except RemoteError:
            return None

    def _ask_for_restart(self, playing: list[NowPlaying] | None) -> None:
        self._ask(
            jellyfin_wording.restart_question(playing),
            (self.tr("Restart Jellyfin now"), self.restart),
            (self.tr("I do it later"), self._go_on_without),
        )

    def restart(self) -> None:
        """Restart Jellyfin, and go on once it is back."""
        self._start("")
        work = self._link.restart(
            self._server_id, lambda now: self.say_busy(jellyfin_wording.restarting(now))
        )
        self._run(work, self._show)

    # -- what else is worth a word

    def _look_for_rivals(self, reporting: Reporting) -> None:
        self.say_busy(self.tr("Jellyfin reports what is watched to this computer."), "delivered")
        self._run(self._rivals(), lambda found: self._end(reporting, found))

    async def _rivals(self) -> list[Rival]:
        try:
            return await self._link.rivals(self._server_id)
        except RemoteError:
            return []  # no more than a warning that cannot be given

    def _end(self, reporting: Reporting, rivals: Sequence[Rival]) -> None:
        self._settle()
        warnings = [jellyfin_wording.rival_warning(one) for one in rivals]
        if reporting.others:
            warnings.append(jellyfin_wording.others_warning(reporting.others))
        for one in warnings:
            box = TroubleBox(self.backing.icons)
            box.show_trouble(one)
            self.warnings.append(box)
            self._warnings.addWidget(box)
        if not warnings and self.where is None:
            self.done.emit()

    def _show_trouble(self, trouble: Said) -> None:
        server = servers.get(self._server_id)
        ended = server.connection_id is not None and (
            connections.get(server.connection_id).state is ConnectionState.ENDED
        )
        self._settle()
        if ended:
            self.say_trouble(trouble, (self.tr("Sign in again"), self.sign_in_asked.emit))
        else:
            self.say_trouble(trouble, self._again, self._hand, self._later)

    def _go_on_without(self) -> None:
        self._settle()
        self.done.emit()

    # -- parts

    @property
    def _again(self) -> Remedy:
        return self.tr("Try again"), self.register

    @property
    def _hand(self) -> Remedy:
        return self.tr("Set it up by hand"), self.by_hand.emit

    @property
    def _later(self) -> Remedy:
        return self.tr("Not now"), self._go_on_without

    def _ask(self, asked: Said, *remedies: Remedy) -> None:
        self.say_trouble(asked, *remedies, mark="unmatched")

    def _start(self, text: str) -> None:
        self._settled = False
        empty(self._warnings)
        self.warnings = []
        self.say_busy(text)

    def _settle(self) -> None:
        self._settled = True
        self.changed.emit()

    def _run(self, work: Coroutine[Any, Any, Any], done: Callable[[Any], object]) -> None:
        self.backing.background.run(self, work, done, self._show_trouble)
