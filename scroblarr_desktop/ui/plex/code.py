"""Plex's four characters, to be confirmed on another device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scroblarr_desktop.linking.plex.sign_in import PlexCode
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.code_letters import CodeLetters
from scroblarr_desktop.ui.widgets.copying import CopyButton
from scroblarr_desktop.ui.widgets.countdown import Countdown
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, Text, hint
from scroblarr_desktop.ui.widgets.qr import QrCode


class PlexCodePanel(QWidget):
    """Left the code for a phone's camera, right in letters, with the time that it lasts."""

    def __init__(self, icons: Icons, page: str) -> None:
        super().__init__()
        self.qr = QrCode(accessible_name=self.tr("QR code of the page with the code"))
        self.code = CodeLetters()
        self.countdown = Countdown()
        self.copy = CopyButton(icons, self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the code"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PAGE_PX)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._right(page), 1)

    def show_code(self, code: PlexCode) -> None:
        self.qr.show_text(code.page)
        self.code.show_code(code.text)
        self.copy.show_addresses([("", code.text)])
        self.countdown.show_until(code.expires_at)

    def _right(self, page: str) -> QVBoxLayout:
        letters = QHBoxLayout()
        letters.setSpacing(LARGE_PX)
        letters.addWidget(self.code)
        letters.addWidget(self.countdown)
        letters.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(MEDIUM_PX)
        column.addWidget(
            Text(self.tr("Scan this with a phone, or open {page} on any device.").format(page=page))
        )
        column.addWidget(hint(self.tr("If it asks for a code:")))
        column.addLayout(letters)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column
