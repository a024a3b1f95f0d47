"""The window in which a member's account at a tracker is linked."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.linking import Offered
from scroblarr_desktop.store import accounts, household
from scroblarr_desktop.store.records import Account, AccountState
from scroblarr_desktop.store.refusals import Missing
from scroblarr_desktop.ui.linking.app import can_enter_app, enter_app
from scroblarr_desktop.ui.linking.choice import DestinationChoice
from scroblarr_desktop.ui.linking.done import LinkedPage
from scroblarr_desktop.ui.linking.sign_in import SignInPage
from scroblarr_desktop.ui.linking.tvtime import TvTimeForm
from scroblarr_desktop.ui.linking.words import Stuck, attempted, member_tracker
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.refresher import Refresher
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.widgets.dialog import Dialog
from scroblarr_desktop.ui.widgets.fitting import fit, scrolled
from scroblarr_desktop.ui.widgets.labels import LARGE_PX, MEDIUM_PX, PAGE_PX, SMALL_PX, Text, title

WIDTH_PX, HEIGHT_PX = 640, 660


class LinkingDialog(Dialog):
    """Asks which tracker where none is named, then signs in, then shows what can be chosen.

    Closing it ends no sign-in: the engine goes on, and opened again it shows the same code.
    """

    def __init__(
        self,
        backing: Backing,
        member_id: int,
        destination: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backing = backing
        self._member = household.member(member_id)
        self._offered = {one.name: one for one in backing.engine.linking.offered()}
        self._at: Offered | None = None
        self._account_id: int | None = None
        self._may_choose = destination is None
        self.heading = title("")
        self._under = Text()
        self.choice = DestinationChoice(backing.icons)
        self.sign_in = SignInPage(backing.icons)
        self.form: TvTimeForm | None = None
        self.done_page: LinkedPage | None = None
        self._shown: QWidget | None = None
        self._areas: dict[QWidget, QScrollArea] = {}
        self._cancel: Callable[[], None] = lambda: None
        self._pages = QStackedWidget()
        self.back = QPushButton(self.tr("Back"))
        self.close_button = QPushButton()
        self._lay_out()
        self._connect()
        if destination is None:
            self.show_choice()
        else:
            self.begin(destination)

    # -- which page

    def show_choice(self) -> None:
        """Ask which tracker."""
        self._cancel()
        self._at = self._account_id = None
        self._drop(self.form)
        self._drop(self.done_page)
        self.form = self.done_page = None
        self._refill_choice()
        self.heading.setText(self.tr("Link a tracker for {member}").format(member=self._name))
        self._under.setText(
            self.tr("What {member} finishes watching is sent there.").format(member=self._name)
        )
        self._turn_to(self.choice)

    def begin(self, destination: str) -> None:
        """Go on with the sign-in there, or start one; what is linked shows what it takes."""
        self._at = at = self._offered[destination]
        self.heading.setText(member_tracker(self._name, at.traits.title))
        self._under.clear()
        account = self._present()
        if account is not None and account.state is AccountState.LINKED:
            self._show_linked(account)
        elif not at.by_code:
            self._show_form()
        else:
            self.sign_in.show_destination(at)
            self._turn_to(self.sign_in)
            if account is not None and account.state is AccountState.WAITING:
                self._follow(account)
            else:
                self.ask_for_code()

    # -- signing in

    def ask_for_code(self) -> None:
        """Get a new code; one that is still good is replaced."""
        self._ask(partial(self._start_with_code, self._there))

    def ask_in_browser(self) -> None:
        """Sign in on the tracker's page in this computer's browser, without a code."""
        self._ask(partial(self._start_in_browser, self._there))

    def _ask(self, sign_in: Callable[[], Coroutine[Any, Any, Account]]) -> None:
        self._account_id = None  # until the answer nothing older is to be followed
        self.sign_in.show_asking()
        work = attempted(sign_in, self._there.traits.title)
        self._cancel()
        self._cancel = self._backing.background.run(self, work, self._started, self._failed)

    async def _start_with_code(self, at: Offered) -> Account:
        linking = self._backing.engine.linking
        return _sharing(await linking.start_sign_in(self._member.id, at.name), at)

    async def _start_in_browser(self, at: Offered) -> Account:
        linking = self._backing.engine.linking
        account, url = await linking.start_browser_sign_in(self._member.id, at.name)
        self.sign_in.follow_page(url)
        return _sharing(account, at)

    def _started(self, result: Account | Stuck) -> None:
        if isinstance(result, Stuck):
            can_enter = can_enter_app(self._there.name)
            self.sign_in.show_stuck(result, can_enter_app=can_enter)
        else:
            self._follow(result)

    def _failed(self, trouble: Said) -> None:
        present = self._present()
        if present is not None and present.state is AccountState.LINKED:
            self._show_linked(present)  # the old code was confirmed just before
            return
        self.sign_in.show_stuck(Stuck(trouble), can_enter_app=False)

    def _enter_app(self) -> None:
        then, name = self.ask_for_code, self._there.name
        enter_app(self._backing, self, then, self._choose_another, destination=name)

    def _choose_another(self) -> None:
        self._may_choose = True
        self.show_choice()

    def _start_afresh(self) -> None:
        """Let the user go whose account this was, so that another one may sign in."""
        account_id, self._account_id = self._account_id, None
        if account_id is not None:
            self.sign_in.show_asking()
            work = self._backing.engine.linking.unlink(account_id)
            self._backing.background.run(
                self, work, lambda _: self.begin(self._there.name), self._failed
            )

    # -- what became of it

    def refresh(self, changed: Changed) -> None:
        """Show what became of the sign-in, wherever it was settled."""
        if not changed & Changed.HOUSEHOLD:
            return
        try:
            self._member = household.member(self._member.id)
        except Missing:  # taken out of the household meanwhile
            self.reject()
            return
        if self._shown is self.choice:
            self._refill_choice()
        elif self._account_id is not None:
            self._follow(accounts.get(self._account_id))

    def _follow(self, account: Account) -> None:
        self._account_id = account.id
        if account.state is AccountState.LINKED:
            self._show_linked(account)
        elif self.done_page is None:
            self.sign_in.show_account(account)

    def _show_linked(self, account: Account) -> None:
        self._account_id = account.id
        if self.done_page is None:
            self.done_page = LinkedPage(self._backing, self._there, self._name)
            self._turn_to(self.done_page)
        self.done_page.show_account(account)

    def _show_form(self) -> None:
        self.form = TvTimeForm(self._backing, self._member.id)
        self.form.linked.connect(self._follow)
        self._turn_to(self.form)

    # -- parts

    @property
    def _name(self) -> str:
        return self._member.name

    @property
    def _there(self) -> Offered:
        """Where it is signed in to. Only once that is chosen."""
        assert self._at is not None
        return self._at

    def _present(self) -> Account | None:
        """Return the account that the member has there now, linked or not yet."""
        name = self._there.name
        theirs = accounts.of_member(self._member.id)
        return next((one for one in theirs if one.destination == name), None)

    def _refill_choice(self) -> None:
        theirs = accounts.of_member(self._member.id)
        self.choice.show_offers(list(self._offered.values()), theirs)

    def _turn_to(self, page: QWidget) -> None:
        if page not in self._areas:
            self._areas[page] = area = scrolled(page)
            self._pages.addWidget(area)
        self._shown = page
        self._pages.setCurrentWidget(self._areas[page])
        self._under.setVisible(bool(self._under.text()))
        self.back.setVisible(self._may_choose and page is not self.choice)
        is_end = page is self.done_page
        self.close_button.setText(self.tr("Done") if is_end else self.tr("Close"))
        self.close_button.setDefault(is_end)

    def _drop(self, page: QWidget | None) -> None:
        """Let go of a page that belongs to one tracker."""
        if page is not None and page in self._areas:
            area = self._areas.pop(page)
            self._pages.removeWidget(area)
            area.deleteLater()

    def _connect(self) -> None:
        page = self.sign_in
        page.new_code_asked.connect(self.ask_for_code)
        page.browser_asked.connect(self.ask_in_browser)
        page.app_asked.connect(self._enter_app)
        page.unlink_asked.connect(self._start_afresh)
        self.choice.chosen.connect(self.begin)
        self.back.clicked.connect(self.show_choice)
        self.close_button.clicked.connect(self.accept)
        refresher = Refresher(self._backing.engine.changes, self)
        refresher.due.connect(self.refresh)
        self.finished.connect(refresher.stop)

    def _lay_out(self) -> None:
        fit(self, WIDTH_PX, HEIGHT_PX)
        self.setWindowTitle(self.tr("Link a tracker"))
        self.back.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_PX)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PX, PAGE_PX, PAGE_PX, LARGE_PX)
        column.setSpacing(MEDIUM_PX)
        column.addWidget(self.heading)
        column.addWidget(self._under)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)


def _sharing(account: Account, at: Offered) -> Account:
    """Return the account, sharing progress where it was never linked before.

    That is ticked and explained on the page that follows, where it can be unticked.
    """
    if account.user_id is not None or not at.traits.has_progress:
        return account
    return accounts.change(account.id, {"share_progress": True})
