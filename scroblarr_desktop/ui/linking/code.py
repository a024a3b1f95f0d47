"""A code to confirm on a phone or in a browser, and what comes of it, in one place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.linking import page_with_code
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store.records import SignIn
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.code_letters import CodeLetters
from scroblarr_desktop.ui.widgets.copying import CopyButton
from scroblarr_desktop.ui.widgets.countdown import Countdown
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text, hint
from scroblarr_desktop.ui.widgets.mark import Mark
from scroblarr_desktop.ui.widgets.qr import QrCode


class CodePanel(QWidget):
    """Left the code for a phone's camera, right the same in letters, and how long it lasts."""

    def __init__(self, icons: Icons, clock: Clock = utc_now) -> None:
        super().__init__()
        self._sign_in: SignIn | None = None
        self.qr = QrCode(accessible_name=self.tr("QR code of the page with the code"))
        self.page = Text()
        self.code = CodeLetters(long=True)
        self.countdown = Countdown(clock)
        self.copy = CopyButton(icons, self.tr("Copy"))
        self.open_page = QPushButton(self.tr("Open in browser"))
        self.open_page.clicked.connect(self.open_in_browser)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(LARGE_PX)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._right(), 1)

    def show_sign_in(self, sign_in: SignIn) -> None:
        if sign_in == self._sign_in:
            return
        self._sign_in = sign_in
        self.qr.show_text(page_with_code(sign_in))
        page = sign_in.verification_url.partition("://")[2]
        self.page.setText(page)
        self.code.show_code(sign_in.user_code)
        self.copy.show_addresses([("", sign_in.user_code)])
        self.copy.setAccessibleName(self.tr("Copy the code"))
        self.countdown.show_until(sign_in.expires_at)

    def open_in_browser(self) -> None:
        if self._sign_in is not None:
            QDesktopServices.openUrl(QUrl(page_with_code(self._sign_in)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Later, because the window throws the old icons away at the same event.
            QTimer.singleShot(0, self.copy, self.copy.refresh)

    def _right(self) -> QVBoxLayout:
        letters = QHBoxLayout()
        letters.setSpacing(LARGE_PX)
        letters.addWidget(self.code)
        letters.addWidget(self.countdown)
        letters.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.open_page)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(MEDIUM_PX)
        column.addWidget(Text(self.tr("Scan this with a phone, or open this page on any device:")))
        column.addWidget(self.page)
        column.addWidget(hint(self.tr("If it asks for a code:")))
        column.addLayout(letters)
        column.addLayout(buttons)
        column.addStretch(1)
        return column


class Progress(QWidget):
    """One line that says how a sign-in is going."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.mark = Mark(icons)
        self.text = Text()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL_PX)
        row.addWidget(self.mark)
        row.addWidget(self.text, 1)

    def say(self, text: str, mark: str = "waiting") -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self.mark.show_mark(mark)
