"""The step in which somebody signs in to a Jellyfin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from enum import Enum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from scroblarr_desktop.linking.jellyfin.reach import Reached
from scroblarr_desktop.linking.jellyfin.sign_in import JellyfinSignIn, ShownCode
from scroblarr_desktop.media_servers.jellyfin_errors import NotAdministrator, QuickConnectOff
from scroblarr_desktop.media_servers.jellyfin_sign_in import SignedIn
from scroblarr_desktop.ui.jellyfin.code import QuickConnectPanel
from scroblarr_desktop.ui.jellyfin.step import JellyfinStep
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said, said
from scroblarr_desktop.ui.widgets.buttons import quiet_button
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, TIGHT_PX, hint
from scroblarr_desktop.ui.widgets.secret_field import SecretField


class Way(Enum):
    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - a way to sign in
    KEY = "key"


class SignInStep(JellyfinStep):
    signed_in = Signal(object)
    by_hand = Signal()

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing)
        self._reached: Reached | None = None
        self._ways: JellyfinSignIn | None = None
        self._busy = False
        self._cancel: Callable[[], None] = lambda: None
        self.way = Way.CODE
        self.code = QuickConnectPanel(backing.icons)
        self.name, self.password = QLineEdit(), SecretField(self.tr("Password"))
        self.key = SecretField(self.tr("API key"))
        self.off = hint(
            self.tr("This Jellyfin has Quick Connect switched off, so it takes no code.")
        )
        for field in (self.name, self.password, self.key):
            field.textChanged.connect(lambda _: self.changed.emit())
        self._lay_out()

    @property
    def next_text(self) -> str:
        return "" if self.way is Way.CODE else self.tr("Sign in")

    @property
    def may_go_on(self) -> bool:
        filled = self.key.text() if self.way is Way.KEY else self.name.text()
        return bool(self.next_text and filled.strip()) and not self._busy

    # -- which way

    def begin(self, reached: Reached, ways: JellyfinSignIn) -> None:
        """Offer the code first: it needs no typing, and no password comes here."""
        self._reached, self._ways = reached, ways
        self.title = self.tr("Sign in to {name}").format(name=reached.info.name or "Jellyfin")
        self.sentence = self.tr(
            "As an administrator, once: then Scroblarr knows who lives there, and has Jellyfin "
            "report what was watched."
        )
        self.password.clear()
        self.key.clear()
        self.off.hide()
        self.ask_for_code()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._cancel()
        self._cancel = lambda: None
        self._busy = False

    def ask_for_code(self) -> None:
        self._turn(Way.CODE)
        self.code.hide()
        self.say_busy(self.tr("Asking Jellyfin for a code…"))
        self._run(self._new_code(), self._show_code)

    def ask_for_password(self) -> None:
        self._turn(Way.PASSWORD)
        self.name.setFocus()

    def ask_for_key(self) -> None:
        self._turn(Way.KEY)
        self.key.setFocus()

    def _turn(self, way: Way) -> None:
        self.stop()
        self.way = way
        self.say_nothing()
        self.code.setVisible(way is Way.CODE)
        self._form.setVisible(way is Way.PASSWORD)
        self._key_form.setVisible(way is Way.KEY)
        for one, button in self._others.items():
            button.setVisible(
                one is not way and not (one is Way.CODE and self.off.isVisibleTo(self))
            )
        self.changed.emit()

    # -- by a code

    async def _new_code(self) -> ShownCode | None:
        assert self._ways is not None
        try:
            return await self._ways.new_code()
        except QuickConnectOff:
            return None

    def _show_code(self, shown: ShownCode | None) -> None:
        if shown is None:
            self.off.show()
            self.ask_for_password()
            return
        ways = self._ways
        assert ways is not None
        assert self._reached is not None
        self.code.show_code(shown, self._reached)
        self.code.show()
        self.say_busy(self.tr("Waiting for you to enter the code in Jellyfin…"), "waiting")
        self._run(_or_not_admitted(lambda: ways.wait_for(shown)), self._end)

    # -- with what was typed

    def sign_in(self) -> None:
        """Try what was typed."""
        ways = self._ways
        if ways is None or not self.may_go_on:
            return
        self._busy = True
        self.say_busy(self.tr("Signing in…"))
        if self.way is Way.KEY:
            key = self.key.text()
            self._run(_or_not_admitted(lambda: ways.with_key(key)), self._end)
        else:
            name, password = self.name.text(), self.password.text()
            self._run(_or_not_admitted(lambda: ways.with_password(name, password)), self._end)

    # -- what came of it

    def _end(self, result: SignedIn | NotAdministrator) -> None:
        self._busy = False
        self.password.clear()
        if isinstance(result, SignedIn):
            self.key.clear()
            self.say_busy(self.tr("Signed in."))
            self.signed_in.emit(result)
            return
        self.code.hide()
        trouble = said(result)
        assert trouble is not None
        other = self.ask_for_password if self.way is not Way.CODE else self.ask_for_code
        self.say_trouble(
            trouble,
            (self.tr("Sign in as somebody else"), other),
            (self.tr("Set it up by hand"), self.by_hand.emit),
            mark="needs_sign_in",
        )

    def show_trouble(self, trouble: Said) -> None:
        self._busy = False
        if self.way is Way.CODE:
            self.code.hide()
            self.say_trouble(trouble, (self.tr("New code"), self.ask_for_code))
            return
        self.say_trouble(trouble)
        field = self.key if self.way is Way.KEY else self.password
        field.setFocus()
        field.selectAll()

    def _run(self, work: Coroutine[Any, Any, Any], done: Callable[[Any], object]) -> None:
        self._cancel()
        self._cancel = self.backing.background.run(self, work, done, self.show_trouble)

    # -- parts

    def _lay_out(self) -> None:
        self._form = _form(
            (self.tr("Name"), self.name, None),
            (self.tr("Password"), self.password, self.password.show_button),
        )
        key_where = hint(
            self.tr("In Jellyfin: Dashboard, API Keys. It stays valid there until you remove it.")
        )
        self._key_form = _form((self.tr("API key"), self.key, self.key.show_button))
        layout = self._key_form.layout()
        assert layout is not None
        layout.addWidget(key_where)
        self._others = {
            Way.CODE: quiet_button(self.tr("Sign in with a code"), self.ask_for_code),
            Way.PASSWORD: quiet_button(
                self.tr("Sign in with name and password"), self.ask_for_password
            ),
            Way.KEY: quiet_button(self.tr("Use an API key"), self.ask_for_key),
        }
        others = QHBoxLayout()
        others.setSpacing(SMALL_PX)
        for button in self._others.values():
            others.addWidget(button)
        others.addWidget(quiet_button(self.tr("Set it up by hand"), self.by_hand.emit))
        others.addStretch(1)
        for part in (self.code, self.off, self._form, self._key_form, self.progress, self.trouble):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addLayout(others)


def _form(*rows: tuple[str, QLineEdit, QWidget | None]) -> QWidget:
    form = QWidget()
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(TIGHT_PX)
    for name, field, beside in rows:
        label = QLabel(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(SMALL_PX)
        row.addWidget(field, 1)
        if beside is not None:
            row.addWidget(beside)
        column.addWidget(label)
        column.addLayout(row)
        column.addSpacing(SMALL_PX)
    return form


async def _or_not_admitted(
    begin: Callable[[], Awaitable[SignedIn]],
) -> SignedIn | NotAdministrator:
    """Return also who may not: that is no dead end, but a choice."""
    try:
        return await begin()
    except NotAdministrator as error:
        return error
