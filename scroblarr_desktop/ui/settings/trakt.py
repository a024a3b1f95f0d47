"""The household's Trakt app on the settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, settings
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.trakt_app.dialog import TraktAppDialog
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark

SHOWN_CHARACTERS = 8


class TraktSection(Section):
    """Which app there is, and the way to enter one."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Trakt app"),
            self.tr("How Scroblarr is registered at Trakt. One app serves the whole household."),
        )
        self._backing = backing
        self.mark = Mark(backing.icons)
        self.state = Text()
        self.client_id = hint()
        self.enter = QPushButton()
        self.enter.setAutoDefault(False)
        self.enter.clicked.connect(self.open_dialog)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.mark)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(self.state)
        words.addWidget(self.client_id)
        row.addLayout(words, 1)
        row.addWidget(self.enter)
        self.column.addLayout(row)

    def refresh(self, changed: Changed) -> None:
        if not changed & (Changed.SETTINGS | Changed.HOUSEHOLD):
            return
        entered = settings.client_id("trakt")
        self.client_id.setVisible(entered is not None)
        if entered is not None:
            self._show("delivered", self._used(entered), self.tr("&Change…"))
            self.client_id.setText(self.tr("Client id {id}").format(id=_short(entered)))
        elif self._backing.engine.app_of("trakt") is not None:
            brought = self.tr("Scroblarr brings one along. Nothing has to be entered.")
            self._show("delivered", brought, self.tr("&Use your own…"))
        else:
            none = self.tr("None is entered, so nobody can link Trakt yet.")
            self._show("needs_sign_in", none, self.tr("&Set up…"))

    def open_dialog(self) -> TraktAppDialog:
        """Return the open window in which the app is entered."""
        dialog = TraktAppDialog(self._backing, self.window())
        dialog.open()
        return dialog

    def _show(self, mark: str, state: str, button: str) -> None:
        self.mark.show_mark(mark)
        self.state.setText(state)
        self.enter.setText(button)
        name = self.tr("{what} the Trakt app").format(what=button.strip("&…"))
        self.enter.setAccessibleName(name)

    def _used(self, client_id: str) -> str:
        linked = [
            one
            for one in accounts.all_accounts()
            if one.destination == "trakt" and one.client_id == client_id
        ]
        if not linked:
            return self.tr("Entered. No account is linked with it yet.")
        if len(linked) == 1:
            return self.tr("Entered. One account is linked with it.")
        return self.tr("Entered. {count} accounts are linked with it.").format(count=len(linked))


def _short(client_id: str) -> str:
    is_long = len(client_id) > SHOWN_CHARACTERS + 1
    return f"{client_id[:SHOWN_CHARACTERS]}…" if is_long else client_id
