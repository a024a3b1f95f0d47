"""Light or dark, on the settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui import appearance
from scroblarr_desktop.ui.appearance import Appearance
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section


class AppearanceSection(Section):
    """Three to choose from. What is chosen counts at once."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(self.tr("Appearance"))
        self.buttons = {one: QRadioButton(self._words(one)) for one in Appearance}
        group = QButtonGroup(self)
        for one, button in self.buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, one=one: self._choose(one))
            self.column.addWidget(button)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self.buttons[appearance.chosen()].setChecked(True)

    def _choose(self, wanted: Appearance) -> None:
        attempt(self, lambda: appearance.choose(wanted))
        self.refresh(Changed.SETTINGS)

    def _words(self, one: Appearance) -> str:
        return {
            Appearance.AS_COMPUTER: self.tr("As this computer has it"),
            Appearance.LIGHT: self.tr("Light"),
            Appearance.DARK: self.tr("Dark"),
        }[one]
