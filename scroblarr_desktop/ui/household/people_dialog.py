"""A window for saying who is who on one media server."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.store import servers
from scroblarr_desktop.ui.household.people_picker import PeoplePicker
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, Text, title

WIDTH_PX, HEIGHT_PX = 620, 560


class PeopleDialog(Dialog):
    """Shows the people of a server anew; what is chosen counts once the button is pressed."""

    def __init__(self, backing: Backing, server_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backing = backing
        server = servers.get(server_id)
        self.setWindowTitle(self.tr("People on {server}").format(server=server.name))
        fit(self, WIDTH_PX, HEIGHT_PX)
        self.picker = PeoplePicker(backing, server_id)
        self._buttons = QDialogButtonBox()
        self.apply_button = QPushButton()
        self.apply_button.clicked.connect(self._apply)
        self._buttons.addButton(self.apply_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, LARGE_PX, LARGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(title(self.tr("Who is who?")))
        column.addWidget(
            Text(self.tr("Say whose watches these are. Nobody is ever matched by a name alone."))
        )
        column.addWidget(self.picker, 1)
        column.addWidget(self._buttons)
        self.picker.changed.connect(self._follow)
        self._follow()
        self._read_anew(server_id)

    def _read_anew(self, server_id: int) -> None:
        server = servers.get(server_id)
        link = self._backing.engine.links.get(server.kind)
        if link is not None and server.connection_id is not None:
            work = link.read_people(server_id)
            self._backing.background.run(self, work, lambda _: self._show_news())

    def _show_news(self) -> None:
        if self.picker.is_untouched:
            self.picker.refresh()
            self._follow()

    def _follow(self) -> None:
        self.apply_button.setText(self.picker.said)
        self.apply_button.setEnabled(self.picker.count > 0)

    def _apply(self) -> None:
        if attempt(self, self.picker.apply):
            self.accept()
