"""The local API on the settings page: where other programs find it, and its key."""

from __future__ import annotations

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import tokens
from scroblarr_desktop.store.sealing import KeyTrouble
from scroblarr_desktop.this_computer import LOOPBACK
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import AddressField, CopyButton
from scroblarr_desktop.ui.widgets.labels import hint
from scroblarr_desktop.ui.widgets.secret_field import SecretField


class ApiSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Local API"),
            self.tr("For programs of your own. The key opens everything: keep it to yourself."),
        )
        self._backing = backing
        self.address = AddressField("")
        self.copy_address = CopyButton(backing.icons, self.tr("Copy"))
        self.copy_address.setAccessibleName(self.tr("Copy the address of the local API"))
        self.key = SecretField(self.tr("Key of the local API"))
        self.key.setReadOnly(True)
        self.copy_key = CopyButton(backing.icons, self.tr("Copy"))
        self.copy_key.setAccessibleName(self.tr("Copy the key of the local API"))
        self.renew = plain_button(self.tr("New key…"), self._ask_to_renew)
        self.add_row(self.tr("A&ddress"), self.address, self.copy_address)
        self.add_row(self.tr("&Key"), self.key, self.key.show_button, self.copy_key, self.renew)
        self.add_under(hint(self.tr("It travels in the header X-API-Key.")))

    def refresh(self, changed: Changed) -> None:
        if not changed & (Changed.STATE | Changed.SETTINGS):
            return
        address = f"http://{LOOPBACK}:{self._backing.engine.port}/api/v1"
        self.address.setText(address)
        self.address.setCursorPosition(0)
        self.copy_address.show_addresses([("", address)])
        try:
            key = tokens.api_key()
        except KeyTrouble:  # which the header tells
            key = ""
        self.key.setText(key)
        self.copy_key.show_addresses([("", key)] if key else [])

    def _ask_to_renew(self) -> None:
        ask(
            self,
            self.tr("Make a new key?"),
            self.tr("The old one stops at once. Give the new one to the programs that use it."),
            self.tr("Make a new key"),
            self._renew,
        )

    def _renew(self) -> None:
        attempt(self, tokens.renew_api_key)
        self.refresh(Changed.SETTINGS)

    def repaint_icons(self) -> None:
        self.copy_address.refresh()
        self.copy_key.refresh()
