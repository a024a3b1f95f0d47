"""Quick Connect's six digits, to be entered in Jellyfin."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.jellyfin.sign_in import ShownCode, page_with_code
from scroblarr_desktop.remote.addresses import is_loopback
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.code_letters import CodeLetters
from scroblarr_desktop.ui.widgets.copying import CopyButton
from scroblarr_desktop.ui.widgets.countdown import Countdown
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, SMALL_PX, Text
from scroblarr_desktop.ui.widgets.qr import QrCode


class QuickConnectPanel(QWidget):
    """Left the page for a phone's camera, right the code, with the time that it lasts."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._page = ""
        self.qr = QrCode(accessible_name=self.tr("QR code of the page where the code is entered"))
        self.code = CodeLetters()
        self.countdown = Countdown()
        self.copy = CopyButton(icons, self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the code"))
        self.open_page = QPushButton(self.tr("Open Jellyfin"))
        self.open_page.setAutoDefault(False)
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PAGE_PX)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._right(), 1)

    def show_code(self, shown: ShownCode, reached: Reached) -> None:
        self._page = page_with_code(reached, shown)
        self.open_page.setDefault(True)
        # No phone reaches this computer's own loopback address.
        host = QUrl(reached.url).host()
        self.qr.setVisible(not is_loopback(host))
        self.qr.show_text(self._page)
        self.code.show_code(shown.code)
        self.copy.show_addresses([("", shown.code)])
        self.countdown.show_until(shown.expires_at)

    def _right(self) -> QVBoxLayout:
        digits = QHBoxLayout()
        digits.setSpacing(LARGE_PX)
        digits.addWidget(self.code)
        digits.addWidget(self.countdown)
        digits.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.open_page)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(MEDIUM_PX)
        column.addWidget(
            Text(
                self.tr(
                    "Open Jellyfin on any device, signed in as an administrator, and allow this "
                    "code. In its user menu that is Quick Connect:"
                )
            )
        )
        column.addLayout(digits)
        column.addLayout(buttons)
        column.addStretch(1)
        return column
