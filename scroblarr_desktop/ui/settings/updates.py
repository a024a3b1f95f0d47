"""Whether Scroblarr asks for newer versions of itself, and what it was told."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from scroblarr_desktop import __version__
from scroblarr_desktop.changes import Changed
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt, say
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text, hint
from scroblarr_desktop.updates import Looked


class UpdatesSection(Section):
    """Only tells. A build that knows nobody to ask says just that."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(self.tr("Newer versions"))
        self._backing = backing
        self._updates = backing.engine.updates
        self.wanted = QCheckBox(self.tr("&Tell me when there is a newer version"))
        self.note = hint(
            self.tr(
                "Scroblarr asks the project's page once a day. It installs nothing by itself, and "
                "nothing about you or your household is sent."
            )
        )
        self.said = Text()
        self.look_now = plain_button(self.tr("Look &now"), self._look)
        self.what_is_new = plain_button(self.tr("What is new"), self._open_page)
        self.not_this = plain_button(self.tr("Not this one"), self._decline)
        self._lay_out()
        self.wanted.clicked.connect(self._choose)
        self.refresh(Changed.SETTINGS)

    def refresh(self, changed: Changed) -> None:
        if changed & (Changed.SETTINGS | Changed.STATE):
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        possible = self._updates.is_possible
        offered = self._updates.offered()
        for part in (self.wanted, self.note, self.look_now):
            part.setVisible(possible)
        self.wanted.setChecked(possible and self._updates.is_wanted)
        self.what_is_new.setVisible(offered is not None and offered.page is not None)
        self.not_this.setVisible(offered is not None)
        if not possible:
            own = self.tr("This is Scroblarr {version}. This version does not ask for newer ones.")
            self.said.setText(own.format(version=__version__))
        elif offered is not None:
            there = self.tr("Scroblarr {version} is there.")
            self.said.setText(there.format(version=offered.version))
        else:
            self.said.setText(self._latest())

    def _latest(self) -> str:
        """Return what came of asking last."""
        asked_at = self._updates.asked_at
        when = "" if asked_at is None else wording.moment(asked_at)
        match self._updates.latest_look:
            case Looked.NO_ANSWER:
                return self.tr("Scroblarr could not ask ({when}).").format(when=when)
            case Looked.UP_TO_DATE:
                return self.tr("There is nothing newer. Asked {when}.").format(when=when)
        if asked_at is None:
            return self.tr("Nobody was asked yet.")
        return self.tr("Asked {when}.").format(when=when)

    def _choose(self, wanted: bool) -> None:
        attempt(self, lambda: self._updates.want(wanted))
        self._show()

    def _look(self) -> None:
        self.look_now.setEnabled(False)
        self.said.setText(self.tr("Asking…"))
        self._backing.background.run(self, self._updates.look(), self._looked, self._failed)

    def _looked(self, _looked: Looked) -> None:
        self.look_now.setEnabled(True)
        self.look_now.setFocus()  # which it lost while it could not be pressed
        self._show()

    def _failed(self, trouble: Said) -> None:
        self.look_now.setEnabled(True)
        self._show()
        say(self, trouble)

    def _open_page(self) -> None:
        offered = self._updates.offered()
        if offered is not None and offered.page is not None:
            QDesktopServices.openUrl(QUrl(offered.page))

    def _decline(self) -> None:
        offered = self._updates.offered()
        if offered is not None:
            attempt(self, lambda: self._updates.decline(offered.version))
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(self.said, 1)
        for button in (self.what_is_new, self.not_this, self.look_now):
            row.addWidget(button)
        self.column.addWidget(self.wanted)
        self.column.addWidget(self.note)
        self.column.addLayout(row)
