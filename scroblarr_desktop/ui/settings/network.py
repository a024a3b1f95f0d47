"""Where Scroblarr listens, and who may call."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.http_server import CannotListen
from scroblarr_desktop.http_server.open_port import ANYWHERE
from scroblarr_desktop.ui.log.kept_line import KeptLine
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, said
from scroblarr_desktop.ui.settings.names import keep_names, kept_names
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.where_it_runs import ask_for_home_network
from scroblarr_desktop.ui.widgets.labels import Text, hint
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox

LOWEST_PORT, HIGHEST_PORT = 1024, 65535
"""Below, only an administrator may listen on most systems."""


class PortField(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setRange(LOWEST_PORT, HIGHEST_PORT)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever scrolls the page means the page


class NetworkSection(Section):
    """What is chosen here counts at once; what fails goes back and says why."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Network"),
            self.tr("Media servers call this computer when somebody has finished watching."),
        )
        self._backing = backing
        self._engine = backing.engine
        self._busy = False
        self._standing: CannotListen | None = None
        self.listening = Text()
        self.port = PortField()
        self.home = QCheckBox(self.tr("Other computers of the &home network may call"))
        self.home_note = hint()
        self.names = KeptLine(kept_names, keep_names)
        self.trouble = TroubleBox(backing.icons)
        self._lay_out()
        self.port.editingFinished.connect(self._change_port)
        self.home.clicked.connect(self._change_home)

    def refresh(self, changed: Changed) -> None:
        if changed & (Changed.STATE | Changed.SETTINGS) and not self._busy:
            self._show()

    def _show(self) -> None:
        engine = self._engine
        self.listening.setText(self._listens_at())
        if not self.port.hasFocus():
            self.port.setValue(engine.port)
        self.home.setChecked(engine.home_network_allowed)
        self.home_note.setText(self._reached_at())
        self.names.refresh()
        self._show_standing()

    def _show_standing(self) -> None:
        """Show what stands in the way although nobody asked for anything here."""
        before, self._standing = self._standing, self._engine.not_listening
        if self._standing is not None and self._standing is not before:
            self._show_trouble(self._standing)
        elif self._standing is None and before is not None:
            self.trouble.clear()

    def _listens_at(self) -> str:
        addresses = self._engine.http.addresses
        if any(urlsplit(one).hostname == ANYWHERE for one in addresses):
            everywhere = self.tr("Every address of this computer, port {port}")
            return everywhere.format(port=self._engine.port)
        return ", ".join(addresses) or self.tr("Nowhere: nothing can arrive.")

    def _reached_at(self) -> str:
        if not self._engine.home_network_allowed:
            return self.tr("Only programs on this computer reach it.")
        told = self._engine.home_addresses().told
        reached = self.tr("They reach it at http://{address}:{port}.")
        return reached.format(address=told, port=self._engine.port)

    # -- what a person asks for

    def _change_port(self) -> None:
        wanted = self.port.value()
        if wanted != self._engine.port and not self._busy:
            self._listen(self._engine.change_port(wanted))

    def _change_home(self, allowed: bool) -> None:
        if not allowed:
            self._listen(self._engine.allow_home_network(False))
            return
        question = ask_for_home_network(self, self._allow_home)
        # Until that is answered, and where the answer is no, it is as it was.
        self.home.setChecked(False)
        question.finished.connect(self.home.setFocus)

    def _allow_home(self) -> None:
        self._listen(self._engine.allow_home_network(True))

    def _listen(self, work: Coroutine[Any, Any, None]) -> None:
        self.trouble.clear()
        self._busy = True
        self.setEnabled(False)
        self._backing.background.run(self, _tried(work), self._done, self._failed)

    def _done(self, trouble: CannotListen | None) -> None:
        self._busy = False
        self.setEnabled(True)
        self.port.setValue(self._engine.port)
        self._show()
        if trouble is not None:
            self._show_trouble(trouble)

    def _show_trouble(self, trouble: CannotListen) -> None:
        words = said(trouble)
        assert words is not None
        self.trouble.show_trouble(words, *self._remedies(trouble.free_port))

    def _remedies(self, free_port: int | None) -> list[Remedy]:
        if free_port is None:
            return []
        use = self.tr("Use port {port}").format(port=free_port)
        return [(use, lambda: self._listen(self._engine.change_port(free_port)))]

    def _failed(self, trouble: Said) -> None:
        self._done(None)
        self.trouble.show_trouble(trouble)

    def _lay_out(self) -> None:
        self.add_row(self.tr("Listens at"), self.listening)
        self.add_row(self.tr("&Port"), self.port)
        self.add_under(self.trouble)
        self.add_under(
            hint(
                self.tr(
                    "Part of the address that media servers call. Servers that were connected by "
                    "signing in are told by themselves; to the others you give the new address."
                )
            )
        )
        self.add_row(self.tr("Who may call"), self.home)
        self.add_under(self.home_note)
        self.add_row(self.tr("Other &names"), self.names)
        self.names.setPlaceholderText(self.tr("For example: nas.example, media.example"))
        self.add_under(self.names.wrong)
        self.add_under(
            hint(
                self.tr(
                    "Only where you open this computer's pages or its local API by a name of your "
                    "own. Other names are turned away."
                )
            )
        )


async def _tried(work: Coroutine[Any, Any, None]) -> CannotListen | None:
    """Return what stood in the way: it may name a port that is free."""
    try:
        await work
    except CannotListen as trouble:
        return trouble
    return None
