"""One linked account of a member: how it is, what it takes, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scroblarr_desktop.destinations import Traits
from scroblarr_desktop.store import accounts
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.colours import hairline, mixed
from scroblarr_desktop.ui.household.account_marks import MARKS, state_word, title_of
from scroblarr_desktop.ui.household.account_options import AccountOptions
from scroblarr_desktop.ui.linking.app import can_enter_app, enter_app
from scroblarr_desktop.ui.linking.snag import SnagLine
from scroblarr_desktop.ui.linking.words import signed_out, snag
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, attempt, say
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.card import RADIUS_PX
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, SMALL_PX, Text
from scroblarr_desktop.ui.widgets.mark import Mark

ENDED = (AccountState.NEEDS_RELINK, AccountState.DENIED, AccountState.EXPIRED)


class AccountCard(QWidget):
    """Shows an account in place as it changes, so that a focus stays where it is."""

    sign_in_asked = Signal(str)
    """Carries the destination's name."""

    def __init__(self, backing: Backing, traits: Traits) -> None:
        super().__init__()
        self._backing = backing
        self._account: Account | None = None
        self._unlinking = False
        self.mark = Mark(backing.icons)
        self.title = Text(bold=True)
        self.sentence = Text()
        self.snag = SnagLine()
        self.options = AccountOptions(traits, explained=False)
        self.sign_in = self._button(self._ask_to_sign_in)
        self.check = self._button(self._check)
        self.app = self._button(self._enter_app)
        self.unlink = self._button(self._ask_to_unlink)
        self._lay_out()

    @property
    def account(self) -> Account | None:
        return self._account

    def show_account(self, account: Account) -> None:
        self._account = account
        self.mark.show_mark(_mark(account))
        self.title.setText(self._heading(account))
        self.sentence.setText(self._said(account))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.setAccessibleName(f"{self.title.text()}. {self.sentence.text()}")
        ended = account.state in ENDED
        self.snag.show_snag(snag(account.destination) if ended else None)
        self.options.setVisible(account.state is not AccountState.UNLINKED)
        self.options.show_account(account)
        self._show_buttons(account)

    # -- words

    def _heading(self, account: Account) -> str:
        word = self.tr("no answer") if _is_out(account) else state_word(account.state)
        said = self.tr("{tracker}: {state}").format(
            tracker=title_of(account.destination), state=word
        )
        if not account.username:
            return said
        return self.tr("{tracker} ({name})").format(tracker=said, name=account.username)

    def _said(self, account: Account) -> str:
        if self._unlinking:
            return self.tr("Signing out there…")
        parts = [told(account.message), told(account.outage)]
        if account.state is AccountState.UNLINKED:
            parts = [self.tr("Nothing is sent there any more.")]
        if _is_out(account) and account.probe_at is not None:
            when = wording.coming(account.probe_at)
            parts.append(self.tr("Next try {when}.").format(when=when))
        if account.state is not AccountState.LINKED or account.outage:
            parts.append(self._waiting(accounts.waiting_count(account.id)))
        return " ".join(part for part in parts if part)

    def _waiting(self, count: int) -> str:
        if count == 0:
            return ""
        if count == 1:
            return self.tr("One watch waits for it.")
        return self.tr("{count} watches wait for it.").format(count=count)

    def _show_buttons(self, account: Account) -> None:
        state = account.state
        words = {
            AccountState.WAITING: self.tr("Show the code"),
            AccountState.UNLINKED: self.tr("Link again"),
            AccountState.DENIED: self.tr("Try again"),
            AccountState.EXPIRED: self.tr("Get a new code"),
        }
        self.sign_in.setText(words.get(state, self.tr("Sign in again")))
        self.sign_in.setVisible(state in (*words, *ENDED))
        self.check.setText(self.tr("Check now"))
        self.check.setVisible(state is AccountState.PAUSED or _is_out(account))
        self.app.setText(self.tr("The household's app…"))
        self.app.setVisible(state is AccountState.PAUSED and can_enter_app(account.destination))
        never = account.user_id is None
        self.unlink.setText(self.tr("Call it off") if never else self.tr("Unlink…"))
        self.unlink.setVisible(state is not AccountState.UNLINKED)
        for button in (self.sign_in, self.check, self.app, self.unlink):
            button.setEnabled(not self._unlinking)
            button.setAccessibleName(f"{button.text()}: {title_of(account.destination)}")

    # -- what a person asks for

    def _ask_to_sign_in(self) -> None:
        if self._account is not None:
            self.sign_in_asked.emit(self._account.destination)

    def _check(self) -> None:
        """Ask the tracker now whether it takes what waits."""
        account, engine = self._account, self._backing.engine
        if account is None:
            return
        if account.state is AccountState.PAUSED:
            attempt(self, lambda: engine.act(f"account:{account.id}", "check"))
        else:
            attempt(self, engine.retry_due)

    def _enter_app(self) -> None:
        if self._account is not None:
            wake, name = self._backing.engine.sync.wake, self._account.destination
            enter_app(self._backing, self, wake, destination=name)

    def _ask_to_unlink(self) -> None:
        account = self._account
        if account is None:
            return
        if account.user_id is None:
            self._unlink(account)
            return
        tracker = title_of(account.destination)
        ask(
            self,
            self.tr("Unlink {name} at {tracker}?").format(name=account.username, tracker=tracker),
            self.tr(
                "{signed_out} What was sent stays at {tracker}, and everything stays in the log "
                "here. {waiting} If the same account is linked again, it goes on where it stopped."
            ).format(
                signed_out=signed_out(account.destination),
                tracker=tracker,
                waiting=self._left_over(account),
            ),
            self.tr("Unlink"),
            lambda: self._unlink(account),
        )

    def _left_over(self, account: Account) -> str:
        count = accounts.waiting_count(account.id)
        if count == 0:
            return self.tr("Nothing waits to be sent.")
        if count == 1:
            return self.tr("The one watch that waits to be sent is kept.")
        return self.tr("The {count} watches that wait to be sent are kept.").format(count=count)

    def _unlink(self, account: Account) -> None:
        self._unlinking = True
        self.show_account(account)
        work = self._backing.engine.linking.unlink(account.id)
        self._backing.background.run(self, work, lambda _: self._unlinked(), self._failed)

    def _unlinked(self) -> None:
        self._unlinking = False
        if self._account is not None:
            self.show_account(accounts.get(self._account.id))

    def _failed(self, trouble: Said) -> None:
        self._unlinked()
        say(self, trouble)

    # -- looks

    def _button(self, pressed: object) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL_PX)
        top.addWidget(self.mark)
        top.addWidget(self.title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        for button in (self.sign_in, self.check, self.app, self.unlink):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE_PX, MEDIUM_PX, LARGE_PX, MEDIUM_PX)
        column.setSpacing(SMALL_PX)
        column.addLayout(top)
        for part in (self.sentence, self.snag, self.options):
            column.addWidget(part)
        column.addLayout(buttons)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        window = palette.color(QPalette.ColorRole.Window)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(mixed(text, window, 0.97))
        painter.setPen(hairline(palette))
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
        painter.end()


def _is_out(account: Account) -> bool:
    return account.state is AccountState.LINKED and bool(account.outage)


def _mark(account: Account) -> str:
    return "waiting" if _is_out(account) else MARKS[account.state]
