"""The household's Simkl app on the settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import settings
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.settings.simkl_app import SimklAppDialog
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, TIGHT_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark


class SimklSection(Section):
    """Which client id there is, and the way to enter one."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Simkl app"),
            self.tr("How Scroblarr is registered at Simkl. That is free, and done once."),
        )
        self._backing = backing
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
        entered = settings.app_credentials("simkl")
        self.client_id.setVisible(entered is not None)
        if entered is not None:
            self._show("delivered", self.tr("Entered."), self.tr("Change…"))
            self.client_id.setText(self.tr("Client id {id}").format(id=f"{entered[0][:8]}…"))
        elif self._backing.engine.app_of("simkl") is not None:
            brought = self.tr("Scroblarr brings one along. Nothing has to be entered.")
            self._show("delivered", brought, self.tr("Use your own…"))
        else:
            none = self.tr("None is entered, so nobody can link Simkl yet.")
            self._show("needs_sign_in", none, self.tr("Set up…"))

    def open_dialog(self) -> SimklAppDialog:
        """Return the open window in which the app is entered."""
        dialog = SimklAppDialog(self._backing, self.window())
        dialog.open()
        return dialog

    def _show(self, mark: str, state: str, button: str) -> None:
        self.mark.show_mark(mark)
        self.state.setText(state)
        self.enter.setText(button)
        name = self.tr("{what} the Simkl app").format(what=button.strip("…"))
        self.enter.setAccessibleName(name)
