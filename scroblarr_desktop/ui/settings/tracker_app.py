"""How Scroblarr is registered at one tracker, on the settings page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import accounts, settings
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark

SHOWN_CHARACTERS = 8


class TrackerAppSection(Section):
    """Which app there is at that destination, and the way to enter one: what `opens` makes."""

    def __init__(
        self, backing: Backing, destination: str, purpose: str, opens: Callable[[], QDialog]
    ) -> None:
        self._title = TITLES[destination]
        super().__init__(self.tr("{tracker} app").format(tracker=self._title), purpose)
        self._backing = backing
        self._destination = destination
        self._opens = opens
        self.mark = Mark(backing.icons)
        self.state = Text()
        self.client_id = hint()
        self.enter = plain_button("", self.open_dialog)
        words = QVBoxLayout()
        words.setSpacing(TIGHT_PX)
        words.addWidget(self.state)
        words.addWidget(self.client_id)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM_PX)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        row.addWidget(self.enter)
        self.column.addLayout(row)

    def refresh(self, changed: Changed) -> None:
        if not changed & (Changed.SETTINGS | Changed.HOUSEHOLD):
            return
        entered = settings.client_id(self._destination)
        self.client_id.setVisible(entered is not None)
        if entered is not None:
            self._show("delivered", self._used(entered), self.tr("Change…"))
            self.client_id.setText(self.tr("Client id {id}").format(id=_short(entered)))
        elif self._backing.engine.app_of(self._destination) is not None:
            brought = self.tr("There is one already. Nothing has to be entered.")
            self._show("delivered", brought, self.tr("Use your own…"))
        else:
            none = self.tr("None is entered, so nobody can link {tracker} yet.")
            self._show("needs_sign_in", none.format(tracker=self._title), self.tr("Set up…"))

    def open_dialog(self) -> QDialog:
        """Return the open window in which the app is entered."""
        dialog = self._opens()
        dialog.open()
        return dialog

    def _show(self, mark: str, state: str, button: str) -> None:
        self.mark.show_mark(mark)
        self.state.setText(state)
        self.enter.setText(button)
        name = self.tr("{what} the {tracker} app")
        self.enter.setAccessibleName(name.format(what=button.strip("…"), tracker=self._title))

    def _used(self, client_id: str) -> str:
        linked = [
            one
            for one in accounts.all_accounts()
            if one.destination == self._destination and one.client_id == client_id
        ]
        if not linked:
            return self.tr("Entered. No account is linked with it yet.")
        if len(linked) == 1:
            return self.tr("Entered. One account is linked with it.")
        return self.tr("Entered. {count} accounts are linked with it.").format(count=len(linked))


def _short(client_id: str) -> str:
    is_long = len(client_id) > SHOWN_CHARACTERS + 1
    return f"{client_id[:SHOWN_CHARACTERS]}…" if is_long else client_id
