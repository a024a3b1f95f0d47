"""The page of a sign-in by code or in the browser: the code, what comes of it, what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.linking import Offered
from scroblarr_desktop.linking.sign_in import USED_BY_OTHER
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.linking.code import CodePanel, Progress
from scroblarr_desktop.ui.linking.snag import SnagLine
from scroblarr_desktop.ui.linking.words import Snag, Stuck, snag
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.labels import MEDIUM_PX, hint
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class SignInPage(QWidget):
    """Shows the account as it is; what the person asks for comes out as signals."""

    new_code_asked = Signal()
    browser_asked = Signal()
    app_asked = Signal()
    """The household's app is to be entered, or entered anew."""
    unlink_asked = Signal()
    """The user whom this account belongs to is to be let go, because another one signs in."""

    def __init__(self, icons: Icons, clock: Clock = utc_now) -> None:
        super().__init__()
        self._url = ""
        self._title = ""
        self._snag: Snag | None = None
        self._may_use_browser = False
        self._no_browser = False
        self.panel = CodePanel(icons, clock)
        self.progress = Progress(icons)
        self.trouble = TroubleBox(icons, takes_enter=True)
        self.open_again = QPushButton(self.tr("Open the page in the browser again"))
        self.open_again.setAutoDefault(False)
        self.open_again.clicked.connect(self._open_page)
        self.snag = SnagLine()
        self.browser = quiet_button(
            self.tr("Sign in on this computer without a code"), self.browser_asked.emit
        )
        self.code = quiet_button(self.tr("Use a code instead"), self.new_code_asked.emit)
        self.closing = hint(
            self.tr("You may close this window meanwhile: the sign-in goes on without it.")
        )
        self._lay_out()

    def show_destination(self, offered: Offered) -> None:
        """Say where it is signed in to."""
        self._url, self._no_browser = "", False
        self._title = offered.traits.title
        self._snag = snag(offered.name)
        self._may_use_browser = offered.in_browser

    def show_asking(self) -> None:
        """Show that a code is being fetched."""
        self._show(self.progress)
        self.snag.show_snag(None)
        self.progress.say(self.tr("Asking {tracker}…").format(tracker=self._title), "sending")

    def show_stuck(self, stuck: Stuck, *, can_enter_app: bool) -> None:
        """Show why there is no code."""
        again = self.tr("Try again")
        remedies: list[Remedy] = [(again, self.new_code_asked.emit)]
        if stuck.needs_app and can_enter_app:
            register = self.tr("Register Scroblarr at {tracker}…").format(tracker=self._title)
            remedies.insert(0, (register, self.app_asked.emit))
        self._show(self.trouble)
        self.trouble.show_trouble(stuck.trouble, *remedies)

    def show_account(self, account: Account) -> None:
        """Show how the sign-in is going, or how it ended."""
        # Who signed in as somebody else was not stopped at the tracker.
        elsewhere = account.message == USED_BY_OTHER or account.user_id is not None
        denied = account.state is AccountState.DENIED
        self.snag.show_snag(None if denied and elsewhere else self._snag)
        if account.state is not AccountState.WAITING:
            self._show_end(account)
        elif account.sign_in is not None and account.sign_in.user_code:
            self._show(self.panel, self.progress, self.browser, self.closing)
            self.panel.show_sign_in(account.sign_in)
            self.panel.open_page.setDefault(True)
            self._say(account)
        else:
            self._show(self.progress, self.open_again, self.code, self.closing)
            self._say(account)
            if self._no_browser:
                said = self.tr("No browser could be opened here. Use a code instead.")
                self.progress.say(said, "attention")

    def follow_page(self, url: str) -> None:
        """Open the page of a sign-in in this computer's browser."""
        self._url = url
        self._no_browser = not QDesktopServices.openUrl(QUrl(url))

    def _open_page(self) -> None:
        """Open the page once more; only whoever started the sign-in knows its address."""
        if self._url:
            self.follow_page(self._url)
        else:
            self.browser_asked.emit()

    def _say(self, account: Account) -> None:
        if account.outage:
            self.progress.say(told(account.outage), "offline")
        else:
            self.progress.say(told(account.message))

    def _show_end(self, account: Account) -> None:
        title = {
            AccountState.DENIED: self.tr("{tracker} was not linked"),
            AccountState.EXPIRED: self.tr("The sign-in ran out"),
        }.get(account.state, self.tr("The sign-in was called off"))
        again = self.tr("Get a new code")
        if account.message == USED_BY_OTHER:
            again = self.tr("Sign in with another account")
        remedies: list[Remedy] = [(again, self.new_code_asked.emit)]
        if account.state is AccountState.DENIED and account.user_id is not None:
            unlink = self.tr("Unlink {name} and start afresh").format(name=account.username)
            remedies.append((unlink, self.unlink_asked.emit))
        self._show(self.trouble, self.browser)
        said = Said(title.format(tracker=self._title), account.message)
        mark = "rejected" if account.state is AccountState.DENIED else "needs_sign_in"
        self.trouble.show_trouble(said, *remedies, mark=mark)

    def _show(self, *shown: QWidget) -> None:
        for part in self._parts:
            wanted = part in shown
            if part is self.browser:
                wanted = wanted and self._may_use_browser
            part.setVisible(wanted)

    def _lay_out(self) -> None:
        self._parts: tuple[QWidget, ...] = (
            self.panel,
            self.progress,
            self.open_again,
            self.trouble,
            self.browser,
            self.code,
            self.closing,
        )
        left = Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM_PX)
        for part in (self.panel, self.progress, self.trouble):
            column.addWidget(part)
        for other_way in (self.open_again, self.browser, self.code):
            column.addWidget(other_way, 0, left)
        column.addWidget(self.snag)
        column.addStretch(1)
        column.addWidget(self.closing)
