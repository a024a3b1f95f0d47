"""The language of the windows, on the settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui import language
from scroblarr_desktop.ui.language import Language
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.settings.section import Section

OWN_NAMES = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
"""In their own words: whoever looks for them may not read the language that is spoken now."""


class LanguageSection(Section):
    """A list to choose from. All windows are made anew by a choice."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Language"),
            self.tr("Of all windows, with dates and numbers. They open anew when it changes."),
        )
        self._backing = backing
        self.choice = QComboBox()
        self.choice.addItem(self._as_computer(), Language.AS_COMPUTER)
        for one, name in OWN_NAMES.items():
            self.choice.addItem(name, one)
        self.choice.activated.connect(lambda _: self._choose())
        self.add_row(self.tr("&Language"), self.choice)

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self.choice.setCurrentIndex(self.choice.findData(language.chosen()))

    def _as_computer(self) -> str:
        theirs = OWN_NAMES[language.of_computer()]
        return self.tr("As this computer has it ({language})").format(language=theirs)

    def _choose(self) -> None:
        wanted = Language(self.choice.currentData())
        if wanted is language.chosen() or not attempt(self, lambda: language.choose(wanted)):
            self.refresh(Changed.SETTINGS)
        elif language.resolved(wanted) is not language.spoken():
            self._backing.renew()
