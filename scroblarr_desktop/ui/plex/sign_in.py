"""The step in which somebody signs in at Plex, on this computer or on another device."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scroblarr_desktop.linking.plex.link import PlexLink
from scroblarr_desktop.linking.plex.sign_in import PlexCode
from scroblarr_desktop.ui.linking.code import Progress
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.plex.code import PlexCodePanel
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.server.step import ConnectingStep
from scroblarr_desktop.ui.widgets.buttons import plain_button, quiet_button
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, SMALL_PX
from scroblarr_desktop.ui.widgets.trouble_box import TroubleBox


class SignInStep(ConnectingStep):
    signed_in = Signal(object)
    """Carries the `SignedIn`."""
    by_hand = Signal()

    def __init__(self, backing: Backing, link: PlexLink, *, again: str | None = None) -> None:
        """`again`: the name of the account that is to sign in once more."""
        super().__init__(backing)
        self._link = link
        self._other_device = False
        self._code: PlexCode | None = None
        self._cancel: Callable[[], None] = lambda: None
        self.title = self.tr("Sign in with Plex")
        self.sentence = self.tr(
            "Sign in with the account that owns the media server. Scroblarr then finds the server "
            "and its people, and has Plex report what is watched. Your password stays with Plex."
        )
        if again is not None:
            self.title = self.tr("Sign in with Plex again")
            self.sentence = self.tr(
                "Plex ended the sign-in of {account}. Sign in with the same account."
            ).format(account=again)
        self.browser = QPushButton(self.tr("Sign in with Plex"))
        self.browser.setDefault(True)
        self.browser.clicked.connect(lambda _=False: self.sign_in(other_device=False))
        self.here = plain_button(
            self.tr("Use this computer's browser instead"),
            lambda: self.sign_in(other_device=False),
        )
        self.other = plain_button(
            self.tr("Use a code on another device"), lambda: self.sign_in(other_device=True)
        )
        self.open_again = plain_button(self.tr("Open the page again"), self._open)
        self.progress = Progress(backing.icons)
        self.panel = PlexCodePanel(backing.icons, link.link_page)
        self.trouble = TroubleBox(backing.icons, takes_enter=True)
        self.manual = quiet_button(
            self.tr("Enter an address in Plex by hand instead"), self.by_hand.emit
        )
        self._lay_out(again is None)
        self.begin()

    def begin(self) -> None:
        """Forget a code that is under way, and ask again how to sign in."""
        self._cancel()
        self._show(self.browser, self.other)

    def sign_in(self, *, other_device: bool) -> None:
        """Get a code and wait for the person."""
        self._cancel()
        self._code = None
        self._other_device = other_device
        self.progress.say(self.tr("Asking Plex for a code…"))
        self._show(self.progress)
        work = self._link.new_code(other_device=other_device)
        self._cancel = self.backing.background.run(self, work, self._follow, self.show_trouble)

    def show_trouble(self, trouble: Said) -> None:
        """Say why it came to nothing; the same way is offered anew."""
        self._cancel()
        way = self._other_device
        again = self.tr("Try again") if self._code is None else self.tr("Get a new code")
        self.trouble.show_trouble(trouble, (again, lambda: self.sign_in(other_device=way)))
        self._show(self.trouble, self.here if way else self.other)

    def say_busy(self, sentence: str) -> None:
        self.progress.say(sentence, "sending")
        self._show(self.progress)

    def _follow(self, code: PlexCode) -> None:
        self._code = code
        if self._other_device:
            self.panel.show_code(code)
            self.progress.say(self.tr("Waiting until the code is confirmed…"))
            self._show(self.panel, self.progress, self.here)
        else:
            self.progress.say(self.tr("Waiting for you to allow it in the browser…"))
            self._show(self.progress, self.open_again, self.other)
        work = self._link.follow(code)
        self._cancel = self.backing.background.run(self, work, self._end, self.show_trouble)
        if not self._other_device:
            self._open()

    def _open(self) -> None:
        if self._code is not None and not QDesktopServices.openUrl(QUrl(self._code.page)):
            self.show_trouble(
                Said(
                    self.tr("No browser opened"),
                    self.tr("This computer did not open the page of Plex."),
                    self.tr("Use a code on another device."),
                )
            )

    def _end(self, signed_in: object) -> None:
        self.say_busy(self.tr("Signed in."))
        self.signed_in.emit(signed_in)

    def _show(self, *shown: QWidget) -> None:
        buttons = (self.browser, self.here, self.other, self.open_again)
        for part in (*buttons, self.progress, self.panel, self.trouble):
            part.setVisible(part in shown)
        self.browser.setDefault(self.browser in shown)

    def _lay_out(self, may_be_manual: bool) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        for button in (self.browser, self.open_again, self.here, self.other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addSpacing(SMALL_PX)
        self.column.addWidget(self.panel)
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.progress)
        self.column.addSpacing(SMALL_PX)
        self.column.addLayout(buttons)
        self.column.addSpacing(LARGE_PX)
        self.column.addStretch(1)
        self.column.addWidget(self.manual, 0, Qt.AlignmentFlag.AlignLeft)
        self.manual.setVisible(may_be_manual)
