"""Where the key to the saved sign-ins lies."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.labels import Text, hint
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class KeySection(Section):
    """Offers the computer's keyring where there is one. What is chosen counts at once."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(
            self.tr("Saved sign-ins"),
            self.tr("Whatever signs Scroblarr in anywhere is locked away with a key."),
        )
        self._backing = backing
        self._key = backing.engine.key_keeping
        self._looked = False
        self.where = Text()
        self.in_keyring = QCheckBox(self.tr("Keep the key in this computer's keyr&ing"))
        self.in_keyring.clicked.connect(self._choose)
        self.note = hint(
            self.tr(
                "Scroblarr then sends only while the keyring is unlocked. What you watch meanwhile "
                "is kept and sent later."
            )
        )
        self.trouble = TroubleBox(backing.icons)
        for one in (self.where, self.in_keyring, self.note, self.trouble):
            self.column.addWidget(one)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self._backing.background.run(
                self, self._key.look_for_keyring(), lambda _found: self._show()
            )

    def refresh(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS:
            self._show()

    def _show(self) -> None:
        is_on = self._key.is_on
        self.where.setText(
            self.tr("The key lies in this computer's keyring.")
            if is_on
            else self.tr("The key lies in a file that only you can read.")
        )
        self.in_keyring.setChecked(is_on)
        for one in (self.in_keyring, self.note):
            one.setVisible(is_on or self._key.is_possible)

    def _choose(self, wanted: bool) -> None:
        self.trouble.clear()
        self.in_keyring.setEnabled(False)
        work = self._key.turn_on() if wanted else self._key.turn_off()
        self._backing.background.run(self, work, lambda _: self._done(), self._failed)

    def _done(self) -> None:
        self.in_keyring.setEnabled(True)
        self._show()

    def _failed(self, trouble: Said) -> None:
        self._done()
        self.trouble.show_trouble(trouble)
