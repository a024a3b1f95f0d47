"""What this program is and where it keeps things, on the settings page."""

from __future__ import annotations

from pathlib import Path
from platform import python_version

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from scroblarr_desktop import __version__
from scroblarr_desktop.diagnostics import log_file
from scroblarr_desktop.ui.help.licences_dialog import LicencesDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.settings.section import Section
from scroblarr_desktop.ui.widgets.buttons import plain_button
from scroblarr_desktop.ui.widgets.copying import AddressField
from scroblarr_desktop.ui.widgets.labels import Text


class AboutSection(Section):
    def __init__(self, backing: Backing) -> None:
        super().__init__(self.tr("About"))
        self._backing = backing
        folder = backing.engine.options.data_dir
        self.folder = AddressField(str(folder.root))
        self.open_folder = self._opens(self.tr("Open &folder"), folder.root)
        self.log = AddressField(str(log_file(folder.logs)))
        self.open_log = self._opens(self.tr("&Open"), log_file(folder.logs))
        self.open_log.setAccessibleName(self.tr("Open the log file"))
        self.licences = plain_button(self.tr("L&icences…"), self._show_licences)
        self.add_row(self.tr("Version"), Text(f"Scroblarr {__version__}"))
        self.add_row(self.tr("Made with"), Text(f"Qt {qVersion()}, Python {python_version()}"))
        self.add_row(self.tr("Data folder"), self.folder, self.open_folder)
        self.add_row(self.tr("Log file"), self.log, self.open_log)
        free = self.tr("MIT licence: free to use, to look into and to change.")
        self.add_row(self.tr("Licence"), Text(free), self.licences)
        page = backing.engine.options.endpoints.project_page
        if page is not None:
            self.page = AddressField(page)
            self.open_page = plain_button(
                self.tr("Open the pa&ge"), lambda: QDesktopServices.openUrl(QUrl(page))
            )
            self.add_row(self.tr("Project page"), self.page, self.open_page)

    def _show_licences(self) -> None:
        LicencesDialog(self._backing, self.window()).open()

    def _opens(self, label: str, path: Path) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(False)
        url = QUrl.fromLocalFile(str(path))
        button.clicked.connect(lambda _=False: QDesktopServices.openUrl(url))
        return button
